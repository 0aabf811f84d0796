// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/overlay.hpp"

#include <gmock/gmock.h>

#include <set>

#include "kiosk/directory/directory.hpp"
#include "kiosk/directory/overlay.hpp"
#include "kiosk/directory/schema.hpp"
#include "kiosk/i18n/label.hpp"
#include "kiosk/packs/stamp.hpp"
#include "kiosk/store/database.hpp"
#include "tests/unit/packs/fixture.hpp"

namespace kiosk::packs {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// A store with the small pack in force, and the desk of Armley.
class OverlayTest : public PackTest {
 protected:
  void SetUp() override {
    city_ = keys_in("keys", "city");
    hub_ = keys_in("keys", "armley");
    ASSERT_TRUE(record_role(at("keys"), "armley.pub", Role{Role::Kind::hub, "armley"}));
    write("armley.key", to_text(hub_.secret_key));
    desk_ = {"armley", at("store"), at("keys"), at("armley.key")};
    auto source = small_source();
    source["Services.csv"] +=
        "talk,,Someone to talk to,Charity,work,Talk to a person about suicide.,0113 496 0002,,,,suicide,A list,2026-10-01\n";
    write_source(source);
    install_city(1);
  }
  void install_city(long serial) {
    const auto pack = built(serial);
    sign_pack(pack, city_);
    auto installed = install(pack, at("store"), at("keys"), Removals::allow);
    ASSERT_TRUE(installed) << installed.error().detail;
  }
  [[nodiscard]] std::unique_ptr<directory::Directory> open(const std::string& site = "armley") const {
    auto pack = open_current(at("store"), keys_of(at("store")));
    auto overlay = open_overlay(at("store"), keys_of(at("store")), site);
    if (!pack) return nullptr;
    auto opened = directory::Directory::open(pack.value(), {overlay ? overlay.value() : std::nullopt, site, directory::Directory::Options::Check::passed_before});
    EXPECT_TRUE(opened) << opened.error().detail;
    return std::move(opened).value();
  }
  static std::vector<std::string> ids(const std::vector<directory::ServiceSummary>& services) {
    std::vector<std::string> out;
    for (const auto& service : services) out.push_back(service.id);
    std::sort(out.begin(), out.end());
    return out;
  }
  static std::vector<std::string> found(directory::Directory& directory, std::string_view words, std::string_view language = "en") {
    std::vector<std::string> out;
    for (const auto& hit : directory.search(words, language, 20)) out.push_back(hit.id);
    return out;
  }
  static std::vector<std::string> in_topic(directory::Directory& directory, std::string_view topic) {
    return ids(directory.in_topic(topic, "en", directory::Coordinates{53.8, -1.58}, now, 50).services);
  }
  template <class T>
  static std::string why(const Result<T>& result) { return result ? "it went through" : result.error().detail; }
  // The hub's own: a walking group in its hall.
  Content hub_content() const {
    auto source = small_source();
    source["Services.csv"] =
        "ID,Organisation,Name,Kind,Topics,Description,Phone,Phone is for,Place,Cost,Sensitive,Source,Details checked\n"
        "walking,,Armley Walking Group,Group,\"work, money\",A gentle walk with books.,0113 496 0003,,hall,Free,,Ours,2026-11-01\n";
    source["Organisations.csv"] = "ID,Name,Description\n";
    source["Places.csv"] =
        "ID,Name,Address,Town,Postcode,Latitude,Longitude,Hide address,Getting in,Source,Details checked\n"
        "hall,Town Hall,3 Stock's Hill,Leeds,LS12 1UQ,53.8,-1.58,,Step-free,Ours,2026-11-01\n";
    source["Opening hours.csv"] =
        "Place or service,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Source,Details checked\n"
        "hall,9:00-17:00,9:00-17:00,9:00-17:00,9:00-17:00,9:00-17:00,closed,closed,Ours,2026-11-01\n";
    source["Translations.csv"] = "English,Language,Translation,Made by,Read by\nA gentle walk with books.,ar,نزهة هادئة مع الكتب.,machine,\n";
    write_source(source, "hub");
    Findings findings;
    Content content = read(findings, "hub");
    EXPECT_FALSE(findings.any_stops()) << all_of(findings);
    return content;
  }
  // An overlay made by hand, signed by the hub: what a careless or hostile hub could send.
  Result<Installed> send(const std::string& sql, const std::string& site = "armley") {
    std::filesystem::remove(at("sent.pack"));
    auto made = write_pack(at("sent.pack"), PackKind::overlay, [&](store::Database& database) -> Outcome {
      if (auto done = database.execute("INSERT INTO meta VALUES('schema_version','3'),('serial','7'),('hub','" + site + "');"
                                       "INSERT INTO organization(id,name,description) VALUES('armley.o','O','');" + sql); !done) return done;
      return finish_records(database);
    });
    if (!made) return made.error();
    sign_pack(at("sent.pack"), hub_);
    return install(at("sent.pack"), at("store"), at("keys"), Removals::allow, {"armley", "install", {}});
  }

