// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/directory.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

using OpenReferralTest = PackTest;

TEST_F(OpenReferralTest, ReadsAPageOfHsds3) {
  write("services.json", R"({"total_items":1,"contents":[{"id":"A1","name":"Advice","description":"Free advice","status":"active",
    "organization":{"id":"O1","name":"Advisers","description":"We advise"},"assured_date":"2026-10-01T00:00:00Z",
    "phones":[{"id":"p","number":"01134960001"}],"url":"www.example.org",
    "translations":[{"field":"name","language":"ar","text":"نصيحة","origin":"human"},{"field":"name","language":"zz_1","text":"x"}],
    "attributes":[{"taxonomy_term":{"id":"rights","name":"Rights","taxonomy":"topics"}}],
    "service_at_locations":[{"location":{"id":"L1","location_type":"physical","latitude":"53.8","longitude":-1.5,
      "addresses":[{"address_1":"1 Road","city":"Leeds","state_province":"","postal_code":"ls1 1aa","country":"GB","address_type":"physical"}],
      "schedules":[{"freq":"WEEKLY","byday":"MO,TU","opens_at":"10:00Z","closes_at":"12:00:00"}]}}]}]})");
  Findings findings;
  auto content = read_source(at("services.json"), findings);
  ASSERT_TRUE(content) << content.error().detail;
  EXPECT_FALSE(findings.any_stops()) << all_of(findings);
  EXPECT_TRUE(says(findings, "services.json, row 1, translations: 'zz_1' is not a translation that can be used.")) << all_of(findings);
  ASSERT_EQ(content->services.size(), 1U);
  EXPECT_EQ(content->languages, (std::vector<std::string>{"en", "ar"}));
  ASSERT_TRUE(build(content.value(), {}, at("a.pack")));
  auto opened = directory::Directory::open(at("a.pack"));
  ASSERT_TRUE(opened) << opened.error().detail;
  const LocalTime monday{Date{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}}, 11 * 60};
  auto service = opened.value()->service("A1", "ar", std::nullopt, monday);
  ASSERT_TRUE(service);
  EXPECT_EQ(service->phones.at(0).number, "0113 496 0001");
  EXPECT_EQ(service->postcode, "LS1 1AA");
  EXPECT_EQ(service->website, "https://www.example.org");
  EXPECT_EQ(service->summary.open.state, directory::OpenState::open_until);
  EXPECT_EQ(service->summary.topic, "rights");
}

TEST_F(OpenReferralTest, ReadsOpenReferralUk1InPages) {
  const char* page = R"({"totalPages":2,"content":[{"id":"%","name":"Group %","organization":{"id":"o","name":"O"},
    "eligibilitys":[{"eligibility":"Adults"}],"contacts":[{"phones":[{"number":"0113 496 0002"}]}],
    "service_at_locations":[{"location":{"id":"l%","physical_addresses":[{"address_1":"1 Road","city":"Leeds","postal_code":"LS1 1AA"}],
      "regular_schedules":[{"weekday":"Monday","opens_at":"09:00","closes_at":"12:00"}],
      "holiday_schedules":[{"closed":true,"start_date":"2026-12-25","end_date":"2026-12-26"}]}}]}]})";
  for (const char* number : {"1", "2"}) {
    std::string text = page;
    for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%')) text.replace(at, 1, number);
    write(std::string{"pages/"} + number + ".json", text);
  }
  Findings findings;
  auto content = read_source(at("pages"), findings);
  ASSERT_TRUE(content) << content.error().detail;
  ASSERT_EQ(content->services.size(), 2U);
  EXPECT_EQ(content->organisations.size(), 1U);
  EXPECT_EQ(content->services[0].eligibility.english, "Adults");
  EXPECT_EQ(content->services[0].phones.size(), 1U);
  EXPECT_EQ(content->places.at(0).times.rows.at(0).byday, "MO");
  EXPECT_EQ(content->places.at(0).times.exceptions.size(), 2U);
}

TEST_F(OpenReferralTest, BadJsonIsNamed) {
  const auto why = [&](const std::string& text) {
    write("x.json", text);
    Findings findings;
    auto content = read_source(at("x.json"), findings);
    return content ? all_of(findings) : content.error().detail;
  };
  EXPECT_NE(why("{\"contents\": [").find("is not JSON that can be read"), std::string::npos);
  EXPECT_NE(why("[]x").find("is not JSON that can be read"), std::string::npos);
  EXPECT_NE(why("{}").find("holds no services"), std::string::npos);
  EXPECT_NE(why("\"text\"").find("holds no services"), std::string::npos);
  EXPECT_NE(why(R"([{"id":"../../x","name":"N"}])").find("is not an id that can be used"), std::string::npos);
  EXPECT_NE(why(R"([{"id":"a"}])").find("name: this is empty"), std::string::npos);
  EXPECT_NE(why(R"([{"id":"a","name":"N"},{"id":"a","name":"N"}])").find("is there twice"), std::string::npos);
  // Wrong kinds of value everywhere, and depth: read or left out, never a crash.
  (void)why(R"([null,1,"x",[],{"id":{},"name":[]},{"id":"b","name":"N","organization":[1],"phones":3,"service_at_locations":{"location":"x"},"translations":[[]],"schedules":[7]}])");
  (void)why(std::string(200'000, '['));
  (void)why("{\"contents\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}");
}

}  // namespace
}  // namespace kiosk::packs
