// SPDX-License-Identifier: GPL-3.0-or-later
// The kiosk without a window: one visit's state, what is on the page, what is
// being said. The frame loop and the driver both stand on it, so that a test
// drives what a resident touches. UI thread only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/access/reading.hpp"
#include "kiosk/access/place_held.hpp"
#include "kiosk/access/scanner.hpp"
#include "kiosk/access/touch.hpp"
#include "kiosk/app/look_up.hpp"
#include "kiosk/app/pin_check.hpp"
#include "kiosk/base/config.hpp"
#include "kiosk/base/frame_times.hpp"
#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/keyboards/layout.hpp"
#include "kiosk/measures/tally.hpp"
#include "kiosk/session/state.hpp"
#include "kiosk/speech/speaker.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/ui/layout/layout.hpp"
#include "kiosk/ui/paint/painter.hpp"

namespace kiosk::app {

// Named keys of the contract; a keypad's map leads to these.
enum class Press { next, previous, left, right, up, down, select, back, home, help, louder, quieter, faster, slower, repeat, pause, switch1, switch2, exit };
[[nodiscard]] std::optional<Press> press_named(std::string_view name);

class Kiosk {
 public:
  struct Options {
    Config config;
    std::string language;          // of the visit; empty: the resident chooses
    SizePx window;
    Pitch pitch;
    std::function<void()> wake;    // something changed on another thread
    speech::Speaker::Options speaker{};
    std::function<void(const measures::Tally&)> count{};  // what a visit that is to be counted adds; must not wait
  };
  // What cannot be had is said on the staff log, and the kiosk goes on without: no
  // pack, a safe screen; no voice, silence and a notice. Only without any font or
  // without English words is there nothing to show: that is the error.
  [[nodiscard]] static Result<std::unique_ptr<Kiosk>> open(Options options);
  ~Kiosk();

  // --- What happens ---
  void act(const semantics::Action& action);
  void press(Press key);
  void type(const std::string& text);
  void rub_out();
  void enter();
  void pointer_down(int finger, PointPx at);
  void pointer_move(int finger, PointPx at);
  void pointer_up(int finger, PointPx at);
  // `now_ms` counts from the start and never goes back; `utc` is the wall.
  void tick(std::int64_t now_ms, UtcTime utc);
  // The driver's settle: the time moves to `now_ms` and how long nobody stirred does not.
  void shift_idle(std::int64_t now_ms, std::int64_t idle_ms);
  void resize(SizePx window);
  // Answers and speech that came since; true if anything changed.
  void catch_up();
  [[nodiscard]] std::optional<std::int64_t> next_deadline_ms() const;

  // --- What is ---
  [[nodiscard]] const session::State& state() const { return state_; }
  [[nodiscard]] const ui::layout::Laid& laid();
  [[nodiscard]] bool needs_painting() const { return !painted_; }
  [[nodiscard]] ui::paint::Frame paint();
  [[nodiscard]] ui::paint::Painter& painter() { return *painter_; }
  [[nodiscard]] speech::Speaker& speaker() { return *speaker_; }
  [[nodiscard]] LookUp* look_up() { return look_up_.get(); }
  [[nodiscard]] PinCheck& pin_check() { return *pin_check_; }
  [[nodiscard]] const i18n::Catalogues& strings() const { return *strings_; }
  [[nodiscard]] const session::Site& site() const { return site_; }
  [[nodiscard]] FrameTimes& frame_times() { return times_; }
  [[nodiscard]] access::Page reading_order();
  [[nodiscard]] std::string spoken_words(std::string_view id);
  // Whether the node is a control on this page that can be used now; else why not.
  [[nodiscard]] Outcome can_use(std::string_view id);
  void activate(std::string_view id);

 private:
  explicit Kiosk(Options options);
  [[nodiscard]] Outcome set_up();
  void carry_out(const session::Effect& effect);
  void say(std::vector<speech::Utterance> utterances);
  void meaning(const access::TouchMeaning& meaning);
  [[nodiscard]] std::string hit(PointPx at);
  [[nodiscard]] bool in_corner(PointPx at) const;
  [[nodiscard]] bool on_name_of_place(PointPx at);
  [[nodiscard]] bool touches_cross(PointPx at);
  // --- Switches ---
  void press_switch(Press which);
  [[nodiscard]] std::vector<access::ScanGroup> scan_groups();
  [[nodiscard]] bool scans_by_itself() const;
  void scan_page();
  std::vector<std::string> light();
  void show_lit();
  void stop_scanning();
  void sign_of_life(semantics::Activity::By by = semantics::Activity::By::hand);
  void changed();

  Options options_;
  session::Site site_;
  session::State state_;
  std::shared_ptr<const i18n::Catalogues> strings_;
  std::optional<keyboards::Keyboards> keyboards_;  // none: only a physical keyboard types
  std::unique_ptr<text::Engine> text_;
  std::unique_ptr<ui::paint::Painter> painter_;
  std::unique_ptr<speech::Speaker> speaker_;
  std::unique_ptr<LookUp> look_up_;
  std::unique_ptr<PinCheck> pin_check_;
  access::Touch touch_;
  access::PlaceHeld staff_;             // the name of the place, which leads staff to their screens
  access::Scanner scanner_;
  bool scanning_ = false;               // whoever is here uses switches
  int scan_rounds_ = 0;                 // since the switch was last pressed
  std::int64_t scan_moves_ms_ = 0;      // with one switch: when the light moves on
  std::optional<ui::layout::Laid> laid_;
  std::vector<semantics::Action> unanswered_;  // answers to questions while there is no directory
  bool painted_ = false;
  std::uint64_t mural_seed_ = 1;
  FrameTimes times_;
};

}  // namespace kiosk::app
