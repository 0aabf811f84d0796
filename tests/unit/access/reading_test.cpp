// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/access/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace kiosk::access {
namespace {

using namespace semantics;
using speech::Utterance;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const i18n::Catalogues& strings() {
  static const auto opened = i18n::Catalogues::open(KIOSK_SOURCE_DIR "/locales");
  if (!opened) {
    ADD_FAILURE() << opened.error().detail;
    std::abort();
  }
  return *opened.value();
}

Node node(Role role, std::string id, std::string label = {}, std::vector<Node> children = {}) {
  Node out;
  out.role = role;
  out.id = std::move(id);
  if (!label.empty()) out.label = i18n::plain(std::move(label), "en");
  out.children = std::move(children);
  return out;
}

// As a layout hands it over: semantic nodes only, parents first.
void collect(const Node& one, int parent, Page& page) {
  int own = parent;
  if (one.part == Part::semantic) {
    own = static_cast<int>(page.size());
    page.push_back({&one, parent});
  }
  for (const Node& child : one.children) collect(child, own, page);
}
Page page_of(const Node& root) {
  Page page;
  collect(root, -1, page);
  return page;
}

std::vector<std::string> words(const std::vector<Utterance>& utterances) {
  std::vector<std::string> out;
  for (const Utterance& one : utterances) out.push_back(i18n::plain_text(one.label));
  return out;
}

// A page as the kiosk has them: strip, content with a row and a card, bar.
Node results() {
  Node card = node(Role::card, "card.1", "Armley Hub", {node(Role::text, "card.1.where", "1.2 miles"), node(Role::text, "card.1.open", "Open now")});
  Node inside;
  inside.part = Part::group;
  inside.children.push_back(std::move(card));
  Node off = node(Role::button, "list.next", "Next page");
  off.enabled = false;
  Node toggle = node(Role::toggle, "bar.read_aloud", "Read aloud");
  toggle.checked = true;
  Node own;
  own.part = Part::own_label;
  toggle.children.push_back(own);
  return node(Role::screen, "results", "Results",
              {node(Role::text, "top.site", "Leeds Central Library"), node(Role::button, "results.back", "Back"),
               node(Role::heading, "results.title", "Health and care"), node(Role::pager, "results.list", "List", {std::move(inside)}),
               node(Role::listitem, "hours.monday", "", {node(Role::text, "hours.monday.day", "Monday"), node(Role::text, "hours.monday.time", "9am to 5pm")}),
               std::move(off), std::move(toggle), node(Role::button, "bar.hide", "Hide this screen")});
}

TEST(Stops, AreControlsRowsAndWordsThatStandAlone_OneEach) {
  const Node root = results();
  EXPECT_THAT(stops(page_of(root)), ElementsAre("top.site", "results.back", "results.title", "card.1", "hours.monday", "list.next", "bar.read_aloud", "bar.hide"));
}

TEST(Stops, WordsInsideAControlBelongToItHoweverDeep) {
  const Node root = node(Role::screen, "s", "", {node(Role::card, "c", "Card", {node(Role::list, "c.list", "", {node(Role::text, "c.deep", "deep")})})});
  EXPECT_THAT(stops(page_of(root)), ElementsAre("c"));
}

TEST(Stops, EmptyWordsAndArrangementAreNone) {
  const Node root = node(Role::screen, "s", "S", {node(Role::text, "t"), node(Role::list, "l", "List"), node(Role::dialog, "d", "Dialog"), node(Role::pager, "p", "Pager")});
  EXPECT_THAT(stops(page_of(root)), IsEmpty());
  EXPECT_EQ(stop_after(page_of(root), "", 1), "");
  EXPECT_EQ(stop_after(page_of(root), "t", -1), "");
  EXPECT_THAT(stops({}), IsEmpty());
}

TEST(StopAfter, IsNeverTrapped_EN_11_2_1_2) {
  const Node root = results();
  const Page page = page_of(root);
  const auto all = stops(page);
  for (const int by : {1, -1}) {
    for (const std::string& from : all) {
      std::set<std::string> seen;
      std::string at = from;
      for (std::size_t i = 0; i < all.size(); ++i) seen.insert(at = stop_after(page, at, by));
      EXPECT_EQ(seen.size(), all.size()) << "every stop is passed on the way round";
      EXPECT_EQ(at, from);
    }
  }
  EXPECT_EQ(stop_after(page, "bar.hide", 1), "top.site");
  EXPECT_EQ(stop_after(page, "top.site", -1), "bar.hide");
  EXPECT_EQ(stop_after(page, "results.title", -1), "results.back") << "there and back is the same way";
}

TEST(StopAfter, BeginsAtTheHeadingAndBackwardsAtTheLast) {
  const Node root = results();
  EXPECT_EQ(stop_after(page_of(root), "", 1), "results.title");
  EXPECT_EQ(stop_after(page_of(root), "", -1), "bar.hide");
  EXPECT_EQ(stop_after(page_of(root), "of.another.page", 1), "results.title");
  const Node bare = node(Role::screen, "s", "", {node(Role::button, "a", "A"), node(Role::button, "b", "B")});
  EXPECT_EQ(stop_after(page_of(bare), "", 1), "a");
}

TEST(SayStop, SaysWordsThenWhatIsInsideThenWhatItIsAndHowItStands) {
  const Node root = results();
  const Page page = page_of(root);
  EXPECT_THAT(words(say_stop(page, "card.1", strings(), "en")), ElementsAre("Armley Hub", "1.2 miles", "Open now", "button"));
  EXPECT_THAT(words(say_stop(page, "bar.read_aloud", strings(), "en")), ElementsAre("Read aloud", "switch", "on"));
  EXPECT_THAT(words(say_stop(page, "list.next", strings(), "en")), ElementsAre("Next page", "button", "not available"));
  EXPECT_THAT(words(say_stop(page, "results.title", strings(), "en")), ElementsAre("Health and care", "heading"));
  EXPECT_THAT(words(say_stop(page, "hours.monday", strings(), "en")), ElementsAre("Monday", "9am to 5pm"));
  EXPECT_THAT(say_stop(page, "no.such", strings(), "en"), IsEmpty());
}

TEST(SayStop, SpeaksInTheLanguageOfThePageAndOfTheWords) {
  Node root = results();
  const auto said = say_stop(page_of(root), "bar.hide", strings(), "ar");
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(said[0].label.front().language, "en");
  EXPECT_EQ(said[1].label.front().language, "ar") << "what it is, in the language of the visit";
}

TEST(SayStop, SpokenReplacesTheLabelAndThenNothingIsHighlighted) {
  Node root = node(Role::screen, "s", "", {node(Role::button, "a", "£5")});
  root.children[0].spoken = i18n::plain("five pounds", "en");
  const auto said = say_stop(page_of(root), "a", strings(), "en");
  EXPECT_THAT(words(said), ElementsAre("five pounds", "button"));
  EXPECT_EQ(said[0].node, "");
  root.children[0].spoken.reset();
  EXPECT_EQ(say_stop(page_of(root), "a", strings(), "en")[0].node, "a");
}

TEST(SayStop, SaysValuesOfSlidersButNotAFieldsOwnTwice) {
  Node root = node(Role::screen, "s", "", {node(Role::slider, "slow", "Speed"), node(Role::textfield, "field", "food bank")});
  root.children[0].value = i18n::plain("3 of 7", "en");
  root.children[1].value = i18n::plain("food bank", "en");
  EXPECT_THAT(words(say_stop(page_of(root), "slow", strings(), "en")), ElementsAre("Speed", "3 of 7"));
  EXPECT_THAT(words(say_stop(page_of(root), "field", strings(), "en")), ElementsAre("food bank", "text box"));
}

TEST(SayStop, AToggleThatWasNeverSetIsOffAndAChosenTileSaysSo) {
  Node root = node(Role::screen, "s", "", {node(Role::toggle, "t", "Slow"), node(Role::tile, "l", "English")});
  root.children[1].checked = true;
  EXPECT_THAT(words(say_stop(page_of(root), "t", strings(), "en")), ElementsAre("Slow", "switch", "off"));
  EXPECT_THAT(words(say_stop(page_of(root), "l", strings(), "en")), ElementsAre("English", "chosen", "button"));
}

TEST(SayPage, ReadsFromTheHeadingOnWithoutStripAndBar) {
  const Node root = results();
  EXPECT_THAT(words(say_page(page_of(root), strings(), "en")),
              ElementsAre("Health and care", "Armley Hub", "1.2 miles", "Open now", "Monday", "9am to 5pm", "Next page", "button", "not available"));
  EXPECT_THAT(say_page({}, strings(), "en"), IsEmpty());
}

// All drawn words are spoken: EN 301 549 5.1.3.3.
TEST(DrawnMinusSpoken, IsNothing_EN_5_1_3_3) {
  const Node root = results();
  const Page page = page_of(root);
  std::string said;
  for (const std::string& id : stops(page))
    for (const std::string& one : words(say_stop(page, id, strings(), "en"))) said += one + "\n";
  for (const Entry& entry : page) {
    if (entry.node->role == Role::screen || entry.node->role == Role::pager) continue;  // named, not drawn
    EXPECT_NE(said.find(i18n::plain_text(entry.node->label)), std::string::npos) << entry.node->id;
  }
}

TEST(SayPage, OfWordsCutOverPagesSaysThoseAndKnowsWhereTheyStand) {
  const Node root = node(Role::screen, "s", "Screen", {node(Role::text, "long", "the second half.")});
  Page page = page_of(root);
  page[1].first_span = 2;
  page[1].first_byte = 40;
  const auto said = say_page(page, strings(), "en");
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(i18n::plain_text(said[0].label), "the second half.");
  EXPECT_EQ(said[0].first_span, 2U);
  EXPECT_EQ(said[0].first_byte, 40U);
}

TEST(SayPassage, IsAllThatIsMarkedOnEveryPageAndNothingElse) {
  Node text = node(Role::text, "description", "Long words.");
  Node rows = node(Role::list, "hours", "Hours", {node(Role::listitem, "monday", "", {node(Role::text, "monday.day", "Monday"), node(Role::text, "monday.time", "closed")})});
  rows.passage = true;
  text.passage = true;
  Node picture = node(Role::image, "icon");
  picture.part = Part::picture;
  picture.passage = true;
  const Node root = node(Role::screen, "s", "Screen", {node(Role::heading, "title", "Armley"), std::move(text), std::move(picture), std::move(rows), node(Role::button, "bar.hide", "Hide")});
  const auto said = say_passage(root);
  EXPECT_THAT(words(said), ElementsAre("Long words.", "Monday", "closed")) << "a list's name is for nobody to hear in the middle";
  EXPECT_EQ(said[0].node, "description");
  EXPECT_THAT(say_passage(node(Role::screen, "s", "Screen")), IsEmpty());
}

TEST(SayPassage, LeavesOutWhatWorksOnThePassage) {
  Node passage = node(Role::pager, "list", "Page", {node(Role::text, "text", "Words"), node(Role::toggle, "word", "Hard word"), node(Role::button, "close", "Close"), node(Role::card, "card", "Card")});
  passage.passage = true;
  EXPECT_THAT(words(say_passage(node(Role::screen, "page", "Page", {passage}))), ElementsAre("Words", "Card"));
}

TEST(SayPart, OfTilesTheirNamesAloneAndOfWordsTheWords) {
  Node buttons;
  buttons.part = Part::group;
  buttons.children = {node(Role::button, "close", "Close")};
  Node tiles = node(Role::pager, "list", "Choose",
                    {node(Role::tile, "list.pl", "Polski", {node(Role::text, "list.pl.about", "Polish")}), node(Role::text, "list.words", "Words"), buttons});
  const Node root = node(Role::screen, "page", "Page", {tiles, node(Role::text, "after", "After")});
  EXPECT_THAT(words(say_part(root, "list")), ElementsAre("Polski", "Words"));
  EXPECT_EQ(say_part(root, "list")[0].node, "list.pl") << "which is lit while it is said";
  EXPECT_THAT(say_part(root, "nowhere"), IsEmpty());
}

// --- The announcer: EN 301 549 5.1.3.1 ---

Node list_of_three() {
  Node list = node(Role::pager, "list", "List", {node(Role::card, "card.1", "One"), node(Role::card, "card.2", "Two"), node(Role::card, "card.3", "Three")});
  for (Node& card : list.children) card.action = GoBack{};
  return node(Role::screen, "s", "Screen", {std::move(list), node(Role::card, "alone", "Alone")});
}

TEST(SayStop, TellsThePlaceInTheWholeListThoughAPageShowsAPart) {
  const Node root = list_of_three();
  Page page = page_of(root);
  std::erase_if(page, [](const Entry& entry) { return entry.node->id == "card.1" || entry.node->id == "card.3"; });  // the page in the middle
  EXPECT_THAT(words(say_stop(page, "card.2", strings(), "en")), ElementsAre("Two", "button", "2 of 3"));
  EXPECT_THAT(words(say_stop(page_of(root), "alone", strings(), "en")), ElementsAre("Alone", "button")) << "one is no list";
}

TEST(SayStop, AHintComesLastAndGoesByTheWayOfWorking) {
  const Node root = list_of_three();
  const Page page = page_of(root);
  EXPECT_THAT(words(say_stop(page, "card.1", strings(), "en", Way::keys)), ElementsAre("One", "button", "1 of 3", "Press Select to choose it."));
  EXPECT_THAT(words(say_stop(page, "card.1", strings(), "en", Way::hear_first)), ElementsAre("One", "button", "1 of 3", "Touch twice to choose it."));
  EXPECT_THAT(words(say_stop(page, "card.1", strings(), "en", Way::untold)), ElementsAre("One", "button", "1 of 3"));
  EXPECT_FALSE(has_hint(page, "alone", Way::keys)) << "nothing to choose there";
  EXPECT_FALSE(has_hint(page, "list", Way::keys));
}

// --- Pieces ---

std::vector<std::string> said_of(const std::vector<Piece>& pieces) {
  std::vector<std::string> out;
  for (const Piece& piece : pieces) out.push_back(i18n::plain_text(piece.said.label));
  return out;
}

TEST(Pieces, ClausesWordsAndLettersOfAStop) {
  const Node root = node(Role::screen, "s", "Screen", {node(Role::text, "t", "Free, day and night. Ring 9")});
  const Page page = page_of(root);
  EXPECT_THAT(said_of(pieces_of(page, "t", ReadingUnit::clause, strings(), "en")), ElementsAre("Free,", "day and night.", "Ring 9"));
  EXPECT_THAT(said_of(pieces_of(page, "t", ReadingUnit::word, strings(), "en")), ElementsAre("Free", "day", "and", "night", "Ring", "9"));
  const auto letters = pieces_of(page, "t", ReadingUnit::letter, strings(), "en");
  ASSERT_EQ(letters.size(), 27U);
  EXPECT_THAT(said_of({letters.begin(), letters.begin() + 7}), ElementsAre("F", "r", "e", "e", "comma", "Space", "d"));
  EXPECT_EQ(letters[4].said.place, (speech::Position{"t", 0, 4, 5})) << "the comma is highlighted while its name is said";
  EXPECT_TRUE(pieces_of(page, "nowhere", ReadingUnit::word, strings(), "en").empty());
}

TEST(Pieces, LettersAreWhatPeopleSeeAsLetters) {
  Node text = node(Role::text, "t");
  text.label = {{"ਕੀ", "pa"}, {"é§", "en"}};
  const Node root = node(Role::screen, "s", "Screen", {std::move(text)});
  const auto letters = pieces_of(page_of(root), "t", ReadingUnit::letter, strings(), "pa");
  EXPECT_THAT(said_of(letters), ElementsAre("ਕੀ", "é", "ਚਿੰਨ੍ਹ")) << "what no voice says is a sign";
  EXPECT_EQ(letters[1].said.place, (speech::Position{"t", 1, 0, 2}));
  EXPECT_EQ(letters[1].said.label.front().language, "en");
}

TEST(Pieces, ATelephoneNumberStaysDigitsAndATimeStaysOne) {
  Node text = node(Role::text, "t");
  text.label = {{"0113 496", "en", i18n::SpanKind::telephone}, {" ", "en"}, {"9am to 5pm", "en", i18n::SpanKind::time, "09:00/17:00"}};
  const Node root = node(Role::screen, "s", "Screen", {std::move(text)});
  const auto pieces = pieces_of(page_of(root), "t", ReadingUnit::word, strings(), "en");
  EXPECT_THAT(said_of(pieces), ElementsAre("0113", "496", "9am to 5pm"));
  EXPECT_EQ(pieces[0].said.label.front().kind, i18n::SpanKind::telephone);
  EXPECT_EQ(pieces[2].said.label.front().value, "09:00/17:00");
}

TEST(Pieces, TheOneBesideStaysInsideTheEnds) {
  const Node root = node(Role::screen, "s", "Screen", {node(Role::text, "t", "One two three")});
  const auto pieces = pieces_of(page_of(root), "t", ReadingUnit::word, strings(), "en");
  EXPECT_EQ(piece_beside(pieces, std::nullopt, +1), 0);
  EXPECT_EQ(piece_beside(pieces, 0, +1), 1);
  EXPECT_EQ(piece_beside(pieces, 5, +1), 2) << "from within a word, the next one";
  EXPECT_EQ(piece_beside(pieces, 8, +1), 2);
  EXPECT_EQ(piece_beside(pieces, 0, -1), 0);
  EXPECT_EQ(piece_beside({}, 0, +1), -1);
}

TEST(SaySlowly, TheNumbersOfANodeAndNothingElse) {
  Node text = node(Role::text, "t");
  text.label = {{"1 Street, ", "en"}, {"LS1 3AB", "en", i18n::SpanKind::postcode}};
  const Node root = node(Role::screen, "s", "Screen", {std::move(text)});
  const auto said = say_slowly(page_of(root), "t", 2);
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].writing_step, 2);
  EXPECT_EQ(said[0].first_span, 1U);
  EXPECT_EQ(words(said), std::vector<std::string>{"LS1 3AB"});
}

