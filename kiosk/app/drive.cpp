// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/drive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/platform/wav.hpp"

namespace kiosk::app {
namespace {

using json = nlohmann::ordered_json;
using namespace semantics;

constexpr std::int64_t step_ms = 50;
constexpr std::chrono::milliseconds quick_job{250}, longest_job{120'000};
constexpr std::size_t braille_cells = 40;  // of the display that the driver pretends to have
// A day of milliseconds; far more than any glass has pixels.
constexpr std::int64_t most_number = 86'400'000;

std::string hex(ui::paint::Colour c) { return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b); }

json spans_of(const i18n::Label& label) {
  json spans = json::array();
  for (const i18n::Span& span : label) spans.push_back({{"text", span.text}, {"language", span.language}, {"kind", i18n::name_of(span.kind)}});
  return spans;
}

json rectangle(const RectPx& r) { return json::array({r.x, r.y, r.width, r.height}); }

Outcome write_json(const std::string& file, const json& value) {
  std::ofstream out(file, std::ios::binary);
  // A label may hold whatever a pack or a keyboard gave: bytes that are not UTF-8 are replaced, never thrown on.
  out << value.dump(1, ' ', false, json::error_handler_t::replace) << '\n';
  out.close();
  if (!out) return Error{ErrorCode::file, fmt::format("{}: cannot be written. Name a file in a folder that is there and may be written to.", file)};
  return Done{};
}

Error wrong(std::string why) { return Error{ErrorCode::input, std::move(why)}; }

class Driver {
 public:
  Driver(Kiosk& kiosk, platform::Window& window, UtcTime start) : kiosk_(kiosk), window_(window), start_(start) {
    kiosk_.braille_display(braille_cells);
    kiosk_.tick(0, start_);
    answers();
  }

  Outcome run(const std::string& command, const std::string& rest) {
    const auto found = commands().find(command);
    if (found == commands().end()) return wrong(fmt::format("there is no command {}", command));
    auto done = (this->*found->second)(rest);
    answers();
    return done;
  }

 private:
  using Command = Outcome (Driver::*)(const std::string&);
  static const std::map<std::string, Command, std::less<>>& commands() {
    static const std::map<std::string, Command, std::less<>> table{
        {"tap", &Driver::tap},           {"activate", &Driver::activate}, {"hold", &Driver::hold},         {"touch", &Driver::touch},
        {"down", &Driver::down},         {"move", &Driver::move},         {"up", &Driver::up},             {"drag", &Driver::drag},
        {"press", &Driver::press},       {"keydown", &Driver::keydown},   {"keyup", &Driver::keyup},       {"type", &Driver::type},
        {"headphones", &Driver::headphones}, {"audio", &Driver::audio},   {"usb", &Driver::usb},           {"wait", &Driver::wait},
        {"settle", &Driver::settle},     {"screenshot", &Driver::screenshot}, {"tree", &Driver::tree},     {"speech", &Driver::speech},
        {"braille", &Driver::braille},   {"braille_key", &Driver::braille_key}, {"state", &Driver::state}};
    return table;
  }

