// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include "kiosk/directory/crisis.hpp"
#include "kiosk/measures/manifest.hpp"
#include "kiosk/session/state.hpp"
#include "kiosk/speech/speaker.hpp"

namespace kiosk::session {
namespace {

using namespace semantics;
using i18n::operator""_msg;

constexpr std::size_t longest_query_bytes = 200;
constexpr std::size_t longest_code = 16;

// Of the time that staff set, by step: about half as long again each.
constexpr std::array dwell_parts{0.3, 0.45, 0.67, 1.0, 1.5, 2.25, 3.4};

// What a visit begins with.
Preferences preferences_of(const Site& site) {
  Preferences preferences;
  preferences.text_size = site.text_size;
  preferences.rate_step = site.rate_step;
  preferences.volume_step = site.volume_step;
  preferences.switches = site.switches;
  return preferences;
}

constexpr std::int64_t progress_said_every_ms = 10'000;
constexpr std::int64_t first_pin_wait_ms = 5'000, longest_pin_wait_ms = 60'000;
constexpr int most_volume = 6;
// Without these nobody gets about by keys.
constexpr std::array<std::string_view, 4> needed_keys{"next", "previous", "select", "back"};

void wipe(std::string& text) {
  std::fill(text.begin(), text.end(), '0');
  text.clear();
}

std::size_t clipped_utf8(const std::string& text, std::size_t at_most) {
  if (text.size() <= at_most) return text.size();
  while (at_most > 0 && (static_cast<unsigned char>(text[at_most]) & 0xC0U) == 0x80U) --at_most;
  return at_most;
}
// Where its first so many characters end.
std::size_t end_of_characters(const std::string& text, std::size_t most) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && most-- == 0) return at;
  return text.size();
}

// What belongs to the kiosk and not to the visit.
void enter_room(State& state, const State& room) {
  state.app.headphones = room.app.headphones;
  state.app.now_ms = room.app.now_ms;
  state.app.active_ms = room.app.now_ms;
  state.app.local = room.app.local;
  state.app.ticket = room.app.ticket + 1;  // answers to the visit before are stale
  state.app.directory_lost = room.app.directory_lost;
  state.app.tries = room.app.tries;
  state.app.desk.stick_in = room.app.desk.stick_in;
  state.app.desk.ticket = room.app.desk.ticket + 1;
}

// One handler a kind of action. Each changes `state` and adds to `effects`.
class Updater {
 public:
  Updater(State& state, std::vector<Effect>& effects, const Site& site) : state_(state), app_(state.app), ui_(state.ui), effects_(effects), site_(site) {}

