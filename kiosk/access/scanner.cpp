// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/scanner.hpp"

#include <algorithm>

namespace kiosk::access {
namespace {

// Controls that `levels` of groups hold with none further than `steps`: the part in
// place i takes i moves and a choice, and has the rest of the steps for itself.
std::size_t capacity(std::size_t levels, std::size_t steps) {
  if (levels == 1) return steps;
  std::size_t held = 0;
  for (std::size_t i = 0; i + 1 < steps; ++i) held += capacity(levels - 1, steps - 1 - i);
  return held;
}

// The first parts hold most: they are the quickest to reach.
std::vector<ScanGroup> split(const std::vector<std::string>& controls, std::size_t levels, std::size_t steps, std::size_t place) {
  std::vector<ScanGroup> parts;
  for (std::size_t begun = 0; begun < controls.size(); ++place) {
    const std::size_t each = levels == 1 ? 1 : std::max<std::size_t>(1, steps > place + 1 ? capacity(levels - 1, steps - 1 - place) : 1);
    const std::size_t size = std::min(each, controls.size() - begun);
    ScanGroup part;
    part.controls.assign(controls.begin() + static_cast<std::ptrdiff_t>(begun), controls.begin() + static_cast<std::ptrdiff_t>(begun + size));
    if (size > 1) part.parts = split(part.controls, levels - 1, steps - 1 - std::min(steps - 1, place), 0);
    parts.push_back(std::move(part));
    begun += size;
  }
  return parts;
}

std::size_t furthest(const std::vector<ScanGroup>& parts) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) most = std::max(most, i + 1 + furthest(parts[i].parts));
  return most;
}

}  // namespace

std::vector<ScanGroup> scan_groups(const std::vector<std::vector<std::string>>& areas) {
  std::vector<ScanGroup> best;
  for (std::size_t levels = 1; levels <= 4; ++levels) {
    for (std::size_t steps = 1; steps <= most_scan_steps; ++steps) {
      std::vector<ScanGroup> groups;
      for (const std::vector<std::string>& area : areas) {
        std::vector<ScanGroup> of_area = split(area, levels, steps, groups.size());
        std::move(of_area.begin(), of_area.end(), std::back_inserter(groups));
      }
      if (furthest(groups) <= steps) return groups;
      if (best.empty() || furthest(groups) < furthest(best)) best = std::move(groups);
    }
  }
  return best;  // hundreds of controls on one page: as near as it goes
}

const ScanGroup* Scanner::at(const std::vector<ScanGroup>& groups, std::size_t depth) const {
  const std::vector<ScanGroup>* level = &groups;
  const ScanGroup* found = nullptr;
  for (std::size_t i = 0; i < depth; ++i) {
    if (path_[i] >= level->size()) return nullptr;
    found = &(*level)[path_[i]];
    level = &found->parts;
  }
  return found;
}

void Scanner::hold_to(const std::vector<ScanGroup>& groups) {
  while (!path_.empty() && at(groups, path_.size()) == nullptr) path_.pop_back();
}

std::vector<std::string> Scanner::lit(const std::vector<ScanGroup>& groups) const {
  const ScanGroup* group = path_.empty() ? nullptr : at(groups, path_.size());
  return group == nullptr ? std::vector<std::string>{} : group->controls;
}

void Scanner::move(const std::vector<ScanGroup>& groups) {
  hold_to(groups);
  if (groups.empty()) return;
  if (path_.empty()) return path_.push_back(0);
  const std::size_t depth = path_.size() - 1;
  const std::size_t count = depth == 0 ? groups.size() : at(groups, depth)->parts.size();
  if (++path_.back() < count) return;
  if (depth == 0) {
    path_.back() = 0;
  } else {
    path_.pop_back();
  }
}

std::optional<std::string> Scanner::choose(const std::vector<ScanGroup>& groups) {
  hold_to(groups);
  if (path_.empty()) {
    move(groups);
    return std::nullopt;
  }
  const ScanGroup* group = at(groups, path_.size());
  if (!group->parts.empty()) {
    path_.push_back(0);
    return std::nullopt;
  }
  std::string id = group->controls.front();
  forget();
  return id;
}

}  // namespace kiosk::access
