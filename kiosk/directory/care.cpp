// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/care.hpp"

#include <algorithm>

#include "kiosk/base/clock.hpp"
#include "kiosk/directory/words_shown.hpp"

namespace kiosk::directory {
namespace {

constexpr std::size_t date_length = 10;  // 2026-11-20

bool is_role_and_date(std::string_view speaker) {
  for (std::size_t at = 0; at + date_length <= speaker.size(); ++at) {
    if (!parse_date(speaker.substr(at, date_length))) continue;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; };
    return std::any_of(speaker.begin(), speaker.begin() + static_cast<std::ptrdiff_t>(at), letter) ||
           std::any_of(speaker.begin() + static_cast<std::ptrdiff_t>(at + date_length), speaker.end(), letter);
  }
  return false;
}

}  // namespace

bool approved_by_two(std::string_view reviewed_by) {
  const std::size_t semicolon = reviewed_by.find(';');
  if (semicolon == std::string_view::npos) return false;
  const std::string_view first = without_spaces(reviewed_by.substr(0, semicolon));
  const std::string_view second = without_spaces(reviewed_by.substr(semicolon + 1));
  return first != second && is_role_and_date(first) && is_role_and_date(second);
}

}  // namespace kiosk::directory
