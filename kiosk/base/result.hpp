// SPDX-License-Identifier: GPL-3.0-or-later
// Expected failures as values. We throw nothing (decision 0001).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "kiosk/base/assert.hpp"

namespace kiosk {

// What kind of thing failed: chooses the message a resident sees.
enum class ErrorCode { file, font, voice, locale, database, pack, configuration, input, platform };

// `detail` is one line of plain British English for staff: it names the place
// (file, row, column), the value, the reason and the mend. It never holds a
// word that a resident typed.
struct Error {
  ErrorCode code = ErrorCode::file;
  std::string detail;
};

// A value or an Error. Dropping one is a compile error (-Werror=unused-result).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}          // NOLINT(google-explicit-constructor)
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}      // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const T& value() const& { return *held<0>(held_); }
  [[nodiscard]] T& value() & { return *held<0>(held_); }
  [[nodiscard]] T value() && { return std::move(*held<0>(held_)); }
  [[nodiscard]] const Error& error() const { return *held<1>(held_); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  // The pointer itself is asserted, so that the compiler sees it is never null.
  template <std::size_t Index>
  static auto held(auto& variant) {
    const auto pointer = std::get_if<Index>(&variant);
    KIOSK_ASSERT(pointer != nullptr);
    return pointer;
  }

  std::variant<T, Error> held_;
};

// The result of work that has nothing to return: `return Done{};`.
struct Done {};
using Outcome = Result<Done>;

}  // namespace kiosk
