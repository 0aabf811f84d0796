// SPDX-License-Identifier: GPL-3.0-or-later
// Holds one of SDL's subsystems open. SDL counts them without a lock, and the
// sound thread opens its own while the UI thread runs, so the lock is here.
#pragma once

#include <cstdint>
#include <optional>

namespace kiosk::platform {

class SdlSystem {
 public:
  // `flags`: SDL_INIT_VIDEO or SDL_INIT_AUDIO. Nothing on failure; SDL_GetError() says why.
  [[nodiscard]] static std::optional<SdlSystem> open(std::uint32_t flags);
  ~SdlSystem();
  SdlSystem(SdlSystem&& other) noexcept;
  SdlSystem& operator=(SdlSystem&&) = delete;

 private:
  explicit SdlSystem(std::uint32_t flags) : flags_(flags) {}
  std::uint32_t flags_;
};

}  // namespace kiosk::platform
