// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/takeaway/qr_code.hpp"

#include <qrencode.h>

#include <memory>

namespace kiosk::takeaway {

Result<std::vector<std::string>> qr_code(const std::string& text) {
  struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
  };
  const std::unique_ptr<QRcode, Free> code{QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M)};
  if (!code) return Error{ErrorCode::input, "A QR code could not be made: it holds at most 2,331 bytes of text. Choose less to put on it."};
  std::vector<std::string> rows;
  const auto width = static_cast<std::size_t>(code->width);
  for (std::size_t y = 0; y < width; ++y) {
    std::string row;
    for (std::size_t x = 0; x < width; ++x) row += (code->data[y * width + x] & 1U) != 0 ? '1' : '0';
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace kiosk::takeaway