  // --- Time ---
  void answers() {
    look_ups();
    // Pictures by the driver's clock, the same every time.
    if (kiosk_.film() == nullptr) return;
    kiosk_.film()->wait_for(kiosk_.state().app.film->position_ms);
    kiosk_.catch_up();
  }
  void look_ups() {
    kiosk_.pin_check().wait();
    // What staff asked for, unless it takes long: then the page says how far it is, and `settle` waits.
    if (kiosk_.state().app.desk.job) kiosk_.desk().wait_until_answered(quick_job);
    kiosk_.catch_up();
    kiosk_.wait_for_pack();
    // An answer may ask again; a few rounds end it. Where a pack is found damaged there may be none to ask after it.
    for (int round = 0; round < 8; ++round) {
      if (kiosk_.look_up() != nullptr) kiosk_.look_up()->wait_until_answered();
      kiosk_.catch_up();
    }
  }
  // `ms` of sound: what was said, or silence.
  void hear(std::int64_t ms) {
    heard_ms_ += ms;
    const auto due = static_cast<std::size_t>(heard_ms_ * speech::sample_rate_hz / 1000) - heard_samples_;
    heard_samples_ += due;
    std::vector<std::int16_t> samples(due, 0);
    std::size_t got = 0;
    while (got < due && kiosk_.speaker().speaking() && !kiosk_.speaker().paused()) {
      const std::size_t more = kiosk_.speaker().pull_blocking(samples.data() + got, due - got);
      if (more == 0) break;
      got += more;
    }
    // With no sound device speech still comes to its end; nobody hears it.
    if (!sound_) std::fill(samples.begin(), samples.end(), std::int16_t{0});
    wav_.append(samples);
  }
  void move_on(std::int64_t ms) {
    now_ms_ += ms;
    hear(ms);
    kiosk_.catch_up();
    kiosk_.tick(now_ms_, start_ + std::chrono::milliseconds{now_ms_});
    answers();
  }

  // --- Nodes ---
  Result<std::string> named(const std::string& name) {
    if (!name.starts_with("label:")) return name;
    const std::string words = name.substr(6);
    for (const ui::layout::Item& item : kiosk_.laid().items)
      if (item.node->part == Part::semantic && is_control(item.node->role) && item.node->enabled &&
          i18n::plain_text(item.node->label).find(words) != std::string::npos)
        return item.node->id;
    return wrong(fmt::format("no control on this page has the words {}", words));
  }
  Result<PointPx> middle_of(const std::string& name) {
    auto id = named(name);
    if (!id) return id.error();
    const ui::layout::Item* item = kiosk_.laid().find(id.value());
    if (item == nullptr) return wrong(fmt::format("there is no node {} on this page of the screen {}", id.value(), name_of(kiosk_.state().app.screen)));
    const RectPx& r = item->bounds;
    return PointPx{r.x + r.width / 2, r.y + r.height / 2};
  }
  static Result<std::vector<std::int64_t>> numbers(const std::string& rest, std::size_t least, std::size_t most) {
    std::istringstream in(rest);
    std::vector<std::int64_t> values;
    for (std::string word; in >> word;) {
      std::int64_t value = 0;
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
      if (error != std::errc{} || end != word.data() + word.size()) return wrong(fmt::format("{} is not a whole number", word));
      if (value < -most_number || value > most_number) return wrong(fmt::format("{} is out of range: {} is the most", word, most_number));
      values.push_back(value);
    }
    if (values.size() < least || values.size() > most) return wrong(fmt::format("wants {} numbers, got {}", least, values.size()));
    return values;
  }
  static PointPx point(std::int64_t x, std::int64_t y) { return {static_cast<int>(x), static_cast<int>(y)}; }

