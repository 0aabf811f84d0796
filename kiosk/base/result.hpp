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
  [[nodiscard]] const T& value() const& { KIOSK_ASSERT(ok()); return *std::get_if<0>(&held_); }
  [[nodiscard]] T& value() & { KIOSK_ASSERT(ok()); return *std::get_if<0>(&held_); }
  [[nodiscard]] T value() && { KIOSK_ASSERT(ok()); return std::move(*std::get_if<0>(&held_)); }
  [[nodiscard]] const Error& error() const { KIOSK_ASSERT(!ok()); return *std::get_if<1>(&held_); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> held_;
};

// The result of work that has nothing to return: `return Done{};`.
struct Done {};
using Outcome = Result<Done>;

}  // namespace kiosk
