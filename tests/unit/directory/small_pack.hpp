// SPDX-License-Identifier: GPL-3.0-or-later
// A pack of a few records of Leeds, made in a folder that goes with it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/directory/directory.hpp"
#include "kiosk/directory/schema.hpp"
#include "kiosk/directory/search_index.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::directory {

inline constexpr const char* leeds_records = R"sql(
INSERT INTO meta VALUES('schema_version','3'), ('serial','7'), ('title','Leeds'), ('built','2026-11-01'), ('expires','2027-05-01'), ('languages','en ar pl');
INSERT INTO organization(id, name, description, email, website) VALUES
  ('lcc', 'Leeds City Council', 'The council', 'council@example.org', 'https://www.leeds.gov.uk'), ('trust', 'Seacroft Trust', 'A charity', NULL, NULL);
INSERT INTO service(id, organization_id, name, description, kind, assured_date, eligibility_description, fees_description, sensitive, status) VALUES
  ('compton', 'lcc', 'Compton Centre Library', 'Borrow books and use computers for free. Staff can help you get online. There are rooms for groups, a children''s corner and a quiet place to read whenever the building is open.',
     'library', '2026-10-01', 'Everyone is welcome.', 'Free', 'none', 'active'),
  ('seacroft', 'trust', 'Seacroft Food Bank', 'Food parcels for people in crisis. You need a voucher.', 'food_bank', '2026-10-01', NULL, NULL, 'none', 'active'),
  ('debt', 'lcc', 'Money Buddies', 'Advice on debts, council tax and Universal Credit. Ring 0113 235 0276 first.', 'advice', '2025-01-01', NULL, NULL, 'none', 'active'),
  ('refuge', 'trust', 'Safe Haven', 'Support for people who are being hurt at home.', 'service', '2026-10-01', NULL, NULL, 'abuse', 'active'),
  ('gone', 'lcc', 'Old Library', 'Closed.', 'library', '2026-10-01', NULL, NULL, 'none', 'inactive'),
  ('online', 'lcc', '100% Digital Leeds', 'Learn to use the internet.', 'service', '2026-10-01', NULL, NULL, 'none', 'active');
INSERT INTO location(id, name, latitude, longitude, hidden) VALUES
  ('l1', 'Compton Centre', 53.8136, -1.5090, 0), ('l2', 'Seacroft Hub', 53.8215, -1.4600, 0), ('l3', 'Secret', 53.80, -1.55, 0), ('l4', 'Hidden', 53.80, -1.55, 1),
  ('l5', 'Merrion House', 53.8010, -1.5430, 0);
INSERT INTO service_at_location(id, service_id, location_id) VALUES
  ('a1', 'compton', 'l1'), ('a2', 'seacroft', 'l2'), ('a3', 'refuge', 'l3'), ('a4', 'debt', 'l4'), ('a5', 'compton', 'l5');
INSERT INTO address(id, location_id, address_1, address_2, city, state_province, postal_code) VALUES
  ('d1', 'l1', '322 Harehills Lane', NULL, 'Leeds', 'West Yorkshire', 'LS9 7BG'), ('d2', 'l2', 'Seacroft Crescent', 'Seacroft', 'Leeds', 'West Yorkshire', 'LS14 6PA'),
  ('d3', 'l3', '1 Secret Street', NULL, 'Leeds', 'West Yorkshire', 'LS1 1AA'), ('d4', 'l4', '2 Hidden Road', NULL, 'Leeds', 'West Yorkshire', 'LS2 2BB');
INSERT INTO phone(id, service_id, location_id, organization_id, number, type, description) VALUES
  ('p1', 'compton', NULL, NULL, '0113 378 5330', 'voice', 'Front desk'), ('p2', 'compton', NULL, NULL, '0113 378 0000', 'fax', NULL),
  ('p3', NULL, NULL, 'trust', '0113 273 8888', NULL, NULL), ('p4', 'refuge', NULL, NULL, '0113 246 0401', NULL, NULL);
INSERT INTO schedule(id, location_id, freq, byday, opens_at, closes_at) VALUES
  ('s1', 'l1', 'WEEKLY', 'MO,TU,WE,TH,FR', '09:00Z', '17:00:00'), ('s2', 'l2', 'WEEKLY', 'TH', '10:00', '12:00'), ('s3', 'l2', 'WEEKLY', 'TH', '13:00', '15:00');
