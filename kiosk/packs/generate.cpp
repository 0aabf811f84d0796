// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/generate.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>

#include "kiosk/packs/files.hpp"

namespace kiosk::packs {
namespace {

// The standard library's distributions differ between libraries; the same seed must not.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed * 2654435761U + 1U) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 17U;
    state_ ^= state_ << 5U;
    return state_ % bound;
  }
  template <std::size_t Size>
  std::string_view one_of(const std::array<std::string_view, Size>& words) {
    return words[below(static_cast<std::uint32_t>(Size))];
  }

 private:
  std::uint32_t state_;
};

constexpr std::array<std::string_view, 6> topics{"health", "money", "home", "family", "work", "rights"};
constexpr std::array<std::string_view, 24> areas{"Armley",   "Beeston",  "Bramley", "Burley",     "Chapeltown", "Cottingley", "Crossgates", "Farnley",
                                                 "Garforth", "Gipton",   "Guiseley", "Harehills", "Headingley", "Holbeck",    "Horsforth",  "Hunslet",
                                                 "Kippax",   "Kirkstall", "Meanwood", "Middleton", "Morley",     "Pudsey",     "Rothwell",   "Seacroft"};
constexpr std::array<std::string_view, 16> things{"Walking", "Gardening", "Advice", "Cooking", "Reading",  "Debt",   "Carers",  "Parents",
                                                  "Singing", "Job",       "English", "Computer", "Football", "Housing", "Memory", "Craft"};
constexpr std::array<std::string_view, 6> forms{"Group", "Club", "Project", "Drop-in", "Circle", "Team"};
constexpr std::array<std::string_view, 8> roads{"High Street", "Church Lane", "Station Road", "Mill Road", "Park Avenue", "School Lane", "Green Lane", "The Crescent"};
constexpr std::array<std::string_view, 5> weeks{"9:00-17:00,9:00-17:00,9:00-17:00,9:00-17:00,9:00-17:00,closed,closed", "10:00-12:00,closed,10:00-12:00,closed,closed,closed,closed",
                                                "closed,\"9:00-12:00, 13:00-17:00\",closed,18:00-20:00,closed,closed,closed", ",,,,,,",
                                                "24 hours,24 hours,24 hours,24 hours,24 hours,24 hours,24 hours"};

}  // namespace

Outcome generate(std::size_t services, std::uint32_t seed, const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return Error{ErrorCode::file, fmt::format("Cannot make the folder {}: {}. Give a place you may write to.", folder.string(), problem.message())};
  if (!fs::is_empty(folder, problem)) return Error{ErrorCode::file, fmt::format("{} is not empty. Give a new folder, so that no sheet is lost.", folder.string())};

  Dice dice{seed};
  std::string service_rows = "ID,Organisation,Name,Kind,Topics,Description,Phone,Place,Cost,Source,Details checked\n";
  std::string place_rows = "ID,Name,Address,Town,Postcode,Latitude,Longitude,Source,Details checked\n";
  std::string translation_rows = "English,Language,Translation,Made by\n";
  std::string hour_rows = "Place or service,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Source,Details checked\n";
  for (std::size_t i = 1; i <= services; ++i) {
    const std::string_view area = dice.one_of(areas), thing = dice.one_of(things), form = dice.one_of(forms), first = dice.one_of(topics), second = dice.one_of(topics);
    const std::string date = fmt::format("2026-{:02}-{:02}", 1 + dice.below(9), 1 + dice.below(28));
    const std::string english = fmt::format("Made up for testing. {} for people in {}. Come along or ring {} first.", thing, area, i);
    fmt::format_to(std::back_inserter(service_rows), "s{0},,{1} {2} {3} {0},Group,\"{4}, {5}\",{8},0113 496 {6:04},p{0},Free,Made up,{7}\n",
                   i, area, thing, form, first, second, dice.below(1000), date, english);
    fmt::format_to(std::back_inserter(translation_rows),
                   "{0},ar,مكتوب للتجربة. {1} لأهل {2}. تعال أو اتصل برقم {3} أولًا.,machine\n{0},pl,Napisane na próbę. {1} dla osób z {2}. Przyjdź albo zadzwoń pod {3}.,machine\n"
                   "{0},ur,آزمائش کے لیے لکھا گیا۔ {2} کے لوگوں کے لیے {1}۔ آئیں یا پہلے {3} پر فون کریں۔,machine\n",
                   english, thing, area, i);
    fmt::format_to(std::back_inserter(place_rows), "p{},{},{} {},Leeds,LS{} {}{}{},{:.5f},{:.5f},Made up,{}\n", i, area, 1 + dice.below(200), dice.one_of(roads), 1 + dice.below(28),
                   1 + dice.below(9), static_cast<char>('A' + dice.below(26)), static_cast<char>('A' + dice.below(26)), 53.70 + dice.below(20000) / 1e5, -1.75 + dice.below(40000) / 1e5, date);
    fmt::format_to(std::back_inserter(hour_rows), "p{},{},Made up,{}\n", i, dice.one_of(weeks), date);
  }
  const std::array<std::pair<const char*, std::string>, 6> sheets{
      {{"Pack.csv", fmt::format("Setting,Value\nTitle,\"{} made-up services, seed {}\"\nLanguages,en ar pl ur\n", services, seed)},
       {"Topics.csv", "Key,Need,Examples\nhealth,Health and care,Doctors\nmoney,Money and food,Bills\nhome,A place to live,Housing\n"
                      "family,\"Family, friends and community\",Groups\nwork,\"Work, learning and getting online\",Jobs\nrights,\"Rights, advice and having your say\",Forms\n"},
       {"Services.csv", std::move(service_rows)},
       {"Places.csv", std::move(place_rows)},
       {"Opening hours.csv", std::move(hour_rows)},
       {"Translations.csv", std::move(translation_rows)}}};
  for (const auto& [name, text] : sheets) {
    if (auto written = write_file(folder / name, text); !written) return written;
  }
  return Done{};
}

}  // namespace kiosk::packs