  void operator()(const Begin&) {
    if (app_.screen != Screen::attract) return;
    app_.active_ms = app_.now_ms;
    app_.history.clear();
    // Headphones that are still in the jack are a way of working that somebody has begun (EN 301 549 5.2).
    const bool hear_first = std::exchange(app_.preferences.hear_first, false) || app_.headphones;
    arrive(site_.language_given ? Screen::home : Screen::language);
    if (hear_first) return begin_hear_first();
    effects_.push_back(ReadMessage{"speech.message.hello"_msg});
  }
  void operator()(const OpenScreen& open) {
    if (open.screen == app_.screen) return;
    if (is_for_staff(open.screen) || is_for_staff(app_.screen)) {
      // There is one way in, and it is the PIN; and one way out, past the visit set aside.
      if (is_for_staff(open.screen) && is_for_staff(app_.screen) && app_.screen != Screen::staff_pin) go_among_staff(open.screen);
      return;
    }
    if (open.screen == Screen::near) {
      app_.topic.clear();
      app_.searched.clear();
      ui_.pages.erase("results.list");
      ask(Screen::near);
      look_up(LookUpTopic{app_.ticket, "", app_.language, app_.local, app_.preferences.heard});
      return;
    }
    if (open.screen == Screen::bsl) {
      ui_.pages.erase("bsl.list");
      ask(Screen::bsl);
      look_up(LookUpSigns{app_.ticket, app_.language});
      return;
    }
    go(open.screen);
    if (open.screen == Screen::search) {
      app_.key_level = KeyLevel::letters;
      app_.other_keyboard = false;
      app_.words.clear();
      if (app_.topic.empty()) forget_list();
    }
  }
  void operator()(const ChooseLanguage& choose) {
    const bool known = std::any_of(site_.languages.begin(), site_.languages.end(), [&](const auto& l) { return l.tag == choose.tag; });
    if (!known) return;
    app_.language = choose.tag;
    if (app_.preferences.heard == choose.tag) app_.preferences.heard.clear();
    app_.tally.shown = {choose.tag, measures::LanguageUse::How::chosen};
    app_.key_level = KeyLevel::letters;
    app_.other_keyboard = false;
    // Whoever changed language in the middle of something goes on with it.
    const Screen onward = app_.history.empty() ? Screen::home : app_.history.back();
    if (!app_.history.empty()) app_.history.pop_back();
    ask_again_for(onward);
  }
  void operator()(const OpenTopic& open) {
    if (!known_topic(open.key)) return;
    app_.topic = open.key;
    app_.topic_before = open.key;
    app_.tally.topics.insert(open.key);
    app_.searched.clear();
    ui_.pages.erase("results.list");
    ask(Screen::results);
    look_up(LookUpTopic{app_.ticket, open.key, app_.language, app_.local, app_.preferences.heard});
  }
  void operator()(const OpenUrgent& open) {
    if (app_.screen != Screen::help_now) return;
    ui_.pages.erase("help_now.content");
    arrive(Screen::help_now, open.id);
  }
  void operator()(const OpenService& open) {
    app_.service_id = open.id;
    ui_.pages.erase("service.content");
    ask(Screen::service);
    look_up(LookUpService{app_.ticket, open.id, app_.language, app_.local, app_.preferences.heard});
  }
  void operator()(const OpenSign& open) {
    app_.sign_of = open.of;
    app_.film.reset();
    ask(Screen::sign);
    look_up(LookUpSign{app_.ticket, open.of, app_.language});
  }
  void operator()(const PlayOrPause&) {
    if (!app_.film || app_.screen != Screen::sign) return;
    switch (app_.film->now) {
      case Film::Now::playing: app_.film->now = Film::Now::paused; break;
      case Film::Now::paused: app_.film->now = Film::Now::playing; break;
      case Film::Now::ended: return (*this)(PlayAgain{});
      case Film::Now::broken: return;
    }
    stop_speech();
    say_focus();
  }
  void operator()(const PlayAgain&) {
    if (!app_.film || app_.screen != Screen::sign || app_.film->now == Film::Now::broken) return;
    app_.film->position_ms = 0;
    app_.film->now = Film::Now::playing;
    ++app_.film->run;
    stop_speech();
    say_focus();
  }
  void operator()(const GoBack&) {
    if (app_.screen == Screen::attract) return;
    if (app_.screen == Screen::still_there) return (*this)(CarryOn{});
    if (is_for_staff(app_.screen)) return back_among_staff();
    cancel_waiting();
    if (app_.screen == Screen::needs && !app_.card.empty()) return arrive(Screen::needs);
    if (app_.screen == Screen::help_now && !app_.urgent_id.empty()) return arrive(Screen::help_now);
    if (app_.history.empty()) {
      if (app_.screen == Screen::home) return;
      return arrive(Screen::home);
    }
    const Screen before = app_.history.back();
    app_.history.pop_back();
    arrive(before);
  }
  void operator()(const GoHome&) {
    if (app_.screen == Screen::attract) return (*this)(Begin{});
    if (is_for_staff(app_.screen)) return back_among_staff();
    cancel_waiting();
    app_.history.clear();
    if (app_.screen != Screen::home) arrive(Screen::home);
  }
  void operator()(const StartAgain&) { end_visit(); }
  void operator()(const HideScreen&) { end_visit(); }
  void operator()(const ToggleReadAloud&) {
    app_.preferences.read_aloud = !app_.preferences.read_aloud;
    if (app_.preferences.read_aloud) {
      app_.passage = false;
      app_.unplugged = false;
      read(ReadScreen{});
    } else {
      stop_speech();
    }
  }
  void operator()(const ToggleHearFirst&) {
    app_.preferences.hear_first = !app_.preferences.hear_first;
    if (app_.preferences.hear_first) return begin_hear_first();
    stop_speech();
  }
  void operator()(const ToggleReach&) {
    app_.preferences.reach = !app_.preferences.reach;
    say_focus();
  }
  void operator()(const ToggleScreenOff&) {
    app_.preferences.screen_off = !app_.preferences.screen_off;
    if (!app_.preferences.screen_off) return say_focus();
    // Nobody is left with nothing to see and nothing to hear.
    app_.unplugged = false;
    app_.passage = false;
    if (!reads_aloud()) {
      app_.preferences.hear_first = true;
      ui_.focus_visible = true;
    }
    effects_.push_back(ReadMessage{app_.preferences.hear_first ? "speech.message.screen_off"_msg : "speech.message.screen_off_touch"_msg});
  }
  void operator()(const ToggleSpacing&) {
    app_.preferences.spaced = !app_.preferences.spaced;
    say_focus();
  }
  void operator()(const ChooseSwitches& choose) {
    app_.preferences.switches = std::clamp(choose.count, 1, 2);
    say_focus();
  }
  void operator()(const StepDwell& step) {
    app_.preferences.dwell_step = std::clamp(app_.preferences.dwell_step + step.by, 0, static_cast<int>(dwell_parts.size()) - 1);
    say_focus();
  }
  void operator()(const StartHearFirst&) { begin_hear_first(); }
  void operator()(const NextTextSize&) {
    app_.preferences.text_size = static_cast<TextSize>((static_cast<int>(app_.preferences.text_size) + 1) % 4);
    say_focus();
  }
  void operator()(const NextTheme&) {
    app_.preferences.theme = static_cast<Theme>((static_cast<int>(app_.preferences.theme) + 1) % 4);
    say_focus();
  }
  void operator()(const SetTextSize& set) { app_.preferences.text_size = set.size; say_focus(); }
  void operator()(const SetTheme& set) { app_.preferences.theme = set.theme; say_focus(); }
  void operator()(const StepRate& step) {
    app_.preferences.rate_step = std::clamp(app_.preferences.rate_step + step.by, 0, 6);
    say_focus();
  }
  void operator()(const StepVolume& step) {
    app_.preferences.volume_step = std::clamp(app_.preferences.volume_step + step.by, 1, 6);
    say_focus();
  }
  void operator()(const SetReadingUnit& set) { app_.preferences.unit = set.unit; say_focus(); }
  // Whoever turns to a finer unit stays where they are in the words.
  void operator()(const StepReadingUnit& step) {
    constexpr int finest = static_cast<int>(reading_unit_names.size()) - 1;
    app_.preferences.unit = static_cast<ReadingUnit>(std::clamp(static_cast<int>(app_.preferences.unit) + step.by, 0, finest));
    static constexpr std::array names{"access.unit.item"_msg, "access.unit.clause"_msg, "access.unit.word"_msg, "access.unit.letter"_msg};
    effects_.push_back(ReadMessage{names[static_cast<std::size_t>(app_.preferences.unit)]});
  }
  void operator()(const NextHeard&) {
    // As shown, then every other language that has a voice, then as shown again.
    std::vector<std::string> tags{""};
    for (const Site::Voice& voice : site_.languages)
      if (voice.heard && voice.tag != app_.language) tags.push_back(voice.tag);
    const auto now = std::find(tags.begin(), tags.end(), app_.preferences.heard);
    app_.preferences.heard = now == tags.end() || now + 1 == tags.end() ? "" : *(now + 1);
    app_.heard = {};
    // The page stays: what is behind it is asked for again, to be heard when somebody comes to it.
    if (!app_.preferences.heard.empty()) {
      cancel_waiting();
      look_up_all(app_.screen);
      app_.heard_ticket = app_.ticket;
    }
    say_focus();
  }
  void operator()(const SaySlowly& say) {
    const bool again = app_.slow_node == say.node;
    app_.slow_step = again ? std::min(app_.slow_step + 1, speech::slowest_writing) : 1;
    app_.slow_node = say.node;
    app_.passage = false;
    effects_.push_back(ReadSlowly{say.node, app_.slow_step});
  }
  void operator()(const DoNotCount&) {
    app_.do_not_count = !app_.do_not_count;
    start_counting();  // what was gathered is void, whichever way
    say_focus();
  }
  void operator()(const ResetSettings&) {
    app_.preferences = preferences_of(site_);
    stop_speech();
  }
  void operator()(const Listen&) {
    listen_to({});
  }
  void operator()(const ListenTo& listen) { listen_to(listen.id); }
  void operator()(const AnswerAloud& answer) {
    if (app_.aloud != AppState::Aloud::asked) return;
    stop_speech();
    const bool yes = answer.answer == AnswerAloud::Answer::yes;
    app_.aloud = yes ? AppState::Aloud::yes : AppState::Aloud::not_asked;
    if (ui_.focus.starts_with(aloud_of(app_.screen))) ui_.focus = listen_of(app_.screen);
    if (!yes) return;
    if (reads_aloud()) return read(ReadScreen{});
    read_passage({});
  }
  void operator()(const ToggleEasyWords&) {
    if (!app_.service || app_.service->easy.empty()) return;
    app_.easy_words = !app_.easy_words;
    app_.open_word.reset();
    ui_.pages.erase("service.content");
    stop_speech();
    // Whoever listens hears what came instead; whoever moves by keys or by hearing first, how the switch stands.
    if (app_.preferences.read_aloud) read_passage({});
    else say_focus();
  }
  // The meaning comes up wherever it now stands, and with it whoever moves by keys.
  void operator()(const ToggleWord& toggle) {
    if (!app_.service) return;
    const std::size_t words = (app_.easy_words && !app_.service->easy.empty() ? app_.service->easy_words : app_.service->words).size();
    if (toggle.index >= words) return;
    stop_speech();
    const bool opens = app_.open_word != toggle.index;
    app_.open_word.reset();
    if (opens) app_.open_word = toggle.index;
    ui_.bring = opens ? "service.meaning.word" : "service.word." + std::to_string(toggle.index);
    if (ui_.focus_visible) ui_.focus = ui_.bring;
    if (opens && (reads_aloud() || ui_.focus_visible)) read_passage("service.meaning");
    else say_focus();
  }
  void operator()(const PauseOrResume&) {
    switch (app_.speech.now) {
      case SpeechState::Now::speaking: app_.speech.now = SpeechState::Now::paused; effects_.push_back(PauseSpeech{}); break;
      case SpeechState::Now::paused: app_.speech.now = SpeechState::Now::speaking; effects_.push_back(ResumeSpeech{}); break;
      case SpeechState::Now::silent: break;
    }
  }
  void operator()(const RepeatSpeech&) {
    // What was said last may be the resident's.
    if (is_for_staff(app_.screen)) return effects_.push_back(ReadScreen{});
    read(RepeatLast{});
  }
  void operator()(const TurnPage& turn) {
    ui_.pages[turn.pager] = std::max(0, turn.to);
    // A user's action stops current speech (EN 301 549 5.1.3.5).
    stop_speech();
    if (reads_aloud()) read(ReadScreen{});
  }
  void operator()(const TypeWords& typed) {
    if (app_.screen == Screen::needs_code) return type_code(typed.text);
    if (app_.screen == Screen::staff_pin) return type_pin(typed.text);
    if (app_.screen == Screen::home) (*this)(OpenScreen{Screen::search});
    std::size_t longest = 0;
    std::string* words = typed_into(app_, longest);
    if (words == nullptr) return;
    *words += typed.text;
    const bool searching = app_.screen == Screen::search || app_.screen == Screen::staff_find;
    words->resize(searching ? clipped_utf8(*words, longest) : end_of_characters(*words, longest));
    after_one_letter();
    words_changed();
  }
  void operator()(const RubOut&) {
    if (app_.screen == Screen::needs_code && !app_.code.empty()) {
      app_.code.pop_back();
      return code_changed();
    }
    if (app_.screen == Screen::staff_pin && !app_.pin.empty()) app_.pin.pop_back();
    std::size_t longest = 0;
    std::string* words = typed_into(app_, longest);
    if (words == nullptr || words->empty()) return;
    words->resize(clipped_utf8(*words, words->size() - 1));
    words_changed();
  }
  void operator()(const ChooseKeyLevel& choose) {
    app_.key_level = app_.key_level == choose.level ? KeyLevel::letters : choose.level;
    say_focus();
  }
  void operator()(const OtherKeyboard&) {
    app_.other_keyboard = !app_.other_keyboard;
    app_.key_level = KeyLevel::letters;
    say_focus();
  }
  void operator()(const ClearWords&) {
    std::size_t longest = 0;
    std::string* words = typed_into(app_, longest);
    if (words == nullptr) return;
    if (app_.screen == Screen::search) count_search();
    words->clear();
    words_changed();
  }
  void operator()(const SubmitWords&) {
    if (app_.screen == Screen::staff_pin) return submit_pin();
    if (app_.screen == Screen::staff_write || app_.screen == Screen::staff_say) return (*this)(ChooseField{app_.desk.field + 1});
    if (app_.screen != Screen::search || app_.words.empty()) return;
    app_.topic.clear();
    app_.searched = app_.words;
    ui_.pages.erase("results.list");
    ask(Screen::results);
    look_up(SearchFor{app_.ticket, app_.searched, app_.language, app_.local, app_.preferences.heard});
  }
  void operator()(const CarryOn&) {
    if (app_.screen != Screen::still_there) return;
    app_.active_ms = app_.now_ms;
    stop_speech();
    app_.screen = app_.covered;
    ui_.focus.clear();
    if (reads_aloud()) read(ReadScreen{});
  }
  void operator()(const FocusOn& focus) {
    ui_.focus = focus.id;
    ui_.reading_at.reset();
    ui_.focus_visible = true;
    app_.passage = false;
    if (focus.by != Activity::By::braille) app_.keys_used = true;
    if (focus.by != Activity::By::braille || reads_aloud()) read(ReadNode{focus.id});
  }
  void operator()(const ReadPart& part) {
    ui_.reading_at = part.at;
    app_.passage = false;
    effects_.push_back(ReadFocusedPart{});
  }
  void operator()(const Headphones& jack) {
    const bool in = jack.jack != Headphones::Jack::out;
    if (in == app_.headphones) return;
    app_.headphones = in;
    if (app_.screen == Screen::staff_self_test && app_.test.part == TestPart::jack) {
      (in ? app_.test.jack_in : app_.test.jack_out) = true;
      return;
    }
    app_.aloud = AppState::Aloud::not_asked;  // a yes was about who could hear it then
    if (jack.jack == Headphones::Jack::found_in) return;
    if (!in) {
      const auto cut = app_.speech.now == SpeechState::Now::silent ? AppState::Cut::nothing : app_.passage ? AppState::Cut::passage : AppState::Cut::words;
      stop_speech();
      app_.cut = cut;
      // Pulling the plug is how such a visit ends: the feature was kept to the last.
      count_ways_of_hearing();
      // Not a word leaks to the room; reading goes on only when somebody asks.
      app_.preferences.hear_first = false;
      app_.preferences.read_aloud = false;
      app_.unplugged = app_.screen != Screen::attract;
      return;
    }
    app_.unplugged = false;
    if (app_.cut == AppState::Cut::nothing) {
      stop_speech();
      return begin_hear_first();
    }
    app_.preferences.hear_first = true;
    ui_.focus_visible = true;
    app_.passage = std::exchange(app_.cut, AppState::Cut::nothing) == AppState::Cut::passage;
    effects_.push_back(GoOnWithCut{});
  }
  void operator()(const TryKey& key) {
    if (app_.screen != Screen::learn_keys) return;
    app_.keys_used = true;
    const bool again = app_.tried && (key.press ? app_.tried->press == key.press : !app_.tried->press && app_.tried->name == key.name);
    if (again) return (*this)(GoBack{});
    app_.tried = key;
    read(ReadNode{"learn_keys.key"});
  }
  void operator()(const Activity& activity) {
    if (app_.screen != Screen::attract) {
      if (activity.by == Activity::By::keys) app_.tally.features.insert(measures::Feature::keys);
      if (activity.by == Activity::By::switches) app_.tally.features.insert(measures::Feature::switches);
      if (activity.by == Activity::By::braille) app_.tally.features.insert(measures::Feature::braille);
    }
    if (app_.worked_by != activity.by) app_.hints_said = 0;  // another way of working has other hints
    app_.worked_by = activity.by;
    app_.active_ms = std::max(app_.active_ms, activity.now_ms);
    // On the question itself a sign of life starts the countdown again; only an answer takes the cover away.
    if (app_.screen == Screen::still_there) {
      app_.active_ms = activity.now_ms - site_.idle_question_s * std::int64_t{1000};
      app_.countdown_said_s = answer_seconds_left(app_, site_);
    }
  }
  void operator()(const Tick& tick) {
    const std::int64_t passed_ms = std::max<std::int64_t>(0, tick.now_ms - app_.now_ms);
    app_.now_ms = tick.now_ms;
    app_.local = tick.local;
    if (app_.film && app_.screen == Screen::sign && app_.film->now == Film::Now::playing) watch(*app_.film, passed_ms);
    if (app_.speech.now == SpeechState::Now::speaking) count_as_listening();
    if (app_.screen == Screen::attract) return;
    if (is_for_staff(app_.screen)) return time_among_staff();
    const std::int64_t idle_ms = app_.now_ms - app_.active_ms;
    const std::int64_t question_ms = site_.idle_question_s * std::int64_t{1000};
    if (app_.screen != Screen::still_there) {
      if (idle_ms < question_ms) return;
      cancel_waiting();
      app_.covered = app_.screen;
      app_.screen = Screen::still_there;
      app_.countdown_said_s = answer_seconds_left(app_, site_);
      ui_.focus = "still_there.carry_on";
      stop_speech();
      if (speech_in_use()) effects_.push_back(ReadScreen{});
    }
    if (idle_ms >= question_ms + site_.idle_answer_s * std::int64_t{1000}) return end_visit();
    const int left = answer_seconds_left(app_, site_);
    if (speech_in_use() && left <= app_.countdown_said_s - 15) {
      app_.countdown_said_s = left;
      effects_.push_back(ReadNode{"still_there.timer"});
    }
  }
  void operator()(const TopicsReady& ready) {
    if (ready.ticket == app_.topics_ticket) {
      app_.topics = ready.topics;
      app_.urgent = ready.urgent;
      app_.notices = ready.notices;
      app_.heard.topics = ready.heard_topics;
      app_.heard.urgent = ready.heard_urgent;
    }
    if (ready.ticket == app_.ticket) answered();
  }
  void operator()(const ResultsReady& ready) {
    if (ready.ticket == app_.heard_ticket) app_.heard.results = ready.heard;
    if (ready.ticket != app_.ticket) return;
    app_.heard.results = ready.heard;
    app_.results = ready.results;
    app_.left_out = ready.left_out;
    const bool crisis = directory::means_suicide(app_.searched);
    app_.found_nothing = ready.results.empty() && !app_.searched.empty() && !crisis;  // no search of that kind is counted
    // A pack without anybody to talk to: urgent help has the national numbers.
    if (ready.results.empty() && crisis && app_.next_screen == Screen::results) app_.next_screen = Screen::help_now;
    answered();
  }
  void operator()(const ServiceReady& ready) {
    const auto heard = ready.heard.empty() ? std::nullopt : std::optional{ready.heard.front()};
    if (ready.ticket == app_.heard_ticket) app_.heard.service = heard;
    if (ready.ticket != app_.ticket) return;
    app_.heard.service = heard;
    app_.service = ready.service.empty() ? std::nullopt : std::optional{ready.service.front()};
    app_.open_word.reset();
    answered();
  }
  void operator()(const SignsReady& ready) {
    if (ready.ticket != app_.ticket || app_.awaited == 0) return;
    app_.signs = ready.videos;
    answered();
  }
  void operator()(const SignReady& ready) {
    if (ready.ticket != app_.ticket || app_.awaited == 0) return;
    // Asked for again in another language, it stays where it was.
    const std::optional<Film> before = std::exchange(app_.film, std::nullopt);
    if (!ready.video.empty()) {
      app_.film = before ? *before : Film{};
      app_.film->video = ready.video.front();
      if (!ready.data) app_.film->now = Film::Now::broken;
    }
    answered();
  }
  void operator()(const FilmState& found) {
    if (!app_.film) return;
    Film& film = *app_.film;
    switch (found.now) {
      case FilmState::Now::opened: film.duration_ms = found.duration_ms; break;
      case FilmState::Now::ended:
        if (film.now == Film::Now::playing) film.now = Film::Now::ended;
        break;
      case FilmState::Now::failed:
        film.now = Film::Now::broken;
        // What was to be seen is not: said, to whoever cannot see that.
        if (app_.screen == Screen::sign && reads_aloud()) effects_.push_back(ReadScreen{});
        break;
    }
  }
  void operator()(const SpeechState& now) {
    app_.speech = now;
    if (now.now == SpeechState::Now::silent) app_.passage = false;
    if (now.now != SpeechState::Now::speaking) return;
    // A list is read past the end of its page.
    if (app_.passage && !app_.passage_of.empty()) ui_.bring = now.node;
    count_as_listening();
    count_heard();
  }
  // --- What a resident takes to a desk ---
  void operator()(const ToggleNeed& need) {
    if (app_.screen != Screen::needs || std::find(need_keys.begin(), need_keys.end(), need.key) == need_keys.end()) return;
    if (app_.needs.erase(need.key) == 0) app_.needs.insert(need.key);
    say_focus();
  }
  void operator()(const ShowCard&) {
    if (app_.screen == Screen::needs && !app_.needs.empty()) effects_.push_back(MakeCard{});
  }
  void operator()(const CardReady& ready) {
    if (app_.screen != Screen::needs || ready.rows.empty()) return;
    if (app_.card.empty()) {
      ui_.pages.erase("needs.content");
      arrive(Screen::needs);
    }
    app_.card = ready.rows;
  }
  void operator()(const EnterCode&) {
    if (app_.screen != Screen::needs_code || app_.code.empty()) return;
    const ReadCode read = read_code(app_.code);
    app_.code_fault = read.fault;
    if (read.fault != CodeFault::none) {
      // What is wrong and how to mend it, to the ear as to the eye (EN 301 549 5.1.3.15).
      if (speech_in_use()) effects_.push_back(ReadNode{"needs_code.fault"});
      return;
    }
    const Setup& setup = read.setup;
    Preferences& now = app_.preferences;
    now.text_size = setup.text_size;
    now.theme = setup.theme;
    now.read_aloud = setup.read_aloud;
    now.hear_first = setup.hear_first;
    now.reach = setup.reach;
    now.rate_step = setup.rate_step;
    app_.needs = setup.needs;
    app_.history.clear();
    const bool known = std::any_of(site_.languages.begin(), site_.languages.end(), [&](const auto& l) { return l.tag == setup.language; });
    if (!known || setup.language == app_.language) return arrive(Screen::home);
    app_.language = setup.language;
    app_.tally.shown = {setup.language, measures::LanguageUse::How::chosen};
    ask_again_for(Screen::home);
  }
  // --- Staff ---
  void operator()(const OpenStaff&) {
    if (is_for_staff(app_.screen)) return;
    cancel_waiting();
    auto visit = app_.screen == Screen::attract ? nullptr : std::make_shared<const State>(state_);
    state_ = fresh(site_, &state_);
    if (visit) {
      // The pad in the words, size and colours of whoever may have come here by accident.
      app_.language = visit->app.language;
      app_.preferences.theme = visit->app.preferences.theme;
      app_.preferences.text_size = visit->app.preferences.text_size;
      app_.preferences.reach = visit->app.preferences.reach;
      app_.preferences.hear_first = visit->app.preferences.hear_first && app_.headphones;
    }
    state_.aside = std::move(visit);
    app_.screen = Screen::staff_pin;
    stop_speech();
    if (reads_aloud()) effects_.push_back(ReadScreen{});
  }
  void operator()(const BackToVisit&) {
    if (!is_for_staff(app_.screen)) return;
    if (!state_.aside) return end_visit();
    State visit = *state_.aside;
    enter_room(visit, state_);
    if (state_.aside->app.headphones && !app_.headphones) visit.app.preferences.hear_first = visit.app.preferences.read_aloud = false;
    state_ = std::move(visit);
    stop_speech();
    if (app_.topics.empty()) look_up_topics();
    if (reads_aloud()) effects_.push_back(ReadScreen{});
  }
  void operator()(const PinChecked& checked) {
    if (app_.screen != Screen::staff_pin || !app_.checking_pin || checked.ticket != app_.ticket) return;
    app_.checking_pin = false;
    if (checked.is == PinChecked::Is::right) {
      app_.tries = {};
      app_.language = "en";  // staff screens are in the staff's language
      return arrive(Screen::staff);  // its menu: nothing leads back to the pad
    }
    ++app_.tries.wrong;
    const std::int64_t wait_ms = first_pin_wait_ms << std::min(app_.tries.wrong - 1, 10);
    app_.tries.again_ms = app_.now_ms + std::min(wait_ms, longest_pin_wait_ms);
    effects_.push_back(ReadNode{"staff_pin.state"});
  }
  void operator()(const OpenTest& open) {
    if (app_.screen != Screen::staff_self_test) return;
    SelfTest begun;
    begun.results = app_.test.results;
    begun.results[static_cast<std::size_t>(open.part)] = TestResult::untried;
    begun.part = open.part;
    app_.test = std::move(begun);
    arrive(Screen::staff_self_test);
    if ((open.part == TestPart::speech || open.part == TestPart::volume) && heard_languages(site_).empty()) {
      app_.test.why = "this kiosk has no voice";
      return finish_test(TestResult::failed);
    }
    sound_test();
  }
  void operator()(const PlayTest&) {
    if (app_.screen == Screen::staff_self_test) sound_test();
  }
  void operator()(const AnswerTest& answer) {
    SelfTest& test = app_.test;
    if (app_.screen != Screen::staff_self_test || !test.part) return;
    const auto note = [&](const std::string& what) {
      if (answer.result == TestResult::failed) test.why += (test.why.empty() ? "" : ", ") + what;
    };
    if (answer.result == TestResult::absent) return finish_test(TestResult::absent);
    switch (*test.part) {
      case TestPart::screen:
        note("the picture is not whole or not clear");
        return finish_test(answer.result);
      case TestPart::speech:
        note("not heard: " + heard_languages(site_)[test.step]);
        if (++test.step < heard_languages(site_).size()) return sound_test();
        break;
      case TestPart::volume:
        note("not heard at volume " + std::to_string(test.step + 1));
        if (++test.step < most_volume) return sound_test();
        break;
      case TestPart::keys:
        for (const std::string_view key : needed_keys)
          if (std::find(test.keys.begin(), test.keys.end(), key) == test.keys.end()) test.why += (test.why.empty() ? "no key came for: " : ", ") + std::string(key);
        break;
      case TestPart::jack:
        if (!test.jack_in) test.why = "headphones going in were not seen";
        else if (!test.jack_out) test.why = "headphones coming out were not seen";
        break;
      case TestPart::touch: test.why = "nobody touched all the crosses"; break;
    }
    finish_test(test.why.empty() ? TestResult::passed : TestResult::failed);
  }
  void operator()(const TestKey& key) {
    SelfTest& test = app_.test;
    if (app_.screen != Screen::staff_self_test || test.part != TestPart::keys) return;
    if (!test.keys.empty() && test.keys.back() == key.name) return (*this)(AnswerTest{TestResult::passed});  // twice: enough
    std::erase(test.keys, key.name);
    test.keys.push_back(key.name);
  }
  void operator()(const TestTouch& touch) {
    SelfTest& test = app_.test;
    if (app_.screen != Screen::staff_self_test || test.part != TestPart::touch) return;
    test.worst_mm = std::max(test.worst_mm, touch.error_mm);
    if (++test.step < test_crosses) return;
    if (test.worst_mm > furthest_touch_mm) test.why = "a finger was seen " + std::to_string(std::lround(test.worst_mm)) + " mm beside the cross";
    finish_test(test.why.empty() ? TestResult::passed : TestResult::failed);
  }
  // --- At the desk ---
  void operator()(const StickIs& stick) {
    app_.desk.stick_in = stick.now == StickIs::Now::in;
    // A pack that was looked at lies on the kiosk by then, and needs its stick no more.
    if (app_.screen == Screen::staff_packs && !(app_.desk.job && app_.desk.job->what_to_do == DeskJob::Do::look_at_pack)) list(Screen::staff_packs);
  }
  void operator()(const LookAtFile& look) {
    if ((app_.screen != Screen::staff_packs && app_.screen != Screen::staff_workbook) || busy() || !app_.desk.stick) return;
    const auto& files = app_.desk.stick->files;
    const auto file = std::find_if(files.begin(), files.end(), [&](const StickFile& one) { return one.name == look.name; });
    if (file == files.end()) return;
    Desk& desk = app_.desk;
    desk.file = file->name;
    desk.pack.reset();
    desk.workbook.reset();
    desk.names = false;
    desk.first = 0;
    if (file->kind == StickFile::Kind::pack) {
      arrive(Screen::staff_packs);
      return ask_desk({.what_to_do = DeskJob::Do::look_at_pack, .what = file->name});
    }
    if (app_.screen != Screen::staff_workbook) remember(Screen::staff_workbook);
    ui_.pages.erase("staff_workbook.content");
    arrive(Screen::staff_workbook);
    ask_desk({.what_to_do = DeskJob::Do::check_workbook, .what = file->name});
  }
  void operator()(const ShowNames&) {
    if (app_.screen != Screen::staff_packs && app_.screen != Screen::staff_workbook) return;
    app_.desk.names = !app_.desk.names;
    app_.desk.first = 0;
    ui_.pages.erase("staff_packs.names");
    ui_.pages.erase("staff_workbook.content");
    ui_.pages.erase("staff_workbook.records");
    arrive(app_.screen);
  }
  void operator()(const ListFrom& list) {
    if (app_.screen != Screen::staff_workbook && app_.screen != Screen::staff_records) return;
    app_.desk.first = list.first;
    for (const char* pager : {"staff_workbook.content", "staff_workbook.records", "staff_records.list"}) ui_.pages.erase(pager);
    arrive(app_.screen);
  }
  void operator()(const SaveFindings&) {
    if (app_.screen == Screen::staff_workbook && !busy() && app_.desk.workbook) ask_desk({.what_to_do = DeskJob::Do::save_findings, .what = app_.desk.file});
  }
  void operator()(const InstallPack&) {
    if (app_.screen != Screen::staff_packs || busy() || !app_.desk.pack) return;
    ask_desk({.what_to_do = DeskJob::Do::install, .what = app_.desk.file, .removals = removals_in(DeskJob::Do::install)});
  }
  void operator()(const GoBackToOld& back) {
    if (app_.screen != Screen::staff_packs || busy()) return;
    ask_desk({.what_to_do = back.of == GoBackToOld::Of::city ? DeskJob::Do::roll_back : DeskJob::Do::roll_back_hub});
  }
  void operator()(const StopJob&) {
    if (app_.desk.job) effects_.push_back(StopDesk{});
  }
  void operator()(const PublishWorkbook&) {
    if (app_.screen != Screen::staff_workbook || busy() || !app_.desk.workbook || app_.desk.workbook->stops > 0) return;
    ask_desk({.what_to_do = DeskJob::Do::publish_workbook, .what = app_.desk.file, .removals = removals_in(DeskJob::Do::publish_workbook)});
  }
  void operator()(const OpenRecord& open) {
    if (!is_for_staff(app_.screen) || busy()) return;
    app_.desk.record = open.id;
    app_.desk.preview = "en";
    app_.desk.preview_of = app_.screen == Screen::staff_workbook ? DeskJob::Of::workbook : DeskJob::Of::kiosk;
    app_.service.reset();
    preview();
  }
  void operator()(const NextPreview&) {
    if (app_.screen != Screen::staff_record || busy() || site_.languages.empty()) return;
    app_.desk.preview = language_after(app_.desk.preview);
    stop_speech();
    preview();
  }
  void operator()(const ShowHidden&) {
    if (app_.screen != Screen::staff_records) return;
    app_.desk.hidden = !app_.desk.hidden;
    app_.desk.first = 0;
    ui_.pages.erase("staff_records.list");
    arrive(Screen::staff_records);
  }
  void operator()(const ConfirmRecord&) {
    if (app_.screen == Screen::staff_record && !busy()) ask_desk({.what_to_do = DeskJob::Do::confirm, .what = app_.desk.record});
  }
  void operator()(const HideRecord&) {
    if (app_.screen == Screen::staff_record && !busy())
      ask_desk({.what_to_do = is_hidden(app_.desk) ? DeskJob::Do::show : DeskJob::Do::hide, .what = app_.desk.record});
  }
  void operator()(const WriteNotice& write) {
    if (app_.screen != Screen::staff_notices || busy()) return;
    Desk& desk = app_.desk;
    desk.notice = {};
    desk.read_through = false;
    desk.notice.until = std::chrono::sys_days{app_.local.date} + std::chrono::days{7};
    desk.field = 0;
    if (desk.notices)
      for (const HubNotice& one : *desk.notices)
        if (one.id == write.id) desk.notice = one;
    go_among_staff(Screen::staff_write);
  }
  void operator()(const ChooseField& choose) {
    if (app_.screen != Screen::staff_write && app_.screen != Screen::staff_say) return;
    app_.desk.field = choose.field % 2;
    app_.key_level = KeyLevel::letters;
    stop_speech();
    if (reads_aloud()) effects_.push_back(ReadNode{typing_field()});
  }
  void operator()(const NextWritten&) {
    if (app_.screen != Screen::staff_write || app_.desk.read_through || site_.languages.empty()) return;
    app_.desk.notice.language = language_after(app_.desk.notice.language);
    app_.key_level = KeyLevel::letters;
    app_.other_keyboard = false;
    stop_speech();
    if (reads_aloud()) effects_.push_back(ReadNode{"staff_write.language"});
  }
  void operator()(const LookAtNotice&) {
    Desk& desk = app_.desk;
    if (app_.screen != Screen::staff_write || busy() || desk.notice.title.empty() || desk.notice.text.empty()) return;
    desk.read_through = !desk.read_through;
    ui_.pages.erase("staff_write.content");
    arrive(Screen::staff_write);
  }
  void operator()(const StepUntil& step) {
    if (app_.screen != Screen::staff_write) return;
    const std::chrono::sys_days today{app_.local.date}, now{app_.desk.notice.until.value_or(app_.local.date)};
    app_.desk.notice.until = std::clamp(now + std::chrono::days{step.days}, today, today + std::chrono::days{365});
    if (reads_aloud()) effects_.push_back(ReadNode{"staff_write.until"});
  }
  void operator()(const PublishNotice&) {
    if (app_.screen != Screen::staff_write || busy() || !app_.desk.read_through) return;
    ask_desk({.what_to_do = DeskJob::Do::publish_notice, .what = app_.desk.notice.id, .notice = app_.desk.notice});
  }
  void operator()(const WithdrawNotice& withdraw) {
    if (app_.screen == Screen::staff_notices && !busy()) ask_desk({.what_to_do = DeskJob::Do::withdraw_notice, .what = withdraw.id});
  }
  // What a hub published last lies under what it published before.
  void operator()(const UndoChange&) {
    Desk& desk = app_.desk;
    if (!is_for_staff(app_.screen) || busy() || !can_undo(desk)) return;
    ask_desk({.what_to_do = DeskJob::Do::roll_back_hub, .what = desk.ended_on});
  }
  void operator()(const TrySaying&) {
    const Desk& desk = app_.desk;
    if (app_.screen != Screen::staff_say) return;
    const std::string& word = desk.spoken.empty() ? desk.written : desk.spoken;
    stop_speech();
    if (!word.empty()) effects_.push_back(SayWord{word, desk.preview});
  }
  void operator()(const DeskMoved& moved) {
    Desk& desk = app_.desk;
    if (moved.ticket != desk.ticket || !desk.job) return;
    const bool begins = desk.stage_ms == 0 || moved.progress.stage != desk.progress.stage || moved.progress.done < desk.progress.done;
    if (begins) {
      desk.stage_ms = std::max<std::int64_t>(1, app_.now_ms);
      desk.stage_done = moved.progress.done;
    }
    desk.progress = moved.progress;
    // Seldom enough to be listened to: each would cut the one before.
    if (!reads_aloud() || app_.now_ms - desk.said_ms < progress_said_every_ms) return;
    desk.said_ms = app_.now_ms;
    effects_.push_back(ReadNode{std::string(name_of(app_.screen)) + ".state"});
  }
  void operator()(const DeskAnswer& answer) {
    Desk& desk = app_.desk;
    if (answer.ticket != desk.ticket || !desk.job) return;
    const DeskJob job = *std::exchange(desk.job, std::nullopt);
    const bool looking = only_looks(job.what_to_do);
    // What came of a change stays to be read while the list behind it comes anew.
    if (!looking || answer.fault != DeskFault::none) {
      desk.ended = job.what_to_do;
      desk.ended_on = job.what;
      desk.fault = answer.fault;
      desk.why = answer.why;
      desk.hub = answer.hub;
    }
    if (answer.stick) desk.stick = answer.stick;
    if (answer.pack) desk.pack = answer.pack;
    if (answer.workbook) desk.workbook = answer.workbook;
    if (job.what_to_do == DeskJob::Do::save_findings) desk.saved = answer.what;
    if (answer.records) (job.what_to_do == DeskJob::Do::find ? desk.found : desk.records) = answer.records;
    if (answer.notices) desk.notices = answer.notices;
    if (job.what_to_do == DeskJob::Do::preview) {
      app_.service = answer.service ? std::optional{*answer.service} : std::nullopt;
      if (app_.screen != Screen::staff_record) {
        ui_.pages.erase("staff_record.content");
        go_among_staff(Screen::staff_record);
      }
      return;
    }
    if (job.what_to_do == DeskJob::Do::list_records && app_.screen == Screen::staff_record && !app_.service && !is_hidden(desk)) return preview();
    if (reads_aloud() && !looking) effects_.push_back(ReadNode{std::string(name_of(app_.screen)) + ".state"});
    if (!changes_something(job.what_to_do)) return;
    if (answer.fault == DeskFault::none) {
      if (job.what_to_do == DeskJob::Do::confirm) desk.confirmed.insert(job.what);
      if (job.what_to_do == DeskJob::Do::hide) desk.hid.insert(job.what), desk.shown.erase(job.what);
      if (job.what_to_do == DeskJob::Do::show) desk.shown.insert(job.what), desk.hid.erase(job.what);
      // The lists behind it know what stands now.
      if (job.what_to_do == DeskJob::Do::roll_back_hub) desk.confirmed.clear(), desk.hid.clear(), desk.shown.clear();
      if (job.what_to_do == DeskJob::Do::publish_notice && app_.screen == Screen::staff_write) {
        desk.read_through = false;
        return back_among_staff();
      }
    }
    list(app_.screen);
  }
  void operator()(const DirectoryLost&) {
    app_.directory_lost = true;
    cancel_waiting();
  }

