// SPDX-License-Identifier: GPL-3.0-or-later
// A frame is drawn here by a few lines of our own and its pixels are looked at:
// what a resident sees, not what the painter says it does.
#include "kiosk/ui/paint/painter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "trees.hpp"

namespace kiosk::ui::paint {
namespace {

using namespace semantics;
using namespace kiosk::ui::test;
using layout::Laid;

struct Image {
  int width = 0, height = 0;
  std::vector<Colour> pixels;
  [[nodiscard]] Colour at(int x, int y) const { return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
  [[nodiscard]] int count(Colour wanted, RectPx in) const {
    int n = 0;
    for (int y = std::max(0, in.y); y < std::min(height, in.bottom()); ++y)
      for (int x = std::max(0, in.x); x < std::min(width, in.right()); ++x) n += at(x, y) == wanted ? 1 : 0;
    return n;
  }
  [[nodiscard]] int count(Colour wanted) const { return count(wanted, {0, 0, width, height}); }
  // The smallest box around all pixels of a colour.
  [[nodiscard]] RectPx extent(Colour wanted) const {
    int left = width, top = height, right = 0, bottom = 0;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        if (at(x, y) != wanted) continue;
        left = std::min(left, x);
        right = std::max(right, x + 1);
        top = std::min(top, y);
        bottom = std::max(bottom, y + 1);
      }
    }
    return {left, top, right - left, bottom - top};
  }
  bool operator==(const Image&) const = default;
};

struct Studio {
  Painter painter{engine()};

  Frame frame(const Laid& laid, const Overlay& overlay = {}) { return painter.paint(laid, overlay); }
  Image draw(const Laid& laid, const Overlay& overlay = {}) {
    const Frame frame = this->frame(laid, overlay);
    Image image{frame.size.width, frame.size.height, {}};
    image.pixels.assign(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height), frame.background);
    for (const Quad& quad : frame.quads) {
      for (int y = std::max(0, quad.target.y); y < std::min(image.height, quad.target.bottom()); ++y) {
        for (int x = std::max(0, quad.target.x); x < std::min(image.width, quad.target.right()); ++x) {
          int cover = 255;
          if (quad.page >= 0) {
            int u = x - quad.target.x, v = y - quad.target.y;
            if (quad.flip == Quad::Flip::horizontal || quad.flip == Quad::Flip::both) u = quad.source.width - 1 - u;
            if (quad.flip == Quad::Flip::vertical || quad.flip == Quad::Flip::both) v = quad.source.height - 1 - v;
            const auto at = static_cast<std::size_t>(quad.source.y + v) * text::Atlas::page_size + static_cast<std::size_t>(quad.source.x + u);
            cover = painter.pages()[static_cast<std::size_t>(quad.page)].coverage[at];
          }
          Colour& under = image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)];
          const auto mix = [cover](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>((a * (255 - cover) + b * cover + 127) / 255); };
          under = {mix(under.r, quad.colour.r), mix(under.g, quad.colour.g), mix(under.b, quad.colour.b), 255};
        }
      }
    }
    return image;
  }
};

constexpr SizePx window{900, 700};
constexpr Theme themes[] = {Theme::day, Theme::soft, Theme::white_on_black, Theme::yellow_on_black};

