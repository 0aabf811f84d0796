// SPDX-License-Identifier: GPL-3.0-or-later
// A folder that goes when the test does, and a source small enough to read.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/source.hpp"
#include "kiosk/packs/trust.hpp"

namespace kiosk::packs {

class PackTest : public ::testing::Test {
 protected:
  PackTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "packs-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~PackTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path at(const std::string& name) const { return folder_ / name; }

  void write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories(at(name).parent_path());
    std::ofstream{at(name), std::ios::binary} << bytes;
  }
  [[nodiscard]] std::string bytes_of(const std::filesystem::path& file) const {
    auto bytes = read_file(file, 1U << 30U);
    EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().detail);
    return bytes ? std::move(bytes).value() : std::string{};
  }

  // Three services, one with a place and hours; every test bends a copy of it.
  static std::map<std::string, std::string> small_source() {
    return {{"Pack.csv", "Setting,Value\nTitle,Small\nLanguages,en ar\n"},
            {"Topics.csv", "Key,Need,Examples\nmoney,Money and food,\"Bills, benefits\"\nwork,Work,Jobs\n"},
            {"Organisations.csv", "ID,Name,Description\nleeds-food,Leeds Foodbank,Gives food\n"},
            {"Services.csv",
             "ID,Organisation,Name,Kind,Topics,Description,Phone,Phone is for,Place,Cost,Sensitive,Source,Details checked\n"
             "food,leeds-food,Food in Armley,Food bank,money,Gives food. Ring 116 123.,0113 496 0001,,at-armley,Free,,A list,2026-10-01\n"
             "books,,Armley Library,Library,\"work, money\",Books to borrow.,,,at-armley,Free,,A list,2026-10-01\n"
             "jobs,,Job club,Group,work,Help to find work.,,,,,,A list,2026-10-01\n"},
            {"Places.csv",
             "ID,Name,Address,Town,Postcode,Latitude,Longitude,Hide address,Getting in,Source,Details checked\n"
             "at-armley,Armley,2 Stock's Hill,Leeds,LS12 1UQ,53.79714,-1.58821,,Step-free,A list,2026-09-01\n"},
            {"Opening hours.csv",
             "Place or service,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Source,Details checked\n"
             "at-armley,9:00-17:00,\"9:00-12:00, 13:00-17:00\",9am to 5pm,9:00-17:00,9:00-17:00,closed,closed,A list,2026-08-01\n"},
            {"Translations.csv",
             "English,Language,Translation,Made by,Read by\n"
             "Gives food. Ring 116 123.,ar,يقدّم الطعام. اتصل ١١٦ ١٢٣.,machine,\n"
             "Free,ar,مجانًا,person,Library officer 2026-10-01\n"},
            {"Words people use.csv", "Topic,Language,Word\nmoney,en,hungry\nmoney,ar,جوع\n"}};
  }
  void write_source(const std::map<std::string, std::string>& sheets, const std::string& name = "source") const {
    std::filesystem::remove_all(at(name));
    for (const auto& [sheet, text] : sheets) write(name + "/" + sheet, text);
  }

  // Reads and checks the folder `source`; `today` is 22 November 2026.
  Content read(Findings& findings, const std::string& name = "source") const {
    auto content = read_source(at(name), findings);
    EXPECT_TRUE(content) << (content ? "" : content.error().detail);
    if (!content) return {};
    (void)check(content.value(), today, findings);
    return std::move(content).value();
  }
  static bool says(const Findings& findings, const std::string& words) {
    for (const Finding& finding : findings.all()) {
      if (sentence(finding).find(words) != std::string::npos) return true;
    }
    return false;
  }
  static std::string all_of(const Findings& findings) {
    std::string text;
    for (const Finding& finding : findings.all()) text += sentence(finding) + '\n';
    return text;
  }

  // A pack of that source, with a serial.
  std::filesystem::path built(long serial, const std::string& name = "a.pack", const std::string& source = "source") const {
    Findings findings;
    const Content content = read(findings, source);
    EXPECT_FALSE(findings.any_stops()) << all_of(findings);
    BuildOptions options;
    options.serial = serial;
    auto done = build(content, options, at(name));
    EXPECT_TRUE(done) << (done ? "" : done.error().detail);
    return at(name);
  }
  KeyPair keys_in(const std::string& folder, const std::string& name) const {
    auto keys = make_keys();
    EXPECT_TRUE(keys);
    write(folder + "/" + name + ".pub", to_text(keys->public_key));
    return std::move(keys).value();
  }
  void sign_pack(const std::filesystem::path& pack, const KeyPair& keys) const {
    auto hash = hash_of(pack);
    ASSERT_TRUE(hash);
    auto signature = sign(hash.value(), keys.secret_key, "timestamp:1\tfile:a.pack\thashed");
    ASSERT_TRUE(signature);
    ASSERT_TRUE(write_file(signature_file_of(pack), to_text(signature.value())));
  }

  static constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};
  std::filesystem::path folder_;
};

}  // namespace kiosk::packs
