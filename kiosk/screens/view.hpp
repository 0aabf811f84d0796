// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen is described from, and the parts that screens share. A screen
// is a pure function `Node describe_x(const View&)`; one file a screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/keyboards/layout.hpp"
#include "kiosk/semantics/node.hpp"
#include "kiosk/session/state.hpp"

namespace kiosk::screens {

using i18n::operator""_msg;
using i18n::Arguments;
using i18n::Label;
using i18n::MessageKey;
using semantics::Node;

inline constexpr double strip_mm = 22;  // site, date and clock

struct View {
  const session::AppState& app;
  const session::Site& site;
  const i18n::Catalogues& strings;
  const keyboards::Keyboards* keyboards = nullptr;  // null: only a physical keyboard types
  bool visit_aside = false;                         // staff interrupted somebody, who can have the screen back

  [[nodiscard]] Label text(MessageKey key, const Arguments& arguments = {}) const { return strings.get(app.language, key, arguments); }
  [[nodiscard]] int size_step() const { return static_cast<int>(app.preferences.text_size) + 1; }  // 1 to 4
  [[nodiscard]] bool portrait() const { return site.orientation == session::Site::Orientation::portrait; }
  // Nastaliq hangs: its lines stand nearly twice as far apart as Latin's.
  [[nodiscard]] bool hanging_lines() const { return app.language == "ur"; }
  // How much room words take: hanging lines as much as the next size of others.
  [[nodiscard]] int room_step() const { return size_step() + (hanging_lines() ? 1 : 0); }
  // At the two larger sizes two columns become one; portrait has the height for it sooner than the width.
  [[nodiscard]] bool one_column() const { return room_step() >= 3; }
  // Why nothing can be heard in this language; empty where it can.
  [[nodiscard]] Label why_silent() const;
  // "Lower the screen": what of the glass is left alone above and below, in millimetres.
  struct Lowered { double above_mm = 0, below_mm = 0; };
  [[nodiscard]] Lowered lowered() const;
  // Lying down there is little height for what can be touched: the strip on top stays up unless it can be.
  [[nodiscard]] bool strip_stays() const { return !portrait() && !app.unplugged && lowered().above_mm >= strip_mm; }
  // Lowered so far that there is height for few rows.
  [[nodiscard]] bool low() const;
  // What this hub tells its residents, as long as it holds: the answer may be of the day before.
  [[nodiscard]] std::vector<directory::Notice> notices() const {
    std::vector<directory::Notice> shown = app.notices;
    std::erase_if(shown, [&](const directory::Notice& one) { return one.until && *one.until < app.local.date; });
    return shown;
  }
  [[nodiscard]] bool reads_aloud() const { return app.preferences.read_aloud || app.preferences.hear_first; }
};

// The least height that the lowered pages fit in, in millimetres. A kiosk that hangs so that less of
// it is within reach uses this much.
enum class Lines { standing, hanging };  // as View::hanging_lines
[[nodiscard]] double least_lowered_mm(const session::Site& site, semantics::TextSize size, Lines lines);

// The whole tree for the screen the state is on.
[[nodiscard]] Node describe(const View& view);

[[nodiscard]] Node describe_attract(const View& view);
[[nodiscard]] Node describe_language(const View& view);
[[nodiscard]] Node describe_not_here(const View& view);
[[nodiscard]] Node describe_home(const View& view);
[[nodiscard]] Node describe_search(const View& view);
[[nodiscard]] Node describe_results(const View& view);
[[nodiscard]] Node describe_service(const View& view);
[[nodiscard]] Node describe_still_there(const View& view);
[[nodiscard]] Node describe_help_now(const View& view);
[[nodiscard]] Node describe_talk(const View& view);
[[nodiscard]] Node describe_access(const View& view);
[[nodiscard]] Node describe_needs(const View& view);
[[nodiscard]] Node describe_needs_code(const View& view);
// What the card of needs says, to the eye, to the ear and in its QR code alike; in English, for a desk in Leeds.
[[nodiscard]] Label card_payload(const View& view);
[[nodiscard]] Node describe_learn_keys(const View& view);
[[nodiscard]] Node describe_bsl(const View& view);
[[nodiscard]] Node describe_sign(const View& view);
// For staff; their words but for the PIN pad's are English.
[[nodiscard]] Node describe_staff_pin(const View& view);
[[nodiscard]] Node describe_staff(const View& view);
[[nodiscard]] Node describe_self_test(const View& view);
[[nodiscard]] Node describe_staff_packs(const View& view);
[[nodiscard]] Node describe_staff_workbook(const View& view);
[[nodiscard]] Node describe_staff_records(const View& view);
[[nodiscard]] Node describe_staff_record(const View& view);
[[nodiscard]] Node describe_staff_find(const View& view);
[[nodiscard]] Node describe_staff_say(const View& view);
[[nodiscard]] Node describe_staff_notices(const View& view);
[[nodiscard]] Node describe_staff_write(const View& view);
[[nodiscard]] Node describe_staff_guide(const View& view);
// What this hub tells its residents.
[[nodiscard]] Node describe_notices(const View& view);
// No directory: says so plainly and where to get help.
[[nodiscard]] Node describe_sorry(const View& view);

// --- Shared parts ---
// 1 to 6: which of the tokens' glazes a topic has (tokens part two). Blue for anything else.
[[nodiscard]] int glaze_of(std::string_view topic);
[[nodiscard]] Node group(semantics::Stack stack, std::vector<Node> children);
[[nodiscard]] Node picture(std::string name, double size_mm);
[[nodiscard]] Node own_label(semantics::TextStyle style, bool bold);
[[nodiscard]] Node words(std::string id, Label label, semantics::TextStyle style = semantics::TextStyle::body);
[[nodiscard]] Node heading(std::string id, Label label, semantics::TextStyle style = semantics::TextStyle::h1);
// An icon beside its words, as one control.
[[nodiscard]] Node button(std::string id, std::string icon, Label label, semantics::Action action, semantics::Look look = semantics::Look::button);
// An icon, then words beside it; not a control.
[[nodiscard]] Node fact(std::string icon, double icon_mm, std::vector<Node> words);
// Reads the page's passage, or what the node `of` holds; while it does, pauses and goes on. Where others
// would hear something sensitive the question stands in its place ("service.aloud" beside "service.listen").
[[nodiscard]] Node listen_button(const View& view, std::string id, const std::string& of = {});
// Says the numbers of the words `node` slowly enough to write them down. After that its words are "Again, slower".
[[nodiscard]] Node slow_button(const View& view, std::string id, const std::string& node, MessageKey name);
// Words, and a control that is about them: beside them where there is width for both.
[[nodiscard]] Node with_button(const View& view, Node text, Node control);
// Whether there is a voice for what is always English: numbers, postcodes, names.
[[nodiscard]] bool english_is_heard(const View& view);
// "Back" and the page's heading, and what stands at the far end.
[[nodiscard]] Node title_row(const View& view, Node title, std::vector<Node> at_end = {});
// "Page 1 of 3", before and next.
[[nodiscard]] std::vector<Node> page_buttons(const View& view, const std::string& prefix, const std::string& pager);
// Those three at the foot of a rail: one under another, or where that is too high the words over two arrows.
[[nodiscard]] Node turning(std::vector<Node> page_buttons);
// What stands beside a page's content: in landscape a rail at its end, in portrait rows under it.
struct Beside {
  double rail_mm = 92;
  std::vector<Node> actions;
  std::vector<Node> page_buttons;   // as page_buttons() gives them; may be empty
  std::vector<Node> notes;
};
[[nodiscard]] Node content_beside(const View& view, Node content, Beside beside);
// What this hub can do for whoever the kiosk cannot serve (kiosk.toml, [here]), a line each beside its picture. May be empty.
[[nodiscard]] std::vector<Node> help_here(const View& view, const std::string& id, std::string_view language);
// "Another language?" in languages that this kiosk lacks.
[[nodiscard]] Label other_languages(const View& view);
// The quiet mural, so high, where a lowered screen leaves the glass alone.
[[nodiscard]] Node quiet_mm(double mm);
// Room that nothing stands in.
// That what follows stands in English alone.
[[nodiscard]] Node notice_of_english(const View& view, std::string id);
[[nodiscard]] Node space_mm(double mm);
// Site, date and clock on top; the page; the access bar below. `id` "home" makes the root `home`.
[[nodiscard]] Node page(const View& view, std::string id, Label title, std::vector<Node> content);
// The same for staff: a dark strip on top instead of the plinth, so that nobody mistakes it for a resident's.
[[nodiscard]] Node staff_page(const View& view, std::string id, Label title, std::vector<Node> content);
// At the foot of a page that is typed into: letters, and what works on them. Only where view.keyboards is not null.
struct KeyboardFor {
  std::string icon = "search";                     // of the key that ends typing
  MessageKey done = "home.button.search"_msg;
  semantics::Action action = semantics::SubmitWords{};
  enum class Done { possible, not_yet } now = Done::possible;
  std::string language{};                          // of its letters; empty: the page's
};
[[nodiscard]] Node describe_keyboard(const View& view, const KeyboardFor& use);
// The field for it. A long run without a space may be cut anywhere.
[[nodiscard]] std::string with_places_to_break(const std::string& typed);
// What a service is, as residents see it: words, numbers, places, and the week beside them.
[[nodiscard]] std::vector<Node> service_facts(const View& view, const directory::Service& service);
[[nodiscard]] Node access_bar(const View& view);
// Wherever there is a signed video: the mark on a card, and the button that plays it.
[[nodiscard]] Node sign_marker(const View& view, std::string id);
[[nodiscard]] Node sign_button(const View& view, std::string id, directory::MediaOf of);
// Open until 5pm, closed until Monday 10am, ring to check.
[[nodiscard]] Node open_words(const View& view, std::string id, const directory::ServiceSummary& summary);
// "0.4 miles from here"; empty where nothing is known.
[[nodiscard]] Label distance_words(const View& view, const directory::ServiceSummary& summary, MessageKey far = "place.text.miles"_msg);

}  // namespace kiosk::screens
