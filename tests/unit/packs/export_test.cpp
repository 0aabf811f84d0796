// SPDX-License-Identifier: GPL-3.0-or-later
// Out to Open Referral JSON and back: what the standard holds is not lost, and
// what it wants is there (HSDS 3.0 schema reference; the UK profile's schemas).
#include "kiosk/packs/export.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/packs/records.hpp"
#include "kiosk/store/database.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

using nlohmann::json;

class ExportTest : public PackTest {
 protected:
  // A source with every kind of thing that a service may have.
  static std::map<std::string, std::string> rich_source() {
    auto source = small_source();
    source["Services.csv"] =
        "ID,Organisation,Name,Kind,Topics,Description,Phone,Phone is for,Email,Website,Cost,Who it is for,Place,Sensitive,Languages spoken,Source,Details checked,Also called\n"
        "food,leeds-food,Food in Armley,Food bank,\"work, money\",Gives food. Ring 116 123.,\"0113 496 0001, 0113 496 0002\",For \"\"vouchers\"\",a@example.org,https://example.org/?a=1&b=2,Free,Everyone,\"at-armley, shelter\",immigration,\"en, ar\",A list,2026-10-01,\"hungry, جائع\"\n"
        "books,,Armley Library,Library,money,Books to borrow.,,,,,Free,,at-armley,,,A list,2026-01-01,\n"
        "old,,Never checked,Service,work,Who knows.,,,,,,,at-armley,,,A list,,\n"
        "night,,Open at night,Service,work,Always here.,,,,,,,,,,A list,2026-10-01,\n";
    source["Services.csv"].replace(source["Services.csv"].find("For \"\"vouchers\"\""), 16, "\"For \"\"vouchers\"\"\"");
    source["Translations.csv"] =
        "English,Language,Translation,Made by,Read by\n"
        "Books to borrow.,ar,كتب للإعارة.,machine,\nGives food,ar,تعطي الطعام,person,Librarian 2026-10-01\nMoney and food,ar,المال والطعام,machine,\nStep-free,ar,بلا درجات,machine,\n";
    source["Places.csv"] =
        "ID,Name,Address,Town,Postcode,Latitude,Longitude,Hide address,Getting in,Source,Details checked\n"
        "at-armley,Armley,\"2 Stock's Hill, Armley\",Leeds,LS12 1UQ,53.79714,-1.58821,,\"Step-free, Hearing loop\",A list,2026-09-01\n"
        "shelter,,,Leeds,,,,yes,,A list,2026-09-01\n";
    source["Opening hours.csv"] =
        "Place or service,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Source,Details checked\n"
        "at-armley,\"9:00-10:00, 11:00-12:00, 13:00-14:00\",\"9:00-10:00, 11:00-12:00, 13:00-14:00\",\"9:00-10:00, 11:00-12:00, 13:00-14:00\",\"9:00-10:00, 11:00-12:00, 13:00-14:00\",24 hours,closed,closed,A list,2026-08-01\n"
        "night,24 hours,24 hours,24 hours,24 hours,24 hours,24 hours,24 hours,A list,2026-10-01\n"
        "shelter,closed,closed,closed,closed,closed,closed,closed,A list,2026-08-01\n";
    source["Easy words.csv"] =
        "Service,Line,Words,Picture,Source\nbooks,1,You can borrow books.,Book,A list\nbooks,2,It is free.,Money,A list\n\"food, night\",1,We help.,Helping hand,\"Our row, shorter\"\n";
    source["Translations.csv"] += "It is free.,ar,هذا مجاني.,machine,\nborrow,ar,استعارة,machine,\n";
    source["Glossary.csv"] = "ID,Word,Also written,Meaning,Source\nborrow,borrow,\"borrows, borrowed\",To take home and bring back.,Our own words\n";
    source["Closed days.csv"] =
        "Place or service,Date,Hours,Note,Source\nat-armley,2026-12-24,\"9:00-10:00, 11:00-12:00\",Christmas Eve,\nat-armley,2026-12-25,closed,,\nnight,2026-12-25,closed,Even we sleep,\n";
    return source;
  }
  json exported(const std::filesystem::path& pack) const {
    auto done = export_open_referral(pack, at("out.json"));
    EXPECT_TRUE(done) << (done ? "" : done.error().detail);
    return json::parse(bytes_of(at("out.json")));
  }
  static std::multiset<std::string> rows_of(const std::filesystem::path& pack, const std::string& table) {
    std::multiset<std::string> rows;
    auto database = store::Database::open_immutable(pack);
    auto statement = database->prepare("SELECT * FROM " + table);
    while (statement->step().value()) {
      std::string row;
      for (int i = 0; i < statement->columns(); ++i) row += (statement->is_null(i) ? "null" : std::string{statement->text(i)}) + "|";
      rows.insert(row);
    }
    return rows;
  }
};

