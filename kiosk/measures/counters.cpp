// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/measures/counters.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ratio>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/measures/file.hpp"

namespace kiosk::measures {
namespace {

using namespace std::chrono;

UtcTime now() { return time_point_cast<milliseconds>(system_clock::now()); }

using QuartersOfAnHour = duration<std::int64_t, std::ratio<900>>;

}  // namespace

void Batch::add(const Tally& tally, std::string_view site, LocalTime now) {
  if (empty()) since_ = now;
  measures::add(counts_, tally, site);
  ++visits_;
}

bool Batch::due(LocalTime now) const {
  if (empty()) return false;
  return visits_ >= enough || now.date != since_.date || part_of(now.minute_of_day) != part_of(since_.minute_of_day);
}

void Batch::merge(const Batch& earlier) {
  if (earlier.empty()) return;
  for (const auto& [row, n] : earlier.counts_) counts_[row] += n;
  visits_ += earlier.visits_;
  since_ = earlier.since_;
}

Counters::Counters(std::filesystem::path state, std::string site) : state_(std::move(state)), site_(std::move(site)), thread_([this] { work(); }) {}

Counters::~Counters() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Counters::add(const Tally& tally) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.add(tally, site_, london_time(now()));
  }
  changed_.notify_all();
}

void Counters::work() {
  // A file that cannot be written is said at the start, when staff are there to mend it.
  write({});
  std::unique_lock lock(mutex_);
  for (;;) {
    // With nothing to write the thread sleeps: an idle kiosk costs nothing.
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    changed_.wait_until(lock, ceil<QuartersOfAnHour>(now() + milliseconds{1}), [this] { return stopping_; });
    if (!stopping_ && !waiting_.due(london_time(now()))) continue;
    Batch batch = std::exchange(waiting_, {});
    if (!batch.empty()) {
      lock.unlock();
      const bool written = write(batch);
      lock.lock();
      if (!written && !stopping_) waiting_.merge(batch);
    }
    if (stopping_ && waiting_.empty()) return;
  }
}

bool Counters::write(const Batch& batch) {
  auto added = measures::add(state_, batch.counts());
  const std::string said = !added ? fmt::format("Visits are not counted until this is mended: {}", added.error().detail) : added->notice.value_or("");
  if (!said.empty() && said != told_) log_warning(said);
  told_ = said;
  return added.ok();
}

}  // namespace kiosk::measures
