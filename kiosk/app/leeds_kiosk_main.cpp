// SPDX-License-Identifier: GPL-3.0-or-later
// leeds-kiosk: the terminal that residents touch. The composition root.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/drive.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/run.hpp"
#include "kiosk/base/config.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/measures/counters.hpp"
#include "kiosk/packs/pin.hpp"

namespace {

using namespace kiosk;

constexpr int failed = 1;
constexpr int wrong_usage = 2;

struct Arguments {
  std::optional<std::string> store, state, config, drive, now;
  std::string language, window;
  std::optional<double> mm_per_px;
};

int fail(int status, const std::string& reason) {
  fmt::print(stderr, "leeds-kiosk: {}\n", reason);
  return status;
}

std::optional<SizePx> parse_size(const std::string& text) {
  SizePx size;
  char rest = 0;
  // Five digits at most: nothing to overflow.
  // NOLINTNEXTLINE(cert-err34-c)
  if (std::sscanf(text.c_str(), "%5dx%5d%c", &size.width, &size.height, &rest) != 2 || size.width < 320 || size.height < 240 || size.width > 8192 ||
      size.height > 8192)
    return std::nullopt;
  return size;
}

// Keys by the names that they come with; what no keyboard has is named and left out.
void name_keys(Config::Keypad& keypad, const std::filesystem::path& file) {
  std::erase_if(keypad.keys, [&](Config::Keypad::Key& key) {
    if (const auto name = platform::key_name(key.name)) {
      key.name = *name;
      return false;
    }
    log_warning(ConfigProblem{file, key.line, "keypad.keys." + key.name, std::string(name_of(key.press)),
                              "No keyboard has a key of this name. Names are such as F1, Left, Return, Keypad 5 or A: \"Learn the keys\" shows the name of "
                              "each key. Nothing is done with it."}
                    .sentence());
    return true;
  });
}

// A line of digits in, the line for kiosk.toml out; nothing of the PIN anywhere else.
int print_pin_hash() {
  std::string pin;
  std::getline(std::cin, pin);
  if (pin.ends_with('\r')) pin.pop_back();
  auto hash = packs::pin_hash_of(std::move(pin));
  if (!hash) return fail(hash.error().code == ErrorCode::input ? wrong_usage : failed, hash.error().detail);
  fmt::print("pin_hash = \"{}\"\n", hash.value());
  return 0;
}

int start(const Arguments& arguments) {
  if (arguments.now && !arguments.drive) return fail(wrong_usage, "--now goes with --drive: the kiosk proper keeps the real time.");
  std::optional<UtcTime> now;
  if (arguments.now) {
    now = parse_iso8601(*arguments.now);
    if (!now) return fail(wrong_usage, fmt::format("--now {}: is not a time. Type it like 2026-11-12T10:42.", *arguments.now));
  }
  std::optional<SizePx> size;
  if (!arguments.window.empty()) {
    size = parse_size(arguments.window);
    if (!size) return fail(wrong_usage, fmt::format("--window {}: is not a size. Type it like 1920x1080.", arguments.window));
  }
  if (arguments.mm_per_px && !(*arguments.mm_per_px >= 0.02 && *arguments.mm_per_px <= 2))  // NaN too
    return fail(wrong_usage, fmt::format("--mm-per-px {}: a pixel is between 0.02 and 2 mm. A 21.5 inch panel of 1920x1080 has 0.248.", *arguments.mm_per_px));

  auto report = load_config(arguments.config ? std::optional<std::filesystem::path>(*arguments.config) : std::nullopt);
  if (!report) return fail(failed, report.error().detail);
  for (const ConfigProblem& problem : report->problems) log_warning(problem.sentence());
  Config config = report->config;
  name_keys(config.keypad, arguments.config.value_or(std::string(default_config_file)));
  if (arguments.store) config.paths.store = *arguments.store;
  if (arguments.state) config.paths.state = *arguments.state;

  platform::WindowOptions wanted;
  if (arguments.drive) {
    wanted.mode = platform::WindowOptions::Mode::headless;
    wanted.size = size.value_or(SizePx{1920, 1080});
  } else if (size) {
    wanted.mode = platform::WindowOptions::Mode::windowed;
    wanted.size = *size;
  }
  auto window = platform::Window::open(wanted);
  if (!window) return fail(failed, window.error().detail);

  // Outlives the kiosk: what waits is written when it goes.
  measures::Counters counters(config.paths.state, config.site.id);

  app::Kiosk::Options options;
  options.count = [&counters](const measures::Tally& tally) { counters.add(tally); };
  options.config = config;
  options.language = arguments.language;
  options.window = window.value()->size();
  options.pitch = arguments.mm_per_px ? Pitch{*arguments.mm_per_px} : config.pitch(options.window);

  if (arguments.drive) {
    options.speaker.log = speech::Speaker::Options::Log::keep;
    auto kiosk = app::Kiosk::open(std::move(options));
    if (!kiosk) return fail(failed, kiosk.error().detail);
    const UtcTime begins = now.value_or(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    std::ifstream file;
    if (*arguments.drive != "-") {
      file.open(*arguments.drive);
      if (!file) return fail(failed, fmt::format("--drive {}: cannot be read. Name a file of commands, or - for standard input.", *arguments.drive));
    }
    return app::drive(*kiosk.value(), *window.value(), *arguments.drive == "-" ? std::cin : file, stdout, begins) ? 0 : failed;
  }

  platform::Events events(*window.value());
  options.wake = [&events] { events.wake(); };
  auto kiosk = app::Kiosk::open(std::move(options));
  if (!kiosk) return fail(failed, kiosk.error().detail);
  if (auto ended = app::run(*kiosk.value(), *window.value(), events, config.keypad); !ended) return fail(failed, ended.error().detail);
  return 0;
}

}  // namespace

// We throw nothing; what the standard library throws ends here, said plainly, and the service starts again.
int main(int argc, char** argv) try {
  CLI::App app{"The Leeds Community Kiosk: information about local services, on screen and aloud."};
  app.set_version_flag("--version", "leeds-kiosk " KIOSK_VERSION);
  Arguments arguments;
  bool setup = false, status = false, json = false, pin_hash = false;
  app.add_option("--store", arguments.store, "Folder of installed content packs");
  app.add_option("--state", arguments.state, "Folder of the counters, made if missing");
  app.add_option("--config", arguments.config, "Configuration file (default /etc/leeds-kiosk/kiosk.toml)");
  app.add_option("--lang", arguments.language, "Language of the visit, such as en or ar");
  app.add_option("--window", arguments.window, "Window of this many pixels instead of the whole screen, such as 1920x1080");
  app.add_option("--mm-per-px", arguments.mm_per_px, "Millimetres that a pixel of the panel is wide");
  app.add_option("--drive", arguments.drive, "Take commands from a file, or - for standard input, and open no window");
  app.add_option("--now", arguments.now, "With --drive: the time at the start, such as 2026-11-12T10:42");
  app.add_flag("--setup", setup, "Set this kiosk up");
  app.add_flag("--status", status, "Say how this kiosk stands");
  app.add_flag("--json", json, "With --status: as JSON");
  app.add_flag("--pin-hash", pin_hash, "Read a staff PIN of 4 to 8 digits from standard input and print the line for kiosk.toml");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : wrong_usage;
  }
  if (json && !status) return fail(wrong_usage, "--json goes with --status.");
  if (setup || status) return fail(failed, "--setup and --status are not there yet. Set the kiosk up in /etc/leeds-kiosk/kiosk.toml.");
  if (pin_hash) return print_pin_hash();
  return start(arguments);
} catch (const std::exception& error) {
  std::fprintf(stderr, "leeds-kiosk: stopped by an error of the system's library: %s\n", error.what());
  return failed;
}
