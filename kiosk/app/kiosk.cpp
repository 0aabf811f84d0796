// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/kiosk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <cmath>
#include <numbers>

#include "kiosk/access/reading.hpp"
#include "kiosk/app/clips.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/packs/edition.hpp"
#include "kiosk/screens/view.hpp"
#include "kiosk/takeaway/qr_code.hpp"
#include "kiosk/ui/theme/theme.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::app {
namespace {

using namespace semantics;
using i18n::operator""_msg;

constexpr double drag_slop_mm = 6;
constexpr std::int64_t staff_hold_ms = 3000;  // contract: top.site
constexpr double corner_mm = 40;            // a place that a hand can find without looking
// The edges keep to the margins, where no control is. Their lowest part is as high as the access bar.
constexpr double edge_landscape_mm = 10, edge_portrait_mm = 14;
constexpr double low_edge_landscape_mm = 34, low_edge_portrait_mm = 76;
// Unobstructed reach from a wheelchair, above the floor (EN 301 549 V3.2.1 8.3, installer's guide).
constexpr double reach_top_mm = 1220, reach_bottom_mm = 380;
constexpr std::int64_t lost_again_ms = 3'600'000;  // a panel that goes on losing fingers is one line an hour
// The first of the four sizes whose capitals are seen under 0.7 degrees (EN 301 549 5.1.4).
TextSize size_at(double distance_mm) {
  const double least_mm = distance_mm * std::tan(0.7 * std::numbers::pi / 180);
  for (const TextSize size : {TextSize::normal, TextSize::big, TextSize::bigger, TextSize::biggest})
    if (ui::theme::cap_height(ui::theme::type(ui::theme::TypeStyle::body, size, ui::theme::Orientation::landscape).em).value >= least_mm) return size;
  log_warning(fmt::format("panel.viewing_distance_mm = {:g}: the largest words are made for 700 mm. Bring the glass nearer. Visits begin with the largest.", distance_mm));
  return TextSize::biggest;
}

// How a visit was left, in a hurry or not, is not counted: the exit key is no key in this.
Activity::By by_of(Press key) {
  if (key == Press::switch1 || key == Press::switch2) return Activity::By::switches;
  return key == Press::exit ? Activity::By::hand : Activity::By::keys;
}

// Which packs a store says are in force. Any change of these links is another pack.
std::string links_of(const std::filesystem::path& store) {
  std::string links;
  for (const char* name : packs::links_in_force) {
    std::error_code none;
    links += std::filesystem::read_symlink(store / name, none).string() + '\n';
  }
  return links;
}

constexpr int most_scan_rounds = 3;
constexpr std::int64_t rearrange_ms = 600'000;  // attract, against burn-in

}  // namespace

Kiosk::Kiosk(Options options)
    : options_(std::move(options)),
      touch_({.slop_px = options_.pitch.px(Mm{drag_slop_mm})}),
      keys_({.same_key_after_ms = options_.config.keypad.same_key_after_ms}),
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
  measure_glass();
  site_.text_size = size_at(config.panel.viewing_distance_mm);
  site_.switches = config.switches.count;
  site_.dwell_ms = config.switches.moves_on_after_ms;
  site_.idle_question_s = config.idle.question_after_s;
  site_.idle_answer_s = config.idle.answer_within_s;
  site_.has_pin = !config.staff.pin_hash.empty();
  pin_check_ = std::make_unique<PinCheck>(config.staff.pin_hash, options_.wake);
  site_.volume_step = config.speech.volume_step;
  site_.rate_step = config.speech.rate_step;
  site_.here = config.here;
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
  auto look_up = LookUp::open(config.paths.store, site_.place, options_.wake, config.site.id);
  in_store_ = links_of(config.paths.store);
  desk_ = std::make_unique<Desk>(Desk::Options{config.paths.store, config.paths.keys, config.paths.state / "desk", config.site.id, config.hub.secret_key, site_.place, options_.wake});
  site_.has_hub_key = !config.hub.secret_key.empty();
  if (look_up) {
    use(std::move(look_up).value());
  } else {
    log_error(look_up.error().detail);
    site_.has_directory = false;
    list_languages(nullptr);
  }
  state_ = session::fresh(site_);
  carry_out(session::LookUpTopics{state_.app.ticket, state_.app.language});
  ++state_.app.awaited;
  return Done{};
}

// --- The pack ---

void Kiosk::use(std::unique_ptr<LookUp> look_up) {
  look_up_ = std::move(look_up);
  speaker_->pronounce(look_up_->pronunciations());
  speaker_->use_clips({});
  desk_->reopen();
  std::shared_ptr<Clips> clips;
  if (auto opened = Clips::open(look_up_->pack())) {
    clips = std::move(opened).value();
    speaker_->use_clips([clips](const std::string& language, const std::string& words) { return (*clips)(language, words); });
  } else {
    log_error(opened.error().detail);
  }
  list_languages(clips.get());
}

// Heard by a voice, or by what people recorded where there is none.
void Kiosk::list_languages(const Clips* clips) {
  site_.languages.clear();
  for (const i18n::LanguageInfo& language : strings_->languages())
    site_.languages.push_back({language.tag, speaker_->available() && (speaker_->has_voice(language.tag) || (clips != nullptr && clips->has(language.tag)))});
}