INSERT INTO schedule(id, service_id, freq, byday, opens_at, closes_at) VALUES('s4', 'debt', 'WEEKLY', 'TH', '09:00', '17:00');
INSERT INTO exception(id, location_id, date, closed, note) VALUES('e1', 'l1', '2026-12-25', 1, 'Christmas Day');
INSERT INTO taxonomy VALUES('topics', 'topics', NULL, NULL, NULL);
INSERT INTO taxonomy_term(id, name, description, taxonomy_id, taxonomy) VALUES
  ('money', 'Money and food', 'Bills, debt, benefits, food banks', 'topics', 'topics'), ('work', 'Work, learning and getting online', 'Libraries, courses', 'topics', 'topics'),
  ('health', 'Health and care', 'Doctors', 'topics', 'topics');
INSERT INTO topic_order VALUES('health', 1), ('money', 2), ('work', 3);
INSERT INTO attribute(id, link_id, link_entity, taxonomy_term_id) VALUES
  ('t1', 'compton', 'service', 'work'), ('t2', 'seacroft', 'service', 'money'), ('t3', 'debt', 'service', 'money'), ('t4', 'online', 'service', 'work'), ('t5', 'refuge', 'service', 'health'),
  ('t6', 'gone', 'service', 'work'), ('t7', 'compton', 'service', 'money');
INSERT INTO synonym VALUES('money', 'pl', 'bank żywności'), ('money', 'en', 'skint'), ('work', 'pl', 'biblioteka');
INSERT INTO translation(entity, id, field, language, text, origin, reviewed_by) VALUES
  ('service', 'compton', 'description', 'ar', 'استعر الكتب واستخدم الحواسيب مجاناً. المكتبة مفتوحة للجميع.', 'machine', NULL),
  ('service', 'compton', 'eligibility_description', 'ar', 'الجميع مرحب بهم.', 'machine', NULL),
  ('service', 'compton', 'fees_description', 'ar', 'مجاني', 'machine', NULL),
  ('phone', 'p1', 'description', 'ar', 'الاستقبال', 'machine', NULL),
  ('service', 'refuge', 'description', 'ar', 'مسودة', 'machine', NULL),
  ('service', 'seacroft', 'name', 'pl', 'Bank żywności Seacroft', 'human', 'speaker, 2026-10'),
  ('taxonomy_term', 'money', 'name', 'ar', 'المال والطعام', 'machine', NULL);
INSERT INTO language(id, service_id, code) VALUES('g1', 'compton', 'ar'), ('g2', 'compton', 'ur');
INSERT INTO accessibility(id, location_id, description) VALUES('x1', 'l1', 'Step-free entrance');
)sql";

class SmallPack : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override {
    directory.reset();
    std::filesystem::remove_all(folder);
  }
  // `and_then` is more SQL before the index is made.
  void build(const std::string& and_then = "", const char* records = leeds_records) {
    directory.reset();
    std::filesystem::remove(file);
    auto made = store::Database::create(file);
    ASSERT_TRUE(made.ok());
    auto transaction = store::Transaction::begin(made.value());
    ASSERT_TRUE(transaction.ok());
    for (const std::string& sql : {std::string{schema_sql}, std::string{records}, and_then}) {
      const auto done = made->execute(sql);
      ASSERT_TRUE(done.ok()) << done.error().detail;
    }
    const auto indexed = build_search_index(made.value());
    ASSERT_TRUE(indexed.ok()) << indexed.error().detail;
    ASSERT_TRUE(transaction.value()->commit().ok());
  }
  void open() {
    auto opened = Directory::open(file);
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    directory = std::move(opened).value();
  }

  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("kiosk-directory-" + std::to_string(getpid()));
  const std::filesystem::path file = folder / "leeds.pack";
  std::unique_ptr<Directory> directory;
  // A Thursday.
  const LocalTime now{std::chrono::year{2026} / 11 / 12, 11 * 60};
  const Coordinates compton{53.8136, -1.5090};
};

}  // namespace kiosk::directory
