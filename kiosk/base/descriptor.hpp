// SPDX-License-Identifier: GPL-3.0-or-later
// A file descriptor that closes itself. Owns `number`; below 0 is none (open() failed: look at errno).
#pragma once

#include <unistd.h>

namespace kiosk {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

}  // namespace kiosk
