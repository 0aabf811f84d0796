// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/shape.hpp"

#include <fmt/format.h>
#include <hb.h>

#include <cmath>
#include <limits>
#include <string_view>

#include "kiosk/base/assert.hpp"

namespace kiosk::text {
namespace {

struct FreeBuffer {
  void operator()(hb_buffer_t* buffer) const noexcept { hb_buffer_destroy(buffer); }
};

// One buffer serves every call: only the UI thread shapes.
hb_buffer_t* scratch() {
  static const std::unique_ptr<hb_buffer_t, FreeBuffer> buffer{hb_buffer_create()};
  return buffer.get();
}

bool letters_stand_apart(unicode::Script of) {
  using unicode::script;
  return of == script("Latn") || of == script("Cyrl") || of == script("Grek") || of == script("Ethi");
}

void space_out(ShapedRun& run, const std::string& text, float units_per_em) {
  const int letter = letters_stand_apart(run.item.script) ? static_cast<int>(std::lround(letter_space_em * units_per_em)) : 0;
  const int word = static_cast<int>(std::lround(word_space_em * units_per_em));
  for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
    ShapedGlyph& glyph = run.glyphs[i];
    // Marks stay on their letter: what is added comes after the last glyph of a cluster.
    if (i + 1 < run.glyphs.size() && run.glyphs[i + 1].cluster == glyph.cluster) continue;
    const std::string_view rest = std::string_view(text).substr(glyph.cluster);
    if (rest.starts_with(' ') || rest.starts_with("\xC2\xA0")) glyph.advance += word;
    glyph.advance += letter;
  }
}

}  // namespace

ShapedRun shape(const FontSet& fonts, const Paragraph& paragraph, const Item& item, const Style& style,
                ByteOffset context_start, ByteOffset context_end) {
  KIOSK_ASSERT(context_start <= item.start && item.start <= item.end && item.end <= context_end);
  KIOSK_ASSERT(context_end <= paragraph.text.size());
  const Face& face = fonts.face(item.font);
  ShapedRun out;
  out.item = item;
  out.em_px = style.em_px * fonts.family(face.family).em_scale;
  out.px_per_unit = out.em_px / face.units_per_em;
  if (context_end - context_start > static_cast<std::size_t>(std::numeric_limits<int>::max())) return out;

  hb_buffer_t* buffer = scratch();
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_utf8(buffer, paragraph.text.data() + context_start, static_cast<int>(context_end - context_start),
                     static_cast<unsigned>(item.start - context_start), static_cast<int>(item.end - item.start));
  hb_buffer_set_direction(buffer, item.level % 2 == 0 ? HB_DIRECTION_LTR : HB_DIRECTION_RTL);
  hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(item.script));
  const std::string& language = paragraph.spans[item.span].language;
  hb_buffer_set_language(buffer, hb_language_from_string(language.data(), static_cast<int>(language.size())));

  const auto feature = [](hb_tag_t tag, std::uint32_t value) { return hb_feature_t{tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}; };
  std::vector<hb_feature_t> features;
  if (style.tabular_digits) features.push_back(feature(HB_TAG('t', 'n', 'u', 'm'), 1));
  // Letters that stand apart are not drawn as one either.
  if (style.spaced && letters_stand_apart(item.script)) features.push_back(feature(HB_TAG('l', 'i', 'g', 'a'), 0));
  hb_shape(face.font.get(), buffer, features.data(), static_cast<unsigned>(features.size()));

  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, nullptr);
  out.glyphs.reserve(count);
  for (unsigned i = 0; i < count; ++i) {
    out.glyphs.push_back({infos[i].codepoint, context_start + infos[i].cluster, positions[i].x_advance, positions[i].x_offset,
                          positions[i].y_offset});
  }
  if (style.spaced) space_out(out, paragraph.text, face.units_per_em);
  return out;
}

float width_px(const ShapedRun& run) {
  // Whole units first: a sum of floats would drift over a long line.
  long long units = 0;
  for (const ShapedGlyph& glyph : run.glyphs) units += glyph.advance;
  return static_cast<float>(static_cast<double>(units) * static_cast<double>(run.px_per_unit));
}

std::string dump(const ShapedRun& run, const FontSet& fonts) {
  std::string out = fmt::format("run {}..{} {} em {:.2f} [", run.item.start, run.item.end,
                                fonts.face(run.item.font).file.stem().string(), run.em_px);
  for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
    const ShapedGlyph& g = run.glyphs[i];
    out += fmt::format("{}{}={}", i == 0 ? "" : "|", g.glyph, g.cluster);
    if (g.x_offset != 0 || g.y_offset != 0) out += fmt::format("@{},{}", g.x_offset, g.y_offset);
    out += fmt::format("+{}", g.advance);
  }
  return out + "]\n";
}

}  // namespace kiosk::text
