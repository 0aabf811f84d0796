// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/speech/speaker.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/speech/engine.hpp"
#include "kiosk/speech/pcm_ring.hpp"
#include "kiosk/speech/script.hpp"

namespace kiosk::speech {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Step {
  int words_per_minute = 0;
  Pace pace;
};
// Measured on ordinary English prose with its pauses (tests/unit/speech/rate_test.cpp).
constexpr std::array<Step, 7> steps{{
    {62, {80, 11}},
    {77, {80, 5}},
    {98, {90, 1}},
    {123, {100, 0}},
    {155, {125, 0}},
    {195, {158, 0}},
    {246, {200, 0}},
}};
constexpr std::size_t default_step = 3;

const Step& step_for(int rate_step) { return steps.at(static_cast<std::size_t>(std::clamp(rate_step, 0, 6))); }

constexpr int utterance_pause_ms = 400;
// The next clause is made when this much is left of the one before it: early
// enough for a busy machine, late enough that a new rate holds from it.
constexpr std::uint64_t lead = sample_rate_hz / 2;
constexpr std::size_t kept_silence = sample_rate_hz / 500;  // 2 ms in front of the first sound
constexpr int loudest_silence = 8;

// Where a language has no voice: perhaps there is a recording.
constexpr const char* clip_voice = "clip";
// Whoever asks for the last part again within this much of a clause means the one before.
constexpr std::uint64_t just_begun = sample_rate_hz;

bool is_sound(std::int16_t sample) { return sample > loudest_silence || sample < -loudest_silence; }

// A clause on its way: waiting, being made, or made up to `end`.
struct Track {
  Clause clause;
  LogEntry entry;
  Position place;     // what is highlighted meanwhile
  std::string voice;  // empty: this language stays silent
  bool made = false;
  std::uint64_t end = 0;  // stream position, once made
};

class EngineSpeaker final : public Speaker {
 public:
  explicit EngineSpeaker(Options options) : options_(std::move(options)), loaded_(load_.get_future().share()) {
    worker_ = std::thread([this] { work(); });
  }

  ~EngineSpeaker() override {
    quit_ = true;
    {
      const std::lock_guard lock(mutex_);
      replace_with({}, Ended::interrupted);
    }
    wake(wake_);
    worker_.join();
  }

  bool available() const override { return loaded_.get().empty(); }
  std::string why_silent() const override { return loaded_.get(); }
  bool has_voice(std::string_view language) const override { return !voice_for(language).empty(); }

  void say(std::vector<Utterance> utterances, std::int64_t now_ms) override {
    const SteadyTime asked = std::chrono::steady_clock::now();
    std::shared_ptr<const Pronunciations> pronunciations;
    bool clips = false;
    {
      const std::lock_guard lock(mutex_);
      pronunciations = pronunciations_;
      clips = clips_ != nullptr;
    }
    std::vector<Track> tracks = tracks_for(utterances, *pronunciations, clips ? Recordings::perhaps : Recordings::none, now_ms);
    {
      const std::lock_guard lock(mutex_);
      asked_ = asked;
      for (Track& track : tracks) note_settings(track);
      last_said_ = std::move(utterances);
      cut_.clear();
      replace_with(std::move(tracks), Ended::replaced);
    }
    wake(wake_);
    wake(progress_);
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      std::vector<Track> before = tracks_;
      replace_with({}, Ended::interrupted);
      // A stop after a stop cuts nothing, and takes nothing from what the first one cut.
      if (heard_before_ < before.size()) cut_.assign(before.begin() + static_cast<std::ptrdiff_t>(heard_before_), before.end());
    }
    wake(wake_);
    wake(progress_);
  }

  void go_on(std::int64_t now_ms) override {
    const SteadyTime asked = std::chrono::steady_clock::now();
    {
      const std::lock_guard lock(mutex_);
      if (cut_.empty()) return;
      asked_ = asked;
      for (Track& track : cut_) {
        note_settings(track);
        track.made = false;
        track.end = 0;
        track.entry.requested_ms = now_ms;
        track.entry.first_sound_wall_ms.reset();
        track.entry.ended = Ended::playing;
      }
      replace_with(std::exchange(cut_, {}), Ended::replaced);
    }
    wake(wake_);
    wake(progress_);
  }

