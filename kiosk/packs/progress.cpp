// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/progress.hpp"

#include <algorithm>

namespace kiosk::packs {

void Job::operator()(Step step, std::uint64_t done, std::uint64_t total) {
  unsigned before = 0, all = 0;
  double now = 0;
  for (const Part& part : parts_) {
    if (part.step == step) {
      const double of_it = total == 0 ? (done > 0 ? 1.0 : 0.0) : static_cast<double>(std::min(done, total)) / static_cast<double>(total);
      now = before + of_it * part.share;
    }
    before += part.share;
    all += part.share;
  }
  if (all > 0) furthest_ = std::max(furthest_, now / all);
  tell_(step, furthest_);
}

const Steps read_steps{{Step::opening, 8}, {Step::reading, 8}, {Step::checking, 8}};
const Steps build_steps{{Step::writing, 15}, {Step::indexing, 65}, {Step::finishing, 10}};
const Steps install_steps{{Step::copying, 4}, {Step::inspecting, 3}, {Step::comparing, 1}, {Step::switching, 2}};

Steps operator+(Steps first, const Steps& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

}  // namespace kiosk::packs
