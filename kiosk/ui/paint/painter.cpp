// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/paint/painter.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "kiosk/text/paragraph.hpp"
#include "kiosk/ui/paint/icons.hpp"
#include "kiosk/ui/paint/mural.hpp"
#include "kiosk/ui/paint/pictograms.hpp"

namespace kiosk::ui::paint {
namespace {

using layout::Item;
using semantics::Look;
using semantics::Node;
using semantics::Part;
using semantics::Role;
namespace th = theme;

ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
Colour unpacked(ImU32 c) {
  return {static_cast<std::uint8_t>(c >> IM_COL32_R_SHIFT), static_cast<std::uint8_t>(c >> IM_COL32_G_SHIFT), static_cast<std::uint8_t>(c >> IM_COL32_B_SHIFT),
          static_cast<std::uint8_t>(c >> IM_COL32_A_SHIFT)};
}
ImVec2 vec(int x, int y) { return {static_cast<float>(x), static_cast<float>(y)}; }

// Texture ids of the draw list: 0 is plain colour, n is page n - 1. uv are pixels of the page.
ImTextureID texture(int page) { return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(page + 1)); }  // NOLINT: ImGui's own type

struct Pen {
  ImDrawList& list;
  text::Atlas& atlas;
  int page = -1;

  void use(int wanted) {
    if (wanted == page) return;
    if (page != -1) list.PopTextureID();
    if (wanted != -1) list.PushTextureID(texture(wanted));
    page = wanted;
  }
  void rect(RectPx r, Colour c) {
    if (r.width <= 0 || r.height <= 0) return;
    use(-1);
    list.PrimReserve(6, 4);
    list.PrimRectUV(vec(r.x, r.y), vec(r.right(), r.bottom()), {0, 0}, {0, 0}, packed(c));
  }
  // `at`: the top left of the mask.
  void mask(const text::Sprite& s, PointPx at, Colour c, Quad::Flip flip = Quad::Flip::none) {
    if (s.width <= 0) return;
    use(s.page);
    ImVec2 a = vec(s.x, s.y), b = vec(s.x + s.width, s.y + s.height);
    if (flip == Quad::Flip::horizontal || flip == Quad::Flip::both) std::swap(a.x, b.x);
    if (flip == Quad::Flip::vertical || flip == Quad::Flip::both) std::swap(a.y, b.y);
    list.PrimReserve(6, 4);
    list.PrimRectUV(vec(at.x, at.y), vec(at.x + s.width, at.y + s.height), a, b, packed(c));
  }
  // Picture `number` of the frame: what of it `r` has room for.
  void picture(int number, SizePx size, RectPx r) {
    const int width = std::min(size.width, r.width), height = std::min(size.height, r.height);
    if (width <= 0 || height <= 0) return;
    const int x = (size.width - width) / 2, y = (size.height - height) / 2;
    const int left = r.x + (r.width - width) / 2, top = r.y + (r.height - height) / 2;
    use(-2 - number);
    list.PrimReserve(6, 4);
    list.PrimRectUV(vec(left, top), vec(left + width, top + height), vec(x, y), vec(x + width, y + height), packed({255, 255, 255}));
  }
  void outline_mask(std::string_view name, RectPx r, Colour c, Quad::Flip flip = Quad::Flip::none) {
    const text::Outline* outline = pictogram(name);
    if (outline == nullptr || r.width <= 0 || r.height <= 0) return;
    mask(atlas.mask(name, *outline, r.width, r.height), {r.x, r.y}, c, flip);
  }
  void rounded(RectPx r, int radius, Colour c) {
    radius = std::min({radius, r.width / 2, r.height / 2});
    if (radius <= 0) return rect(r, c);
    rect({r.x + radius, r.y, r.width - 2 * radius, r.height}, c);
    rect({r.x, r.y + radius, radius, r.height - 2 * radius}, c);
    rect({r.right() - radius, r.y + radius, radius, r.height - 2 * radius}, c);
    // `quarter` has its centre in the top right corner of its box: the shape of a box's bottom left.
    outline_mask("quarter", {r.x, r.bottom() - radius, radius, radius}, c);
    outline_mask("quarter", {r.right() - radius, r.bottom() - radius, radius, radius}, c, Quad::Flip::horizontal);
    outline_mask("quarter", {r.x, r.y, radius, radius}, c, Quad::Flip::vertical);
    outline_mask("quarter", {r.right() - radius, r.y, radius, radius}, c, Quad::Flip::both);
  }
  // A box with its four corners cut at 45 degrees.
  void plate(RectPx r, int cut, Colour c) {
    rect({r.x + cut, r.y, r.width - 2 * cut, r.height}, c);
    rect({r.x, r.y + cut, cut, r.height - 2 * cut}, c);
    rect({r.right() - cut, r.y + cut, cut, r.height - 2 * cut}, c);
    // `cut` is what is left when the top right corner goes.
    outline_mask("cut", {r.right() - cut, r.y, cut, cut}, c);
    outline_mask("cut", {r.x, r.y, cut, cut}, c, Quad::Flip::horizontal);
    outline_mask("cut", {r.right() - cut, r.bottom() - cut, cut, cut}, c, Quad::Flip::vertical);
    outline_mask("cut", {r.x, r.bottom() - cut, cut, cut}, c, Quad::Flip::both);
  }
  void dashed(RectPx r, int edge, int dash, Colour c) {
    for (int x = r.x; x < r.right(); x += 2 * dash) {
      const int w = std::min(dash, r.right() - x);
      rect({x, r.y, w, edge}, c);
      rect({x, r.bottom() - edge, w, edge}, c);
    }
    for (int y = r.y; y < r.bottom(); y += 2 * dash) {
      const int h = std::min(dash, r.bottom() - y);
      rect({r.x, y, edge, h}, c);
      rect({r.right() - edge, y, edge, h}, c);
    }
  }
};

}  // namespace

