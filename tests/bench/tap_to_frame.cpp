// SPDX-License-Identifier: GPL-3.0-or-later
// From a finger lifted to the finished picture: update, look-up, layout,
// shaping, painting and blending, over the pages of a whole visit, in every
// language that has a catalogue, landscape and portrait.
// usage: tap_to_frame STORE [rounds]. Prints milliseconds, p50 p95 p99 max.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/platform/window.hpp"

namespace {

using namespace kiosk;

struct Panel {
  const char* name;
  SizePx size;
  Pitch pitch;
};
const std::array<Panel, 2> panels{{{"landscape", {1920, 1080}, Pitch{0.248}}, {"portrait", {1080, 1920}, Pitch{0.369}}}};

double percentile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

Outcome measure(const std::string& store, const std::string& language, const Panel& panel, int rounds) {
  auto window = platform::Window::open({panel.size, platform::WindowOptions::Mode::headless});
  if (!window) return window.error();
  app::Kiosk::Options options;
  options.config.paths.store = store;
  options.config.paths.locales = KIOSK_SOURCE_DIR "/locales";
  options.config.paths.font_manifest = KIOSK_SOURCE_DIR "/fonts/manifest.json";
  options.language = language;
  options.window = panel.size;
  options.pitch = panel.pitch;
  auto opened = app::Kiosk::open(std::move(options));
  if (!opened) return opened.error();
  app::Kiosk& kiosk = *opened.value();
  std::vector<double> frames;
  std::int64_t now_ms = 0;
  const UtcTime start = *parse_iso8601("2026-11-12T10:42");
  const auto tap = [&](const std::string& id) {
    const ui::layout::Item* item = kiosk.laid().find(id);
    if (item == nullptr) return;
    const PointPx at{item->bounds.x + item->bounds.width / 2, item->bounds.y + item->bounds.height / 2};
    kiosk.tick(now_ms += 500, start + std::chrono::milliseconds{now_ms});
    kiosk.pointer_down(0, at);
    (void)window.value()->draw(kiosk.paint(), kiosk.painter().pages());  // the pressed look is a frame of its own
    const auto began = std::chrono::steady_clock::now();
    kiosk.pointer_up(0, at);
    kiosk.look_up()->wait_until_answered();
    kiosk.catch_up();
    (void)window.value()->draw(kiosk.paint(), kiosk.painter().pages());
    frames.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  };
  kiosk.tick(0, start);
  kiosk.look_up()->wait_until_answered();
  kiosk.catch_up();
  for (int round = 0; round < rounds; ++round) {
    tap("attract.begin");
    for (const char* topic : {"health", "money", "work", "rights"}) {
      tap(std::string("home.topic.") + topic);
      tap("results.next_page");
      for (int i = 0; i < 2; ++i) {
        const auto& results = kiosk.state().app.results;
        const std::size_t which = 3 + static_cast<std::size_t>(i + round) % 3;
        if (which < results.size()) tap("results.card." + results[which].id);
        tap("service.listen");
        tap("top.back");
      }
      tap("bar.text_size");
      tap("bar.contrast");
      kiosk.act(semantics::GoHome{});
    }
    kiosk.act(semantics::StartAgain{});
    kiosk.look_up()->wait_until_answered();
    kiosk.catch_up();
  }
  fmt::print("{} {} tap to frame, {} frames: p50 {:.1f}  p95 {:.1f}  p99 {:.1f}  max {:.1f} ms\n", language, panel.name, frames.size(),
             percentile(frames, 0.5), percentile(frames, 0.95), percentile(frames, 0.99), percentile(frames, 1));
  return Done{};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 10;
  const auto strings = i18n::Catalogues::open(KIOSK_SOURCE_DIR "/locales");
  if (!strings) return fmt::print(stderr, "{}\n", strings.error().detail), 1;
  for (const Panel& panel : panels)
    for (const i18n::LanguageInfo& language : strings.value()->languages())
      if (auto done = measure(argv[1], language.tag, panel, rounds); !done) return fmt::print(stderr, "{}\n", done.error().detail), 1;
  return 0;
}
