// SPDX-License-Identifier: GPL-3.0-or-later
// A visit for tests: actions in, state and effects out, a clock that only moves when told.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "kiosk/session/state.hpp"

namespace kiosk::session {

using namespace semantics;

inline Site leeds() {
  Site site;
  site.languages = {{"en", true}, {"ar", true}};
  return site;
}

inline directory::Topic topic(const std::string& key) { return {key, i18n::plain("Need " + key, "en"), i18n::plain("Such as", "en")}; }
inline directory::ServiceSummary summary(const std::string& id) {
  directory::ServiceSummary out;
  out.id = id;
  out.name = i18n::plain(id, "en");
  return out;
}

struct Visit {
  Site site = leeds();
  State state = fresh(site);
  std::vector<Effect> effects;      // of the last action
  std::vector<Effect> asked;        // look-ups not yet answered

  AppState& app() { return state.app; }
  UiState& ui() { return state.ui; }

  void act(const Action& action) {
    Step step = update(std::move(state), action, site);
    state = std::move(step.state);
    effects = std::move(step.effects);
    for (const Effect& effect : effects)
      if (std::holds_alternative<LookUpTopics>(effect) || std::holds_alternative<LookUpTopic>(effect) || std::holds_alternative<LookUpService>(effect) ||
          std::holds_alternative<SearchFor>(effect))
        asked.push_back(effect);
  }
  template <class Wanted>
  [[nodiscard]] std::vector<Wanted> all() const {
    std::vector<Wanted> found;
    for (const Effect& effect : effects)
      if (const auto* one = std::get_if<Wanted>(&effect)) found.push_back(*one);
    return found;
  }
  template <class Wanted>
  [[nodiscard]] bool did() const { return !all<Wanted>().empty(); }

  // Every question that is open gets its answer, in the order asked; keeps the effects of all.
  void answer() {
    std::vector<Effect> kept = effects;
    for (const Effect& question : std::exchange(asked, {})) {
      if (const auto* topics = std::get_if<LookUpTopics>(&question))
        act(TopicsReady{topics->ticket, {topic("health in " + topics->language), topic("health"), topic("money")}});
      else if (const auto* in_topic = std::get_if<LookUpTopic>(&question))
        act(ResultsReady{in_topic->ticket, {summary(in_topic->language + " of topic " + in_topic->key)}});
      else if (const auto* search = std::get_if<SearchFor>(&question))
        act(ResultsReady{search->ticket, {summary(search->language + " for " + search->words)}});
      else if (const auto* service = std::get_if<LookUpService>(&question)) {
        directory::Service found;
        found.summary = summary(service->language + " service " + service->id);
        act(ServiceReady{service->ticket, {found}});
      }
      kept.insert(kept.end(), effects.begin(), effects.end());
    }
    effects = std::move(kept);
  }
  void settle(const Action& action) {
    act(action);
    answer();
  }
  void at(std::int64_t now_ms) { act(Tick{now_ms, LocalTime{}}); }
  void pass(std::int64_t ms) { at(app().now_ms + ms); }
  // As a key or a finger does: a sign of life, then what it means.
  void press(const Action& action) {
    act(Activity{app().now_ms});
    settle(action);
  }
  [[nodiscard]] Screen screen() const { return state.app.screen; }

  // At home, in English, with the topics there.
  static Visit at_home() {
    Visit visit;
    visit.settle(StartAgain{});
    visit.act(Begin{});
    visit.settle(ChooseLanguage{"en"});
    EXPECT_EQ(visit.screen(), Screen::home);
    return visit;
  }
};

}  // namespace kiosk::session
