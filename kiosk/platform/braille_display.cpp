// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/braille_display.hpp"

#define BRLAPI_NO_SINGLE_SESSION
#include <brlapi.h>
#include <fmt/format.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>

#include "kiosk/base/log.hpp"

namespace kiosk::platform {
namespace {

using access::BrailleKey;
using Kind = BrailleKey::Kind;
using Clock = std::chrono::steady_clock;

constexpr unsigned most_cells = 256;      // no display has more; whatever a server says
constexpr std::size_t most_keys = 64;     // waiting: a stuck key is forgotten, not gathered

BrailleKey key_of(brlapi_keyCode_t code) {
  const brlapi_keyCode_t key = code & (BRLAPI_KEY_TYPE_MASK | BRLAPI_KEY_CODE_MASK);  // without flags
  const auto argument = static_cast<int>(code & BRLAPI_KEY_CMD_ARG_MASK);
  if ((key & BRLAPI_KEY_TYPE_MASK) == BRLAPI_KEY_TYPE_CMD) {
    if ((key & ~BRLAPI_KEY_CMD_ARG_MASK) == (BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_ROUTE)) return {Kind::route, argument, 0};
    switch (key) {
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_FWINLT:
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_FWINLTSKIP: return {Kind::pan_left};
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_FWINRT:
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_FWINRTSKIP: return {Kind::pan_right};
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_LNUP:
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_PRDIFLN: return {Kind::previous};
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_LNDN:
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_NXDIFLN: return {Kind::next};
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_HOME: return {Kind::home};
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_BACK: return {Kind::back};
      case BRLAPI_KEY_TYPE_CMD | BRLAPI_KEY_CMD_RETURN: return {Kind::select};
      default: return {};
    }
  }
  switch (key) {
    case BRLAPI_KEY_SYM_LINEFEED: return {Kind::select};
    case BRLAPI_KEY_SYM_ESCAPE: return {Kind::back};
    case BRLAPI_KEY_SYM_BACKSPACE: return {Kind::rub_out};
    case BRLAPI_KEY_SYM_TAB: return {(code & BRLAPI_KEY_FLG_SHIFT) != 0 ? Kind::previous : Kind::next};
    case BRLAPI_KEY_SYM_UP:
    case BRLAPI_KEY_SYM_LEFT: return {Kind::previous};
    case BRLAPI_KEY_SYM_DOWN:
    case BRLAPI_KEY_SYM_RIGHT: return {Kind::next};
    case BRLAPI_KEY_SYM_HOME: return {Kind::home};
    default: break;
  }
  // X's keysyms: Latin 1 is itself, the rest of Unicode has a bit of its own.
  const bool unicode = (key & 0x1F000000U) == BRLAPI_KEY_SYM_UNICODE;
  const auto character = static_cast<char32_t>(unicode ? key & 0xFFFFFFU : key);
  const bool latin = (character >= 0x20 && character <= 0x7E) || (character >= 0xA0 && character <= 0xFF);
  const bool other = unicode && character > 0xFF && character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF) && (character < 0x2800 || character > 0x28FF);
  if (!latin && !other) return {};
  return {Kind::character, 0, character};
}

}  // namespace

