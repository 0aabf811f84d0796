// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a resident types, in any language of the visit, half a letter and
// query syntax included.
//
// Input: one byte for the language, then the words.
#include <array>

#include "kiosk/directory/directory.hpp"
#include "kiosk/directory/schema.hpp"
#include "kiosk/directory/search_index.hpp"
#include "kiosk/directory/terms.hpp"
#include "kiosk/store/database.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

namespace {

constexpr std::array languages{"en", "ar", "ur", "pa", "zh-Hans", "pl", "", "so"};

std::unique_ptr<directory::Directory> small_pack() {
  static const fuzzing::Folder folder;
  const auto file = folder.path() / "small.pack";
  {
    auto pack = store::Database::create(file);
    const std::string version = "INSERT INTO meta VALUES('serial', '1'), ('schema_version', '" + std::to_string(directory::schema_version) + "')";
    require(pack.ok() && pack->execute(directory::schema_sql).ok() && pack->execute(version.c_str()).ok() && pack->execute(R"sql(
      INSERT INTO organization(id, name, description) VALUES('o', 'Leeds Foodbank', '');
      INSERT INTO service(id, organization_id, name, description, kind) VALUES
        ('food', 'o', 'Food in Armley', 'Gives food parcels. Ring 0113 269 2985. Children''s clothes too.', 'food_bank'),
        ('books', 'o', 'Armley Library', 'Books, computers and story time at 2 Stock''s Hill, LS12 1UQ.', 'library'),
        ('doctor', 'o', 'Dr Ahmed & Partners', 'A doctors'' surgery at the crossroads.', 'gp');
      INSERT INTO taxonomy_term(id, name, description, taxonomy) VALUES('health', 'Health and care', 'Doctors', 'topics'), ('money', 'Money and food', 'Bills', 'topics');
      INSERT INTO topic_order VALUES('health', 1), ('money', 2);
      INSERT INTO attribute(id, link_id, link_entity, taxonomy_term_id) VALUES('a1', 'food', 'service', 'money'), ('a2', 'doctor', 'service', 'health');
      INSERT INTO synonym VALUES('money', 'en', 'hungry'), ('money', 'ar', 'جوع'), ('health', 'zh-Hans', '看病'), ('health', 'pa', 'ਡਾਕਟਰ');
      INSERT INTO translation(entity, id, field, language, text, origin) VALUES('service', 'food', 'name', 'ar', 'بنك الطعام في أرملي', 'human'),
        ('service', 'doctor', 'name', 'zh-Hans', '家庭医生', 'human'), ('service', 'books', 'name', 'ur', 'آرملی لائبریری', 'human');
    )sql").ok() && directory::build_search_index(pack.value()).ok(), "the small pack is made");
  }
  auto opened = directory::Directory::open(file);
  if (!opened) std::fprintf(stderr, "%s\n", opened.error().detail.c_str());
  require(opened.ok(), "the small pack opens");
  return std::move(opened).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1000) return 0;  // the search box ends long before
  static const auto pack = small_pack();
  fuzzing::Input input(data, size);
  const std::string language = languages.at(static_cast<std::size_t>(input.below(static_cast<int>(languages.size()))));
  const std::string_view words = size > 0 ? fuzzing::text_of(data + 1, size - 1) : std::string_view{};

  constexpr std::size_t limit = 2;
  const auto hits = pack->search(words, language, limit);
  require(hits.size() <= limit, "no more hits than asked for");
  for (std::size_t i = 1; i < hits.size(); ++i) require(hits[i].score <= hits[i - 1].score && hits[i].id != hits[i - 1].id, "the best comes first, once");
  require(pack->summaries(hits, language, std::nullopt, {}).size() == hits.size(), "every hit has a card");

  ByteOffset last = 0;
  for (const directory::Term& term : directory::Analyser(language).terms(words)) {
    require(!term.forms.empty() && term.start >= last && term.start < term.end && term.end <= words.size(), "terms lie in the text, in order");
    last = term.start;
    (void)directory::pieces_of(term);
  }
  return 0;
}
