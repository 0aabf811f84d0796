// SPDX-License-Identifier: GPL-3.0-or-later
// The staff log: one line an event on standard error, which systemd keeps.
// Nothing a resident typed, chose or heard is ever passed to it.
#pragma once

#include <string_view>

namespace kiosk {

// Safe from any thread.
void log_info(std::string_view message);
void log_warning(std::string_view message);
void log_error(std::string_view message);

}  // namespace kiosk
