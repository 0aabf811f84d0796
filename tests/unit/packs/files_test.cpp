// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/files.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <thread>

#include "kiosk/packs/staff_workbook.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

using ::testing::HasSubstr;
using FilesTest = PackTest;

// `--json /dev/null` as root must leave a /dev/null.
TEST_F(FilesTest, WritesIntoAPipeAndDoesNotReplaceIt) {
  const auto pipe = at("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::string heard;
  std::thread reader{[&] {
    std::ifstream in{pipe, std::ios::binary};
    std::getline(in, heard);
  }};
  EXPECT_TRUE(write_file(pipe, "some words"));
  reader.join();
  EXPECT_EQ(heard, "some words");
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
  // What is written in pieces, or by SQLite, needs a file: it says so.
  const auto refused = write_template(pipe);
  EXPECT_THAT(refused ? "" : refused.error().detail, HasSubstr("is a device or a pipe, not a file. Give the name of a file."));
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
}

TEST_F(FilesTest, AFolderIsNoFile) {
  std::filesystem::create_directory(at("folder"));
  for (const Outcome& refused : {write_file(at("folder"), "x"), write_template(at("folder"))}) EXPECT_THAT(refused ? "" : refused.error().detail, HasSubstr("is a folder, not a file. Give the name of a file."));
  EXPECT_TRUE(std::filesystem::is_directory(at("folder")));
  EXPECT_FALSE(std::filesystem::exists(at("folder.part"))) << "nothing is left behind";
}

}  // namespace
}  // namespace kiosk::packs
