// SPDX-License-Identifier: GPL-3.0-or-later
// Who uses touch, a keypad, two switches or one reaches the same states: EN 301 549
// 5.1.3.1 and VVSG 2.0 7.2-F. Each way of working walks the kiosk by itself; then the
// walks are compared, transition by transition. At every state every stop must speak,
// in the language that its words are in, and nothing may be drawn that is not said.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "kiosk/access/reading.hpp"
#include "kiosk/i18n/label.hpp"
#include "kiosk/speech/script.hpp"
#include "tests/support/test_kiosk.hpp"

namespace kiosk {
namespace {

using namespace semantics;
using app::Press;
using testing::TestKiosk;

enum class By { touch, hear_first, keypad, two_switches, one_switch };
constexpr std::array<std::string_view, 5> way_names{"touch", "Hear first by touch", "keypad", "two switches", "one switch"};

constexpr const char* wait_for_the_question = "(nobody stirs)";
constexpr std::int64_t dwell_ms = 1000;

// A record is as good as the next, and so is a letter: one of a kind is followed.
std::string kind_of(const std::string& id) {
  for (const std::string_view many : {"results.card.", "search.hit.", "search.key.", "language.", "help_now.card.", "help_now.need.", "bsl.video.", "needs.", "needs_code.key.", "service.word."}) {
    if (!id.starts_with(many)) continue;
    static const std::set<std::string> own{"search.key.rub_out", "search.key.shift", "search.key.search", "search.key.123", "search.key.accents", "search.key.space",
                                           "search.key.layout", "language.bfi", "language.other", "language.listen", "language.code", "needs.show", "needs.listen", "needs.change"};
    if (own.contains(id) || id.find("page") != std::string::npos) return id;
    return std::string{many} + "*";
  }
  return id;
}

std::vector<const ui::layout::Item*> usable(app::Kiosk& kiosk) {
  std::vector<const ui::layout::Item*> found;
  for (const ui::layout::Item& item : kiosk.laid().items)
    if (item.node->part == Part::semantic && is_control(item.node->role) && item.node->enabled && item.node->action) found.push_back(&item);
  return found;
}

// What can be done here, by kind: two pages that offer the same are one state.
std::string state_of(app::Kiosk& kiosk) {
  const session::AppState& app = kiosk.state().app;
  std::string name = fmt::format("{} {} {}", name_of(app.screen), app.language, app.urgent_id);
  // Whoever would have it read to the room is asked first, and whoever sees it is not (5.1.3.9).
  if (session::is_sensitive(app)) return name + " sensitive";
  if (app.screen == Screen::results) name += " " + app.topic;
  for (const auto& [pager, pages] : kiosk.laid().pagers) name += fmt::format(" {}:{}", pager, std::min(pages.page, 1));
  std::set<std::string> kinds;
  for (const auto* item : usable(kiosk)) kinds.insert(kind_of(item->node->id));
  for (const std::string& kind : kinds) name += " " + kind;
  return name;
}

// All that a control may change, whatever the way of working that pressed it. Whether
// things are heard first is told as a change of that way of working.
std::string outcome_of(app::Kiosk& kiosk, By by) {
  const session::AppState& app = kiosk.state().app;
  const session::Preferences& now = app.preferences;
  return fmt::format("{} | theme {} size {} read {} hear {} reach {} rate {} volume {} words {} passage {} uncounted {}", state_of(kiosk), name_of(now.theme),
                     name_of(now.text_size), now.read_aloud, now.hear_first != (by == By::hear_first && app.screen != Screen::attract), now.reach, now.rate_step, now.volume_step, app.words.size(), app.passage, app.do_not_count);
}

struct Walk {
  std::map<std::string, std::map<std::string, std::string>> states;  // state -> kind of control -> outcome
  std::map<std::string, std::string> shown;                          // state -> the way there, for messages
  std::vector<std::string> wrong;
  std::size_t most_steps = 0;
};

class Crawler {
 public:
  Crawler(By by, const std::string& language)
      : by_(by), kiosk_(language, session::Site::Orientation::landscape, KIOSK_TEST_STORE, switches_for(by)) {}