  void pause() override {
    {
      const std::lock_guard lock(mutex_);
      advance();
      paused_ = turn_ < tracks_.size();
    }
    wake(progress_);
  }

  void resume() override {
    {
      const std::lock_guard lock(mutex_);
      paused_ = false;
      ++resumed_;
    }
    wake(progress_);
    wake(wake_);
  }

  bool paused() const override { return paused_; }

  void repeat(std::int64_t now_ms) override {
    std::vector<Utterance> again;
    {
      const std::lock_guard lock(mutex_);
      advance();
      if (turn_ == tracks_.size()) {
        again = last_said_;
      } else {
        say_from(last_part(), now_ms);
      }
    }
    if (!again.empty()) return say(std::move(again), now_ms);
    wake(wake_);
    wake(progress_);
  }

  void pronounce(const std::vector<i18n::Pronunciation>& list) override {
    auto made = std::make_shared<const Pronunciations>(list);
    const std::lock_guard lock(mutex_);
    pronunciations_ = std::move(made);
  }

  void use_clips(Clips clips) override {
    auto kept = clips ? std::make_shared<const Clips>(std::move(clips)) : nullptr;
    const std::lock_guard lock(mutex_);
    clips_ = std::move(kept);
  }

  void set(const Settings& settings) override {
    const std::lock_guard lock(mutex_);
    settings_ = settings;
    gain_ = static_cast<float>(std::pow(10.0, gain_db(settings.volume_step) / 20.0));
  }

  bool speaking() const override {
    const std::lock_guard lock(mutex_);
    advance();
    return turn_ < tracks_.size();
  }

  std::optional<Position> position() const override {
    const std::lock_guard lock(mutex_);
    advance();
    if (turn_ == tracks_.size()) return std::nullopt;
    // Between two clauses the one that was heard last is still pointed at.
    const std::size_t heard = ring_.read_position() > heard_until_ ? turn_ : heard_last_;
    if (heard == tracks_.size()) return std::nullopt;
    return tracks_[heard].place;
  }

  std::size_t pull(std::int16_t* out, std::size_t count) noexcept override {
    if (paused_) return 0;
    const std::size_t pulled = ring_.pull(out, count, gain_);
    if (pulled > 0) wake(wake_);
    return pulled;
  }

  std::size_t pull_blocking(std::int16_t* out, std::size_t count) override {
    std::size_t pulled = 0;
    for (;;) {
      const std::uint32_t before = progress_;
      // Asked before pulling: what is made by then is whole, and is pulled below.
      const bool all_made = nothing_left_to_make();
      pulled += pull(out + pulled, count - pulled);
      // One sample more than was asked for must be there, or the end be known:
      // so that what is finished, and where, never depends on the worker's speed.
      if (all_made || paused_ || (pulled == count && ring_.write_position() > ring_.read_position())) return pulled;
      progress_.wait(before);
    }
  }

  void on_change(std::function<void()> notify) override {
    const std::lock_guard lock(mutex_);
    notify_ = std::move(notify);
  }

  std::vector<LogEntry> log() const override {
    const std::lock_guard lock(mutex_);
    advance();
    std::vector<LogEntry> entries = log_;
    if (options_.log == Options::Log::keep && turn_ < tracks_.size()) entries.push_back(tracks_[turn_].entry);
    return entries;
  }

 private:
  using Counter = std::atomic<std::uint32_t>;
  static void wake(Counter& counter) noexcept {
    counter.fetch_add(1);
    counter.notify_all();
  }

  std::string voice_for(std::string_view language) const {
    loaded_.wait();
    return engine_ ? engine_->voice_for(language) : std::string();
  }