  KeyPair city_, hub_;
  HubDesk desk_;
  static constexpr LocalTime now{today, 11 * 60};
};

TEST_F(OverlayTest, WithoutOneTheCityServesAsBefore) {
  auto directory = open();
  EXPECT_FALSE(directory->info().overlay_serial);
  EXPECT_TRUE(directory->notices("en", today).empty());
  EXPECT_TRUE(directory->hidden().empty());
  EXPECT_THAT(in_topic(*directory, "work"), ElementsAre("books", "jobs", "talk"));
}

TEST_F(OverlayTest, AHubsWorkbookIsFoundWhereverTheCitysIs) {
  auto published = publish_content(desk_, hub_content(), today);
  ASSERT_TRUE(published) << published.error().detail;
  EXPECT_EQ(published->hub, "armley");
  auto directory = open();
  EXPECT_EQ(directory->info().overlay_serial, 1);
  EXPECT_THAT(in_topic(*directory, "work"), ElementsAre("armley.walking", "books", "jobs", "talk"));
  EXPECT_THAT(in_topic(*directory, ""), ElementsAre("armley.walking", "books", "food")) << "near";
  EXPECT_EQ(directory->count_in_topic("work"), 4U);
  EXPECT_EQ(directory->topics("en").size(), 2U) << "topics are the city's";
  const auto walking = directory->service("armley.walking", "ar", directory::Coordinates{53.8, -1.58}, now);
  ASSERT_TRUE(walking);
  EXPECT_EQ(walking->description.front().language, "ar");
  EXPECT_EQ(walking->address, "3 Stock's Hill, Leeds");
  EXPECT_TRUE(walking->hours.known);
  EXPECT_EQ(walking->phones.front().number, "0113 496 0003");
  EXPECT_EQ(walking->summary.topic, "money") << "by the order of the city's topics";
  EXPECT_THAT(found(*directory, "walking"), ElementsAre("armley.walking"));
  EXPECT_THAT(found(*directory, "نزهة", "ar"), Contains("armley.walking"));
  EXPECT_THAT(found(*directory, "hungry"), Contains("armley.walking")) << "by the words for its topic, which are the city's";
  EXPECT_THAT(found(*directory, "walkin"), Contains("armley.walking")) << "while it is typed";
  EXPECT_THAT(found(*directory, "wolking"), Contains("armley.walking")) << "spelt wrong";
  // In one ranked list: whose name it is comes before whose description has it, whichever pack it is in.
  EXPECT_THAT(found(*directory, "library"), ElementsAre("books"));
  EXPECT_EQ(found(*directory, "armley").size(), 3U);
}

TEST_F(OverlayTest, ARecordThatIsHiddenIsGoneFromEverythingAResidentReaches) {
  ASSERT_TRUE(publish_content(desk_, hub_content(), today));
  ASSERT_TRUE(hide_record(desk_, "books", today)) << why(hide_record(desk_, "books", today));
  auto hidden = open();
  EXPECT_THAT(in_topic(*hidden, "work"), ElementsAre("armley.walking", "jobs", "talk"));
  EXPECT_THAT(in_topic(*hidden, ""), ElementsAre("armley.walking", "food"));
  EXPECT_EQ(hidden->count_in_topic("work"), 3U);
  EXPECT_FALSE(hidden->service("books", "en", {}, now));
  EXPECT_THAT(found(*hidden, "armley library"), Not(Contains("books")));
  EXPECT_THAT(found(*hidden, "librar"), Not(Contains("books")));
  EXPECT_TRUE(hidden->summaries({{"books", 1, {}}}, "en", {}, now).empty());
  ASSERT_EQ(hidden->hidden().size(), 1U);
  EXPECT_EQ(hidden->hidden().front().name, "Armley Library");
  // Its own too, and back again; a new pack of the city brings nothing back.
  ASSERT_TRUE(hide_record(desk_, "armley.walking", today));
  install_city(2);
  EXPECT_THAT(in_topic(*open(), "work"), ElementsAre("jobs", "talk"));
  ASSERT_TRUE(show_record(desk_, "books", today));
  EXPECT_THAT(in_topic(*open(), "work"), ElementsAre("books", "jobs", "talk"));
  EXPECT_THAT(why(hide_record(desk_, "nothing", today)), HasSubstr("There is no record 'nothing'"));
  EXPECT_THAT(why(show_record(desk_, "books", today)), HasSubstr("is not hidden"));
}

TEST_F(OverlayTest, APersonToTalkToCannotBeHidden) {
  EXPECT_THAT(why(hide_record(desk_, "talk", today)), HasSubstr("people in danger are led to it"));
  // Not by a list made by hand either.
  ASSERT_TRUE(send("INSERT INTO hidden VALUES('talk')"));
  auto directory = open();
  EXPECT_EQ(found(*directory, "suicide").front(), "talk");
  EXPECT_THAT(in_topic(*directory, "work"), Contains("talk"));
  EXPECT_TRUE(directory->hidden().empty());
}

TEST_F(OverlayTest, NoticesStandUntilTheirLastDay) {
  const Date friday = Date{std::chrono::sys_days{today} + std::chrono::days{3}};
  ASSERT_TRUE(publish_notice(desk_, {"open-day", "Open day", "Ring 0113 496 0001.", "en", friday}, today)) << why(publish_notice(desk_, {"open-day", "Open day", "Ring 0113 496 0001.", "en", friday}, today));
  ASSERT_TRUE(publish_notice(desk_, {"welcome", "أهلاً", "تعالوا إلينا.", "ar", {}}, today));
  auto directory = open();
  ASSERT_EQ(directory->notices("en", today).size(), 1U) << "nobody there could read the other";
  EXPECT_EQ(directory->notices({}, today).size(), 2U);
  EXPECT_EQ(directory->notices("en", today).front().id, "open-day");
  EXPECT_EQ(directory->notices("ar", today).front().id, "welcome") << "the reader's own language first";
  EXPECT_EQ(directory->notices("ar", today).back().id, "open-day") << "English is better than nothing";
  EXPECT_EQ(directory->notices("ur", today).size(), 1U);
  EXPECT_EQ(directory->notices("ar", today).front().title.front().language, "ar");
  const i18n::Label text = directory->notices("en", today).front().text;
  EXPECT_TRUE(std::any_of(text.begin(), text.end(), [](const i18n::Span& span) { return span.kind == i18n::SpanKind::telephone; }));
  EXPECT_EQ(directory->notices({}, friday).size(), 2U);
  EXPECT_EQ(directory->notices({}, Date{std::chrono::sys_days{friday} + std::chrono::days{1}}).size(), 1U);
  // The same again is replaced; what is over goes with the next.
  ASSERT_TRUE(publish_notice(desk_, {"open-day", "Open day moved", "Come on Saturday.", "en", friday}, today));
  EXPECT_EQ(i18n::plain_text(open()->notices("en", today).front().title), "Open day moved");
  ASSERT_TRUE(withdraw_notice(desk_, "open-day", today));
  EXPECT_EQ(open()->notices({}, today).size(), 1U);
  EXPECT_THAT(why(withdraw_notice(desk_, "open-day", today)), HasSubstr("not up"));
  EXPECT_THAT(why(publish_notice(desk_, {"a b", "T", "t", "en", {}}, today)), HasSubstr("ID"));
  EXPECT_THAT(why(publish_notice(desk_, {"a", " ", "t", "en", {}}, today)), HasSubstr("title is empty"));
  EXPECT_THAT(why(publish_notice(desk_, {"a", "T", std::string(2001, 'x'), "en", {}}, today)), HasSubstr("longer than 2000"));
  EXPECT_THAT(why(publish_notice(desk_, {"a", "T\x01", "t", "en", {}}, today)), HasSubstr("no text"));
  EXPECT_THAT(why(publish_notice(desk_, {"a", "T", "t", "english", {}}, today)), HasSubstr("language"));
  EXPECT_THAT(why(publish_notice(desk_, {"a", "T", "t", "en", Date{std::chrono::year{2026} / 1 / 1}}, today)), HasSubstr("is over"));
}

TEST_F(OverlayTest, AConfirmedRecordIsAsFreshAsTheDay) {
  EXPECT_EQ(open()->service("books", "en", {}, now)->assured, (Date{std::chrono::year{2026} / 8 / 1}));
  ASSERT_TRUE(confirm_record(desk_, "books", today));
  auto directory = open();
  EXPECT_EQ(directory->service("books", "en", {}, now)->assured, today);
  EXPECT_EQ(directory->service("books", "en", {}, now)->hours.confirmed, today);
  // Whom to ring about first: who was not asked for longest.
  const auto oldest = directory->oldest(10);
  ASSERT_EQ(oldest.size(), 4U);
  EXPECT_EQ(oldest.front().id, "food");
  EXPECT_EQ(oldest.front().phone, "0113 496 0001");
  EXPECT_EQ(oldest.back().id, "books");
  EXPECT_EQ(directory->oldest(2).size(), 2U);
  EXPECT_THAT(why(confirm_record(desk_, "nothing", today)), HasSubstr("There is no record"));
}

TEST_F(OverlayTest, EachPublishingKeepsWhatIsNotItsBusiness) {
  ASSERT_TRUE(publish_content(desk_, hub_content(), today));
  ASSERT_TRUE(hide_record(desk_, "jobs", today));
  ASSERT_TRUE(publish_notice(desk_, {"a", "T", "t", "en", {}}, today));
  ASSERT_TRUE(confirm_record(desk_, "books", today));
  auto again = publish_content(desk_, hub_content(), today);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->serial, 5);
  ASSERT_TRUE(again->change);
  EXPECT_EQ(again->change->same, 1U) << "the same record has the same digest";
  auto directory = open();
  EXPECT_EQ(directory->hidden().size(), 1U);
  EXPECT_EQ(directory->notices("en", today).size(), 1U);
  EXPECT_EQ(directory->service("books", "en", {}, now)->assured, today);
  EXPECT_TRUE(directory->service("armley.walking", "en", {}, now));
  // Back twice, by itself: the city's pack stays.
  ASSERT_TRUE(rollback_overlay(at("store")));
  ASSERT_TRUE(rollback_overlay(at("store")));
  EXPECT_THAT(why(rollback_overlay(at("store"))), HasSubstr("keeps no earlier overlay"));
  EXPECT_EQ(open()->info().overlay_serial, 3);
  EXPECT_EQ(open()->info().serial, 1);
  EXPECT_EQ(open()->service("books", "en", {}, now)->assured, (Date{std::chrono::year{2026} / 8 / 1}));
}