// Opening verifies all of it, so it happens elsewhere than where somebody may be waiting.
void Kiosk::look_for_other_pack() {
  if (next_look_up_.valid()) return;
  const bool damaged = look_up_ && look_up_->damaged();
  std::string now = links_of(options_.config.paths.store);
  if (now == in_store_ && !damaged) return;
  in_store_ = std::move(now);
  const packs::Stamps stamps = damaged ? packs::Stamps::ignore : packs::Stamps::believe;
  next_look_up_ = std::async(std::launch::async, [store = options_.config.paths.store, place = site_.place, wake = options_.wake, site = options_.config.site.id, stamps] {
    auto opened = LookUp::open(store, place, wake, site, stamps);
    if (wake) wake();
    return opened;
  });
}

// Between visits, never under a finger: a visit that staff set aside keeps the pack it began with. But
// what is damaged may say anything: it goes as soon as nobody waits for a word of it.
void Kiosk::change_packs() {
  const bool damaged = look_up_ && look_up_->damaged(), asleep = state_.app.screen == Screen::attract;
  if (desk_->store_changed() || asleep || damaged) look_for_other_pack();
  const bool awaited = state_.app.awaited > 0 || (state_.aside && state_.aside->app.awaited > 0);
  if (!next_look_up_.valid() || !(asleep || (damaged && !awaited)) || next_look_up_.wait_for(std::chrono::seconds{0}) != std::future_status::ready) return;
  auto opened = next_look_up_.get();
  if (opened) {
    use(std::move(opened).value());
    site_.has_directory = true;
    state_.app.directory_lost = false;
    log_info(fmt::format("residents see the pack of serial {} from now on.", look_up_->info().serial));
  } else {
    log_error(opened.error().detail);
    if (!damaged) return;
    log_error("Nothing is shown: no pack that is whole is left. Install one.");
    look_up_.reset();
    speaker_->pronounce({});
    speaker_->use_clips({});
    desk_->reopen();
    list_languages(nullptr);
    site_.has_directory = false;
    act(DirectoryLost{});
  }
  if (asleep) return act(StartAgain{});
  if (state_.app.film) act(FilmState{FilmState::Now::failed});  // a signed video of the damaged pack
}

// --- What happens ---

void Kiosk::changed() {
  painted_ = false;
  laid_.reset();
  heard_.reset();
}

void Kiosk::act(const Action& action) {
  const Screen before = state_.app.screen;
  const session::Preferences preferences = state_.app.preferences;
  const bool headphones = state_.app.headphones;
  if (const auto* ready = std::get_if<SignReady>(&action); ready != nullptr && ready->ticket == state_.app.ticket && state_.app.awaited > 0) {
    film_.reset();
    film_data_ = ready->data;
  }
  times_.begin(FrameStage::update);
  session::Step step = session::update(std::move(state_), action, site_);
  times_.end(FrameStage::update);
  state_ = std::move(step.state);
  changed();
  if (!film_on_page()) film_.reset();  // at once: nothing is decoded that nobody sees
  if (!state_.app.film) film_data_.reset();
  if (state_.app.screen != before) touch_.forget();
  if (is_for_staff(before) && !is_for_staff(state_.app.screen)) desk_->forget();
  if (!(preferences == state_.app.preferences) || headphones != state_.app.headphones) set_speaker();
  for (const session::Effect& effect : step.effects) carry_out(effect);
  // The card's code says how things are set: what a phone reads must be what is shown.
  if (!state_.app.card.empty() && !(preferences == state_.app.preferences)) make_card();
  if (state_.app.screen != before) scan_page();
}