  enum class Recordings { none, perhaps };
  std::vector<Track> tracks_for(const std::vector<Utterance>& utterances, const Pronunciations& pronunciations, Recordings recordings, std::int64_t now_ms) const {
    std::vector<Track> tracks;
    for (const Utterance& utterance : utterances) {
      if (!tracks.empty()) tracks.back().clause.pause_after_ms = std::max(tracks.back().clause.pause_after_ms, utterance_pause_ms);
      std::optional<std::size_t> recorded;  // the span whose recording the track before is
      for (Clause& clause : utterance.writing_step > 0 ? script_for_writing(utterance.label, utterance.writing_step) : script_for(utterance.label, pronunciations)) {
        if (recorded == clause.span) continue;
        Track track;
        track.voice = voice_for(clause.language);
        if (track.voice.empty() && recordings == Recordings::perhaps) {
          // A recording is of all that a span shows.
          recorded = clause.span;
          const std::string& whole = utterance.label[clause.span].text;
          track.voice = clip_voice;
          clause.words = whole;
          clause.start = 0;
          clause.end = whole.size();
        }
        track.entry.text = clause.words;
        track.entry.language = clause.language;
        track.entry.voice = track.voice;
        track.entry.node = utterance.node;
        track.entry.requested_ms = now_ms;
        const ByteOffset before = clause.span == 0 ? utterance.first_byte : 0;
        track.place = utterance.place ? *utterance.place : Position{utterance.node, utterance.first_span + clause.span, before + clause.start, before + clause.end};
        track.clause = std::move(clause);
        tracks.push_back(std::move(track));
      }
    }
    if (!tracks.empty()) tracks.back().clause.pause_after_ms = 0;
    return tracks;
  }

  // --- Under mutex_ ---

  void note_settings(Track& track) const {
    track.entry.words_per_minute = words_per_minute(settings_.rate_step);
    track.entry.gain_db = gain_db(settings_.volume_step);
    track.entry.route = settings_.route;
  }

  // Ends what is being said, drops its sound, and puts `tracks` in its place.
  void replace_with(std::vector<Track> tracks, Ended ended) {
    const PcmRing::Start start = ring_.drop();
    // Nothing can be pulled of the old tracks any more, so this is how far they got.
    advance_to(start.read_before);
    heard_before_ = turn_;
    if (turn_ < tracks_.size()) close(tracks_[turn_], ended);
    tracks_ = std::move(tracks);
    generation_ = start.generation;
    turn_ = 0;
    next_to_make_ = 0;
    heard_until_ = start.position;
    heard_last_ = tracks_.size();
    first_sound_noted_ = false;
    paused_ = false;
  }

  // The clause that is being heard, or, where it has just begun, the last one heard before it.
  std::size_t last_part() const {
    const std::uint64_t read = ring_.read_position();
    const bool has_just_begun = read < heard_until_ + just_begun;
    return has_just_begun && heard_last_ < turn_ ? heard_last_ : turn_;
  }

  void say_from(std::size_t first, std::int64_t now_ms) {
    std::vector<Track> again(tracks_.begin() + static_cast<std::ptrdiff_t>(first), tracks_.end());
    for (Track& track : again) {
      track.made = false;
      track.end = 0;
      track.entry.requested_ms = now_ms;
      track.entry.first_sound_wall_ms.reset();
      track.entry.ended = Ended::playing;
      note_settings(track);
    }
    asked_ = std::chrono::steady_clock::now();
    replace_with(std::move(again), Ended::replaced);
  }

  void close(Track& track, Ended ended) const {
    track.entry.ended = ended;
    if (options_.log == Options::Log::keep) log_.push_back(track.entry);
  }

  // Follows the samples handed over: `turn_` is the clause that they are at.
  void advance() const { advance_to(ring_.read_position()); }
  void advance_to(std::uint64_t read) const {
    for (; turn_ < tracks_.size(); ++turn_) {
      Track& track = tracks_[turn_];
      if (track.voice.empty()) {
        close(track, Ended::no_voice);
        continue;
      }
      if (!track.made || read < track.end) return;
      close(track, Ended::finished);
      heard_until_ = track.end;
      heard_last_ = turn_;
    }
  }