TEST_F(OverlayTest, TheFirstIsUndoneAsAnyOther) {
  const auto in_force = [&] { return std::filesystem::read_symlink(at("store/overlay.pack")).string(); };
  EXPECT_THAT(why(rollback_overlay(at("store"))), HasSubstr("keeps no earlier overlay"));
  ASSERT_TRUE(hide_record(desk_, "books", today));
  EXPECT_FALSE(open()->service("books", "en", {}, now));
  auto back = rollback_overlay(at("store"));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_TRUE(back->pack.empty());
  EXPECT_EQ(back->serial, 0);
  EXPECT_EQ(back->hub, "armley");
  EXPECT_TRUE(open()->service("books", "en", {}, now)) << "as it was before";
  EXPECT_FALSE(open()->info().overlay_serial);
  EXPECT_EQ(open()->info().serial, 1) << "the city's pack stays";
  EXPECT_THAT(bytes_of(at("store/publishing.log")), HasSubstr(" rollback hub:armley serial - digest -\n"));
  EXPECT_THAT(why(rollback_overlay(at("store"))), HasSubstr("keeps no earlier overlay")) << "once, not to and fro";

  // Forward again: none is one of the two that are kept, and goes when there are two others.
  ASSERT_TRUE(hide_record(desk_, "books", today));
  ASSERT_TRUE(confirm_record(desk_, "jobs", today));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(rollback_overlay(at("store")));
  EXPECT_EQ(in_force(), "no-overlay");
  ASSERT_TRUE(hide_record(desk_, "books", today));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(confirm_record(desk_, "jobs", today));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(rollback_overlay(at("store")));
  EXPECT_THAT(why(rollback_overlay(at("store"))), HasSubstr("keeps no earlier overlay"));
  EXPECT_EQ(open()->info().overlay_serial, 1);
}

