// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/layout/layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "kiosk/text/paragraph.hpp"
#include "kiosk/ui/layout/looks.hpp"

namespace kiosk::ui::layout {
namespace {

using namespace semantics;

struct Insets {
  int left = 0, right = 0, top = 0, bottom = 0;
  [[nodiscard]] int across() const { return left + right; }
  [[nodiscard]] int down() const { return top + bottom; }
};

// Whether a node is a leaf that draws its own label.
bool draws_words(const Node& node) {
  return node.part == Part::semantic && node.children.empty() && !node.label.empty() && node.look != Look::corner && node.look != Look::film && node.role != Role::pager &&
         node.role != Role::list && node.role != Role::screen;
}

// What a node inherits from those above it.
struct Surroundings {
  const Node* owner = nullptr;  // whose label an own_label draws
  int parent = -1;
  int control = -1;
  paint::Colour ink, paper;
  bool same_place = false;
  RectPx clip;
};

class Solver {
 public:
  using Tallest = std::map<std::pair<const Node*, int>, int>;  // of a pager's children at a width
  Solver(Laid& laid, const Context& context, const std::map<std::string, PagerPages>& known, Tallest& tallest)
      : laid_(laid), context_(context), known_(known), tallest_(tallest) {}

  void run() {
    const RectPx glass{0, 0, context_.window.width, context_.window.height};
    Surroundings around;
    around.clip = glass;
    around.ink = theme::colour(context_.theme, theme::Role::on_surface);
    around.paper = theme::colour(context_.theme, theme::Role::surface);
    arrange(*laid_.root, glass, around);
  }

 private:
  // --- Measures ---
  [[nodiscard]] int px(double mm) const { return context_.pitch.px(Mm{mm}); }
  // A node has its language by now: its own, or that of what it is in.
  [[nodiscard]] static bool mirrored(const Node& node, bool same_place) { return !same_place && i18n::direction_of(node.language) == Direction::rtl; }

  [[nodiscard]] Insets insets(const Node& node, bool same_place) const {
    Insets in{px(node.box.pad_x_mm), px(node.box.pad_x_mm), px(node.box.pad_y_mm), px(node.box.pad_y_mm)};
    (mirrored(node, same_place) ? in.right : in.left) += px(node.box.pad_start_mm);
    return in;
  }

  [[nodiscard]] bool left_out(const Node& node) const {
    if (!node.only_when_paged) return false;
    const auto found = known_.find(node.page_of);
    return found == known_.end() || found->second.pages < 2;
  }
  [[nodiscard]] std::vector<const Node*> shown_children(const Node& node) const {
    std::vector<const Node*> shown;
    for (const Node& child : node.children)
      if (!left_out(child)) shown.push_back(&child);
    return shown;
  }
  // Words that are read, not the labels of controls: those must fit where they are pressed.
  [[nodiscard]] bool spaced(const Node& node) const {
    return context_.spacing == Context::Spacing::wide && node.part == Part::semantic && node.page_of.empty() &&
           (node.style == TextStyle::body || node.style == TextStyle::small || node.style == TextStyle::example || node.style == TextStyle::lead);
  }
  // Between what is read one after another: two ems with wide spacing.
  [[nodiscard]] int flow_gap(const Node& pager) const {
    if (context_.spacing != Context::Spacing::wide) return px(pager.box.gap_mm);
    return std::max(px(pager.box.gap_mm), context_.pitch.px(theme::type(theme::TypeStyle::body, context_.text_size, laid_.orientation).em * 2));
  }
  [[nodiscard]] text::Style style_of(const Node& node) const {
    const theme::Type type = theme::type(static_cast<theme::TypeStyle>(node.style), context_.text_size, laid_.orientation);
    text::Style style = theme::text_style(type, context_.pitch);
    if (node.bold) style.weight = text::Weight::bold;
    style.spaced = spaced(node);
    return style;
  }
  [[nodiscard]] text::Align align_of(const Node& node) const {
    switch (node.box.text) {
      case Place::center: return text::Align::center;
      case Place::end: return text::Align::end;
      default: return text::Align::start;
    }
  }
  [[nodiscard]] const i18n::Label& label_of(const Node& node, const Node* owner) {
    return node.part == Part::own_label && owner != nullptr ? owner->label : finished(node).label;
  }
  [[nodiscard]] bool has_words(const Node& node) const { return node.part == Part::own_label || draws_words(node); }
  [[nodiscard]] text::LayoutPtr words(const Node& node, const Node* owner, int width) {
    return context_.text.layout(label_of(node, owner), i18n::direction_of(node.language), style_of(node), std::max(1, width), align_of(node));
  }

