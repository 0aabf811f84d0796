// SPDX-License-Identifier: GPL-3.0-or-later
// A QR code (ISO/IEC 18004) as plain rows, '1' for dark; by libqrencode, which no
// other folder may use. Without its quiet zone: whoever draws it leaves that.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::takeaway {

// `text`: UTF-8, without NUL; read back byte for byte. Error: longer than a QR code holds.
// Correction level M (15 %): a phone over a scratched screen.
[[nodiscard]] Result<std::vector<std::string>> qr_code(const std::string& text);

}  // namespace kiosk::takeaway
