// SPDX-License-Identifier: GPL-3.0-or-later
// The sound device. A thread of its own opens it when there is something to
// play, so that a slow or missing device never holds a frame back, and closes
// it after some seconds of silence, so that an idle kiosk costs nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace kiosk::platform {

class Sound {
 public:
  // Copies up to `count` samples (22050 Hz, mono) and returns how many there
  // were. Called on SDL's sound thread: must not block, allocate or throw.
  // With no device it is called at the same pace and the samples are lost, so
  // that speech comes to its end and its highlight goes on as if heard.
  using Pull = std::function<std::size_t(std::int16_t* out, std::size_t count)>;

  struct Options {
    std::chrono::milliseconds close_after{1000};   // of silence; an open device wakes 86 times a second
    std::chrono::milliseconds retry_after{2000};   // between tries for a device while there is something to play
    std::function<void()> on_change{};             // `problem()` changed; called from the sound thread
  };

  // Neither opens a device. Destroy it before what `pull` uses.
  explicit Sound(Pull pull);
  Sound(Pull pull, Options options);
  ~Sound();
  Sound(const Sound&) = delete;
  Sound& operator=(const Sound&) = delete;

  // There is something to fetch. Any thread, returns at once, cheap to call often.
  void play() noexcept;

  // Why nothing can be heard, with the mend; empty while all is well (and
  // before the first play()). Also logged, once until it is mended. Any thread.
  [[nodiscard]] std::string problem() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::platform
