// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/base/config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

namespace kiosk {
namespace {

// The panels the screens were drawn for (contract, `--mm-per-px`).
constexpr Mm drawn_landscape_width{1920 * 0.248};
constexpr Mm drawn_portrait_height{1920 * 0.369};

constexpr Mm usual_bottom_landscape{970};
constexpr Mm usual_bottom_portrait{800};

constexpr std::size_t largest_file = 1 << 20;

// Short enough for a log, whatever was written.
std::string as_written(const toml::node& node) {
  std::ostringstream out;
  node.visit([&out](const auto& held) { out << held; });
  std::string text = std::move(out).str();
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return text;
  std::size_t cut = longest;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;  // not inside a character
  return text.substr(0, cut) + "...";
}

// Walks the known keys of one document. Each `read_` leaves its target alone
// when the key is missing or wrong, so the default stays; `unknown_keys` then
// names what nobody read.
class Reader {
 public:
  Reader(const toml::table& document, const std::filesystem::path& file, std::vector<ConfigProblem>& problems)
      : document_(document), file_(file), problems_(problems) {}

  bool read_number(const char* section, const char* key, double& target, double least, double most, const char* what) {
    const toml::node* node = find(section, key);
    if (node == nullptr) return false;
    const auto number = node->value<double>();
    if (node->is_number() && number && *number >= least && *number <= most) {
      target = *number;
      return true;
    }
    problem(section, key, *node, fmt::format("{} must be a number from {:g} to {:g}. Using {:g}.", what, least, most, target));
    return false;
  }

  void read_whole(const char* section, const char* key, int& target, int least, int most, const char* what) {
    const toml::node* node = find(section, key);
    if (node == nullptr) return;
    const auto number = node->value_exact<std::int64_t>();
    if (number && *number >= least && *number <= most)
      target = static_cast<int>(*number);
    else
      problem(section, key, *node, fmt::format("{} must be a whole number from {} to {}. Using {}.", what, least, most, target));
  }

  template <class Test>
  void read_text(const char* section, const char* key, std::string& target, Test good, const char* rule) {
    const toml::node* node = find(section, key);
    if (node == nullptr) return;
    const auto text = node->value_exact<std::string>();
    if (text && good(*text))
      target = *text;
    else
      problem(section, key, *node, fmt::format("{}. Using \"{}\".", rule, target));
  }

  // One of a few words; the target's own place among them is the default.
  template <class Choice, std::size_t count>
  void read_choice(const char* section, const char* key, Choice& target, const std::array<std::string_view, count>& names, const char* what) {
    const toml::node* node = find(section, key);
    if (node == nullptr) return;
    const auto text = node->value_exact<std::string>();
    const auto at = text ? std::find(names.begin(), names.end(), *text) : names.end();
    if (at != names.end())
      target = static_cast<Choice>(at - names.begin());
    else
      problem(section, key, *node,
              fmt::format("{} must be one of {}, in quotation marks. Using \"{}\".", what, fmt::join(names, ", "), names[static_cast<std::size_t>(target)]));
  }

  // A section in a section, whose keys are anybody's choice: each is shown to `take`.
  template <class Take>
  void read_table(const char* section, const char* key, Take take) {
    const toml::node* node = find(section, key);
    if (node == nullptr) return;
    const toml::table* table = node->as_table();
    if (table == nullptr) return problem(section, key, *node, fmt::format("This must be a section, written [{}.{}] on a line of its own. Left out.", section, key));
    for (const auto& [name, value] : *table) take(std::string{name.str()}, value);
  }

  void read_path(const char* section, const char* key, std::filesystem::path& target) {
    const toml::node* node = find(section, key);
    if (node == nullptr) return;
    const auto text = node->value_exact<std::string>();
    if (text && text->empty() && target.empty()) return;  // as it is: none
    if (text && !text->empty() && text->find('\0') == std::string::npos)
      target = (file_.parent_path() / *text).lexically_normal();
    else
      problem(section, key, *node, fmt::format("This must be a file or folder in quotation marks. Using {}.",
                                               target.empty() ? "none" : target.string()));
  }

