// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/sdl_system.hpp"

#include <SDL.h>

#include <mutex>
#include <utility>

namespace kiosk::platform {
namespace {
std::mutex& counting() {
  static std::mutex mutex;
  return mutex;
}
}  // namespace

std::optional<SdlSystem> SdlSystem::open(std::uint32_t flags) {
  const std::lock_guard lock(counting());
  SDL_SetMainReady();
  if (SDL_InitSubSystem(flags) != 0) return std::nullopt;
  return SdlSystem(flags);
}

SdlSystem::SdlSystem(SdlSystem&& other) noexcept : flags_(std::exchange(other.flags_, 0)) {}

SdlSystem::~SdlSystem() {
  if (flags_ == 0) return;  // moved away
  const std::lock_guard lock(counting());
  SDL_QuitSubSystem(flags_);
}

}  // namespace kiosk::platform
