// SPDX-License-Identifier: GPL-3.0-or-later
// Is the voice understood? A recogniser that has never heard it (pocketsphinx with its
// own model of English, and a closed grammar) picks what was said from among the control
// and its six neighbours on the page. It is a proxy for ears, not a replacement of them.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <pocketsphinx.h>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include "kiosk/access/reading.hpp"
#include "kiosk/speech/script.hpp"
#include "tests/support/test_kiosk.hpp"

namespace kiosk {
namespace {

using namespace semantics;
using testing::TestKiosk;

constexpr std::size_t neighbours = 6;
constexpr std::size_t least_prompts = 100;
constexpr double least_right = 0.85;

class Recogniser {
 public:
  Recogniser() {
    const std::string model = "/usr/share/pocketsphinx/model/en-us/";
    // The model knows sound up to 6.8 kHz; taken at the voice's own rate nothing is resampled. A page's
    // grammar is small enough to weigh every path of it: nothing is pruned.
    config_.reset(cmd_ln_init(nullptr, ps_args(), TRUE, "-hmm", (model + "en-us").c_str(), "-dict", (model + "cmudict-en-us.dict").c_str(), "-samprate",
                              std::to_string(speech::sample_rate_hz).c_str(), "-nfft", "1024", "-remove_noise", "no", "-remove_silence", "no", "-beam", "0", "-pbeam", "0", "-wbeam", "0", "-maxhmmpf", "-1", "-dither", "yes", "-seed", "1", "-logfn", "/dev/null", nullptr));
    if (config_) decoder_.reset(ps_init(config_.get()));
  }
  [[nodiscard]] bool ready() const { return decoder_ != nullptr; }
  [[nodiscard]] bool knows(const std::string& word) const {
    char* phones = ps_lookup_word(decoder_.get(), word.c_str());
    ckd_free(phones);
    return phones != nullptr;
  }
  // Which of the phrases was heard, or -1.
  int hear(const std::vector<std::string>& phrases, const std::vector<std::int16_t>& sound) {
    std::string grammar = "#JSGF V1.0; grammar page; public <said> = ";
    for (std::size_t i = 0; i < phrases.size(); ++i) grammar += (i == 0 ? "" : " | ") + phrases[i];
    grammar += ";";
    if (ps_set_jsgf_string(decoder_.get(), "page", grammar.c_str()) != 0 || ps_set_search(decoder_.get(), "page") != 0) return -1;
    ps_start_utt(decoder_.get());
    ps_process_raw(decoder_.get(), sound.data(), sound.size(), FALSE, TRUE);
    ps_end_utt(decoder_.get());
    std::int32_t score = 0;
    const char* heard = ps_get_hyp(decoder_.get(), &score);
    for (std::size_t i = 0; heard != nullptr && i < phrases.size(); ++i)
      if (phrases[i] == heard) return static_cast<int>(i);
    return -1;
  }

