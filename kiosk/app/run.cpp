// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/run.hpp"

#include <algorithm>
#include <chrono>

#include "kiosk/platform/sound.hpp"
#ifdef KIOSK_INSPECTOR
#include "kiosk/platform/inspector_window.hpp"
#endif

namespace kiosk::app {
namespace {

using namespace std::chrono;

// A resident's own keyboard: arrows and Tab move, Enter and Space choose, letters search.
struct Keys {
  Kiosk& kiosk;
  void operator()(const platform::KeyPress& key) const {
    if (key.phase == platform::KeyPress::Phase::up) return;
    const bool repeated = key.phase == platform::KeyPress::Phase::repeat;
    const semantics::Screen screen = kiosk.state().app.screen;
    const bool typing = screen == semantics::Screen::search || screen == semantics::Screen::staff_pin;
    using platform::Key;
    if (key.key == Key::backspace && typing) return kiosk.rub_out();
    if (repeated) return;  // key repeat is off (EN 301 549 5.7)
    switch (key.key) {
      case Key::tab:
      case Key::right:
      case Key::down: return kiosk.press(Press::next);
      case Key::shift_tab:
      case Key::left:
      case Key::up: return kiosk.press(Press::previous);
      case Key::enter: return kiosk.enter();
      case Key::space:
        if (!typing) kiosk.press(Press::select);
        return;
      case Key::escape:
      case Key::backspace: return kiosk.press(Press::back);
      case Key::home: return kiosk.press(Press::home);
      default: return;
    }
  }
};

}  // namespace

Outcome run(Kiosk& kiosk, platform::Window& window, platform::Events& events) {
  platform::Sound sound([&speaker = kiosk.speaker()](std::int16_t* out, std::size_t count) { return speaker.pull(out, count); });
  const auto started = steady_clock::now();
  const auto now_ms = [&] { return duration_cast<milliseconds>(steady_clock::now() - started).count(); };
  const auto utc = [] { return time_point_cast<milliseconds>(system_clock::now()); };
#ifdef KIOSK_INSPECTOR
  platform::InspectorWindow inspector(events);
#endif
  for (;;) {
    kiosk.tick(now_ms(), utc());
    kiosk.catch_up();
    if (kiosk.speaker().speaking() && !kiosk.speaker().paused()) sound.play();
    if (kiosk.needs_painting()) {
      ui::paint::Frame frame = kiosk.paint();
#ifdef KIOSK_INSPECTOR
      inspector.outline(kiosk.laid(), frame);
#endif
      kiosk.frame_times().begin(FrameStage::blend);
      if (auto drawn = window.draw(frame, kiosk.painter().pages()); !drawn) return drawn;
      kiosk.frame_times().end(FrameStage::blend);
      kiosk.frame_times().shown();
    }
#ifdef KIOSK_INSPECTOR
    if (inspector.show({kiosk.laid(), kiosk.state(), kiosk.painter().pages(), kiosk.frame_times()})) {
      kiosk.resize(window.size());  // the same size: only painted again
      continue;
    }
#endif

    // Until the next thing that happens by itself: a deadline, or the next minute on the clock that is shown.
    std::optional<milliseconds> wait;
    if (const auto deadline = kiosk.next_deadline_ms()) wait = milliseconds{std::max<std::int64_t>(0, *deadline - now_ms())};
    if (kiosk.state().app.screen != semantics::Screen::attract) {
      const auto to_next_minute = milliseconds{60'000 - utc().time_since_epoch().count() % 60'000};
      wait = wait ? std::min(*wait, to_next_minute) : to_next_minute;
    }
    for (const platform::Event& event : events.wait(wait)) {
      kiosk.tick(now_ms(), utc());
      if (std::holds_alternative<platform::Quit>(event)) {
        kiosk.act(semantics::StartAgain{});  // an orderly exit ends the visit
        return Done{};
      }
      if (const auto* down = std::get_if<platform::PointerDown>(&event)) kiosk.pointer_down(down->pointer, down->at);
      if (const auto* move = std::get_if<platform::PointerMove>(&event)) kiosk.pointer_move(move->pointer, move->at);
      if (const auto* up = std::get_if<platform::PointerUp>(&event)) kiosk.pointer_up(up->pointer, up->at);
      if (const auto* key = std::get_if<platform::KeyPress>(&event)) {
        Keys{kiosk}(*key);
#ifdef KIOSK_INSPECTOR
        if (key->key == platform::Key::f12 && key->phase == platform::KeyPress::Phase::down) inspector.toggle();
#endif
      }
      if (const auto* typed = std::get_if<platform::TextTyped>(&event)) {
        // A space outside the search is the Select key, which came as such.
        if (typed->text != " " || kiosk.state().app.screen == semantics::Screen::search) kiosk.type(typed->text);
      }
      if (const auto* size = std::get_if<platform::Resized>(&event)) kiosk.resize(size->size);
    }
  }
}

}  // namespace kiosk::app
