// SPDX-License-Identifier: GPL-3.0-or-later
// Trees made for one rule each, at a pitch of one millimetre a pixel, so that
// places can be told in plain numbers; words at the panel's own pitch.
#include "kiosk/ui/layout/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "kiosk/ui/layout/looks.hpp"
#include "trees.hpp"

namespace kiosk::ui::layout {
namespace {

using namespace semantics;
using namespace kiosk::ui::test;
using ::testing::ElementsAre;

RectPx at(const Laid& laid, const std::string& id) {
  const Item* item = laid.find(id);
  if (item == nullptr) {
    ADD_FAILURE() << id << " is not on the page";
    return {};
  }
  return item->bounds;
}
bool clipped(const Laid& laid) {
  for (const Item& item : laid.items)
    if (item.clipped) return true;
  return false;
}
std::vector<std::string> shown(const Laid& laid, Role role) {
  std::vector<std::string> ids;
  for (const Item& item : laid.items)
    if (item.node->part == Part::semantic && item.node->role == role) ids.push_back(item.node->id);
  return ids;
}

// --- Rows, columns, shares ---

TEST(Column, FixedThenSharesOfWhatIsLeftToTheLastPixel) {
  Node root = screen({box("a", share(), fixed_mm(10)), box("b", share(), share(1)), box("c", share(), share(2))});
  root.box.gap_mm = 5;
  const Laid laid = Glass{{100, 120}}.lay(root);
  EXPECT_EQ(at(laid, "a"), (RectPx{0, 0, 100, 10}));
  EXPECT_EQ(at(laid, "b"), (RectPx{0, 15, 100, 33}));
  EXPECT_EQ(at(laid, "c"), (RectPx{0, 53, 100, 67}));
  EXPECT_FALSE(clipped(laid));
}

TEST(Column, SharesAddUpWhateverTheRemainder) {
  for (int height = 40; height < 80; ++height) {
    Node root = screen({box("a", share(), share()), box("b", share(), share()), box("c", share(), share()), box("d", share(), share(0.7))});
    root.box.gap_mm = 1;
    const Laid laid = Glass{{100, height}}.lay(root);
    EXPECT_EQ(at(laid, "d").bottom(), height);
    EXPECT_EQ(at(laid, "b").y, at(laid, "a").bottom() + 1);
    EXPECT_LE(std::abs(at(laid, "a").height - at(laid, "c").height), 1);
  }
}

TEST(Column, NoShareIsUnderItsLeastWhileThereIsRoom) {
  Node tall = box("tall", share(), share());
  tall.box.min_height_mm = 60;
  const Laid laid = Glass{{100, 100}}.lay(screen({std::move(tall), box("b", share(), share()), box("c", share(), share())}));
  EXPECT_EQ(at(laid, "tall").height, 60);
  EXPECT_EQ(at(laid, "b").height, 20);
  EXPECT_EQ(at(laid, "c").bottom(), 100);
}

TEST(Column, PlacesAlongAndAcross) {
  const auto laid = [](Place main, Place cross, const char* language = "en") {
    Node root = screen({box("a", fixed_mm(20), fixed_mm(10)), box("b", fixed_mm(40), fixed_mm(10))}, language);
    root.box.main = main;
    root.box.cross = cross;
    return Glass{{100, 100}}.lay(std::move(root));
  };
  EXPECT_EQ(at(laid(Place::start, Place::start), "a"), (RectPx{0, 0, 20, 10}));
  EXPECT_EQ(at(laid(Place::center, Place::center), "a"), (RectPx{40, 40, 20, 10}));
  EXPECT_EQ(at(laid(Place::center, Place::center), "b"), (RectPx{30, 50, 40, 10}));
  EXPECT_EQ(at(laid(Place::end, Place::end), "b"), (RectPx{60, 90, 40, 10}));
  EXPECT_EQ(at(laid(Place::between, Place::start), "b"), (RectPx{0, 90, 40, 10}));
  EXPECT_EQ(at(laid(Place::start, Place::start, "ar"), "a").right(), 100) << "start is the right in Arabic";
  EXPECT_EQ(at(laid(Place::start, Place::end, "ar"), "a").x, 0);
}

TEST(Column, PaddingIsInsideAndOnTheReadingSide) {
  for (const char* language : {"en", "ar"}) {
    Node root = screen({box("a", share(), share())}, language);
    root.box.pad_x_mm = 10;
    root.box.pad_y_mm = 5;
    root.box.pad_start_mm = 20;
    const RectPx a = at(Glass{{100, 100}}.lay(std::move(root)), "a");
    EXPECT_EQ(a, language == std::string("en") ? (RectPx{30, 5, 60, 90}) : (RectPx{10, 5, 60, 90})) << language;
  }
}

TEST(Row, FixedAndSharesMirroredFromRightToLeft) {
  const auto row = [](const char* language) {
    Node line = group(Stack::row, {box("a", fixed_mm(20), share()), box("b", share(1), share()), box("c", share(3), share())});
    line.box.height = share();
    line.box.gap_mm = 4;
    return Glass{{120, 50}}.lay(screen({std::move(line)}, language));
  };
  const Laid ltr = row("en"), rtl = row("ar");
  EXPECT_EQ(ltr.direction, Direction::ltr);
  EXPECT_EQ(rtl.direction, Direction::rtl);
  EXPECT_EQ(at(ltr, "a"), (RectPx{0, 0, 20, 50}));
  EXPECT_EQ(at(ltr, "b"), (RectPx{24, 0, 23, 50}));
  EXPECT_EQ(at(ltr, "c"), (RectPx{51, 0, 69, 50}));
  for (const char* id : {"a", "b", "c"}) {
    const RectPx left = at(ltr, id), right = at(rtl, id);
    EXPECT_EQ(right.x, 120 - left.right()) << id;
    EXPECT_EQ(right.width, left.width) << id;
  }
}

TEST(Row, SamePlaceKeepsARowAndAllInItLeftToRight) {
  Node inner = group(Stack::row, {box("c", fixed_mm(10), share()), box("d", share(), share())});
  inner.box.height = share();
  Node plinth = group(Stack::row, {box("a", fixed_mm(20), share()), std::move(inner)});
  plinth.box.height = share();
  plinth.box.same_place = true;
  const Laid laid = Glass{{100, 50}}.lay(screen({std::move(plinth)}, "ar"));
  EXPECT_EQ(at(laid, "a").x, 0);
  EXPECT_EQ(at(laid, "c").x, 20);
  EXPECT_EQ(at(laid, "d").right(), 100);
  EXPECT_TRUE(laid.find("a")->same_place);
  EXPECT_FALSE(laid.find("s")->same_place);
}

TEST(Row, APartInAnotherLanguageHasItsOwnDirection) {
  const auto part = [](const char* language) {
    Node line = group(Stack::row, {box("a", fixed_mm(20), share()), box("b", share(), share())});
    line.box.height = share();
    line.language = language;
    return line;
  };
  Node rows = group(Stack::column, {part("ur"), part("")});
  rows.box.height = share();
  rows.children[1].children[0].id = "c";
  rows.children[1].children[1].id = "d";
  const Laid laid = Glass{{100, 50}}.lay(screen({std::move(rows)}, "en"));
  EXPECT_EQ(at(laid, "a").right(), 100);
  EXPECT_EQ(at(laid, "c").x, 0);
  EXPECT_TRUE(laid.find("a")->mirrored());
  EXPECT_FALSE(laid.find("c")->mirrored());
  EXPECT_EQ(laid.direction, Direction::ltr) << "of the page";
}

TEST(Row, HeightsFollowTheirPlaceAcross) {
  const auto laid = [](Place cross) {
    Node line = group(Stack::row, {box("low", share(), fixed_mm(10)), box("tall", share(), share())});
    line.box.height = share();
    line.box.cross = cross;
    return Glass{{100, 60}}.lay(screen({std::move(line)}));
  };
  EXPECT_EQ(at(laid(Place::center), "low").y, 25);
  EXPECT_EQ(at(laid(Place::end), "low").y, 50);
  EXPECT_EQ(at(laid(Place::stretch), "low"), (RectPx{0, 0, 50, 10}));
  EXPECT_EQ(at(laid(Place::stretch), "tall").height, 60);
}

TEST(Row, WordsGiveWayBeforeAnythingIsCut) {
  Node label = words("label", "Somewhere warm to sit and read for a while");
  label.box.width = fit();
  Node line = group(Stack::row, {std::move(label), box("button", fixed_mm(60), share())});
  line.box.height = share();
  const Laid wide = Panel{{1600, 400}}.lay(screen({Node(line)}));
  EXPECT_EQ(wide.find("label")->text->lines.size(), 1U);
  const Laid narrow = Panel{{500, 400}}.lay(screen({std::move(line)}));
  EXPECT_GT(narrow.find("label")->text->lines.size(), 1U);
  EXPECT_LE(at(narrow, "button").right(), 500);
  EXPECT_FALSE(clipped(narrow));
}

TEST(Layers, FillOrStandInTheBottomCorner) {
  Node root = screen({box("whole", share(), share()), box("sign", fixed_mm(20), fixed_mm(10))});
  root.box.stack = Stack::layers;
  const Laid laid = Glass{{100, 80}}.lay(std::move(root));
  EXPECT_EQ(at(laid, "whole"), (RectPx{0, 0, 100, 80}));
  EXPECT_EQ(at(laid, "sign"), (RectPx{0, 70, 20, 10}));
}

// --- Words ---

TEST(Words, MakeRoomForTheirLinesAndNotMore) {
  const Laid laid = Panel{{600, 800}}.lay(screen({words("long", repeated("Somewhere warm to sit. ", 8)), words("short", "Hello")}));
  const Item& longer = *laid.find("long");
  EXPECT_GT(longer.text->lines.size(), 2U);
  EXPECT_EQ(longer.bounds.height, static_cast<int>(std::ceil(longer.text->height)));
  EXPECT_EQ(laid.find("short")->text->lines.size(), 1U);
  EXPECT_EQ(laid.find("short")->bounds.y, longer.bounds.bottom());
  EXPECT_FALSE(clipped(laid));
}

TEST(Words, KeepRoomForTheLinesTheyWereTold) {
  Node one = words("one", "Hello"), two = words("two", "Hello");
  two.box.min_lines = 2;
  const Laid laid = Panel{{600, 400}}.lay(screen({std::move(one), std::move(two)}));
  EXPECT_NEAR(at(laid, "two").height, 2 * at(laid, "one").height, 2);
}

TEST(Words, StandWhereTheyWereToldInATallerBox) {
  for (const auto& [place, part] : {std::pair{Place::start, 0.0}, std::pair{Place::center, 0.5}, std::pair{Place::end, 1.0}}) {
    Node label = words("w", "Hello");
    label.box.height = fixed_mm(50);
    label.box.main = place;
    const Laid laid = Panel{{600, 400}}.lay(screen({std::move(label)}));
    const Item& item = *laid.find("w");
    EXPECT_NEAR(item.text_at.y, (item.bounds.height - std::ceil(static_cast<double>(item.text->height))) * part, 1);
  }
}

TEST(Words, ThatDoNotFitAreMarkedAsCut) {
  Node low = words("low", repeated("Somewhere warm. ", 20));
  low.box.height = fixed_mm(10);
  const Laid short_box = Panel{{400, 400}}.lay(screen({std::move(low)}));
  EXPECT_TRUE(short_box.find("low")->clipped);
  Node narrow = words("narrow", "Llanfairpwllgwyngyllgogerychwyrndrobwll");
  narrow.box.width = fixed_mm(20);
  const Laid one_word = Panel{{400, 400}}.lay(screen({std::move(narrow)}));
  EXPECT_TRUE(one_word.find("narrow")->clipped);
}

TEST(Clipped, MarksWhatLeavesTheGlassOrItsParent) {
  const Laid off_glass = Glass{{100, 100}}.lay(screen({box("a", share(), fixed_mm(60)), box("b", share(), fixed_mm(60))}));
  EXPECT_FALSE(off_glass.find("a")->clipped);
  EXPECT_TRUE(off_glass.find("b")->clipped);
  Node parent = box("parent", share(), fixed_mm(20));
  parent.children.push_back(box("child", share(), fixed_mm(30)));
  const Laid inside = Glass{{100, 100}}.lay(screen({std::move(parent)}));
  EXPECT_TRUE(inside.find("child")->clipped);
  EXPECT_FALSE(inside.find("parent")->clipped);
}

TEST(Clipped, WhatIsFixedKeepsItsPlaceWhereThereIsNotRoomForAll) {
  Node tall = box("content", share(), share());
  tall.box.min_height_mm = 300;
  Node bar = box("bar", share(), fixed_mm(20));
  const Laid laid = Glass{{100, 100}}.lay(screen({std::move(tall), std::move(bar)}));
  EXPECT_EQ(at(laid, "bar"), (RectPx{0, 80, 100, 20}));
}

TEST(FirstThatFits, TakesTheRoomiestThatFitsAndTheLastIfNone) {
  const auto taken = [](int height) {
    Node ways = group(Stack::first_that_fits, {box("roomy", share(), fixed_mm(80)), box("plain", share(), fixed_mm(40)), box("tight", share(), fixed_mm(20))});
    ways.box.height = share();
    const Laid laid = Glass{{100, height}}.lay(screen({std::move(ways)}));
    std::vector<std::string> ids;
    for (const Item& item : laid.items)
      if (item.node->part == Part::semantic && item.node->id != "s") ids.push_back(item.node->id);
    return ids;
  };
  EXPECT_THAT(taken(100), ElementsAre("roomy"));
  EXPECT_THAT(taken(80), ElementsAre("roomy"));
  EXPECT_THAT(taken(79), ElementsAre("plain"));
  EXPECT_THAT(taken(25), ElementsAre("tight"));
  EXPECT_THAT(taken(10), ElementsAre("tight"));
}

TEST(FirstThatFits, LooksAtWidthToo) {
  const auto taken = [](int width) {
    Node wide = group(Stack::row, {box("wide", fixed_mm(200), fixed_mm(10))});
    Node ways = group(Stack::first_that_fits, {std::move(wide), box("narrow", share(), fixed_mm(10))});
    ways.box.height = share();
    return Glass{{width, 50}}.lay(screen({std::move(ways)})).find("wide") != nullptr;
  };
  EXPECT_TRUE(taken(200));
  EXPECT_FALSE(taken(199));
}

// --- Pagers ---

Node pager(Paging::Kind kind, std::vector<Node> children) {
  Node out;
  out.id = "list";
  out.role = Role::pager;
  out.label = i18n::plain("List", "en");
  out.box.height = share();
  out.paging = Paging{};
  out.paging->kind = kind;
  out.children = std::move(children);
  return out;
}
std::vector<Node> cards(int count, double height_mm = 30) {
  std::vector<Node> out;
  for (int i = 0; i < count; ++i) {
    Node card = box("card." + std::to_string(i), share(), fit());
    card.box.min_height_mm = height_mm;
    out.push_back(std::move(card));
  }
  return out;
}

TEST(Grid, TakesTheFirstShapeInWhichAllFit) {
  const auto grid = [](int width, int height, const char* language = "en") {
    std::vector<Node> tiles = cards(6, 40);
    for (Node& tile : tiles) tile.children.push_back(box(tile.id + ".wide", fixed_mm(50), fixed_mm(1)));
    Node node = pager(Paging::Kind::grid, std::move(tiles));
    node.paging->grids = {{3, 2}, {2, 3}, {2, 2}};
    node.box.gap_mm = 4;
    return Glass{{width, height}}.lay(screen({std::move(node)}, language));
  };
  const Laid wide = grid(200, 100);
  EXPECT_EQ(wide.pagers.at("list").pages, 1);
  EXPECT_EQ(at(wide, "card.0"), (RectPx{0, 0, 64, 48}));
  EXPECT_EQ(at(wide, "card.2").right(), 200) << "the last column ends where the page does";
  EXPECT_EQ(at(wide, "card.5").bottom(), 100);
  EXPECT_EQ(at(wide, "card.3").x, 0);
  const Laid mirrored = grid(200, 100, "ar");
  for (const char* id : {"card.0", "card.1", "card.2", "card.4"}) EXPECT_EQ(at(mirrored, id).x, 200 - at(wide, id).right()) << id;

  const Laid upright = grid(120, 140);
  EXPECT_EQ(at(upright, "card.1").x, 62);
  EXPECT_EQ(at(upright, "card.2").y, 48);
  EXPECT_EQ(upright.pagers.at("list").pages, 1);

  const Laid small = grid(120, 90);
  EXPECT_EQ(small.pagers.at("list").pages, 2);
  EXPECT_EQ(small.find("card.4"), nullptr) << "only the page at hand is laid out";
  EXPECT_FALSE(clipped(small));
}

TEST(Equal, OneHeightAsManyAsFitAndNoMoreThanTheMost) {
  const auto laid = [](int count, int height, int most, int page = 0) {
    Glass glass{{100, height}};
    glass.pages = {{"list", page}};
    Node node = pager(Paging::Kind::equal, cards(count));
    node.paging->most = most;
    node.box.gap_mm = 5;
    return glass.lay(screen({std::move(node)}));
  };
  const Laid three = laid(7, 105, 3);
  EXPECT_EQ(three.pagers.at("list").pages, 3);
  EXPECT_THAT(shown(three, Role::button), ElementsAre("card.0", "card.1", "card.2"));
  EXPECT_EQ(at(three, "card.0").height, 31);
  EXPECT_EQ(at(three, "card.1").y, 36);
  EXPECT_THAT(shown(laid(7, 104, 3), Role::button), ElementsAre("card.0", "card.1", "card.2")) << "exactly enough: 3 x 30 + 2 x 5 is 100";
  EXPECT_THAT(shown(laid(7, 99, 3), Role::button), ElementsAre("card.0", "card.1"));
  EXPECT_THAT(shown(laid(7, 1000, 3), Role::button), ElementsAre("card.0", "card.1", "card.2"));
  const Laid last = laid(7, 105, 3, 2);
  EXPECT_THAT(shown(last, Role::button), ElementsAre("card.6"));
  EXPECT_EQ(at(last, "card.6").height, 31) << "as high as on the pages before";
  EXPECT_THAT(shown(laid(2, 20, 3), Role::button), ElementsAre("card.0")) << "not even one fits: one all the same";
  EXPECT_FALSE(clipped(three));
}

TEST(Pages, AreClampedToWhatThereIs) {
  for (const auto& [wished, page] : {std::pair{-5, 0}, std::pair{0, 0}, std::pair{1, 1}, std::pair{99, 2}}) {
    Glass glass{{100, 105}};
    glass.pages = {{"list", wished}};
    Node node = pager(Paging::Kind::equal, cards(7));
    node.paging->most = 3;
    node.box.gap_mm = 5;
    EXPECT_EQ(glass.lay(screen({std::move(node)})).pagers.at("list"), (PagerPages{page, 3})) << wished;
  }
}

TEST(Pages, AnEmptyPagerIsOneEmptyPage) {
  for (const auto kind : {Paging::Kind::flow, Paging::Kind::equal, Paging::Kind::grid}) {
    const Laid laid = Glass{{100, 100}}.lay(screen({pager(kind, {})}));
    EXPECT_EQ(laid.pagers.at("list"), (PagerPages{0, 1}));
    EXPECT_FALSE(clipped(laid));
  }
}

// "Page 1 of 3", before and next, as the screens make them.
Node paged_screen(int count, const char* language = "en") {
  const auto number = [&](i18n::SpanKind kind) { return i18n::Span{"1", language, kind}; };
  Node where = words("list.where", "");
  where.label = {{"Page ", language}, number(i18n::SpanKind::page_number), {" of ", language}, number(i18n::SpanKind::page_count)};
  Node before = box("list.before", share(), fixed_mm(20)), next = box("list.next", share(), fixed_mm(20));
  before.look = next.look = Look::button;
  before.page_step = -1;
  next.page_step = 1;
  for (Node* one : {&where, &before, &next}) {
    one->page_of = "list";
    one->only_when_paged = true;
  }
  Node node = pager(Paging::Kind::equal, cards(count));
  node.paging->most = 4;
  return screen({std::move(node), std::move(where), std::move(before), std::move(next)}, language);
}

TEST(PageWords, AreLeftOutOnOnePageAndFilledInOnMore) {
  const Laid one = Panel{{600, 900}}.lay(paged_screen(2));
  EXPECT_EQ(one.find("list.where"), nullptr);
  EXPECT_EQ(one.find("list.next"), nullptr);

  for (const auto& [page, text, before, next] : {std::tuple{0, "Page 1 of 5", false, true}, std::tuple{2, "Page 3 of 5", true, true}, std::tuple{4, "Page 5 of 5", true, false}}) {
    Panel panel{{600, 900}};
    panel.pages = {{"list", page}};
    const Laid laid = panel.lay(paged_screen(20));
    ASSERT_EQ(laid.pagers.at("list").pages, 5);
    ASSERT_NE(laid.find("list.where"), nullptr);
    EXPECT_EQ(i18n::plain_text(laid.find("list.where")->node->label), text);
    EXPECT_EQ(laid.find("list.before")->node->enabled, before) << page;
    EXPECT_EQ(laid.find("list.next")->node->enabled, next) << page;
    EXPECT_EQ(laid.find("list.next")->node->look, next ? Look::button : Look::button_off);
    ASSERT_TRUE(laid.find("list.next")->node->action);
    EXPECT_EQ(std::get<TurnPage>(*laid.find("list.next")->node->action), (TurnPage{"list", page + 1}));
    EXPECT_EQ(std::get<TurnPage>(*laid.find("list.before")->node->action), (TurnPage{"list", page - 1}));
    EXPECT_FALSE(clipped(laid));
  }
}

TEST(PageWords, AgreeWithThePagesEvenWhereTheButtonsTakeRoomFromThem) {
  for (int count = 1; count < 30; ++count) {
    for (const int height : {300, 420, 540, 700}) {
      const Laid laid = Panel{{600, height}}.lay(paged_screen(count));
      const auto pages = laid.pagers.at("list");
      const Item* where = laid.find("list.where");
      ASSERT_EQ(where != nullptr, pages.pages > 1) << count << " cards, " << height;
      if (where != nullptr) {
        EXPECT_EQ(i18n::plain_text(where->node->label), "Page 1 of " + std::to_string(pages.pages));
      }
    }
  }
}

TEST(PageWords, OfFitWidthHaveRoomForTheirFilledInNumbers) {
  Node root = paged_screen(4 * 120);
  root.children[1].box.width = fit();
  Panel panel{{600, 900}};
  panel.pages = {{"list", 111}};
  const Laid laid = panel.lay(std::move(root));
  ASSERT_NE(laid.find("list.where"), nullptr);
  EXPECT_EQ(i18n::plain_text(laid.find("list.where")->node->label), "Page 112 of 120");
  EXPECT_EQ(laid.find("list.where")->text->lines.size(), 1U);
  EXPECT_FALSE(laid.find("list.where")->clipped);
}

// --- Flow ---

std::vector<Laid> all_pages(const Node& root, SizePx window) {
  std::vector<Laid> out;
  for (int page = 0, pages = 1; page < pages; ++page) {
    Panel panel{window};
    panel.pages = {{"list", page}};
    out.push_back(panel.lay(Node(root)));
    pages = out.back().pagers.at("list").pages;
    EXPECT_EQ(out.back().pagers.at("list").page, page);
    if (pages > 500) {
      ADD_FAILURE() << "no end of pages";
      break;
    }
  }
  return out;
}
std::string squeezed(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ') out += c;
  // A no-break space of ours stands where the label had a plain one.
  for (const std::string gone : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x81\xA0", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"})
    for (std::size_t i = out.find(gone); i != std::string::npos; i = out.find(gone)) out.erase(i, gone.size());
  return out;
}
std::string words_shown(const std::vector<Laid>& pages, const std::string& id) {
  std::string all;
  for (const Laid& laid : pages)
    for (const Item& item : laid.items)
      if (item.node->id == id && item.text) all += i18n::plain_text(item.node->label);
  return all;
}

TEST(Flow, TwoColumnsWhenBothFitElseOneColumnPageAfterPage) {
  const auto root = [](double height) {
    Node left = box("left", share(), fixed_mm(60)), right = box("right", share(), fixed_mm(height));
    right.column = 1;
    Node node = pager(Paging::Kind::flow, {std::move(left), std::move(right)});
    node.paging->second_column_mm = 30;
    node.box.gap_mm = 4;
    return node;
  };
  const Laid beside = Glass{{100, 80}}.lay(screen({root(80)}));
  EXPECT_EQ(beside.pagers.at("list").pages, 1);
  EXPECT_EQ(at(beside, "left"), (RectPx{0, 0, 66, 60}));
  EXPECT_EQ(at(beside, "right"), (RectPx{70, 0, 30, 80}));
  const Laid mirrored = Glass{{100, 80}}.lay(screen({root(80)}, "ar"));
  EXPECT_EQ(at(mirrored, "left"), (RectPx{34, 0, 66, 60}));
  EXPECT_EQ(at(mirrored, "right"), (RectPx{0, 0, 30, 80}));

  Glass glass{{100, 80}};
  const Laid first = glass.lay(screen({root(81)}));
  EXPECT_EQ(first.pagers.at("list").pages, 2);
  EXPECT_EQ(at(first, "left"), (RectPx{0, 0, 100, 60}));
  EXPECT_EQ(first.find("right"), nullptr);
  glass.pages = {{"list", 1}};
  EXPECT_EQ(at(glass.lay(screen({root(81)})), "right").y, 0);
}

TEST(Flow, BlocksOneUnderAnotherWithTheirGap) {
  Node node = pager(Paging::Kind::flow, {box("a", share(), fixed_mm(40)), box("b", share(), fixed_mm(40)), box("c", share(), fixed_mm(40))});
  node.box.gap_mm = 10;
  Glass glass{{100, 90}};
  const Laid first = glass.lay(screen({Node(node)}));
  EXPECT_THAT(shown(first, Role::button), ElementsAre("a", "b"));
  EXPECT_EQ(at(first, "b").y, 50);
  glass.window.height = 89;
  EXPECT_THAT(shown(glass.lay(screen({std::move(node)})), Role::button), ElementsAre("a"));
}

TEST(Flow, ALongTextIsCutBetweenLinesWithNothingLostOrDoubled) {
  struct Case { const char* language; std::string text; };
  const Case cases[] = {
      {"en", numbered("Somewhere warm to sit, read and ask about things like money. ", 25)},
      {"ar", numbered("مكان دافئ للجلوس والقراءة والسؤال عن أشياء مثل المال. ", 25)},
      {"en", std::string(600, 'x')},
  };
  for (const Case& one : cases) {
    for (const int height : {30, 100, 260, 700}) {
      Node text = words("text", one.text);
      text.label.front().language = one.language;
      Node root = screen({pager(Paging::Kind::flow, {words("before", "Before"), std::move(text), words("after", "After")})}, one.language);
      const auto pages = all_pages(root, {500, height});
      EXPECT_EQ(squeezed(words_shown(pages, "text")), squeezed(one.text)) << one.language << " " << height;
      EXPECT_EQ(words_shown(pages, "before"), "Before");
      EXPECT_EQ(words_shown(pages, "after"), "After");
      if (height >= 100 && one.text[0] != 'x') {
        for (const Laid& laid : pages) EXPECT_FALSE(clipped(laid)) << one.language << " " << height;
      }
      for (const Laid& laid : pages) {
        std::set<std::string> ids;
        for (const Item& item : laid.items) EXPECT_TRUE(ids.insert(item.node->id).second || item.node->id.empty()) << item.node->id << " stands twice on one page";
      }
    }
  }
}

TEST(Flow, SpansKeepTheirLanguageAndKindAcrossACut) {
  i18n::Label label;
  std::string all;
  for (int i = 0; i < 40; ++i) {
    label.push_back({"Ring us about number " + std::to_string(i) + " on ", "en"});
    label.push_back({"0113 378 5005", "en", i18n::SpanKind::telephone});
    label.push_back({" in Arabic: ", "en"});
    label.push_back({"مكان دافئ", "ar"});
    label.push_back({". ", "en"});
  }
  Node text = words("text", "");
  text.label = label;
  const auto pages = all_pages(screen({pager(Paging::Kind::flow, {std::move(text)})}), {500, 230});
  EXPECT_GT(pages.size(), 5U);
  int telephones = 0;
  std::string shown_words;
  for (const Laid& laid : pages) {
    for (const i18n::Span& span : laid.find("text")->node->label) {
      shown_words += span.text;
      if (span.kind == i18n::SpanKind::telephone) {
        ++telephones;
        EXPECT_EQ(squeezed(span.text), "01133785005") << "a number is never cut in two";
      }
      if (span.language == "ar") {
        EXPECT_EQ(span.text.find("Ring"), std::string::npos);
      }
    }
  }
  EXPECT_EQ(telephones, 40);
  EXPECT_EQ(squeezed(shown_words), squeezed(i18n::plain_text(label)));
}

TEST(Flow, PaddedTextIsCutShortEnoughForItsPadding) {
  Node text = words("text", numbered("Somewhere warm to sit and read. ", 60));
  text.box.pad_y_mm = 5;
  text.box.pad_x_mm = 5;
  for (const Laid& laid : all_pages(screen({pager(Paging::Kind::flow, {std::move(text)})}), {500, 230})) EXPECT_FALSE(clipped(laid));
}

TEST(Flow, WordsThatAreEmptyAreNoTrouble) {
  for (const int height : {1, 10, 60, 61, 100}) {
    Node empty = words("empty", "");
    empty.label = i18n::plain("", "en");
    Node root = screen({pager(Paging::Kind::flow, {box("a", share(), fixed_mm(15)), Node(empty), Node(empty), box("b", share(), fixed_mm(15))})});
    EXPECT_GE(all_pages(root, {100, height}).size(), 1U);
  }
}

TEST(Flow, AGroupHigherThanAPageIsOpenedUp) {
  std::vector<Node> rows = cards(10, 10);
  Node table = group(Stack::column, std::move(rows));
  const Node root = screen({pager(Paging::Kind::flow, {box("a", share(), fixed_mm(4)), std::move(table)})});
  std::vector<std::string> seen;
  for (const Laid& laid : all_pages(root, {200, 140})) {
    EXPECT_FALSE(clipped(laid));
    for (const std::string& id : shown(laid, Role::button)) seen.push_back(id);
  }
  EXPECT_THAT(seen, ElementsAre("a", "card.0", "card.1", "card.2", "card.3", "card.4", "card.5", "card.6", "card.7", "card.8", "card.9"));
}

TEST(Flow, AWindowTooSmallForAnythingStillEnds) {
  for (const SizePx window : {SizePx{1, 1}, SizePx{40, 3}, SizePx{3, 200}}) {
    const Node root = screen({pager(Paging::Kind::flow, {words("t", repeated("warm ", 30)), box("b", fixed_mm(50), fixed_mm(50))})});
    EXPECT_GE(all_pages(root, window).size(), 1U);
  }
}

// --- Reading the result ---

TEST(Hit, TheTopmostControlAndNoneThatIsOff) {
  Node under = box("under", share(), share()), over = box("over", fixed_mm(20), fixed_mm(20)), off = box("off", fixed_mm(10), fixed_mm(10));
  off.enabled = false;
  Node root = screen({std::move(under), std::move(over), std::move(off)});
  root.box.stack = Stack::layers;
  const Laid laid = Glass{{100, 100}}.lay(std::move(root));
  EXPECT_EQ(laid.control_at({50, 50})->node->id, "under");
  EXPECT_EQ(laid.control_at({15, 85})->node->id, "over");
  EXPECT_EQ(laid.control_at({5, 95}), nullptr) << "what is off does not let a touch through";
  EXPECT_EQ(laid.control_at({0, 80})->node->id, "over");
  EXPECT_EQ(laid.control_at({20, 80})->node->id, "under") << "right and bottom are outside";
  EXPECT_EQ(laid.control_at({100, 50}), nullptr);
  EXPECT_EQ(laid.control_at({-1, 50}), nullptr);
}

TEST(Items, KnowTheirControlTheirParentAndWhereTheirWordsAre) {
  Node card = box("card", share(), fixed_mm(40));
  card.label = i18n::plain("Armley", "en");
  Node own;
  own.part = Part::own_label;
  Node arrange = group(Stack::column, {own, words("card.where", "1.2 miles")});
  card.children.push_back(std::move(arrange));
  const Laid laid = Panel{{600, 400}}.lay(screen({std::move(card), words("alone", "Hello"), box("bare", share(), fixed_mm(10))}));
  const Item& item = *laid.find("card");
  const int index = static_cast<int>(&item - laid.items.data());
  EXPECT_EQ(item.control, index);
  EXPECT_EQ(laid.find("card.where")->control, index);
  EXPECT_EQ(laid.find("card.where")->parent, index);
  ASSERT_NE(laid.words_of(item), nullptr);
  EXPECT_EQ(laid.words_of(item)->text->text, "Armley");
  EXPECT_EQ(laid.words_of(*laid.find("alone")), laid.find("alone"));
  EXPECT_EQ(laid.words_of(*laid.find("bare")), nullptr);
  EXPECT_EQ(laid.find("alone")->control, -1);
  EXPECT_EQ(laid.find(""), nullptr);
}

TEST(Items, TakeTheInkAndPaperOfTheNearestLookAround) {
  Node panel = box("panel", share(), fixed_mm(40));
  panel.look = Look::button_primary;
  panel.children.push_back(words("inside", "Hello"));
  const Laid laid = Panel{{600, 400}}.lay(screen({std::move(panel), words("outside", "Hello")}));
  EXPECT_EQ(laid.find("inside")->ink, theme::colour(Theme::day, theme::Role::on_primary));
  EXPECT_EQ(laid.find("inside")->paper, theme::colour(Theme::day, theme::Role::primary));
  EXPECT_EQ(laid.find("outside")->ink, theme::colour(Theme::day, theme::Role::on_surface));
}

TEST(Laid, MayBeMovedAndItsPlacesStayGood) {
  Laid laid = Panel{{600, 400}}.lay(screen({words("a", "Hello")}));
  const Laid moved = std::move(laid);
  EXPECT_EQ(moved.find("a")->node->id, "a");
  EXPECT_EQ(moved.items.front().node, moved.root.get());
}

TEST(Looks, EveryLookInEveryThemeIsReadable) {
  for (int theme = 0; theme < 4; ++theme) {
    for (int look = 0; look <= static_cast<int>(Look::swatch); ++look) {
      for (const bool focused : {false, true}) {
        for (int glaze = 1; glaze <= 6; ++glaze) {
          const Colours colours = colours_of(static_cast<Theme>(theme), static_cast<Look>(look), glaze, focused);
          if (!colours.fill || !colours.ink) continue;
          const double floor = theme == 0 ? 10 : theme == 1 ? 4.5 : theme == 2 ? 20 : 19.5;
          const bool off = static_cast<Look>(look) == Look::button_off;
          EXPECT_GE(theme::contrast(*colours.fill, *colours.ink), off ? 4.5 : floor) << "theme " << theme << " look " << look << " glaze " << glaze << " focused " << focused;
        }
      }
    }
  }
}

}  // namespace
}  // namespace kiosk::ui::layout
