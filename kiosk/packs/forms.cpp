// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/forms.hpp"

#include <string>

namespace kiosk::packs {
namespace {

constexpr Need required = Need::required, optional = Need::optional;
constexpr const char* source_help = "Where the fact comes from, such as 'their website' or 'rang them'.";
constexpr const char* checked_help = "The day somebody last asked them. Leave it empty if nobody knows. Type it like 2026-11-12.";
constexpr const char* day_help = "Type the hours like 9:00-17:00, with a comma for a break: 9:00-12:00, 13:00-17:00. Or 'closed', or '24 hours'.";

Column checked(Need need) { return {"Details checked", need, checked_help, {}, Holds::date}; }

}  // namespace

const std::vector<SheetForm>& forms() {
  static const std::vector<SheetForm> all{
      {"Pack", optional,
       {{"Setting", required, "Title, Licence or Languages.", settings},
        {"Value", required, "For Languages: codes with spaces, English first, such as: en ar pl ur pa zh-Hans"}},
       {{"Title", example_title}, {"Languages", "en ar"}}},
      {"Topics", required,
       {{"Key", required, "A short name in small letters. Do not change it once it has gone out."},
        {"Need", required, "What people need, in plain words. It is a button on the first screen."},
        {"Examples", required, "A line of examples that stands on the button."}},
       {{"health", "Health and care", "Doctors, pharmacies, feeling low"},
        {"money", "Money and food", "Bills, benefits, food banks"},
        {"home", "A place to live", "Rent, repairs, nowhere to stay"},
        {"family", "Family, friends and community", "Children, company, groups"},
        {"work", "Work, learning and getting online", "Jobs, English classes, computers"},
        {"rights", "Rights, advice and having your say", "Forms, complaints, voting"}}},
      {"Organisations", optional,
       {{"ID", required, "A short name in small letters, numbers and hyphens. Do not change it once it has gone out."},
        {"Name", required, "Its name, as it writes it."},
        {"Description", required, "What it is, in a few words."},
        {"Website", optional, "Its web address, such as https://www.leeds.gov.uk"},
        {"Email", optional, "A desk or a team, not a person's own address."},
        {"Source", optional, source_help},
        checked(optional)},
       {{"example-charity", "Example Charity", "An example of an organisation. Delete this row.", "https://example.org", "hello@example.org", "Made up", ""}}},
      {"Services", required,
       {{"ID", required, "A short name in small letters, numbers and hyphens. Do not change it once it has gone out."},
        {"Organisation", optional, "An ID from the sheet Organisations. Leave it empty if the service runs itself.", {}, Holds::words, "Organisations"},
        {"Name", required, "What people call it."},
        {"Kind", required, "Choose one from the list.", kinds},
        {"Topics", required, "One or more keys from the sheet Topics, with commas, the main one first."},
        {"Description", required, "One to three short sentences, as you would say it to a nine-year-old."},
        {"Phone", optional, "The whole number, such as 0113 496 0123. Several have commas between. Never guess one."},
        {"Phone is for", optional, "What the number is for, if that is not plain."},
        {"Email", optional, "A desk or a team, not a person's own address."},
        {"Website", optional, "Its web address, such as https://www.leeds.gov.uk"},
        {"Cost", optional, "Free, or what it costs."},
        {"Who it is for", optional, "Everyone, or who may come."},
        {"Place", optional, "An ID from the sheet Places. Several have commas between. Leave it empty if there is no place to go to.", {}, Holds::words, "Places"},
        {"Sensitive", optional, "Choose from the list. Leave it empty if it is none of these. Never give an address for abuse.", sensitivities},
        {"Languages spoken", optional, "Codes with commas, such as: en, ar"},
        {"Source", required, source_help},
        checked(required),
        {"Also called", optional, "Other words that people type for it, in any language, with commas. They are searched, not shown."}},
       {{"example-group", "example-charity", "Example Walking Group", "Group", "health, family", "An example of a service. We walk for an hour and have tea. Delete this row.", "0113 496 0001",
         "Ring to say you are coming", "walks@example.org", "https://example.org/walks", "Free", "Everyone", "example-hall", "", "en, ar", "Made up", "2026-01-31", "walks, exercise, company"},
        {"example-advice", "", "Example Advice Line", "Advice", "money", "An example of a service without a place. Delete this row.", "0113 496 0002, 0113 496 0003", "", "", "", "Free", "", "", "", "",
         "Made up", "2026-01-31", ""}}},
      {"Places", optional,
       {{"ID", required, "A short name in small letters, numbers and hyphens, such as at-armley-library."},
        {"Name", optional, "The name of the building."},
        {"Address", required, "Number and street."},
        {"Town", required, "Leeds, or the town."},
        {"Postcode", required, "The whole postcode, such as LS8 5HS."},
        {"Latitude", optional, "The number near 53.8. Leave both empty if you do not know them.", {}, Holds::number},
        {"Longitude", optional, "The number near -1.5, with the minus sign.", {}, Holds::number},
        {"Hide address", optional, "Choose yes, and neither address nor map leaves this sheet.", yes_or_no},
        {"Getting in", optional, "Step-free, hearing loop, accessible toilet, with commas."},
        {"Source", required, source_help},
        checked(required)},
       {{"example-hall", "Example Hall", "1 Example Street", "Leeds", "LS1 1UR", "53.79970", "-1.54920", "no", "Step-free, Hearing loop", "Made up", "2026-01-31"}}},
      {"Opening hours", optional,
       {{"Place or service", required, "An ID from the sheet Places or Services."},
        {"Monday", required, day_help},
        {"Tuesday", required, day_help},
        {"Wednesday", required, day_help},
        {"Thursday", required, day_help},
        {"Friday", required, day_help},
        {"Saturday", required, day_help},
        {"Sunday", required, day_help},
        {"Source", required, source_help},
        checked(required)},
       {{"example-hall", "9:00-17:00", "9:00-12:00, 13:00-17:00", "9am to 5pm", "closed", "9:00-17:00", "closed", "closed", "Made up", "2026-01-31"}}},
      {"Closed days", optional,
       {{"Place or service", required, "An ID from the sheet Places or Services."},
        {"Date", required, "The one day that differs, like 2026-12-25.", {}, Holds::date},
        {"Hours", required, "Closed, or the hours of that day, like 10:00-14:00."},
        {"Note", optional, "Why, such as 'staff training'."},
        {"Source", optional, source_help}},
       {{"example-hall", "2030-12-24", "9:00-12:00", "Christmas Eve", "Made up"}}},
      {"Translations", optional,
       {{"English", required, "The English words, copied from the cell they stand in, letter by letter."},
        {"Language", required, "The code of the language, such as ar."},
        {"Translation", required, "The words in that language. Numbers and times must be the same."},
        {"Made by", required, "Choose who translated it.", makers},
        {"Read by", optional, "Role and date, such as 'Arabic interpreter 2026-11-20'. Sensitive texts need two, with ; between."}},
       {{"Health and care", "ar", "الصحة والرعاية", "machine", ""}}},
      {"Bank holidays", optional,
       {{"Date", required, "Like 2026-12-25.", {}, Holds::date}, {"Name", required, "Such as Christmas Day."}, {"Source", required, source_help}},
       {{"2030-12-25", "Christmas Day", "gov.uk/bank-holidays"}}},
      {"Urgent help", optional,
       {{"ID", required, "The rows of one need stand together and share an ID."},
        {"Need", required, "What a person would say, such as 'I feel I cannot go on'. In the first row of the need only."},
        {"Line", required, "One calm line. In the first row of the need only."},
        {"Icon", required, "Choose one from the list. In the first row of the need only.", urgent_icons},
        {"Danger", optional, "Choose yes for 999 alone.", yes_or_no},
        {"Sensitive", optional, "Choose from the list. In the first row of the need only.", sensitivities},
        {"Who answers", required, "Such as Samaritans, or 'Ask staff'."},
        {"Phone", optional, "A number that two sources give, or that you rang. Never from memory."},
        {"Hours and cost", optional, "Such as: Free, day and night."},
        {"Note", optional, "One more thing to know. Never an address."},
        {"Source", required, source_help},
        checked(required)},
       {{"example-need", "An example of an urgent need. Delete this row.", "Talk to somebody now.", "phone", "no", "", "Ask staff", "", "Free", "", "Made up", ""}}},
      {"Easy words", optional,
       {{"Service", required, "An ID from the sheet Services. Several have commas between.", {}, Holds::words, "Services"},
        {"Line", required, "1 for the first line of the service, 2 for the next, to 12."},
        {"Words", required, "One short sentence of at most 15 words, one idea. Only what the service's own row says too."},
        {"Picture", required, "Choose the picture that stands beside the line.", easy_pictures},
        {"Source", required, source_help}},
       {{"example-group", "1", "We walk for one hour.", "Walk", "Made up"}, {"example-group", "2", "Then we have tea.", "People", "Made up"}}},
      {"Glossary", optional,
       {{"ID", required, "A short name in small letters, numbers and hyphens. Do not change it once it has gone out."},
        {"Word", required, "A hard word, as it stands in a description."},
        {"Also written", optional, "Other forms of it, with commas, such as: carers, carer's."},
        {"Meaning", required, "What it means, in short sentences of at most 15 words, as you would say it to a nine-year-old."},
        {"Source", required, "Who says so, such as 'nhs.uk', or 'Our own words'."}},
       {{"example-word", "exercise", "exercising, exercises", "Moving your body to stay well.", "Made up"}}},
      {"Media", optional,
       {{"For", required, "Choose what it is about. 'Any words' is for recorded words that stand in many places.", media_about},
        {"Which one", optional, "An ID from Services or Urgent help, or a key from Topics. Empty for 'any words'."},
        {"Kind", required, "Choose one from the list.", media_kinds},
        {"Language", optional, "The code of the language of the words, such as ar. Leave it empty for a signed video: that is BSL."},
        {"File", required, "The name of a file in the folder 'media' beside the sheets, such as food-bank.webm"},
        {"Words", required, "What the picture shows, what the signing says in English, or exactly the words that were recorded."},
        {"Captions", optional, "For a signed video: the name of its captions file in the same folder, such as food-bank.vtt"},
        {"Source", required, "Who made it, and that we may use it."}}},
      {"Words people use", optional,
       {{"Topic", required, "A key from the sheet Topics.", {}, Holds::words, "Topics"},
        {"Language", required, "The code of the language, such as ar."},
        {"Word", required, "A word somebody may type, spelled as people spell it."}},
       {{"money", "en", "skint"}, {"health", "ar", "طبيب"}}},
      {"Say it like this", optional,
       {{"Language", required, "The code of the language whose voice says it wrongly, such as en."},
        {"Written", required, "The word or the short name as it is shown, such as LS7. Capitals do not matter."},
        {"Say it like", required, "What the voice should say instead, spelled as that language sounds. Letters one by one have spaces between. Listen before it goes out."}},
       {{"en", "ABCD", "A-B C D"}}},
  };
  return all;
}

bool same_heading(std::string_view a, std::string_view b) {
  const auto letters = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
      else if (c != ' ' && c != '_' && c != '-' && c != '*') out += c;
    }
    return out;
  };
  return letters(a) == letters(b);
}

}  // namespace kiosk::packs