struct Painter::Impl {
  explicit Impl(text::Engine& engine) : atlas(engine) {
    context = ImGui::CreateContext();  // NOLINT(cppcoreguidelines-prefer-member-initializer): with what is set on it, in order
    ImGui::GetIO().IniFilename = nullptr;  // ImGui would keep a file of what was open
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;  // 16-bit indices: a busy page has more corners
    list = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
  }
  ~Impl() {
    list.reset();
    ImGui::DestroyContext(context);
  }

  [[nodiscard]] int px(Mm length) const { return laid->pitch.px(length); }
  [[nodiscard]] Colour colour(th::Role role) const { return th::colour(laid->theme, role); }

  void paint(Pen& pen, const Overlay& overlay) {
    std::vector<const Item*> focused;
    for (const std::string& id : overlay.focus) focused.push_back(laid->find(id));
    const Item* pressed = overlay.pressed.empty() ? nullptr : laid->find(overlay.pressed);
    const int pressed_index = pressed != nullptr ? static_cast<int>(pressed - laid->items.data()) : -1;
    for (const Item& item : laid->items) {
      const bool ringed = std::find(focused.begin(), focused.end(), &item) != focused.end();
      const bool inside = ringed && item.node->look != Look::help_plate && !ring_place(item).contains(item.bounds);
      if (ringed && !inside) ring(pen, item);
      const bool down = pressed_index >= 0 && item.control == pressed_index;
      box(pen, item, overlay, down);
      if (inside) ring(pen, item);  // the box would cover it
      if (item.node->part == Part::picture) icon(pen, item, down);
      if (item.text) words(pen, item, overlay, down);
    }
  }

  [[nodiscard]] static bool is_key(Look look) { return look == Look::key || look == Look::key_function; }

  // Outside the box, before it: what the box covers is not seen.
  void ring(Pen& pen, const Item& item) {
    const th::FocusRing ring = th::focus_ring(laid->theme);
    const int inner = px(ring.inner), outer = px(ring.outer);
    if (item.node->look == Look::help_plate) {
      const int cut = px(th::help_cut(laid->orientation, laid->pitch.mm(item.bounds.height)));
      pen.plate(item.bounds.inset(-inner - outer), cut + (inner + outer) / 2, colour(th::Role::focus_outer));
      pen.plate(item.bounds.inset(-inner), cut + inner / 2, colour(th::Role::focus_inner));
      return;
    }
    const int radius = px(is_key(item.node->look) ? th::radius_key : th::radius);
    const RectPx around = ring_place(item);
    pen.rounded(around.inset(-inner - outer), radius + inner, colour(th::Role::focus_outer));
    pen.rounded(around.inset(-inner), radius, colour(th::Role::focus_inner));
    if (!item.filled || !around.contains(item.bounds)) pen.rounded(around, radius, item.paper);
  }
  // What the ring goes round: the box, or less of it at the edge of the glass, where it would not be seen outside.
  [[nodiscard]] RectPx ring_place(const Item& item) const {
    const th::FocusRing ring = th::focus_ring(laid->theme);
    const int in = px(ring.inner) + px(ring.outer);
    RectPx around = item.bounds;
    if (item.node->look == Look::none) around = around.inset(-px(1_mm));  // bare words: a little air
    const RectPx glass{0, 0, laid->window.width, laid->window.height};
    if (!glass.contains(around.inset(-in))) {
      const int left = std::max(around.x, in), top = std::max(around.y, in);
      around = {left, top, std::min(around.right(), glass.width - in) - left, std::min(around.bottom(), glass.height - in) - top};
    }
    return around;
  }