  // --- Commands ---
  Outcome tap(const std::string& rest) {
    auto at = middle_of(rest);
    if (!at) return at.error();
    auto id = named(rest);
    const ui::layout::Item* item = id ? kiosk_.laid().find(id.value()) : nullptr;
    if (item != nullptr && !item->node->enabled) return wrong(fmt::format("{} cannot be used now", id.value()));
    kiosk_.pointer_down(0, at.value());
    kiosk_.pointer_up(0, at.value());
    return Done{};
  }
  Outcome activate(const std::string& rest) {
    auto id = named(rest);
    if (!id) return id.error();
    if (auto usable = kiosk_.can_use(id.value()); !usable) return usable.error();
    kiosk_.act(Activity{now_ms_});
    kiosk_.activate(id.value());
    return Done{};
  }
  Outcome hold(const std::string& rest) {
    const auto space = rest.rfind(' ');
    if (space == std::string::npos) return wrong("hold wants a node and milliseconds");
    auto at = middle_of(rest.substr(0, space));
    if (!at) return at.error();
    auto ms = numbers(rest.substr(space + 1), 1, 1);
    if (!ms) return ms.error();
    if (ms.value()[0] < 0) return wrong("hold wants milliseconds from 0 up");
    kiosk_.pointer_down(0, at.value());
    pass(ms.value()[0]);
    kiosk_.pointer_up(0, at.value());
    return Done{};
  }
  void pass(std::int64_t ms) {
    for (std::int64_t left = ms; left > 0; left -= step_ms) move_on(std::min(left, step_ms));
  }
  Outcome touch(const std::string& rest) {
    auto at = numbers(rest, 2, 2);
    if (!at) return at.error();
    kiosk_.pointer_down(0, point(at.value()[0], at.value()[1]));
    kiosk_.pointer_up(0, point(at.value()[0], at.value()[1]));
    return Done{};
  }
  Outcome down(const std::string& rest) {
    auto n = numbers(rest, 2, 3);
    if (!n) return n.error();
    const int finger = n.value().size() > 2 ? static_cast<int>(n.value()[2]) : 0;
    at_[finger] = point(n.value()[0], n.value()[1]);
    kiosk_.pointer_down(finger, at_[finger]);
    return Done{};
  }
  Outcome move(const std::string& rest) {
    auto n = numbers(rest, 2, 3);
    if (!n) return n.error();
    const int finger = n.value().size() > 2 ? static_cast<int>(n.value()[2]) : 0;
    at_[finger] = point(n.value()[0], n.value()[1]);
    kiosk_.pointer_move(finger, at_[finger]);
    return Done{};
  }
  Outcome up(const std::string& rest) {
    auto n = numbers(rest, 0, 1);
    if (!n) return n.error();
    const int finger = n.value().empty() ? 0 : static_cast<int>(n.value()[0]);
    if (!at_.contains(finger)) return wrong(fmt::format("finger {} is not down", finger));
    kiosk_.pointer_up(finger, at_[finger]);
    at_.erase(finger);
    return Done{};
  }
  Outcome drag(const std::string& rest) {
    auto n = numbers(rest, 5, 5);
    if (!n) return n.error();
    const auto& v = n.value();
    if (v[4] < 0) return wrong("drag wants milliseconds from 0 up");
    const PointPx from = point(v[0], v[1]), to = point(v[2], v[3]);
    kiosk_.pointer_down(0, from);
    constexpr std::int64_t moves = 10;
    for (std::int64_t i = 1; i <= moves; ++i) {
      kiosk_.pointer_move(0, point(v[0] + (v[2] - v[0]) * i / moves, v[1] + (v[3] - v[1]) * i / moves));
      pass(v[4] * i / moves - v[4] * (i - 1) / moves);
    }
    kiosk_.pointer_up(0, to);
    return Done{};
  }
  Outcome press(const std::string& rest) {
    const auto key = press_named(rest);
    if (!key) return wrong(fmt::format("there is no key {}", rest));
    kiosk_.press(*key);
    return Done{};
  }
  // The same as a contact has it: one that is held acts once, and one that bounces does not act again.
  Outcome keydown(const std::string& rest) {
    const auto key = press_named(rest);
    if (!key) return wrong(fmt::format("there is no key {}", rest));
    kiosk_.key_down(rest, key);
    return Done{};
  }
  Outcome keyup(const std::string& rest) {
    if (!press_named(rest)) return wrong(fmt::format("there is no key {}", rest));
    kiosk_.key_up(rest);
    return Done{};
  }
  Outcome type(const std::string& rest) {
    kiosk_.type(rest);
    return Done{};
  }
  Outcome headphones(const std::string& rest) {
    if (rest != "in" && rest != "out") return wrong("headphones wants in or out");
    kiosk_.jack(rest == "in" ? Headphones::Jack::in : Headphones::Jack::out);
    return Done{};
  }
  // With a file it writes what was heard; with in or out it is the sound device itself.
  Outcome audio(const std::string& rest) {
    if (rest == "in" || rest == "out") {
      sound_ = rest == "in";
      return Done{};
    }
    if (rest.empty()) return wrong("audio wants a file, or in or out");
    return wav_.write(rest);
  }
  Outcome usb(const std::string& rest) {
    if (rest == "out") {
      kiosk_.stick({});
      return Done{};
    }
    std::error_code none;
    if (rest.empty() || !std::filesystem::is_directory(rest, none)) return wrong("usb wants the folder that is on the stick, or out");
    kiosk_.stick(rest);
    return Done{};
  }
  Outcome braille(const std::string& rest) {
    if (rest.empty()) return wrong("braille wants a file");
    const BrailleWindow& felt = kiosk_.braille();
    json all;
    all["text"] = felt.line.text;
    all["cells"] = access::unicode_braille(felt.cells);
    all["cursor"] = felt.cursor ? json(*felt.cursor) : json(nullptr);
    all["width"] = braille_cells;
    all["language"] = felt.language;
    all["offset"] = felt.offset;
    return write_json(rest, all);
  }
  Outcome braille_key(const std::string& rest) {
    using Kind = access::BrailleKey::Kind;
    static const std::map<std::string, Kind, std::less<>> kinds{
        {"left", Kind::pan_left}, {"right", Kind::pan_right}, {"up", Kind::previous}, {"down", Kind::next},
        {"select", Kind::select}, {"back", Kind::back},       {"home", Kind::home},   {"other", Kind::other}};
    if (rest.starts_with("route ")) {
      auto cell = numbers(rest.substr(6), 1, 1);
      if (!cell) return cell.error();
      kiosk_.braille_key({Kind::route, static_cast<int>(cell.value()[0]), 0});
      return Done{};
    }
    const auto kind = kinds.find(rest);
    if (kind == kinds.end()) return wrong("braille_key wants left, right, up, down, select, back, home, other, or route and a cell from 0");
    kiosk_.braille_key({kind->second, 0, 0});
    return Done{};
  }
  Outcome wait(const std::string& rest) {
    auto ms = numbers(rest, 1, 1);
    if (!ms) return ms.error();
    if (ms.value()[0] < 0) return wrong("wait wants milliseconds from 0 up");
    pass(ms.value()[0]);
    return Done{};
  }
  Outcome settle(const std::string&) {
    answers();
    // What comes of one job may ask for another.
    for (int round = 0; round < 4; ++round) {
      kiosk_.desk().wait_until_answered(longest_job);
      answers();
    }
    // A plug that is not believed yet is no rest.
    if (const auto held = kiosk_.plug_deadline_ms(); held && *held > now_ms_) {
      const std::int64_t idle = now_ms_ - kiosk_.state().app.active_ms;
      const std::int64_t ms = *held - now_ms_;
      move_on(ms);
      kiosk_.shift_idle(now_ms_, std::min(idle, now_ms_ - kiosk_.state().app.active_ms));
    }
    // Ten minutes is more than any page; speech that does not end is a fault to be seen.
    for (std::int64_t passed = 0; passed < 600'000; passed += 10) {
      kiosk_.catch_up();
      if (!kiosk_.speaker().speaking() || kiosk_.speaker().paused()) return Done{};
      now_ms_ += 10;
      hear(10);
      // Idle timers stand still: the time of the last sign of life moves along.
      const std::int64_t idle = now_ms_ - 10 - kiosk_.state().app.active_ms;
      kiosk_.catch_up();
      kiosk_.tick(now_ms_ - 10, start_ + std::chrono::milliseconds{now_ms_});
      kiosk_.shift_idle(now_ms_, idle);
      answers();
    }
    return wrong("settle: speech did not come to an end in ten minutes");
  }
  Outcome screenshot(const std::string& rest) {
    if (rest.empty()) return wrong("screenshot wants a file");
    if (auto drawn = window_.draw(kiosk_.paint(), kiosk_.painter().pages()); !drawn) return drawn.error();
    return window_.write_png(rest);
  }