TEST_F(OverlayTest, AFirstThatIsDamagedIsUndoneToo) {
  ASSERT_TRUE(hide_record(desk_, "books", today));
  std::filesystem::resize_file(at("store") / std::filesystem::read_symlink(at("store/overlay.pack")), 5000);
  ASSERT_TRUE(rollback_overlay(at("store")));
  EXPECT_THAT(bytes_of(at("store/publishing.log")), HasSubstr(" rollback hub:armley serial - digest -\n"));
  ASSERT_TRUE(hide_record(desk_, "books", today)) << "and the next goes through";
  EXPECT_EQ(open()->info().overlay_serial, 1);
}

TEST_F(OverlayTest, AHubsKeySignsOnlyItsOwnNamespace) {
  EXPECT_THAT(why(send("INSERT INTO organization(id,name,description) VALUES('city','C','')")), HasSubstr("a hub's key signs only its own namespace"));
  EXPECT_THAT(why(send("INSERT INTO organization(id,name,description) VALUES('armleyX','C','')")), HasSubstr("begins with 'armley.'"));
  // Nothing of the hub's hangs on a record of the city.
  EXPECT_THAT(why(send("INSERT INTO phone(id,service_id,number) VALUES('armley.p','talk','0113 496 0666')")), HasSubstr("'phone' holds 'talk'"));
  EXPECT_THAT(why(send("INSERT INTO attribute(id,link_id,link_entity,taxonomy_term_id) VALUES('armley.a','books','service','money')")), HasSubstr("'attribute' holds 'books'"));
  EXPECT_THAT(why(send("INSERT INTO translation VALUES('service','books','name','ar','x','human',NULL,NULL)")), HasSubstr("'translation' holds 'books'"));
  EXPECT_THAT(why(send("INSERT INTO urgent VALUES('u',1,'Need','Line','bed',0,'none')")), HasSubstr("table 'urgent' is not empty"));
  EXPECT_THAT(why(send("INSERT INTO glossary(id,word,meaning) VALUES('armley.g','w','m')")), HasSubstr("'glossary' is not empty"));
  EXPECT_THAT(why(send("INSERT INTO pronunciation VALUES('en','Leeds','Loods')")), HasSubstr("'pronunciation' is not empty"));
  EXPECT_THAT(why(send("INSERT INTO service(id,organization_id,name,sensitive) VALUES('armley.s','armley.o','S','abuse')")), HasSubstr("is a sensitive record"));
  EXPECT_THAT(why(send("INSERT INTO media VALUES('words','armley.m','speech_clip','en',1,'Ring 999',NULL,'audio/ogg',NULL,x'00')")), HasSubstr("not about a service"));
  EXPECT_THAT(why(send("", "seacroft")), HasSubstr("it is the overlay of the hub 'seacroft'")) << "signed by Armley, said to be Seacroft's";
  EXPECT_THAT(why(send("DROP TABLE hidden")), HasSubstr("hidden"));
  EXPECT_FALSE(std::filesystem::exists(at("store/overlay.pack")));
  EXPECT_TRUE(send(""));
}