  int natural_width(const Node& node, const Node* owner) { return width_of(node, owner, Wish::natural); }
  int min_width(const Node& node, const Node* owner) { return width_of(node, owner, Wish::least); }

  enum class Wish { natural, least };
  int width_of(const Node& node, const Node* owner, Wish wish) {
    if (node.box.width.kind == Extent::Kind::fixed) return px(node.box.width.amount);
    const Insets in = insets(node, false);
    if (node.part == Part::picture) return px(node.icon_mm);
    if (has_words(node)) {
      const auto& label = label_of(node, owner);
      return in.across() + (wish == Wish::natural ? context_.text.natural_width(label, i18n::direction_of(node.language), style_of(node)) + 1
                                                  : context_.text.min_width(label, i18n::direction_of(node.language), style_of(node)) + 1);
    }
    const Node* own = node.part == Part::semantic ? &node : owner;
    int total = 0, widest = 0, count = 0;
    for (const Node* child : shown_children(node)) {
      const int width = width_of(*child, own, wish);
      total += width;
      widest = std::max(widest, width);
      ++count;
    }
    if (node.box.stack == Stack::row && count > 0) return in.across() + total + (count - 1) * px(node.box.gap_mm);
    return in.across() + widest;
  }

  // Widths of a row's children within `available`.
  std::vector<int> row_widths(const std::vector<const Node*>& children, const Node* own, int available, int gap) {
    std::vector<int> widths(children.size(), 0);
    if (children.empty()) return widths;
    int left = available - static_cast<int>(children.size() - 1) * gap;
    double shares = 0;
    int least_of_shares = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Extent& extent = children[i]->box.width;
      if (extent.kind == Extent::Kind::share) {
        shares += extent.amount;
        least_of_shares += min_width(*children[i], own);
      } else {
        widths[i] = natural_width(*children[i], own);
        left -= widths[i];
      }
    }
    // Words that would like one line give way, longest first, before anything is cut.
    for (int lacking = least_of_shares - left; lacking > 0;) {
      std::size_t widest = children.size();
      int most = 0;
      for (std::size_t i = 0; i < children.size(); ++i) {
        if (children[i]->box.width.kind != Extent::Kind::fit) continue;
        const int spare = widths[i] - min_width(*children[i], own);
        if (spare > most) {
          most = spare;
          widest = i;
        }
      }
      if (widest == children.size()) break;
      const int given = std::min(most, lacking);
      widths[widest] -= given;
      left += given;
      lacking -= given;
    }
    distribute(children, own, widths, left, shares, Axis::across, 0);
    return widths;
  }

  enum class Axis { across, down };
  // Shares of what is left, none under its least.
  void distribute(const std::vector<const Node*>& children, const Node* own, std::vector<int>& sizes, int left, double shares,
                  Axis axis, int width) {
    if (shares <= 0) return;
    // Where there is not room for the least of all, nobody's least counts: what is fixed (the
    // access bar) keeps its place, and the invariants name what is cut.
    std::vector<bool> frozen(children.size(), false);
    const bool across = axis == Axis::across;
    const auto extent_of = [&](std::size_t i) -> const Extent& { return across ? children[i]->box.width : children[i]->box.height; };
    const auto least_of = [&](std::size_t i) { return across ? min_width(*children[i], own) : height_of(*children[i], own, width); };
    int least_of_all = 0;
    for (std::size_t i = 0; i < children.size(); ++i)
      if (extent_of(i).kind == Extent::Kind::share) least_of_all += least_of(i);
    for (bool again = least_of_all <= left; again;) {
      again = false;
      for (std::size_t i = 0; i < children.size(); ++i) {
        if (frozen[i] || extent_of(i).kind != Extent::Kind::share) continue;
        const int wanted = static_cast<int>(left * extent_of(i).amount / shares);
        const int least = least_of(i);
        if (least > wanted) {
          sizes[i] = least;
          frozen[i] = true;
          left -= least;
          shares -= extent_of(i).amount;
          again = shares > 0;
          break;
        }
      }
    }
    int given = 0;
    double passed = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (frozen[i] || extent_of(i).kind != Extent::Kind::share) continue;
      passed += extent_of(i).amount;
      const int upto = static_cast<int>(std::lround(std::max(0, left) * passed / shares));
      sizes[i] = upto - given;  // whole pixels that add up
      given = upto;
    }
  }

