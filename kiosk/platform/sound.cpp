// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/sound.hpp"

#include <SDL.h>
#include <alsa/asoundlib.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/platform/sdl_system.hpp"
#include "kiosk/speech/speaker.hpp"

namespace kiosk::platform {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int buffer_samples = 256;  // 12 ms: the longest wait for a first sample once the device is open
constexpr milliseconds device_check{100};
constexpr milliseconds silent_step{20};
constexpr milliseconds unheard_close{500};  // longer than a synthesiser takes to begin
constexpr std::size_t silent_samples = speech::sample_rate_hz * silent_step.count() / 1000;

// ALSA prints eight lines of its own for each try without a card; SDL_GetError() has the reason.
void keep_quiet(const char* /*file*/, int /*line*/, const char* /*function*/, int /*error*/, const char* /*format*/, ...) noexcept {}

// An open device; SDL calls back on a thread of its own until this is gone. The
// subsystem closes with it: ALSA's watcher for new cards would otherwise wake
// ten times a second in an idle kiosk.
class Device {
 public:
  static std::unique_ptr<Device> open(SDL_AudioCallback callback, void* context) {
    std::optional<SdlSystem> audio = SdlSystem::open(SDL_INIT_AUDIO);
    if (!audio) return nullptr;
    SDL_AudioSpec spec{};
    spec.freq = speech::sample_rate_hz;
    spec.format = AUDIO_S16SYS;
    spec.channels = 1;
    spec.samples = buffer_samples;
    spec.callback = callback;
    spec.userdata = context;
    const SDL_AudioDeviceID id = SDL_OpenAudioDevice(nullptr, 0, &spec, nullptr, 0);
    if (id == 0) return nullptr;
    SDL_PauseAudioDevice(id, 0);
    return std::unique_ptr<Device>(new Device(std::move(*audio), id));
  }
  ~Device() { SDL_CloseAudioDevice(id_); }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  [[nodiscard]] bool lost() const { return SDL_GetAudioDeviceStatus(id_) == SDL_AUDIO_STOPPED; }

 private:
  Device(SdlSystem audio, SDL_AudioDeviceID id) : audio_(std::move(audio)), id_(id) {}
  SdlSystem audio_;
  SDL_AudioDeviceID id_;
};

}  // namespace

struct Sound::Impl {
  Impl(Pull pull, Options options) : pull_(std::move(pull)), options_(std::move(options)), thread_([this] { run(); }) {}

  ~Impl() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }

  void play() noexcept {
    {
      const std::lock_guard lock(mutex_);
      wanted_ = true;
    }
    changed_.notify_one();
  }

  std::string problem() const {
    const std::lock_guard lock(mutex_);
    return problem_;
  }

 private:
  void run() {
    snd_lib_error_set_handler(&keep_quiet);
    while (true) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return wanted_ || stopping_; });
        if (stopping_) break;
      }
      play_until_silent();
    }
    SDL_TLSCleanup();  // SDL keeps an error text for each thread and frees it for its own only
  }

  void play_until_silent() {
    std::unique_ptr<Device> device;
    Clock::time_point next_try = Clock::now();
    Clock::time_point next_silent_step = Clock::now();
    while (sleep_until(device ? Clock::now() + device_check : std::min(next_silent_step, next_try))) {
      // With no device there is none to keep warm: idle as soon as the words are through.
      const milliseconds patience = device ? options_.close_after : std::min(options_.close_after, unheard_close);
      if (Clock::now() - last_sound_.load() > patience) return;
      if (device && device->lost()) {
        device.reset();
        set_problem("the sound device was lost");
        next_silent_step = Clock::now();
      }
      // A device that opens and fails at once, over and over, is no device: it is
      // well when it has held until the next try would have been due.
      if (device && Clock::now() >= next_try) set_problem("");
      if (device) continue;
      if (Clock::now() >= next_try) {
        device = Device::open(&Impl::fill, this);
        if (!device) set_problem(std::string("no sound device could be opened (SDL says \"") + SDL_GetError() + "\")");
        next_try = Clock::now() + options_.retry_after;
      }
      if (!device && Clock::now() >= next_silent_step) {
        std::array<std::int16_t, silent_samples> nobody_hears{};
        fetch(nobody_hears.data(), nobody_hears.size());
        next_silent_step += silent_step;
      }
    }
  }

  // Until `time` or play(); false when it is time to stop.
  bool sleep_until(Clock::time_point time) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, time, [this] { return wanted_ || stopping_; });
    if (std::exchange(wanted_, false)) last_sound_ = Clock::now();
    return !stopping_;
  }

  std::size_t fetch(std::int16_t* out, std::size_t count) noexcept {
    const std::size_t got = std::min(pull_(out, count), count);
    if (got > 0) last_sound_ = Clock::now();
    return got;
  }

  static void fill(void* context, Uint8* stream, int bytes) noexcept {
    auto* out = reinterpret_cast<std::int16_t*>(stream);
    const std::size_t count = static_cast<std::size_t>(bytes) / sizeof(std::int16_t);
    const std::size_t got = static_cast<Impl*>(context)->fetch(out, count);
    std::fill(out + got, out + count, std::int16_t{0});
  }

  void set_problem(std::string_view what) {
    std::string text;
    if (!what.empty()) text = std::string(what) + ". Plug in or switch on a speaker or headphones; sound then comes back by itself.";
    bool news = false;
    {
      const std::lock_guard lock(mutex_);
      news = text.empty() != problem_.empty();
      problem_ = text;
    }
    if (!news) return;
    if (text.empty()) log_info("sound can be heard again.");
    else log_warning("nothing can be heard: " + text);
    if (options_.on_change) options_.on_change();
  }

  const Pull pull_;
  const Options options_;
  std::atomic<Clock::time_point> last_sound_{Clock::time_point{}};
  mutable std::mutex mutex_;  // guards the next three
  bool wanted_ = false;
  bool stopping_ = false;
  std::string problem_;
  std::condition_variable changed_;
  std::thread thread_;  // last: it uses all of the above
};

Sound::Sound(Pull pull) : Sound(std::move(pull), Options{}) {}
Sound::Sound(Pull pull, Options options) : impl_(std::make_unique<Impl>(std::move(pull), std::move(options))) {}
Sound::~Sound() = default;
void Sound::play() noexcept { impl_->play(); }
std::string Sound::problem() const { return impl_->problem(); }

}  // namespace kiosk::platform
