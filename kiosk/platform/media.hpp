// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures, recorded words and signed videos of a pack, decoded with FFmpeg's
// libraries from memory. Only free codecs that are common (decision 0016): VP8,
// VP9 and AV1 in WebM; Opus, Vorbis, FLAC and PCM in Ogg, WebM, FLAC and WAV;
// PNG and JPEG. What the bytes are is told from the bytes. Any bytes may come
// in: what is broken, of another type, endless or too large is an Error
// (ErrorCode::input) that says so in one line and names no resident's choice.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/units.hpp"
#include "kiosk/ui/paint/frame.hpp"

namespace kiosk::platform {

struct MediaLimits {
  int most_pixels = 1920 * 1200;           // of a picture, before it is scaled
  std::int64_t longest_video_ms = 15 * 60'000;
  std::int64_t longest_sound_ms = 2 * 60'000;
  std::int64_t most_pictures = 15 * 60 * 60;  // of a video: one that never moves on ends too
};

// Mono, 16 bits, 22050 Hz: what the speaker plays. Takes as long as it takes: not for the UI thread.
[[nodiscard]] Result<std::vector<std::int16_t>> decode_audio(std::string_view bytes, const MediaLimits& limits = {});

// Scaled to fit `box`, never up; what is transparent is white.
[[nodiscard]] Result<ui::paint::Picture> decode_image(std::string_view bytes, SizePx box, const MediaLimits& limits = {});

// The pictures of a video in order; what plays one stands on it. One thread.
class VideoReader {
 public:
  // The bytes must outlive the reader. Pictures come scaled to fit `box`, up or
  // down, those that are over before `from_ms` left out.
  [[nodiscard]] static Result<VideoReader> open(std::string_view bytes, SizePx box, std::int64_t from_ms = 0, const MediaLimits& limits = {});
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;
  ~VideoReader();

  [[nodiscard]] std::int64_t duration_ms() const;  // as the file says; 0: it does not
  struct Moment {
    std::int64_t at_ms = 0, until_ms = 0;
    std::shared_ptr<const ui::paint::Picture> picture;
  };
  // Nothing: the video is over.
  [[nodiscard]] Result<std::optional<Moment>> next();

 private:
  struct Impl;
  explicit VideoReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A video being shown: decoded ahead on a thread of its own, a few pictures and
// no more. Keeps no clock: whoever shows it says what time it is. Destroying it
// stops it at once. Its functions are for the UI thread; only `notify` is called
// on the film's own, when what the others answer may have changed.
class Film {
 public:
  Film(std::shared_ptr<const std::string> bytes, SizePx box, std::int64_t from_ms, std::function<void()> notify);
  ~Film();
  Film(const Film&) = delete;
  Film& operator=(const Film&) = delete;

  // Goes on to this time; true if the picture is another now.
  bool show(std::int64_t at_ms);
  [[nodiscard]] std::shared_ptr<const ui::paint::Picture> picture() const { return shown_; }
  [[nodiscard]] std::optional<std::int64_t> duration_ms();  // none yet; 0: not known
  [[nodiscard]] std::optional<std::int64_t> next_ms();      // when the next picture is due
  [[nodiscard]] bool over(std::int64_t at_ms);              // the last picture has had its time
  [[nodiscard]] std::optional<Error> failure();
  // Until show(at_ms) has all it needs: for the driver, so that pictures are the same every time.
  void wait_for(std::int64_t at_ms);

 private:
  void work();

  std::shared_ptr<const std::string> bytes_;
  SizePx box_;
  std::int64_t from_ms_;
  std::function<void()> notify_;
  std::shared_ptr<const ui::paint::Picture> shown_;  // UI thread's alone
  bool fresh_ = false;                               // show() has not told of it yet; UI thread's alone
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<VideoReader::Moment> ahead_;
  std::optional<std::int64_t> duration_ms_, end_ms_;
  std::int64_t last_until_ms_ = 0;
  std::optional<Error> failure_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kiosk::platform
