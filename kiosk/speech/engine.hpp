// SPDX-License-Identifier: GPL-3.0-or-later
// eSpeak NG behind plain values. It keeps its state in globals and is not
// thread-safe: one Engine at a time in a process, and only the thread that
// opened it may touch it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::speech {

// How fast: eSpeak's own figure, and for what is slower than its floor of 80 a
// gap between words (in eSpeak's units of about 10 ms).
struct Pace {
  int rate = 0;
  int word_gap = 0;
};

class Engine {
 public:
  // `data` is the folder that holds espeak-ng-data; empty means the one that
  // ESPEAK_DATA_PATH names, and without that the system's.
  [[nodiscard]] static Result<std::unique_ptr<Engine>> open(const std::filesystem::path& data);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // eSpeak's name for the voice of this language, such as `gmw/en`; empty if
  // there is none, or if its data is missing or broken. Any thread.
  [[nodiscard]] std::string voice_for(std::string_view language) const;

  // Calls `sink` with block after block (22,050 Hz, mono) and returns at the
  // end; a sink that returns false ends it at once.
  using Sink = std::function<bool(std::span<const std::int16_t>)>;
  [[nodiscard]] Outcome synthesise(const std::string& words, const std::string& voice, Pace pace, const Sink& sink);

  // What would be said, in the phonetic alphabet, parts separated by " | ".
  [[nodiscard]] Result<std::string> phonemes(const std::string& words, const std::string& voice);

 private:
  explicit Engine(std::filesystem::path folder);
  [[nodiscard]] Outcome use(const std::string& voice);

  std::filesystem::path folder_;    // espeak-ng-data itself
  std::vector<bool> sound_;         // by row of the table of voices
};

}  // namespace kiosk::speech