  // A list of texts: each that is good is kept, each that is not is a problem of its own.
  template <class Test>
  void read_list(const char* section, const char* key, std::vector<std::string>& target, std::size_t most, Test good, const std::string& rule) {
    const toml::node* node = find(section, key);
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) return problem(section, key, *node, fmt::format("This must be a list, such as [\"...\", \"...\"]. {} Using none.", rule));
    for (const toml::node& item : *list) {
      const auto text = item.value_exact<std::string>();
      if (target.size() == most) return problem(section, key, item, fmt::format("There are more than {}. Leaving out this and the rest.", most));
      if (!text || !good(*text)) problem(section, key, item, fmt::format("{} Leaving it out.", rule));
      else if (std::find(target.begin(), target.end(), *text) == target.end()) target.push_back(*text);
    }
  }

  void problem(const char* section, const char* key, const toml::node& node, std::string reason) {
    add(fmt::format("{}.{}", section, key), node, std::move(reason));
  }

  [[nodiscard]] const toml::node* find(const char* section, const char* key) {
    known_.push_back(fmt::format("{}.{}", section, key));
    const toml::table* table = document_[section].as_table();
    return table == nullptr ? nullptr : table->get(key);
  }

  void unknown_keys() {
    for (const auto& [name, node] : document_) {
      const std::string section{name.str()};
      const std::string siblings = keys_of(section);
      const toml::table* table = node.as_table();
      if (siblings.empty())
        add(section, node, "The kiosk knows no such section or key. Check the spelling against packaging/kiosk.toml. Nothing is done with it.");
      else if (table == nullptr)
        add(section, node, fmt::format("This must be a section, written [{}] on a line of its own. Using its defaults.", section));
      else
        for (const auto& [key, value] : *table)
          if (const std::string full = fmt::format("{}.{}", section, key.str()); std::find(known_.begin(), known_.end(), full) == known_.end())
            add(full, value, fmt::format("The kiosk knows no such key. The keys of [{}] are {}. Nothing is done with it.", section, siblings));
    }
  }

 private:
  void add(std::string key, const toml::node& node, std::string reason) {
    // Whoever puts the PIN itself where its hash belongs shall not find it in the log.
    std::string value = key == "staff.pin_hash" ? "(not shown)" : as_written(node);
    problems_.push_back({file_, static_cast<int>(node.source().begin.line), std::move(key), std::move(value), std::move(reason)});
  }

  [[nodiscard]] std::string keys_of(const std::string& section) const {
    std::string names;
    for (const std::string& full : known_)
      if (full.starts_with(section + '.')) names += (names.empty() ? "" : ", ") + full.substr(section.size() + 1);
    return names;
  }

