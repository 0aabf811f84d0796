// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/pin_check.hpp"

#include "kiosk/packs/pin.hpp"

namespace kiosk::app {

using semantics::PinChecked;

void PinCheck::ask(session::CheckPin question) {
  wait();  // one at a time: the pad asks for no more
  thread_ = std::thread([this, asked = std::move(question)]() mutable {
    const bool fits = packs::pin_fits(hash_, std::move(asked.pin));
    {
      const std::lock_guard lock(mutex_);
      answer_ = PinChecked{asked.ticket, fits ? PinChecked::Is::right : PinChecked::Is::wrong};
    }
    if (notify_) notify_();
  });
}

std::optional<PinChecked> PinCheck::answer() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answer_, std::nullopt);
}

void PinCheck::wait() {
  if (thread_.joinable()) thread_.join();
}

}  // namespace kiosk::app