  [[nodiscard]] int edge_px() const { return std::max(1, px(th::edge_width(laid->theme))); }
  // A black theme has no bottom edge to go down by: under the finger the outline is three times as wide.
  [[nodiscard]] int edge_px(bool down) const { return down && th::is_black(laid->theme) ? 3 * edge_px() : edge_px(); }

  void bordered(Pen& pen, RectPx r, Mm radius_mm, Colour fill, Colour edge, int bottom, bool down) {
    const int radius = px(radius_mm), width = edge_px(down);
    if (bottom > 0 && !down) pen.rounded({r.x, r.y, r.width, r.height + bottom}, radius, edge);
    if (down) r.y += bottom;
    pen.rounded(r, radius, edge);
    pen.rounded(r.inset(width), std::max(0, radius - width), fill);
  }

  // What is filled with its outline's colour has a line inside for it.
  void filled(Pen& pen, RectPx r, const Item& item, bool down) {
    const int radius = px(th::radius), outer = edge_px(), inner = edge_px(down);
    pen.rounded(r, radius, item.fill);
    if (inner == outer) return;
    pen.rounded(r.inset(outer), radius - outer, item.ink);
    pen.rounded(r.inset(inner), std::max(0, radius - inner), item.fill);
  }

  void box(Pen& pen, const Item& item, const Overlay& overlay, bool down) {
    const Node& node = *item.node;
    const RectPx r = item.bounds;
    const auto bottom = [&](th::Pressable what) { return px(th::bottom_edge(laid->theme, what)); };
    const bool black = th::is_black(laid->theme);
    switch (node.look) {
      case Look::none:
      case Look::mark:
      case Look::badge:
      case Look::swatch: return;
      case Look::page:
      case Look::band: return pen.rect(r, item.fill);
      case Look::plinth:
        pen.rect(r, item.fill);
        if (black) pen.rect({r.x, r.y, r.width, px(0.5_mm)}, colour(th::Role::plinth_rule));
        return;
      case Look::plinth_button: return bordered(pen, r, th::radius, item.fill, colour(th::Role::plinth_rule), 0, down);
      case Look::plinth_button_on:
      case Look::plinth_hide: return filled(pen, r, item, down);
      case Look::topic_tile: return topic_tile(pen, item, down);
      case Look::help_plate: {
        const int cut = px(th::help_cut(laid->orientation, laid->pitch.mm(r.height)));
        pen.plate(r, cut, item.fill);
        if (const int inner = edge_px(down); inner != edge_px()) {
          pen.plate(r.inset(edge_px()), cut - edge_px() / 2, item.ink);
          pen.plate(r.inset(inner), cut - inner / 2, item.fill);
        }
        return;
      }
      case Look::side_tile:
      case Look::language_tile: return bordered(pen, r, th::radius, item.fill, colour(th::Role::on_surface), bottom(th::Pressable::tile), down);
      case Look::sign_tile: {
        bordered(pen, r, th::radius, item.fill, colour(th::Role::on_surface), bottom(th::Pressable::tile), down);
        return sign_arc(pen, item);
      }
      case Look::card: {
        const int width = edge_px();
        bordered(pen, r, th::radius, item.fill, colour(down ? th::Role::on_surface : th::Role::rule), 0, down);
        if (node.glaze > 0 && !black) {
          const int strip = px(3.2_mm), radius = px(th::radius);
          const Colour accent = th::glaze(laid->theme, node.glaze).fill;
          const bool right = item.mirrored();
          // A rounded strip: a rounded box of twice the width, its inner half covered again.
          pen.rounded({right ? r.right() - 2 * strip : r.x, r.y, 2 * strip, r.height}, radius, accent);
          pen.rect({right ? r.right() - 2 * strip : r.x + strip, r.y + width, strip, r.height - 2 * width}, item.fill);
          pen.rect({right ? r.right() - 2 * strip : r.x + strip, r.y, strip, width}, colour(th::Role::rule));
          pen.rect({right ? r.right() - 2 * strip : r.x + strip, r.bottom() - width, strip, width}, colour(th::Role::rule));
        }
        return;
      }
      case Look::panel: return bordered(pen, r, th::radius, item.fill, colour(th::Role::rule), 0, false);
      case Look::field: return bordered(pen, r, th::radius, item.fill, colour(th::Role::on_surface), 0, down);
      case Look::button: return bordered(pen, r, th::radius, item.fill, colour(th::Role::on_surface), bottom(th::Pressable::button), down);
      case Look::key:
      case Look::key_function: return bordered(pen, r, th::radius_key, item.fill, colour(th::Role::rule), bottom(th::Pressable::button), down);
      case Look::button_primary:
        if (black) return filled(pen, r, item, down);
        return bordered(pen, r, th::radius, item.fill, item.fill, bottom(th::Pressable::button), down);
      case Look::language_tile_chosen: return filled(pen, r, item, down);
      case Look::button_off: {
        pen.rounded(r, px(th::radius), item.fill);
        return pen.dashed(r, std::max(1, px(0.5_mm)), px(1.2_mm), colour(th::Role::disabled_rule));
      }
      case Look::row_today: return pen.rounded(r, px(1.5_mm), item.fill);
      case Look::notice: return bordered(pen, r, th::radius, item.fill, colour(th::Role::on_surface), 0, false);
      case Look::hairline: return pen.rect(r, item.fill);
      case Look::film: {
        bordered(pen, r, th::radius, item.fill, colour(th::Role::rule), 0, false);
        const auto picture = overlay.pictures.find(node.id);
        if (picture == overlay.pictures.end() || !picture->second) return;
        pen.picture(static_cast<int>(pictures.size()), picture->second->size, r.inset(edge_px()));
        pictures.push_back(picture->second);
        return;
      }
      case Look::dialog: return bordered(pen, r, th::radius_dialog, item.fill, colour(th::Role::on_surface), 0, false);
      case Look::segment_on: return pen.rounded(r, px(1_mm), item.fill);
      case Look::segment_off: return bordered(pen, r, 1_mm, item.fill, colour(th::Role::on_surface), 0, false);
      case Look::hero: return pen.rect(r, item.fill);
      case Look::greeting: {
        const int grout = px(th::mural_grout) / 2;
        pen.rect(r, colour(th::Role::surface));  // over the wall's own tile
        if (!black) pen.rect(r.inset(grout), item.fill);
        return;
      }
      case Look::mural: return wall(pen, item, overlay.mural_seed);
      case Look::cover: return cover(pen, item);
      case Look::corner: return corner(pen, item);
      case Look::qr_code: return qr_code(pen, item);
    }
  }

