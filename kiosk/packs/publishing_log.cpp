// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/publishing_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/values.hpp"

namespace kiosk::packs {

void log_publishing(const std::filesystem::path& folder, std::string_view what, const Role& role, long serial, const std::optional<FileHash>& hash) {
  constexpr std::uint64_t most = 256 * 1024;
  const std::filesystem::path file = folder / "publishing.log";
  const LocalTime now = london_time(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  const std::string line = fmt::format("{} {} {} serial {} digest {}\n", text_of(now.date), what, text_of(role), serial == 0 ? std::string{"-"} : std::to_string(serial),
                                       hash ? hexadecimal({reinterpret_cast<const char*>(hash->data()), 8}) : std::string{"-"});
  std::error_code problem;
  if (std::filesystem::file_size(file, problem) > most && !problem) {
    if (auto text = read_file(file, 2 * most)) {
      const std::size_t half = text->find('\n', text->size() / 2);
      if (auto written = write_file(file, half == std::string::npos ? std::string_view{} : std::string_view{text.value()}.substr(half + 1)); !written) log_warning(written.error().detail);
    }
  }
  // One write at the end of the file: a power cut leaves the line or no line.
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
  const bool written = descriptor >= 0 && ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(descriptor) == 0;
  if (!written) log_warning(fmt::format("{}: this line could not be added: {}", file.string(), std::strerror(errno)));
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace kiosk::packs
