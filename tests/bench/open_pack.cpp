// SPDX-License-Identifier: GPL-3.0-or-later
// How long a kiosk takes to open what is in its store, and to look things up in it
// with and without a hub's overlay over it. Prints JSON; tests/bench/packs runs it.
//   open_pack STORE SITE
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/installed.hpp"

namespace {

using namespace kiosk;
namespace fs = std::filesystem;
constexpr int rounds = 21;

double median_ms(const std::function<void()>& work) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const auto began = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

std::unique_ptr<directory::Directory> open(const fs::path& store, const std::string& site) {
  const fs::path keys = packs::keys_of(store);
  auto pack = packs::open_current(store, keys);
  if (!pack) {
    std::fprintf(stderr, "%s\n", pack.error().detail.c_str());
    std::exit(1);
  }
  std::optional<fs::path> overlay;
  if (!site.empty())
    if (auto found = packs::open_overlay(store, keys, site)) overlay = found.value();
  auto opened = directory::Directory::open(pack.value(), {overlay, site, directory::Directory::Options::Check::passed_before});
  if (!opened) std::exit(1);
  return std::move(opened).value();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const LocalTime now{std::chrono::year{2026} / 11 / 12, 11 * 60};
  const directory::Coordinates here{53.8, -1.55};
  std::string out;
  for (const std::string& site : {std::string{}, std::string{argv[2]}}) {
    const double opened = median_ms([&] { (void)open(argv[1], site); });
    auto directory = open(argv[1], site);
    std::string id;
    if (auto first = directory->in_topic("money", "en", here, now, 1); !first.services.empty()) id = first.services.front().id;
    const double by_id = median_ms([&] { (void)directory->service(id, "ar", here, now); });
    const double by_topic = median_ms([&] { (void)directory->in_topic("money", "ar", here, now, 60); });
    const double near = median_ms([&] { (void)directory->in_topic("", "ar", here, now, 60); });
    const double count = median_ms([&] { (void)directory->count_in_topic("money"); });
    const double search = median_ms([&] { (void)directory->search("walking group in armley", "en", 60); });
    out += fmt::format("{}\"{}\": {{\"open_ms\": {:.2f}, \"by_id_ms\": {:.3f}, \"by_topic_ms\": {:.2f}, \"near_ms\": {:.2f}, \"count_ms\": {:.2f}, \"search_ms\": {:.2f}}}",
                       out.empty() ? "" : ", ", site.empty() ? "city" : "with_overlay", opened, by_id, by_topic, near, count, search);
  }
  std::printf("{%s}\n", out.c_str());
  return 0;
}
