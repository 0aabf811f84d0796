// SPDX-License-Identifier: GPL-3.0-or-later
// Switch scanning by groups (EN 301 549 5.1.3.1; VVSG 2.0 7.2-F): whoever has one
// or two switches reaches any control of a page in at most ten steps, a step
// being one move or one choice. Pure; knows no clock: `move` is called by a
// switch, or by the kiosk's clock when one switch is all there is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::access {

// A control, or some that are lit together until they are chosen.
struct ScanGroup {
  std::vector<std::string> controls;  // ids in reading order; one: a control
  std::vector<ScanGroup> parts;       // of a group; empty for a control
  bool operator==(const ScanGroup&) const = default;
};

constexpr std::size_t most_scan_steps = 10;

// `areas`: the controls of a page in reading order, each part of the page by itself
// (a group at the top never runs from one into the next, so that what is lit
// together stands together). Fewest levels that keep within most_scan_steps.
[[nodiscard]] std::vector<ScanGroup> scan_groups(const std::vector<std::vector<std::string>>& areas);

class Scanner {
 public:
  // What is lit; empty before the first move.
  [[nodiscard]] std::vector<std::string> lit(const std::vector<ScanGroup>& groups) const;
  // To the next; after the last part of a group, out to the group itself, so that
  // nobody is trapped in one chosen by mistake; after the last group, the first.
  void move(const std::vector<ScanGroup>& groups);
  // Opens the lit group and lights its first part. Of a control: its id, and the
  // scan begins again from the top. Before the first move, the first group is lit.
  [[nodiscard]] std::optional<std::string> choose(const std::vector<ScanGroup>& groups);
  void forget() { path_.clear(); }
  [[nodiscard]] bool begun() const { return !path_.empty(); }
  [[nodiscard]] bool at_the_top() const { return path_.size() == 1 && path_.front() == 0; }

 private:
  // From the top, which part of each level. A page may have changed under it:
  // what is beyond the groups that are there is cut off when next used.
  [[nodiscard]] const ScanGroup* at(const std::vector<ScanGroup>& groups, std::size_t depth) const;
  void hold_to(const std::vector<ScanGroup>& groups);
  std::vector<std::size_t> path_;
};

}  // namespace kiosk::access
