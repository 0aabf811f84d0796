// SPDX-License-Identifier: GPL-3.0-or-later
// A bounded cache that forgets what was used longest ago. For kiosk/text alone.
#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

namespace kiosk::text {

// `Key` owns its parts; it is looked up by its hash and by `same(key)`, so that
// a hit copies nothing. Two keys with one hash take turns in one place.
template <class Key, class Value>
class RecentCache {
 public:
  explicit RecentCache(std::size_t budget) : budget_(budget) {}

  template <class Same>
  [[nodiscard]] const Value* find(std::size_t hash, Same same) {
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end() || !same(found->second->key)) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }

  // `cost` in whatever the budget counts. What is put in now always stays for now.
  const Value& put(std::size_t hash, Key key, Value value, std::size_t cost) {
    if (const auto found = by_hash_.find(hash); found != by_hash_.end()) {
      cost_ -= found->second->cost;
      entries_.erase(found->second);
    }
    entries_.push_front({hash, std::move(key), std::move(value), cost});
    by_hash_[hash] = entries_.begin();
    cost_ += cost;
    while (cost_ > budget_ && entries_.size() > 1) {
      cost_ -= entries_.back().cost;
      by_hash_.erase(entries_.back().hash);
      entries_.pop_back();
    }
    return entries_.front().value;
  }

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::size_t cost() const { return cost_; }

 private:
  struct Entry {
    std::size_t hash;
    Key key;
    Value value;
    std::size_t cost;
  };
  std::size_t budget_;
  std::size_t cost_ = 0;
  std::list<Entry> entries_;  // the most recently used first
  std::unordered_map<std::size_t, typename std::list<Entry>::iterator> by_hash_;
};

}  // namespace kiosk::text
