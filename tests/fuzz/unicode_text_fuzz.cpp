// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes through everything that takes text apart: offsets rise, lie in the
// text and end with it, and folding twice changes nothing.
#include "kiosk/unicode/bidi.hpp"
#include "kiosk/unicode/breaks.hpp"
#include "kiosk/unicode/collation.hpp"
#include "kiosk/unicode/fold.hpp"
#include "kiosk/unicode/script_runs.hpp"
#include "kiosk/unicode/utf.hpp"
#include "kiosk/unicode/words.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4000) return 0;
  const std::string_view text = fuzzing::text_of(data, size);
  const std::string whole = unicode::well_formed(text);
  require(unicode::well_formed(whole) == whole, "made well formed once is enough");
  const unicode::Utf16 wide = unicode::to_utf16(text);
  require(wide.byte_of.size() == wide.units.size() + 1 && wide.byte_of.back() == text.size(), "UTF-16 leads back to the bytes");

  const auto rise_to_the_end = [&](const std::vector<ByteOffset>& breaks) {
    ByteOffset last = 0;
    for (const ByteOffset at : breaks) {
      require(at > last && at <= text.size(), "breaks rise");
      last = at;
    }
    require(last == text.size(), "the last break is the end");
  };
  rise_to_the_end(unicode::grapheme_breaks(text));
  rise_to_the_end(unicode::sentence_breaks(text, "en"));
  std::vector<ByteOffset> lines;
  for (const unicode::LineBreak& line : unicode::line_breaks(text, "zh-Hans")) lines.push_back(line.at);
  rise_to_the_end(lines);

  ByteOffset last = 0;
  for (const unicode::Word& word : unicode::words(text)) {
    require(word.start >= last && word.end > word.start && word.end <= text.size(), "words lie in the text, in order");
    last = word.end;
  }
  last = 0;
  for (const unicode::ScriptRun& run : unicode::script_runs(text)) {
    require(run.start == last && run.end > run.start, "script runs cover the text");
    last = run.end;
  }
  require(last == text.size(), "script runs cover the text to its end");

  for (const Direction base : {Direction::ltr, Direction::rtl}) {
    const auto levels = unicode::bidi_levels(text, base);
    require(levels.size() == text.size(), "a level for every byte");
    std::vector<bool> seen(levels.size());
    for (const std::size_t at : unicode::visual_order(levels)) {
      require(at < seen.size() && !seen[at], "the order is a permutation");
      seen[at] = true;
    }
  }
  const std::string once = unicode::search_fold(text);
  require(unicode::search_fold(once) == once, "folding twice changes nothing");
  const std::string cased = unicode::case_fold(text);
  require(unicode::case_fold(cased) == cased, "folding case twice changes nothing");

  static const unicode::Collation polish("pl");
  const std::string_view half = text.substr(0, text.size() / 2);
  const std::string_view rest = text.substr(text.size() / 2);
  require(!polish(text, text) && !(polish(half, rest) && polish(rest, half)), "names have one order");
  return 0;
}