  Outcome tree(const std::string& rest) {
    if (rest.empty()) return wrong("tree wants a file");
    const ui::layout::Laid& laid = kiosk_.laid();
    const session::State& state = kiosk_.state();
    json nodes = json::array();
    for (const ui::layout::Item& item : laid.items) {
      const Node& node = *item.node;
      if (node.part != Part::semantic) continue;
      const ui::layout::Item* drawn = laid.words_of(item);
      json lines = json::array();
      bool clipped = item.clipped;
      if (drawn != nullptr && drawn->text) {
        for (const text::Line& line : drawn->text->lines) lines.push_back(line.visual);
        clipped = clipped || drawn->clipped;
      }
      json one;
      one["id"] = node.id;
      one["parent"] = item.parent < 0 ? json(nullptr) : json(laid.items[static_cast<std::size_t>(item.parent)].node->id);
      one["role"] = name_of(node.role);
      one["label"] = i18n::plain_text(node.label);
      one["language"] = node.label.empty() ? laid.root->language : node.label.front().language;
      one["spans"] = spans_of(node.label);
      one["spoken"] = kiosk_.spoken_words(node.id);
      one["value"] = node.value.empty() ? json(nullptr) : json(i18n::plain_text(node.value));
      one["checked"] = node.checked ? json(*node.checked) : json(nullptr);
      one["enabled"] = node.enabled;
      one["focused"] = node.id == state.ui.focus;
      one["live"] = node.live;
      one["bounds_px"] = rectangle(item.bounds);
      one["touch_px"] = is_control(node.role) ? rectangle(item.bounds) : json(nullptr);
      one["cap_height_px"] = drawn != nullptr && drawn->text ? json(drawn->text->cap_height) : json(nullptr);
      one["text_colour"] = hex(drawn != nullptr ? drawn->ink : item.ink);
      one["background_colour"] = hex(drawn != nullptr ? drawn->paper : item.paper);
      one["lines"] = std::move(lines);
      one["clipped"] = clipped;
      nodes.push_back(std::move(one));
    }
    const auto pager = laid.pagers.empty() ? ui::layout::PagerPages{} : laid.pagers.begin()->second;
    json all;
    all["screen"] = name_of(state.app.screen);
    all["language"] = laid.root->language;
    all["direction"] = laid.direction == Direction::rtl ? "rtl" : "ltr";
    all["width_px"] = laid.window.width;
    all["height_px"] = laid.window.height;
    all["mm_per_px"] = laid.pitch.mm_per_px;
    all["theme"] = name_of(state.app.preferences.theme);
    all["text_size"] = static_cast<int>(state.app.preferences.text_size) + 1;
    all["focus"] = state.ui.focus.empty() ? json(nullptr) : json(state.ui.focus);
    all["page"] = pager.page + 1;
    all["pages"] = pager.pages;
    all["nodes"] = std::move(nodes);
    return write_json(rest, all);
  }