struct BrailleDisplay::Impl {
  explicit Impl(Options given) : options(std::move(given)), handle(static_cast<std::byte*>(::operator new(brlapi_getHandleSize()))), event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    // Signals that end the kiosk are the main thread's; a server that goes must not end it either.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    thread = std::thread([this] { run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  ~Impl() {
    ending = true;
    nudge();
    thread.join();
    ::close(event);
    ::operator delete(handle);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void nudge() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(event, &one, sizeof one);
  }
  // Until something happens on `fd` (-1: nothing can), somebody nudges, or the time is up.
  void wait(int fd) const {
    pollfd ends[2] = {{event, POLLIN, 0}, {fd, POLLIN, 0}};
    ::poll(ends, fd < 0 ? 1 : 2, static_cast<int>(options.retry_after.count()));
    std::uint64_t nudges = 0;
    [[maybe_unused]] const auto got = ::read(event, &nudges, sizeof nudges);
  }
  brlapi_handle_t* api() const { return reinterpret_cast<brlapi_handle_t*>(handle); }

  // --- The display's thread ---
  void run() {
    while (!ending) {
      if (const int fd = connect(); fd >= 0) {
        serve(fd);
        brlapi__closeConnection(api());
        tell(0);
        if (!ending) log_warning("braille: BRLTTY went away. The kiosk goes on, and looks for it every few seconds.");
      }
      if (!ending) wait(-1);
    }
  }

  int connect() {
    brlapi_connectionSettings_t settings{nullptr, options.host.empty() ? nullptr : options.host.c_str()};
    const int fd = brlapi__openConnection(api(), &settings, nullptr);
    if (fd == BRLAPI_INVALID_FILE_DESCRIPTOR) {
      complain();
      return -1;
    }
    // libbrlapi's own handler ends the process.
    brlapi__setExceptionHandler(api(), [](brlapi_handle_t*, int, brlapi_packetType_t, const void*, size_t) noexcept {});
    // The kiosk fills the machine's only screen: the root of BRLTTY's tree of screens, and every
    // key, so that none opens a menu of BRLTTY's in the kiosk's place.
    if (brlapi__enterTtyModeWithPath(api(), nullptr, 0, nullptr) < 0 || brlapi__acceptAllKeys(api()) < 0) {
      complain();
      brlapi__closeConnection(api());
      return -1;
    }
    complained = false;
    return fd;
  }
  // Most kiosks have no display, so only a host that staff wrote down is missed; once.
  void complain() {
    const char* why = brlapi_strerror(brlapi_error_location());
    if (!options.host.empty() && !std::exchange(complained, true))
      log_warning(fmt::format("braille.host = {}: BRLTTY does not answer there ({}). Start it, or put kiosk.toml right. The kiosk goes on, and looks again every few seconds.",
                              options.host, why != nullptr ? why : "no reason given"));
  }

  // Until the server goes or the kiosk ends.
  void serve(int fd) {
    Clock::time_point look{};  // for the display: it may come, go or change while the server stays
    bool fresh = true;
    Shown written;
    while (!ending) {
      if (Clock::now() >= look) {
        unsigned columns = 0, rows = 0;
        if (brlapi__getDisplaySize(api(), &columns, &rows) < 0) return;
        columns = rows == 0 ? 0 : std::min(columns, most_cells);
        if (columns != cells) {
          if (columns > 0) {
            if (!std::exchange(prepared, true) && options.prepare) options.prepare();
            log_info(fmt::format("braille: there is a display of {} cells.", columns));
          }
          fresh = true;
          tell(columns);
        }
        look = Clock::now() + options.retry_after;
      }
      std::optional<Shown> wanted;
      {
        const std::lock_guard lock(mutex);
        wanted = shown;
      }
      if (cells > 0 && wanted && (fresh || !(*wanted == written))) {
        if (!write(*wanted)) return;
        written = *std::move(wanted);
        fresh = false;
      }
      // Asking for the size may have taken keys in, which the descriptor no longer tells of.
      if (!read_keys()) return;
      wait(fd);
    }
  }

  bool write(const Shown& what) {
    access::BrailleCells dots = what.cells;
    dots.resize(cells, 0);
    const std::vector<unsigned char> nothing(cells, 0);
    brlapi_writeArguments_t arguments = BRLAPI_WRITEARGUMENTS_INITIALIZER;
    arguments.regionBegin = 1;
    arguments.regionSize = static_cast<int>(cells);
    arguments.andMask = nothing.data();
    arguments.orMask = dots.data();
    arguments.cursor = what.cursor && *what.cursor < cells ? static_cast<int>(*what.cursor) + 1 : BRLAPI_CURSOR_OFF;
    return brlapi__write(api(), &arguments) >= 0;
  }

  bool read_keys() {
    brlapi_keyCode_t code = 0;
    int got = 0;
    bool some = false;
    while ((got = brlapi__readKey(api(), 0, &code)) == 1) {
      const std::lock_guard lock(mutex);
      if (waiting.size() < most_keys) waiting.push_back(key_of(code));
      some = true;
    }
    if (some && options.wake) options.wake();
    return got >= 0 || (brlapi_error_location()->brlerrno == BRLAPI_ERROR_LIBCERR && brlapi_error_location()->libcerrno == EINTR);
  }

  void tell(std::size_t columns) {
    if (cells.exchange(columns) == columns) return;
    {
      const std::lock_guard lock(mutex);
      shown.reset();
      waiting.clear();  // keys pressed on a display that is gone
    }
    if (options.wake) options.wake();
  }

  Options options;
  std::byte* handle;  // libbrlapi's state, of a size that only it knows; the thread's
  int event;
  std::atomic<bool> ending{false};
  std::atomic<std::size_t> cells{0};
  bool complained = false;
  bool prepared = false;
  std::mutex mutex;
  std::optional<Shown> shown;
  std::vector<BrailleKey> waiting;
  std::thread thread;
};

BrailleDisplay::BrailleDisplay(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
BrailleDisplay::~BrailleDisplay() = default;

std::size_t BrailleDisplay::width() const { return impl_->cells; }

void BrailleDisplay::show(Shown shown) {
  {
    const std::lock_guard lock(impl_->mutex);
    if (impl_->shown == shown) return;
    impl_->shown = std::move(shown);
  }
  impl_->nudge();
}

std::vector<BrailleKey> BrailleDisplay::keys() {
  const std::lock_guard lock(impl_->mutex);
  return std::exchange(impl_->waiting, {});
}

}  // namespace kiosk::platform