void Kiosk::set_speaker() {
  const session::Preferences& now = state_.app.preferences;
  speaker_->set({now.rate_step, now.volume_step, state_.app.headphones ? speech::Route::headphones : speech::Route::speaker});
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
    if (const auto* q = std::get_if<session::LookUpSigns>(&effect)) return unanswered_.push_back(SignsReady{q->ticket, {}});
    if (const auto* q = std::get_if<session::LookUpSign>(&effect)) return unanswered_.push_back(SignReady{q->ticket, {}, nullptr});
  }
  if (const auto* topics = std::get_if<session::LookUpTopics>(&effect)) return ask(*topics);
  if (const auto* topic = std::get_if<session::LookUpTopic>(&effect)) return ask(*topic);
  if (const auto* service = std::get_if<session::LookUpService>(&effect)) return ask(*service);
  if (const auto* search = std::get_if<session::SearchFor>(&effect)) return ask(*search);
  if (const auto* signs = std::get_if<session::LookUpSigns>(&effect)) return ask(*signs);
  if (const auto* sign = std::get_if<session::LookUpSign>(&effect)) return ask(*sign);
  if (std::holds_alternative<session::StopSpeech>(effect)) return speaker_->stop();
  if (std::holds_alternative<session::MakeCard>(effect)) return make_card();
  // What was said is forgotten with the visit, so that nobody can have it repeated.
  if (const auto* ended = std::get_if<session::VisitEnded>(&effect)) {
    if (ended->tally && options_.count) options_.count(*ended->tally);
    return speaker_->say({}, state_.app.now_ms);
  }
  if (std::holds_alternative<session::PauseSpeech>(effect)) return speaker_->pause();
  if (std::holds_alternative<session::ResumeSpeech>(effect)) return speaker_->resume();
  if (std::holds_alternative<session::GoOnWithCut>(effect)) return speaker_->go_on(state_.app.now_ms);
  if (std::holds_alternative<session::RepeatLast>(effect)) return speaker_->repeat(state_.app.now_ms);
  if (const auto* pin = std::get_if<session::CheckPin>(&effect)) return pin_check_->ask(*pin);
  if (const auto* job = std::get_if<session::AskDesk>(&effect)) return desk_->ask(*job);
  if (std::holds_alternative<session::StopDesk>(effect)) return desk_->stop();
  if (const auto* word = std::get_if<session::SayWord>(&effect)) {
    speaker_->say({{"", i18n::plain(word->word, word->language)}}, state_.app.now_ms);
    state_.app.speech.now = SpeechState::Now::speaking;
    return;
  }
  if (const auto* failed = std::get_if<session::TestFailed>(&effect))
    return log_warning(fmt::format("Self-test: {} failed: {}. Put it right and test it again.", name_of(failed->part), failed->why));
  // Staff asked for it, so it sounds in the room; any sentence that every language has will do.
  if (const auto* test = std::get_if<session::SayTest>(&effect)) {
    speaker_->say({{"", strings_->get(test->language, "home.heading.question"_msg)}}, state_.app.now_ms);
    state_.app.speech.now = SpeechState::Now::speaking;
    return;
  }
  const std::string& language = session::spoken_language(state_.app);
  if (const auto* message = std::get_if<session::ReadMessage>(&effect)) {
    std::vector<speech::Utterance> utterances{{"", strings_->get(language, message->key)}};
    if (message->then == session::ReadMessage::Then::screen)
      for (speech::Utterance& one : access::say_page(reading_order(), *strings_, language)) utterances.push_back(std::move(one));
    // After what is on the page, for whoever listens to its end and does not know how to go on.
    if (message->key.name == "speech.message.hear_first"_msg.name) utterances.push_back({"", strings_->get(language, "access.text.edges"_msg)});
    return say(std::move(utterances));
  }
  if (std::holds_alternative<session::ReadScreen>(effect)) return say(access::say_page(reading_order(), *strings_, language));
  if (const auto* passage = std::get_if<session::ReadPassage>(&effect)) {
    const Node* heard = heard_tree();
    const Node& root = heard != nullptr ? *heard : *laid().root;
    const access::Shown shown = heard != nullptr ? access::Shown::no : access::Shown::yes;
    return say(passage->of.empty() ? access::say_passage(root, shown) : access::say_part(root, passage->of, shown));
  }
  if (const auto* node = std::get_if<session::ReadNode>(&effect)) return say_node(node->id);
  if (const auto* slowly = std::get_if<session::ReadSlowly>(&effect)) return say(access::say_slowly(reading_order(), slowly->id, slowly->step));
  if (std::holds_alternative<session::ReadFocusedPart>(effect)) return say_part();
}

access::Way Kiosk::way() const {
  // Said for the first few controls only: whoever goes on knows by then, and hears each stop sooner.
  constexpr int most_hints = 3;
  if (state_.app.hints_said >= most_hints || scanning_) return access::Way::untold;
  if (state_.app.worked_by == Activity::By::keys) return access::Way::keys;
  return state_.app.preferences.hear_first && state_.app.worked_by == Activity::By::hand ? access::Way::hear_first : access::Way::untold;
}

void Kiosk::say_node(const std::string& id) {
  const access::Page page = reading_order();
  const access::Way now = way();
  const bool hint = access::has_hint(page, id, now);
  say(access::say_stop(page, id, *strings_, session::spoken_language(state_.app), now));
  if (hint) ++state_.app.hints_said;
}

void Kiosk::say_part() {
  const session::UiState& ui = state_.ui;
  const std::vector<access::Piece> pieces =
      access::pieces_of(reading_order(), ui.focus, state_.app.preferences.unit, *strings_, session::spoken_language(state_.app));
  if (const int here = access::piece_beside(pieces, ui.reading_at, 0); here >= 0) say({pieces[static_cast<std::size_t>(here)].said});
}

void Kiosk::read_beside(int by) {
  const std::vector<access::Piece> pieces =
      access::pieces_of(reading_order(), state_.ui.focus, state_.app.preferences.unit, *strings_, session::spoken_language(state_.app));
  if (const int there = access::piece_beside(pieces, state_.ui.reading_at, by); there >= 0) act(ReadPart{pieces[static_cast<std::size_t>(there)].at});
}

void Kiosk::say(std::vector<speech::Utterance> utterances) {
  // The one place that all speech comes through but the self-test's.
  if (utterances.empty() || !session::may_be_heard(state_.app)) return;
  speaker_->say(std::move(utterances), state_.app.now_ms);
  state_.app.speech.now = SpeechState::Now::speaking;
  changed();
}

void Kiosk::make_card() {
  auto rows = takeaway::qr_code(i18n::plain_text(screens::card_payload({state_.app, site_, *strings_})));
  if (!rows) return log_error(rows.error().detail);
  act(CardReady{std::move(rows).value()});
}