// --- Hearing another language ---

TEST(Heard, TheOtherWordsAreSaidAndNothingIsHighlighted) {
  const Node root = list_of_three();
  Node other = node(Role::card, "card.2", "");
  other.label = i18n::plain("Dwa", "pl");
  Page page = page_of(root);
  for (Entry& entry : page)
    if (entry.node->id == "card.2") entry.heard = &other;
  const auto said = say_stop(page, "card.2", strings(), "pl");
  EXPECT_THAT(words(said), ElementsAre("Dwa", "przycisk", "2 z 3"));
  EXPECT_EQ(said[0].node, "");
  EXPECT_EQ(pieces_of(page, "card.2", ReadingUnit::letter, strings(), "pl")[0].said.place, std::nullopt);
}

TEST(Heard, PageNumbersAreThoseOfThePageShown) {
  Node shown = node(Role::text, "page");
  shown.label = {{"Page ", "en"}, {"2", "en", i18n::SpanKind::page_number}, {" of ", "en"}, {"5", "en", i18n::SpanKind::page_count}};
  Node other = node(Role::text, "page");
  other.label = {{"Strona ", "pl"}, {"1", "pl", i18n::SpanKind::page_number}, {" z ", "pl"}, {"1", "pl", i18n::SpanKind::page_count}};
  const Node root = node(Role::screen, "s", "Screen", {std::move(shown)});
  Page page = page_of(root);
  page[1].heard = &other;
  EXPECT_THAT(words(say_stop(page, "page", strings(), "pl")), ElementsAre("Strona 2 z 5"));
}

}  // namespace
}  // namespace kiosk::access
