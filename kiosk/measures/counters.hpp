// SPDX-License-Identifier: GPL-3.0-or-later
// The counters of a running kiosk. Visits are gathered in memory and written in
// batches on a thread of its own: the UI never waits for disk, and neither a
// row, nor a journal, nor the time of the file gives one visit away.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "kiosk/base/clock.hpp"
#include "kiosk/measures/tally.hpp"

namespace kiosk::measures {

// When what is waiting may be written. Looked at on each quarter of an hour
// only, never when a visit ends: the file's time then says nothing about any.
class Batch {
 public:
  // Fewer are never written together while the part of the day lasts.
  static constexpr std::size_t enough = 8;

  void add(const Tally& tally, std::string_view site, LocalTime now);
  [[nodiscard]] bool empty() const { return visits_ == 0; }
  // Enough visits wait, or the part of the day in which the first of them came is over.
  [[nodiscard]] bool due(LocalTime now) const;
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] std::size_t visits() const { return visits_; }
  // Puts back what could not be written.
  void merge(const Batch& earlier);

 private:
  Counts counts_;
  std::size_t visits_ = 0;
  LocalTime since_{};
};

class Counters {
 public:
  // Writes into the folder `state`, made if it is not there. What cannot be written waits in memory and is
  // tried again; staff get one line a reason.
  Counters(std::filesystem::path state, std::string site);
  // Orderly exit: writes what waits.
  ~Counters();
  Counters(const Counters&) = delete;
  Counters& operator=(const Counters&) = delete;

  void add(const Tally& tally);  // any thread; at once

 private:
  void work();
  bool write(const Batch& batch);

  const std::filesystem::path state_;
  const std::string site_;
  std::string told_;  // the last reason said, so that it is said once; worker only
  std::mutex mutex_;
  std::condition_variable changed_;
  Batch waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kiosk::measures