  // Height that a node would like at this width.
  int height_of(const Node& node, const Node* owner, int width) {
    if (node.box.height.kind == Extent::Kind::fixed) return px(node.box.height.amount);
    if (node.part == Part::picture) return px(node.icon_mm);
    const auto key = std::pair{&node, width};
    if (const auto found = heights_.find(key); found != heights_.end()) return found->second;
    const Insets in = insets(node, false);
    const int inner = width - in.across();
    int height = 0;
    if (has_words(node)) {
      const text::LayoutPtr laid = words(node, owner, inner);
      height = static_cast<int>(std::ceil(laid->height));
      const auto lines = static_cast<int>(laid->lines.size());
      if (lines > 0 && lines < node.box.min_lines) height = static_cast<int>(std::ceil(laid->height / static_cast<float>(lines) * static_cast<float>(node.box.min_lines)));
    } else if (node.role == Role::pager && node.part == Part::semantic) {
      height = least_of_pager(node, inner);
    } else {
      const Node* own = node.part == Part::semantic ? &node : owner;
      const auto children = shown_children(node);
      const int gap = px(node.box.gap_mm);
      if (node.box.stack == Stack::row) {
        const auto widths = row_widths(children, own, inner, gap);
        for (std::size_t i = 0; i < children.size(); ++i) height = std::max(height, height_of(*children[i], own, widths[i]));
      } else {
        int total = 0;
        for (const Node* child : children) {
          const int child_height = height_of(*child, own, child_width(*child, own, inner));
          total += child_height;
          height = std::max(height, child_height);
        }
        if (node.box.stack == Stack::column) height = total + (children.empty() ? 0 : static_cast<int>(children.size() - 1) * gap);
      }
    }
    height = std::max(height + in.down(), px(node.box.min_height_mm));
    heights_[key] = height;
    return height;
  }
  // A pager takes what there is. A grid wants the least of its shapes whole; the others can be cut anywhere.
  int least_of_pager(const Node& node, int width) {
    if (!node.paging || node.paging->kind != Paging::Kind::grid || node.paging->grids.empty()) return 0;
    const auto [columns, rows] = node.paging->grids.back();
    const int gap = px(node.box.gap_mm);
    const int cell = (width - (columns - 1) * gap) / columns;
    int tallest = 0;
    for (const Node& child : node.children) tallest = std::max(tallest, height_of(child, &node, cell));
    return rows * tallest + (rows - 1) * gap;
  }
  const Node* first_that_fits(const std::vector<const Node*>& ways, const Node* own, SizePx room) {
    for (const Node* way : ways)
      if (min_width(*way, own) <= room.width && height_of(*way, own, room.width) <= room.height) return way;
    return ways.back();
  }

  int child_width(const Node& child, const Node* own, int available) {
    switch (child.box.width.kind) {
      case Extent::Kind::fixed: return std::min(available, px(child.box.width.amount));
      case Extent::Kind::fit: return std::min(available, natural_width(child, own));
      case Extent::Kind::share: break;
    }
    return available;
  }

  // --- Places ---
  [[nodiscard]] const Node& finished(const Node& node) {
    if (node.page_of.empty()) return node;
    if (const auto made = finished_.find(&node); made != finished_.end()) return *made->second;
    const auto found = known_.find(node.page_of);
    const PagerPages pages = found == known_.end() ? PagerPages{} : found->second;
    Node filled = node;
    for (i18n::Span& span : filled.label) {
      if (span.kind == i18n::SpanKind::page_number) span.text = std::to_string(pages.page + 1);
      if (span.kind == i18n::SpanKind::page_count) span.text = std::to_string(pages.pages);
    }
    if (node.page_step != 0) {
      const int to = pages.page + node.page_step;
      filled.enabled = to >= 0 && to < pages.pages;
      filled.action = TurnPage{node.page_of, to};
      if (!filled.enabled) filled.look = Look::button_off;
    }
    laid_.made.push_back(std::move(filled));
    return *finished_.emplace(&node, &laid_.made.back()).first->second;
  }

