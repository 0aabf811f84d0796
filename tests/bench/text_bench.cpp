// SPDX-License-Identifier: GPL-3.0-or-later
// Laying out 300 words: a full screen of text.
#include <benchmark/benchmark.h>

#include <string>

#include "kiosk/text/atlas.hpp"
#include "kiosk/text/engine.hpp"

namespace {

using namespace kiosk;

text::Engine& engine() {
  static const auto opened = text::Engine::open(KIOSK_SOURCE_DIR "/fonts/manifest.json");
  return *opened.value();
}

struct Sample {
  const char* language;
  const char* words;  // ten
};
constexpr Sample latin{"en", "Ring us or come in and we will help you "};
constexpr Sample naskh{"ar", "اتصل بنا أو تعال إلينا وسوف نساعدك في ملء الاستمارات "};
constexpr Sample nastaliq{"ur", "ہمیں فون کریں یا تشریف لائیں ہم آپ کی مدد "};
constexpr Sample gurmukhi{"pa", "ਸਾਨੂੰ ਫ਼ੋਨ ਕਰੋ ਜਾਂ ਆਓ ਅਸੀਂ ਤੁਹਾਡੀ ਮਦਦ ਕਰਾਂਗੇ ਜੀ "};
constexpr Sample chinese{"zh-Hans", "请给我们打电话或直接过来我们会帮助您。"};

i18n::Label words(const Sample& sample, std::size_t salt) {
  std::string out;
  for (int i = 0; i < 30; ++i) out += sample.words;
  return i18n::plain(std::to_string(salt) + " " + out, sample.language);
}

// Each text is new, so nothing comes from the cache.
void uncached(benchmark::State& state, const Sample& sample) {
  std::size_t salt = 0;
  const Direction base = i18n::direction_of(sample.language);
  for (auto _ : state) {
    state.PauseTiming();
    const i18n::Label label = words(sample, ++salt);
    state.ResumeTiming();
    benchmark::DoNotOptimize(engine().layout(label, base, {}, 800));
  }
}

void cached(benchmark::State& state, const Sample& sample) {
  const i18n::Label label = words(sample, 0);
  for (auto _ : state) benchmark::DoNotOptimize(engine().layout(label, Direction::ltr, {}, 800));
}

void cached_button(benchmark::State& state) {
  const i18n::Label label = i18n::plain("Easier to use", "en");
  for (auto _ : state) benchmark::DoNotOptimize(engine().layout(label, Direction::ltr, {}, 300));
}

void rasterise_screen(benchmark::State& state) {
  const auto layout = engine().layout(words(latin, 0), Direction::ltr, {}, 800);
  for (auto _ : state) {
    text::Atlas atlas(engine());
    for (const text::PlacedGlyph& glyph : layout->glyphs) benchmark::DoNotOptimize(atlas.glyph(glyph));
  }
}

void sprites_of_screen(benchmark::State& state) {
  const auto layout = engine().layout(words(latin, 0), Direction::ltr, {}, 800);
  text::Atlas atlas(engine());
  for (auto _ : state) {
    for (const text::PlacedGlyph& glyph : layout->glyphs) benchmark::DoNotOptimize(atlas.glyph(glyph));
  }
}

BENCHMARK_CAPTURE(uncached, latin_300_words, latin)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(uncached, naskh_300_words, naskh)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(uncached, nastaliq_300_words, nastaliq)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(uncached, gurmukhi_300_words, gurmukhi)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(uncached, chinese_540_characters, chinese)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(cached, latin_300_words, latin);
BENCHMARK_CAPTURE(cached, nastaliq_300_words, nastaliq);
BENCHMARK(cached_button);
BENCHMARK(rasterise_screen)->Unit(benchmark::kMicrosecond);
BENCHMARK(sprites_of_screen)->Unit(benchmark::kMicrosecond);

}  // namespace
