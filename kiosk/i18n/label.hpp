// SPDX-License-Identifier: GPL-3.0-or-later
// Words that know their language and what they are. Shaping, bidi isolation,
// speech and braille all read the same spans.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/units.hpp"

namespace kiosk::i18n {

// `page_number` and `page_count` are filled in by layout, which alone knows
// how many pages there are; they are plain text afterwards.
enum class SpanKind { plain, telephone, postcode, time, date, money, web, email, page_number, page_count };

struct Span {
  std::string text;      // UTF-8, as shown, without bidi controls
  std::string language;  // BCP 47: en, ar, zh-Hans
  SpanKind kind = SpanKind::plain;
  // What the text means, for speech, where the shown form is hard to read back:
  // time `10:00` or `10:00/17:00` (24-hour Leeds time), date `2026-11-12`,
  // money `GBP 12.50`, telephone digits. Empty for the rest.
  std::string value{};
  bool operator==(const Span&) const = default;
};

using Label = std::vector<Span>;

// The shown text of all spans, one after another.
[[nodiscard]] std::string plain_text(const Label& label);
// One plain span.
[[nodiscard]] Label plain(std::string text, std::string language);
// `first`, then `separator` in `first`'s language, then `second`.
[[nodiscard]] Label joined(Label first, std::string_view separator, const Label& second);
// The name used in JSON: plain, telephone, ...
[[nodiscard]] const char* name_of(SpanKind kind);

// Right-to-left for ar, ur, fa, ckb, ps, he, sd, ug, yi, dv; else left-to-right.
[[nodiscard]] Direction direction_of(std::string_view language);

}  // namespace kiosk::i18n
