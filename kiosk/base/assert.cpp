// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace kiosk {

void assertion_failed(const char* expression, const char* file, int line) noexcept {
  // stderr and not the logger: the logger may be what broke.
  static_cast<void>(std::fprintf(stderr, "leeds-kiosk: broken invariant %s at %s:%d. The kiosk stops here and the service starts it again.\n",
                                 expression, file, line));
  std::abort();
}

}  // namespace kiosk
