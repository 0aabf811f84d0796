// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/speech/pcm_ring.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace kiosk::speech {
namespace {

TEST(PcmRing, HandsOverWhatWasPushedInOrderAndOnce) {
  const auto ring = std::make_unique<PcmRing>();
  const std::vector<std::int16_t> samples{1, -2, 3, 32767, -32768};
  EXPECT_EQ(ring->push(0, samples), 5U);
  std::vector<std::int16_t> out(8);
  EXPECT_EQ(ring->pull(out.data(), 2, 1.0F), 2U);
  EXPECT_EQ(ring->pull(out.data() + 2, 6, 1.0F), 3U);
  out.resize(5);
  EXPECT_EQ(out, samples);
  EXPECT_EQ(ring->pull(out.data(), 5, 1.0F), 0U);
}

TEST(PcmRing, TakesNoMoreThanItsRoomAndGoesRound) {
  const auto ring = std::make_unique<PcmRing>();
  const std::vector<std::int16_t> much(PcmRing::capacity + 10, 7);
  EXPECT_EQ(ring->push(0, much), PcmRing::capacity);
  EXPECT_EQ(ring->push(0, much), 0U);
  std::vector<std::int16_t> out(100);
  EXPECT_EQ(ring->pull(out.data(), 100, 1.0F), 100U);
  EXPECT_EQ(ring->push(0, much), 100U);
}

TEST(PcmRing, ADropLeavesNothingOfTheOldGeneration) {
  const auto ring = std::make_unique<PcmRing>();
  const std::vector<std::int16_t> samples(1000, 7);
  ASSERT_TRUE(ring->push(0, samples));
  std::vector<std::int16_t> out(100);
  (void)ring->pull(out.data(), 100, 1.0F);
  const PcmRing::Start start = ring->drop();
  EXPECT_EQ(start.generation, 1U);
  EXPECT_EQ(start.position, 1000U);
  EXPECT_EQ(start.read_before, 100U);
  EXPECT_EQ(ring->pull(out.data(), 100, 1.0F), 0U);
  EXPECT_FALSE(ring->push(0, samples)) << "the old writer finds out";
  EXPECT_EQ(ring->push(1, samples), 1000U);
}

TEST(PcmRing, GainIsExact) {
  const auto ring = std::make_unique<PcmRing>();
  const std::vector<std::int16_t> samples{1000, -1000};
  (void)ring->push(0, samples);
  std::vector<std::int16_t> out(2);
  (void)ring->pull(out.data(), 2, 0.5F);
  EXPECT_EQ(out, (std::vector<std::int16_t>{500, -500}));
}

// A writer, a reader and one who drops, at once: after a drop has come back,
// no sample of an older generation is ever handed over, and none is lost or
// doubled within one.
TEST(PcmRing, KeepsGenerationsApartUnderThreeThreads) {
  const auto ring = std::make_unique<PcmRing>();
  std::atomic<std::uint64_t> dropped{0};
  std::atomic<bool> done{false};
  std::thread writer([&] {
    std::vector<std::int16_t> block(300);
    while (!done) {
      const std::uint64_t generation = ring->generation();
      for (std::int16_t next = 0; next < 1500;) {
        for (std::int16_t& sample : block) sample = static_cast<std::int16_t>((generation % 16) * 2000 + static_cast<std::uint64_t>(next++));
        std::span<const std::int16_t> left(block);
        while (!left.empty() && !done) {
          const auto taken = ring->push(generation, left);
          if (!taken) break;
          left = left.subspan(*taken);
        }
        if (!left.empty()) break;
      }
      while (!done && ring->generation() == generation) std::this_thread::yield();
    }
  });
  std::atomic<std::uint64_t> stale{0};
  std::atomic<std::uint64_t> torn{0};
  std::atomic<std::uint64_t> handed_over{0};
  std::thread reader([&] {
    std::vector<std::int16_t> out(200);
    int last = -1;
    while (!done) {
      const std::uint64_t least = dropped;
      const std::size_t count = ring->pull(out.data(), out.size(), 1.0F);
      // The tags go round at 16: too many drops during one pull tell nothing.
      const std::uint64_t meanwhile = dropped - least + 1;
      for (std::size_t i = 0; i < count; ++i) {
        if (meanwhile < 15 && (static_cast<std::uint64_t>(out[i]) / 2000 + 16 - least % 16) % 16 > meanwhile) ++stale;
        const bool starts = out[i] % 2000 == 0;
        if (!starts && out[i] != last + 1) ++torn;
        last = out[i];
      }
      handed_over += count;
    }
  });
  for (int i = 0; i < 3000; ++i) {
    dropped = ring->drop().generation;
    if (i % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
  }
  done = true;
  writer.join();
  reader.join();
  EXPECT_EQ(stale, 0U);
  EXPECT_EQ(torn, 0U);
  EXPECT_GT(handed_over, 10000U);
}

}  // namespace
}  // namespace kiosk::speech
