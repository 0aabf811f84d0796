// SPDX-License-Identifier: GPL-3.0-or-later
// Samples on their way from the speech worker to the sound device. One writer
// (the worker), one reader (the sound side), and one who drops (whoever says or
// stops). Nobody ever waits: every step is a load or a compare-and-swap.
//
// Positions count all samples since the start and never go back. A drop moves
// the reader up to the writer and raises the generation, so a writer that is in
// the middle of a block of the old generation, and a reader that is in the
// middle of copying one, both find out when they try to publish what they did.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

namespace kiosk::speech {

class PcmRing {
 public:
  static constexpr std::uint64_t capacity = 1U << 16U;  // 3 s at 22,050 Hz: 128 KiB

  struct Start {
    std::uint64_t generation = 0;
    std::uint64_t position = 0;     // where the new generation starts
    std::uint64_t read_before = 0;  // how far the old one was read
  };

  // Throws away all that has not been read, and all that the writer still has
  // of older generations. One thread at a time.
  Start drop() noexcept {
    std::uint64_t written = written_.load();
    while (!written_.compare_exchange_weak(written, pack(generation_of(written) + 1, position_of(written)))) {
    }
    const std::uint64_t end = position_of(written);
    std::uint64_t read = read_.load();
    while (!read_.compare_exchange_weak(read, end)) {
    }
    return {generation_of(written) + 1, end, read};
  }

  // Writer: takes as many of `samples` as there is room for; nothing if the
  // generation has been dropped.
  [[nodiscard]] std::optional<std::size_t> push(std::uint64_t generation, std::span<const std::int16_t> samples) noexcept {
    std::uint64_t written = written_.load();
    if (generation_of(written) != generation) return std::nullopt;
    const std::uint64_t position = position_of(written);
    const std::uint64_t room = capacity - (position - read_.load());
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(room, samples.size()));
    for (std::size_t i = 0; i < count; ++i) slot(position + i).store(samples[i], std::memory_order_relaxed);
    if (!written_.compare_exchange_strong(written, pack(generation, position + count))) return std::nullopt;
    return count;
  }

  // Reader: real-time safe. What was dropped while it copied is not handed over.
  std::size_t pull(std::int16_t* out, std::size_t count, float gain) noexcept {
    std::uint64_t read = read_.load();
    const std::uint64_t end = position_of(written_.load());
    const auto ready = static_cast<std::size_t>(std::min<std::uint64_t>(end > read ? end - read : 0, count));
    for (std::size_t i = 0; i < ready; ++i) {
      out[i] = static_cast<std::int16_t>(std::lround(gain * static_cast<float>(slot(read + i).load(std::memory_order_relaxed))));
    }
    if (ready == 0 || !read_.compare_exchange_strong(read, read + ready)) return 0;
    return ready;
  }

  [[nodiscard]] std::uint64_t read_position() const noexcept { return read_.load(); }
  [[nodiscard]] std::uint64_t write_position() const noexcept { return position_of(written_.load()); }
  [[nodiscard]] std::uint64_t generation() const noexcept { return generation_of(written_.load()); }

 private:
  // 44 bits of position are 25 years of speech without a break; 20 of generation.
  static constexpr unsigned position_bits = 44;
  static constexpr std::uint64_t pack(std::uint64_t generation, std::uint64_t position) {
    return (generation << position_bits) | position;
  }
  static constexpr std::uint64_t position_of(std::uint64_t packed) { return packed & ((1ULL << position_bits) - 1); }
  static constexpr std::uint64_t generation_of(std::uint64_t packed) { return packed >> position_bits; }

  // Atomic, because a reader may still be copying what a drop lets the writer
  // overwrite; it then throws its copy away.
  std::atomic<std::int16_t>& slot(std::uint64_t position) noexcept { return samples_[position % capacity]; }

  std::array<std::atomic<std::int16_t>, capacity> samples_{};
  std::atomic<std::uint64_t> written_{0};
  std::atomic<std::uint64_t> read_{0};
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<std::int16_t>::is_always_lock_free);

}  // namespace kiosk::speech
