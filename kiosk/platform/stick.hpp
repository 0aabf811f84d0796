// SPDX-License-Identifier: GPL-3.0-or-later
// A memory stick that the system has mounted. Mounting is the system's business
// (packaging/INSTALLING.md); a thread of its own sleeps until the kernel says that
// what is mounted has changed (proc(5), /proc/PID/mountinfo).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace kiosk::platform {

// The folder of the stick among the mounts of `mountinfo`: the newest one below `root`.
[[nodiscard]] std::optional<std::filesystem::path> stick_in(std::string_view mountinfo, const std::filesystem::path& root);

class Stick {
 public:
  // `on_change` is called from the watching thread, first for what is there already.
  Stick(std::filesystem::path root, std::function<void()> on_change);
  ~Stick();
  Stick(const Stick&) = delete;
  Stick& operator=(const Stick&) = delete;

  // Whether that changed since last asked, and if so the folder: none, no stick. Any thread.
  [[nodiscard]] std::optional<std::optional<std::filesystem::path>> change();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::platform
