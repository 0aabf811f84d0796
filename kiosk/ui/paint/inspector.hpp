// SPDX-License-Identifier: GPL-3.0-or-later
// The engineers' inspector, in builds with KIOSK_INSPECTOR alone: the state, the
// tree, one node, the layout, frame times and the atlas, in Dear ImGui's stock
// widgets. It takes hands' doings and gives triangles as plain values;
// platform/inspector_window shows them. Nothing of it is on a resident's screen.
// UI thread only.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/frame_times.hpp"
#include "kiosk/session/state.hpp"
#include "kiosk/text/atlas.hpp"
#include "kiosk/ui/layout/layout.hpp"
#include "kiosk/ui/paint/frame.hpp"

namespace kiosk::ui::paint {

enum class InspectorKey : std::uint8_t { tab, left, right, up, down, page_up, page_down, home, end, del, backspace, space, enter, escape };
inline constexpr std::size_t inspector_key_count = 14;

// Mouse and keys as they stand after one event. A click is two of these, so it
// is not lost however fast it was.
struct InspectorInput {
  PointPx mouse{-1, -1};  // in the inspector's window; -1: outside
  bool button = false;
  float wheel = 0;        // notches, up is positive
  std::array<bool, inspector_key_count> keys{};
  std::string text;       // UTF-8, typed with this event
};

// Triangles in painting order.
struct Mesh {
  static constexpr int letters = -1;  // the texture that is Inspector::letters(); others are atlas pages
  struct Corner {
    float x = 0, y = 0;  // pixels of the window
    float u = 0, v = 0;  // 0 to 1 over the texture
    Colour colour;
  };
  struct Batch {
    int texture = letters;
    RectPx clip;
    std::vector<int> indices;  // of `corners`, three a triangle
  };
  std::vector<Corner> corners;
  std::vector<Batch> batches;
};

class Inspector {
 public:
  Inspector();
  ~Inspector();
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;

  // What is looked at; read during show() and not kept.
  struct Shown {
    const layout::Laid& laid;
    const session::State& state;
    std::span<const text::Atlas::Page> pages;
    const FrameTimes& times;
  };
  [[nodiscard]] Mesh show(const Shown& shown, std::span<const InspectorInput> since, SizePx window);

  struct Mask {
    SizePx size;
    std::vector<std::uint8_t> coverage;
  };
  [[nodiscard]] const Mask& letters() const;

  // The item chosen in the last show(); -1: none. An index of that layout's items.
  [[nodiscard]] int chosen() const;
  void choose(const layout::Laid& laid, int item);
  // Draws a line around the chosen item, if this layout still has it.
  void outline(const layout::Laid& laid, Frame& frame) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::ui::paint
