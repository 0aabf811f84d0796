// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/media_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "kiosk/packs/files.hpp"

namespace kiosk::packs {

namespace fs = std::filesystem;
using directory::MediaKind;

std::optional<std::string_view> media_type(MediaKind kind, std::string_view bytes) {
  using namespace std::string_view_literals;
  const bool webm = bytes.starts_with("\x1A\x45\xDF\xA3"sv) && bytes.substr(0, 64).find("webm"sv) != std::string_view::npos;
  switch (kind) {
    case MediaKind::image:
      if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
      if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
      break;
    case MediaKind::speech_clip:
      if (bytes.starts_with("OggS"sv)) return "audio/ogg";
      if (bytes.starts_with("fLaC"sv)) return "audio/flac";
      if (bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WAVE"sv) return "audio/wav";
      if (webm) return "audio/webm";
      break;
    case MediaKind::sign_video:
      if (webm) return "video/webm";
      break;
  }
  return std::nullopt;
}

std::string_view types_of(MediaKind kind) {
  switch (kind) {
    case MediaKind::image: return "a PNG or JPEG picture";
    case MediaKind::speech_clip: return "Ogg, Opus, FLAC or WAV sound";
    case MediaKind::sign_video: break;
  }
  return "a WebM video (VP8, VP9 or AV1)";
}

std::optional<NotRead> read_media(const fs::path& folder, const std::string& name, std::uint64_t limit, std::string& bytes) {
  const bool strange = std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' || c == ':'; });
  if (strange || name.starts_with(".") || name.size() > 200)
    return NotRead{Kind::media_name_wrong, "is not the name of a file in the folder 'media'.", "Put the file into that folder, and type its name alone, like 'food-bank.webm'."};
  const fs::path file = folder / name;
  std::error_code problem;
  const fs::file_status status = fs::symlink_status(file, problem);
  if (status.type() == fs::file_type::not_found) return NotRead{Kind::media_missing, "is not in the folder 'media' beside the sheets.", "Copy the file there, or mend its name."};
  if (status.type() != fs::file_type::regular)
    return NotRead{Kind::media_unreadable, "is not an ordinary file.", "Put the file itself into the folder, not a link or a folder."};
  if (const std::uintmax_t size = fs::file_size(file, problem); !problem && size > limit)
    return NotRead{Kind::media_too_big, fmt::format("is {} KB, more than the {} KB allowed for it.", size / 1024, limit / 1024), "Make it shorter or smaller, and save it again."};
  auto read = read_file(file, limit);
  if (!read) return NotRead{Kind::media_unreadable, "cannot be read.", "Ask for permission to it, or copy it again."};
  bytes = std::move(read).value();
  return std::nullopt;
}

}  // namespace kiosk::packs
