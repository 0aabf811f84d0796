// SPDX-License-Identifier: GPL-3.0-or-later
// Media as a pack may hold them: any bytes, as a video, a recording and a picture.
#include "kiosk/platform/media.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzzing::text_of(data, size);
  // Small, so that a hostile file costs little time.
  const platform::MediaLimits limits{128 * 128, 2'000, 2'000, 50};
  const SizePx box{40, 30};
  const auto whole = [&](const ui::paint::Picture& picture) {
    require(picture.size.width >= 1 && picture.size.width <= box.width && picture.size.height >= 1 && picture.size.height <= box.height, "a picture fits its box");
    require(picture.pixels.size() == static_cast<std::size_t>(picture.size.width) * static_cast<std::size_t>(picture.size.height), "a picture has all its pixels");
    for (const std::uint32_t pixel : picture.pixels) require(pixel >> 24U == 255, "a picture is opaque");
  };
  const auto says_why = [](const Error& error) {
    require(error.detail.starts_with("A ") && error.detail.ends_with(".") && error.detail.find('\n') == std::string::npos, "an error is a line that says what to do");
  };

  if (auto reader = platform::VideoReader::open(bytes, box, 0, limits)) {
    std::int64_t last_ms = -1, pictures = 0;
    for (;;) {
      auto moment = reader->next();
      if (!moment) says_why(moment.error());
      if (!moment || !moment.value()) break;
      require(moment.value()->at_ms > last_ms && moment.value()->until_ms > moment.value()->at_ms, "time moves on");
      last_ms = moment.value()->at_ms;
      require(last_ms <= limits.longest_video_ms && ++pictures <= limits.most_pictures, "a video ends");
      whole(*moment.value()->picture);
    }
  } else {
    says_why(reader.error());
  }
  if (auto sound = platform::decode_audio(bytes, limits)) {
    require(!sound->empty() && sound->size() <= 2 * 22050 + 65536, "a recording ends");
  } else {
    says_why(sound.error());
  }
  if (auto picture = platform::decode_image(bytes, box, limits)) whole(picture.value());
  else says_why(picture.error());
  return 0;
}