TEST_F(OverlayTest, WhatAHubMayNotPublishIsNamedByItsRow) {
  Content content = hub_content();
  content.services.front().sensitive = "abuse";
  EXPECT_THAT(why(publish_content(desk_, content, today)), testing::AllOf(HasSubstr("Services, row 2"), HasSubstr("'walking' is about abuse")));
  content = hub_content();
  content.urgent.push_back({"u", {"Need"}, {"Line"}, "bed", directory::UrgentNeed::Danger::no, "none", {}, {"Urgent help", 4, {}}});
  EXPECT_THAT(why(publish_content(desk_, content, today)), HasSubstr("Urgent help, row 4"));
  content = hub_content();
  content.glossary.push_back({"g", {"w"}, {}, {"m"}, {}, {"Glossary", 3, {}}});
  EXPECT_THAT(why(publish_content(desk_, content, today)), HasSubstr("Glossary, row 3"));
  content = hub_content();
  content.services.front().topics = {"walks"};
  EXPECT_THAT(why(publish_content(desk_, content, today)), testing::AllOf(HasSubstr("'armley.walking': 'walks' is not a topic"), HasSubstr("money, work")));
  EXPECT_FALSE(std::filesystem::exists(at("store/overlay.pack")));
}

// The check on the kiosk finds, with its row, what publishing would refuse.
TEST_F(OverlayTest, TheCheckKnowsTheTopicsOfTheCity) {
  const auto hub = for_hub(at("store"));
  ASSERT_TRUE(hub) << hub.error().detail;
  EXPECT_EQ(hub->city_topics, (std::vector<std::string>{"money", "work"}));
  Content content = hub_content();
  Findings good, bad;
  (void)check(content, today, good, hub.value());
  EXPECT_EQ(good.count(Level::stops), 0U) << all_of(good);
  content.services.front().topics = {"monye", "walks"};
  (void)check(content, today, bad, hub.value());
  EXPECT_TRUE(says(bad, "Services, row 2, Topics: 'monye' is not a topic of the city's pack. Did you mean 'money'? The city has: money, work.")) << all_of(bad);
  EXPECT_TRUE(says(bad, "Services, row 2, Topics: 'walks' is not a topic of the city's pack. Type one of: money, work.")) << all_of(bad);
  EXPECT_EQ(why(for_hub(at("nowhere"))).find("it went through"), std::string::npos);
}

