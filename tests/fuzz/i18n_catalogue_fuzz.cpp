// SPDX-License-Identifier: GPL-3.0-or-later
// A language's catalogue as a translator sends it: taken or left out, English
// stays, and every message can be asked for with words, numbers and labels.
//
// Input: an ar.json. English is small here, because it is read anew each time.
#include "kiosk/i18n/catalogue.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using namespace kiosk::i18n;
using fuzzing::require;

namespace {

constexpr std::string_view english = R"json({"language": "en", "name": "English", "english_name": "English", "greeting": "Hello", "origin": "human", "reviewed_by": "",
  "formats": {"date_long": "EEEE d MMMM", "date_full": "d MMMM y", "weekday": "EEEE", "clock": "HH:mm", "time": "h.mma", "time_on_the_hour": "ha",
    "noon": "12 noon", "time_range": "{from} to {to}", "before_noon": "am", "after_noon": "pm"},
  "messages": {"plain": "Home", "words": "Open now until {time}", "plural": "{count, plural, one {# place} other {# places}}",
    "both": "{count, plural, one {# place near {where}} other {# places near {where}}}", "twice": "{where} to {where}"}})json";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzzing::Folder folder;
  static const bool written = (folder.write("en.json", english), true);
  require(written, "English is written");
  folder.write("ar.json", fuzzing::text_of(data, size));
  const auto opened = Catalogues::open(folder.path());
  if (!opened) std::fprintf(stderr, "%s\n", opened.error().detail.c_str());
  require(opened.ok(), "a broken translation leaves English standing");
  const Catalogues& strings = *opened.value();
  require(strings.find("en") != nullptr, "English is there");

  const Label place{{"0113 269 2985", "en", SpanKind::telephone}, {"\xD8\xA3", "ar"}};
  const Arguments arguments{{"time", plain("5pm", "en")}, {"where", place}, {"count", 3L}};
  for (const char* key : {"plain", "words", "plural", "both", "twice", "nowhere"}) {
    for (const char* language : {"ar", "en", "xx"}) {
      const Label said = strings.get(language, MessageKey{key}, arguments);
      require(!said.empty(), "there is always something to show");
      for (const Span& span : said) require(span.text.find("\xF3\xB0\x80") == std::string::npos, "no mark of ours is shown");
      if (std::string_view{language} == "en" && std::string_view{key} == "words") require(plain_text(said) == "Open now until 5pm", "English says what it said");
    }
    (void)strings.get("ar", MessageKey{key});
  }
  for (const int minute : {0, 540, 720, 1439, 1440}) {
    (void)strings.time("ar", minute);
    (void)strings.time_range("ar", minute, 1440);
    (void)strings.clock("ar", minute);
  }
  (void)strings.date_long("ar", {std::chrono::year{2026}, std::chrono::November, std::chrono::day{12}});
  (void)strings.date_full("ar", {std::chrono::year{2024}, std::chrono::February, std::chrono::day{29}});
  (void)strings.weekday("ar", std::chrono::Thursday);
  (void)strings.miles("ar", 0.4);
  return 0;
}
