// SPDX-License-Identifier: GPL-3.0-or-later
// Captions files: whatever comes in, what comes out fits under a picture, in order and in time.
#include <algorithm>

#include "kiosk/directory/captions.hpp"
#include "kiosk/unicode/utf.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto captions = directory::parse_captions(fuzzing::text_of(data, size));
  require(captions.size() <= directory::most_captions, "captions are not without number");
  std::int64_t last_ms = 0;
  for (const directory::Caption& caption : captions) {
    require(caption.start_ms >= last_ms && caption.end_ms > caption.start_ms, "captions are in order");
    last_ms = caption.start_ms;
    require(!caption.text.empty() && unicode::well_formed(caption.text) == caption.text, "a caption is UTF-8");
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    require(std::count_if(caption.text.begin(), caption.text.end(), begins) <= static_cast<std::ptrdiff_t>(directory::longest_caption), "a caption is short");
    require(caption.text.find('\n') == std::string::npos, "a caption is one line");
    require(directory::caption_at(captions, caption.start_ms) != nullptr, "a caption is shown in its time");
  }
  return 0;
}