  bool nothing_left_to_make() const {
    const std::lock_guard lock(mutex_);
    return std::all_of(tracks_.begin(), tracks_.end(), [](const Track& track) { return track.made || track.voice.empty(); });
  }

  // --- The worker ---

  void work() {
    Result<std::unique_ptr<Engine>> opened = Engine::open(options_.espeak_data);
    if (opened) {
      engine_ = std::move(opened).value();
      load_.set_value({});
    } else {
      log_warning("speech is silent: " + opened.error().detail);
      load_.set_value(opened.error().detail);
    }
    while (!quit_) {
      const std::uint32_t before = wake_;
      tell_of_changes();
      if (!make_next()) wake_.wait(before);
    }
    engine_.reset();
  }

  // Makes the next clause if it is time to; false if there is nothing to do yet.
  bool make_next() {
    Track track;
    std::uint64_t generation = 0;
    std::size_t index = 0;
    Step step{};
    SteadyTime asked;
    std::shared_ptr<const Clips> clips;
    {
      const std::lock_guard lock(mutex_);
      advance();
      clips = clips_;
      while (next_to_make_ < tracks_.size() && tracks_[next_to_make_].voice.empty()) ++next_to_make_;
      if (next_to_make_ == tracks_.size()) return false;
      if (ring_.write_position() - ring_.read_position() > lead) return false;
      index = next_to_make_++;
      note_settings(tracks_[index]);
      track = tracks_[index];
      generation = generation_;
      asked = asked_;
      step = step_for(settings_.rate_step);
    }

    bool sounded = false;
    std::size_t samples = 0;
    const auto sink = [&](std::span<const std::int16_t> block) {
      if (!sounded) {
        const auto first = std::find_if(block.begin(), block.end(), is_sound);
        if (first == block.end()) return generation == ring_.generation();
        sounded = true;
        const auto skipped = static_cast<std::size_t>(first - block.begin());
        block = block.subspan(skipped - std::min(skipped, kept_silence));
        samples += block.size();
        if (!put(generation, block)) return false;
        note_first_sound(generation, index, std::chrono::steady_clock::now() - asked);
        return true;
      }
      samples += block.size();
      return put(generation, block);
    };
    bool made = false;
    if (track.voice == clip_voice) {
      // At its own pace: a recording that is stretched is harder to follow, not easier.
      const auto clip = clips ? (*clips)(track.clause.language, track.clause.words) : std::nullopt;
      made = clip && !clip->empty();
      if (made) sink(*clip);
    } else {
      const Outcome synthesised = engine_->synthesise(track.clause.words, track.voice, step.pace, sink);
      if (!synthesised) log_warning("one clause was not said: " + synthesised.error().detail);
      made = synthesised.ok();
    }
    const auto made_ms = static_cast<int>(samples * 1000 / sample_rate_hz);
    if (made && made_ms < track.clause.at_least_ms) put_silence(generation, track.clause.at_least_ms - made_ms);
    if (made) put_silence(generation, track.clause.pause_after_ms * steps[default_step].words_per_minute / step.words_per_minute);

    {
      const std::lock_guard lock(mutex_);
      if (generation == generation_) {
        Track& done = tracks_[index];
        done.made = true;
        done.end = ring_.write_position();
        if (!made) done.voice.clear();
        if (!made && track.voice == clip_voice) done.entry.voice.clear();
      }
    }
    wake(progress_);
    return true;
  }

  // Puts all of it in the ring, waiting for room; false if it is no longer wanted.
  bool put(std::uint64_t generation, std::span<const std::int16_t> samples) {
    for (;;) {
      const std::uint32_t before = wake_;
      const std::optional<std::size_t> taken = ring_.push(generation, samples);
      if (!taken || quit_) return false;
      if (*taken > 0) wake(progress_);
      samples = samples.subspan(*taken);
      if (samples.empty()) return true;
      tell_of_changes();
      wake_.wait(before);
    }
  }

