// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/kiosk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/access/reading.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/screens/view.hpp"

namespace kiosk::app {
namespace {

using namespace semantics;
using i18n::operator""_msg;

constexpr double drag_slop_mm = 6;
constexpr std::int64_t staff_hold_ms = 3000;  // contract: top.site
constexpr double corner_mm = 40;            // a place that a hand can find without looking
// How a visit was left, in a hurry or not, is not counted: the exit key is no key in this.
Activity::By by_of(Press key) {
  if (key == Press::switch1 || key == Press::switch2) return Activity::By::switches;
  return key == Press::exit ? Activity::By::hand : Activity::By::keys;
}

constexpr int most_scan_rounds = 3;
constexpr std::int64_t rearrange_ms = 600'000;  // attract, against burn-in

}  // namespace

namespace {
constexpr std::array<std::string_view, 19> press_names{"next", "previous", "left",   "right",  "up",     "down",  "select",  "back",    "home", "help",
                                                       "louder", "quieter", "faster", "slower", "repeat", "pause", "switch1", "switch2", "exit"};
}

std::optional<Press> press_named(std::string_view name) {
  const auto at = std::find(press_names.begin(), press_names.end(), name);
  if (at == press_names.end()) return std::nullopt;
  return static_cast<Press>(at - press_names.begin());
}

Kiosk::Kiosk(Options options)
    : options_(std::move(options)),
      touch_({.slop_px = options_.pitch.px(Mm{drag_slop_mm})}),
      staff_(staff_hold_ms, options_.pitch.px(Mm{drag_slop_mm})) {}

Kiosk::~Kiosk() = default;

Result<std::unique_ptr<Kiosk>> Kiosk::open(Options options) {
  auto kiosk = std::unique_ptr<Kiosk>(new Kiosk(std::move(options)));
  if (auto ready = kiosk->set_up(); !ready) return ready.error();
  return kiosk;
}

Outcome Kiosk::set_up() {
  const Config& config = options_.config;
  auto strings = i18n::Catalogues::open(config.paths.locales);
  if (!strings) return strings.error();
  strings_ = std::move(strings).value();
  std::vector<std::string> languages;
  for (const i18n::LanguageInfo& language : strings_->languages()) languages.push_back(language.tag);
  if (auto keyboards = keyboards::Keyboards::open(languages)) {
    keyboards_ = std::move(keyboards).value();
  } else {
    log_error(keyboards.error().detail);
  }
  auto engine = text::Engine::open(config.paths.font_manifest);
  if (!engine) return engine.error();
  text_ = std::move(engine).value();
  painter_ = std::make_unique<ui::paint::Painter>(*text_);

  speech::Speaker::Options speaking = options_.speaker;
  speaking.espeak_data = config.paths.espeak_data;
  speaker_ = speech::Speaker::start(speaking);
  if (!speaker_->available()) log_error(speaker_->why_silent());
  if (options_.wake) speaker_->on_change(options_.wake);

  site_.name = config.site.name;
  site_.place = directory::Coordinates{config.site.latitude, config.site.longitude};
  site_.orientation = options_.window.height > options_.window.width ? session::Site::Orientation::portrait : session::Site::Orientation::landscape;
  site_.idle_question_s = config.idle.question_after_s;
  site_.idle_answer_s = config.idle.answer_within_s;
  site_.has_pin = !config.staff.pin_hash.empty();
  pin_check_ = std::make_unique<PinCheck>(config.staff.pin_hash, options_.wake);
  site_.volume_step = config.speech.volume_step;
  site_.rate_step = config.speech.rate_step;
  for (const i18n::LanguageInfo& language : strings_->languages())
    site_.languages.push_back({language.tag, speaker_->available() && speaker_->has_voice(language.tag)});
  if (!options_.language.empty()) {
    site_.language_given = true;
    if (strings_->find(options_.language) != nullptr) {
      site_.language = options_.language;
    } else if (i18n::is_planned(options_.language)) {
      // Its file is missing or broken: residents are better served in English than by no kiosk.
      log_error(fmt::format("--lang {0}: {1} cannot be used, so visits begin in English. Put {0}.json right, or give --lang en.", options_.language,
                            (config.paths.locales / (options_.language + ".json")).string()));
    } else {
      return Error{ErrorCode::input, fmt::format("--lang {}: there is no catalogue for this language in {}. Use a language that has one, such as en.",
                                                 options_.language, config.paths.locales.string())};
    }
  }
  auto look_up = LookUp::open(config.paths.store, site_.place, options_.wake);
  if (look_up) {
    look_up_ = std::move(look_up).value();
  } else {
    log_error(look_up.error().detail);
    site_.has_directory = false;
  }
  state_ = session::fresh(site_);
  carry_out(session::LookUpTopics{state_.app.ticket, state_.app.language});
  ++state_.app.awaited;
  return Done{};
}

// --- What happens ---

void Kiosk::changed() {
  painted_ = false;
  laid_.reset();
}

void Kiosk::act(const Action& action) {
  const Screen before = state_.app.screen;
  const session::Preferences preferences = state_.app.preferences;
  const bool headphones = state_.app.headphones;
  times_.begin(FrameStage::update);
  session::Step step = session::update(std::move(state_), action, site_);
  times_.end(FrameStage::update);
  state_ = std::move(step.state);
  changed();
  if (state_.app.screen != before) touch_.forget();
  if (!(preferences == state_.app.preferences) || headphones != state_.app.headphones) {
    const session::Preferences& now = state_.app.preferences;
    speaker_->set({now.rate_step, now.volume_step, state_.app.headphones ? speech::Route::headphones : speech::Route::speaker});
  }
  for (const session::Effect& effect : step.effects) carry_out(effect);
  if (state_.app.screen != before) scan_page();
}

void Kiosk::carry_out(const session::Effect& effect) {
  const auto ask = [&](auto question) {
    times_.begin(FrameStage::look_up);
    if (look_up_) look_up_->ask(std::move(question));
  };
  if (!look_up_) {
    // Nobody to ask: the page comes all the same, and says so.
    if (const auto* q = std::get_if<session::LookUpTopics>(&effect)) return unanswered_.push_back(TopicsReady{q->ticket, {}, {}});
    if (const auto* q = std::get_if<session::LookUpTopic>(&effect)) return unanswered_.push_back(ResultsReady{q->ticket, {}});
    if (const auto* q = std::get_if<session::LookUpService>(&effect)) return unanswered_.push_back(ServiceReady{q->ticket, {}});
    if (const auto* q = std::get_if<session::SearchFor>(&effect)) return unanswered_.push_back(ResultsReady{q->ticket, {}});
  }
  if (const auto* topics = std::get_if<session::LookUpTopics>(&effect)) return ask(*topics);
  if (const auto* topic = std::get_if<session::LookUpTopic>(&effect)) return ask(*topic);
  if (const auto* service = std::get_if<session::LookUpService>(&effect)) return ask(*service);
  if (const auto* search = std::get_if<session::SearchFor>(&effect)) return ask(*search);
  if (std::holds_alternative<session::StopSpeech>(effect)) return speaker_->stop();
  // What was said is forgotten with the visit, so that nobody can have it repeated.
  if (const auto* ended = std::get_if<session::VisitEnded>(&effect)) {
    if (ended->tally && options_.count) options_.count(*ended->tally);
    return speaker_->say({}, state_.app.now_ms);
  }
  if (std::holds_alternative<session::PauseSpeech>(effect)) return speaker_->pause();
  if (std::holds_alternative<session::ResumeSpeech>(effect)) return speaker_->resume();
  if (std::holds_alternative<session::RepeatLast>(effect)) return speaker_->repeat(state_.app.now_ms);
  if (const auto* pin = std::get_if<session::CheckPin>(&effect)) return pin_check_->ask(*pin);
  if (const auto* failed = std::get_if<session::TestFailed>(&effect))
    return log_warning(fmt::format("Self-test: {} failed: {}. Put it right and test it again.", name_of(failed->part), failed->why));
  // Staff asked for it, so it sounds in the room; any sentence that every language has will do.
  if (const auto* test = std::get_if<session::SayTest>(&effect)) {
    speaker_->say({{"", strings_->get(test->language, "home.heading.question"_msg)}}, state_.app.now_ms);
    state_.app.speech.now = SpeechState::Now::speaking;
    return;
  }
  const std::string& language = state_.app.language;
  if (const auto* message = std::get_if<session::ReadMessage>(&effect)) {
    std::vector<speech::Utterance> utterances{{"", strings_->get(language, message->key)}};
    if (message->then == session::ReadMessage::Then::screen)
      for (speech::Utterance& one : access::say_page(reading_order(), *strings_, language)) utterances.push_back(std::move(one));
    return say(std::move(utterances));
  }
  if (std::holds_alternative<session::ReadScreen>(effect)) return say(access::say_page(reading_order(), *strings_, language));
  if (std::holds_alternative<session::ReadPassage>(effect)) return say(access::say_passage(*laid().root));
  if (const auto* node = std::get_if<session::ReadNode>(&effect)) return say(access::say_stop(reading_order(), node->id, *strings_, language));
}

void Kiosk::say(std::vector<speech::Utterance> utterances) {
  // The one place that all speech comes through but the self-test's.
  if (utterances.empty() || !session::may_be_heard(state_.app)) return;
  speaker_->say(std::move(utterances), state_.app.now_ms);
  state_.app.speech.now = SpeechState::Now::speaking;
  changed();
}

void Kiosk::catch_up() {
  if (look_up_) {
    for (const Action& answer : look_up_->answers()) {
      times_.end(FrameStage::look_up);
      act(answer);
    }
  }
  if (const auto checked = pin_check_->answer()) act(*checked);
  while (!unanswered_.empty()) {
    const Action answer = std::move(unanswered_.back());
    unanswered_.pop_back();
    act(answer);
  }
  SpeechState now{SpeechState::Now::silent, {}, 0, 0, 0};
  if (speaker_->speaking()) {
    now.now = speaker_->paused() ? SpeechState::Now::paused : SpeechState::Now::speaking;
    if (const auto position = speaker_->position()) {
      now.node = position->node;
      now.span = position->span;
      now.start = position->start;
      now.end = position->end;
    }
  }
  const SpeechState& was = state_.app.speech;
  if (now.now != was.now || now.node != was.node || now.span != was.span || now.start != was.start || now.end != was.end) act(now);
}

void Kiosk::tick(std::int64_t now_ms, UtcTime utc) {
  const LocalTime local = london_time(utc);
  const Screen before = state_.app.screen;
  const bool minute = !(local == state_.app.local);
  const bool idle = state_.app.screen == Screen::attract;
  const bool aside = state_.aside != nullptr;
  const int pin_wait_s = session::pin_wait_s(state_.app);
  const std::uint64_t seed = 1 + static_cast<std::uint64_t>(now_ms / rearrange_ms);
  // Nothing on attract changes with the clock but its order; no frame is drawn for that alone.
  session::Step step = session::update(std::move(state_), Tick{now_ms, local}, site_);
  state_ = std::move(step.state);
  if (state_.app.screen != before) touch_.forget();
  if (state_.app.screen != before || (minute && !idle) || state_.app.screen == Screen::still_there || !step.effects.empty()) changed();
  if (pin_wait_s != session::pin_wait_s(state_.app) || aside != (state_.aside != nullptr)) changed();
  if (idle && seed != mural_seed_) {
    mural_seed_ = seed;
    painted_ = false;
  }
  for (const session::Effect& effect : step.effects) carry_out(effect);
  if (staff_.tick(now_ms)) act(OpenStaff{});
  meaning(touch_.tick(now_ms));
  if (state_.app.screen != before) scan_page();
  if (scans_by_itself() && now_ms >= scan_moves_ms_) {
    scanner_.move(scan_groups());
    if (scanner_.at_the_top()) ++scan_rounds_;
    show_lit();
  }
}

void Kiosk::shift_idle(std::int64_t now_ms, std::int64_t idle_ms) {
  state_.app.now_ms = now_ms;
  state_.app.active_ms = now_ms - idle_ms;
}

void Kiosk::resize(SizePx window) {
  options_.window = window;
  site_.orientation = window.height > window.width ? session::Site::Orientation::portrait : session::Site::Orientation::landscape;
  changed();
}

std::optional<std::int64_t> Kiosk::next_deadline_ms() const {
  std::optional<std::int64_t> deadline = session::next_deadline_ms(state_, site_);
  const auto sooner = [&](std::int64_t at) { deadline = deadline ? std::min(*deadline, at) : at; };
  if (const auto finger = touch_.next_deadline_ms()) sooner(*finger);
  if (const auto held = staff_.next_deadline_ms()) sooner(*held);
  if (scans_by_itself()) sooner(scan_moves_ms_);
  if (state_.app.screen == Screen::attract) sooner((state_.app.now_ms / rearrange_ms + 1) * rearrange_ms);
  return deadline;
}

void Kiosk::sign_of_life(Activity::By by) {
  // Nothing on the page changes by it, and a new layout would cost a touch its quickness.
  state_ = std::move(session::update(std::move(state_), Activity{state_.app.now_ms, by}, site_).state);
  if (state_.app.screen == Screen::still_there) changed();
}

// --- Keys ---

void Kiosk::press(Press key) {
  sign_of_life(by_of(key));
  if (state_.app.screen == Screen::staff_self_test && state_.app.test.part == TestPart::keys)
    return act(TestKey{std::string(press_names[static_cast<std::size_t>(key)])});
  if (key != Press::switch1 && key != Press::switch2) stop_scanning();
  const auto move = [&](int by) {
    if (state_.app.screen == Screen::attract) return act(Begin{});
    if (const std::string id = access::stop_after(reading_order(), state_.ui.focus, by); !id.empty()) act(FocusOn{id});
  };
  switch (key) {
    case Press::next:
    case Press::right:
    case Press::down: return move(+1);
    case Press::previous:
    case Press::left:
    case Press::up: return move(-1);
    case Press::switch1:
    case Press::switch2: return press_switch(key);
    case Press::select:
      if (state_.app.screen == Screen::attract) return act(Begin{});
      if (!state_.ui.focus.empty()) activate(state_.ui.focus);
      return;
    case Press::back: return act(GoBack{});
    case Press::home: return act(GoHome{});
    case Press::help: return act(StartHearFirst{});
    case Press::louder: return act(StepVolume{+1});
    case Press::quieter: return act(StepVolume{-1});
    case Press::faster: return act(StepRate{+1});
    case Press::slower: return act(StepRate{-1});
    case Press::repeat: return act(RepeatSpeech{});
    case Press::pause: return act(PauseOrResume{});
    case Press::exit: return act(HideScreen{});
  }
}

void Kiosk::type(const std::string& text) {
  sign_of_life();
  act(TypeWords{text});
}
void Kiosk::rub_out() {
  sign_of_life();
  act(RubOut{});
}
void Kiosk::enter() {
  sign_of_life();
  // Whoever types and presses Enter means the words, wherever the ring is.
  if (state_.app.screen == Screen::search && (state_.ui.focus.empty() || state_.ui.focus == "search.field")) return act(SubmitWords{});
  if (state_.app.screen == Screen::staff_pin && (state_.ui.focus.empty() || state_.ui.focus == "staff_pin.field")) return act(SubmitWords{});
  press(Press::select);
}

// --- Switches ---

// The controls of the page as switches go through them: the page itself, then the
// strip above and the bar below, which are the same everywhere.
std::vector<access::ScanGroup> Kiosk::scan_groups() {
  std::vector<std::string> page, top, bar;
  for (const ui::layout::Item& item : laid().items) {
    const Node& node = *item.node;
    const bool own = item.control >= 0 && &laid_->items[static_cast<std::size_t>(item.control)] == &item;
    if (!own || !node.enabled || !node.action) continue;
    (node.id.starts_with("bar.") ? bar : node.id.starts_with("top.") ? top : page).push_back(node.id);
  }
  return access::scan_groups({std::move(page), std::move(top), std::move(bar)});
}

// A few times round; then the light waits for the switch, so that a visit that was left comes to its end.
bool Kiosk::scans_by_itself() const { return scanning_ && options_.config.switches.count == 1 && scan_rounds_ < most_scan_rounds; }

// A new page is scanned from its beginning, and what is being read of it is not talked
// over; attract waits for whoever comes next.
void Kiosk::scan_page() {
  scanner_.forget();
  scan_rounds_ = 0;
  if (state_.app.screen == Screen::attract) return stop_scanning();
  if (!scanning_) return;
  scanner_.move(scan_groups());
  light();
}

std::vector<std::string> Kiosk::light() {
  scan_moves_ms_ = state_.app.now_ms + options_.config.switches.moves_on_after_ms;
  std::vector<std::string> lit = scanner_.lit(scan_groups());
  state_.ui.focus = lit.empty() ? std::string{} : lit.front();
  state_.ui.focus_visible = !lit.empty();
  changed();
  return lit;
}

void Kiosk::show_lit() {
  const std::vector<std::string> lit = light();
  if (lit.empty()) return;
  if (lit.size() == 1) return act(FocusOn{lit.front()});
  const auto label_of = [&](const std::string& id) { return laid().find(id)->node->label; };
  say({{"", strings_->get(state_.app.language, "speech.text.from_to"_msg, {{"first", label_of(lit.front())}, {"last", label_of(lit.back())}})}});
}

void Kiosk::stop_scanning() {
  scanning_ = false;
  scanner_.forget();
}

void Kiosk::press_switch(Press which) {
  scan_rounds_ = 0;
  if (state_.app.screen == Screen::attract) {
    scanning_ = true;
    return act(Begin{});
  }
  const std::vector<access::ScanGroup> groups = scan_groups();
  if (!scanning_ || !scanner_.begun()) {
    scanning_ = true;
    scanner_.move(groups);
  } else if (which == Press::switch1 && options_.config.switches.count == 2) {
    scanner_.move(groups);
  } else if (const auto chosen = scanner_.choose(groups)) {
    const Screen before = state_.app.screen;
    activate(*chosen);
    if (state_.app.screen != before || !scanning_) return;
    scanner_.move(scan_groups());  // the page stayed: its scan begins again
  }
  show_lit();
}

// --- Fingers ---

std::string Kiosk::hit(PointPx at) {
  const ui::layout::Laid& page = laid();
  if (const ui::layout::Item* control = page.control_at(at)) return control->node->id;
  if (!state_.app.preferences.hear_first) return {};
  // Words can be heard too, and so can what is switched off.
  for (auto item = page.items.rbegin(); item != page.items.rend(); ++item)
    if (item->node->part == Part::semantic && !item->node->id.empty() && item->bounds.contains(at) &&
        (is_control(item->node->role) || item->node->role == Role::text || item->node->role == Role::heading || item->node->role == Role::listitem ||
         item->node->role == Role::timer))
      return item->node->id;
  return {};
}

bool Kiosk::in_corner(PointPx at) const {
  const int side = options_.pitch.px(Mm{corner_mm});
  return at.x < side && at.y >= options_.window.height - side;
}

bool Kiosk::on_name_of_place(PointPx at) {
  const ui::layout::Item* name = laid().find("top.site");
  return name != nullptr && !is_for_staff(state_.app.screen) && name->bounds.contains(at);
}

// Self-test: how far from the middle of the cross the glass saw the finger.
bool Kiosk::touches_cross(PointPx at) {
  if (state_.app.screen != Screen::staff_self_test || state_.app.test.part != TestPart::touch) return false;
  const ui::layout::Item* cross = laid().find("self_test.cross");
  if (cross == nullptr || laid().control_at(at) != nullptr) return false;
  const RectPx& r = cross->bounds;
  act(TestTouch{std::hypot(at.x - (r.x + r.width / 2), at.y - (r.y + r.height / 2)) * options_.pitch.mm_per_px});
  return true;
}

void Kiosk::meaning(const access::TouchMeaning& meaning) {
  if (meaning.start_hear_first) return act(StartHearFirst{});
  if (meaning.read) return act(FocusOn{*meaning.read});
  if (meaning.act_on_focus && !state_.ui.focus.empty()) return activate(state_.ui.focus);
  if (meaning.activate) return activate(*meaning.activate);
  if (meaning.tapped_nothing && state_.app.screen == Screen::still_there) act(CarryOn{});
}

void Kiosk::pointer_down(int finger, PointPx at) {
  sign_of_life();
  stop_scanning();
  if (on_name_of_place(at)) staff_.down(finger, at, state_.app.now_ms);
  // Spent: the last cross brings another page, and the same finger must press nothing there.
  if (touches_cross(at)) return;
  // Attract has nothing to read first: the whole glass begins.
  const bool hear_first = state_.app.preferences.hear_first && state_.app.screen != Screen::attract;
  meaning(touch_.down(finger, at, hit(at), in_corner(at), hear_first, state_.app.now_ms));
  if (!hear_first) {
    state_.ui.focus_visible = false;
    state_.ui.pressed = touch_.pressed();
    painted_ = false;
  }
}
void Kiosk::pointer_move(int finger, PointPx at) {
  staff_.move(finger, at);
  meaning(touch_.move(finger, at, hit(at), state_.app.preferences.hear_first && state_.app.screen != Screen::attract, state_.app.now_ms));
  if (state_.ui.pressed != touch_.pressed()) {
    state_.ui.pressed = touch_.pressed();
    painted_ = false;
  }
}
void Kiosk::pointer_up(int finger, PointPx at) {
  staff_.up(finger);
  sign_of_life();
  const access::TouchMeaning done = touch_.up(finger, at, hit(at), state_.app.preferences.hear_first && state_.app.screen != Screen::attract, state_.app.now_ms);
  state_.ui.pressed.clear();
  painted_ = false;
  meaning(done);
}

// --- What is ---

const ui::layout::Laid& Kiosk::laid() {
  if (!laid_) {
    const screens::View view{state_.app, site_, *strings_, keyboards_ ? &*keyboards_ : nullptr, state_.aside != nullptr};
    const ui::layout::Context context{*text_, options_.window, options_.pitch, state_.app.preferences.theme, state_.app.preferences.text_size,
                                      state_.ui.focus_visible ? state_.ui.focus : std::string{}, state_.ui.pages};
    times_.begin(FrameStage::describe);
    semantics::Node root = screens::describe(view);
    times_.end(FrameStage::describe);
    const Timed laying_out(times_, FrameStage::layout);
    laid_ = ui::layout::lay_out(std::move(root), context);
  }
  return *laid_;
}

access::Page Kiosk::reading_order() {
  access::Page entries;
  std::vector<int> index_of(laid().items.size(), -1);
  for (std::size_t i = 0; i < laid_->items.size(); ++i) {
    const ui::layout::Item& item = laid_->items[i];
    if (item.node->part != Part::semantic) continue;
    index_of[i] = static_cast<int>(entries.size());
    entries.push_back({item.node, item.parent < 0 ? -1 : index_of[static_cast<std::size_t>(item.parent)], item.first_span, item.first_byte});
  }
  return entries;
}

ui::paint::Frame Kiosk::paint() {
  ui::paint::Overlay overlay;
  if (scanner_.begun()) {
    overlay.focus = scanner_.lit(scan_groups());
  } else if ((state_.ui.focus_visible || state_.app.screen == Screen::still_there) && !state_.ui.focus.empty()) {
    overlay.focus = {state_.ui.focus};
  }
  overlay.pressed = state_.ui.pressed;
  const SpeechState& speech = state_.app.speech;
  if (speech.now != SpeechState::Now::silent && !speech.node.empty())
    overlay.reading = ui::paint::Overlay::Reading{speech.node, speech.span, speech.start, speech.end};
  overlay.mural_seed = mural_seed_;
  painted_ = true;
  const ui::layout::Laid& page = laid();
  const Timed painting(times_, FrameStage::paint);
  return painter_->paint(page, overlay);
}

std::string Kiosk::spoken_words(std::string_view id) {
  std::string words;
  for (const speech::Utterance& utterance : access::say_stop(reading_order(), id, *strings_, state_.app.language)) {
    if (!words.empty()) words += ". ";
    words += i18n::plain_text(utterance.label);
  }
  return words;
}

Outcome Kiosk::can_use(std::string_view id) {
  const ui::layout::Item* item = laid().find(id);
  if (item == nullptr)
    return Error{ErrorCode::input, fmt::format("there is no node {} on this page of the screen {}", id, name_of(state_.app.screen))};
  if (!item->node->enabled) return Error{ErrorCode::input, fmt::format("{} cannot be used now", id)};
  if (!item->node->action) return Error{ErrorCode::input, fmt::format("{} is not a control: it is {}", id, name_of(item->node->role))};
  return Done{};
}

void Kiosk::activate(std::string_view id) {
  const ui::layout::Item* item = laid().find(id);
  if (item == nullptr || !item->node->enabled || !item->node->action) return;
  const Action action = *item->node->action;  // the tree it stands in goes with the change
  act(action);
}

}  // namespace kiosk::app