 private:
  struct FreeConfig {
    void operator()(cmd_ln_t* config) const { cmd_ln_free_r(config); }
  };
  struct FreeDecoder {
    void operator()(ps_decoder_t* decoder) const { ps_free(decoder); }
  };
  std::unique_ptr<cmd_ln_t, FreeConfig> config_;
  std::unique_ptr<ps_decoder_t, FreeDecoder> decoder_;
};

// The words as the recogniser's dictionary writes them; figures as they are said.
std::string phrase_of(const std::vector<speech::Utterance>& utterances) {
  static constexpr std::array<const char*, 10> digits{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
  std::string text;
  for (const speech::Utterance& utterance : utterances)
    for (const speech::Clause& clause : speech::script_for(utterance.label)) text += clause.words + " ";
  std::string phrase, word;
  const auto end_word = [&] {
    while (!word.empty() && word.back() == '\'') word.pop_back();
    if (!word.empty()) phrase += (phrase.empty() ? "" : " ") + word;
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (std::isalpha(c)) word += static_cast<char>(std::tolower(c));
    else if (text.compare(i, 3, "\xE2\x80\x99") == 0) word += '\'', i += 2;
    else if (c == '\'' && !word.empty()) word += '\'';
    else if (std::isdigit(c)) { end_word(); word = digits[c - '0']; end_word(); }
    else end_word();
  }
  end_word();
  return phrase;
}

struct Prompt {
  std::string id, phrase;
};

TEST(Intelligibility, ARecogniserPicksTheSpokenControlAmongSixNeighbours) {
  Recogniser recogniser;
  ASSERT_TRUE(recogniser.ready()) << "pocketsphinx-en-us is not installed";
  TestKiosk t("en");
  ASSERT_NE(t.kiosk, nullptr);
  app::Kiosk& kiosk = *t.kiosk;
  ASSERT_NEAR(speech::words_per_minute(kiosk.state().app.preferences.rate_step), 122.5, 2.5);

  const std::vector<std::vector<Action>> pages{{GoHome{}},
                                               {OpenTopic{"health"}},
                                               {OpenTopic{"money"}},
                                               {OpenTopic{"rights"}},
                                               {OpenTopic{"work"}},
                                               {OpenTopic{"home"}},
                                               {OpenTopic{"family"}},
                                               {OpenScreen{Screen::near}},
                                               {OpenService{"central-library"}},
                                               {OpenService{"armley-library"}},
                                               {OpenScreen{Screen::talk}},
                                               {OpenScreen{Screen::access}},
                                               {OpenScreen{Screen::help_now}},
                                               {OpenScreen{Screen::help_now}, OpenUrgent{"hurting-me"}},
                                               {OpenScreen{Screen::search}, TypeWords{"food"}},
                                               {OpenScreen{Screen::help_now}, OpenUrgent{"no-food-or-heating"}},
                                               {OpenScreen{Screen::help_now}, OpenUrgent{"nowhere-to-sleep"}},
                                               {OpenService{"food-bank-woodhouse"}},
                                               {OpenService{"kirkgate-market-hub"}},
                                               {OpenScreen{Screen::needs}},
                                               {OpenScreen{Screen::still_there}},
                                               {OpenScreen{Screen::language}}};
  std::size_t asked = 0, right = 0, unknown = 0;
  std::set<std::string> said_before;
  std::string misheard;
  const auto hear_page = [&] {
    const access::Page page = kiosk.reading_order();
    std::vector<Prompt> prompts;
    for (const access::Entry& entry : page) {
      // A letter alone is told apart by no recogniser, and by people hardly: what is typed is read back in words.
      if (!is_control(entry.node->role) || entry.node->role == Role::key) continue;
      const std::string phrase = phrase_of(access::say_stop(page, entry.node->id, kiosk.strings(), "en"));
      // Names of places and people that the dictionary has never heard of cannot be in its grammar.
      std::istringstream words(phrase);
      bool known = !phrase.empty();
      for (std::string word; words >> word;) known = known && recogniser.knows(word);
      if (known) prompts.push_back({entry.node->id, phrase});
      else ++unknown;
    }
    if (prompts.size() <= neighbours) return;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
      if (!said_before.insert(prompts[i].phrase).second) continue;  // the bar is on every page
      const std::size_t first = std::min(i > neighbours / 2 ? i - neighbours / 2 : 0, prompts.size() - neighbours - 1);
      std::vector<std::string> phrases;
      for (std::size_t j = first; j <= first + neighbours; ++j) phrases.push_back(prompts[j].phrase);
      t.act(FocusOn{prompts[i].id});
      std::vector<std::int16_t> sound(speech::sample_rate_hz / 4, 0);
      std::array<std::int16_t, 4096> block{};
      while (kiosk.speaker().speaking()) {
        const std::size_t got = kiosk.speaker().pull_blocking(block.data(), block.size());
        if (got == 0) break;
        sound.insert(sound.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(got));
      }
      sound.resize(sound.size() + speech::sample_rate_hz / 4, 0);
      kiosk.catch_up();
      const int heard = recogniser.hear(phrases, sound);
      ++asked;
      if (heard == static_cast<int>(i - first)) ++right;
      else misheard += fmt::format("  {}: heard {}\n", prompts[i].phrase, heard < 0 ? "nothing of these" : phrases[static_cast<std::size_t>(heard)]);
    }
  };
  constexpr int most_pages = 8;
  for (const std::vector<Action>& way : pages) {
    t.act(StartAgain{});
    t.act(Begin{});
    for (const Action& step : way) t.act(step);
    hear_page();
    const auto pagers = kiosk.laid().pagers;
    for (const auto& [pager, has] : pagers) {
      for (int turned = 1; turned < std::min(has.pages, most_pages); ++turned) {
        t.act(TurnPage{pager, turned});
        hear_page();
      }
    }
  }
  const double share = static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(asked, 1));
  std::cout << fmt::format("{} of {} prompts were picked from among seven ({:.0f} %); {} controls have words that the dictionary does not know\n{}", right, asked,
                           share * 100, unknown, misheard);
  EXPECT_GE(asked, least_prompts);
  EXPECT_GE(share, least_right);
}

}  // namespace
}  // namespace kiosk
