// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/wav.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/unit/platform/support.hpp"

namespace kiosk::platform {
namespace {

TEST(WavWriter, NoSamplesStillMakeARightHeader) {
  const testing::Folder folder;
  ASSERT_TRUE(WavWriter().write(folder.path() / "a.wav").ok());
  const std::vector<std::uint8_t> expected{
      'R', 'I', 'F', 'F', 36, 0, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0, 1, 0,  1, 0,
      0x22, 0x56, 0, 0, 0x44, 0xAC, 0, 0, 2, 0, 16, 0, 'd', 'a', 't', 'a', 0, 0, 0, 0};
  EXPECT_EQ(testing::bytes_of(folder.path() / "a.wav"), expected);
}

TEST(WavWriter, SamplesAreLittleEndianAndItMayBeWrittenAgain) {
  const testing::Folder folder;
  WavWriter writer;
  writer.append(std::array<std::int16_t, 3>{0, -2, 0x1234});
  ASSERT_TRUE(writer.write(folder.path() / "a.wav").ok());
  writer.append(std::array<std::int16_t, 1>{-32768});
  ASSERT_TRUE(writer.write(folder.path() / "a.wav").ok());
  const std::vector<std::uint8_t> bytes = testing::bytes_of(folder.path() / "a.wav");
  ASSERT_EQ(bytes.size(), 44U + 8U);
  EXPECT_EQ(bytes[4], 36 + 8);
  EXPECT_EQ(bytes[40], 8);
  EXPECT_EQ(std::vector<std::uint8_t>(bytes.begin() + 44, bytes.end()), (std::vector<std::uint8_t>{0, 0, 0xFE, 0xFF, 0x34, 0x12, 0x00, 0x80}));
}

TEST(WavWriter, SaysWhyItCouldNotWrite) {
  const Outcome outcome = WavWriter().write("/no/such/folder/a.wav");
  ASSERT_FALSE(outcome.ok());
  EXPECT_NE(outcome.error().detail.find("/no/such/folder/a.wav not written: No such file"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::platform
