// SPDX-License-Identifier: GPL-3.0-or-later
// What the speech tests share: the real engine's data, hearing a speaker out.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

#include "kiosk/speech/speaker.hpp"

namespace kiosk::speech {

inline std::filesystem::path system_voice_data() {
  namespace fs = std::filesystem;
  for (const char* root : {"/usr/lib", "/usr/share"}) {
    if (fs::exists(fs::path(root) / "espeak-ng-data")) return fs::path(root) / "espeak-ng-data";
    for (const auto& entry : fs::directory_iterator(root)) {
      if (entry.is_directory() && fs::exists(entry.path() / "espeak-ng-data")) return entry.path() / "espeak-ng-data";
    }
  }
  return {};
}

// A copy of the system's voice data that a test may break: links, but for what
// it writes itself.
class VoiceDataCopy {
 public:
  VoiceDataCopy() {
    namespace fs = std::filesystem;
    static int count = 0;
    root_ = fs::temp_directory_path() / ("kiosk-speech-" + std::to_string(getpid()) + "-" + std::to_string(count++));
    for (const auto& entry : fs::recursive_directory_iterator(system_voice_data())) {
      const fs::path copy = folder() / fs::relative(entry.path(), system_voice_data());
      if (entry.is_directory()) continue;
      fs::create_directories(copy.parent_path());
      fs::create_symlink(entry.path(), copy);
    }
  }
  ~VoiceDataCopy() { std::filesystem::remove_all(root_); }
  VoiceDataCopy(const VoiceDataCopy&) = delete;
  VoiceDataCopy& operator=(const VoiceDataCopy&) = delete;

  [[nodiscard]] std::filesystem::path root() const { return root_; }
  [[nodiscard]] std::filesystem::path folder() const { return root_ / "espeak-ng-data"; }

 private:
  std::filesystem::path root_;
};

inline std::unique_ptr<Speaker> logging_speaker() { return Speaker::start({{}, Speaker::Options::Log::keep}); }

inline std::vector<Utterance> words(std::string text, std::string language = "en", std::string node = "node") {
  return {Utterance{std::move(node), i18n::plain(std::move(text), std::move(language))}};
}

// All that is still to be heard, pulled `block` samples at a time.
inline std::vector<std::int16_t> hear_out(Speaker& speaker, std::size_t block = 512) {
  std::vector<std::int16_t> heard;
  std::vector<std::int16_t> buffer(block);
  do {
    const std::size_t count = speaker.pull_blocking(buffer.data(), block);
    heard.insert(heard.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(count));
  } while (speaker.speaking());
  return heard;
}

inline int loudest(const std::vector<std::int16_t>& samples) {
  int most = 0;
  for (const std::int16_t sample : samples) most = std::max(most, std::abs(int{sample}));
  return most;
}

}  // namespace kiosk::speech
