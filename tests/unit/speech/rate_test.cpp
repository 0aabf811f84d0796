// SPDX-License-Identifier: GPL-3.0-or-later
// VVSG 2.0 7.1-K: 120 to 125 words a minute by default, 50 % to 200 % of it in
// 6 to 8 steps, at an unchanged pitch; counted in samples, pauses and all.
#include <array>
#include <cmath>
#include <sstream>

#include "support.hpp"

namespace kiosk::speech {
namespace {

constexpr std::array<const char*, 3> prose{
    "Armley Library is open today until five in the evening, and anyone may come in without a ticket. Staff at the desk can help you to use a "
    "computer, to print a form, or to find a warm place to sit. There is a ramp at the side door, and the toilets are on the ground floor. If you "
    "need food today, the food bank in the hall next door gives parcels on Tuesday and Friday mornings. Bring a letter if you have one, but nobody "
    "is turned away. Children can borrow books for free, and there is a story time each week.",
    "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow. The rainbow is a division of white light into many "
    "beautiful colors. These take the shape of a long round arch, with its path high above, and its two ends apparently beyond the horizon. There "
    "is, according to legend, a boiling pot of gold at one end. People look, but no one ever finds it. When a man looks for something beyond his "
    "reach, his friends say he is looking for the pot of gold at the end of the rainbow.",
    "You can borrow books, use a computer and get help with forms at this library. The community hub on the same site gives advice about benefits, "
    "housing and council tax. You do not need to book. Bring proof of your address if you have it. The building has level access from the car park, "
    "a lift to the first floor and a hearing loop at the counter. Buses stop outside every ten minutes during the day. If you are worried about "
    "money or food, tell a member of staff and they will find somebody who can help."};

double measured(Speaker& speaker, int step) {
  speaker.set({step, 6, Route::speaker});
  std::size_t count = 0;
  std::size_t samples = 0;
  for (const char* text : prose) {
    std::istringstream stream(text);
    for (std::string word; stream >> word;) ++count;
    speaker.say(words(text), 0);
    samples += hear_out(speaker, 4096).size();
  }
  return static_cast<double>(count) * 60 * sample_rate_hz / static_cast<double>(samples);
}

// The pitch by autocorrelation, the middle of all voiced stretches of 40 ms.
double pitch_hz(const std::vector<std::int16_t>& samples) {
  constexpr std::size_t window = sample_rate_hz / 25;
  std::vector<double> found;
  for (std::size_t start = 0; start + 2 * window < samples.size(); start += window) {
    const auto correlation = [&](std::size_t lag) {
      double sum = 0;
      for (std::size_t i = start; i < start + window; ++i) sum += double{1} * samples[i] * samples[i + lag];
      return sum;
    };
    const double energy = correlation(0);
    if (energy < window * 1e6) continue;
    double best = 0;
    std::size_t best_lag = 0;
    for (std::size_t lag = sample_rate_hz / 200; lag < sample_rate_hz / 60; ++lag) {
      if (const double value = correlation(lag); value > best) {
        best = value;
        best_lag = lag;
      }
    }
    if (best > 0.6 * energy) found.push_back(sample_rate_hz / static_cast<double>(best_lag));
  }
  if (found.empty()) return 0;
  std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(found.size() / 2), found.end());
  return found[found.size() / 2];
}

TEST(Rate, TheDefaultIs120To125WordsAMinute) {
  const auto speaker = logging_speaker();
  const double rate = measured(*speaker, Settings{}.rate_step);
  EXPECT_GE(rate, 120);
  EXPECT_LE(rate, 125);
}

TEST(Rate, SevenStepsFromHalfToDoubleAreTrueAtEachStep) {
  const auto speaker = logging_speaker();
  for (int step = 0; step <= 6; ++step) {
    const double rate = measured(*speaker, step);
    RecordProperty("step" + std::to_string(step), std::to_string(rate));
    EXPECT_NEAR(rate, words_per_minute(step), 0.03 * words_per_minute(step)) << step;
    EXPECT_NEAR(words_per_minute(step), 123 * std::pow(2.0, (step - 3) / 3.0), 1.0);
  }
  EXPECT_EQ(words_per_minute(-5), words_per_minute(0));
  EXPECT_EQ(words_per_minute(50), words_per_minute(6));
}

TEST(Rate, ThePitchStaysWhatItIs) {
  const auto speaker = logging_speaker();
  std::vector<double> pitches;
  for (const int step : {0, 3, 6}) {
    speaker->set({step, 6, Route::speaker});
    speaker->say(words(prose[0]), 0);
    pitches.push_back(pitch_hz(hear_out(*speaker)));
  }
  EXPECT_GT(pitches[1], 60);
  EXPECT_NEAR(pitches[0] / pitches[1], 1.0, 0.08);
  EXPECT_NEAR(pitches[2] / pitches[1], 1.0, 0.08);
}

}  // namespace
}  // namespace kiosk::speech