Node labelled(std::string id, std::string text, Look look) {
  Node out = box(std::move(id), share(), fixed_mm(30));
  out.label = i18n::plain(std::move(text), "en");
  out.look = look;
  out.box.pad_x_mm = 4;
  out.box.main = Place::center;
  Node own;
  own.part = Part::own_label;
  out.children.push_back(std::move(own));
  return out;
}
// A control in the middle of a wide margin, so that there is room for a ring.
Node alone(Node control, const char* language = "en") {
  Node root = screen({std::move(control)}, language);
  root.box.pad_x_mm = root.box.pad_y_mm = 20;
  return root;
}
// Every look there is, each with words and a picture.
Node of_all_looks(const char* language) {
  std::vector<Node> all;
  for (int look = 0; look <= static_cast<int>(Look::film); ++look) {
    Node one = labelled("look." + std::to_string(look), "Words", static_cast<Look>(look));
    one.box.height = fixed_mm(static_cast<Look>(look) == Look::topic_tile || static_cast<Look>(look) == Look::corner ? 40 : 12);
    one.glaze = look % 6 + 1;
    one.icon = "topic.money";
    Node icon;
    icon.part = Part::picture;
    icon.icon = look % 3 == 0 ? "phone" : look % 3 == 1 ? "bsl.hands" : "back";
    icon.icon_mm = 8;
    one.children.push_back(std::move(icon));
    all.push_back(std::move(one));
  }
  std::vector<Node> columns;
  for (int column = 0; column < 3; ++column) {
    Node one = group(Stack::column, {});
    one.box.gap_mm = 3;
    for (std::size_t i = static_cast<std::size_t>(column); i < all.size(); i += 3) one.children.push_back(std::move(all[i]));
    columns.push_back(std::move(one));
  }
  Node row = group(Stack::row, std::move(columns));
  row.box.gap_mm = 3;
  row.box.pad_x_mm = 10;
  row.box.pad_y_mm = 10;
  return screen({std::move(row)}, language);
}

void expect_sound(const Frame& frame, std::vector<text::Atlas::Page>& pages, const std::string& where) {
  const RectPx glass{0, 0, frame.size.width, frame.size.height}, page{0, 0, text::Atlas::page_size, text::Atlas::page_size};
  for (const Quad& quad : frame.quads) {
    EXPECT_GT(quad.target.width, 0) << where;
    EXPECT_GT(quad.target.height, 0) << where;
    // A few pixels of edge may leave the glass; a quad that is nowhere on it is a mistake.
    EXPECT_TRUE(glass.overlaps(quad.target)) << where << ": " << quad.target.x << "," << quad.target.y;
    EXPECT_EQ(quad.colour.a, 255) << where << ": flat fills only";
    if (quad.page < 0) {
      EXPECT_EQ(quad.source, RectPx{}) << where;
      EXPECT_EQ(quad.flip, Quad::Flip::none) << where;
      continue;
    }
    ASSERT_LT(static_cast<std::size_t>(quad.page), pages.size()) << where;
    EXPECT_EQ(quad.source.width, quad.target.width) << where << ": masks are never scaled";
    EXPECT_EQ(quad.source.height, quad.target.height) << where;
    EXPECT_TRUE(page.contains(quad.source)) << where;
  }
}

TEST(Frame, CoversTheWindowWithSoundQuadsInEveryLookThemeAndDirection) {
  Studio studio;
  for (const Theme theme : themes) {
    for (const char* language : {"en", "ar"}) {
      Panel panel({1600, 2400});
      panel.theme = theme;
      const Laid laid = panel.lay(of_all_looks(language));
      for (int pressed = 0; pressed <= static_cast<int>(Look::film); ++pressed) {
        Overlay overlay;
        overlay.pressed = "look." + std::to_string(pressed);
        overlay.focus = {overlay.pressed};
        const Frame frame = studio.frame(laid, overlay);
        EXPECT_EQ(frame.size, laid.window);
        EXPECT_FALSE(frame.quads.empty());
        expect_sound(frame, studio.painter.pages(), std::string(name_of(theme)) + " " + language + " look " + std::to_string(pressed));
      }
    }
  }
}

TEST(Frame, IsTheSameTwice) {
  Studio studio, other;
  const Laid laid = Panel(window).lay(of_all_looks("en"));
  const Image image = studio.draw(laid);
  EXPECT_EQ(studio.draw(laid), image);
  EXPECT_EQ(other.draw(laid), image) << "whatever was drawn before";
}

