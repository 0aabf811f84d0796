// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kiosk {
// Logs the broken invariant and ends the process; the service restarts it.
// `expression` and `file` are literals, so nothing of a visit can be in them.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;
}  // namespace kiosk

// A broken invariant of ours, never bad input. Stays on in release builds.
#define KIOSK_ASSERT(expression) \
  (static_cast<bool>(expression) ? void(0) : ::kiosk::assertion_failed(#expression, __FILE__, __LINE__))
