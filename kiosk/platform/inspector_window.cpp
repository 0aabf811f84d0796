// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/inspector_window.hpp"

#include <SDL.h>

#include <optional>
#include <utility>

#include "kiosk/base/log.hpp"

namespace kiosk::platform {
namespace {

using ui::paint::Inspector;
using ui::paint::InspectorKey;
using ui::paint::Mesh;

constexpr SizePx first_size{1280, 900};

// The window that an event happened in; 0: in none.
std::uint32_t window_of(const SDL_Event& event) {
  switch (event.type) {
    case SDL_WINDOWEVENT: return event.window.windowID;
    case SDL_KEYDOWN:
    case SDL_KEYUP: return event.key.windowID;
    case SDL_TEXTEDITING: return event.edit.windowID;
    case SDL_TEXTINPUT: return event.text.windowID;
    case SDL_MOUSEMOTION: return event.motion.windowID;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return event.button.windowID;
    case SDL_MOUSEWHEEL: return event.wheel.windowID;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: return event.tfinger.windowID;
    default: return 0;
  }
}

std::optional<InspectorKey> key_of(SDL_Keycode key) {
  switch (key) {
    case SDLK_TAB: return InspectorKey::tab;
    case SDLK_LEFT: return InspectorKey::left;
    case SDLK_RIGHT: return InspectorKey::right;
    case SDLK_UP: return InspectorKey::up;
    case SDLK_DOWN: return InspectorKey::down;
    case SDLK_PAGEUP: return InspectorKey::page_up;
    case SDLK_PAGEDOWN: return InspectorKey::page_down;
    case SDLK_HOME: return InspectorKey::home;
    case SDLK_END: return InspectorKey::end;
    case SDLK_DELETE: return InspectorKey::del;
    case SDLK_BACKSPACE: return InspectorKey::backspace;
    case SDLK_SPACE: return InspectorKey::space;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return InspectorKey::enter;
    case SDLK_ESCAPE: return InspectorKey::escape;
    default: return std::nullopt;
  }
}

// White, as opaque as the mask covers.
void fill(SDL_Texture* texture, std::span<const std::uint8_t> coverage, int width) {
  std::vector<std::uint32_t> pixels;
  pixels.reserve(coverage.size());
  for (const std::uint8_t alpha : coverage) pixels.push_back(std::uint32_t{alpha} << 24U | 0x00FFFFFFU);
  SDL_UpdateTexture(texture, nullptr, pixels.data(), width * static_cast<int>(sizeof(std::uint32_t)));
}

SDL_Texture* texture_of(SDL_Renderer* renderer, SizePx size) {
  SDL_Texture* texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, size.width, size.height);
  if (texture != nullptr) SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
  return texture;
}

}  // namespace

InspectorWindow::InspectorWindow(Events& events) : events_(events) {
  events_.divert([this](const SDL_Event& event) { return take(event); });
}

InspectorWindow::~InspectorWindow() {
  events_.divert({});
  close();
}

void InspectorWindow::toggle() {
  if (inspector_) return close();
  if (const Outcome opened = open(); !opened) log_error(opened.error().detail);
}

Outcome InspectorWindow::open() {
  kiosk_ = SDL_GetKeyboardFocus();
  window_ = SDL_CreateWindow("Leeds Community Kiosk: inspector", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, first_size.width, first_size.height, SDL_WINDOW_RESIZABLE);
  // In software, as the kiosk: a GL context would change what is measured.
  if (window_ != nullptr) renderer_ = SDL_CreateRenderer(window_, -1, SDL_RENDERER_SOFTWARE);
  inspector_ = std::make_unique<Inspector>();
  if (renderer_ != nullptr) {
    letters_ = texture_of(renderer_, inspector_->letters().size);
    page_ = texture_of(renderer_, {text::Atlas::page_size, text::Atlas::page_size});
  }
  if (letters_ == nullptr || page_ == nullptr) {
    const std::string reason = SDL_GetError();
    close();
    return Error{ErrorCode::platform, "the inspector's window could not be opened (SDL says \"" + reason + "\"). Start the kiosk with --window on a display that shows two windows."};
  }
  fill(letters_, inspector_->letters().coverage, inspector_->letters().size.width);
  changed_ = true;
  return Done{};
}