TEST(Frame, AnEmptyScreenAndATinyGlassAreNoTrouble) {
  Studio studio;
  EXPECT_EQ(studio.draw(Panel(window).lay(screen({}))).count(theme::colour(Theme::day, theme::Role::surface)), window.width * window.height);
  for (const SizePx small : {SizePx{1, 1}, SizePx{3, 200}, SizePx{200, 3}}) {
    const Laid laid = Panel(small).lay(of_all_looks("en"));
    Overlay overlay;
    overlay.focus = {"look.5"};
    const Frame frame = studio.frame(laid, overlay);
    EXPECT_EQ(frame.size, small);
    for (const Quad& quad : frame.quads) {
      if (quad.page >= 0) {
        EXPECT_EQ(quad.source.width, quad.target.width);
      }
    }
  }
}

TEST(Frame, WordsAreDrawnInTheirInk) {
  Studio studio;
  for (const char* text : {"Hello", "مرحبا"}) {
    const Laid laid = Panel(window).lay(screen({words("w", text)}));
    const Image image = studio.draw(laid);
    EXPECT_GT(image.count(laid.find("w")->ink, laid.find("w")->bounds), 60) << text;
    EXPECT_EQ(image.count(laid.find("w")->ink), image.count(laid.find("w")->ink, laid.find("w")->bounds)) << text;
  }
}

// --- Focus (EN 301 549 11.2.4.7) ---

TEST(Ring, GoesRoundTheControlInBothColoursInEveryTheme_EN_11_2_4_7) {
  Studio studio;
  for (const Theme theme : themes) {
    for (const Look look : {Look::none, Look::button, Look::button_primary, Look::topic_tile, Look::side_tile, Look::card, Look::field, Look::help_plate, Look::plinth_button,
                            Look::plinth_hide, Look::language_tile, Look::sign_tile, Look::button_off}) {
      const std::string where = std::string(name_of(theme)) + " look " + std::to_string(static_cast<int>(look));
      Panel panel(window);
      panel.theme = theme;
      Node control = labelled("a", "Armley", look);
      control.glaze = 1;
      const Laid laid = panel.lay(alone(std::move(control)));
      const Image without = studio.draw(laid), with = studio.draw(laid, {.focus = {"a"}, .pressed = {}, .reading = {}});
      const RectPx bounds = laid.find("a")->bounds;
      const Colour inner = theme::colour(theme, theme::Role::focus_inner), outer = theme::colour(theme, theme::Role::focus_outer);
      EXPECT_NE(with, without) << where;
      // Just outside each side lies gold, and further out the outer band.
      const int width = laid.pitch.px(theme::focus_ring(theme).inner), both = width + laid.pitch.px(theme::focus_ring(theme).outer);
      const int air = look == Look::none ? laid.pitch.px(1_mm) : 0;
      const int x = bounds.x + bounds.width / 2, y = bounds.y + bounds.height / 2;
      for (const auto& [from, step] : {std::pair{PointPx{x, bounds.y - 1 - air}, PointPx{0, -1}}, std::pair{PointPx{bounds.x - 1 - air, y}, PointPx{-1, 0}},
                                       std::pair{PointPx{bounds.right() + air, y}, PointPx{1, 0}}}) {
        EXPECT_EQ(with.at(from.x + step.x, from.y + step.y), inner) << where << " from " << from.x << "," << from.y;
        EXPECT_EQ(with.at(from.x + step.x * (both - 1), from.y + step.y * (both - 1)), outer) << where << " from " << from.x << "," << from.y;
      }
      EXPECT_EQ(with.at(x, bounds.bottom() + air + both - 1), outer) << where;
      // The words stand as they were.
      EXPECT_EQ(with.at(x, y), without.at(x, y)) << where;
    }
  }
}

