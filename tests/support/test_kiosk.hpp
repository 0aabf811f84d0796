// SPDX-License-Identifier: GPL-3.0-or-later
// The whole kiosk without a window, for tests: the real pack, fonts, words and voice.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/kiosk.hpp"

namespace kiosk::testing {

// Argon2id at its lowest cost, so that no test waits for it.
inline constexpr const char* staff_pin = "2468";
inline constexpr const char* staff_pin_hash = "$argon2id$v=19$m=8,t=1,p=1$PmXvA2IX5P49DZgBe00h8Q$zUKbI+7+6m3BL9dQnvRMiFm9qip0kbuVzUJnnJ97Nhc";

struct TestKiosk {
  // `language` empty: the visit chooses. `store` "": the Leeds pack. `config`: what kiosk.toml would say.
  explicit TestKiosk(std::string language = {}, session::Site::Orientation orientation = session::Site::Orientation::landscape,
                     std::filesystem::path store = KIOSK_TEST_STORE, Config config = {}) {
    app::Kiosk::Options options;
    options.config = std::move(config);
    options.config.paths.store = std::move(store);
    options.config.paths.locales = KIOSK_SOURCE_DIR "/locales";
    options.config.paths.font_manifest = KIOSK_SOURCE_DIR "/fonts/manifest.json";
    // All that a hub could say, so that the longest list is what is looked at.
    options.config.here = {{help_here_names.begin(), help_here_names.end()}, {"Polski (Polish)", "Română (Romanian)"}, "An Urdu interpreter is here on Tuesdays, 10am to 12 noon."};
    options.config.staff.pin_hash = staff_pin_hash;
    options.language = std::move(language);
    const bool portrait = orientation == session::Site::Orientation::portrait;
    options.window = portrait ? SizePx{1080, 1920} : SizePx{1920, 1080};
    options.pitch = Pitch{portrait ? 0.369 : 0.248};
    options.speaker.log = speech::Speaker::Options::Log::keep;
    auto opened = app::Kiosk::open(std::move(options));
    if (!opened) {
      ADD_FAILURE() << opened.error().detail;
      return;
    }
    kiosk = std::move(opened).value();
    wait(0);
  }

  void settle() {
    for (int round = 0; round < 4; ++round) {
      if (kiosk->look_up() != nullptr) kiosk->look_up()->wait_until_answered();
      kiosk->catch_up();
      if (kiosk->film() == nullptr) continue;
      kiosk->film()->wait_for(kiosk->state().app.film->position_ms);
      kiosk->catch_up();
    }
  }
  void act(const semantics::Action& action) {
    kiosk->act(action);
    settle();
  }
  void wait(std::int64_t ms) {
    now_ms += ms;
    kiosk->tick(now_ms, start + std::chrono::milliseconds{now_ms});
    settle();
  }

  std::unique_ptr<app::Kiosk> kiosk;
  UtcTime start = *parse_iso8601("2026-11-12T10:42");
  std::int64_t now_ms = 0;
};

}  // namespace kiosk::testing
