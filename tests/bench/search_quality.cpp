// SPDX-License-Identifier: GPL-3.0-or-later
// How well search finds and how fast: MRR@10, recall at 5 and microseconds of
// processor a query, by language, on questions with known answers.
//   KIOSK_SEARCH_BENCH=folder search_quality [copies]
// The folder holds services.json (an Open Referral page with `translations`)
// and queries*.jsonl (query_id, lang, query, relevant). The data is not ours
// and never ships. `copies` > 1 repeats the records, for the times alone.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "kiosk/directory/directory.hpp"
#include "kiosk/directory/schema.hpp"
#include "kiosk/directory/search_index.hpp"
#include "kiosk/store/database.hpp"

namespace {

using kiosk::Done;
using kiosk::Outcome;

Outcome fill(kiosk::store::Database& pack, const nlohmann::json& page, int copies) {
  if (auto done = pack.execute(kiosk::directory::schema_sql); !done) return done;
  auto transaction = kiosk::store::Transaction::begin(pack);
  if (!transaction) return transaction.error();
  if (auto done = pack.execute("INSERT INTO meta VALUES('schema_version', '3'), ('serial', '1'); INSERT INTO organization(id, name, description) VALUES('o', '', '')"); !done) return done;
  auto service = pack.prepare("INSERT INTO service(id, organization_id, name, description) VALUES(?1, 'o', ?2, ?3)");
  auto translation = pack.prepare("INSERT INTO translation(entity, id, field, language, text, origin) VALUES('service', ?1, ?2, ?3, ?4, 'human')");
  if (!service) return service.error();
  if (!translation) return translation.error();
  for (int copy = 0; copy < copies; ++copy)
    for (const auto& record : page.at("contents")) {
      const std::string id = record.at("id").get<std::string>() + (copy == 0 ? "" : fmt::format("-{}", copy));
      if (auto done = service->bind_all(id, record.at("name").get<std::string>(), record.value("description", "")).run(); !done) return done;
      for (const auto& text : record.at("translations"))
        if (auto done = translation->bind_all(id, text.at("field").get<std::string>(), text.at("language").get<std::string>(), text.at("text").get<std::string>()).run(); !done) return done;
    }
  if (auto done = kiosk::directory::build_search_index(pack); !done) return done;
  return transaction.value()->commit();
}

struct Figures {
  double reciprocal = 0;
  int in_five = 0, count = 0;
  std::vector<double> microseconds;
  std::vector<double> typing;  // after each of the first letters of a question
};

// Of this thread's own work, so that a busy machine does not count.
double cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double percentile(std::vector<double> values, double at) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[static_cast<std::size_t>(at * static_cast<double>(values.size() - 1))];
}

int run(const std::filesystem::path& folder, int copies) {
  const auto file = std::filesystem::temp_directory_path() / "kiosk-search-bench.pack";
  std::filesystem::remove(file);
  {
    auto pack = kiosk::store::Database::create(file);
    const auto start = std::chrono::steady_clock::now();
    if (!pack) return fmt::print(stderr, "{}\n", pack.error().detail), 1;
    if (auto done = fill(pack.value(), nlohmann::json::parse(std::ifstream(folder / "services.json")), copies); !done)
      return fmt::print(stderr, "{}\n", done.error().detail), 1;
    fmt::print("built in {:.1f} s, {:.1f} MB\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
               static_cast<double>(std::filesystem::file_size(file)) / 1e6);
  }
  auto directory = kiosk::directory::Directory::open(file);
  if (!directory) return fmt::print(stderr, "{}\n", directory.error().detail), 1;

  std::map<std::string, Figures> by_language;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with("queries")) continue;
    std::ifstream lines(entry.path());
    for (std::string line; std::getline(lines, line);) {
      const auto question = nlohmann::json::parse(line);
      const auto language = question.at("lang").get<std::string>();
      const auto words = question.at("query").get<std::string>();
      Figures& figures = by_language[language];
      const double start = cpu_microseconds();
      const auto hits = directory.value()->search(words, language, 10);
      figures.microseconds.push_back(cpu_microseconds() - start);
      ++figures.count;
      for (std::size_t letters = 1; letters <= std::min<std::size_t>(24, words.size()); letters += 3) {
        if (letters < words.size() && (static_cast<unsigned char>(words[letters]) & 0xC0) == 0x80) continue;  // half a letter
        const double typed = cpu_microseconds();
        static_cast<void>(directory.value()->search(std::string_view{words}.substr(0, letters), language, 10));
        figures.typing.push_back(cpu_microseconds() - typed);
      }
      const auto& relevant = question.at("relevant");
      const auto first = std::find_if(hits.begin(), hits.end(), [&](const auto& hit) {
        return std::find(relevant.begin(), relevant.end(), hit.id) != relevant.end();
      });
      const auto rank = first - hits.begin() + 1;
      if (first == hits.end()) continue;
      figures.reciprocal += 1.0 / static_cast<double>(rank);
      figures.in_five += rank <= 5 ? 1 : 0;
    }
  }
  fmt::print("language   n  MRR@10    R@5   p50 us   p95 us  typing: p50     p95\n");
  for (const auto& [language, figures] : by_language)
    fmt::print("{:8} {:3}    {:.3f}  {:.3f}  {:7.0f}  {:7.0f}      {:7.0f} {:7.0f}\n", language, figures.count, figures.reciprocal / figures.count,
               static_cast<double>(figures.in_five) / figures.count, percentile(figures.microseconds, .5), percentile(figures.microseconds, .95),
               percentile(figures.typing, .5), percentile(figures.typing, .95));
  std::filesystem::remove(file);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const char* const folder = std::getenv("KIOSK_SEARCH_BENCH");
  if (folder == nullptr) return fmt::print(stderr, "Set KIOSK_SEARCH_BENCH to a folder with services.json and queries*.jsonl.\n"), 2;
  return run(folder, argc > 1 ? std::max(1, std::atoi(argv[1])) : 1);
}