TEST(Ring, IsSeenAtTheEdgeOfTheGlassToo) {
  Studio studio;
  for (const Theme theme : themes) {
    for (const Look look : {Look::none, Look::button, Look::plinth_button, Look::card}) {
      Panel panel(window);
      panel.theme = theme;
      Node first = labelled("a", "Armley", look);
      first.box.width = fixed_mm(40);
      const Laid laid = panel.lay(screen({std::move(first)}));
      ASSERT_EQ(laid.find("a")->bounds.x, 0);
      const Image with = studio.draw(laid, {.focus = {"a"}, .pressed = {}, .reading = {}});
      const RectPx bounds = laid.find("a")->bounds;
      const Colour outer = theme::colour(theme, theme::Role::focus_outer), inner = theme::colour(theme, theme::Role::focus_inner);
      // On all four sides, those at the edge of the glass included.
      const int x = bounds.x + bounds.width / 2, y = bounds.y + bounds.height / 2;
      int sides = 0;
      for (const RectPx strip : {RectPx{x, 0, 1, bounds.height / 3}, RectPx{0, y, bounds.width / 6, 1}, RectPx{x, bounds.height * 2 / 3, 1, bounds.height},
                                 RectPx{bounds.width * 5 / 6, y, bounds.width, 1}})
        sides += with.count(inner, strip) > 2 && with.count(outer, strip) > 2 ? 1 : 0;
      EXPECT_EQ(sides, 4) << name_of(theme) << " look " << static_cast<int>(look);
    }
  }
}

TEST(Ring, IsThereForAnyFocusAndGoneWithoutOne) {
  Studio studio;
  const Laid laid = Panel(window).lay(alone(labelled("a", "Armley", Look::button)));
  const Colour gold = theme::colour(Theme::day, theme::Role::focus_inner);
  EXPECT_EQ(studio.draw(laid).count(gold), 0);
  EXPECT_EQ(studio.draw(laid, {.focus = {"elsewhere"}, .pressed = {}, .reading = {}}).count(gold), 0);
  EXPECT_GT(studio.draw(laid, {.focus = {"a"}, .pressed = {}, .reading = {}}).count(gold), 1000);
}

TEST(Ring, OfTheNeighbourIsNotCovered) {
  Studio studio;
  Node root = screen({labelled("a", "Armley", Look::button), labelled("b", "Beeston", Look::button)});
  root.box.pad_x_mm = root.box.pad_y_mm = 20;
  root.box.gap_mm = theme::gap_min.value;
  const Laid laid = Panel(window).lay(std::move(root));
  const Colour outer = theme::colour(Theme::day, theme::Role::focus_outer), inner = theme::colour(Theme::day, theme::Role::focus_inner);
  for (const char* id : {"a", "b"}) {
    const Image image = studio.draw(laid, {.focus = {id}, .pressed = {}, .reading = {}});
    const RectPx bounds = laid.find(id)->bounds;
    const RectPx between{bounds.x + 200, laid.find("a")->bounds.bottom(), 1, laid.find("b")->bounds.y - laid.find("a")->bounds.bottom()};
    EXPECT_GT(image.count(inner, between) + image.count(outer, between), 5) << id;
  }
}

// --- Pressed ---

TEST(Pressed, MovesDownByItsBottomEdgeAndNothingElseMoves) {
  Studio studio;
  const int edge = Pitch{0.248}.px(theme::bottom_edge(Theme::day, theme::Pressable::button));
  ASSERT_GT(edge, 0);
  Node root = screen({labelled("a", "Armley", Look::button), labelled("b", "Beeston", Look::button)});
  root.box.pad_x_mm = root.box.pad_y_mm = 20;
  root.box.gap_mm = 10;
  const Laid laid = Panel(window).lay(std::move(root));
  const Image up = studio.draw(laid), down = studio.draw(laid, {.focus = {}, .pressed = "a", .reading = {}});
  const RectPx a = laid.find("a")->bounds, b = laid.find("b")->bounds;
  const Colour surface = theme::colour(Theme::day, theme::Role::surface);
  const int x = a.x + a.width / 2;
  EXPECT_NE(up.at(x, a.y), surface);
  EXPECT_EQ(down.at(x, a.y), surface) << "its top sits lower";
  EXPECT_NE(down.at(x, a.y + edge), surface);
  EXPECT_NE(down.at(x, a.bottom() + edge - 1), surface) << "its foot stays where it was";
  EXPECT_EQ(down.at(x, a.bottom() + edge), surface);
  // The words move with it, pixel for pixel.
  const layout::Item& label = *laid.words_of(*laid.find("a"));
  for (int y = label.bounds.y + 8; y < label.bounds.bottom() - 8; ++y) ASSERT_EQ(up.at(x - 300, y), down.at(x - 300, y + edge));
  const auto ink_rows = [&](const Image& image) {
    int first = 0;
    for (int y = a.y + 20; y < a.bottom() - 10 && first == 0; ++y)
      for (int at_x = a.x + 12; at_x < a.x + 120; ++at_x)
        if (image.at(at_x, y) == label.ink) first = y;
    return first;
  };
  EXPECT_EQ(ink_rows(down), ink_rows(up) + edge);
  for (int y = b.y; y < b.bottom(); ++y)
    for (int at_x = b.x; at_x < b.right(); ++at_x) ASSERT_EQ(up.at(at_x, y), down.at(at_x, y));
}