 private:
  void type_code(const std::string& text) {
    for (const char c : text)
      if (app_.code.size() < longest_code && c > ' ' && c < 0x7F) app_.code += c;
    code_changed();
  }
  void code_changed() {
    app_.code_fault = CodeFault::none;
    if (reads_aloud()) effects_.push_back(ReadNode{"needs_code.field"});
  }
  [[nodiscard]] bool reads_aloud() const { return app_.preferences.read_aloud || app_.preferences.hear_first; }
  [[nodiscard]] bool speech_in_use() const { return reads_aloud() || app_.keys_used || app_.headphones; }
  [[nodiscard]] bool known_topic(const std::string& key) const {
    return std::any_of(app_.topics.begin(), app_.topics.end(), [&](const auto& topic) { return topic.key == key; });
  }

  // Whoever watches is there. A new caption is spoken where speech is in use, but not over Listen,
  // which says them all (EN 301 549 5.1.3.7).
  void watch(Film& film, std::int64_t passed_ms) {
    const directory::Caption* before = film.caption();
    film.position_ms += passed_ms;
    app_.active_ms = app_.now_ms;
    const directory::Caption* now = film.caption();
    if (now != nullptr && now != before && reads_aloud() && !app_.passage) effects_.push_back(ReadNode{"sign.caption"});
  }

