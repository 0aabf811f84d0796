// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/headphone_jack.hpp"

#include <alsa/asoundlib.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "kiosk/base/log.hpp"

namespace kiosk::platform {
namespace {

constexpr int look_again_ms = 2000;  // for a card that went away

// The control of one card, open and subscribed to its changes.
class Control {
 public:
  using Plug = HeadphoneJack::Plug;

  // Of the first card that has one.
  static std::optional<Control> find() {
    for (int card = -1; snd_card_next(&card) == 0 && card >= 0;) {
      snd_ctl_t* handle = nullptr;
      if (snd_ctl_open(&handle, ("hw:" + std::to_string(card)).c_str(), SND_CTL_READONLY | SND_CTL_NONBLOCK) != 0) continue;
      Control control(handle);
      if (control.choose() && snd_ctl_subscribe_events(handle, 1) == 0) return control;
    }
    return std::nullopt;
  }

  Control(Control&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)), number_(other.number_), name_(std::move(other.name_)) {}
  Control& operator=(Control&&) = delete;
  Control(const Control&) = delete;
  Control& operator=(const Control&) = delete;
  ~Control() {
    if (handle_ != nullptr) snd_ctl_close(handle_);
  }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] pollfd descriptor() const {
    pollfd descriptor{-1, POLLIN, 0};
    snd_ctl_poll_descriptors(handle_, &descriptor, 1);
    return descriptor;
  }
  // None: the card is gone.
  [[nodiscard]] std::optional<Plug> read() const {
    snd_ctl_elem_value_t* value = nullptr;
    snd_ctl_elem_value_alloca(&value);
    snd_ctl_elem_value_set_numid(value, number_);
    if (snd_ctl_elem_read(handle_, value) != 0) return std::nullopt;
    return snd_ctl_elem_value_get_boolean(value, 0) != 0 ? Plug::in : Plug::out;
  }
  // Takes what the card told of; false when it is gone. What it told matters less than how things are then.
  [[nodiscard]] bool take_events() const {
    snd_ctl_event_t* event = nullptr;
    snd_ctl_event_alloca(&event);
    for (;;) {
      const int taken = snd_ctl_read(handle_, event);
      if (taken == 0 || taken == -EAGAIN) return true;
      if (taken < 0) return false;
    }
  }

 private:
  explicit Control(snd_ctl_t* handle) : handle_(handle) {}
  bool choose() {
    snd_ctl_elem_list_t* list = nullptr;
    snd_ctl_elem_list_alloca(&list);
    if (snd_ctl_elem_list(handle_, list) != 0) return false;
    const unsigned count = snd_ctl_elem_list_get_count(list);
    if (count == 0 || snd_ctl_elem_list_alloc_space(list, count) != 0) return false;
    if (snd_ctl_elem_list(handle_, list) == 0) {
      for (unsigned i = 0; i < snd_ctl_elem_list_get_used(list) && number_ == 0; ++i) {
        if (!is_headphone_jack(snd_ctl_elem_list_get_name(list, i))) continue;
        number_ = snd_ctl_elem_list_get_numid(list, i);
        name_ = snd_ctl_elem_list_get_name(list, i);
      }
    }
    snd_ctl_elem_list_free_space(list);
    return number_ != 0;
  }

  snd_ctl_t* handle_;
  unsigned number_ = 0;
  std::string name_;
};

}  // namespace

bool is_headphone_jack(std::string_view control) {
  return control.ends_with(" Jack") && control.find("Headphone") != std::string_view::npos && control.find("Phantom") == std::string_view::npos;
}

struct HeadphoneJack::Impl {
  explicit Impl(std::function<void()> on_change) : on_change_(std::move(on_change)), stop_(::eventfd(0, EFD_CLOEXEC)), thread_([this] { run(); }) {}
  ~Impl() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
    thread_.join();
    ::close(stop_);
  }

  std::vector<Change> changes() {
    const std::lock_guard lock(mutex_);
    return std::exchange(changes_, {});
  }

 private:
  void run() {
    std::optional<Control> control = Control::find();
    if (!control) return log_info("no sound card here can feel its headphone plug. A keypad may tell of its own: see [keypad] in kiosk.toml.");
    log_info("headphones are felt by the control \"" + control->name() + "\".");
    for (When when = When::at_start;; when = When::now) {
      if (!watch(*control, when)) return;
      tell({Plug::out, When::now});
      log_warning("the sound card with the headphone socket went away. Plug it in again; it is looked for every 2 seconds.");
      control.reset();
      while (!control) {
        if (!sleep(look_again_ms)) return;
        if (auto found = Control::find()) control.emplace(std::move(*found));
      }
      log_info("headphones are felt again by the control \"" + control->name() + "\".");
    }
  }

  // Until the card is gone; false when it is time to stop.
  bool watch(const Control& control, When when) {
    std::optional<Plug> last;
    for (;;) {
      const std::optional<Plug> plug = control.read();
      if (!plug) return true;
      if (plug != last) tell({*plug, std::exchange(when, When::now)});
      last = plug;
      std::array<pollfd, 2> waited{{{stop_, POLLIN, 0}, control.descriptor()}};
      if (::poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR) return true;
      if (waited[0].revents != 0) return false;
      if ((waited[1].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0 || !control.take_events()) return true;
    }
  }
  bool sleep(int ms) const {
    pollfd stop{stop_, POLLIN, 0};
    return ::poll(&stop, 1, ms) == 0;
  }
  void tell(Change change) {
    {
      const std::lock_guard lock(mutex_);
      changes_.push_back(change);
    }
    if (on_change_) on_change_();
  }

  const std::function<void()> on_change_;
  const int stop_;
  std::mutex mutex_;
  std::vector<Change> changes_;
  std::thread thread_;  // last: it uses all of the above
};

HeadphoneJack::HeadphoneJack(std::function<void()> on_change) : impl_(std::make_unique<Impl>(std::move(on_change))) {}
HeadphoneJack::~HeadphoneJack() = default;
std::vector<HeadphoneJack::Change> HeadphoneJack::changes() { return impl_->changes(); }

}  // namespace kiosk::platform
