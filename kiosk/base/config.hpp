// SPDX-License-Identifier: GPL-3.0-or-later
// What staff may set in kiosk.toml. packaging/kiosk.toml is the same list with
// its explanations; a test keeps the two alike. Read once at start.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/units.hpp"

namespace kiosk {

// Every member has a value that is safe on an unknown machine.
struct Config {
  struct Site {
    std::string id = "leeds-central-library";  // names the counters: a-z, 0-9 and hyphens
    std::string name = "Leeds Central Library";
    double latitude = 53.80022;  // WGS 84, degrees; where distances are measured from
    double longitude = -1.54867;
  } site;

  // The lit part of the glass as it stands, in millimetres; 0: not told.
  struct Panel {
    double width_mm = 0;
    double height_mm = 0;
  } panel;

  // Limits: VVSG 2.0 in handbook part 3. The longer answer times lie nearer the
  // ceiling of 45 s; 40 keeps the drawn pace of one segment every 5 s (eight of
  // them) and leaves 5 s for a late timer.
  struct Idle {
    int question_after_s = 120;
    int answer_within_s = 40;
  } idle;

  // Steps of speech::Settings at the start of each visit.
  struct Speech {
    int volume_step = 4;  // 1 to 6
    int rate_step = 3;    // 0 to 6
  } speech;

  // Switches that are plugged in; handbook part 3, Touch, keys, switches.
  struct Switches {
    int count = 2;                // 2: one moves on, one chooses; 1: it chooses, and the light moves on by itself
    int moves_on_after_ms = 1800;
  } switches;

  struct Staff {
    std::string pin_hash;  // as `leeds-kiosk --pin-hash` prints it (Argon2id); empty: no PIN, so no staff screens
  } staff;

  struct Paths {
    std::filesystem::path store;          // installed packs
    std::filesystem::path state;          // counters
    std::filesystem::path locales;        // folder of message catalogues
    std::filesystem::path font_manifest;  // fonts/manifest.json
    std::filesystem::path espeak_data;    // empty: the system's own
  } paths;

  // The paths of the build tree this was compiled in.
  Config();

  // The pitch of `window` filling the panel. With no panel told: the panels the
  // kiosk was drawn for, 0.248 mm at 1920x1080 and 0.369 mm at 1080x1920, and
  // the same glass at any other number of pixels.
  [[nodiscard]] Pitch pitch(SizePx window) const;
};

// One thing wrong in the file. The default was used in its place.
struct ConfigProblem {
  std::filesystem::path file;
  int line = 0;        // from 1; 0: the file as a whole
  std::string key;     // `idle.answer_within_s`; empty when the file cannot be read as TOML
  std::string value;   // as written, shortened; empty as above
  std::string reason;  // what is wrong, the mend, and what is used instead
  // One line for the staff log: `kiosk.toml, line 12: idle.answer_within_s = 90: ...`
  [[nodiscard]] std::string sentence() const;
};

struct ConfigReport {
  Config config;
  std::vector<ConfigProblem> problems;  // in the order of their lines
};

inline constexpr std::string_view default_config_file = "/etc/leeds-kiosk/kiosk.toml";

// Reads `asked_for` (--config), else the default file. The default file may be
// missing; one that was asked for may not, and that is the only Error. Whatever
// else is wrong becomes a problem and a default.
[[nodiscard]] Result<ConfigReport> load_config(const std::optional<std::filesystem::path>& asked_for);

// The same for text already read. `file` is named in problems, and relative
// paths in the text are taken from its folder.
[[nodiscard]] ConfigReport parse_config(std::string_view toml, const std::filesystem::path& file);

}  // namespace kiosk