  // Shift and AltGr are for one letter. Its key goes with its level: whoever moves by keys stands on the level's own key then.
  void after_one_letter() {
    if (app_.key_level != KeyLevel::shift && app_.key_level != KeyLevel::accents) return;
    if (ui_.focus.starts_with("search.key.")) ui_.focus = app_.key_level == KeyLevel::shift ? "search.key.shift" : "search.key.accents";
    app_.key_level = KeyLevel::letters;
  }
  void say_focus() {
    if (reads_aloud() || (ui_.focus_visible && app_.keys_used)) {
      if (!ui_.focus.empty()) read(ReadNode{ui_.focus});
    }
  }
  // All that is read of a page. Without headphones the room hears it too: where it must
  // not unasked, it hears why instead (EN 301 549 5.1.3.9).
  void read(Effect what) {
    const auto* node = std::get_if<ReadNode>(&what);
    const bool harmless = app_.headphones || app_.screen == Screen::learn_keys ||
                          (node != nullptr && (node->id.starts_with("top.") || node->id.starts_with("bar.") || node->id.starts_with(aloud_of(app_.screen))));
    if (!harmless && app_.unplugged) {
      stop_speech();
      effects_.push_back(ReadMessage{"speech.message.unplugged"_msg});
    } else if (!harmless && is_sensitive(app_) && app_.aloud != AppState::Aloud::yes) {
      stop_speech();
      app_.aloud = AppState::Aloud::asked;
      if (ui_.focus == listen_of(app_.screen)) ui_.focus = aloud_of(app_.screen) + ".no";
      effects_.push_back(ReadMessage{"service.heading.aloud"_msg});
    } else {
      effects_.push_back(std::move(what));
    }
  }
  static std::string listen_of(Screen screen) { return std::string(name_of(screen)) + ".listen"; }
  static std::string aloud_of(Screen screen) { return std::string(name_of(screen)) + ".aloud"; }
  void stop_speech() {
    app_.speech = SpeechState{SpeechState::Now::silent, {}, 0, 0, 0};
    app_.passage = false;
    app_.cut = AppState::Cut::nothing;
    effects_.push_back(StopSpeech{});
  }
  void read_passage(std::string of) {
    app_.passage = true;
    app_.passage_of = std::move(of);
    read(ReadPassage{app_.passage_of});
  }
  void listen_to(const std::string& id) {
    if (app_.passage && app_.passage_of == id && app_.speech.now != SpeechState::Now::silent) return (*this)(PauseOrResume{});
    app_.unplugged = false;  // whoever asks for it without headphones means the speaker
    read_passage(id);
  }
  void begin_hear_first() {
    if (!app_.preferences.hear_first) app_.hints_said = 0;
    app_.preferences.hear_first = true;
    ui_.focus_visible = true;
    app_.passage = false;
    app_.unplugged = false;
    if (app_.screen == Screen::attract) return (*this)(Begin{});
    read(ReadMessage{"speech.message.hear_first"_msg, ReadMessage::Then::screen});
  }
  void end_visit() {
    // Attract that nobody touched is no visit.
    std::optional<measures::Tally> tally;
    if (is_for_staff(app_.screen)) tally = tally_of_aside();  // staff's own use is no visit
    else if (app_.screen != Screen::attract && !app_.do_not_count) tally = finished_tally();
    state_ = fresh(site_, &state_);
    effects_.push_back(StopSpeech{});
    effects_.push_back(VisitEnded{std::move(tally)});
    look_up_topics();
  }

