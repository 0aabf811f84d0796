// SPDX-License-Identifier: GPL-3.0-or-later
// Small trees and the glass to lay them out on.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/ui/layout/layout.hpp"

namespace kiosk::ui::test {

using namespace semantics;

inline text::Engine& engine() {
  static const auto opened = text::Engine::open(KIOSK_SOURCE_DIR "/fonts/manifest.json");
  if (!opened) {
    ADD_FAILURE() << opened.error().detail;
    std::abort();
  }
  return *opened.value();
}

// A pixel a millimetre: places are the numbers of the tree.
struct Glass {
  SizePx window;
  std::map<std::string, int> pages{};
  Theme theme = Theme::day;
  std::string focus{};
  double mm_per_px = 1;
  TextSize size = TextSize::normal;
  [[nodiscard]] layout::Laid lay(Node root) const {
    return layout::lay_out(std::move(root), {engine(), window, Pitch{mm_per_px}, theme, size, focus, pages});
  }
};
// The panel's own pitch, for words.
struct Panel : Glass {
  explicit Panel(SizePx glass) : Glass{glass} { mm_per_px = 0.248; }
};

inline Node group(Stack stack, std::vector<Node> children) {
  Node out;
  out.part = Part::group;
  out.box.stack = stack;
  out.children = std::move(children);
  return out;
}
// A control without words.
inline Node box(std::string id, Extent width, Extent height) {
  Node out;
  out.id = std::move(id);
  out.role = Role::button;
  out.action = GoHome{};
  out.box.width = width;
  out.box.height = height;
  return out;
}
inline Node words(std::string id, std::string text) {
  Node out;
  out.id = std::move(id);
  out.label = i18n::plain(std::move(text), "en");
  return out;
}
inline Node screen(std::vector<Node> children, std::string language = "en") {
  Node out;
  out.id = "s";
  out.role = Role::screen;
  out.look = Look::page;
  out.label = i18n::plain("Screen", "en");
  out.language = std::move(language);
  out.children = std::move(children);
  return out;
}

inline std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}
// Each sentence different, so that one lost or doubled is seen.
inline std::string numbered(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += std::to_string(i) + " " + text;
  return out;
}

}  // namespace kiosk::ui::test
