// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/captions.hpp"

#include <gtest/gtest.h>

namespace kiosk::directory {
namespace {

TEST(Captions, AreReadWithoutTagsSettingsAndNotes) {
  const auto captions = parse_captions(
      "\xEF\xBB\xBFWEBVTT - made up\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nNOTE who --> what\r\n\r\nfirst\r\n00:01.000 --> 00:02.500 align:start line:0\r\n<v Ann>Food is\r\n<b>free</b> here.\r\n\r\n"
      "01:00:00.000 --> 01:00:01.000\r\nCome &amp; eat.\r\n");
  ASSERT_EQ(captions.size(), 2U);
  EXPECT_EQ(captions[0], (Caption{1000, 2500, "Food is free here."}));
  EXPECT_EQ(captions[1], (Caption{3'600'000, 3'601'000, "Come & eat."}));
  EXPECT_EQ(words_of(captions), "Food is free here. Come & eat.");
  EXPECT_EQ(caption_at(captions, 999), nullptr);
  EXPECT_EQ(caption_at(captions, 1000), &captions[0]);
  EXPECT_EQ(caption_at(captions, 2500), nullptr);
}

TEST(Captions, ALongOneSharesItsTime) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += "word ";
  const auto captions = parse_captions("WEBVTT\n\n00:00.000 --> 00:09.000\n" + words + "\n");
  ASSERT_EQ(captions.size(), 3U);
  for (const Caption& caption : captions) EXPECT_LE(caption.text.size(), longest_caption);
  EXPECT_EQ(captions[1].start_ms, 3000);
  EXPECT_EQ(captions[2].end_ms, 9000);
}

TEST(Captions, WhatIsNoneIsLeftOut) {
  EXPECT_TRUE(parse_captions("").empty());
  EXPECT_TRUE(parse_captions("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n").empty());
  EXPECT_TRUE(parse_captions("WEBVTTX\n\n00:00.000 --> 00:01.000\nx\n").empty());
  EXPECT_TRUE(parse_captions("WEBVTT\n\n00:02.000 --> 00:01.000\nback in time\n\n00:61.000 --> 00:62.000\nx\n\n00:00.000 --> 00:01.000\n<i></i>\n").empty());
}

}  // namespace
}  // namespace kiosk::directory