  Walk walk() {
    std::deque<std::vector<std::string>> ways{{}, {wait_for_the_question}};
    while (!ways.empty()) {
      const std::vector<std::string> way = std::move(ways.front());
      ways.pop_front();
      if (!go(way)) continue;
      const std::string state = state_of(*kiosk_.kiosk);
      if (walk_.states.contains(state)) continue;
      auto& outcomes = walk_.states[state];
      walk_.shown[state] = fmt::format("{}", fmt::join(way, " > "));
      check_words(walk_.shown[state]);
      // Here keys say what they do and do nothing else: it is for touch, and for whoever tries keys.
      if (kiosk_.kiosk->state().app.screen == Screen::learn_keys) continue;
      // What is on it differs by who may be overheard; its own journeys go through it.
      if (session::is_sensitive(kiosk_.kiosk->state().app)) continue;
      std::map<std::string, std::string> first_of_kind;
      for (const auto* item : usable(*kiosk_.kiosk)) first_of_kind.emplace(kind_of(item->node->id), item->node->id);
      for (const auto& [kind, id] : first_of_kind) {
        if (!go(way)) break;
        const session::AppState before = kiosk_.kiosk->state().app;
        if (!use(id)) {
          outcomes[kind] = "not reached";
          continue;
        }
        // "Put it all back" ends Hear first too, and "Screen off" begins it: what comes of them is the same for everybody.
        outcomes[kind] = outcome_of(*kiosk_.kiosk, kind == "access.reset" || kind == "access.screen_off" ? By::touch : by_);
        // The meaning of a hard word is read at once to whoever moves by keys or by ear, and shown to all.
        if (kind == "service.word.*") outcomes[kind].erase(outcomes[kind].find(" passage"));
        const session::AppState& app = kiosk_.kiosk->state().app;
        if (app.screen == Screen::attract || app.language != kiosk_.kiosk->site().language || way.size() >= 7) continue;
        // A setting alone leads nowhere: the page that it is on is tried as it is.
        if (app.screen == before.screen && !(app.preferences == before.preferences)) continue;
        std::vector<std::string> on = way;
        on.push_back(id);
        ways.push_back(std::move(on));
      }
    }
    return std::move(walk_);
  }

 private:
  static Config switches_for(By by) {
    Config config;
    config.switches.count = by == By::one_switch ? 1 : 2;
    config.switches.moves_on_after_ms = dwell_ms;
    return config;
  }
  // The steps before the last are taken as such, for each of them has been taken by the way of working under test.
  bool go(const std::vector<std::string>& way) {
    app::Kiosk& kiosk = *kiosk_.kiosk;
    kiosk_.act(StartAgain{});
    begin();
    for (const std::string& id : way) {
      if (id == wait_for_the_question) {
        // The light of one switch counts as nobody: it stops, and the question comes.
        for (int second = 0; second < 400 && kiosk.state().app.screen != Screen::still_there; ++second) {
          std::array<std::int16_t, speech::sample_rate_hz> heard{};
          if (kiosk.speaker().speaking()) (void)kiosk.speaker().pull_blocking(heard.data(), heard.size());  // listening is a sign of life
          kiosk_.wait(1000);
        }
        continue;
      }
      if (!kiosk.can_use(id)) {
        walk_.wrong.push_back(fmt::format("{}: the way {} cannot be gone again: {}", way_names[static_cast<std::size_t>(by_)], fmt::join(way, " > "), id));
        return false;
      }
      kiosk.activate(id);
      kiosk_.settle();
    }
    return true;
  }
  void begin() {
    app::Kiosk& kiosk = *kiosk_.kiosk;
    switch (by_) {
      case By::touch: tap("attract.begin"); break;
      case By::hear_first: {
        const PointPx corner{10, kiosk.laid().window.height - 10};
        kiosk.pointer_down(0, corner);
        kiosk_.wait(2000);
        kiosk.pointer_up(0, corner);
        break;
      }
      case By::keypad: kiosk.press(Press::select); break;
      case By::two_switches:
      case By::one_switch: kiosk.press(Press::switch1); break;
    }
    kiosk_.settle();
  }
  void tap(std::string_view id) {
    const ui::layout::Item* item = kiosk_.kiosk->laid().find(id);
    tap_at({item->bounds.x + item->bounds.width / 2, item->bounds.y + item->bounds.height / 2});
  }
  void tap_at(PointPx at) {
    kiosk_.kiosk->pointer_down(0, at);
    kiosk_.kiosk->pointer_up(0, at);
  }
  bool use(const std::string& id) {
    app::Kiosk& kiosk = *kiosk_.kiosk;
    const auto contains = [&](const std::vector<std::string>& lit) { return std::find(lit.begin(), lit.end(), id) != lit.end(); };
    switch (by_) {
      case By::touch: tap(id); break;
      case By::hear_first:
        kiosk_.wait(1000);  // no second tap of what was before
        tap(id);
        if (kiosk.state().ui.focus != id) return false;
        tap_at({kiosk.laid().window.width / 2, kiosk.laid().window.height / 2});  // the second tap may be anywhere
        break;
      case By::keypad: {
        const std::size_t stops = access::stops(kiosk.reading_order()).size();
        for (std::size_t moves = 0; kiosk.state().ui.focus != id; ++moves) {
          if (moves > stops) return false;
          kiosk.press(Press::next);
        }
        kiosk.press(Press::select);
        break;
      }
      case By::two_switches:
      case By::one_switch: {
        const bool two = by_ == By::two_switches;
        if (kiosk.lit().empty()) kiosk.press(Press::switch1);
        for (std::size_t steps = 0;; ++steps) {
          if (steps > access::most_scan_steps + 1) return false;
          walk_.most_steps = std::max(walk_.most_steps, steps);
          const std::vector<std::string> lit = kiosk.lit();
          if (!contains(lit)) {
            if (two) kiosk.press(Press::switch1);
            else kiosk_.wait(dwell_ms);
            continue;
          }
          kiosk.press(two ? Press::switch2 : Press::switch1);
          if (lit.size() == 1) break;
        }
        break;
      }
    }
    kiosk_.settle();
    return true;
  }

