// SPDX-License-Identifier: GPL-3.0-or-later
// From places to a frame: the only folder that knows Dear ImGui (decision 0004).
// Everything drawn is an axis-aligned quad: plain, or a mask of the atlas.
// UI thread only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/atlas.hpp"
#include "kiosk/ui/layout/layout.hpp"
#include "kiosk/ui/paint/frame.hpp"

namespace kiosk::ui::paint {

// What is on the page besides its places.
struct Overlay {
  std::vector<std::string> focus;  // ids of the nodes with the ring: one, or a part that a switch would go into
  std::string pressed;    // node id under the finger
  struct Reading {        // bytes of a node's span being read aloud
    std::string node;
    std::size_t span = 0;
    ByteOffset start = 0, end = 0;
    bool operator==(const Reading&) const = default;
  };
  std::optional<Reading> reading;
  // What a node of Look::film shows, by its id; in the middle of it, and cut to it.
  std::map<std::string, std::shared_ptr<const Picture>, std::less<>> pictures{};
  std::uint64_t mural_seed = 1;  // attract rearranges itself now and then against burn-in
};

class Painter {
 public:
  explicit Painter(text::Engine& engine);
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  [[nodiscard]] Frame paint(const layout::Laid& laid, const Overlay& overlay);
  // What the quads' page numbers mean.
  [[nodiscard]] std::vector<text::Atlas::Page>& pages();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kiosk::ui::paint