  void arrange(const Node& described, RectPx rect, Surroundings around) {
    const Node& node = finished(described);
    const bool disabled_button = !node.enabled && (node.look == Look::button || node.look == Look::button_primary);
    Item item;
    item.node = &node;
    item.parent = around.parent;
    item.bounds = rect;
    item.control = around.control;
    around.same_place = around.same_place || node.box.same_place;
    item.same_place = around.same_place;
    const Colours colours = colours_of(context_.theme, disabled_button ? Look::button_off : node.look, node.glaze,
                                       node.part == Part::semantic && !node.id.empty() && node.id == context_.focus);
    item.filled = colours.fill.has_value();
    if (colours.fill) around.paper = *colours.fill;
    if (colours.ink) around.ink = *colours.ink;
    item.fill = around.paper;
    item.ink = around.ink;
    item.paper = around.paper;
    if (const auto begin = begins_.find(&node); begin != begins_.end()) std::tie(item.first_span, item.first_byte) = begin->second;
    const int index = static_cast<int>(laid_.items.size());
    if (node.part == Part::semantic) {
      around.parent = index;
      around.owner = &node;
      if (is_control(node.role)) {
        around.control = index;
        item.control = index;
      }
    }
    const Insets in = insets(node, around.same_place);
    const RectPx content{rect.x + in.left, rect.y + in.top, rect.width - in.across(), rect.height - in.down()};
    item.clipped = !around.clip.contains(rect);
    if (has_words(node)) {
      item.text = words(node, around.owner, content.width);
      const int spare = content.height - static_cast<int>(std::ceil(item.text->height));
      const int lowered = node.box.main == Place::center ? spare / 2 : node.box.main == Place::end ? spare : 0;
      item.text_at = {content.x, content.y + std::max(0, lowered)};
      item.clipped = item.clipped || spare < 0 || item.text->overflowed_word;
    }
    const Node* owner = around.owner;
    around.clip = rect;
    laid_.items.push_back(std::move(item));
    if (node.part == Part::picture || has_words(node)) return;
    if (node.role == Role::pager && node.part == Part::semantic) return arrange_pager(node, content, around);
    switch (node.box.stack) {
      case Stack::column: return arrange_column(node, shown_children(node), owner, content, around);
      case Stack::row: return arrange_row(node, shown_children(node), owner, content, around);
      case Stack::first_that_fits:
        if (const auto ways = shown_children(node); !ways.empty())
          arrange(*first_that_fits(ways, owner, {content.width, content.height}), content, around);
        return;
      case Stack::layers:
        for (const Node* child : shown_children(node)) {
          const int width = child_width(*child, owner, content.width);
          const int height = child->box.height.kind == Extent::Kind::share ? content.height : height_of(*child, owner, width);
          // A layer smaller than the glass stands in its bottom corner (attract's sign).
          arrange(*child, {content.x, content.bottom() - height, width, height}, around);
        }
    }
  }