TEST_F(ExportTest, LosesNothingOnTheWayOutAndBack) {
  write_source(rich_source());
  const auto there = built(1, "there.pack");
  const json page = exported(there);
  Findings findings;
  const Content back = read(findings, "out.json");
  EXPECT_FALSE(findings.any_stops()) << all_of(findings);
  BuildOptions options;
  options.serial = 1;
  ASSERT_TRUE(build(back, options, at("back.pack")));
  EXPECT_EQ(compare(records_of(there).value(), records_of(at("back.pack")).value()).same, 4U);
  for (const char* table : {"meta", "organization", "service", "location", "service_at_location", "address", "phone", "schedule", "exception", "language", "accessibility",
                            "taxonomy_term", "topic_order", "attribute", "translation", "easy_read", "glossary"}) {
    const auto rows = rows_of(there, table);
    EXPECT_FALSE(rows.empty()) << table;
    EXPECT_EQ(rows, rows_of(at("back.pack"), table)) << table;
  }
}

void look_at_ids(const json& value, const std::string& where) {
  if (value.is_array()) {
    for (const json& item : value) look_at_ids(item, where);
  }
  if (!value.is_object()) return;
  for (const auto& [name, inner] : value.items()) {
    if (name.starts_with("kiosk_") && name != "kiosk_topics") continue;
    if (name == "id" || name.ends_with("_id")) {
      const std::string id = inner.get<std::string>();
      EXPECT_EQ(id.size(), 36U) << where << "." << name << ": " << id;
      EXPECT_EQ(id.find_first_not_of("0123456789abcdef-"), std::string::npos) << id;
    } else if (inner.is_string()) {
      EXPECT_FALSE(inner.get<std::string>().empty() && name != "description") << where << "." << name << " is empty";
    }
    look_at_ids(inner, where + "." + name);
  }
}

TEST_F(ExportTest, HasWhatTheStandardWants) {
  write_source(rich_source());
  const json page = exported(built(1, "a.pack"));
  for (const char* field : {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}) EXPECT_TRUE(page.contains(field)) << field;
  look_at_ids(page, "page");
  const std::set<std::string> statuses{"active", "inactive", "defunct", "temporarily closed"};
  const auto has = [](const json& object, std::initializer_list<const char*> fields) {
    for (const char* field : fields) EXPECT_TRUE(object.contains(field) && object[field].is_string()) << field << " in " << object.dump();
  };
  for (const json& service : page["contents"]) {
    has(service, {"id", "name", "status"});
    EXPECT_TRUE(statuses.contains(service["status"]));
    has(service["organization"], {"id", "name", "description"});
    EXPECT_EQ(service["organization_id"], service["organization"]["id"]);
    for (const json& phone : service.value("phones", json::array())) has(phone, {"id", "number"});
    if (service.contains("phones")) {
      EXPECT_EQ(service["contacts"][0]["phones"], service["phones"]);  // where the UK profile looks for them
    }
    for (const json& attribute : service.value("attributes", json::array())) {
      has(attribute, {"id", "link_id", "link_entity", "taxonomy_term_id"});
      EXPECT_EQ(attribute["taxonomy_term_id"], attribute["taxonomy_term"]["id"]);
      has(attribute["taxonomy_term"], {"id", "name", "description", "taxonomy", "term"});
    }
    for (const json& at_place : service.value("service_at_locations", json::array())) {
      has(at_place, {"id"});
      has(at_place["location"], {"id", "location_type"});
      for (const json& address : at_place["location"].value("addresses", json::array())) {
        has(address, {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"});
        EXPECT_EQ(address["country"].get<std::string>().size(), 2U);
      }
      for (const json& schedule : at_place["location"].value("schedules", json::array())) {
        has(schedule, {"id", "freq", "byday", "opens_at", "closes_at"});
        EXPECT_EQ(schedule["freq"], "WEEKLY");
        EXPECT_EQ(schedule["opens_at"].get<std::string>().size(), 5U);
      }
    }
  }
  const json& books = page["contents"][0];
  EXPECT_EQ(books["kiosk_id"], "books");
  EXPECT_EQ(books["fees"], books["fees_description"]);
  // A hidden place has no address on the way out, because it has none in the pack.
  EXPECT_EQ(page.dump().find("shelter Street"), std::string::npos);
}

TEST_F(ExportTest, NoPackNoExport) {
  EXPECT_FALSE(export_open_referral(at("missing.pack"), at("x.json")));
  write("not.pack", "not a database");
  EXPECT_FALSE(export_open_referral(at("not.pack"), at("x.json")));
  EXPECT_FALSE(std::filesystem::exists(at("x.json")));
}

}  // namespace
}  // namespace kiosk::packs
