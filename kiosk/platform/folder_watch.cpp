// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/folder_watch.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include "kiosk/base/descriptor.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::platform {

namespace fs = std::filesystem;

struct FolderWatch::Impl {
  fs::path folder;
  std::vector<std::string> names;
  std::function<void()> on_change;
  Descriptor stop{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
  Descriptor events{::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)};
  int watch = -1;      // of `watched`
  fs::path watched;    // the folder, or one above it
  std::thread thread;

  // Onto the folder, or the nearest above it that is there. True: it is another than before.
  bool follow() {
    constexpr std::uint32_t of_names = IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM, of_itself = IN_DELETE_SELF | IN_MOVE_SELF;
    for (fs::path at = folder;; at = at.parent_path()) {
      const int found = ::inotify_add_watch(events.number(), at.c_str(), of_names | of_itself | IN_ONLYDIR);
      if (found >= 0) {
        if (found == watch) return false;
        if (watch >= 0) ::inotify_rm_watch(events.number(), watch);
        watch = found;
        watched = at;
        return true;
      }
      if ((errno != ENOENT && errno != ENOTDIR) || at == at.parent_path()) {
        log_warning(fmt::format("packs that are installed from outside are seen at the next touch only: {} cannot be watched: {}.", at.string(), std::strerror(errno)));
        return false;
      }
    }
  }

  // Whether what has come is about one of the names.
  bool read() {
    bool ours = false;
    alignas(inotify_event) std::array<char, 4096> bytes{};
    for (ssize_t got = 0; (got = ::read(events.number(), bytes.data(), bytes.size())) > 0;) {
      for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(got);) {
        inotify_event event{};
        std::memcpy(&event, bytes.data() + at, sizeof event);
        const std::string name = event.len > 0 ? std::string{bytes.data() + at + sizeof event} : std::string{};
        at += sizeof event + event.len;
        if (event.wd == watch && (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0) {
          if ((event.mask & IN_MOVE_SELF) != 0) ::inotify_rm_watch(events.number(), watch);
          watch = -1;
        }
        ours = ours || (event.mask & IN_Q_OVERFLOW) != 0 || (watched == folder && std::find(names.begin(), names.end(), name) != names.end());
      }
    }
    return ours;
  }

  void run() {
    follow();
    while (watch >= 0) {
      std::array<pollfd, 2> waits{{{events.number(), POLLIN, 0}, {stop.number(), POLLIN, 0}}};
      if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return;
      if (waits[1].revents != 0) return;
      if (waits[0].revents == 0) continue;
      bool changed = read();
      // Between two looks another folder may have come: until none has.
      while (follow()) changed = true;
      if (changed) on_change();
    }
  }
};

FolderWatch::FolderWatch(fs::path folder, std::vector<std::string> names, std::function<void()> on_change) : impl_(std::make_unique<Impl>()) {
  std::error_code none;
  impl_->folder = (fs::absolute(folder, none) / "").lexically_normal().parent_path();
  impl_->names = std::move(names);
  impl_->on_change = std::move(on_change);
  impl_->thread = std::thread([this] { impl_->run(); });
}

FolderWatch::~FolderWatch() {
  const std::uint64_t one = 1;
  (void)!::write(impl_->stop.number(), &one, sizeof one);
  impl_->thread.join();
}

}  // namespace kiosk::platform
