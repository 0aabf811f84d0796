// SPDX-License-Identifier: GPL-3.0-or-later
// kiosk-measures: shows what a kiosk has counted.
// The command lines are a contract: adding is welcome, changing is not.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "kiosk/measures/file.hpp"

namespace {

using namespace kiosk;

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

int fail(int status, const std::string& reason) {
  fmt::print(stderr, "kiosk-measures: {}\n", reason);
  return status;
}

int show(const std::string& state) {
  auto counts = measures::read(state);
  if (!counts) return fail(failed, counts.error().detail);
  std::string lines;
  for (const auto& [row, n] : counts.value()) lines += fmt::format("{}\t{}\t{}\t{}\t{}\n", row.measure, row.site, row.period, row.key, n);
  if (std::fwrite(lines.data(), 1, lines.size(), stdout) != lines.size() || std::fflush(stdout) != 0)
    return fail(failed, "the rows could not be written to standard output. See that there is room where it leads.");
  return done;
}

int run(int argc, char** argv) {
  CLI::App app{"Shows what the Leeds Community Kiosk has counted: visits, never people.", "kiosk-measures"};
  app.set_version_flag("--version", "kiosk-measures " KIOSK_VERSION);
  app.require_subcommand(1);
  app.footer("Exit status: 0 done, 1 the work failed (the reason is on standard error), 2 wrong usage.");
  int status = done;

  std::string state;
  auto* show_command = app.add_subcommand("show", "Print every counter: measure, site, period, key and n, with tabs between");
  show_command->add_option("--state", state, "the kiosk's state folder")->required();
  show_command->footer("These are raw counts and small ones can point at a person: do not publish or pass on this list.");
  show_command->callback([&] { status = show(state); });

  for (const char* command : {"report", "push", "migrate", "audit"}) {
    auto* later = app.add_subcommand(command, "Not built yet");
    later->allow_extras();
    later->callback([&status, command] {
      status = fail(wrong_usage, fmt::format("{} is not built yet. `kiosk-measures show --state DIR` prints the raw counters; do not publish those.", command));
    });
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : wrong_usage;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    return fail(failed, std::string{"stopped: "} + error.what());
  }
}
