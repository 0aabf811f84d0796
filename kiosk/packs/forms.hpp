// SPDX-License-Identifier: GPL-3.0-or-later
// The sheets that staff fill in: one description that the reader holds them to
// and that the template is made from.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace kiosk::packs {

// What staff choose from, and what the pack calls it.
struct Choice {
  const char* shown;
  const char* code;
};
inline constexpr std::array<Choice, 9> kinds{{{"Library", "library"}, {"Community hub", "community_hub"}, {"Food bank", "food_bank"}, {"GP surgery", "gp"}, {"Pharmacy", "pharmacy"},
                                              {"Advice", "advice"}, {"Group", "group"}, {"Charity", "charity"}, {"Service", "service"}}};
inline constexpr std::array<Choice, 5> sensitivities{{{"none", "none"}, {"abuse", "abuse"}, {"suicide", "suicide"}, {"immigration", "immigration"}, {"sexual health", "sexual_health"}}};
inline constexpr std::array<Choice, 8> urgent_icons{{{"danger", "danger"}, {"heart", "heart"}, {"shield", "shield"}, {"bed", "bed"}, {"food", "food"}, {"phone", "phone"}, {"child", "child"}, {"gas", "gas"}}};
// Pictures of easy words, by the names that ui/paint/icons knows.
inline constexpr std::array<Choice, 25> easy_pictures{{{"People", "people"}, {"Talk", "talk"}, {"Phone", "phone"}, {"Place", "place"}, {"Money", "wallet"}, {"Food", "food"}, {"House", "house"}, {"Bed", "bed"}, {"Book", "book"}, {"Computer", "computer"}, {"Paper", "paper"}, {"Letter", "letter"}, {"Calendar", "calendar"}, {"Clock", "clock"}, {"Doctor", "doctor"}, {"Medicine", "medicine"}, {"Heart", "heart"}, {"Helping hand", "hand"}, {"Child", "child"}, {"Wheelchair", "wheelchair"}, {"Ear", "ear"}, {"Web", "web"}, {"Bus", "bus"}, {"Walk", "walk"}, {"Question", "question"}}};
inline constexpr std::array<Choice, 2> yes_or_no{{{"yes", "yes"}, {"no", "no"}}};
inline constexpr std::array<Choice, 2> makers{{{"person", "human"}, {"machine", "machine"}}};
inline constexpr std::array<Choice, 4> media_about{{{"service", "service"}, {"topic", "topic"}, {"urgent need", "urgent"}, {"any words", "words"}}};
inline constexpr std::array<Choice, 3> media_kinds{{{"picture", "image"}, {"recorded words", "speech_clip"}, {"signed video", "sign_video"}}};
inline constexpr std::array<Choice, 3> settings{{{"Title", "title"}, {"Licence", "licence"}, {"Languages", "languages"}}};

enum class Need { required, optional };
enum class Holds { words, date, number };
struct Column {
  const char* heading;
  Need need;
  const char* help;  // what to type, in at most 250 characters
  std::span<const Choice> choices{};
  Holds holds = Holds::words;
  const char* ids_from = nullptr;  // the sheet whose first column it is filled from
};
struct SheetForm {
  const char* name;
  Need need;
  std::vector<Column> columns;
  // Rows that show how, in the columns' order: made-up ids that begin with
  // `example`, and telephone numbers that Ofcom keeps for made-up people.
  std::vector<std::vector<const char*>> examples{};
};

[[nodiscard]] const std::vector<SheetForm>& forms();

// Sheets of the template that hold no records.
inline constexpr const char* guide_sheet = "How to use this";

// The rows that show how may not go out: their ids begin with this, and the pack has this title.
inline constexpr std::string_view example_id = "example";
inline constexpr const char* example_title = "Example pack: change this title";

// Letter case, spaces, hyphens and the star of a required heading do not count.
[[nodiscard]] bool same_heading(std::string_view a, std::string_view b);

}  // namespace kiosk::packs
