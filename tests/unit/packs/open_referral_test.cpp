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

// The UK profile has `fees`, `term` and `accessibility` where HSDS has
// `fees_description`, `name` and `description`; and no codes of languages.
TEST_F(OpenReferralTest, ReadsTheUkProfileOf3) {
  write("services.json", R"({"total_items":1,"total_pages":1,"page_number":1,"size":1,"first_page":true,"last_page":true,"empty":false,"contents":[{
    "id":"ac148810-d857-441c-9679-408f346de14b","name":"Counselling","description":"Talking helps.","url":"http://example.com/counselling","email":"desk@example.com",
    "status":"temporarily closed","fees":"Free to NHS patients","assured_date":"2026-10-01","minimum_age":12,
    "schedules":[{"id":"48102e86-bb50-41c4-8f1e-e269368c41d1","freq":"WEEKLY","interval":1,"byday":"TH,FR","opens_at":"10:00:00","closes_at":"18:00:00"}],
    "service_areas":[{"id":"381c64f1-a724-4884-9c21-ac96c21cca3e","service_area":"Leeds"}],"languages":[{"id":"2989d3ed-c547-48f8-8f9d-432d81c7892e"}],
    "service_at_locations":[{"id":"e94c9f38-1e8f-4564-91d4-d53501ab1765","location":{"id":"3a19ff88-4620-4d17-9830-ac1d859eb5d5","name":"Civic Centre","latitude":53.8,"longitude":-1.5,
      "addresses":[{"id":"74706e55-df26-4b84-80fe-ecc30b5befb4","address_1":"1 Road","city":"Leeds","state_province":"West Yorkshire","postal_code":"LS1 1AA","country":"GB","address_type":"postal"}],
      "accessibility":[{"id":"afcf296e-1cb2-4139-9c88-33d587d1a50b","accessibility":"Hearing loop"}]}}],
    "organization":{"id":"d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610","name":"Helpers","description":"They help","website":"http://example.com"},
    "contacts":[{"id":"1e7efce3-639b-4880-940c-b95cd30cdb50","title":"Reception"}],
    "attributes":[{"id":"ae58cc39-8b70-4ab1-8aea-786882e5ac8e","taxonomy_term":{"id":"health","taxonomy":"topics","term":"Health and care"}},
                  {"id":"ae58cc39-8b70-4ab1-8aea-786882e5ac8f","taxonomy_term":{"id":"3f7b145d-84af-42d7-8fae-eaca714b02b2","taxonomy":"esdServices","term":"Other"}}]}]})");
  Findings findings;
  auto content = read_source(at("services.json"), findings);
  ASSERT_TRUE(content) << content.error().detail;
  EXPECT_EQ(all_of(findings), "");
  ASSERT_EQ(content->services.size(), 1U);
  const Service& service = content->services[0];
  EXPECT_EQ(service.status, "temporarily closed");
  EXPECT_EQ(service.cost.english, "Free to NHS patients");
  EXPECT_EQ(service.topics, std::vector<std::string>{"health"});
  EXPECT_EQ(content->topics.at(0).need.english, "Health and care");
  EXPECT_TRUE(service.times.known());
  EXPECT_TRUE(service.languages.empty());
  EXPECT_EQ(content->places.at(0).getting_in.at(0).english, "Hearing loop");
  EXPECT_EQ(content->places[0].checked, service.checked);
  EXPECT_EQ(content->organisations.at(0).website, "http://example.com");
  ASSERT_TRUE(build(content.value(), {}, at("a.pack")));
}

TEST_F(OpenReferralTest, APlaceIsAsFreshAsTheFreshestServiceThere) {
  write("services.json", R"([{"id":"a","name":"A","assured_date":"2019-01-01","service_at_locations":[{"location":{"id":"l"}}]},
    {"id":"b","name":"B","assured_date":"2026-10-01","service_at_locations":[{"location":{"id":"l"}}]},{"id":"c","name":"C","service_at_locations":[{"location":{"id":"l"}}]}])");
  Findings findings;
  auto content = read_source(at("services.json"), findings);
  ASSERT_TRUE(content);
  const PlacesById places = places_by_id(content.value());
  EXPECT_EQ(shown_date(content->services[0], places), content->services[0].checked);
  EXPECT_EQ(shown_date(content->services[1], places), content->services[1].checked);
  EXPECT_EQ(shown_date(content->services[2], places), std::nullopt);
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
  EXPECT_NE(why("[]x").find("line 1, column 3: 'x' does not belong there"), std::string::npos) << why("[]x");
  EXPECT_NE(why("{\n  \"contents\": [\n").find("line 3, column 1: it ends before everything in it is closed"), std::string::npos) << why("{\n  \"contents\": [\n");
  EXPECT_NE(why("{\n  \"contents\": [,]}").find("line 2, column 16: ',]}' does not belong there"), std::string::npos) << why("{\n  \"contents\": [,]}");
  EXPECT_NE(why("{\"a\": \"x\ny\"}").find("line 1, column 9: a line break or a tab stands inside quotation marks"), std::string::npos) << why("{\"a\": \"x\ny\"}");
  EXPECT_NE(why("{\"a\": \"x\xFF\"}").find("line 1, column 9: there is a byte that is not UTF-8"), std::string::npos) << why("{\"a\": \"x\xFF\"}");
  EXPECT_NE(why("{\"a\": \"x").find("line 1, column 9: it ends before everything in it is closed"), std::string::npos) << why("{\"a\": \"x");
  EXPECT_NE(why("{}").find("holds no services"), std::string::npos);
  EXPECT_NE(why("\"text\"").find("holds no services"), std::string::npos);
  EXPECT_NE(why(R"([{"id":"../../x","name":"N"}])").find("is not an id that can be used"), std::string::npos);
  EXPECT_NE(why(R"([{"id":"a"}])").find("name: this is empty"), std::string::npos);
  EXPECT_NE(why(R"([{"id":"a","name":"N"},{"id":"a","name":"N"}])").find("is there twice"), std::string::npos);
  EXPECT_NE(why(R"([{"id":"a","name":"N","status":"open"}])").find("status: 'open' is not one of the choices"), std::string::npos);
  // Wrong kinds of value everywhere, and depth: read or left out, never a crash.
  (void)why(R"([null,1,"x",[],{"id":{},"name":[]},{"id":"b","name":"N","organization":[1],"phones":3,"service_at_locations":{"location":"x"},"translations":[[]],"schedules":[7]}])");
  (void)why(std::string(200'000, '['));
  (void)why("{\"contents\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}");
}

}  // namespace
}  // namespace kiosk::packs
