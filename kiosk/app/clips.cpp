// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/clips.hpp"

#include "kiosk/base/log.hpp"
#include "kiosk/platform/media.hpp"

namespace kiosk::app {

Result<std::unique_ptr<Clips>> Clips::open(const std::filesystem::path& pack) {
  auto reader = directory::ClipReader::open(pack);
  if (!reader) return reader.error();
  return std::unique_ptr<Clips>(new Clips(std::move(reader).value()));
}

std::optional<std::vector<std::int16_t>> Clips::operator()(std::string_view language, std::string_view words) {
  const std::lock_guard lock(mutex_);
  const auto file = reader_.find(language, words);
  if (!file) return std::nullopt;
  auto sound = platform::decode_audio(*file);
  if (sound) return std::move(sound).value();
  log_error(sound.error().detail);
  return std::nullopt;
}

}  // namespace kiosk::app