  // Whole pixels a module, so that every module is square and sharp; whoever looks at it is a phone.
  static void qr_code(Pen& pen, const Item& item) {
    constexpr Colour white{255, 255, 255}, black{0, 0, 0};
    constexpr int quiet = 4;  // modules all round (ISO/IEC 18004)
    const std::string& rows = item.node->icon;
    const auto width = static_cast<int>(std::min(rows.find('/'), rows.size()));
    const int module = std::min(item.bounds.width, item.bounds.height) / (width + 2 * quiet);
    if (width == 0 || module == 0 || rows.size() != static_cast<std::size_t>(width * (width + 1) - 1)) return;
    const int side = module * (width + 2 * quiet);
    const RectPx card{item.bounds.x + (item.bounds.width - side) / 2, item.bounds.y + (item.bounds.height - side) / 2, side, side};
    pen.rect(card, white);
    for (int y = 0; y < width; ++y) {
      const auto dark = [&](int x) { return x < width && rows[static_cast<std::size_t>(y * (width + 1) + x)] == '1'; };
      for (int x = 0; x < width; ++x) {
        if (!dark(x)) continue;
        const int from = x;
        while (dark(x + 1)) ++x;
        pen.rect({card.x + (quiet + from) * module, card.y + (quiet + y) * module, (x + 1 - from) * module, module}, black);
      }
    }
  }

