// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/session/needs.hpp"

#include <algorithm>
#include <vector>

namespace kiosk::session {
namespace {

constexpr unsigned version = 1;
// A code is read by kiosks of other years: only ever add at the end.
constexpr std::array<std::string_view, 31> code_languages{"en", "pl", "ar", "ro", "ur", "pa", "zh-Hans", "ckb", "pt", "fa", "ti", "es", "bn", "zh-Hant", "ku", "it",
                                                          "lt", "fr", "ru", "uk", "ps", "am", "cs", "sk", "hu", "gu", "hi", "el", "so", "vi", "tr"};

// The field of 32 elements, x^5 + x^2 + 1: times x.
unsigned times_x(unsigned value) {
  value <<= 1U;
  return (value & 32U) != 0 ? value ^ 0x25U : value;
}
unsigned check_of(const std::vector<unsigned>& values) {
  unsigned check = 0;
  for (const unsigned value : values) check = times_x(check) ^ value;
  return times_x(check);
}

// Bits from the lowest up.
class Bits {
 public:
  explicit Bits(std::uint64_t bits = 0) : bits_(bits) {}
  void put(std::uint64_t value, unsigned width) {
    bits_ |= value << at_;
    at_ += width;
  }
  unsigned take(unsigned width) {
    const auto value = static_cast<unsigned>((bits_ >> at_) & ((std::uint64_t{1} << width) - 1));
    at_ += width;
    return value;
  }
  [[nodiscard]] std::uint64_t all() const { return bits_; }

 private:
  std::uint64_t bits_;
  unsigned at_ = 0;
};

}  // namespace

std::string code_of(const Setup& setup) {
  Bits bits;
  bits.put(version, 3);
  const auto language = std::find(code_languages.begin(), code_languages.end(), setup.language);
  bits.put(language == code_languages.end() ? 0 : static_cast<std::uint64_t>(language - code_languages.begin()), 6);
  bits.put(static_cast<std::uint64_t>(setup.text_size), 2);
  bits.put(static_cast<std::uint64_t>(setup.theme), 2);
  bits.put(setup.read_aloud ? 1 : 0, 1);
  bits.put(setup.hear_first ? 1 : 0, 1);
  bits.put(setup.reach ? 1 : 0, 1);
  bits.put(static_cast<std::uint64_t>(std::clamp(setup.rate_step, 0, 6)), 3);
  for (const std::string_view need : need_keys) bits.put(setup.needs.contains(need) ? 1 : 0, 1);
  std::vector<unsigned> values;
  for (std::size_t i = 0; i + 1 < code_length; ++i) values.push_back(static_cast<unsigned>(bits.all() >> (5 * i)) & 31U);
  values.push_back(check_of(values));
  std::string code;
  for (const unsigned value : values) code += code_alphabet[value];
  return code;
}

ReadCode read_code(std::string_view typed) {
  std::vector<unsigned> values;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'I' || c == 'L') c = '1';
    if (c == 'O') c = '0';
    const std::size_t value = code_alphabet.find(c);
    if (value == std::string_view::npos) return {CodeFault::not_a_code, {}};
    values.push_back(static_cast<unsigned>(value));
  }
  if (values.size() < code_length) return {CodeFault::too_short, {}};
  if (values.size() > code_length) return {CodeFault::too_long, {}};
  const unsigned check = values.back();
  values.pop_back();
  if (check_of(values) != check) return {CodeFault::not_a_code, {}};
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < values.size(); ++i) all |= std::uint64_t{values[i]} << (5 * i);
  Bits bits(all);
  const unsigned of_version = bits.take(3);
  if (of_version != version) return {of_version > version ? CodeFault::newer : CodeFault::not_a_code, {}};
  ReadCode read;
  const unsigned language = bits.take(6);
  if (language >= code_languages.size()) return {CodeFault::newer, {}};
  read.setup.language = code_languages.at(language);
  read.setup.text_size = static_cast<semantics::TextSize>(bits.take(2));
  read.setup.theme = static_cast<semantics::Theme>(bits.take(2));
  read.setup.read_aloud = bits.take(1) != 0;
  read.setup.hear_first = bits.take(1) != 0;
  read.setup.reach = bits.take(1) != 0;
  read.setup.rate_step = std::min(6, static_cast<int>(bits.take(3)));
  for (const std::string_view need : need_keys)
    if (bits.take(1) != 0) read.setup.needs.emplace(need);
  return read;
}

}  // namespace kiosk::session