  // --- Staff ---
  std::optional<measures::Tally> tally_of_aside() const {
    if (!state_.aside || state_.aside->app.do_not_count) return std::nullopt;
    State visit = *state_.aside;
    std::vector<Effect> none;
    return Updater(visit, none, site_).finished_tally();
  }
  void time_among_staff() {
    const std::int64_t whole_ms = (site_.idle_question_s + site_.idle_answer_s) * std::int64_t{1000};
    if (app_.speech.now == SpeechState::Now::speaking) app_.active_ms = app_.now_ms;
    if (app_.now_ms - app_.active_ms >= whole_ms) return end_visit();
    if (!state_.aside || app_.now_ms - state_.aside->app.active_ms < whole_ms) return;
    effects_.push_back(VisitEnded{tally_of_aside()});
    state_.aside.reset();
    app_.language = site_.language;
  }
  void back_among_staff() {
    if (app_.screen == Screen::staff_self_test && app_.test.part) return close_test();
    Desk& desk = app_.desk;
    if (desk.names && (app_.screen == Screen::staff_packs || app_.screen == Screen::staff_workbook)) return (*this)(ShowNames{});
    if (desk.read_through && app_.screen == Screen::staff_write && !busy()) return (*this)(LookAtNotice{});
    if (desk.job && !changes_something(desk.job->what_to_do)) drop_job();
    if (app_.screen == Screen::staff_packs && !desk.file.empty() && !desk.job) {
      desk.file.clear();
      return open_desk(Screen::staff_packs);
    }
    if (app_.history.empty()) return (*this)(BackToVisit{});
    const Screen before = app_.history.back();
    app_.history.pop_back();
    open_desk(before);
  }
  void go_among_staff(Screen screen) {
    remember(screen);
    open_desk(screen);
  }
  // What was open on the page before is forgotten; what this one lists is asked for.
  void open_desk(Screen screen) {
    Desk& desk = app_.desk;
    const bool just_put_up = screen == Screen::staff_notices && desk.ended == DeskJob::Do::publish_notice;
    if (screen != Screen::staff_record && !busy() && !just_put_up) {
      desk.ended.reset();
      desk.fault = DeskFault::none;
      desk.why.clear();
    }
    if (screen == Screen::staff_packs || screen == Screen::staff) {
      desk.file.clear();
      desk.pack.reset();
      desk.workbook.reset();
    }
    if (screen == Screen::staff_find && app_.screen != Screen::staff_record) {
      app_.words.clear();
      desk.found.reset();
    }
    if (screen == Screen::staff_say) {
      desk.written.clear();
      desk.spoken.clear();
      desk.field = 0;
    }
    if (screen != Screen::staff_record && app_.screen != Screen::staff_record) desk.first = 0;
    app_.key_level = KeyLevel::letters;
    app_.other_keyboard = false;
    arrive(screen);
    list(screen);
  }
  [[nodiscard]] std::string language_after(const std::string& tag) const {
    const auto now = std::find_if(site_.languages.begin(), site_.languages.end(), [&](const auto& one) { return one.tag == tag; });
    return now == site_.languages.end() || now + 1 == site_.languages.end() ? site_.languages.front().tag : (now + 1)->tag;
  }
  void list(Screen screen) {
    if (screen == Screen::staff_packs) ask_desk({.what_to_do = DeskJob::Do::list_stick});
    if (screen == Screen::staff_records || screen == Screen::staff_record) ask_desk({.what_to_do = DeskJob::Do::list_records});
    if (screen == Screen::staff_notices) ask_desk({.what_to_do = DeskJob::Do::list_notices});
  }
  [[nodiscard]] bool busy() const { return app_.desk.job && changes_something(app_.desk.job->what_to_do); }
  void drop_job() {
    effects_.push_back(StopDesk{});
    app_.desk.job.reset();
    ++app_.desk.ticket;
  }
  void ask_desk(DeskJob job) {
    Desk& desk = app_.desk;
    if (busy()) return;
    if (desk.job) drop_job();
    job.now = app_.local;
    ++desk.ticket;
    desk.progress = {};
    desk.stage_ms = 0;
    desk.said_ms = app_.now_ms;
    if (!only_looks(job.what_to_do)) {
      desk.ended.reset();
      desk.fault = DeskFault::none;
      desk.why.clear();
    }
    desk.job = job;
    effects_.push_back(AskDesk{desk.ticket, std::move(job)});
  }
  void preview() { ask_desk({.what_to_do = DeskJob::Do::preview, .what = app_.desk.record, .language = app_.desk.preview, .of = app_.desk.preview_of}); }
  [[nodiscard]] std::string typing_field() const {
    const std::string screen{name_of(app_.screen)};
    return screen == "search" || screen == "staff_find" ? screen + ".field" : screen + ".field." + std::to_string(app_.desk.field);
  }
  void words_changed() {
    if (app_.screen == Screen::search) look_for_words();
    if (app_.screen == Screen::staff_find) find_record();
    if (reads_aloud()) read(ReadNode{typing_field()});
  }
  void type_pin(const std::string& text) {
    if (!site_.has_pin || app_.checking_pin || pin_wait_s(app_) > 0) return;
    for (const char c : text)
      if (c >= '0' && c <= '9' && app_.pin.size() < longest_pin) app_.pin += c;
  }
  void submit_pin() {
    if (!site_.has_pin || app_.checking_pin || pin_wait_s(app_) > 0 || app_.pin.size() < shortest_pin) return;
    cancel_waiting();
    app_.checking_pin = true;
    effects_.push_back(CheckPin{app_.ticket, app_.pin});
    wipe(app_.pin);
    ui_.focus = "staff_pin.state";
  }
  void sound_test() {
    SelfTest& test = app_.test;
    stop_speech();
    if (test.part == TestPart::speech) effects_.push_back(SayTest{heard_languages(site_)[test.step]});
    if (test.part != TestPart::volume) return;
    app_.preferences.volume_step = static_cast<int>(test.step) + 1;
    effects_.push_back(SayTest{heard_languages(site_).front()});
  }
  void finish_test(TestResult result) {
    const TestPart part = *app_.test.part;
    app_.test.results[static_cast<std::size_t>(part)] = result;
    if (result == TestResult::failed) effects_.push_back(TestFailed{part, app_.test.why});
    close_test();
  }
  void close_test() {
    app_.test.part.reset();
    app_.preferences.volume_step = site_.volume_step;
    arrive(Screen::staff_self_test);
  }