  void arrange_column(const Node& node, const std::vector<const Node*>& children, const Node* own, RectPx content, const Surroundings& around) {
    if (children.empty()) return;
    const int gap = node.paging ? flow_gap(node) : px(node.box.gap_mm);
    std::vector<int> heights(children.size(), 0), widths(children.size(), 0);
    int left = content.height - static_cast<int>(children.size() - 1) * gap;
    double shares = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
      widths[i] = child_width(*children[i], own, content.width);
      if (children[i]->box.height.kind == Extent::Kind::share) {
        shares += children[i]->box.height.amount;
      } else {
        heights[i] = height_of(*children[i], own, widths[i]);
        left -= heights[i];
      }
    }
    distribute(children, own, heights, left, shares, Axis::down, content.width);
    const int used = std::accumulate(heights.begin(), heights.end(), 0) + static_cast<int>(children.size() - 1) * gap;
    const int spare = std::max(0, content.height - used);
    int y = content.y;
    double between = 0;
    if (node.box.main == Place::center) y += spare / 2;
    if (node.box.main == Place::end) y += spare;
    if (node.box.main == Place::between && children.size() > 1) between = static_cast<double>(spare) / static_cast<double>(children.size() - 1);
    for (std::size_t i = 0; i < children.size(); ++i) {
      int x = content.x;
      const int spare_x = content.width - widths[i];
      if (node.box.cross == Place::center) x += spare_x / 2;
      else if ((node.box.cross == Place::end) != mirrored(node, around.same_place)) x += spare_x;
      arrange(*children[i], {x, y + static_cast<int>(std::lround(between * static_cast<double>(i))), widths[i], heights[i]}, around);
      y += heights[i] + gap;
    }
  }

  void arrange_row(const Node& node, const std::vector<const Node*>& children, const Node* own, RectPx content, const Surroundings& around) {
    if (children.empty()) return;
    const int gap = px(node.box.gap_mm);
    const std::vector<int> widths = row_widths(children, own, content.width, gap);
    const int used = std::accumulate(widths.begin(), widths.end(), 0) + static_cast<int>(children.size() - 1) * gap;
    const int spare = std::max(0, content.width - used);
    int offset = node.box.main == Place::center ? spare / 2 : node.box.main == Place::end ? spare : 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Node& child = *children[i];
      int height = content.height;
      if (child.box.height.kind == Extent::Kind::fixed || (child.box.height.kind == Extent::Kind::fit && node.box.cross != Place::stretch))
        height = std::min(content.height, height_of(child, own, widths[i]));
      if (height < height_of(child, own, widths[i]) && child.box.height.kind == Extent::Kind::fixed) height = height_of(child, own, widths[i]);
      int y = content.y;
      if (node.box.cross == Place::center) y += (content.height - height) / 2;
      if (node.box.cross == Place::end) y += content.height - height;
      const int x = mirrored(node, around.same_place) ? content.right() - offset - widths[i] : content.x + offset;
      arrange(child, {x, y, widths[i], height}, around);
      offset += widths[i] + gap;
    }
  }

  // --- Pages ---
  int clamped_page(const Node& pager, int pages) {
    const auto wished = context_.pages.find(pager.id);
    const int page = std::clamp(wished == context_.pages.end() ? 0 : wished->second, 0, std::max(0, pages - 1));
    laid_.pagers[pager.id] = {page, std::max(1, pages)};
    return page;
  }

  void arrange_pager(const Node& node, RectPx content, const Surroundings& around) {
    switch (node.paging ? node.paging->kind : Paging::Kind::flow) {
      case Paging::Kind::grid: return arrange_grid(node, content, around);
      case Paging::Kind::equal: return arrange_equal(node, content, around);
      case Paging::Kind::flow: return arrange_flow(node, content, around);
    }
  }

  void arrange_grid(const Node& node, RectPx content, const Surroundings& around) {
    const int gap = px(node.box.gap_mm);
    std::pair<int, int> grid{1, 1};
    int width = content.width, height = content.height;
    for (const auto& [columns, rows] : node.paging->grids) {
      grid = {columns, rows};
      width = (content.width - (columns - 1) * gap) / columns;
      height = (content.height - (rows - 1) * gap) / rows;
      const bool fits = std::all_of(node.children.begin(), node.children.end(), [&](const Node& child) {
        return min_width(child, &node) <= width && height_of(child, &node, width) <= height;
      });
      if (fits) break;
    }
    const auto [columns, rows] = grid;
    const int each = columns * rows;
    const int count = static_cast<int>(node.children.size());
    const int page = clamped_page(node, (count + each - 1) / each);
    for (int i = page * each; i < std::min(count, (page + 1) * each); ++i) {
      const int cell = i - page * each;
      const int column = cell % columns, row = cell / columns;
      // From both edges inwards, so that the last column ends where the page does.
      const int left = column * (content.width + gap) / columns;
      const int right = (column + 1) * (content.width + gap) / columns - gap;
      const int top = row * (content.height + gap) / rows;
      const int bottom = (row + 1) * (content.height + gap) / rows - gap;
      const int x = mirrored(node, around.same_place) ? content.right() - right : content.x + left;
      arrange(node.children[static_cast<std::size_t>(i)], {x, content.y + top, right - left, bottom - top}, around);
    }
  }

  void arrange_equal(const Node& node, RectPx content, const Surroundings& around) {
    const int gap = px(node.box.gap_mm);
    // Hundreds of cards: measured once, not once a try; what a card holds does not change with the pages.
    int& tallest = tallest_.try_emplace({&node, content.width}, 0).first->second;
    if (tallest == 0) {
      tallest = 1;
      for (const Node& child : node.children) tallest = std::max(tallest, height_of(child, &node, content.width));
    }
    const int count = static_cast<int>(node.children.size());
    const int each = std::clamp((content.height + gap) / (tallest + gap), 1, std::max(1, node.paging->most));
    const int page = clamped_page(node, (count + each - 1) / each);
    const bool alone = count == 1 && each == 1;
    const int height = alone ? content.height : (content.height - (each - 1) * gap) / each;
    for (int i = page * each; i < std::min(count, (page + 1) * each); ++i) {
      const int row = i - page * each;
      arrange(node.children[static_cast<std::size_t>(i)], {content.x, content.y + row * (height + gap), content.width, height}, around);
    }
  }

  void arrange_flow(const Node& node, RectPx content, const Surroundings& around) {
    const int gap = flow_gap(node);
    std::vector<const Node*> first, second;
    for (const Node* child : shown_children(node)) (child->column == 0 ? first : second).push_back(child);
    if (!second.empty() && node.paging->second_column_mm > 0) {
      const int beside = px(node.paging->second_column_mm);
      const int width = content.width - beside - gap;
      const auto narrow = [&](const std::vector<const Node*>& nodes, int room) {
        return std::all_of(nodes.begin(), nodes.end(), [&](const Node* child) { return min_width(*child, &node) <= room; });
      };
      // What stands beside keeps its place while the rest turns its pages.
      if (narrow(first, width) && narrow(second, beside) && stack_height(second, &node, beside, gap) <= content.height) {
        const bool flipped = mirrored(node, around.same_place);
        arrange_pages(node, first, {flipped ? content.x + beside + gap : content.x, content.y, width, content.height}, around);
        arrange_column(node, second, &node, {flipped ? content.x : content.x + width + gap, content.y, beside, content.height}, around);
        return;
      }
    }
    first.insert(first.end(), second.begin(), second.end());
    arrange_pages(node, first, content, around);
  }
  void arrange_pages(const Node& node, const std::vector<const Node*>& blocks, RectPx content, const Surroundings& around) {
    const int gap = flow_gap(node);
    const auto pages = cut(blocks, &node, content, gap);
    const int page = clamped_page(node, static_cast<int>(pages.size()));
    if (pages.size() == 1) return arrange_column(node, pages.front(), &node, content, around);
    if (pages.empty()) return;
    int y = content.y;
    for (const Node* child : pages[static_cast<std::size_t>(page)]) {
      const int height = height_of(*child, &node, content.width);
      arrange(*child, {content.x, y, content.width, height}, around);
      y += height + gap;
    }
  }
  int stack_height(const std::vector<const Node*>& nodes, const Node* own, int width, int gap) {
    int height = 0;
    for (const Node* node : nodes) height += height_of(*node, own, width);
    return height + std::max(0, static_cast<int>(nodes.size()) - 1) * gap;
  }

  // Blocks into pages. A block that is higher than a page is opened up; a long text is cut between lines.
  std::vector<std::vector<const Node*>> cut(std::vector<const Node*> blocks, const Node* own, RectPx content, int gap) {
    std::vector<std::vector<const Node*>> pages;
    int used = 0;
    const auto put = [&](const Node* block, int height) {
      if (pages.empty() || (used > 0 && used + gap + height > content.height)) {
        pages.emplace_back();
        used = 0;
      }
      used += (pages.back().empty() ? 0 : gap) + height;
      pages.back().push_back(block);
    };
    std::deque<const Node*> waiting(blocks.begin(), blocks.end());
    while (!waiting.empty()) {
      const Node* block = waiting.front();
      waiting.pop_front();
      const int height = height_of(*block, own, content.width);
      const int left = pages.empty() ? content.height : content.height - used - gap;
      if (height <= left || (height <= content.height && !draws_words(*block))) {
        put(block, height);
        continue;
      }
      if (draws_words(*block) && block->part == Part::semantic) {
        const Insets in = insets(*block, false);
        const auto text = words(*block, own, content.width - in.across());
        if (text->lines.empty()) {
          put(block, height);
          continue;
        }
        const auto fits = [&](int height_left) {
          const int room = height_left - in.down();
          std::size_t lines = 0;
          float taken = 0;
          while (lines < text->lines.size() && taken + text->lines[lines].height <= static_cast<float>(room)) taken += text->lines[lines++].height;
          return lines;
        };
        std::size_t lines = fits(left);
        if (lines < 2 && left < content.height) {
          used = content.height;  // too little room to begin here
          lines = fits(content.height);
        }
        lines = std::clamp<std::size_t>(lines, 1, text->lines.size());
        if (lines == text->lines.size()) {
          put(block, height);
          continue;
        }
        waiting.push_front(slice(*block, *text, lines, text->lines.size()));
        const Node* made = slice(*block, *text, 0, lines);
        put(made, height_of(*made, own, content.width));
        continue;
      }
      if (block->part == Part::group && !block->children.empty()) {
        for (auto child = block->children.rbegin(); child != block->children.rend(); ++child)
          if (child->part != Part::picture && !left_out(*child)) waiting.push_front(&*child);
        continue;
      }
      put(block, height);
    }
    return pages;
  }
  // Some lines of a text, as a node of their own that knows where in the whole it begins.
  const Node* slice(const Node& whole, const text::Layout& layout, std::size_t from, std::size_t to) {
    const ByteOffset start = layout.lines[from].start, end = layout.lines[to - 1].end;
    Node part = whole;
    part.label.clear();
    part.spoken.reset();  // it stands for the whole
    std::pair<std::size_t, ByteOffset> begin{0, 0};
    for (std::size_t i = 0; i < whole.label.size() && i < layout.spans.size(); ++i) {
      const auto& range = layout.spans[i];
      if (range.end <= start && part.label.empty()) continue;
      if (range.start >= end) break;
      const ByteOffset a = range.start < start ? text::source_offset(layout.sources[i], start) : 0;
      const ByteOffset b = range.end > end ? text::source_offset(layout.sources[i], end) : whole.label[i].text.size();
      if (part.label.empty()) begin = {i, a};
      i18n::Span span = whole.label[i];
      span.text = span.text.substr(a, b - a);
      part.label.push_back(std::move(span));
    }
    if (const auto before = begins_.find(&whole); before != begins_.end()) {
      if (begin.first == 0) begin.second += before->second.second;
      begin.first += before->second.first;
    }
    laid_.made.push_back(std::move(part));
    begins_.emplace(&laid_.made.back(), begin);
    return &laid_.made.back();
  }

  struct PairHash {
    std::size_t operator()(const std::pair<const Node*, int>& key) const {
      return std::hash<const void*>{}(key.first) * 31U + static_cast<std::size_t>(key.second);
    }
  };

  Laid& laid_;
  const Context& context_;
  const std::map<std::string, PagerPages>& known_;
  Tallest& tallest_;
  std::unordered_map<std::pair<const Node*, int>, int, PairHash> heights_;
  std::unordered_map<const Node*, const Node*> finished_;  // page words and buttons, filled in
  std::unordered_map<const Node*, std::pair<std::size_t, ByteOffset>> begins_;  // span and byte of what was cut
};

