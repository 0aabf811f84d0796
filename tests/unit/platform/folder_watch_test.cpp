// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/folder_watch.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>

namespace kiosk::platform {
namespace {

namespace fs = std::filesystem;

class FolderWatchTest : public ::testing::Test {
 protected:
  FolderWatchTest() {
    std::string pattern = (fs::temp_directory_path() / "folder-watch-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~FolderWatchTest() override { fs::remove_all(folder_); }
  [[nodiscard]] fs::path at(const char* name) const { return folder_ / name; }
  std::function<void()> teller() {
    return [this] {
      const std::lock_guard lock(mutex_);
      ++told_;
      changed_.notify_all();
    };
  }
  // Whether something is told before long, beyond what was told at the last call.
  bool told(std::chrono::milliseconds within = std::chrono::seconds{20}) {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, within, [this] { return told_ > heard_; });
    heard_ = told_;
    return came;
  }
  void point(const char* link, const char* target) const {
    fs::create_symlink(target, at("store/part"));
    fs::rename(at("store/part"), at("store") / link);
  }
  // A watch begins when its thread does; what comes before that is told to nobody.
  static void let_it_begin() { std::this_thread::sleep_for(std::chrono::milliseconds{200}); }

  fs::path folder_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int told_ = 0, heard_ = 0;
};

TEST_F(FolderWatchTest, TellsOfItsNamesAlone) {
  fs::create_directory(at("store"));
  point("current", "1");
  const FolderWatch watch(at("store"), {"current", "overlay"}, teller());
  let_it_begin();
  point("current", "2");
  EXPECT_TRUE(told());
  point("overlay", "1");
  EXPECT_TRUE(told());
  fs::remove(at("store/overlay"));
  EXPECT_TRUE(told());
  std::ofstream{at("store/other")} << "of no concern";
  EXPECT_FALSE(told(std::chrono::milliseconds{300}));
}

TEST_F(FolderWatchTest, WaitsForAFolderThatIsNotThereYetOrComesBack) {
  const FolderWatch watch(at("var/store"), {"current"}, teller());
  let_it_begin();
  fs::create_directories(at("var/store"));
  EXPECT_TRUE(told());
  fs::create_symlink("1", at("var/store/current"));
  EXPECT_TRUE(told());
  fs::rename(at("var/store"), at("var/away"));
  EXPECT_TRUE(told());
  fs::remove_all(at("var"));
  EXPECT_TRUE(told());
  fs::create_directories(at("var/store"));
  EXPECT_TRUE(told());
  let_it_begin();
  (void)told(std::chrono::milliseconds{0});
  fs::create_symlink("1", at("var/store/current"));
  EXPECT_TRUE(told());
}

TEST_F(FolderWatchTest, EndsWithoutHavingBeenTold) {
  const FolderWatch watch("/proc/self/no/such/folder", {"current"}, teller());
  EXPECT_FALSE(told(std::chrono::milliseconds{50}));
}

}  // namespace
}  // namespace kiosk::platform