  // --- Counting (handbook part 6) ---
  void start_counting() {
    measures::Tally begun;
    begun.shown = app_.tally.shown;
    app_.tally = std::move(begun);
    app_.found_nothing = false;
    app_.topic_before.clear();
  }
  // Words are counted when they are let go of, not letter by letter.
  void count_search() {
    if (std::exchange(app_.found_nothing, false)) app_.tally.no_result.emplace(app_.language, app_.topic_before);
  }
  // The idle question and the first hello speak by themselves: nobody need be there.
  [[nodiscard]] bool listening() const { return app_.screen != Screen::still_there && (reads_aloud() || app_.passage || app_.keys_used); }
  void count_as_listening() {
    const bool writing_down = app_.screen != Screen::still_there && !app_.slow_node.empty();
    if (listening() || writing_down) app_.active_ms = app_.now_ms;
  }
  // The language screen says every language's name.
  void count_heard() {
    if (!listening()) return;
    if (app_.screen == Screen::attract || app_.screen == Screen::language) return;
    const std::string& spoken = spoken_language(app_);
    const bool has_voice = std::any_of(site_.languages.begin(), site_.languages.end(), [&](const auto& l) { return l.tag == spoken && l.heard; });
    if (has_voice) app_.tally.heard = spoken == app_.language ? app_.tally.shown : measures::LanguageUse{spoken, measures::LanguageUse::How::chosen};
  }
  void count_service() {
    if (!app_.service) return;
    const directory::Service& service = *app_.service;
    app_.tally.topics.insert(service.summary.topic);
    const bool has_contact = !service.phones.empty() || !service.email.empty() || !service.website.empty() || !service.address.empty();
    if (measures::is_universal(service.summary.kind)) app_.tally.ending = measures::Ending::universal_service;
    else if (has_contact) app_.tally.ending = measures::Ending::contact_details;
  }
  void count_ways_of_hearing() {
    if (app_.preferences.read_aloud) app_.tally.features.insert(measures::Feature::read_aloud);
    if (app_.preferences.hear_first) app_.tally.features.insert(measures::Feature::hear_first);
  }
  measures::Tally finished_tally() {
    count_search();
    count_ways_of_hearing();
    if (app_.preferences.text_size != site_.text_size) app_.tally.features.insert(measures::Feature::text_size);
    if (app_.preferences.theme != Theme::day) app_.tally.features.insert(measures::Feature::contrast);
    if (app_.preferences.reach) app_.tally.features.insert(measures::Feature::reach);
    app_.tally.period = measures::period_of(app_.local.date);
    app_.tally.part = measures::part_of(app_.local.minute_of_day);
    return std::move(app_.tally);
  }

