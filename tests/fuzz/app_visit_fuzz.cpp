// SPDX-License-Identifier: GPL-3.0-or-later
// A visit by somebody who does anything at all: types, taps, presses keys,
// holds, waits. Every page that comes of it is laid out, and when the visit is
// over nothing of it is left.
//
// Input: one byte a doing, and what it needs.
#include <array>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/generate.hpp"
#include "kiosk/packs/installed.hpp"
#include "kiosk/packs/source.hpp"
#include "kiosk/packs/trust.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

namespace {

constexpr SizePx glass{1920, 1080};

void done(const Outcome& outcome) {
  if (!outcome) std::fprintf(stderr, "%s\n", outcome.error().detail.c_str());
  require(outcome.ok(), "the made-up pack can be used");
}

// A small made-up pack, signed and installed as a real one is.
std::filesystem::path store_folder() {
  static const fuzzing::Folder folder;
  const auto& at = folder.path();
  done(packs::generate(24, 1, at / "sheets"));
  packs::Findings findings;
  auto content = packs::read_source(at / "sheets", findings);
  require(content.ok() && !findings.any_stops(), "made-up sheets can be read");
  done(packs::build(content.value(), {}, at / "a.pack"));
  const auto keys = packs::make_keys();
  const auto hash = packs::hash_of(at / "a.pack");
  const auto signature = packs::sign(hash.value(), keys->secret_key, "made up");
  std::filesystem::create_directory(at / "keys");
  folder.write("keys/a.pub", packs::to_text(keys->public_key));
  folder.write("a.pack.minisig", packs::to_text(signature.value()));
  const auto installed = packs::install(at / "a.pack", at / "store", at / "keys", packs::Removals::allow);
  require(installed.ok(), "the made-up pack is installed");
  return at / "store";
}

struct Visit {
  app::Kiosk& kiosk;
  std::int64_t now_ms;
  UtcTime start = *parse_iso8601("2026-11-12T10:42");

  void settle() {
    for (int round = 0; round < 4; ++round) {
      kiosk.look_up()->wait_until_answered();
      kiosk.catch_up();
    }
  }
  void wait(std::int64_t ms) {
    now_ms += ms;
    kiosk.tick(now_ms, start + std::chrono::milliseconds{now_ms});
  }
  void tap(PointPx at) {
    kiosk.pointer_down(0, at);
    kiosk.pointer_up(0, at);
  }
  void look() {
    const ui::layout::Laid& page = kiosk.laid();
    require(!page.items.empty(), "there is always a page");
    const session::State& state = kiosk.state();
    const bool focused = !state.ui.focus_visible || state.ui.focus.empty() || page.find(state.ui.focus) != nullptr;
    if (!focused) std::fprintf(stderr, "the focus %s is not on the screen %s\n", state.ui.focus.c_str(), std::string(semantics::name_of(state.app.screen)).c_str());
    require(focused, "the focus is on the page");
    require(state.app.words.size() <= 4096, "no words without end");
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 200) return 0;  // longer is many visits, which are tried one by one
  static std::int64_t clock_ms = 0;
  static const auto opened = [] {
    app::Kiosk::Options options;
    options.config.paths.store = store_folder();
    options.config.paths.locales = KIOSK_SOURCE_DIR "/locales";
    options.config.paths.font_manifest = KIOSK_SOURCE_DIR "/fonts/manifest.json";
    options.window = glass;
    options.pitch = Pitch{0.248};
    return app::Kiosk::open(std::move(options));
  }();
  require(opened.ok(), "the kiosk opens");
  Visit visit{*opened.value(), clock_ms};
  app::Kiosk& kiosk = visit.kiosk;
  visit.wait(0);
  visit.settle();

  fuzzing::Input input(data, size);
  while (!input.empty()) {
    switch (input.below(8)) {
      case 0: kiosk.type(std::string(input.text())); break;
      case 1: kiosk.rub_out(); break;
      case 2: kiosk.press(app::Press::select); break;
      case 3: kiosk.press(static_cast<app::Press>(input.below(static_cast<int>(app::Press::exit) + 1))); break;
      case 4: {
        const int x = input.byte(), y = input.byte();
        visit.tap({x * glass.width / 255, y * glass.height / 255});
        break;
      }
      case 5: {  // a control of this page, so that few bytes lead far
        std::vector<std::string> controls;
        for (const ui::layout::Item& item : kiosk.laid().items)
          if (item.node->part == semantics::Part::semantic && item.node->enabled && item.node->action) controls.push_back(item.node->id);
        const std::size_t which = input.byte();
        if (!controls.empty()) kiosk.activate(controls[which % controls.size()]);
        break;
      }
      case 6: visit.wait(1000 * input.byte()); break;
      case 7: {
        const int finger = input.below(3);
        const PointPx at{input.byte() * glass.width / 255, input.byte() * glass.height / 255};
        const int phase = input.below(3);
        if (phase == 0) kiosk.pointer_down(finger, at);
        if (phase == 1) kiosk.pointer_move(finger, at);
        if (phase == 2) kiosk.pointer_up(finger, at);
        break;
      }
    }
    visit.settle();
    visit.look();
  }
  (void)kiosk.paint();
  kiosk.act(semantics::StartAgain{});
  visit.wait(1000);
  visit.settle();
  for (int finger = 0; finger < 3; ++finger) kiosk.pointer_up(finger, {-1, -1});
  kiosk.act(semantics::StartAgain{});
  visit.settle();
  const session::State& state = kiosk.state();
  require(state.app.screen == semantics::Screen::attract && state.app.words.empty() && state.app.searched.empty() && state.app.results.empty() &&
              !state.app.service && state.app.history.empty() && state.app.preferences == session::fresh(kiosk.site()).app.preferences && state.ui.pages.empty(),
          "nothing of a visit is left");
  clock_ms = visit.now_ms;
  return 0;
}