// The tokens give the black themes no bottom edge, and so nothing to drop by: they have a wider outline.
TEST(Pressed, IsSeenOnEverythingThatCanBePressedInEveryTheme) {
  Studio studio;
  for (const Theme theme : themes) {
    for (const Look look : {Look::button, Look::button_primary, Look::topic_tile, Look::side_tile, Look::card, Look::field, Look::help_plate, Look::plinth_button, Look::plinth_button_on, Look::plinth_hide,
                            Look::language_tile, Look::language_tile_chosen, Look::sign_tile, Look::key, Look::key_function}) {
      Panel panel(window);
      panel.theme = theme;
      Node control = labelled("a", "Armley", look);
      control.glaze = 1;
      const Laid laid = panel.lay(alone(std::move(control)));
      const Image up = studio.draw(laid), down = studio.draw(laid, {.focus = {}, .pressed = "a", .reading = {}});
      const std::string where = std::string(name_of(theme)) + " look " + std::to_string(static_cast<int>(look));
      EXPECT_NE(up, down) << where;
      if (!theme::is_black(theme)) continue;
      // As wide a line as the one that tells a control from the page, in the strongest colours there are, clear of the words.
      const layout::Item& item = *laid.find("a");
      const layout::Item& label = *laid.words_of(item);
      int changed = 0;
      for (int x = item.bounds.x; x < item.bounds.x + item.bounds.width / 4; ++x) {
        const int y = item.bounds.y + item.bounds.height / 2;
        if (up.at(x, y) == down.at(x, y)) continue;
        ++changed;
        EXPECT_GE(theme::contrast(up.at(x, y), down.at(x, y)), 19.0) << where;
      }
      EXPECT_GE(changed, Pitch{0.248}.px(theme::edge_width(theme))) << where;
      const RectPx text{label.text_at.x, label.text_at.y, static_cast<int>(label.text->width), static_cast<int>(label.text->height)};
      EXPECT_EQ(up.count(label.ink, text), down.count(label.ink, text)) << where;
    }
  }
}

// --- The sentence being read ---

TEST(ReadingMark, LiesUnderTheWordsBeingReadAndNoOthers) {
  Studio studio;
  Node label = words("w", "");
  label.label = {{"First words. ", "en"}, {"Second words here.", "en"}};
  const Laid laid = Panel(window).lay(screen({std::move(label), words("other", "Elsewhere")}));
  const Colour mark = theme::colour(Theme::day, theme::Role::reading_mark);
  const layout::Item& item = *laid.find("w");
  EXPECT_EQ(studio.draw(laid).count(mark), 0);
  const auto marked = [&](std::size_t span, ByteOffset start, ByteOffset end) {
    return studio.draw(laid, {.focus = {}, .pressed = {}, .reading = Overlay::Reading{"w", span, start, end}}).extent(mark);
  };
  const RectPx first = marked(0, 0, 12), second = marked(1, 0, 18), word = marked(1, 7, 12);
  EXPECT_TRUE(item.bounds.contains(first));
  EXPECT_EQ(first.x, 0);
  EXPECT_GE(second.x, first.right());
  EXPECT_GT(word.x, second.x);
  EXPECT_LT(word.right(), second.right());
  EXPECT_GT(first.height, 10);
  // What is not there marks nothing.
  for (const auto& [node, span, start, end] : {std::tuple{"w", 7, 0, 5}, std::tuple{"nowhere", 0, 0, 5}, std::tuple{"w", 1, 500, 900}, std::tuple{"w", 0, 4, 4}})
    EXPECT_EQ(studio.draw(laid, {.focus = {}, .pressed = {}, .reading = Overlay::Reading{node, static_cast<std::size_t>(span), static_cast<ByteOffset>(start), static_cast<ByteOffset>(end)}})
                  .count(mark),
              0)
        << node << span;
}

