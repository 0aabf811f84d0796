// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "kiosk/base/log.hpp"
#include "kiosk/text/engine_impl.hpp"
#include "kiosk/text/place.hpp"

namespace kiosk::text {
namespace {

constexpr std::size_t cost_of_entry = 256;

std::size_t mixed(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9E3779B97F4A7C15ULL + (seed << 6) + (seed >> 2));
}

// A span's `value` is for speech and changes nothing on the screen.
bool same_look(const i18n::Span& a, const i18n::Span& b) { return a.kind == b.kind && a.text == b.text && a.language == b.language; }
bool same_look(const i18n::Label& a, const i18n::Label& b) {
  return std::ranges::equal(a, b, [](const i18n::Span& x, const i18n::Span& y) { return same_look(x, y); });
}

std::size_t hash_of(const i18n::Label& label, Direction base, const Style& style) {
  const std::hash<std::string_view> text;
  const std::hash<float> number;
  auto seed = static_cast<std::size_t>(base);
  for (const i18n::Span& span : label) {
    seed = mixed(mixed(mixed(seed, text(span.text)), text(span.language)), static_cast<std::size_t>(span.kind));
  }
  seed = mixed(mixed(seed, number(style.em_px)), number(style.line_height_em));
  return mixed(seed, static_cast<std::size_t>(style.weight) << 2 | (style.tabular_digits ? 2U : 0U) | (style.balanced ? 1U : 0U) | (style.spaced ? 16U : 0U));
}

// A size that cannot be drawn is one that can: no label may stop a screen.
Style drawable(Style style) {
  if (!(style.em_px >= 1)) style.em_px = 1;
  if (style.em_px > 400) style.em_px = 400;
  if (!(style.line_height_em >= 0 && style.line_height_em <= 10)) style.line_height_em = 0;
  return style;
}

}  // namespace

const Measured& Engine::Impl::measure_once(const i18n::Label& label, Direction base, const Style& style, std::size_t hash) {
  const auto same = [&](const MeasureKey& key) { return key.base == base && key.style == style && same_look(key.label, label); };
  if (const auto* found = measured.find(hash, same)) return **found;
  auto made = std::make_shared<const Measured>(measure(*fonts, make_paragraph(label, base), style));
  if (made->missing_glyphs) report_missing(*made);
  const std::size_t cost = made->paragraph.text.size() + cost_of_entry;
  return *measured.put(hash, {label, base, style}, std::move(made), cost);
}

// By script, never by character: it may be what a resident typed.
void Engine::Impl::report_missing(const Measured& of) {
  for (const ShapedRun& run : of.runs) {
    const bool missing = std::ranges::any_of(run.glyphs, [](const ShapedGlyph& glyph) { return glyph.glyph == 0; });
    if (missing && reported_missing.insert(run.item.script).second) {
      log_warning(fmt::format("no font of fonts/manifest.json has some characters of the script {}; boxes are drawn for them",
                              unicode::name_of(run.item.script)));
    }
  }
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(const std::filesystem::path& manifest) {
  auto fonts = FontSet::open(manifest);
  if (!fonts) return fonts.error();
  return std::unique_ptr<Engine>(new Engine(std::make_unique<Impl>(std::move(fonts.value()))));
}

LayoutPtr Engine::layout(const i18n::Label& label, Direction base, const Style& wanted, int width_px, Align align) {
  const Style style = drawable(wanted);
  const std::size_t measure_hash = hash_of(label, base, style);
  const std::size_t hash = mixed(mixed(measure_hash, static_cast<std::size_t>(width_px)), static_cast<std::size_t>(align));
  const auto same = [&](const LayoutKey& key) {
    return key.width_px == width_px && key.align == align && key.measure.base == base && key.measure.style == style &&
           same_look(key.measure.label, label);
  };
  if (const auto* found = impl_->layouts.find(hash, same)) return *found;

  const Measured& measured = impl_->measure_once(label, base, style, measure_hash);
  const auto lines = break_lines(*impl_->fonts, measured, style, static_cast<float>(width_px));
  auto made = std::make_shared<const Layout>(place(*impl_->fonts, measured, lines, style, width_px, align));
  const std::size_t cost = made->text.size() + cost_of_entry;
  return impl_->layouts.put(hash, {{label, base, style}, width_px, align}, std::move(made), cost);
}

int Engine::min_width(const i18n::Label& label, Direction base, const Style& wanted) {
  const Style style = drawable(wanted);
  return static_cast<int>(std::ceil(impl_->measure_once(label, base, style, hash_of(label, base, style)).min_width));
}

int Engine::natural_width(const i18n::Label& label, Direction base, const Style& wanted) {
  const Style style = drawable(wanted);
  return static_cast<int>(std::ceil(impl_->measure_once(label, base, style, hash_of(label, base, style)).natural_width));
}

bool Engine::covers(const i18n::Label& label) {
  const Style style;
  return !impl_->measure_once(label, Direction::ltr, style, hash_of(label, Direction::ltr, style)).missing_glyphs;
}

}  // namespace kiosk::text