  void put_silence(std::uint64_t generation, int milliseconds) {
    static constexpr std::array<std::int16_t, 256> silence{};
    auto left = static_cast<std::size_t>(milliseconds) * sample_rate_hz / 1000;
    while (left > 0) {
      const std::size_t count = std::min(left, silence.size());
      if (!put(generation, std::span(silence).first(count))) return;
      left -= count;
    }
  }

  // Only the first sound answers the action; later clauses come when their turn does.
  void note_first_sound(std::uint64_t generation, std::size_t index, std::chrono::duration<double, std::milli> waited) {
    {
      const std::lock_guard lock(mutex_);
      if (generation != generation_ || first_sound_noted_) return;
      first_sound_noted_ = true;
      tracks_[index].entry.first_sound_wall_ms = waited.count();
    }
    tell_of_changes();
  }

  // Tells when there is sound to fetch, when the clause changed, and at the end.
  void tell_of_changes() {
    std::function<void()> notify;
    {
      const std::lock_guard lock(mutex_);
      advance();
      const Told now{generation_, turn_, ring_.read_position() > heard_until_, first_sound_noted_, resumed_};
      if (now == told_) return;
      told_ = now;
      notify = notify_;
    }
    if (notify) notify();
  }

  const Options options_;
  std::promise<std::string> load_;  // why there is no speech; empty if there is
  std::shared_future<std::string> loaded_;
  std::unique_ptr<Engine> engine_;  // the worker's, but for voice_for()

  PcmRing ring_;
  std::atomic<bool> paused_{false};
  std::atomic<float> gain_{static_cast<float>(std::pow(10.0, gain_db(Settings{}.volume_step) / 20.0))};
  std::atomic<bool> quit_{false};
  Counter wake_{0};      // something for the worker to look at
  Counter progress_{0};  // something for pull_blocking() to look at

  // Following the samples is bookkeeping, so const readers may do it.
  mutable std::mutex mutex_;
  mutable std::vector<Track> tracks_;
  mutable std::vector<LogEntry> log_;
  mutable std::size_t turn_ = 0;
  mutable std::uint64_t heard_until_ = 0;  // where the last clause that was heard ended
  mutable std::size_t heard_last_ = 0;     // that clause; tracks_.size() if none
  std::size_t heard_before_ = 0;           // of what replace_with() replaced: the clause it was at
  std::vector<Track> cut_;
  std::uint64_t generation_ = 0;
  std::size_t next_to_make_ = 0;
  bool first_sound_noted_ = false;
  std::uint64_t resumed_ = 0;
  Settings settings_;
  std::vector<Utterance> last_said_;
  std::shared_ptr<const Pronunciations> pronunciations_ = std::make_shared<const Pronunciations>();
  std::shared_ptr<const Clips> clips_;
  SteadyTime asked_;
  std::function<void()> notify_;

  struct Told {
    std::uint64_t generation = 0;
    std::size_t turn = 0;
    bool in_clause = false;
    bool sound = false;
    std::uint64_t resumed = 0;  // there is sound to fetch again
    bool operator==(const Told&) const = default;
  };
  Told told_;

  std::thread worker_;
};

}  // namespace

const char* name_of(Ended ended) {
  switch (ended) {
    case Ended::playing: return "playing";
    case Ended::finished: return "finished";
    case Ended::interrupted: return "interrupted";
    case Ended::replaced: return "replaced";
    case Ended::no_voice: break;
  }
  return "no_voice";
}

int words_per_minute(int rate_step) { return step_for(rate_step).words_per_minute; }

double gain_db(int volume_step) { return 6.0 * (std::clamp(volume_step, 1, 6) - 6); }

std::unique_ptr<Speaker> Speaker::start(const Options& options) { return std::make_unique<EngineSpeaker>(options); }

}  // namespace kiosk::speech
