// SPDX-License-Identifier: GPL-3.0-or-later
// What staff may set in kiosk.toml. packaging/kiosk.toml is the same list with
// its explanations; a test keeps the two alike. Read once at start.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/keys.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/base/units.hpp"

namespace kiosk {

// What may stand in `here.help`.
inline constexpr std::array<std::string_view, 5> help_here_names{"telephone_interpreter", "video_interpreter", "book_interpreter", "bsl_video_relay", "hearing_loop"};

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
    double bottom_above_floor_mm = 0;    // of its lower edge: where "Lower the screen" puts things
    double viewing_distance_mm = 400;    // eyes to glass: how large words are when a visit begins
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

  // What this hub can do for somebody whose language is not on the kiosk, or who
  // signs. The kiosk promises nothing that does not stand here.
  struct Here {
    std::vector<std::string> help;         // of help_here_names, in their order
    std::vector<std::string> staff_speak;  // names of languages, as they are shown
    std::string note;                      // one line; may be empty
  } here;
  // Keys that are plugged in; handbook part 3, Keypads.
  struct Keypad {
    enum class Preset { arrows, audio_nav, none } preset = Preset::arrows;
    // EN 301 549 5.8 asks for up to 500. Contacts bounce for 5 to 25 ms, worn ones for
    // twice that; a quick finger is off the key for some 80 between two presses it means.
    int same_key_after_ms = 80;
    struct Key {
      std::string name;  // SDL_GetKeyName's; whether SDL knows it is platform::key_name's to say
      Press press;
      int line;          // of the file, for whoever finds that it does not
    };
    std::vector<Key> keys;  // beside those of the preset, and instead of them
  } keypad;
  // The braille display, through BRLTTY's BrlAPI.
  struct Braille {
    std::string host;  // `host:n` of its server; empty: this machine's own
  } braille;
  struct Staff {
    std::string pin_hash;  // as `leeds-kiosk --pin-hash` prints it (Argon2id); empty: no PIN, so no staff screens
  } staff;

  // The memory stick that staff bring.
  struct Stick {
    std::filesystem::path root = "/media";  // whatever is mounted below it is a stick
  } stick;
  // What staff publish on the kiosk itself, for this place alone.
  struct Hub {
    std::filesystem::path secret_key;  // of role hub:<site.id>; empty: nothing is published here
  } hub;

  struct Paths {
    std::filesystem::path store;          // installed packs
    std::filesystem::path state;          // counters
    std::filesystem::path locales;        // folder of message catalogues
    std::filesystem::path font_manifest;  // fonts/manifest.json
    std::filesystem::path espeak_data;    // empty: the system's own
    std::filesystem::path keys{};          // public keys that packs are checked with; empty: those in the store
  } paths;

  // The paths of the build tree this was compiled in.
  Config();

  // The pitch of `window` filling the panel. With no panel told: the panels the
  // kiosk was drawn for, 0.248 mm at 1920x1080 and 0.369 mm at 1080x1920, and
  // the same glass at any other number of pixels.
  [[nodiscard]] Pitch pitch(SizePx window) const;

  // How high the glass hangs. Not told: 800 standing up, which puts a 32 inch
  // screen at 800 to 1,508 mm as on a stand on the floor; 970 lying down, which
  // puts a 21.5 inch screen at 970 to 1,238 mm, its middle before standing and
  // sitting eyes alike.
  [[nodiscard]] Mm bottom_above_floor(SizePx window) const;
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