TEST(ReadingMark, StaysWithTheWordsOnTheLaterPagesOfATextCutInTwo) {
  Studio studio;
  const Colour mark = theme::colour(Theme::day, theme::Role::reading_mark);
  const std::string text = numbered("Somewhere warm to sit and read. ", 60);
  Node list;
  list.id = "list";
  list.role = Role::pager;
  list.box.height = share();
  list.paging = Paging{};
  list.children.push_back(words("w", text));
  const Node root = screen({std::move(list)});
  // The sentence is marked on the one page that shows it.
  for (const char* sentence : {"12 Somewhere", "30 Somewhere", "59 Somewhere"}) {
    const ByteOffset start = text.find(sentence), end = text.find('.', start) + 1;
    int pages_marked = 0;
    Panel panel({500, 300});
    for (int page = 0, pages = 1; page < pages; ++page) {
      panel.pages = {{"list", page}};
      const Laid laid = panel.lay(Node(root));
      pages = laid.pagers.at("list").pages;
      const bool here = i18n::plain_text(laid.find("w")->node->label).find(sentence) != std::string::npos;
      const int count = studio.draw(laid, {.focus = {}, .pressed = {}, .reading = Overlay::Reading{"w", 0, start, end}}).count(mark);
      if (here) {
        EXPECT_GT(count, 500) << sentence << " on page " << page;
      }
      pages_marked += count > 0 ? 1 : 0;
    }
    EXPECT_LE(pages_marked, 2) << sentence << ": it may end on the next page, no more";
    EXPECT_GE(pages_marked, 1) << sentence;
  }
}

TEST(ReadingMark, OfWhatOnePageSaysLiesWhereThatPageShowsIt) {
  Studio studio;
  const Colour mark = theme::colour(Theme::day, theme::Role::reading_mark);
  // Spans, a line break and a control character that is not shown: bytes of the label are not bytes of the glass.
  Node long_words = words("w", "");
  for (int i = 0; i < 20; ++i) long_words.label.push_back({std::to_string(i) + " Somewhere\nwarm\x01 to sit. ", "en"});
  Node list;
  list.id = "list";
  list.role = Role::pager;
  list.box.height = share();
  list.paging = Paging{};
  list.children.push_back(std::move(long_words));
  const Node root = screen({std::move(list)});
  Panel panel({500, 300});
  std::string whole;
  for (int page = 0, pages = 1; page < pages; ++page) {
    panel.pages = {{"list", page}};
    const Laid laid = panel.lay(Node(root));
    pages = laid.pagers.at("list").pages;
    const layout::Item& item = *laid.find("w");
    whole += i18n::plain_text(item.node->label);
    const i18n::Label& shown = item.node->label;
    for (std::size_t span = 0; span < shown.size(); ++span) {
      const ByteOffset first = span == 0 ? item.first_byte : 0;
      const auto in_whole = Overlay::Reading{"w", item.first_span + span, first, first + shown[span].text.size()};
      EXPECT_EQ(root.children[0].children[0].label[in_whole.span].text.substr(first, shown[span].text.size()), shown[span].text);
      EXPECT_GT(studio.draw(laid, {.focus = {}, .pressed = {}, .reading = in_whole}).count(mark), 100) << "page " << page << " span " << span;
    }
  }
  EXPECT_EQ(whole, i18n::plain_text(root.children[0].children[0].label)) << "nothing lost or doubled";
}

