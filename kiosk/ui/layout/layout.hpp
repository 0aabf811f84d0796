// SPDX-License-Identifier: GPL-3.0-or-later
// From a tree of nodes to places on the glass, once a frame. Painting, touch,
// focus, speech, the driver and the tests all read the result. UI thread only.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/units.hpp"
#include "kiosk/semantics/node.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/ui/paint/frame.hpp"
#include "kiosk/ui/theme/theme.hpp"

namespace kiosk::ui::layout {

struct Context {
  text::Engine& text;
  SizePx window;
  Pitch pitch;
  semantics::Theme theme = semantics::Theme::day;
  semantics::TextSize text_size = semantics::TextSize::normal;
  std::string focus;                        // node id; drawn inverted in the black themes
  const std::map<std::string, int>& pages;  // pager id -> page wished for, from 0
  enum class Spacing { usual, wide } spacing = Spacing::usual;  // of words that are read (WCAG 1.4.12)
};

// A node in its place. Items stand in reading and painting order: a parent before its children.
struct Item {
  const semantics::Node* node = nullptr;
  int parent = -1;          // item of the nearest semantic node above
  int control = -1;         // item of the control this is part of, itself included
  RectPx bounds;
  text::LayoutPtr text;     // words drawn here, at `text_at`
  std::size_t first_span = 0;  // words cut over pages: where these begin in the whole label
  ByteOffset first_byte = 0;
  PointPx text_at;
  paint::Colour ink, paper; // of those words, and of what is behind them
  paint::Colour fill;       // of this node's own look; as paper where it has none
  bool filled = false;
  bool clipped = false;     // something of it is not inside its bounds, its parent's, or the window
  bool same_place = false;  // not mirrored, whatever the direction
  [[nodiscard]] bool mirrored() const { return !same_place && i18n::direction_of(node->language) == Direction::rtl; }
};

struct PagerPages {
  int page = 0;   // from 0, clamped to what there is
  int pages = 1;
  bool operator==(const PagerPages&) const = default;
};

struct Laid {
  std::unique_ptr<semantics::Node> root;  // what was described; on the heap, since items point into it
  std::deque<semantics::Node> made;      // parts of it that layout had to cut or fill in
  std::vector<Item> items;
  std::map<std::string, PagerPages> pagers;
  SizePx window;
  Pitch pitch;
  semantics::Theme theme = semantics::Theme::day;
  semantics::TextSize text_size = semantics::TextSize::normal;
  theme::Orientation orientation = theme::Orientation::landscape;
  Direction direction = Direction::ltr;  // of the page; a part in another language has its own

  [[nodiscard]] const Item* find(std::string_view id) const;  // semantic nodes of this page only
  // The control under a point: the last in painting order. Null: none, or it is off.
  [[nodiscard]] const Item* control_at(PointPx point) const;
  // Where the words of a semantic item are drawn: its own item, or that of its own_label. Null: no words.
  [[nodiscard]] const Item* words_of(const Item& item) const;
};

[[nodiscard]] Laid lay_out(semantics::Node root, const Context& context);

}  // namespace kiosk::ui::layout
