// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/address.hpp"

#include <gtest/gtest.h>

namespace kiosk::fleet {
namespace {

std::string why_not(std::string_view text) {
  const auto address = Address::from(text);
  return address ? "taken as " + address->text() : address.error().detail;
}

TEST(Address, KnowsItsParts) {
  const auto address = Address::from("https://packs.example.org:8443/leeds/city.pack?key=1#top");
  ASSERT_TRUE(address) << address.error().detail;
  EXPECT_EQ(address->text(), "https://packs.example.org:8443/leeds/city.pack?key=1");
  EXPECT_EQ(address->shown(), "https://packs.example.org:8443/leeds/city.pack");
  EXPECT_EQ(address->host(), "packs.example.org");
  EXPECT_EQ(address->path(), "/leeds/city.pack");
  EXPECT_TRUE(address->encrypted());
  EXPECT_FALSE(Address::from("http://127.0.0.1/x")->encrypted());
}

TEST(Address, TakesTheWebAlone) {
  for (const char* text : {"", "x", "ftp://example.org/x", "file:///etc/passwd", "gopher://example.org/", "//example.org/x", "/etc/passwd", "javascript:1"}) {
    EXPECT_NE(why_not(text).find("does not begin with http:// or https://"), std::string::npos) << text << ": " << why_not(text);
  }
  for (const char* text : {"http://", "http://:80/", "http://exa mple.org/", "http://example.org:99999/", "http://example.org/a b", "http://[::1/", "http://a%g/", "http://b\xC3\xBC" "cher.example/", "http://example.org/\xC3\xBC", "http://example.org/\r\nHost: x"}) {
    EXPECT_FALSE(Address::from(text)) << why_not(text);
  }
  EXPECT_FALSE(Address::from(std::string_view{"http://example.org/\0x", 21}));
  EXPECT_FALSE(Address::from("http://example.org/" + std::string(5000, 'x')));
}

TEST(Address, NeverRepeatsWhatIsSecret) {
  for (const char* text : {"http://name:hunter2@example.org/x", "http://hunter2@example.org/x", "http://:hunter2@example.org/", "ftp://name:hunter2@example.org/", "http://example.org:hunter2/"}) {
    const auto address = Address::from(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().detail.find("hunter2"), std::string::npos) << address.error().detail;
  }
  EXPECT_EQ(Address::from("http://example.org/x?token=hunter2")->shown(), "http://example.org/x");
}

TEST(Address, ChangesItsPathAndItsQuery) {
  const auto address = Address::from("http://example.org/services?area=a%26b&page=3&x");
  ASSERT_TRUE(address);
  EXPECT_TRUE(address->has("page"));
  EXPECT_TRUE(address->has("x"));
  EXPECT_FALSE(address->has("per_page"));
  EXPECT_EQ(address->with("page", "4")->text(), "http://example.org/services?area=a%26b&x&page=4");
  EXPECT_EQ(address->with("per_page", "100")->text(), "http://example.org/services?area=a%26b&page=3&x&per_page=100");
  EXPECT_EQ(address->without("page")->text(), "http://example.org/services?area=a%26b&x");
  EXPECT_FALSE(Address::from("http://example.org/s?a&=b&&page=1")->without("page")->has("page"));
  EXPECT_EQ(Address::from("http://example.org/s?page=1")->without("page")->text(), "http://example.org/s");
  EXPECT_EQ(Address::from("http://example.org")->with("page", "1")->text(), "http://example.org/?page=1");
  EXPECT_EQ(Address::from("http://example.org/c.pack?t=1")->with_path("/c.pack.minisig")->text(), "http://example.org/c.pack.minisig?t=1");
}

}  // namespace
}  // namespace kiosk::fleet
