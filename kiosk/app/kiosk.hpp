// SPDX-License-Identifier: GPL-3.0-or-later
// The kiosk without a window: one visit's state, what is on the page, what is
// being said. The frame loop and the driver both stand on it, so that a test
// drives what a resident touches. UI thread only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/access/jack.hpp"
#include "kiosk/access/keys.hpp"
#include "kiosk/access/braille_line.hpp"
#include "kiosk/access/reading.hpp"
#include "kiosk/access/place_held.hpp"
#include "kiosk/access/scanner.hpp"
#include "kiosk/access/touch.hpp"
#include "kiosk/app/desk.hpp"
#include "kiosk/app/look_up.hpp"
#include "kiosk/app/pin_check.hpp"
#include "kiosk/base/config.hpp"
#include "kiosk/base/frame_times.hpp"
#include "kiosk/base/keys.hpp"
#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/keyboards/layout.hpp"
#include "kiosk/measures/tally.hpp"
#include "kiosk/platform/media.hpp"
#include "kiosk/session/state.hpp"
#include "kiosk/speech/speaker.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/ui/layout/layout.hpp"
#include "kiosk/ui/paint/painter.hpp"

namespace kiosk::app {

using kiosk::Press;
using kiosk::press_named;

// What is under the reader's fingers.
struct BrailleWindow {
  access::BrailleLine line;          // all of it
  access::BrailleCells cells;        // this part of it, as many as the display has or fewer
  std::optional<std::size_t> cursor; // cell of the display where typing goes on
  std::size_t offset = 0;            // cell of the line where this part begins
  std::string language;              // of the page
};

class Clips;

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
  // A key by the name that its keyboard gives it: what it means, unless it is held, bounces or is
  // stuck (access/keys.hpp). False: nothing, and what it types is nothing either.
  bool key_down(std::string_view name, std::optional<Press> meaning);
  void key_up(std::string_view name);
  // The meaning alone: a whole press by a hand that does not tremble. `name` as for TryKey.
  void press(Press key, std::string_view name = {});
  // What the headphone socket says; it may flap.
  void jack(access::Jack::Plug plug);
  // The folder of the stick that is in; none: it is out.
  void stick(std::optional<std::filesystem::path> folder);
  void type(const std::string& text);
  void rub_out();
  void braille_key(const access::BrailleKey& key);
  // Cells of the display that is there now; 0: none, and no line is made.
  void braille_display(std::size_t cells) { braille_width_ = cells; }
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
  // When a plug that went in is believed, if it stays (access/jack.hpp).
  [[nodiscard]] std::optional<std::int64_t> plug_deadline_ms() const { return jack_.next_deadline_ms(); }

  // --- What is ---
  [[nodiscard]] const session::State& state() const { return state_; }
  [[nodiscard]] const ui::layout::Laid& laid();
  [[nodiscard]] bool needs_painting() const { return !painted_; }
  [[nodiscard]] ui::paint::Frame paint();
  [[nodiscard]] ui::paint::Painter& painter() { return *painter_; }
  [[nodiscard]] speech::Speaker& speaker() { return *speaker_; }
  [[nodiscard]] platform::Film* film() { return film_.get(); }  // null: none is on the page
  [[nodiscard]] LookUp* look_up() { return look_up_.get(); }
  [[nodiscard]] Desk& desk() { return *desk_; }
  // For the driver and the tests: until a pack that was installed has been opened.
  void wait_for_pack() const { if (next_look_up_.valid()) next_look_up_.wait(); }
  [[nodiscard]] PinCheck& pin_check() { return *pin_check_; }
  [[nodiscard]] const i18n::Catalogues& strings() const { return *strings_; }
  [[nodiscard]] const session::Site& site() const { return site_; }
  [[nodiscard]] FrameTimes& frame_times() { return times_; }
  [[nodiscard]] access::Page reading_order();
  // With no display: empty.
  [[nodiscard]] const BrailleWindow& braille();
  [[nodiscard]] const Config& config() const { return options_.config; }
  [[nodiscard]] std::string spoken_words(std::string_view id);
  // Whether the node is a control on this page that can be used now; else why not.
  [[nodiscard]] Outcome can_use(std::string_view id);
  void activate(std::string_view id);
  // A page with a field that letters go into.
  [[nodiscard]] bool takes_words() const;
  // What a switch would choose from now, in reading order; empty unless whoever is here uses switches.
  [[nodiscard]] std::vector<std::string> lit();

