// SPDX-License-Identifier: GPL-3.0-or-later
// Notices that a name in a folder comes, goes or points elsewhere, whoever did it:
// a thread of its own sleeps until the kernel says so (inotify(7)). Nothing is
// looked at by the clock. A folder that is not there yet, or that is taken away and
// comes back, is waited for in the nearest folder above it that is there.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kiosk::platform {

class FolderWatch {
 public:
  // `on_change` is called from the watching thread, perhaps for nothing: whoever is told looks.
  // Where the kernel gives no watch, a line in the log says so, and nothing is ever told.
  FolderWatch(std::filesystem::path folder, std::vector<std::string> names, std::function<void()> on_change);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::platform
