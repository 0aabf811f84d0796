// SPDX-License-Identifier: GPL-3.0-or-later
// What the staff screens share. They are in English, whatever the visit that they
// interrupt is in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/screens/view.hpp"

namespace kiosk::screens {

// The visit as staff see it: in English.
class InEnglish {
 public:
  explicit InEnglish(const View& visit) : app_(visit.app), view_{app_, visit.site, visit.strings, visit.keyboards, visit.visit_aside} { app_.language = "en"; }
  InEnglish(const InEnglish&) = delete;
  InEnglish& operator=(const InEnglish&) = delete;
  [[nodiscard]] const View& view() const { return view_; }

 private:
  session::AppState app_;
  const View view_;
};

[[nodiscard]] Node spring();
// Words that may take several lines, from the start; 20 mm high or more.
[[nodiscard]] Node wide_button(std::string id, std::string icon, Label label, semantics::Action action, semantics::Look look = semantics::Look::button);
// The same, switched off where it cannot be used.
[[nodiscard]] Node able(Node button, bool enabled);
// A row of a list that opens what it names: an icon, its name, a line about it, and the way on.
[[nodiscard]] Node desk_card(std::string id, std::string icon, Label name, Label about, semantics::Action action);
// A verdict: an icon, what it is in a line, and what to do about it. `id` is live: it is what comes of a job.
[[nodiscard]] Node verdict(std::string id, std::string icon, Label what, Label mend = {});
// A heading row, what it is about, and what can be done with it: at the foot where that is wide enough, else beside it or under it.
[[nodiscard]] Node desk_page(const View& view, const std::string& id, Label title, std::vector<Node> title_end, Node content, std::vector<Node> actions);
// The content of such a page.
[[nodiscard]] Node desk_pager(std::string id, Label label, std::vector<Node> children);
// The page buttons of a list that may fit one page: then there are none.
[[nodiscard]] std::vector<Node> turn_if_many(const View& view, const std::string& prefix, const std::string& pager);
// As many rows of a long list as are laid out at once, and before and after them the ways to the rest. `add` makes the
// row of an index.
[[nodiscard]] std::vector<Node> rows_of(const View& view, const std::string& id, std::size_t count, const std::function<void(std::size_t, std::vector<Node>&)>& add);
// What came of the last job: that it is done, with a way to undo it where there is one, or what is wrong and what to do.
// Nothing while one is in hand.
[[nodiscard]] std::vector<Node> outcome(const View& view, const std::string& page);
// How far the job in hand is, and how long it still takes.
[[nodiscard]] Node progress_panel(const View& view, const std::string& page);
// Why staff cannot publish here; empty where they can.
[[nodiscard]] std::vector<Node> why_not_here(const View& view, const std::string& page);
[[nodiscard]] Label number_words(const View& view, std::size_t number);
[[nodiscard]] Label date_words(const View& view, const std::optional<semantics::Date>& date);
// A language as staff call it.
[[nodiscard]] Label language_words(const View& view, const std::string& tag);

}  // namespace kiosk::screens
