// SPDX-License-Identifier: GPL-3.0-or-later
// Open Referral JSON from somebody else's server: findings, or content that can be built.
#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/source.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzzing::Folder folder;
  folder.write("page.json", fuzzing::text_of(data, size));
  packs::Findings findings;
  const auto content = packs::read_source(folder.path() / "page.json", findings);
  if (!content) return 0;
  (void)packs::check(content.value(), {std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}}, findings);
  for (const packs::Finding& finding : findings.all()) require(packs::sentence(finding).find('\n') == std::string::npos, "a finding is one line");
  if (findings.any_stops()) return 0;
  const auto pack = folder.path() / "fuzz.pack";
  const auto built = packs::build(content.value(), {}, pack);
  if (!built) std::fprintf(stderr, "%s\n", built.error().detail.c_str());
  require(built.ok(), "what check lets through is built");
  const auto directory = directory::Directory::open(pack);
  if (!directory) std::fprintf(stderr, "%s\n", directory.error().detail.c_str());
  require(directory.ok(), "what is built opens");
  return 0;
}
