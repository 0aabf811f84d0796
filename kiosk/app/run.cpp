// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/run.hpp"

#include <algorithm>
#include <chrono>

#include "kiosk/access/keys.hpp"
#include "kiosk/platform/folder_watch.hpp"
#include "kiosk/platform/headphone_jack.hpp"
#include "kiosk/platform/braille_display.hpp"
#include "kiosk/platform/sound.hpp"
#include "kiosk/platform/stick.hpp"
#ifdef KIOSK_INSPECTOR
#include "kiosk/platform/inspector_window.hpp"
#endif

namespace kiosk::app {
namespace {

using namespace std::chrono;

// A keypad's keys mean what the map says (kiosk.toml, [keypad]); what else a keyboard has types.
class Keyboard {
 public:
  Keyboard(Kiosk& kiosk, const Config::Keypad& keypad) : kiosk_(kiosk), map_(keypad) {}

  void operator()(const platform::KeyPress& key) {
    using platform::Key;
    if (key.phase == platform::KeyPress::Phase::up) return kiosk_.key_up(key.name);
    types_ = false;
    if (key.phase == platform::KeyPress::Phase::repeat) return;  // key repeat is off (EN 301 549 5.7)
    auto press = map_.meaning(key.name, typing() ? access::KeyMap::Typing::yes : access::KeyMap::Typing::no);
    if (key.key == Key::shift_tab && press == Press::next) press = Press::previous;
    if (!kiosk_.key_down(key.name, press)) return;
    types_ = !press;
    if (types_ && key.key == Key::backspace && typing()) kiosk_.rub_out();
  }
  // What comes of a key that means something, is held or bounces is no word; nor is a
  // space where no words are.
  void operator()(const platform::TextTyped& typed) const {
    if (types_ && (typed.text != " " || typing())) kiosk_.type(typed.text);
  }

 private:
  [[nodiscard]] bool typing() const { return kiosk_.takes_words() || kiosk_.state().app.screen == semantics::Screen::staff_pin ||
                                       kiosk_.state().app.screen == semantics::Screen::needs_code; }
  Kiosk& kiosk_;
  const access::KeyMap map_;
  bool types_ = true;
};

// What changed at the socket since; the first word of it is how things stood already.
void follow(platform::HeadphoneJack& jack, Kiosk& kiosk) {
  using Plug = access::Jack::Plug;
  for (const platform::HeadphoneJack::Change change : jack.changes()) {
    if (change.plug == platform::HeadphoneJack::Plug::out) kiosk.jack(Plug::out);
    else kiosk.jack(change.when == platform::HeadphoneJack::When::at_start ? Plug::found_in : Plug::in);
  }
}

}  // namespace

Outcome run(Kiosk& kiosk, platform::Window& window, platform::Events& events, const Config::Keypad& keypad) {
  platform::Sound sound([&speaker = kiosk.speaker()](std::int16_t* out, std::size_t count) { return speaker.pull(out, count); });
  Keyboard keyboard(kiosk, keypad);
  platform::HeadphoneJack jack([&events] { events.wake(); });
  platform::BrailleDisplay braille({.host = kiosk.config().braille.host, .prepare = access::load_braille_tables, .wake = [&events] { events.wake(); }});
  // What is installed from outside while the glass sleeps wakes nothing else: catch_up() looks.
  const platform::FolderWatch store(kiosk.config().paths.store, {packs::links_in_force.begin(), packs::links_in_force.end()}, [&events] { events.wake(); });
  platform::Stick stick(kiosk.config().stick.root, [&events] { events.wake(); });
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

    kiosk.braille_display(braille.width());
    if (braille.width() > 0) {
      const BrailleWindow& felt = kiosk.braille();
      braille.show({felt.cells, felt.cursor});
    }

    // Until the next thing that happens by itself: a deadline, or the next minute on the clock that is shown.
    std::optional<milliseconds> wait;
    if (const auto deadline = kiosk.next_deadline_ms()) wait = milliseconds{std::max<std::int64_t>(0, *deadline - now_ms())};
    if (kiosk.state().app.screen != semantics::Screen::attract) {
      const auto to_next_minute = milliseconds{60'000 - utc().time_since_epoch().count() % 60'000};
      wait = wait ? std::min(*wait, to_next_minute) : to_next_minute;
    }
    const std::vector<platform::Event> happened = events.wait(wait);
    kiosk.tick(now_ms(), utc());
    follow(jack, kiosk);
    if (auto folder = stick.change()) kiosk.stick(std::move(*folder));
    for (const platform::Event& event : happened) {
      kiosk.tick(now_ms(), utc());
      if (std::holds_alternative<platform::Quit>(event)) {
        kiosk.act(semantics::StartAgain{});  // an orderly exit ends the visit
        return Done{};
      }
      if (const auto* down = std::get_if<platform::PointerDown>(&event)) kiosk.pointer_down(down->pointer, down->at);
      if (const auto* move = std::get_if<platform::PointerMove>(&event)) kiosk.pointer_move(move->pointer, move->at);
      if (const auto* up = std::get_if<platform::PointerUp>(&event)) kiosk.pointer_up(up->pointer, up->at);
      if (const auto* key = std::get_if<platform::KeyPress>(&event)) {
        keyboard(*key);
#ifdef KIOSK_INSPECTOR
        if (key->key == platform::Key::f12 && key->phase == platform::KeyPress::Phase::down) inspector.toggle();
#endif
      }
      if (const auto* typed = std::get_if<platform::TextTyped>(&event)) keyboard(*typed);
      if (const auto* size = std::get_if<platform::Resized>(&event)) kiosk.resize(size->size);
    }
    for (const access::BrailleKey& key : braille.keys()) {
      kiosk.tick(now_ms(), utc());
      kiosk.braille_key(key);
    }
  }
}

}  // namespace kiosk::app