void inherit_language(Node& node) {
  for (Node& child : node.children) {
    if (child.language.empty()) child.language = node.language;
    inherit_language(child);
  }
}

}  // namespace

Laid lay_out(Node root, const Context& context) {
  Laid laid;
  laid.root = std::make_unique<Node>(std::move(root));
  laid.window = context.window;
  laid.pitch = context.pitch;
  laid.theme = context.theme;
  laid.text_size = context.text_size;
  laid.orientation = context.window.height > context.window.width ? theme::Orientation::portrait : theme::Orientation::landscape;
  laid.direction = i18n::direction_of(laid.root->language);
  inherit_language(*laid.root);
  // Page buttons take room from the pages they turn, so pages are known only after a
  // first try. Two tries settle it in practice; the third is for a pager on the brink.
  std::map<std::string, PagerPages> known;
  Solver::Tallest tallest;
  for (int attempt = 0; attempt < 3; ++attempt) {
    laid.items.clear();
    laid.made.clear();
    laid.pagers.clear();
    Solver(laid, context, known, tallest).run();
    if (laid.pagers == known) break;
    known = laid.pagers;
  }
  return laid;
}

const Item* Laid::find(std::string_view id) const {
  for (const Item& item : items)
    if (item.node->part == Part::semantic && item.node->id == id) return &item;
  return nullptr;
}

const Item* Laid::control_at(PointPx point) const {
  for (auto item = items.rbegin(); item != items.rend(); ++item)
    if (item->node->part == Part::semantic && is_control(item->node->role) && item->bounds.contains(point)) return item->node->enabled ? &*item : nullptr;
  return nullptr;
}

const Item* Laid::words_of(const Item& item) const {
  if (item.text) return &item;
  const auto index = static_cast<int>(&item - items.data());
  for (std::size_t i = static_cast<std::size_t>(index) + 1; i < items.size(); ++i) {
    if (items[i].parent == index && items[i].node->part == Part::own_label) return &items[i];
  }
  return nullptr;
}

}  // namespace kiosk::ui::layout