void InspectorWindow::close() {
  if (page_ != nullptr) SDL_DestroyTexture(std::exchange(page_, nullptr));
  if (letters_ != nullptr) SDL_DestroyTexture(std::exchange(letters_, nullptr));
  if (renderer_ != nullptr) SDL_DestroyRenderer(std::exchange(renderer_, nullptr));
  if (window_ != nullptr) SDL_DestroyWindow(std::exchange(window_, nullptr));
  // Where no window manager runs nobody else gives the keys back.
  if (kiosk_ != nullptr) SDL_SetWindowInputFocus(std::exchange(kiosk_, nullptr));
  inspector_.reset();
  input_ = {};
  since_.clear();
  changed_ = true;
}

bool InspectorWindow::take(const SDL_Event& event) {
  const std::uint32_t window = window_of(event);
  if (window_ == nullptr || window == 0) return false;
  const bool closed = event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE;
  if (window != SDL_GetWindowID(window_)) {
    // SDL says that all is over only when the last window goes; the kiosk is over with its own.
    if (closed) {
      SDL_Event quit{};
      quit.type = SDL_QUIT;
      SDL_PushEvent(&quit);
    }
    return false;
  }
  input_.wheel = 0;
  input_.text.clear();
  switch (event.type) {
    case SDL_MOUSEMOTION:
      SDL_ShowCursor(SDL_ENABLE);
      input_.mouse = {event.motion.x, event.motion.y};
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      input_.mouse = {event.button.x, event.button.y};
      if (event.button.button == SDL_BUTTON_LEFT) input_.button = event.type == SDL_MOUSEBUTTONDOWN;
      break;
    case SDL_MOUSEWHEEL: input_.wheel = event.wheel.preciseY; break;
    case SDL_TEXTINPUT: input_.text = event.text.text; break;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
      if (event.key.keysym.sym == SDLK_F12 && event.type == SDL_KEYDOWN && event.key.repeat == 0) {
        close();
        return true;
      }
      if (const auto key = key_of(event.key.keysym.sym)) input_.keys[static_cast<std::size_t>(*key)] = event.type == SDL_KEYDOWN;
      break;
    case SDL_WINDOWEVENT:
      if (closed) {
        close();
        return true;
      }
      if (event.window.event == SDL_WINDOWEVENT_LEAVE) input_.mouse = {-1, -1};
      if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) input_.keys = {};
      break;
    default: break;
  }
  since_.push_back(input_);
  return true;
}

bool InspectorWindow::show(const Inspector::Shown& shown) {
  if (!inspector_) return std::exchange(changed_, false);
  const int chosen = inspector_->chosen();
  SizePx size;
  SDL_GetWindowSize(window_, &size.width, &size.height);
  draw(inspector_->show(shown, since_, size), shown.pages);
  since_.clear();
  return std::exchange(changed_, false) || inspector_->chosen() != chosen;
}

void InspectorWindow::outline(const ui::layout::Laid& laid, ui::paint::Frame& frame) const {
  if (inspector_) inspector_->outline(laid, frame);
}

void InspectorWindow::draw(const Mesh& mesh, std::span<const text::Atlas::Page> pages) {
  std::vector<SDL_Vertex> corners;
  corners.reserve(mesh.corners.size());
  for (const Mesh::Corner& corner : mesh.corners) {
    const ui::paint::Colour c = corner.colour;
    corners.push_back({{corner.x, corner.y}, {c.r, c.g, c.b, c.a}, {corner.u, corner.v}});
  }
  SDL_SetRenderDrawColor(renderer_, 255, 255, 255, 255);
  SDL_RenderClear(renderer_);
  for (const Mesh::Batch& batch : mesh.batches) {
    SDL_Texture* texture = letters_;
    if (batch.texture >= 0) {
      fill(page_, pages[static_cast<std::size_t>(batch.texture)].coverage, text::Atlas::page_size);
      texture = page_;
    }
    const SDL_Rect clip{batch.clip.x, batch.clip.y, batch.clip.width, batch.clip.height};
    SDL_RenderSetClipRect(renderer_, &clip);
    SDL_RenderGeometry(renderer_, texture, corners.data(), static_cast<int>(corners.size()), batch.indices.data(), static_cast<int>(batch.indices.size()));
  }
  SDL_RenderSetClipRect(renderer_, nullptr);
  SDL_RenderPresent(renderer_);
}

}  // namespace kiosk::platform
