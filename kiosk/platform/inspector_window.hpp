// SPDX-License-Identifier: GPL-3.0-or-later
// The engineers' inspector in a window of its own beside the kiosk's, in builds
// with KIOSK_INSPECTOR alone. UI thread only.
#pragma once

#include <memory>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/platform/events.hpp"
#include "kiosk/ui/paint/inspector.hpp"

struct SDL_Window;
struct SDL_Renderer;
struct SDL_Texture;

namespace kiosk::platform {

// Dear ImGui's own SDL backend is not used: it asks the system where the mouse
// is instead of reading events, and there is no SDL renderer in Debian's library.
class InspectorWindow {
 public:
  // No window yet. `events` must outlive this; what happens in the inspector's
  // window goes there no longer.
  explicit InspectorWindow(Events& events);
  ~InspectorWindow();
  InspectorWindow(const InspectorWindow&) = delete;
  InspectorWindow& operator=(const InspectorWindow&) = delete;

  void toggle();  // opens or closes
  // Draws what stands now; nothing while closed. True if another node was
  // chosen, so that the kiosk's own frame, with the outline, has to be painted again.
  [[nodiscard]] bool show(const ui::paint::Inspector::Shown& shown);
  // The chosen node's outline; nothing while closed.
  void outline(const ui::layout::Laid& laid, ui::paint::Frame& frame) const;

 private:
  [[nodiscard]] Outcome open();
  void close();
  [[nodiscard]] bool take(const SDL_Event& event);
  void draw(const ui::paint::Mesh& mesh, std::span<const text::Atlas::Page> pages);

  Events& events_;
  std::unique_ptr<ui::paint::Inspector> inspector_;  // none: closed
  SDL_Window* window_ = nullptr;
  SDL_Window* kiosk_ = nullptr;  // had the keys when this opened
  SDL_Renderer* renderer_ = nullptr;
  SDL_Texture* letters_ = nullptr;
  SDL_Texture* page_ = nullptr;  // of the atlas; filled anew for each batch that shows one
  ui::paint::InspectorInput input_;
  std::vector<ui::paint::InspectorInput> since_;  // events since the last show()
  bool changed_ = false;  // opened or closed since then
};

}  // namespace kiosk::platform
