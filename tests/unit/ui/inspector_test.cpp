// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's triangles are looked at, and its widgets are used by mouse and
// keys as an engineer would. Nothing here in builds that have no inspector.
#ifdef KIOSK_INSPECTOR
#include "kiosk/ui/paint/inspector.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "kiosk/ui/paint/painter.hpp"
#include "trees.hpp"

namespace kiosk::ui::paint {
namespace {

using namespace semantics;
using namespace kiosk::ui::test;
using layout::Laid;

constexpr SizePx window{1280, 900};

Laid page() {
  return Panel({1920, 1080}).lay(screen({words("first", "Food bank"), box("button", fixed_mm(60), fixed_mm(20)), words("last", "مكتبة ليدز"), group(Stack::row, {words("inner", "Inside")})}));
}

struct Desk {
  Inspector inspector;
  session::State state;
  FrameTimes times;
  std::vector<text::Atlas::Page> pages;
  InspectorInput hand;

  Mesh show(const Laid& laid, const std::vector<InspectorInput>& since = {}, SizePx size = window) { return inspector.show({laid, state, pages, times}, since, size); }
  Mesh click(const Laid& laid, PointPx at) {
    hand.mouse = at;
    InspectorInput down = hand;
    down.button = true;
    return show(laid, {hand, down, hand});
  }
  Mesh press(const Laid& laid, InspectorKey key) {
    InspectorInput down = hand;
    down.keys[static_cast<std::size_t>(key)] = true;
    return show(laid, {down, hand});
  }
  [[nodiscard]] std::string chosen(const Laid& laid) const { return inspector.chosen() < 0 ? "" : laid.items[static_cast<std::size_t>(inspector.chosen())].node->id; }
};

void expect_sound(const Mesh& mesh, SizePx size, std::size_t pages) {
  for (const Mesh::Batch& batch : mesh.batches) {
    EXPECT_EQ(batch.indices.size() % 3, 0U);
    EXPECT_TRUE(batch.texture == Mesh::letters || static_cast<std::size_t>(batch.texture) < pages) << batch.texture;
    EXPECT_GE(batch.clip.x, 0);
    EXPECT_GE(batch.clip.y, 0);
    EXPECT_LE(batch.clip.right(), size.width);
    EXPECT_LE(batch.clip.bottom(), size.height);
    for (const int index : batch.indices) ASSERT_LT(static_cast<std::size_t>(index), mesh.corners.size());
  }
}


// The middle of the node's box in the layout pane, from the marks of choosing it.
std::optional<PointPx> found_in_layout(Desk& desk, const Laid& laid, std::string_view id) {
  desk.inspector.choose(laid, static_cast<int>(laid.find(id) - laid.items.data()));
  float left = 1e9F, right = -1, top = 1e9F, bottom = -1;
  for (const Mesh::Corner& corner : desk.show(laid).corners) {
    if (!(corner.colour == Colour{255, 0, 200, 255})) continue;
    left = std::min(left, corner.x);
    right = std::max(right, corner.x);
    top = std::min(top, corner.y);
    bottom = std::max(bottom, corner.y);
  }
  if (right < 0) return std::nullopt;
  return PointPx{static_cast<int>(left + right) / 2, static_cast<int>(top + bottom) / 2};
}

TEST(Inspector, GivesTrianglesInsideItsWindow) {
  Desk desk;
  const Laid laid = page();
  const Mesh mesh = desk.show(laid);
  expect_sound(mesh, window, 0);
  EXPECT_GT(mesh.corners.size(), 1000U);
  const Inspector::Mask& letters = desk.inspector.letters();
  EXPECT_EQ(letters.coverage.size(), static_cast<std::size_t>(letters.size.width * letters.size.height));
  EXPECT_GT(std::count(letters.coverage.begin(), letters.coverage.end(), 255), 500);
}

TEST(Inspector, ShowsThePagesOfTheAtlasOnceThereAreAny) {
  Desk desk;
  const Laid laid = page();
  const auto of_atlas = [&](const Mesh& mesh) { return std::any_of(mesh.batches.begin(), mesh.batches.end(), [](const Mesh::Batch& batch) { return batch.texture == 0; }); };
  EXPECT_FALSE(of_atlas(desk.show(laid)));
  Painter painter(engine());
  (void)painter.paint(laid, {});
  desk.pages = painter.pages();
  ASSERT_FALSE(desk.pages.empty());
  const SizePx tall{1280, 2400};
  const Mesh mesh = desk.show(laid, {}, tall);
  EXPECT_TRUE(of_atlas(mesh));
  expect_sound(mesh, tall, desk.pages.size());
}

TEST(Inspector, ChoosesWhatIsClickedInTheLayoutAndOutlinesItOnThePage) {
  Desk desk;
  const Laid laid = page();
  Frame frame;
  desk.inspector.outline(laid, frame);
  EXPECT_TRUE(frame.quads.empty());
  const auto at = found_in_layout(desk, laid, "button");
  ASSERT_TRUE(at);
  desk.inspector.choose(laid, 0);
  (void)desk.click(laid, *at);
  EXPECT_EQ(desk.chosen(laid), "button");
  desk.inspector.outline(laid, frame);
  ASSERT_EQ(frame.quads.size(), 4U);
  const RectPx bounds = laid.find("button")->bounds;
  for (const Quad& quad : frame.quads) EXPECT_TRUE(bounds.contains(quad.target));
}

TEST(Inspector, WalksTheTreeByKeys) {
  Desk desk;
  const Laid laid = page();
  // The first row of the tree is the screen; a click chooses it and arrows go on from there.
  int y = 0;
  for (y = 40; y < 200 && desk.chosen(laid) != "s"; y += 8) (void)desk.click(laid, {150, y});
  ASSERT_EQ(desk.chosen(laid), "s");
  std::vector<std::string> walked;
  for (int i = 0; i < 4; ++i) {
    (void)desk.press(laid, InspectorKey::down);
    walked.push_back(desk.chosen(laid));
  }
  EXPECT_EQ(walked, (std::vector<std::string>{"first", "button", "last", ""}));  // a group has no id
}

TEST(Inspector, FindsTheChosenNodeAgainAndForgetsOneThatWent) {
  Desk desk;
  const Laid before = page();
  desk.inspector.choose(before, static_cast<int>(before.find("last") - before.items.data()));
  const Laid shorter = Panel({1080, 1920}).lay(screen({words("last", "Now the first")}));
  (void)desk.show(shorter);
  EXPECT_EQ(desk.chosen(shorter), "last");
  const Laid without = Panel({1080, 1920}).lay(screen({words("other", "Other")}));
  Frame frame;
  desk.inspector.outline(without, frame);
  EXPECT_TRUE(frame.quads.empty());
  (void)desk.show(without);
  EXPECT_EQ(desk.inspector.chosen(), -1);
}

TEST(Inspector, FiltersByTypedWords) {
  Desk desk;
  const Laid laid = page();
  const std::size_t whole = desk.show(laid).corners.size();
  int y = 0;
  for (y = 40; y < 90; y += 6) {
    (void)desk.click(laid, {100, y});
    InspectorInput typed = desk.hand;
    typed.text = "q";
    if (desk.show(laid, {typed}).corners.size() + 100 < whole) break;
  }
  EXPECT_LT(y, 90) << "no field took the letters";
}

TEST(Inspector, TellsWhereTheTimeWent) {
  Desk desk;
  const Laid laid = page();
  const SizePx tall{1280, 2400};
  const std::size_t none = desk.show(laid, {}, tall).corners.size();
  for (int i = 0; i < 300; ++i) {
    desk.times.begin(FrameStage::layout);
    desk.times.end(FrameStage::layout);
    desk.times.end(FrameStage::blend);  // never begun: nothing
    desk.times.shown();
  }
  EXPECT_EQ(desk.times.frames().size(), FrameTimes::kept);
  EXPECT_GT(desk.times.frames().back()[static_cast<std::size_t>(FrameStage::layout)], 0.0F);
  EXPECT_EQ(desk.times.frames().back()[static_cast<std::size_t>(FrameStage::blend)], 0.0F);
  EXPECT_GT(desk.show(laid, {}, tall).corners.size(), none + 200);
}

TEST(Inspector, BearsHostileInput) {
  Desk desk;
  Node hostile = words("%s%n##", "%s%n\n\xff\xfe");
  hostile.look = Look::swatch;
  hostile.label.push_back({std::string(20'000, 'x'), "zz", i18n::SpanKind::email, "%n"});
  const Laid laid = Panel({1920, 1080}).lay(screen({std::move(hostile)}));
  desk.inspector.choose(laid, static_cast<int>(laid.items.size()) - 1);
  InspectorInput odd;
  odd.mouse = {std::numeric_limits<int>::max(), std::numeric_limits<int>::min()};
  odd.wheel = -1e9F;
  odd.text = "\xff\xc0\x80\xf4";
  odd.keys.fill(true);
  for (const SizePx size : {SizePx{0, 0}, SizePx{1, 1}, SizePx{40, 30}, window}) expect_sound(desk.show(laid, {odd, {}, odd}, size), size, 0);
  const Laid nothing;
  expect_sound(desk.show(nothing), window, 0);
  EXPECT_EQ(desk.inspector.chosen(), -1);
}

TEST(Inspector, LeavesThePainterItsOwn) {
  const Laid laid = page();
  { const Inspector first; }  // what it leaves behind must not be a context that is gone
  Painter alone(engine());
  const Frame expected = alone.paint(laid, {});
  Painter painter(engine());
  Desk desk;
  (void)desk.show(laid);
  const Frame frame = painter.paint(laid, {});
  ASSERT_EQ(frame.quads.size(), expected.quads.size());
  for (std::size_t i = 0; i < frame.quads.size(); ++i) EXPECT_EQ(frame.quads[i].target, expected.quads[i].target);
}

}  // namespace
}  // namespace kiosk::ui::paint
#endif
