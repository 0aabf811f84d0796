// SPDX-License-Identifier: GPL-3.0-or-later
// How far long work with packs has come: the one way, for the line on a terminal
// (kiosk/tools/progress_line.hpp) and for the bar of the staff screens (kiosk/app/desk.hpp).
//
// Whoever does the work says which step it is at and how much of that is done, in
// what can be counted: bytes, rows, records. A Job makes one figure of the steps.
// All on the thread that works.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace kiosk::packs {

enum class Step {
  fetching,    // bytes from a server
  copying,     // bytes
  opening,     // bytes of the source, as they become cells
  reading,     // rows of all sheets, or services
  checking,    // texts and records
  writing,     // records into the pack
  indexing,    // services times languages
  finishing,   // the tables for comparing, and the file in one piece
  verifying,   // bytes of the pack
  inspecting,  // SQLite's own look at the file
  comparing,   // records
  switching,   // putting it in force
};
using Progress = std::function<void(Step step, std::uint64_t done, std::uint64_t total)>;

// Counts what is done of a step, and says so now and then: a say for every row would cost more than the row.
class Count {
 public:
  Count(const Progress& progress, Step step, std::uint64_t total) : progress_(progress), step_(step), total_(total) { say(); }
  ~Count() { say(); }
  Count(const Count&) = delete;
  Count& operator=(const Count&) = delete;
  void add(std::uint64_t more = 1) {
    done_ += more;
    if (done_ - said_ >= seldom) say();
  }
  // What is left will not come, or is done.
  void all() { done_ = total_; }

 private:
  static constexpr std::uint64_t seldom = 64;
  void say() {
    said_ = done_;
    if (progress_) progress_(step_, done_, total_);
  }
  const Progress& progress_;
  Step step_;
  std::uint64_t total_, done_ = 0, said_ = 0;
};

// The steps of a whole job, in the order that they come, each with its share of the time: as measured
// for 10,000 services. The figure never goes back; what is no step of the job leaves it where it is.
class Job {
 public:
  struct Part {
    Step step;
    unsigned share;
  };
  // `done` from 0 to 1 of the whole.
  using Tell = std::function<void(Step step, double done)>;
  Job(std::vector<Part> parts, Tell tell) : parts_(std::move(parts)), tell_(std::move(tell)) {}

  void operator()(Step step, std::uint64_t done, std::uint64_t total);
  // For whoever does the work; valid for as long as this is.
  [[nodiscard]] Progress progress() {
    return [this](Step step, std::uint64_t done, std::uint64_t total) { (*this)(step, done, total); };
  }

 private:
  std::vector<Part> parts_;
  Tell tell_;
  double furthest_ = 0;
};

// What most jobs are made of.
using Steps = std::vector<Job::Part>;
extern const Steps read_steps, build_steps, install_steps;
[[nodiscard]] Steps operator+(Steps first, const Steps& then);

}  // namespace kiosk::packs