  void topic_tile(Pen& pen, const Item& item, bool down) {
    RectPx r = item.bounds;
    const th::Glaze glaze = th::glaze(laid->theme, item.node->glaze);
    const th::Grid grid = th::grid(laid->orientation, laid->text_size);
    const int radius = px(th::radius), edge = px(th::bottom_edge(laid->theme, th::Pressable::tile));
    const bool inverted = item.fill != glaze.fill;
    if (glaze.edge) {
      bordered(pen, r, th::radius, item.fill, *glaze.edge, 0, down);
    } else {
      if (!down && edge > 0) pen.rounded({r.x, r.y, r.width, r.height + edge}, radius, colour(th::Role::on_surface));
      if (down) r.y += edge;
      pen.rounded(r, radius, glaze.fill);
    }
    const bool flipped = item.mirrored();
    // The arc and its pictogram give way to the words on a small tile.
    const int arc = std::min({px(grid.tile_arc), r.height * 45 / 100, corner_free_of_words(item, flipped)});
    if (arc < px(10_mm)) return;
    if (!glaze.edge) {
      pen.outline_mask("quarter", {flipped ? r.x : r.right() - arc, r.y, arc, arc}, glaze.arc, flipped ? Quad::Flip::horizontal : Quad::Flip::none);
      // The tile's own rounded corner again, over the arc's square one.
      const int x = flipped ? r.x : r.right() - radius;
      pen.rect({x, r.y, radius, radius}, item.paper == glaze.fill ? colour(th::Role::surface) : item.paper);
      pen.outline_mask("quarter", {x, r.y, radius, radius}, glaze.arc, flipped ? Quad::Flip::vertical : Quad::Flip::both);
    }
    const double scale = static_cast<double>(arc) / px(grid.tile_arc);
    const int side = static_cast<int>(px(grid.tile_icon) * scale), inset = static_cast<int>(px(grid.tile_icon_inset) * scale);
    pen.outline_mask(item.node->icon, {flipped ? r.x + inset : r.right() - inset - side, r.y + inset, side, side}, inverted ? item.ink : glaze.icon);
  }
  // The side of the largest square in a tile's top outer corner that none of its words enter.
  [[nodiscard]] int corner_free_of_words(const Item& item, bool flipped) const {
    int side = std::min(item.bounds.width, item.bounds.height);
    const int index = static_cast<int>(&item - laid->items.data()), air = px(1_mm);
    for (const Item& other : laid->items) {
      if (other.control != index || !other.text) continue;
      for (const text::Line& line : other.text->lines) {
        const int left = other.text_at.x + static_cast<int>(line.x), right = left + static_cast<int>(line.width);
        const int across = flipped ? left - item.bounds.x : item.bounds.right() - right;
        const int down = other.text_at.y + static_cast<int>(line.baseline - other.text->cap_height) - item.bounds.y;
        side = std::min(side, std::max(across, down) - air);
      }
    }
    return side;
  }

  void sign_arc(Pen& pen, const Item& item) {
    const RectPx r = item.bounds;
    const th::Glaze blue = th::glaze(laid->theme, 2);
    const bool flipped = item.mirrored();
    const int arc = std::min({px(44_mm), r.height - px(2_mm), r.width * 2 / 5});
    const int edge = std::max(1, px(th::edge_width(laid->theme)));
    const RectPx corner{flipped ? r.x + edge : r.right() - edge - arc, r.bottom() - edge - arc, arc, arc};
    if (!th::is_black(laid->theme)) pen.outline_mask("quarter", corner, blue.icon, flipped ? Quad::Flip::both : Quad::Flip::vertical);
    const int side = arc * 31 / 44;
    pen.outline_mask("bsl.hands", {flipped ? corner.x + arc / 14 : corner.right() - side - arc / 14, corner.bottom() - side - arc / 10, side, side},
                     th::is_black(laid->theme) ? item.ink : blue.fill);
  }