TEST(ReadingMark, IsReadableInEveryTheme) {
  Studio studio;
  for (const Theme theme : themes) {
    Panel panel(window);
    panel.theme = theme;
    const Laid laid = panel.lay(screen({words("w", "Being read")}));
    const Image image = studio.draw(laid, {.focus = {}, .pressed = {}, .reading = Overlay::Reading{"w", 0, 0, 10}});
    EXPECT_GT(image.count(theme::colour(theme, theme::Role::reading_mark)), 500) << name_of(theme);
    EXPECT_GT(image.count(theme::colour(theme, theme::Role::on_reading_mark)), 60) << name_of(theme);
  }
}

// --- Right to left ---

TEST(RightToLeft, MirrorsPlacesAndWhatLeansOnThem) {
  Studio studio;
  const auto image_of = [&](const char* language) {
    Node card = labelled("a", "", Look::card);
    card.children.clear();
    card.glaze = 1;
    return studio.draw(Panel(window).lay(alone(std::move(card), language)));
  };
  const Colour accent = theme::glaze(Theme::day, 1).fill;
  const RectPx ltr = image_of("en").extent(accent), rtl = image_of("ar").extent(accent);
  EXPECT_GT(ltr.width, 5);
  EXPECT_LT(ltr.right(), window.width / 2) << "the strip lies on the reading side";
  EXPECT_EQ(rtl.x, window.width - ltr.right());
  EXPECT_EQ(rtl.width, ltr.width);
}

TEST(RightToLeft, ATileIsTheOthersMirrorImageButItsPictureIsNot) {
  Studio studio;
  const auto laid_of = [&](const char* language, const char* icon) {
    Node tile = labelled("a", "", Look::topic_tile);
    tile.children.clear();
    tile.box.height = fixed_mm(80);
    tile.glaze = 1;
    tile.icon = icon;
    return Panel(window).lay(alone(std::move(tile), language));
  };
  const Image ltr = studio.draw(laid_of("en", "none")), rtl = studio.draw(laid_of("ar", "none"));
  int differ = 0;
  for (int y = 0; y < window.height; ++y)
    for (int x = 0; x < window.width; ++x) differ += ltr.at(x, y) == rtl.at(window.width - 1 - x, y) ? 0 : 1;
  EXPECT_EQ(differ, 0);
  const Image health = studio.draw(laid_of("en", "topic.money")), mirrored = studio.draw(laid_of("ar", "topic.money"));
  const Colour icon = theme::glaze(Theme::day, 1).icon;
  EXPECT_GT(health.count(icon), 200);
  EXPECT_EQ(health.count(icon), mirrored.count(icon));
  const RectPx there = health.extent(icon), here = mirrored.extent(icon);
  EXPECT_EQ(there.width, here.width);
  for (int y = 0; y < there.height; ++y)
    for (int x = 0; x < there.width; ++x) ASSERT_EQ(health.at(there.x + x, there.y + y) == icon, mirrored.at(here.x + x, here.y + y) == icon) << "a pictogram is never mirrored";
}

TEST(RightToLeft, AnArrowThatMeansBackPointsTheOtherWayAndSamePlaceKeepsIt) {
  Studio studio;
  const auto image_of = [&](const char* language, bool same_place, const char* name) {
    Node icon;
    icon.part = Part::picture;
    icon.icon = name;
    icon.icon_mm = 20;
    icon.box.width = fixed_mm(20);
    Node row = group(Stack::row, {std::move(icon)});
    row.box.main = Place::center;
    row.box.same_place = same_place;
    return studio.draw(Panel({901, 200}).lay(screen({std::move(row)}, language)));
  };
  EXPECT_NE(image_of("en", false, "back"), image_of("ar", false, "back"));
  EXPECT_EQ(image_of("en", true, "back"), image_of("ar", true, "back"));
  EXPECT_EQ(image_of("en", false, "phone"), image_of("ar", false, "phone"));
}

}  // namespace
}  // namespace kiosk::ui::paint