  const toml::table& document_;
  const std::filesystem::path& file_;
  std::vector<ConfigProblem>& problems_;
  std::vector<std::string> known_;
};

bool is_site_id(const std::string& text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_line(const std::string& text, std::size_t most) {
  return text.find_first_not_of(' ') != std::string::npos && text.size() <= most &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}
bool is_site_name(const std::string& text) { return is_line(text, 80); }

bool is_host(const std::string& text) {
  return text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

// Only its shape: whether it fits a PIN is found out when somebody types one.
bool is_pin_hash(const std::string& text) {
  return text.empty() || (text.starts_with("$argon2id$") && text.size() <= 127 &&
                          std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; }));
}

void read_site(Reader& reader, Config::Site& site) {
  reader.read_text("site", "id", site.id, is_site_id,
                   "The site's id must be 1 to 40 of the characters a-z, 0-9 and hyphen, in quotation marks");
  reader.read_text("site", "name", site.name, is_site_name,
                   "The site's name must be one line of 1 to 80 characters, in quotation marks");
  // England, so that swapped numbers or a lost minus sign before 2 degrees are seen.
  Config::Site place = site;
  const bool latitude = reader.read_number("site", "latitude", place.latitude, 49.8, 55.9, "The latitude (in England)");
  const bool longitude = reader.read_number("site", "longitude", place.longitude, -6.5, 1.8, "The longitude (in England)");
  if (latitude && longitude)
    site = place;
  else if (latitude || longitude) {
    // Half of one place and half of another would measure distances from nowhere.
    const char* key = latitude ? "latitude" : "longitude";
    reader.problem("site", key, *reader.find("site", key),
                   "Latitude and longitude hold only together. Give both. Using those of Leeds Central Library.");
  }
}

void read_here(Reader& reader, Config::Here& here) {
  std::string names;
  for (const std::string_view name : help_here_names) names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", name);
  std::vector<std::string> named;
  reader.read_list("here", "help", named, help_here_names.size(), [](const std::string& text) {
    return std::find(help_here_names.begin(), help_here_names.end(), text) != help_here_names.end();
  }, fmt::format("Help that is here is one of {}.", names));
  for (const std::string_view name : help_here_names)
    if (std::find(named.begin(), named.end(), name) != named.end()) here.help.emplace_back(name);
  reader.read_list("here", "staff_speak", here.staff_speak, 12, [](const std::string& text) { return is_line(text, 40); },
                   "A language that staff speak is its name, of 1 to 40 characters, in quotation marks.");
  reader.read_text("here", "note", here.note, [](const std::string& text) { return text.empty() || is_line(text, 120); },
                   "The note must be one line of at most 120 characters, in quotation marks");
}

void read_panel(Reader& reader, Config::Panel& panel) {
  Config::Panel told;
  const bool width = reader.read_number("panel", "width_mm", told.width_mm, 100, 3000, "The panel's width in millimetres");
  const bool height = reader.read_number("panel", "height_mm", told.height_mm, 100, 3000, "The panel's height in millimetres");
  if (width && height)
    panel = told;
  else if (width || height) {
    const char* key = width ? "width_mm" : "height_mm";
    reader.problem("panel", key, *reader.find("panel", key),
                   "Width and height hold only together. Measure both with a ruler. Using the panel the screens were drawn for.");
  }
  reader.read_number("panel", "bottom_above_floor_mm", panel.bottom_above_floor_mm, 1, 2000,
                     "The height of the glass's lower edge above the floor, in millimetres, (0 here: a usual height)");
  reader.read_number("panel", "viewing_distance_mm", panel.viewing_distance_mm, 300, 1000, "The distance from eyes to glass, in millimetres,");
}

void read_keypad(Reader& reader, Config::Keypad& keypad) {
  static constexpr std::array<std::string_view, 3> presets{"arrows", "audio-nav", "none"};
  reader.read_choice("keypad", "preset", keypad.preset, presets, "The preset of the keypad");
  reader.read_whole("keypad", "same_key_after_ms", keypad.same_key_after_ms, 0, 500, "The time until the same key acts again, in milliseconds,");
  reader.read_table("keypad", "keys", [&](const std::string& name, const toml::node& value) {
    const auto text = value.value_exact<std::string>();
    if (const auto press = text ? press_named(*text) : std::nullopt)
      keypad.keys.push_back({name, *press, static_cast<int>(value.source().begin.line)});
    else
      reader.problem("keypad.keys", name.c_str(), value,
                     fmt::format("A key's meaning must be one of {}, in quotation marks. This key does what the preset says.", fmt::join(press_names, ", ")));
  });
  std::stable_sort(keypad.keys.begin(), keypad.keys.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
}

void read_all(Reader& reader, Config& config) {
  read_site(reader, config.site);
  read_panel(reader, config.panel);
  reader.read_whole("idle", "question_after_s", config.idle.question_after_s, 120, 300,
                    "The time without a touch before \"Are you still there?\", in seconds,");
  reader.read_whole("idle", "answer_within_s", config.idle.answer_within_s, 20, 45, "The time to answer, in seconds,");
  reader.read_whole("speech", "volume_step", config.speech.volume_step, 1, 6, "The volume at the start of a visit");
  reader.read_whole("speech", "rate_step", config.speech.rate_step, 0, 6, "The speed of speech at the start of a visit");
  reader.read_whole("switches", "count", config.switches.count, 1, 2, "The number of switches");
  reader.read_whole("switches", "moves_on_after_ms", config.switches.moves_on_after_ms, 500, 10'000,
                    "The time before the light moves on, in milliseconds,");
  read_here(reader, config.here);
  read_keypad(reader, config.keypad);
  reader.read_text("braille", "host", config.braille.host, is_host,
                   "The braille display's host must be written like \"127.0.0.1:0\", or \"\" for this machine's own");
  reader.read_text("staff", "pin_hash", config.staff.pin_hash, is_pin_hash, "The PIN's hash must be the line that leeds-kiosk --pin-hash prints");
  reader.read_path("stick", "root", config.stick.root);
  reader.read_path("hub", "secret_key", config.hub.secret_key);
  reader.read_path("paths", "keys", config.paths.keys);
  reader.read_path("paths", "store", config.paths.store);
  reader.read_path("paths", "state", config.paths.state);
  reader.read_path("paths", "locales", config.paths.locales);
  reader.read_path("paths", "font_manifest", config.paths.font_manifest);
  reader.read_path("paths", "espeak_data", config.paths.espeak_data);
  reader.unknown_keys();
}

ConfigReport unreadable(const std::filesystem::path& file, std::string reason) {
  ConfigReport report;
  report.problems.push_back({file, 0, {}, {}, std::move(reason) + " Using the defaults for everything."});
  return report;
}

}  // namespace

Config::Config() {
  const std::filesystem::path tree = KIOSK_SOURCE_DIR;
  paths = {tree / "build/store", tree / "build/state", tree / "locales", tree / "fonts/manifest.json", {}};
}

Pitch Config::pitch(SizePx window) const {
  const int longer = std::max({window.width, window.height, 1});
  // A screen turned on its side still has the same longer edge.
  if (panel.width_mm > 0 && panel.height_mm > 0) return {std::max(panel.width_mm, panel.height_mm) / longer};
  return {(window.width >= window.height ? drawn_landscape_width : drawn_portrait_height).value / longer};
}

Mm Config::bottom_above_floor(SizePx window) const {
  if (panel.bottom_above_floor_mm > 0) return Mm{panel.bottom_above_floor_mm};
  return window.height > window.width ? usual_bottom_portrait : usual_bottom_landscape;
}

std::string ConfigProblem::sentence() const {
  std::string text = file.string();
  if (line > 0) text += fmt::format(", line {}", line);
  if (!key.empty()) text += fmt::format(": {} = {}", key, value);
  text += ": " + reason;
  // One line, whatever a quoted key or toml++'s own message brought along.
  std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return text;
}

ConfigReport parse_config(std::string_view toml, const std::filesystem::path& file) {
  ConfigReport report;
  // Debian's toml++ is built to throw; nothing of it passes this line.
  try {
    const toml::table document = toml::parse(toml, file.string());
    Reader reader{document, file, report.problems};
    read_all(reader, report.config);
  } catch (const toml::parse_error& error) {
    report = {};
    report.problems.push_back({file, static_cast<int>(error.source().begin.line), {}, {},
                               fmt::format("This is not TOML: {}. Mend the line, or copy packaging/kiosk.toml again. "
                                           "Using the defaults for everything.", error.description())});
  }
  std::stable_sort(report.problems.begin(), report.problems.end(),
                   [](const ConfigProblem& a, const ConfigProblem& b) { return a.line < b.line; });
  return report;
}

Result<ConfigReport> load_config(const std::optional<std::filesystem::path>& asked_for) {
  const std::filesystem::path file = asked_for.value_or(default_config_file);
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    if (!asked_for) return ConfigReport{};
    return Error{ErrorCode::configuration,
                 fmt::format("{}: there is no such file. Correct --config, or leave it out to use {} or the defaults.",
                             file.string(), default_config_file)};
  }
  if (!std::filesystem::is_regular_file(status)) return unreadable(file, "This is not a file that can be read. Put a kiosk.toml there.");
  std::ifstream in(file, std::ios::binary);
  std::string text(largest_file + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (in.gcount() == 0 && !in.eof()))
    return unreadable(file, "This file cannot be read. Let the kiosk's user read it (chmod a+r).");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > largest_file) return unreadable(file, "This file is larger than 1 MB, which no kiosk.toml is. Put a kiosk.toml there.");
  return parse_config(text, file);
}

}  // namespace kiosk
