// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/reply.hpp"

#include <gtest/gtest.h>

#include "kiosk/fleet/notes.hpp"

namespace kiosk::fleet {
namespace {

Reply after(std::initializer_list<const char*> lines) {
  Reply reply;
  for (const char* line : lines) read_line(line, reply);
  return reply;
}

TEST(Reply, ReadsAHead) {
  const Reply reply = after({"HTTP/1.1 206 Partial Content\r\n", "ETag: \"5f-2\"\r\n", "LAST-MODIFIED:  Sat, 28 Nov 2026 18:00:00 GMT \r\n", "Content-Type: Text/HTML; charset=utf-8\r\n",
                             "content-length: 5\r\n", "Content-Range: bytes 5-9/10\r\n", "\r\n"});
  EXPECT_EQ(reply.status, 206);
  EXPECT_EQ(reply.etag, "\"5f-2\"");
  EXPECT_EQ(reply.last_modified, "Sat, 28 Nov 2026 18:00:00 GMT");
  EXPECT_EQ(reply.type, "text/html");
  EXPECT_EQ(reply.length, 5U);
  EXPECT_EQ(reply.range, (Range{5, 9, 10}));
  EXPECT_EQ(reply.encoding, "");
}

TEST(Reply, TheLastHeadCounts) {
  const Reply reply = after({"HTTP/1.1 302 Found", "ETag: \"a\"", "Content-Length: 9", "", "HTTP/2 200 ", "Content-Encoding: br"});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.etag, "");
  EXPECT_EQ(reply.length, std::nullopt);
  EXPECT_EQ(reply.encoding, "br");
  EXPECT_EQ(after({"HTTP/1.1 200 OK", "Content-Encoding: identity"}).encoding, "");
}

TEST(Reply, DistrustsWhatItCannotSendBack) {
  const std::string long_tag = "ETag: \"" + std::string(300, 'x') + "\"";
  for (const char* line : {"ETag: x", "ETag: \"", "ETag: \"a\x01\"", "ETag: \"a\"b\"", "ETag: \xC3\xA9", "ETag:", long_tag.c_str()}) EXPECT_EQ(after({"HTTP/1.1 200 OK", line}).etag, "") << line;
  for (const char* line : {"Last-Modified: yesterday", "Last-Modified: ", "Last-Modified: x\ry GMT", "Last-Modified: -1"}) EXPECT_EQ(after({"HTTP/1.1 200 OK", line}).last_modified, "") << line;
  for (const char* line : {"Content-Length: -5", "Content-Length: 5 5", "Content-Length: 5,5", "Content-Length: 99999999999999999999", "Content-Length: 0x5", "Content-Length:"}) {
    EXPECT_EQ(after({"HTTP/1.1 200 OK", line}).length, std::nullopt) << line;
  }
  for (const char* line : {"HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 abc", "HTTP/1.1 -20", "HTTP/1.1 20"}) EXPECT_EQ(after({line}).status, 0) << line;
}

// RFC 9110, 14.4: the first is not above the last, and the last lies within the whole.
TEST(Reply, Ranges) {
  EXPECT_EQ(range_from("bytes 0-0/1"), (Range{0, 0, 1}));
  EXPECT_EQ(range_from("Bytes 7-9/*"), (Range{7, 9, std::nullopt}));
  for (const char* text : {"", "bytes", "bytes */10", "bytes 9-7/10", "bytes 5-10/10", "bytes -5/10", "bytes 5-/10", "items 0-1/2", "bytes 0-1", "bytes 0/1-2", "bytes 0-1/x", "bytes 0-18446744073709551616/*"}) {
    EXPECT_EQ(range_from(text), std::nullopt) << text;
  }
}

TEST(Notes, ReadBack) {
  Notes notes{"http://example.org/c.pack", {"\"a\"", "Sat, 28 Nov 2026 18:00:00 GMT"}, "untrusted comment: one\n", {"W/\"b\"", ""}, "two", 1234};
  EXPECT_EQ(notes_from(to_text(notes)), notes);
  notes.part_length.reset();
  EXPECT_EQ(notes_from(to_text(notes)), notes);
  EXPECT_EQ(notes_from(to_text({})), Notes{});
}

TEST(Notes, WhatCannotBeReadIsNothing) {
  for (const char* text : {"", "{", "[]", "null", "{}", "{\"installed\":1,\"part\":{}}", "{\"installed\":{},\"part\":[]}"}) EXPECT_EQ(notes_from(text), std::nullopt) << text;
  const auto notes = notes_from(R"({"address":5,"installed":{"etag":"a\r\nX: y","last_modified":7,"signature":[]},"part":{"length":-1,"etag":"no quotes"}})");
  ASSERT_TRUE(notes);
  EXPECT_EQ(*notes, Notes{});
}

}  // namespace
}  // namespace kiosk::fleet