  // A new page: nothing of the old one is said, pressed or focused.
  void arrive(Screen screen, std::string urgent_id = {}) {
    count_search();
    if (screen == Screen::talk) app_.tally.ending = measures::Ending::asked_staff;
    stop_speech();
    // Nothing moves behind another page; back on its own it waits where it stood.
    if (app_.film && screen != Screen::sign && app_.film->now == Film::Now::playing) app_.film->now = Film::Now::paused;
    if (app_.screen == Screen::still_there) app_.active_ms = app_.now_ms;  // leaving the question is an answer too
    app_.screen = screen;
    app_.urgent_id = std::move(urgent_id);
    app_.aloud = AppState::Aloud::not_asked;
    app_.tried.reset();
    app_.card.clear();
    app_.code.clear();
    app_.code_fault = CodeFault::none;
    app_.slow_node.clear();
    ui_.focus.clear();
    ui_.reading_at.reset();
    ui_.pressed.clear();
    if (reads_aloud()) read(ReadScreen{});
  }
  void go(Screen screen) {
    cancel_waiting();
    remember(screen);
    arrive(screen);
    step_over_same();
  }
  void remember(Screen next) {
    // Back never leads to a question already answered, but to what the idle question covered.
    const Screen left = app_.screen == Screen::still_there ? app_.covered : app_.screen;
    if (left == Screen::attract) return;
    // Back never leads to a choice of language already made; from "My language is not here" to the names once more.
    if (left == Screen::language && next != Screen::not_here) return;
    if (left == Screen::not_here && next == Screen::language) return;
    if (app_.history.empty() || app_.history.back() != left) app_.history.push_back(left);
    if (app_.history.size() > 32) app_.history.erase(app_.history.begin());
  }
  // Back always leads to another page than this.
  void step_over_same() {
    while (!app_.history.empty() && app_.history.back() == app_.screen) app_.history.pop_back();
  }
  // The page comes when all its answers have: no half-filled page is ever painted.
  void ask(Screen then) {
    cancel_waiting();
    app_.next_screen = then;
    if (app_.directory_lost) show_next();  // nobody will answer, and the page says so
  }
  void look_up(Effect question) {
    ++app_.awaited;
    effects_.push_back(std::move(question));
  }
  void look_up_topics() {
    app_.topics_ticket = app_.ticket;
    look_up(LookUpTopics{app_.ticket, app_.language, app_.preferences.heard, app_.local});
  }
  void cancel_waiting() {
    ++app_.ticket;
    app_.awaited = 0;
    app_.next_screen.reset();
  }
  void answered() {
    --app_.awaited;
    if (app_.awaited > 0 || !app_.next_screen) return;
    show_next();
  }
  void show_next() {
    const Screen next = *app_.next_screen;
    app_.next_screen.reset();
    if (next != app_.screen) remember(next);
    if (next == Screen::service) count_service();
    arrive(next);
  }
  // There is one list at a time: where it goes, so does the way back to it.
  void forget_list() {
    app_.topic.clear();
    app_.searched.clear();
    app_.results.clear();
    app_.heard.results.clear();
    app_.left_out = 0;
    std::erase_if(app_.history, [](Screen screen) { return screen == Screen::results || screen == Screen::near; });
    step_over_same();
  }
  // Whoever was told how much goes and says it again means it.
  [[nodiscard]] DeskJob::Removals removals_in(DeskJob::Do what) const {
    return app_.desk.ended == what && app_.desk.fault == DeskFault::takes_out_many ? DeskJob::Removals::allow : DeskJob::Removals::ask;
  }
  void find_record() {
    app_.desk.found.reset();
    if (app_.desk.job && app_.desk.job->what_to_do == DeskJob::Do::find) drop_job();
    if (!app_.words.empty()) ask_desk({.what_to_do = DeskJob::Do::find, .what = app_.words});
  }
  void look_for_words() {
    cancel_waiting();
    if (app_.searched.empty()) forget_list();
    app_.searched = app_.words;
    app_.found_nothing = false;
    look_up(SearchFor{app_.ticket, app_.words, app_.language, app_.local, app_.preferences.heard});
  }
  // After a change of language: the words of the page and of those behind it come again in the new one.
  void ask_again_for(Screen screen) {
    ask(screen);
    look_up_all(screen);
  }
  void look_up_all(Screen screen) {
    look_up_topics();
    const auto on_the_way = [&](Screen wanted) {
      return wanted == screen || std::find(app_.history.begin(), app_.history.end(), wanted) != app_.history.end();
    };
    if (!app_.topic.empty()) {
      look_up(LookUpTopic{app_.ticket, app_.topic, app_.language, app_.local, app_.preferences.heard});
    } else if (on_the_way(Screen::near)) {
      look_up(LookUpTopic{app_.ticket, "", app_.language, app_.local, app_.preferences.heard});
    } else if (!app_.searched.empty()) {
      look_up(SearchFor{app_.ticket, app_.searched, app_.language, app_.local, app_.preferences.heard});
    }
    if (on_the_way(Screen::bsl)) look_up(LookUpSigns{app_.ticket, app_.language});
    if (on_the_way(Screen::sign)) look_up(LookUpSign{app_.ticket, app_.sign_of, app_.language});
    if (on_the_way(Screen::service)) look_up(LookUpService{app_.ticket, app_.service_id, app_.language, app_.local, app_.preferences.heard});
  }

