// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/paragraph.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace kiosk::text {
namespace {

std::string shown(const Label& label, Direction base) { return visible(make_paragraph(label, base).text); }

TEST(Paragraph, IsolatesNumbersAndAddresses) {
  EXPECT_EQ(shown({{"هاتف ", "ar"}, {"0113 269 2985", "ar", SpanKind::telephone}}, Direction::rtl),
            "هاتف [LRI]0113[NBSP]269[NBSP]2985[PDI]");
  for (const SpanKind kind : {SpanKind::time, SpanKind::postcode, SpanKind::web, SpanKind::email, SpanKind::money}) {
    EXPECT_EQ(shown({{"a b", "en", kind}}, Direction::ltr), "[LRI]a[NBSP]b[PDI]");
  }
  for (const SpanKind kind : {SpanKind::plain, SpanKind::date, SpanKind::page_number, SpanKind::page_count}) {
    EXPECT_EQ(shown({{"a b", "en", kind}}, Direction::ltr), "a b");
  }
}

TEST(Paragraph, IsolatesTheOtherDirection) {
  EXPECT_EQ(shown({{"في ", "ar"}, {"Armley", "en"}}, Direction::rtl), "في [FSI]Armley[PDI]");
  EXPECT_EQ(shown({{"Ask for ", "en"}, {"عربي", "ar"}}, Direction::ltr), "Ask for [FSI]عربي[PDI]");
  EXPECT_EQ(shown({{"", "en"}, {"", "en", SpanKind::telephone}}, Direction::rtl), "");
}

TEST(Paragraph, EveryNewlineIsOneAndOtherControlsAreGone) {
  EXPECT_EQ(shown({{"a\nb\r\nc\rd\xE2\x80\xA9" "e\xC2\x85" "f", "en"}}, Direction::ltr), "a[NL]b[NL]c[NL]d[NL]e[NL]f");
  EXPECT_EQ(shown({{std::string("a\0\x01\x1b\x7f\xC2\x9B" "b\tc", 10), "en"}}, Direction::ltr), "ab c");
  EXPECT_EQ(shown({{"0113\n269", "en", SpanKind::telephone}}, Direction::ltr), "[LRI]0113[NBSP]269[PDI]");
}

TEST(Paragraph, ARecordsOwnIsolatesCannotReachOurs) {
  EXPECT_EQ(shown({{"\xE2\x81\xA9\xE2\x80\xAE" "0113\xE2\x81\xA6", "en", SpanKind::telephone}, {" x", "en"}}, Direction::rtl),
            "[LRI][LRI]0113[PDI] x[PDI]");
}

TEST(Paragraph, BytesThatAreNotUtf8AreReplaced) {
  EXPECT_EQ(shown({{"a\xff" "b\xed\xa0\x80", "en"}}, Direction::ltr), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Paragraph, OffsetsOfASpanLeadToWhatIsShown) {
  const Paragraph paragraph = make_paragraph({{"x", "ar"}, {"01 2\xff\r\n3", "en", SpanKind::telephone}}, Direction::rtl);
  const ParagraphSpan& span = paragraph.spans[1];
  EXPECT_EQ(visible(paragraph.text), "x[LRI]01[NBSP]2\xEF\xBF\xBD[NBSP]3[PDI]");
  EXPECT_EQ(span.start, 4U);
  const auto at = [&](ByteOffset source) { return displayed_offset(span.steps, source, span.end) - span.start; };
  EXPECT_EQ(at(0), 0U);
  EXPECT_EQ(at(2), 2U);   // the space
  EXPECT_EQ(at(3), 4U);   // 2, after a no-break space of two bytes
  EXPECT_EQ(at(4), 5U);   // the broken byte
  EXPECT_EQ(at(5), 8U);   // \r\n
  EXPECT_EQ(at(7), 10U);  // 3
  EXPECT_EQ(at(8), span.end - span.start);
  EXPECT_EQ(at(1'000'000), span.end - span.start);
}

}  // namespace
}  // namespace kiosk::text