void Kiosk::catch_up() {
  if (look_up_) {
    for (const Action& answer : look_up_->answers()) {
      times_.end(FrameStage::look_up);
      act(answer);
    }
  }
  if (const auto checked = pin_check_->answer()) act(*checked);
  for (const Action& answer : desk_->answers()) act(answer);
  change_packs();
  while (!unanswered_.empty()) {
    const Action answer = std::move(unanswered_.back());
    unanswered_.pop_back();
    act(answer);
  }
  look_at_film();
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

// --- The signed video ---

bool Kiosk::film_on_page() const {
  return state_.app.screen == Screen::sign && state_.app.film && state_.app.film->now != session::Film::Now::broken && film_data_;
}

// The player for the place that the page gives the video. Another size of text, another
// place, another player, from where the video stands.
void Kiosk::keep_film() {
  const ui::layout::Item* place = laid().find("sign.picture");
  if (place == nullptr) return film_.reset();
  const SizePx box{place->bounds.width, place->bounds.height};
  const session::Film& film = *state_.app.film;
  if (film_ && box == film_box_ && film.run == film_run_) return;
  film_box_ = box;
  film_run_ = film.run;
  film_ = std::make_unique<platform::Film>(film_data_, box, film.position_ms, options_.wake);
}

void Kiosk::look_at_film() {
  if (!film_on_page()) return film_.reset();
  keep_film();
  if (!film_) return;
  const session::Film& film = *state_.app.film;
  if (film_->show(film.position_ms)) painted_ = false;
  if (const auto failure = film_->failure()) {
    log_error(failure->detail);
    return act(FilmState{FilmState::Now::failed});
  }
  if (const auto duration = film_->duration_ms(); duration && *duration != film.duration_ms) act(FilmState{FilmState::Now::opened, *duration});
  if (film_ && film.now == session::Film::Now::playing && film_->over(film.position_ms)) act(FilmState{FilmState::Now::ended});
}

void Kiosk::tick(std::int64_t now_ms, UtcTime utc) {
  const LocalTime local = london_time(utc);
  if (look_up_ && !std::exchange(age_told_, true)) {
    if (const std::string age = packs::age_of(look_up_->info().expires, local.date); !age.empty()) log_warning(fmt::format("the pack of serial {} is in force. {}", look_up_->info().serial, age));
  }
  const Screen before = state_.app.screen;
  const bool minute = !(local == state_.app.local);
  const bool idle = state_.app.screen == Screen::attract;
  const bool aside = state_.aside != nullptr;
  const int pin_wait_s = session::pin_wait_s(state_.app);
  const std::uint64_t seed = 1 + static_cast<std::uint64_t>(now_ms / rearrange_ms);
  // What the page says of a video: its second and its caption. Its pictures are no reason for a new layout.
  const auto film_words = [this] {
    const auto& film = state_.app.film;
    if (!film) return std::pair<std::int64_t, const directory::Caption*>{-1, nullptr};
    return std::pair{film->position_ms / 1000, film->caption()};
  };
  const auto words_before = film_words();
  // Nothing on attract changes with the clock but its order; no frame is drawn for that alone.
  session::Step step = session::update(std::move(state_), Tick{now_ms, local}, site_);
  state_ = std::move(step.state);
  if (state_.app.screen != before) {
    touch_.forget();
    set_speaker();  // a visit that ends by itself takes its volume with it
    if (is_for_staff(before)) desk_->forget();
  }
  if (state_.app.screen != before || (minute && !idle) || state_.app.screen == Screen::still_there || !step.effects.empty() || film_words() != words_before) changed();
  if (is_for_staff(state_.app.screen) && lock_minutes_ != session::locks_in_minutes(state_.app, site_)) changed();
  if (pin_wait_s != session::pin_wait_s(state_.app) || aside != (state_.aside != nullptr)) changed();
  look_at_film();
  if (idle && seed != mural_seed_) {
    mural_seed_ = seed;
    painted_ = false;
  }
  for (const session::Effect& effect : step.effects) carry_out(effect);
  if (staff_.tick(now_ms)) act(OpenStaff{});
  meaning(touch_.tick(now_ms));
  plug(jack_.tick(now_ms));
  // What a letter's key is called is what somebody typed: it stays out of the log.
  for (const std::string& key : keys_.stuck(now_ms))
    log_warning(fmt::format("{} seems to be stuck: it has been down for 10 seconds. Free it, or plug in another keypad.",
                            key.size() > 1 ? "the key " + key : "a letter's key"));
  if (state_.app.screen != before) scan_page();
  if (scans_by_itself() && now_ms >= scan_moves_ms_) {
    scanner_.move(scan_groups());
    if (scanner_.at_the_top()) ++scan_rounds_;
    show_lit();
  }
  if (const int left = scan_segments(); left != state_.app.scan.segments) {
    state_.app.scan.segments = left;
    changed();
  }
}

void Kiosk::shift_idle(std::int64_t now_ms, std::int64_t idle_ms) {
  state_.app.now_ms = now_ms;
  state_.app.active_ms = now_ms - idle_ms;
}

void Kiosk::resize(SizePx window) {
  options_.window = window;
  measure_glass();
  changed();
}

void Kiosk::measure_glass() {
  const SizePx window = options_.window;
  site_.orientation = window.height > window.width ? session::Site::Orientation::portrait : session::Site::Orientation::landscape;
  const double glass = options_.pitch.mm(window.height).value, bottom = options_.config.bottom_above_floor(window).value;
  site_.reach = {glass, std::clamp(bottom + glass - reach_top_mm, 0.0, glass), std::clamp(reach_bottom_mm - bottom, 0.0, glass)};
  const double band = glass - site_.reach.above_mm - site_.reach.below_mm;
  if (const double least = screens::least_lowered_mm(site_, TextSize::biggest, screens::Lines::hanging); band < least)
    log_warning(fmt::format("the glass hangs {:g} mm above the floor (panel.bottom_above_floor_mm): only {:.0f} mm of it are between {:g} and {:g} mm, where "
                            "somebody who sits can reach, and the largest words need {:g}. Hang it lower, or higher. \"Lower the screen\" uses the least it can.",
                            bottom, std::max(0.0, band), reach_bottom_mm, reach_top_mm, least));
}

std::optional<std::int64_t> Kiosk::next_deadline_ms() const {
  std::optional<std::int64_t> deadline = session::next_deadline_ms(state_, site_);
  const auto sooner = [&](std::int64_t at) { deadline = deadline ? std::min(*deadline, at) : at; };
  if (const auto finger = touch_.next_deadline_ms()) sooner(*finger);
  if (const auto held = staff_.next_deadline_ms()) sooner(*held);
  if (const auto key = keys_.next_deadline_ms()) sooner(*key);
  if (const auto plug = jack_.next_deadline_ms()) sooner(*plug);
  if (scans_by_itself()) {
    // The light's time is shown in segments, which go out one by one.
    const int dwell_ms = session::dwell_ms_of(state_.app.preferences, site_);
    sooner(scan_moves_ms_ - dwell_ms * std::int64_t{std::max(0, scan_segments() - 1)} / session::dwell_segments);
  }
  if (film_ && state_.app.film && state_.app.film->now == session::Film::Now::playing) {
    constexpr std::int64_t look_again_ms = 100;  // the next caption, the next second, a picture that is late
    const std::int64_t position_ms = state_.app.film->position_ms;
    const std::int64_t next_ms = std::min(film_->next_ms().value_or(position_ms + look_again_ms), position_ms + look_again_ms);
    sooner(state_.app.now_ms + std::max<std::int64_t>(1, next_ms - position_ms));
  }
  if (state_.app.screen == Screen::attract) sooner((state_.app.now_ms / rearrange_ms + 1) * rearrange_ms);
  return deadline;
}

void Kiosk::sign_of_life(Activity::By by) {
  // Nothing on the page changes by it, and a new layout would cost a touch its quickness.
  state_ = std::move(session::update(std::move(state_), Activity{state_.app.now_ms, by}, site_).state);
  if (state_.app.screen == Screen::still_there) changed();
}

// --- Keys ---

void Kiosk::move_focus(int step, Activity::By by) {
  if (state_.app.screen == Screen::attract) return act(Begin{});
  const access::Page page = reading_order();
  // A braille line shows the heading of a page that nobody has moved on yet.
  const std::string from = by == Activity::By::braille ? access::braille_stop(page, state_.ui.focus) : state_.ui.focus;
  if (const std::string id = access::stop_after(page, from, step); !id.empty()) act(FocusOn{id, by});
}

bool Kiosk::key_down(std::string_view name, std::optional<Press> meaning) {
  if (keys_.down(name, state_.app.now_ms) != access::Keys::Down::acts) return false;
  if (meaning) {
    press(*meaning, name);
  } else if (state_.app.screen == Screen::learn_keys) {
    sign_of_life(Activity::By::keys);
    act(TryKey{std::string(name), std::nullopt});
  }
  return true;
}

void Kiosk::key_up(std::string_view name) { keys_.up(name, state_.app.now_ms); }

void Kiosk::press(Press key, std::string_view name) { press(key, name, by_of(key)); }

void Kiosk::press(Press key, std::string_view name, Activity::By by) {
  if (key == Press::headphones_in) return jack(access::Jack::Plug::in);
  if (key == Press::headphones_out) return jack(access::Jack::Plug::out);
  sign_of_life(by);
  if (state_.app.screen == Screen::staff_self_test && state_.app.test.part == TestPart::keys && key != Press::exit)
    return act(TestKey{std::string(name_of(key))});
  if (key != Press::switch1 && key != Press::switch2) stop_scanning();
  // Here a key only says what it would do, but for the way out that must always be open.
  if (state_.app.screen == Screen::learn_keys && key != Press::exit) return act(TryKey{std::string(name), key});
  // With a finer unit left and right stay inside what is focused.
  const bool inside = state_.app.preferences.unit != ReadingUnit::item && !state_.ui.focus.empty() && state_.app.screen != Screen::attract;
  switch (key) {
    case Press::right: return inside ? read_beside(+1) : move_focus(+1, by);
    case Press::left: return inside ? read_beside(-1) : move_focus(-1, by);
    case Press::next:
    case Press::down: return move_focus(+1, by);
    case Press::previous:
    case Press::up: return move_focus(-1, by);
    case Press::finer: return act(StepReadingUnit{+1});
    case Press::coarser: return act(StepReadingUnit{-1});
    case Press::switch1:
    case Press::switch2: return press_switch(key);
    case Press::select:
      if (state_.app.screen == Screen::attract) return act(Begin{});
      // Whoever types and presses Enter means the words, wherever the ring is.
      if (state_.app.screen == Screen::staff_pin && (state_.ui.focus.empty() || state_.ui.focus == "staff_pin.field")) return act(SubmitWords{});
      if (state_.app.screen == Screen::needs_code && (state_.ui.focus.empty() || state_.ui.focus == "needs_code.field")) return act(EnterCode{});
      if (state_.app.screen == Screen::staff_find && (state_.ui.focus.empty() || state_.ui.focus == "staff_find.field")) return;
      if (state_.app.screen == Screen::search && (state_.ui.focus.empty() || state_.ui.focus == "search.field")) return act(SubmitWords{});
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
    case Press::headphones_in:
    case Press::headphones_out: return;
  }
}

void Kiosk::jack(access::Jack::Plug plugged) {
  plug(jack_.seen(plugged, state_.app.now_ms));
  if (jack_.began_to_flap()) log_warning("the headphone socket flaps: a plug in it goes in and out within a second. Clean or change the socket.");
}

void Kiosk::plug(std::optional<access::Jack::Plug> plug) {
  if (!plug) return;
  if (*plug != access::Jack::Plug::found_in) sign_of_life();
  act(Headphones{*plug});
}

void Kiosk::stick(std::optional<std::filesystem::path> folder) {
  const auto now = folder ? StickIs::Now::in : StickIs::Now::out;
  desk_->use_stick(std::move(folder));
  act(StickIs{now});
}

void Kiosk::type(const std::string& text) {
  sign_of_life();
  act(TypeWords{text});
}
void Kiosk::rub_out() {
  sign_of_life();
  act(RubOut{});
}

// --- Braille ---

const BrailleWindow& Kiosk::braille() {
  if (braille_width_ == 0) return braille_ = BrailleWindow{};
  const access::Page page = reading_order();
  const std::string stop = access::braille_stop(page, state_.ui.focus);
  i18n::Label words = access::braille_words(page, stop, *strings_, state_.app.language);
  const bool rewritten = !(words == braille_words_) || braille_.line.cells.empty();
  if (rewritten) {
    braille_.line = access::braille_line(words);
    braille_words_ = std::move(words);
  }
  std::string item = fmt::format("{} {}", name_of(state_.app.screen), stop);
  if (item != braille_item_) {
    braille_.offset = 0;
    braille_item_ = std::move(item);
  }
  const auto cursor = access::braille_cursor(page, stop, braille_.line);
  // Whoever types feels the letter that was typed; a countdown leaves the reader where the reader is.
  const std::vector<std::size_t> windows = access::braille_windows(braille_.line.cells, braille_width_);
  const std::size_t wanted = cursor && rewritten ? *cursor : braille_.offset;
  const auto next = std::upper_bound(windows.begin(), windows.end(), wanted);
  braille_.offset = *std::prev(next);
  const auto from = braille_.line.cells.begin() + static_cast<std::ptrdiff_t>(braille_.offset);
  const std::size_t end = std::min({next == windows.end() ? braille_.line.cells.size() : *next, braille_.offset + braille_width_, braille_.line.cells.size()});
  braille_.cells.assign(from, from + static_cast<std::ptrdiff_t>(end - braille_.offset));
  braille_.cursor.reset();
  if (cursor && *cursor >= braille_.offset && *cursor < braille_.offset + braille_width_) braille_.cursor = *cursor - braille_.offset;
  braille_.language = state_.app.language;
  return braille_;
}

// Every key is a sign of life (EN 301 549 11.2.2.1), whatever else it means.
void Kiosk::braille_key(const access::BrailleKey& key) {
  using Kind = access::BrailleKey::Kind;
  constexpr auto by = Activity::By::braille;
  const auto pan = [&](int step) {
    const std::vector<std::size_t> windows = access::braille_windows(braille().line.cells, std::max<std::size_t>(braille_width_, 1));
    const auto to = std::find(windows.begin(), windows.end(), braille_.offset) - windows.begin() + step;
    // Past either end of the line lies the stop on that side, so that one key reads a page.
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(windows.size())) return press(step < 0 ? Press::previous : Press::next, {}, by);
    sign_of_life(by);
    braille_.offset = windows[static_cast<std::size_t>(to)];
  };
  switch (key.kind) {
    case Kind::pan_left: return pan(-1);
    case Kind::pan_right: return pan(+1);
    case Kind::previous: return press(Press::previous, {}, by);
    case Kind::next: return press(Press::next, {}, by);
    case Kind::back: return press(Press::back, {}, by);
    case Kind::home: return press(Press::home, {}, by);
    case Kind::route:
      if (key.cell < 0 || static_cast<std::size_t>(key.cell) >= braille().cells.size()) return sign_of_life(by);
      [[fallthrough]];
    case Kind::select:
      if (state_.app.screen != Screen::attract && state_.ui.focus.empty()) state_.ui.focus = access::braille_stop(reading_order(), "");
      return press(Press::select, {}, by);
    case Kind::rub_out:
      sign_of_life(by);
      // Where nothing is typed, this is the key that goes back.
      return takes_words() || state_.app.screen == Screen::needs_code ? act(RubOut{}) : act(GoBack{});
    case Kind::character: {
      std::string text;
      unicode::append_utf8(text, key.character);
      sign_of_life(by);
      return act(TypeWords{text});
    }
    case Kind::other: return sign_of_life(by);
  }
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
bool Kiosk::scans_by_itself() const { return scanning_ && state_.app.screen != Screen::learn_keys && state_.app.preferences.switches == 1 && scan_rounds_ < most_scan_rounds; }

// A new page is scanned from its beginning, and what is being read of it is not talked
// over; attract waits for whoever comes next.
void Kiosk::scan_page() {
  scanner_.forget();
  scan_rounds_ = 0;
  if (state_.app.screen == Screen::attract) return stop_scanning();
  if (!scanning_ || state_.app.screen == Screen::learn_keys) return;
  scanner_.move(scan_groups());
  light();
}

std::vector<std::string> Kiosk::lit() { return scanner_.begun() ? scanner_.lit(scan_groups()) : std::vector<std::string>{}; }

std::vector<std::string> Kiosk::light() {
  scan_moves_ms_ = state_.app.now_ms + session::dwell_ms_of(state_.app.preferences, site_);
  // The band that names what is lit takes room from the page, as much as its words need, so
  // what is there to be lit may be another once it is named.
  constexpr int most_tries = 3;
  std::vector<std::string> lit = lit_on_this_page();
  for (int tries = 0; tries < most_tries; ++tries) {
    name_lit(lit);
    std::vector<std::string> now = lit_on_this_page();
    if (now == lit) break;
    lit = std::move(now);
  }
  return lit;
}

std::vector<std::string> Kiosk::lit_on_this_page() {
  const std::vector<access::ScanGroup> groups = scan_groups();
  std::vector<std::string> lit = scanner_.lit(groups);
  if (lit.empty()) {
    scanner_.move(groups);
    lit = scanner_.lit(groups);
  }
  return lit;
}

void Kiosk::name_lit(const std::vector<std::string>& lit) {
  const auto label_of = [&](const std::string& id) { return laid().find(id)->node->label; };
  session::Scan scan;
  if (lit.size() > 1) {
    scan.lit = session::Scan::Lit::group;
    scan.part = strings_->get(state_.app.language, "speech.text.from_to"_msg, {{"first", label_of(lit.front())}, {"last", label_of(lit.back())}});
  } else if (!lit.empty()) {
    scan.part = label_of(lit.front());
  }
  scan.segments = scan_segments();
  state_.app.scan = std::move(scan);
  state_.ui.focus = lit.empty() ? std::string{} : lit.front();
  state_.ui.focus_visible = !lit.empty();
  changed();
}

void Kiosk::show_lit() {
  const std::vector<std::string> lit = light();
  if (lit.empty()) return;
  if (lit.size() == 1) return act(FocusOn{lit.front()});
  const access::Page page = reading_order();
  const auto label_of = [&](const std::string& id) {
    const auto entry = std::find_if(page.begin(), page.end(), [&](const access::Entry& one) { return one.node->id == id; });
    return entry->heard != nullptr ? entry->heard->label : entry->node->label;
  };
  say({{"", strings_->get(session::spoken_language(state_.app), "speech.text.from_to"_msg, {{"first", label_of(lit.front())}, {"last", label_of(lit.back())}})}});
}

int Kiosk::scan_segments() const {
  if (!scans_by_itself()) return 0;
  const std::int64_t dwell_ms = session::dwell_ms_of(state_.app.preferences, site_);
  const std::int64_t left_ms = std::max<std::int64_t>(0, scan_moves_ms_ - state_.app.now_ms);
  return static_cast<int>((left_ms * session::dwell_segments + dwell_ms - 1) / dwell_ms);
}

void Kiosk::stop_scanning() {
  scanning_ = false;
  scanner_.forget();
  if (state_.app.scan == session::Scan{}) return;
  state_.app.scan = {};
  changed();
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
  } else if (which == Press::switch1 && state_.app.preferences.switches == 2) {
    scanner_.move(groups);
  } else if (const auto chosen = scanner_.choose(groups)) {
    const Screen before = state_.app.screen;
    activate(*chosen);
    if (state_.app.screen != before || !scanning_) return;
    scanner_.move(scan_groups());  // the page stayed: its scan begins again
    if (state_.app.passage) {      // and what was asked for is not talked over
      light();
      return;
    }
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

access::Under Kiosk::under(PointPx at) {
  // With a lowered screen that hangs very low, corner and edges reach up as far as the rest does.
  const double raised_mm = state_.app.preferences.reach ? site_.reach.below_mm : 0;
  const int side = options_.pitch.px(Mm{corner_mm}), from_below = options_.window.height - at.y;
  return {hit(at), edge_at(at), at.x < side && from_below <= side + options_.pitch.px(Mm{raised_mm})};
}

access::Edge Kiosk::edge_at(PointPx at) const {
  const bool portrait = site_.orientation == session::Site::Orientation::portrait;
  const int wide = options_.pitch.px(Mm{portrait ? edge_portrait_mm : edge_landscape_mm});
  const bool left = at.x < wide, right = at.x >= options_.window.width - wide;
  if (!left && !right) return access::Edge::none;
  const double raised_mm = state_.app.preferences.reach ? site_.reach.below_mm : 0;
  const bool low = options_.window.height - at.y <= options_.pitch.px(Mm{(portrait ? low_edge_portrait_mm : low_edge_landscape_mm) + raised_mm});
  if (low) return left ? access::Edge::back : access::Edge::act;
  return left ? access::Edge::previous : access::Edge::next;
}

// Each answers aloud, even where there is nothing to do.
void Kiosk::edge(access::Edge edge) {
  const auto say_where = [&] {
    if (state_.ui.focus.empty()) return move_focus(+1);
    act(FocusOn{state_.ui.focus});
  };
  switch (edge) {
    case access::Edge::none: return;
    case access::Edge::next: return move_focus(+1);
    case access::Edge::previous: return move_focus(-1);
    case access::Edge::act:
      if (state_.ui.focus.empty() || !can_use(state_.ui.focus)) return say_where();
      return activate(state_.ui.focus);
    case access::Edge::back: {
      const auto page = [&] { return std::pair{state_.app.screen, state_.app.urgent_id}; };
      const auto before = page();
      act(GoBack{});
      if (page() == before) say_where();
      return;
    }
  }
}

// Attract has nothing to read first: the whole glass begins.
bool Kiosk::touch_reads() const { return state_.app.preferences.hear_first && state_.app.screen != Screen::attract; }

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
  if (meaning.finger_lost && (!finger_lost_ms_ || state_.app.now_ms - *finger_lost_ms_ >= lost_again_ms)) {
    finger_lost_ms_ = state_.app.now_ms;
    log_warning("the touch panel did not tell that a finger went up; the next finger counts. If this comes again, clean the glass, then have the panel seen to.");
  }
  if (meaning.start_hear_first) return act(StartHearFirst{});
  if (meaning.edge != access::Edge::none) return edge(meaning.edge);
  if (meaning.read) return act(FocusOn{*meaning.read});
  if (meaning.act_on_focus && !state_.ui.focus.empty()) return activate(state_.ui.focus);
  if (meaning.activate) return activate(*meaning.activate);
  if (meaning.tapped_nothing && state_.app.screen == Screen::still_there) act(CarryOn{});
}

void Kiosk::pointer_down(int finger, PointPx at) {
  sign_of_life();
  stop_scanning();
  // Whoever touches what is dark wants to see it, and cannot mean anything that is there.
  if (state_.app.preferences.screen_off && !state_.app.preferences.hear_first) return act(ToggleScreenOff{});
  if (on_name_of_place(at)) staff_.down(finger, at, state_.app.now_ms);
  // Spent: the last cross brings another page, and the same finger must press nothing there.
  if (touches_cross(at)) return;
  const bool hear_first = touch_reads();
  meaning(touch_.down(finger, at, under(at), hear_first, state_.app.now_ms));
  if (!hear_first) {
    state_.ui.focus_visible = false;
    state_.ui.pressed = touch_.pressed();
    painted_ = false;
  }
}
void Kiosk::pointer_move(int finger, PointPx at) {
  staff_.move(finger, at);
  meaning(touch_.move(finger, at, hit(at), touch_reads(), state_.app.now_ms));
  if (state_.ui.pressed != touch_.pressed()) {
    state_.ui.pressed = touch_.pressed();
    painted_ = false;
  }
}
void Kiosk::pointer_up(int finger, PointPx at) {
  staff_.up(finger);
  sign_of_life();
  const access::TouchMeaning done = touch_.up(finger, at, hit(at), touch_reads(), state_.app.now_ms);
  state_.ui.pressed.clear();
  painted_ = false;
  meaning(done);
}

// --- What is ---

const ui::layout::Laid& Kiosk::laid() {
  if (!laid_) {
    lay_out();
    if (!state_.ui.bring.empty()) bring_up(std::exchange(state_.ui.bring, {}));
  }
  return *laid_;
}

void Kiosk::lay_out() {
  const screens::View view{state_.app, site_, *strings_, keyboards_ ? &*keyboards_ : nullptr, state_.aside != nullptr};
  const ui::layout::Context context{*text_, options_.window, options_.pitch, state_.app.preferences.theme, state_.app.preferences.text_size,
                                    state_.ui.focus_visible ? state_.ui.focus : std::string{}, state_.ui.pages,
                                    state_.app.preferences.spaced ? ui::layout::Context::Spacing::wide : ui::layout::Context::Spacing::usual};
  lock_minutes_ = session::locks_in_minutes(state_.app, site_);
  times_.begin(FrameStage::describe);
  semantics::Node root = screens::describe(view);
  times_.end(FrameStage::describe);
  const Timed laying_out(times_, FrameStage::layout);
  laid_ = ui::layout::lay_out(std::move(root), context);
}

// Only layout knows on which page something stands.
void Kiosk::bring_up(const std::string& id) {
  if (laid_->find(id) != nullptr) return;
  const std::map<std::string, int> before = state_.ui.pages;
  for (const auto& [pager, pages] : std::map{laid_->pagers}) {
    for (int page = 0; page < pages.pages; ++page) {
      state_.ui.pages[pager] = page;
      lay_out();
      if (laid_->find(id) != nullptr) return;
    }
    state_.ui.pages = before;
  }
  lay_out();
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
  if (const Node* heard = heard_tree(); heard != nullptr) {
    std::map<std::string_view, const Node*> by_id;
    const auto gather = [&](const Node& node, const auto& self) -> void {
      if (node.part == Part::semantic && !node.id.empty()) by_id.emplace(node.id, &node);
      for (const Node& child : node.children) self(child, self);
    };
    gather(*heard, gather);
    for (access::Entry& entry : entries)
      if (const auto same = by_id.find(entry.node->id); same != by_id.end()) entry.heard = same->second;
  }
  return entries;
}

const Node* Kiosk::heard_tree() {
  const std::string& spoken = session::spoken_language(state_.app);
  if (spoken == state_.app.language) return nullptr;
  if (!heard_) {
    const session::AppState app = session::as_heard(state_.app);
    heard_ = screens::describe(screens::View{app, site_, *strings_, keyboards_ ? &*keyboards_ : nullptr});
  }
  return &*heard_;
}

ui::paint::Frame Kiosk::paint() {
  if (state_.app.preferences.screen_off) {
    painted_ = true;
    return {options_.window, ui::paint::Colour{}, {}, {}};
  }
  ui::paint::Overlay overlay;
  if (scanner_.begun()) {
    overlay.focus = lit();
  } else if ((state_.ui.focus_visible || state_.app.screen == Screen::still_there) && !state_.ui.focus.empty()) {
    overlay.focus = {state_.ui.focus};
  }
  overlay.pressed = state_.ui.pressed;
  const SpeechState& speech = state_.app.speech;
  if (speech.now != SpeechState::Now::silent && !speech.node.empty())
    overlay.reading = ui::paint::Overlay::Reading{speech.node, speech.span, speech.start, speech.end};
  overlay.mural_seed = mural_seed_;
  look_at_film();
  if (film_) overlay.pictures["sign.picture"] = film_->picture();
  painted_ = true;
  const ui::layout::Laid& page = laid();
  const Timed painting(times_, FrameStage::paint);
  return painter_->paint(page, overlay);
}

bool Kiosk::takes_words() const {
  using enum Screen;
  const Screen now = state_.app.screen;
  return now == search || now == staff_find || now == staff_say || now == staff_write;
}

std::string Kiosk::spoken_words(std::string_view id) {
  std::string words;
  for (const speech::Utterance& utterance : access::say_stop(reading_order(), id, *strings_, session::spoken_language(state_.app))) {
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