  State& state_;
  AppState& app_;
  UiState& ui_;
  std::vector<Effect>& effects_;
  const Site& site_;
};

}  // namespace

bool may_be_heard(const AppState& app) {
  // Listen, on the preview of a record or of a notice, is such a choice.
  return !is_for_staff(app.screen) || ((app.screen == Screen::staff_record || app.screen == Screen::staff_write) && app.passage) || app.headphones || app.preferences.read_aloud || app.preferences.hear_first;
}

int locks_in_minutes(const AppState& app, const Site& site) {
  const std::int64_t left_ms = (site.idle_question_s + site.idle_answer_s) * std::int64_t{1000} - (app.now_ms - app.active_ms);
  return static_cast<int>((std::max<std::int64_t>(0, left_ms) + 59'999) / 60'000);
}

std::string* typed_into(AppState& app, std::size_t& longest) {
  longest = longest_query_bytes;
  switch (app.screen) {
    case Screen::search:
    case Screen::staff_find: return &app.words;
    case Screen::staff_say:
      longest = longest_notice_title;
      return app.desk.field == 0 ? &app.desk.written : &app.desk.spoken;
    case Screen::staff_write:
      if (app.desk.read_through) return nullptr;
      longest = app.desk.field == 0 ? longest_notice_title : longest_notice_text;
      return app.desk.field == 0 ? &app.desk.notice.title : &app.desk.notice.text;
    default: return nullptr;
  }
}

bool can_undo(const Desk& desk) {
  using enum DeskJob::Do;
  if ((desk.job && !only_looks(desk.job->what_to_do)) || desk.fault != DeskFault::none || !desk.ended) return false;
  return desk.ended == hide || desk.ended == show || desk.ended == confirm || desk.ended == publish_notice || desk.ended == withdraw_notice || desk.ended == publish_workbook;
}

std::optional<int> minutes_left(const Desk& desk, std::int64_t now_ms) {
  const DeskProgress& now = desk.progress;
  const std::int64_t passed_ms = now_ms - desk.stage_ms;
  if (!desk.job || desk.stage_ms == 0 || now.total == 0 || passed_ms < 3'000 || now.done <= desk.stage_done || now.done * 20 < now.total) return std::nullopt;
  const double left_ms = static_cast<double>(now.total - std::min(now.done, now.total)) * static_cast<double>(passed_ms) / static_cast<double>(now.done - desk.stage_done);
  return static_cast<int>(std::min(999.0, std::round(left_ms / 60'000)));
}

bool is_hidden(const Desk& desk) {
  if (desk.shown.contains(desk.record)) return false;
  if (desk.hid.contains(desk.record)) return true;
  return desk.records && std::any_of(desk.records->hidden.begin(), desk.records->hidden.end(), [&](const auto& one) { return one.id == desk.record; });
}

int pin_wait_s(const AppState& app) {
  return static_cast<int>((std::max<std::int64_t>(0, app.tries.again_ms - app.now_ms) + 999) / 1000);
}

std::vector<std::string> heard_languages(const Site& site) {
  std::vector<std::string> tags;
  for (const auto& language : site.languages)
    if (language.heard) tags.push_back(language.tag);
  return tags;
}

State fresh(const Site& site, const State* room) {
  State state;
  state.app.language = site.language;
  state.app.tally.shown.tag = site.language;
  state.app.preferences = preferences_of(site);
  state.app.directory_lost = !site.has_directory;
  if (room != nullptr) enter_room(state, *room);
  return state;
}

Step update(State state, const Action& action, const Site& site) {
  Step step{std::move(state), {}};
  std::visit(Updater(step.state, step.effects, site), action);
  return step;
}

bool is_sensitive(const AppState& app) {
  const auto is = [](const std::string& kind) { return !kind.empty() && kind != "none"; };
  if (app.screen == Screen::service) return app.service && is(app.service->sensitive);
  if (app.screen != Screen::help_now) return false;
  return std::any_of(app.urgent.begin(), app.urgent.end(), [&](const auto& need) { return need.id == app.urgent_id && is(need.sensitive); });
}

int dwell_ms_of(const Preferences& preferences, const Site& site) {
  return std::clamp(static_cast<int>(site.dwell_ms * dwell_parts[static_cast<std::size_t>(preferences.dwell_step)]), 300, 20'000);
}

const std::string& spoken_language(const AppState& app) { return app.preferences.heard.empty() ? app.language : app.preferences.heard; }

AppState as_heard(const AppState& app) {
  AppState heard = app;
  if (app.preferences.heard.empty()) return heard;
  heard.language = app.preferences.heard;
  // Until an answer has come, what is shown: its spans say their own language.
  if (!app.heard.topics.empty()) heard.topics = app.heard.topics;
  if (!app.heard.urgent.empty()) heard.urgent = app.heard.urgent;
  if (!app.heard.results.empty()) heard.results = app.heard.results;
  if (app.heard.service) heard.service = app.heard.service;
  return heard;
}

int answer_seconds_left(const AppState& app, const Site& site) {
  const std::int64_t ends_ms = app.active_ms + (site.idle_question_s + site.idle_answer_s) * std::int64_t{1000};
  const std::int64_t left_ms = std::max<std::int64_t>(0, ends_ms - app.now_ms);
  return std::min(site.idle_answer_s, static_cast<int>((left_ms + 4999) / 5000 * 5));
}

std::optional<std::int64_t> next_deadline_ms(const State& state, const Site& site) {
  const AppState& app = state.app;
  if (app.screen == Screen::attract) return std::nullopt;
  if (is_for_staff(app.screen)) {
    const std::int64_t whole_ms = (site.idle_question_s + site.idle_answer_s) * std::int64_t{1000};
    std::int64_t next_ms = app.active_ms + whole_ms;
    if (state.aside) next_ms = std::min(next_ms, state.aside->app.active_ms + whole_ms);
    // The minute on "Locks in 3 minutes" moves.
    if (const int minutes = locks_in_minutes(app, site); minutes > 1) next_ms = std::min(next_ms, app.active_ms + whole_ms - (minutes - 1) * std::int64_t{60'000});
    if (const int wait_s = pin_wait_s(app); wait_s > 0) next_ms = std::min(next_ms, app.tries.again_ms - (wait_s - 1) * std::int64_t{1000});
    return next_ms;
  }
  const std::int64_t question_ms = app.active_ms + site.idle_question_s * std::int64_t{1000};
  if (app.screen != Screen::still_there) return question_ms;
  const std::int64_t segment_ms = app.now_ms - question_ms;
  return std::min(question_ms + (segment_ms / 5000 + 1) * 5000, question_ms + site.idle_answer_s * std::int64_t{1000});
}

}  // namespace kiosk::session
