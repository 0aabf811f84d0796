// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine keeps, for the atlas to draw from. For kiosk/text alone.
#pragma once

#include <memory>
#include <set>

#include "kiosk/text/cache.hpp"
#include "kiosk/text/fonts.hpp"
#include "kiosk/text/lines.hpp"

namespace kiosk::text {

struct MeasureKey {
  i18n::Label label;
  Direction base = Direction::ltr;
  Style style;
};
struct LayoutKey {
  MeasureKey measure;
  int width_px = 0;
  Align align = Align::start;
};

struct Engine::Impl {
  explicit Impl(std::unique_ptr<FontSet> opened) : fonts(std::move(opened)) {}

  std::unique_ptr<FontSet> fonts;
  // In bytes of text and a little for each: a dozen screens of words.
  RecentCache<MeasureKey, std::shared_ptr<const Measured>> measured{1U << 18};
  RecentCache<LayoutKey, LayoutPtr> layouts{1U << 18};
  std::set<unicode::Script> reported_missing;

  const Measured& measure_once(const i18n::Label& label, Direction base, const Style& style, std::size_t hash);
  void report_missing(const Measured& of);
};

}  // namespace kiosk::text