  Outcome speech(const std::string& rest) {
    if (rest.empty()) return wrong("speech wants a file");
    json entries = json::array();
    for (const speech::LogEntry& entry : kiosk_.speaker().log()) {
      json one;
      one["text"] = entry.text;
      one["language"] = entry.language;
      one["voice"] = entry.voice;
      one["words_per_minute"] = entry.words_per_minute;
      one["gain_db"] = entry.gain_db;
      one["route"] = entry.route == speech::Route::headphones ? "headphones" : "speaker";
      one["node"] = entry.node;
      one["requested_ms"] = entry.requested_ms;
      one["first_sound_wall_ms"] = entry.first_sound_wall_ms ? json(*entry.first_sound_wall_ms) : json(nullptr);
      one["ended"] = speech::name_of(entry.ended);
      entries.push_back(std::move(one));
    }
    return write_json(rest, entries);
  }

  Outcome state(const std::string& rest) {
    if (rest.empty()) return wrong("state wants a file");
    const session::State& now = kiosk_.state();
    const session::AppState& app = now.app;
    const auto id_or_null = [](const std::string& id) { return id.empty() ? json(nullptr) : json(id); };
    json history = json::array();
    for (const Screen screen : app.history) history.push_back(name_of(screen));
    json pages = json::object();
    for (const auto& [pager, page] : now.ui.pages) pages[pager] = page + 1;
    json all;
    all["screen"] = name_of(app.screen);
    all["language"] = app.language;
    all["history"] = std::move(history);
    all["theme"] = name_of(app.preferences.theme);
    all["text_size"] = static_cast<int>(app.preferences.text_size) + 1;
    all["reach"] = app.preferences.reach;
    all["spaced"] = app.preferences.spaced;
    all["switches"] = app.preferences.switches;
    all["read_aloud"] = app.preferences.read_aloud;
    all["hear_first"] = app.preferences.hear_first;
    all["screen_off"] = app.preferences.screen_off;
    all["unit"] = name_of(app.preferences.unit);
    all["heard"] = id_or_null(app.preferences.heard);
    all["rate_step"] = app.preferences.rate_step;
    all["volume_step"] = app.preferences.volume_step;
    all["headphones"] = app.headphones;
    all["topic"] = id_or_null(app.topic);
    all["service"] = id_or_null(app.service_id);
    static constexpr std::array films{"playing", "paused", "ended", "broken"};
    all["film"] = app.film ? json{{"now", films[static_cast<std::size_t>(app.film->now)]}, {"position_ms", app.film->position_ms}} : json(nullptr);
    all["words"] = app.words;
    all["results"] = app.results.size();
    all["stick"] = app.desk.stick_in;
    all["focus"] = id_or_null(now.ui.focus);
    all["pages"] = std::move(pages);
    all["speaking"] = app.speech.now == SpeechState::Now::speaking;
    all["paused"] = app.speech.now == SpeechState::Now::paused;
    all["now_ms"] = app.now_ms;
    return write_json(rest, all);
  }

