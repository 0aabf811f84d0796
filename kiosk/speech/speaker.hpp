// SPDX-License-Identifier: GPL-3.0-or-later
// Speech: utterances in, PCM out, one worker thread that alone touches eSpeak NG
// (it is not thread-safe; decision 0008). The public functions are called from
// the UI thread and never wait for synthesis or for a sound device.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/i18n/label.hpp"
#include "kiosk/i18n/pronunciation.hpp"

namespace kiosk::speech {

enum class Route { speaker, headphones };
enum class Ended { playing, finished, interrupted, replaced, no_voice };
[[nodiscard]] const char* name_of(Ended ended);

// Which part of what is shown is being said now: bytes of the span's own text.
struct Position {
  std::string node;
  std::size_t span = 0;
  ByteOffset start = 0;
  ByteOffset end = 0;
  bool operator==(const Position&) const = default;
};

// One thing to say: a control or a passage, with the node it belongs to.
struct Utterance {
  std::string node;    // id of the node, "" for a message of the kiosk's own
  i18n::Label label;   // said span by span, each kind in its own way
  // Part of a longer label: where it begins there. Positions are told of the whole.
  std::size_t first_span = 0;
  ByteOffset first_byte = 0;
  std::optional<Position> place{};  // stands for this whole part, whatever the words: the name of a comma
  int writing_step = 0;             // 1 to slowest_writing: its numbers, for somebody who writes them down
};
inline constexpr int slowest_writing = 3;

// A recording of just these words in this language, for languages that have no voice:
// mono, 22,050 Hz. Called on the speech worker, once when its turn comes near; may read a
// disk and decode. Nothing: there is none, and the words end as no_voice.
using Clips = std::function<std::optional<std::vector<std::int16_t>>(const std::string& language, const std::string& words)>;

// One entry a clause, in the order asked for; the words are what eSpeak was given.
struct LogEntry {
  std::string text, language, voice, node;        // voice: eSpeak's name; `clip` for a recording
  int words_per_minute = 0;
  double gain_db = 0;
  Route route = Route::speaker;
  std::int64_t requested_ms = 0;                  // on the kiosk's clock, given to say()
  std::optional<double> first_sound_wall_ms;      // from say()'s `action_at` to the first non-silent sample handed over
  Ended ended = Ended::playing;
};

// Steps of 0.5 to 2.0 of the default rate of about 123 words a minute; and of
// gain, 6 steps of 6 dB (V 7.1-K allows at most 8 dB a step).
struct Settings {
  int rate_step = 3;      // 0 to 6; 3 is the default
  int volume_step = 4;    // 1 to 6
  Route route = Route::speaker;
  bool operator==(const Settings&) const = default;
};
[[nodiscard]] int words_per_minute(int rate_step);
[[nodiscard]] double gain_db(int volume_step);

inline constexpr int sample_rate_hz = 22050;  // eSpeak NG's own; mono, 16-bit signed

class Speaker {
 public:
  // Loads eSpeak NG's data on the worker. `espeak_data` empty: the system's. A
  // missing or broken voice directory makes a Speaker that logs every clause as
  // no_voice and stays silent; `available()` then says false and `why_silent` why.
  // `keep_log`: the driver keeps what was said; the kiosk proper keeps nothing.
  struct Options {
    std::filesystem::path espeak_data{};
    enum class Log { none, keep } log = Log::none;
  };
  [[nodiscard]] static std::unique_ptr<Speaker> start(const Options& options);
  virtual ~Speaker() = default;

  [[nodiscard]] virtual bool available() const = 0;
  [[nodiscard]] virtual std::string why_silent() const = 0;
  // Whether there is a voice for this language (never lent from another language).
  [[nodiscard]] virtual bool has_voice(std::string_view language) const = 0;

  // Replaces whatever is being said, at once: what is playing ends as `replaced`
  // and not one more of its samples is handed over. `now_ms` is the kiosk's clock.
  virtual void say(std::vector<Utterance> utterances, std::int64_t now_ms) = 0;
  virtual void stop() = 0;     // what is playing ends as `interrupted`
  virtual void pause() = 0;    // within a clause; resume() goes on from there
  virtual void resume() = 0;
  [[nodiscard]] virtual bool paused() const = 0;
  // While something is being said or held: its last part again, and on from there (EN 301 549
  // 5.1.3.4). After that: the last things asked for, from their start. say() with nothing forgets
  // them, which the end of a visit needs.
  virtual void repeat(std::int64_t now_ms) = 0;
  // What the last stop() cut, from the start of the clause that was being said; nothing
  // if say() came since, or stop() cut nothing.
  virtual void go_on(std::int64_t now_ms) = 0;
  // From the pack, whenever one is opened; hold from the next say(). The order of calls does not matter.
  virtual void pronounce(const std::vector<i18n::Pronunciation>& list) = 0;
  virtual void use_clips(Clips clips) = 0;
  virtual void set(const Settings& settings) = 0;  // holds from the next clause; gain from the next sample

  // Something is still to be heard (paused counts).
  [[nodiscard]] virtual bool speaking() const = 0;
  // What is sounding at this moment, for the highlight and the Listen button.
  [[nodiscard]] virtual std::optional<Position> position() const = 0;

  // --- The sound side: the device's callback, or the driver's clock ---
  // Copies up to `count` samples and returns how many there were; never blocks,
  // never allocates: safe in an audio callback.
  virtual std::size_t pull(std::int16_t* out, std::size_t count) noexcept = 0;
  // For the driver: waits (real time) until `count` samples can be pulled or all
  // that was asked for has been synthesised, then pulls.
  virtual std::size_t pull_blocking(std::int16_t* out, std::size_t count) = 0;
  // Called (from any thread) when there is sound to fetch, when the position
  // moved to another clause, and when all has been said. Set once, before say().
  virtual void on_change(std::function<void()> notify) = 0;

  [[nodiscard]] virtual std::vector<LogEntry> log() const = 0;
};

}  // namespace kiosk::speech
