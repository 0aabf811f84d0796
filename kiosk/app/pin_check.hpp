// SPDX-License-Identifier: GPL-3.0-or-later
// Checks the staff PIN on a thread of its own, since that takes a tenth of a
// second on purpose. UI thread; only the work itself and `notify` are not.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "kiosk/semantics/action.hpp"
#include "kiosk/session/state.hpp"

namespace kiosk::app {

class PinCheck {
 public:
  PinCheck(std::string hash, std::function<void()> notify) : hash_(std::move(hash)), notify_(std::move(notify)) {}
  ~PinCheck() { wait(); }
  PinCheck(const PinCheck&) = delete;
  PinCheck& operator=(const PinCheck&) = delete;

  void ask(session::CheckPin question);
  // Given once.
  [[nodiscard]] std::optional<semantics::PinChecked> answer();
  // For the driver and the tests: until what was asked has its answer.
  void wait();

 private:
  std::string hash_;
  std::function<void()> notify_;
  std::thread thread_;
  std::mutex mutex_;
  std::optional<semantics::PinChecked> answer_;
};

}  // namespace kiosk::app