// Nothing comes before the national numbers of urgent help, where there is nobody of the pack's own.
TEST_F(OverlayTest, WordsThatMeanSuicideFindAPersonOrNothing) {
  auto with = open();
  ASSERT_TRUE(with);
  EXPECT_EQ(found(*with, "i want to kill myself books").front(), "talk");
  write_source(small_source());
  install_city(2);
  auto without = open();
  ASSERT_TRUE(without);
  EXPECT_FALSE(found(*without, "books").empty());
  EXPECT_EQ(found(*without, "i want to kill myself books"), std::vector<std::string>{});
}

TEST_F(OverlayTest, AForeignBrokenOrUnsignedOverlayLeavesTheCityServing) {
  ASSERT_TRUE(hide_record(desk_, "jobs", today));
  // Another hub's kiosk with this store on its disk.
  EXPECT_THAT(why(open_overlay(at("store"), keys_of(at("store")), "seacroft")), HasSubstr("is signed for the hub 'armley', and this one is 'seacroft'"));
  EXPECT_TRUE(open("seacroft")->service("jobs", "en", {}, now));
  HubDesk other = desk_;
  other.site = "seacroft";
  EXPECT_FALSE(hide_record(other, "books", today)) << "Armley's key does not publish for Seacroft";
  // That kiosk's own desk begins anew, and takes over nothing of Armley's.
  const KeyPair seacroft = keys_in("keys", "seacroft");
  ASSERT_TRUE(record_role(at("keys"), "seacroft.pub", Role{Role::Kind::hub, "seacroft"}));
  write("seacroft.key", to_text(seacroft.secret_key));
  other.secret_key = at("seacroft.key");
  std::filesystem::copy(at("store"), at("moved"), std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
  other.store = at("moved");
  auto begun = hide_record(other, "books", today);
  ASSERT_TRUE(begun) << begun.error().detail;
  EXPECT_EQ(begun->serial, 2);
  EXPECT_EQ(begun->hub, "seacroft");
  // Opened all the same, it is left out.
  const auto overlay = open_overlay(at("store"), keys_of(at("store")), "armley").value().value();
  auto left_out = directory::Directory::open(open_current(at("store"), keys_of(at("store"))).value(), {overlay, "seacroft", directory::Directory::Options::Check::now});
  ASSERT_TRUE(left_out);
  EXPECT_FALSE(left_out.value()->info().overlay_serial);
  EXPECT_TRUE(left_out.value()->service("jobs", "en", {}, now));
  // A changed byte.
  std::string bytes = bytes_of(overlay);
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream{overlay, std::ios::binary} << bytes;
  EXPECT_THAT(why(open_overlay(at("store"), keys_of(at("store")), "armley")), HasSubstr("does not fit its signature"));
  EXPECT_TRUE(open()->service("jobs", "en", {}, now));
  // A city's key signs no overlay, and a hub's no city.
  ASSERT_TRUE(send(""));
  sign_pack(at("sent.pack"), city_);
  EXPECT_THAT(why(install(at("sent.pack"), at("store"), at("keys"), Removals::allow)), HasSubstr("is the overlay of a hub, and is signed for the city"));
  const auto pack = built(9);
  sign_pack(pack, hub_);
  EXPECT_THAT(why(install(pack, at("store"), at("keys"), Removals::allow)), HasSubstr("may sign for hub:armley and not for the whole city"));
  EXPECT_EQ(open()->info().serial, 1);
}

// --- Stamps -----------------------------------------------------------------------------

TEST_F(OverlayTest, AStampSparesTheReadingAndNothingElse) {
  const auto keys = keys_of(at("store"));
  const auto pack = open_current(at("store"), keys).value();
  ASSERT_TRUE(stamped_hash(pack));
  EXPECT_EQ(*stamped_hash(pack), hash_of(pack).value());
  // Whatever touches the file takes the stamp's word away: a byte with the time put back, a copy in its place, another name.
  const auto time = std::filesystem::last_write_time(pack);
  std::string bytes = bytes_of(pack);
  {
    std::fstream file{pack, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(static_cast<std::streamoff>(bytes.size() / 2));
    file.put(static_cast<char>(bytes[bytes.size() / 2] ^ 1));
  }
  std::filesystem::last_write_time(pack, time);
  EXPECT_FALSE(stamped_hash(pack));
  EXPECT_THAT(why(open_current(at("store"), keys)), HasSubstr("does not fit its signature"));
  EXPECT_FALSE(stamped_hash(pack)) << "what does not verify gets no stamp";
  std::ofstream{pack, std::ios::binary} << bytes;
  EXPECT_FALSE(stamped_hash(pack));
  EXPECT_TRUE(open_current(at("store"), keys)) << "the same bytes verify again";
  EXPECT_TRUE(stamped_hash(pack)) << "and have a stamp again";
  std::filesystem::copy(pack, at("copy.pack"));
  std::filesystem::copy(stamp_file_of(pack), stamp_file_of(at("copy.pack")));
  EXPECT_FALSE(stamped_hash(at("copy.pack")));
  for (const std::string text : {"", "x", "0:0 0 0 00", "0:0 0:0.0 0.0 " }) {
    write("store/" + stamp_file_of(pack).filename().string(), text);
    EXPECT_FALSE(stamped_hash(pack)) << text;
  }
  // A stamp is no trust: without the key, or with another hash in it, nothing opens.
  ASSERT_TRUE(open_current(at("store"), keys));
  std::string stamp = bytes_of(stamp_file_of(pack));
  stamp[stamp.size() - 2] = stamp[stamp.size() - 2] == '0' ? '1' : '0';
  write("store/" + stamp_file_of(pack).filename().string(), stamp);
  ASSERT_TRUE(stamped_hash(pack));
  EXPECT_THAT(why(open_current(at("store"), keys)), HasSubstr("does not fit its signature"));
  std::filesystem::remove(stamp_file_of(pack));
  ASSERT_TRUE(open_current(at("store"), keys));
  std::filesystem::remove(keys / (text_of(city_.public_key.id) + ".pub"));
  write("store/keys/other.pub", to_text(hub_.public_key));
  EXPECT_THAT(why(open_current(at("store"), keys)), HasSubstr("is not trusted here"));
}

TEST_F(OverlayTest, NoSerialStopsPublishingForEver) {
  const auto put_with = [&](const char* serial) {
    EXPECT_TRUE(hide_record(desk_, "books", today));
    const auto overlay = at("o.pack");
    std::filesystem::copy_file(open_overlay(at("store"), keys_of(at("store")), "armley").value().value(), overlay, std::filesystem::copy_options::overwrite_existing);
    auto database = store::Database::open_or_create(overlay);
    EXPECT_TRUE(database && database->execute(std::string{"UPDATE meta SET value='"} + serial + "' WHERE key='serial'"));
    database = store::Database::in_memory();
    sign_pack(overlay, hub_);
    return why(install(overlay, at("store"), at("keys"), Removals::allow));
  };
  EXPECT_THAT(put_with("9223372036854775807"), HasSubstr("a serial is a number from 1 to 2000000000"));
  EXPECT_THAT(put_with("2000000001"), HasSubstr("a serial is a number from 1 to 2000000000"));
  EXPECT_TRUE(show_record(desk_, "books", today)) << "publishing goes on";
  (void)put_with("2000000000");
  EXPECT_THAT(why(show_record(desk_, "books", today)), HasSubstr("so none can follow it. Go back to the overlay before it first (kiosk-pack rollback --overlay)."));
  ASSERT_TRUE(rollback_overlay(at("store")));
  EXPECT_TRUE(show_record(desk_, "books", today));
}

TEST_F(OverlayTest, WhatTheStampSparedIsReadWholeLater) {
  const auto keys = keys_of(at("store"));
  install_city(2);
  const auto pack = open_current(at("store"), keys).value();
  EXPECT_TRUE(check_whole(pack, keys));
  EXPECT_THAT(open_previous(at("store"), keys).value().filename().string(), testing::StartsWith("pack-1-"));
  // Bytes that changed under a stamp that was made to fit.
  std::string bytes = bytes_of(pack);
  const auto hash = stamped_hash(pack).value();
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream{pack, std::ios::binary} << bytes;
  stamp(pack, identity_of(pack).value(), hash);
  EXPECT_TRUE(open_current(at("store"), keys)) << "the start is fooled";
  EXPECT_FALSE(check_whole(pack, keys)) << "and the look at the whole is not";
}

// --- The log -------------------------------------------------------------------------------

TEST_F(OverlayTest, EachPublishingIsALineByRoleAndNeverByName) {
  ASSERT_TRUE(hide_record(desk_, "jobs", today));
  install_city(2);
  ASSERT_TRUE(rollback(at("store")));
  const std::string log = bytes_of(at("store/publishing.log"));
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 4);
  EXPECT_THAT(log, HasSubstr(" install city serial 1 digest "));
  EXPECT_THAT(log, HasSubstr(" hide-record hub:armley serial 1 digest "));
  EXPECT_THAT(log, HasSubstr(" install city serial 2 digest "));
  EXPECT_THAT(log, HasSubstr(" rollback city serial 1 digest "));
  EXPECT_THAT(log, Not(HasSubstr("jobs"))) << "which record is in the overlay, not in the log";
  // Bounded: the older half goes.
  write("store/publishing.log", std::string(300'000, '.') + "\nlast\n");
  ASSERT_TRUE(show_record(desk_, "jobs", today));
  EXPECT_LT(std::filesystem::file_size(at("store/publishing.log")), 200'000U);
  EXPECT_THAT(bytes_of(at("store/publishing.log")), HasSubstr("last\n"));
}

}  // namespace
}  // namespace kiosk::packs