 private:
  explicit Kiosk(Options options);
  [[nodiscard]] Outcome set_up();
  void set_speaker();
  void carry_out(const session::Effect& effect);
  void lay_out();
  void bring_up(const std::string& id);
  // The page as it would be in the language that is heard; null where that is the one shown.
  [[nodiscard]] const semantics::Node* heard_tree();
  [[nodiscard]] access::Way way() const;
  void say_node(const std::string& id);
  void say_part();
  void read_beside(int by);
  void say(std::vector<speech::Utterance> utterances);
  void meaning(const access::TouchMeaning& meaning);
  void press(Press key, std::string_view name, semantics::Activity::By by);
  [[nodiscard]] std::string hit(PointPx at);
  [[nodiscard]] access::Under under(PointPx at);
  [[nodiscard]] access::Edge edge_at(PointPx at) const;
  void edge(access::Edge edge);
  [[nodiscard]] bool touch_reads() const;
  void move_focus(int step, semantics::Activity::By by = semantics::Activity::By::keys);
  void measure_glass();
  [[nodiscard]] bool on_name_of_place(PointPx at);
  [[nodiscard]] bool touches_cross(PointPx at);
  // --- Switches ---
  void press_switch(Press which);
  [[nodiscard]] std::vector<access::ScanGroup> scan_groups();
  [[nodiscard]] bool scans_by_itself() const;
  void scan_page();
  std::vector<std::string> light();
  std::vector<std::string> lit_on_this_page();
  void name_lit(const std::vector<std::string>& lit);
  [[nodiscard]] int scan_segments() const;
  void show_lit();
  void stop_scanning();
  void make_card();
  // --- The pack: another one only between visits ---
  void use(std::unique_ptr<LookUp> look_up);
  void list_languages(const Clips* clips);
  void look_for_other_pack();
  void change_packs();
  // --- The signed video ---
  void keep_film();
  void look_at_film();
  [[nodiscard]] bool film_on_page() const;
  void sign_of_life(semantics::Activity::By by = semantics::Activity::By::hand);
  void plug(std::optional<access::Jack::Plug> plug);
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
  bool age_told_ = false;  // of the pack at the start, once it is known what day it is
  std::shared_ptr<const std::string> film_data_;  // of the state's film, for as long as it has one
  std::unique_ptr<platform::Film> film_;
  SizePx film_box_;
  std::uint64_t film_run_ = 0;
  access::Touch touch_;
  access::Keys keys_;
  access::Jack jack_;
  std::unique_ptr<PinCheck> pin_check_;
  std::unique_ptr<Desk> desk_;
  std::future<Result<std::unique_ptr<LookUp>>> next_look_up_;  // being opened, or waiting for the end of the visit
  std::string in_store_;                // what the store's links say of the packs that are open
  int lock_minutes_ = 0;                // as the page says
  access::PlaceHeld staff_;             // the name of the place, which leads staff to their screens
  access::Scanner scanner_;
  bool scanning_ = false;               // whoever is here uses switches
  int scan_rounds_ = 0;                 // since the switch was last pressed
  std::optional<std::int64_t> finger_lost_ms_;  // when that was last logged
  std::int64_t scan_moves_ms_ = 0;      // with one switch: when the light moves on
  std::size_t braille_width_ = 0;
  std::string braille_item_;            // screen and stop that the line is of: another begins at its first window
  i18n::Label braille_words_;           // what `braille_.line` says
  BrailleWindow braille_;
  std::optional<ui::layout::Laid> laid_;
  std::optional<semantics::Node> heard_;  // as laid_: made when it is asked for, gone with a change
  std::vector<semantics::Action> unanswered_;  // answers to questions while there is no directory
  bool painted_ = false;
  std::uint64_t mural_seed_ = 1;
  FrameTimes times_;
};

}  // namespace kiosk::app
