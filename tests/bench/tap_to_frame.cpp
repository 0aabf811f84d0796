// SPDX-License-Identifier: GPL-3.0-or-later
// From a finger lifted to the finished picture at 1920x1080: update, look-up,
// layout, shaping, painting and blending, over the pages of a whole visit.
// usage: tap_to_frame STORE [rounds]. Prints milliseconds, p50 p95 p99 max.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/platform/window.hpp"

namespace {

using namespace kiosk;

double percentile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 40;
  auto window = platform::Window::open({{1920, 1080}, platform::WindowOptions::Mode::headless});
  if (!window) return 1;
  for (const char* language : {"en", "ar"}) {
    app::Kiosk::Options options;
    options.config.paths.store = argv[1];
    options.config.paths.locales = KIOSK_SOURCE_DIR "/locales";
    options.config.paths.font_manifest = KIOSK_SOURCE_DIR "/fonts/manifest.json";
    options.language = language;
    options.window = {1920, 1080};
    options.pitch = Pitch{0.248};
    auto opened = app::Kiosk::open(std::move(options));
    if (!opened) return fmt::print(stderr, "{}\n", opened.error().detail), 1;
    app::Kiosk& kiosk = *opened.value();
    std::vector<double> frames, sounds;
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
    fmt::print("{} tap to frame, {} frames: p50 {:.1f}  p95 {:.1f}  p99 {:.1f}  max {:.1f} ms\n", language, frames.size(), percentile(frames, 0.5),
               percentile(frames, 0.95), percentile(frames, 0.99), percentile(frames, 1));
  }
  return 0;
}