  static bool latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  // Every stop speaks, in the language of its words; and the words drawn are among those said.
  void check_words(const std::string& where) {
    app::Kiosk& kiosk = *kiosk_.kiosk;
    const std::string language = kiosk.state().app.language;
    const bool latin_page = language == "en" || language == "pl";
    const access::Page page = kiosk.reading_order();
    std::string said;
    for (const std::string& stop : access::stops(page)) {
      const auto utterances = access::say_stop(page, stop, kiosk.strings(), language);
      if (utterances.empty()) walk_.wrong.push_back(fmt::format("{} ({}): {} says nothing", where, language, stop));
      for (const speech::Utterance& utterance : utterances) {
        for (const i18n::Span& span : utterance.label) {
          said += span.text;
          if (span.language.empty()) walk_.wrong.push_back(fmt::format("{} ({}): {} says '{}' in no language", where, language, stop, span.text));
        }
        for (const speech::Clause& clause : speech::script_for(utterance.label)) {
          const auto letters = std::count_if(clause.words.begin(), clause.words.end(), latin);
          // A letter of the on-screen keyboard is what it is; postcodes are read letter by letter.
          if (!latin_page && clause.language == language && letters > 1 && utterance.label[clause.span].kind == i18n::SpanKind::plain)
            walk_.wrong.push_back(fmt::format("{}: {} would be said by the voice of {}: '{}'", where, stop, language, clause.words));
          if (clause.language == "en" && std::any_of(clause.words.begin(), clause.words.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xD8 && static_cast<unsigned char>(c) <= 0xDF; }))
            walk_.wrong.push_back(fmt::format("{}: {} would be said by the English voice: '{}'", where, stop, clause.words));
        }
      }
      said += '\n';
    }
    for (const ui::layout::Item& item : kiosk.laid().items) {
      if (!item.text || item.text->lines.empty()) continue;
      const Node* owner = item.node->part == Part::own_label && item.parent >= 0 ? kiosk.laid().items[static_cast<std::size_t>(item.parent)].node : item.node;
      if (owner->spoken) continue;  // said in other words, on purpose
      if (said.find(i18n::plain_text(owner->label)) == std::string::npos)
        walk_.wrong.push_back(fmt::format("{} ({}): '{}' is drawn and never said", where, language, i18n::plain_text(owner->label)));
    }
  }

  By by_;
  TestKiosk kiosk_;
  Walk walk_;
};

class En301549_5_1_3_1 : public ::testing::TestWithParam<const char*> {};

TEST_P(En301549_5_1_3_1, TouchKeypadAndSwitchesReachTheSameStatesAndEveryStopSpeaks) {
  const std::string language = GetParam();
  const Walk by_touch = Crawler(By::touch, language).walk();
  std::size_t transitions = 0;
  for (const auto& [state, outcomes] : by_touch.states) transitions += outcomes.size();
  for (const std::string& wrong : by_touch.wrong) ADD_FAILURE() << wrong;
  EXPECT_GT(by_touch.states.size(), 20U);
  std::string counts = fmt::format("{}: {} states, {} ways on", language, by_touch.states.size(), transitions);
  for (const By by : {By::hear_first, By::keypad, By::two_switches, By::one_switch}) {
    const Walk walk = Crawler(by, language).walk();
    const std::string_view name = way_names[static_cast<std::size_t>(by)];
    for (const std::string& wrong : walk.wrong) ADD_FAILURE() << name << ": " << wrong;
    if (by == By::two_switches || by == By::one_switch) {
      EXPECT_LE(walk.most_steps, access::most_scan_steps) << name;
      counts += fmt::format("; {} within {} steps", name, walk.most_steps);
    }
    for (const auto& [state, outcomes] : by_touch.states) {
      const auto found = walk.states.find(state);
      if (found == walk.states.end()) {
        ADD_FAILURE() << name << " never reaches " << state << " (by touch: " << by_touch.shown.at(state) << ")";
        continue;
      }
      for (const auto& [control, outcome] : outcomes) {
        const auto same = found->second.find(control);
        EXPECT_EQ(same == found->second.end() ? "nothing" : same->second, outcome) << name << " at " << by_touch.shown.at(state) << ", " << control;
      }
    }
    EXPECT_EQ(walk.states.size(), by_touch.states.size()) << name;
  }
  std::cout << counts << '\n';
}

INSTANTIATE_TEST_SUITE_P(EveryLanguage, En301549_5_1_3_1, ::testing::Values("en", "pl", "ar", "ur", "pa", "zh-Hans"),
                         [](const auto& language) { return std::string(language.param).substr(0, 2); });

}  // namespace
}  // namespace kiosk
