// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time of a frame goes, for the engineers' inspector: it is kept in
// builds that have the inspector, and costs the others nothing. UI thread only.
#pragma once

#include <cstdint>

#ifdef KIOSK_INSPECTOR
#include <array>
#include <chrono>
#include <deque>
#include <optional>
#endif

namespace kiosk {

// `look_up` runs from a question to its answer, on another thread, while frames go on.
enum class FrameStage : std::uint8_t { update, look_up, describe, layout, paint, blend };

#ifdef KIOSK_INSPECTOR
inline constexpr std::array frame_stage_names{"update", "look-up", "describe", "layout", "paint", "blend"};

class FrameTimes {
 public:
  static constexpr std::size_t stages = frame_stage_names.size();
  static constexpr std::size_t kept = 120;
  using Frame = std::array<float, stages>;  // milliseconds

  // A stage that has begun goes on from then, however often it is begun again.
  void begin(FrameStage stage) {
    if (auto& since = since_[index(stage)]; !since) since = Clock::now();
  }
  void end(FrameStage stage) {
    auto& since = since_[index(stage)];
    if (!since) return;
    in_hand_[index(stage)] += std::chrono::duration<float, std::milli>(Clock::now() - *since).count();
    since.reset();
  }
  // The frame is on the glass: what follows belongs to the next.
  void shown() {
    frames_.push_back(in_hand_);
    if (frames_.size() > kept) frames_.pop_front();
    in_hand_ = {};
  }
  [[nodiscard]] const std::deque<Frame>& frames() const { return frames_; }  // oldest first

 private:
  using Clock = std::chrono::steady_clock;
  static std::size_t index(FrameStage stage) { return static_cast<std::size_t>(stage); }
  std::array<std::optional<Clock::time_point>, stages> since_{};
  Frame in_hand_{};
  std::deque<Frame> frames_;
};

class Timed {
 public:
  Timed(FrameTimes& times, FrameStage stage) : times_(times), stage_(stage) { times_.begin(stage_); }
  ~Timed() { times_.end(stage_); }
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

 private:
  FrameTimes& times_;
  FrameStage stage_;
};
#else
struct FrameTimes {
  void begin(FrameStage) {}
  void end(FrameStage) {}
  void shown() {}
};
struct [[maybe_unused]] Timed {
  Timed(FrameTimes&, FrameStage) {}
};
#endif

}  // namespace kiosk