  Kiosk& kiosk_;
  platform::Window& window_;
  UtcTime start_;
  std::int64_t now_ms_ = 0;
  std::int64_t heard_ms_ = 0;
  std::size_t heard_samples_ = 0;
  bool sound_ = true;
  platform::WavWriter wav_;
  std::map<int, PointPx> at_;
};

}  // namespace

bool drive(Kiosk& kiosk, platform::Window& window, std::istream& commands, std::FILE* answers, UtcTime start) {
  Driver driver(kiosk, window, start);
  bool all_done = true;
  for (std::string line; std::getline(commands, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const auto first = line.find_first_not_of(" \t");
    if (first == std::string::npos || line[first] == '#') continue;
    const auto space = line.find(' ', first);
    const std::string command = line.substr(first, space == std::string::npos ? std::string::npos : space - first);
    const std::string rest = space == std::string::npos ? std::string{} : line.substr(space + 1);
    json answer;
    if (command == "quit") {
      kiosk.act(StartAgain{});
      fmt::print(answers, "{}\n", json{{"ok", true}}.dump());
      std::fflush(answers);
      return all_done;
    }
    const auto began = std::chrono::steady_clock::now();
    const Outcome done = driver.run(command, rest);
    answer["ok"] = done.ok();
    if (done) {
      answer["command"] = command;
      answer["screen"] = name_of(kiosk.state().app.screen);
      answer["wall_ms"] = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    } else {
      answer["error"] = done.error().detail;
      all_done = false;
    }
    fmt::print(answers, "{}\n", answer.dump(-1, ' ', false, json::error_handler_t::replace));
    std::fflush(answers);
  }
  kiosk.act(StartAgain{});
  return all_done;
}

}  // namespace kiosk::app
