// SPDX-License-Identifier: GPL-3.0-or-later
// From the action to the first sample that sounds: the bar is 20 ms at p99
// (VVSG 2.0 7.2-N allows 500). Voices take turns, as they do on a mixed label.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/speech/speaker.hpp"

namespace {

using namespace kiosk::speech;

void first_sound(benchmark::State& state) {
  static const std::array<kiosk::i18n::Label, 4> labels{
      kiosk::i18n::plain("Armley Library, open today until five in the evening.", "en"), kiosk::i18n::plain("مكتبة أرملي، مفتوحة اليوم حتى الساعة الخامسة", "ar"),
      kiosk::i18n::Label{{"0113 269 2985", "en", kiosk::i18n::SpanKind::telephone}}, kiosk::i18n::plain("Biblioteka jest dziś otwarta", "pl")};
  const auto speaker = Speaker::start({{}, Speaker::Options::Log::keep});
  if (!speaker->available()) {
    state.SkipWithError(speaker->why_silent().c_str());
    return;
  }
  std::array<std::int16_t, 512> out{};
  std::size_t turn = 0;
  for (auto step : state) {
    (void)step;
    speaker->say({{"node", labels.at(turn++ % labels.size())}}, 0);
    speaker->pull_blocking(out.data(), out.size());
  }
  std::vector<double> waits;
  for (const LogEntry& entry : speaker->log()) {
    if (entry.first_sound_wall_ms) waits.push_back(*entry.first_sound_wall_ms);
  }
  if (waits.empty()) return;
  std::sort(waits.begin(), waits.end());
  state.counters["p50_ms"] = waits[waits.size() / 2];
  state.counters["p99_ms"] = waits[waits.size() * 99 / 100];
  state.counters["most_ms"] = waits.back();
}
BENCHMARK(first_sound)->Iterations(1000)->Unit(benchmark::kMillisecond);

void stop(benchmark::State& state) {
  const auto speaker = Speaker::start({});
  std::array<std::int16_t, 512> out{};
  for (auto step : state) {
    (void)step;
    state.PauseTiming();
    speaker->say({{"node", kiosk::i18n::plain("Armley Library is open today until five in the evening and longer tomorrow", "en")}}, 0);
    speaker->pull_blocking(out.data(), out.size());
    state.ResumeTiming();
    speaker->stop();
    if (speaker->pull(out.data(), out.size()) != 0) state.SkipWithError("sound after a stop");
  }
}
BENCHMARK(stop)->Iterations(300)->Unit(benchmark::kMicrosecond);

}  // namespace