  // As many whole tiles as the box holds of about the side wished for.
  [[nodiscard]] std::pair<int, int> tiles_in(const Item& item) const {
    const double side = std::max(1, px(Mm{item.node->icon_mm}));
    return {std::max(1, static_cast<int>(std::lround(item.bounds.width / side))), std::max(1, static_cast<int>(std::lround(item.bounds.height / side)))};
  }
  void wall(Pen& pen, const Item& item, std::uint64_t seed) {
    pen.rect(item.bounds, colour(th::Role::surface));
    if (th::is_black(laid->theme)) return;
    const auto [columns, rows] = tiles_in(item);
    cells(pen, item.bounds, columns, rows, seed, [&](int number) { return std::optional{th::glaze(laid->theme, number)}; });
  }
  void cover(Pen& pen, const Item& item) {
    pen.rect(item.bounds, colour(th::Role::surface));
    const auto [columns, rows] = tiles_in(item);
    cells(pen, item.bounds, columns, rows, 7, [&](int number) { return stone(laid->theme, number); });
  }
  template <class GlazeOf>
  void cells(Pen& pen, RectPx r, int columns, int rows, std::uint64_t seed, GlazeOf glaze_of) {
    const std::vector<MuralCell> wanted = mural(columns, rows, seed);
    const int grout = px(th::mural_grout) / 2;
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        const MuralCell& cell = wanted[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
        const auto glaze = glaze_of(cell.glaze);
        if (!glaze) return;
        const int x = r.x + column * r.width / columns, right = r.x + (column + 1) * r.width / columns;
        const int y = r.y + row * r.height / rows, bottom = r.y + (row + 1) * r.height / rows;
        const RectPx box = RectPx{x, y, right - x, bottom - y}.inset(grout);
        pen.rect(box, glaze->fill);
        for (const MuralShape& shape : shapes_of(cell)) draw(pen, box, shape, tone_of(*glaze, shape.tone));
      }
    }
  }
  static void draw(Pen& pen, RectPx box, const MuralShape& shape, Colour c) {
    const auto at = [](int origin, int size, double part) { return origin + static_cast<int>(std::lround(size * part)); };
    const int x = at(box.x, box.width, shape.x), right = at(box.x, box.width, shape.x + shape.width);
    const int y = at(box.y, box.height, shape.y), bottom = at(box.y, box.height, shape.y + shape.height);
    const RectPx r{x, y, right - x, bottom - y};
    if (shape.mask.empty()) return pen.rect(r, c);
    pen.outline_mask(shape.mask, r, c, shape.flip);
  }

  void corner(Pen& pen, const Item& item) {
    const RectPx r = item.bounds;
    const int edge = px(0.75_mm);
    pen.outline_mask("quarter", {r.x, r.y - edge, r.width + edge, r.height + edge}, colour(th::Role::on_surface), Quad::Flip::both);
    RectPx inner{r.x, r.y, r.width, r.height};
    // Centred on the corner of the glass: the quarter's own centre is at its bottom left.
    pen.outline_mask("quarter", inner, item.fill, Quad::Flip::both);
    const th::Grid grid = th::grid(laid->orientation, laid->text_size);
    const int side = px(grid.corner_icon), in = px(grid.corner_arc * 0.16);
    pen.outline_mask(item.node->icon, {r.x + in, r.bottom() - side - in, side, side}, item.ink);
  }

  void icon(Pen& pen, const Item& item, bool down) {
    const std::string& name = item.node->icon;
    const int drop = down ? px(th::bottom_edge(laid->theme, th::Pressable::tile)) : 0;
    const RectPx r{item.bounds.x, item.bounds.y + drop, item.bounds.width, item.bounds.height};
    if (name == "logo") {
      if (th::is_black(laid->theme)) return;
      for (const MarkShape& mark : site_mark()) draw(pen, r, mark.shape, tone_of(th::glaze(laid->theme, mark.glaze), mark.shape.tone));
      return;
    }
    if (name == "help.badge") {
      pen.outline_mask("help.badge", r, item.ink);
      return pen.outline_mask("help.lifebuoy", r, item.paper);
    }
    if (name.starts_with("step-")) return step(pen, r, name, item);
    if (name == "block-close") {
      pen.rounded(r, px(1.5_mm), item.ink);
      return mark(pen, r, "close", item.paper);
    }
    if (name == "switch-on" || name == "switch-off") return switch_(pen, r, name == "switch-on", item);
    if (pictogram(name) != nullptr) return pen.outline_mask(name, r, item.ink);
    const text::Sprite sprite = pen.atlas.icon(icon_for(name, item.mirrored()), std::min(r.width, r.height));
    pen.mask(sprite, {r.x + (r.width - sprite.width) / 2, r.y + (r.height - sprite.height) / 2}, item.ink);
  }
  // A step of a way that is gone: its mark on a disc. Gold is where it is now.
  void step(Pen& pen, RectPx r, std::string_view name, const Item& item) {
    struct Mark { std::string_view name, icon; th::Role fill, ink; };
    static constexpr Mark marks[] = {{"step-done", "check", th::Role::success, th::Role::surface},
                                     {"step-now", "sync", th::Role::plinth_button_on, th::Role::on_plinth_button_on},
                                     {"step-failed", "close", th::Role::danger, th::Role::on_danger}};
    const auto found = std::find_if(std::begin(marks), std::end(marks), [&](const Mark& mark) { return mark.name == name; });
    const bool known = found != std::end(marks);
    pen.outline_mask("disc", r, item.ink);
    pen.outline_mask("disc", r.inset(std::max(1, px(0.5_mm))), known ? colour(found->fill) : item.paper);
    mark(pen, r, known ? found->icon : "clock", known ? colour(found->ink) : item.ink);
  }
  // In the middle of a disc or a block.
  static void mark(Pen& pen, RectPx r, std::string_view icon, Colour ink) {
    const text::Sprite sprite = pen.atlas.icon(icon_for(icon, false), r.width * 6 / 10);
    pen.mask(sprite, {r.x + (r.width - sprite.width) / 2, r.y + (r.height - sprite.height) / 2}, ink);
  }
  // Position and fill tell On from Off, and the word beside it says it.
  void switch_(Pen& pen, RectPx r, bool on, const Item& item) {
    const int height = r.height / 2;
    const RectPx track{r.x, r.y + (r.height - height) / 2, r.width, height};
    const int edge = px(0.75_mm), knob = height - 4 * edge;
    const Colour fill = on ? colour(th::Role::success) : item.paper;
    pen.rounded(track, height / 2, on ? fill : item.ink);
    if (!on) pen.rounded(track.inset(edge), height / 2 - edge, item.paper);
    const bool right = on != item.mirrored();
    pen.outline_mask("disc", {right ? track.right() - 2 * edge - knob : track.x + 2 * edge, track.y + 2 * edge, knob, knob}, on ? item.paper : item.ink);
  }

  void words(Pen& pen, const Item& item, const Overlay& overlay, bool down) {
    const text::Layout& text = *item.text;
    PointPx at = item.text_at;
    if (down) at.y += px(th::bottom_edge(laid->theme, th::Pressable::button));
    std::pair<ByteOffset, ByteOffset> marked{0, 0};
    if (overlay.reading) {
      const Item* owner = laid->find(overlay.reading->node);
      // What is read is told in bytes of the whole label; of words cut over pages only some are here.
      const std::size_t at_span = overlay.reading->span - item.first_span;
      if (owner != nullptr && laid->words_of(*owner) == &item && overlay.reading->span >= item.first_span && at_span < text.spans.size()) {
        const ByteOffset before = at_span == 0 ? item.first_byte : 0;
        const auto displayed = [&](ByteOffset byte) {
          return text::displayed_offset(text.sources[at_span], byte - std::min(byte, before), text.spans[at_span].end);
        };
        marked = {displayed(overlay.reading->start), displayed(overlay.reading->end)};
        const int line = std::max(2, px(0.5_mm));
        for (const RectPx& r : text.boxes(marked.first, marked.second)) {
          const RectPx box{at.x + r.x, at.y + r.y, r.width, r.height};
          pen.rect(box, colour(th::Role::reading_mark));
          pen.rect({box.x, box.bottom() - line, box.width, line}, colour(th::Role::on_reading_mark));
        }
      }
    }
    for (const text::PlacedGlyph& glyph : text.glyphs) {
      const text::Sprite sprite = pen.atlas.glyph(glyph);
      const bool lit = glyph.cluster >= marked.first && glyph.cluster < marked.second;
      pen.mask(sprite, {at.x + glyph.x + sprite.left, at.y + glyph.y - sprite.top}, lit ? colour(th::Role::on_reading_mark) : item.ink);
    }
    if (item.node->part == Part::own_label && item.parent >= 0) caret(pen, item, laid->items[static_cast<std::size_t>(item.parent)], at);
  }
  // Where the next letter goes. It does not blink: nothing here moves by itself.
  void caret(Pen& pen, const Item& words, const Item& field, PointPx at) {
    if (field.node->role != Role::textfield || field.node->value.empty() || field.node->checked == false) return;  // of several, one is typed into
    const text::Layout& text = *words.text;
    const bool empty = field.node->value.front().text.empty();
    const bool rtl = i18n::direction_of(words.node->language) == Direction::rtl;
    int x = at.x + (rtl ? words.bounds.width : 0);
    if (!empty && !text.lines.empty()) {
      const text::Line& line = text.lines.back();
      x = at.x + static_cast<int>(rtl ? line.x : line.x + line.width);
    } else if (empty) {
      return;  // the hint stands there
    }
    const int height = static_cast<int>(text.cap_height * 1.5F), width = std::max(2, px(0.6_mm));
    const int base = text.lines.empty() ? at.y : at.y + static_cast<int>(text.lines.back().baseline);
    pen.rect({x + (rtl ? -2 * width : width), base - height * 4 / 5, width, height}, words.ink);
  }

  text::Atlas atlas;
  std::vector<std::shared_ptr<const Picture>> pictures;  // of this frame
  ImGuiContext* context = nullptr;
  std::unique_ptr<ImDrawList> list;
  const layout::Laid* laid = nullptr;
};

