// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/stick.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "kiosk/base/log.hpp"

namespace kiosk::platform {
namespace {

// A space in a name is written \040, and so on.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '7'; };
    if (text[i] == '\\' && digit(i + 1) && digit(i + 2) && digit(i + 3)) {
      out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::optional<std::filesystem::path> stick_in(std::string_view mountinfo, const std::filesystem::path& root) {
  const std::string below = (root / "").lexically_normal().string();
  std::optional<std::filesystem::path> found;
  while (!mountinfo.empty()) {
    const std::size_t end = std::min(mountinfo.find('\n'), mountinfo.size());
    std::string_view line = mountinfo.substr(0, end);
    mountinfo.remove_prefix(std::min(end + 1, mountinfo.size()));
    // 36 35 98:0 /root /mount/point options...
    for (int field = 0; field < 4 && !line.empty(); ++field) line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
    std::string point = unescaped(line.substr(0, line.find(' ')));
    if (point.starts_with(below) && point.size() > below.size()) found = std::move(point);
  }
  return found;
}

struct Stick::Impl {
  std::filesystem::path root;
  std::function<void()> on_change;
  int stop = -1;
  std::mutex mutex;
  std::optional<std::filesystem::path> now;
  bool changed = false;
  std::thread thread;

  void look(int mounts) {
    std::string text;
    std::array<char, 4096> piece{};
    if (::lseek(mounts, 0, SEEK_SET) < 0) return;
    constexpr std::size_t most = 1U << 20U;
    for (ssize_t got = 0; text.size() < most && (got = ::read(mounts, piece.data(), piece.size())) > 0;) text.append(piece.data(), static_cast<std::size_t>(got));
    auto stick = stick_in(text, root);
    {
      const std::lock_guard lock(mutex);
      if (stick == now) return;
      now = std::move(stick);
      changed = true;
    }
    on_change();
  }

  void watch() {
    const int mounts = ::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    if (mounts < 0) return log_warning(std::string("sticks cannot be seen: /proc/self/mountinfo: ") + std::strerror(errno));
    look(mounts);
    for (;;) {
      std::array<pollfd, 2> waits{{{mounts, POLLPRI, 0}, {stop, POLLIN, 0}}};
      if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) break;
      if (waits[1].revents != 0) break;
      if (waits[0].revents != 0) look(mounts);
    }
    ::close(mounts);
  }
};

Stick::Stick(std::filesystem::path root, std::function<void()> on_change) : impl_(std::make_unique<Impl>()) {
  impl_->root = std::move(root);
  impl_->on_change = std::move(on_change);
  impl_->stop = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  impl_->thread = std::thread([this] { impl_->watch(); });
}

Stick::~Stick() {
  const std::uint64_t one = 1;
  (void)!::write(impl_->stop, &one, sizeof one);
  impl_->thread.join();
  ::close(impl_->stop);
}

std::optional<std::optional<std::filesystem::path>> Stick::change() {
  const std::lock_guard lock(impl_->mutex);
  if (!std::exchange(impl_->changed, false)) return std::nullopt;
  return impl_->now;
}

}  // namespace kiosk::platform
