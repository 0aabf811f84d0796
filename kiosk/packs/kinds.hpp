// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of problem that a check can find, and how serious it is. A test
// fails when one has no case (tests/unit/packs/kinds_test.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace kiosk::packs {

// stops: nothing is published until it is mended. check: somebody should look.
// note: good to know.
enum class Level { stops, check, note };

enum class Kind : unsigned char {
  // What stops publishing.
  utf_16, workbook_named_csv, nul_character, cell_too_long, too_many_columns, too_many_rows, too_many_cells, too_many_words, quotation_mark_open,
  words_after_quotation, file_unreadable, sheet_twice, sheet_missing, sheet_lost, sheet_broken, sheet_empty, heading_twice, heading_missing,
  cell_without_place, words_missing, spreadsheet_error, formula, number_broken, number_shown_otherwise, day_impossible, linked_workbook, macro,
  outside_connection, formula_like, control_character, letters_lost, empty, id_malformed, id_taken, date_as_number, date_unreadable, email_wrong,
  website_wrong, choice_unknown, language_code_wrong, language_not_in_pack, translated_twice, address_missing, postcode_missing, postcode_cut_short,
  postcode_wrong, coordinate_not_a_number, coordinate_alone, latitude_outside, longitude_outside, topic_unknown, organisation_unknown, place_unknown,
  phone_wrong, target_unknown, hours_became_a_date, hours_one_time, hours_unreadable, hours_twice, bank_holiday_twice, said_in_first_row,
  draft_where_two_must_approve, address_of_abuse_service, no_service, json_service_id_unusable, json_name_empty, json_text_too_long,
  json_sensitive_unknown, easy_line_number, glossary_word_twice, media_name_wrong, media_missing, media_unreadable, media_too_big, media_too_much, media_type_wrong, captions_missing,
  captions_unreadable, column_without_heading, example_left_in, name_too_long, for_the_city,
  // What somebody should look at.
  sheet_unknown, sheet_hidden, heading_unknown, setting_unknown, merged_cells, hidden_rows, hours_with_a_gap, translation_stale,
  translation_is_the_english, numbers_differ, negation_differs, organisation_like_another, service_like_another, date_to_come, topic_without_service,
  json_id_unusable, json_translation_unusable, json_service_twice, json_status_unknown, json_organisation_without_name, sentence_long,
  letters_doubled, name_long, name_with_marks, no_topic, no_urgent_help,
  // What is good to know.
  word_twice, date_unknown, date_over_a_year, closed_day_past, bank_holidays_run_out, place_unused, organisation_unused, description_long,
  name_in_capitals, nobody_can_be_reached, glossary_word_unused, postcode_far, cost_without_pounds,
};

// Names by Kind, for scripts (check --json): they do not change.
inline constexpr std::array<std::string_view, 121> kind_names{
    "utf_16", "workbook_named_csv", "nul_character", "cell_too_long", "too_many_columns", "too_many_rows", "too_many_cells", "too_many_words",
    "quotation_mark_open", "words_after_quotation", "file_unreadable", "sheet_twice", "sheet_missing", "sheet_lost", "sheet_broken", "sheet_empty",
    "heading_twice", "heading_missing", "cell_without_place", "words_missing", "spreadsheet_error", "formula", "number_broken",
    "number_shown_otherwise", "day_impossible", "linked_workbook", "macro", "outside_connection", "formula_like", "control_character",
    "letters_lost", "empty", "id_malformed", "id_taken", "date_as_number", "date_unreadable", "email_wrong", "website_wrong", "choice_unknown",
    "language_code_wrong", "language_not_in_pack", "translated_twice", "address_missing", "postcode_missing", "postcode_cut_short", "postcode_wrong",
    "coordinate_not_a_number", "coordinate_alone", "latitude_outside", "longitude_outside", "topic_unknown", "organisation_unknown", "place_unknown",
    "phone_wrong", "target_unknown", "hours_became_a_date", "hours_one_time", "hours_unreadable", "hours_twice", "bank_holiday_twice",
    "said_in_first_row", "draft_where_two_must_approve", "address_of_abuse_service", "no_service", "json_service_id_unusable", "json_name_empty",
    "json_text_too_long", "json_sensitive_unknown", "easy_line_number", "glossary_word_twice", "media_name_wrong", "media_missing", "media_unreadable", "media_too_big", "media_too_much",
    "media_type_wrong", "captions_missing", "captions_unreadable", "column_without_heading", "example_left_in", "name_too_long", "for_the_city", "sheet_unknown", "sheet_hidden", "heading_unknown", "setting_unknown", "merged_cells",
    "hidden_rows", "hours_with_a_gap", "translation_stale", "translation_is_the_english", "numbers_differ", "negation_differs",
    "organisation_like_another", "service_like_another", "date_to_come", "topic_without_service", "json_id_unusable", "json_translation_unusable",
    "json_service_twice", "json_status_unknown", "json_organisation_without_name", "sentence_long", "letters_doubled", "name_long", "name_with_marks", "no_topic", "no_urgent_help", "word_twice", "date_unknown", "date_over_a_year",
    "closed_day_past", "bank_holidays_run_out", "place_unused", "organisation_unused", "description_long", "name_in_capitals",
    "nobody_can_be_reached", "glossary_word_unused", "postcode_far", "cost_without_pounds"};
static_assert(static_cast<std::size_t>(Kind::cost_without_pounds) + 1 == kind_names.size());

constexpr std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
constexpr Level level_of(Kind kind) { return kind < Kind::sheet_unknown ? Level::stops : kind < Kind::word_twice ? Level::check : Level::note; }

}  // namespace kiosk::packs