Painter::Painter(text::Engine& engine) : impl_(std::make_unique<Impl>(engine)) {}
Painter::~Painter() = default;
std::vector<text::Atlas::Page>& Painter::pages() { return impl_->atlas.pages(); }

Frame Painter::paint(const layout::Laid& laid, const Overlay& overlay) {
  impl_->atlas.begin_frame();
  impl_->laid = &laid;
  impl_->pictures.clear();
  ImDrawList& list = *impl_->list;
  list._ResetForNewFrame();
  list.PushClipRect({0, 0}, vec(laid.window.width, laid.window.height));
  list.PushTextureID(texture(-1));
  Pen pen{list, impl_->atlas};
  impl_->paint(pen, overlay);
  pen.use(-1);

  Frame frame;
  frame.size = laid.window;
  frame.background = th::colour(laid.theme, th::Role::surface);
  frame.quads.reserve(static_cast<std::size_t>(list.VtxBuffer.Size / 4));
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const int page = static_cast<int>(reinterpret_cast<std::intptr_t>(command.TextureId)) - 1;  // NOLINT: ImGui's own type
    // PrimRectUV lays four corners a quad, in order, and six indices.
    for (unsigned i = 0; i < command.ElemCount; i += 6) {
      const unsigned first = list.IdxBuffer[static_cast<int>(command.IdxOffset + i)];
      const ImDrawVert& a = list.VtxBuffer[static_cast<int>(command.VtxOffset + first)];
      const ImDrawVert& c = list.VtxBuffer[static_cast<int>(command.VtxOffset + first + 2)];
      Quad quad;
      const auto whole = [](float v) { return static_cast<int>(std::lround(v)); };
      quad.target = {whole(a.pos.x), whole(a.pos.y), whole(c.pos.x - a.pos.x), whole(c.pos.y - a.pos.y)};
      quad.page = page;
      quad.colour = unpacked(a.col);
      if (page != -1) {
        const bool across = a.uv.x > c.uv.x, down = a.uv.y > c.uv.y;
        quad.source = {whole(std::min(a.uv.x, c.uv.x)), whole(std::min(a.uv.y, c.uv.y)), whole(std::abs(c.uv.x - a.uv.x)), whole(std::abs(c.uv.y - a.uv.y))};
        quad.flip = across && down ? Quad::Flip::both : across ? Quad::Flip::horizontal : down ? Quad::Flip::vertical : Quad::Flip::none;
      }
      frame.quads.push_back(quad);
    }
  }
  list.PopTextureID();
  list.PopClipRect();
  frame.pictures = std::move(impl_->pictures);
  return frame;
}

}  // namespace kiosk::ui::paint
