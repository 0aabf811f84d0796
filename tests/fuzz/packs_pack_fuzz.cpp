// SPDX-License-Identifier: GPL-3.0-or-later
// A pack that is signed and yet not what it should be: whole, or bytes of it
// changed. It is refused, or all that the kiosk asks of it is answered.
//
// Input: changes to a small whole pack, five bytes each: where (four bytes, the
// lowest first, modulo the pack's size) and what stands there now. Or lines of words, done
// by SQLite: `SET table column value` in every row, `DROP table`, `EMPTY table`.
#include <fstream>
#include <sstream>

#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/export.hpp"
#include "kiosk/packs/generate.hpp"
#include "kiosk/packs/records.hpp"
#include "kiosk/packs/source.hpp"
#include "kiosk/store/database.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

namespace {

std::string small_pack(const std::filesystem::path& at) {
  packs::Findings findings;
  require(packs::generate(4, 1, at / "sheets").ok(), "sheets can be made up");
  auto content = packs::read_source(at / "sheets", findings);
  require(content.ok() && !findings.any_stops(), "made-up sheets can be read");
  require(packs::build(content.value(), {}, at / "whole.pack").ok(), "made-up sheets can be built");
  std::ifstream file{at / "whole.pack", std::ios::binary};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string quoted(std::string_view text, char mark) {
  std::string out{mark};
  for (const char c : text.substr(0, 1000)) {
    if (c == '\0') continue;
    out += c;
    if (c == mark) out += mark;
  }
  return out + mark;
}

// Names and values alone are the fuzzer's: SQL of its own could write files.
void change(const std::filesystem::path& pack, std::string_view lines) {
  auto database = store::Database::open_existing(pack);
  require(database.ok(), "a whole pack can be changed");
  for (int count = 0; count < 20 && !lines.empty(); ++count) {
    const std::size_t end = lines.find('\n');
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    const auto word = [&] {
      const std::size_t space = line.find(' ');
      const std::string_view taken = line.substr(0, space);
      line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
      return taken;
    };
    const std::string_view doing = word();
    const std::string table = quoted(word(), '"');
    std::string sql = "DROP TABLE " + table;
    if (doing == "EMPTY") sql = "DELETE FROM " + table;
    if (doing == "SET") {
      const std::string column = quoted(word(), '"');
      sql = "UPDATE " + table + " SET " + column + " = " + (line == "NULL" ? std::string{line} : quoted(line, '\''));
    }
    (void)database->execute(sql);
  }
}

void ask_everything(directory::Directory& content, std::string_view language) {
  const LocalTime now{{std::chrono::year{2026}, std::chrono::November, std::chrono::day{12}}, 600};
  const directory::Coordinates leeds{53.8, -1.55};
  for (const directory::Topic& topic : content.topics(language)) (void)content.in_topic(topic.key, language, leeds, now, 5);
  const auto all = content.in_topic("", language, leeds, now, 20);
  for (const auto& card : all.services) (void)content.service(card.id, language, leeds, now);
  for (const auto& need : content.urgent(language)) (void)content.media({"urgent", need.id});
  for (const auto& video : content.sign_videos(language)) (void)content.media_data(video.media);
  for (const char* words : {"food LS8 5HS", "طعام"}) {
    const auto hits = content.search(words, language, 10);
    require(hits.size() <= 10, "search stays in its limit");
    (void)content.summaries(hits, language, leeds, now);
  }
  (void)content.pronunciations();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzzing::Folder folder;
  static const std::string whole = small_pack(folder.path());
  const std::string_view input = fuzzing::text_of(data, size);
  const auto pack = folder.path() / "fuzz.pack";
  if (input.starts_with("SET ") || input.starts_with("DROP ") || input.starts_with("EMPTY ")) {
    folder.write("fuzz.pack", whole);
    change(pack, input);
  } else {
    std::string bytes = whole;
    for (std::size_t at = 0; at + 5 <= size && at < 5 * 64; at += 5) {
      const std::size_t where = data[at] | static_cast<std::size_t>(data[at + 1]) << 8U | static_cast<std::size_t>(data[at + 2]) << 16U | static_cast<std::size_t>(data[at + 3]) << 24U;
      bytes[where % bytes.size()] = static_cast<char>(data[at + 4]);
    }
    folder.write("fuzz.pack", bytes);
  }
  const auto content = directory::Directory::open(pack);
  if (!content) {
    require(!content.error().detail.empty() && content.error().detail.find('\n') == std::string::npos, "a refusal is one line");
    return 0;
  }
  // A third of it at a time, for a pack takes long to ask.
  const std::size_t part = size % 3;
  if (part < 2) {
    ask_everything(*content.value(), part == 0 ? "en" : "ar");
    return 0;
  }
  if (const auto records = packs::records_of(pack)) (void)packs::compare(records.value(), records.value());
  (void)packs::contents_of(pack);
  (void)packs::export_open_referral(pack, folder.path() / "out.json");
  return 0;
}
