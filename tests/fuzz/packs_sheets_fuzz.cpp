// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of sheets as somebody else saved them: read, checked, and, where
// nothing stops it, built. What check lets through, build and the kiosk take.
//
// Input: sheets one after another, each under a line `=== Services.csv`.
#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/source.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzzing::Folder sheets;
  static const fuzzing::Folder made;
  sheets.empty();
  std::string_view left = fuzzing::text_of(data, size);
  for (int files = 0; files < 12 && !left.empty(); ++files) {
    constexpr std::string_view mark = "=== ";
    if (!left.starts_with(mark)) break;
    left.remove_prefix(mark.size());
    const std::string name(left.substr(0, left.find('\n')));
    left.remove_prefix(std::min(left.size(), name.size() + 1));
    const std::size_t end = left.find("\n=== ");
    const std::string_view sheet = left.substr(0, end == std::string_view::npos ? end : end + 1);
    left.remove_prefix(sheet.size());
    const bool plain = !name.empty() && name.size() < 64 && name.find('/') == std::string::npos && name.find('\0') == std::string::npos && name[0] != '.';
    if (plain) sheets.write(name, sheet);
  }

  packs::Findings findings;
  const auto content = packs::read_source(sheets.path(), findings);
  if (!content) return 0;
  const packs::Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};
  (void)packs::check(content.value(), today, findings);
  for (const packs::Finding& finding : findings.all()) {
    const std::string sentence = packs::sentence(finding);
    require(sentence.find('\n') == std::string::npos && sentence.size() < 4000, "a finding is one line that can be read");
  }
  if (findings.any_stops()) return 0;
  const auto pack = made.path() / "fuzz.pack";
  const auto built = packs::build(content.value(), {}, pack);
  if (!built) std::fprintf(stderr, "%s\n", built.error().detail.c_str());
  require(built.ok(), "what check lets through is built");
  auto directory = directory::Directory::open(pack);
  if (!directory) std::fprintf(stderr, "%s\n", directory.error().detail.c_str());
  require(directory.ok(), "what is built opens");
  const LocalTime now{};
  for (const auto& topic : directory.value()->topics("ar"))
    for (const auto& service : directory.value()->in_topic(topic.key, "ar", std::nullopt, now, 1000).services)
      require(directory.value()->service(service.id, "ar", std::nullopt, now).has_value(), "a card leads to its service");
  (void)directory.value()->search("food", "en", 10);
  return 0;
}
