// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/atlas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>
#include <set>

#include "kiosk/base/log.hpp"
#include "kiosk/text/engine_impl.hpp"
#include "kiosk/text/raster.hpp"

namespace kiosk::text {
namespace {

// Bilinear sampling at a sprite's edge must not meet its neighbour.
constexpr int gap = 1;
constexpr std::size_t usual_pages = 8;

struct GlyphKey {
  FontIndex font = 0;
  Weight weight = Weight::regular;
  std::uint32_t glyph = 0;
  long size_64ths = 0;
  auto operator<=>(const GlyphKey&) const = default;
};
struct MaskKey {
  std::string name;
  int width = 0;
  int height = 0;
  auto operator<=>(const MaskKey&) const = default;
};

// A row of sprites of much the same height.
struct Shelf {
  int y = 0;
  int height = 0;
  int next_x = 0;
};

struct PageState {
  std::vector<Shelf> shelves;
  int next_y = 0;
  std::uint64_t opened = 0;  // when it was last emptied; the lowest is the oldest
};

}  // namespace

struct Atlas::Impl {
  Rasteriser rasteriser;
  std::vector<PageState> states;
  std::size_t current = 0;
  std::uint64_t openings = 0;
  std::map<GlyphKey, Sprite> glyphs;
  std::map<MaskKey, Sprite> icons;
  std::map<MaskKey, Sprite> masks;
  std::set<std::string, std::less<>> reported;

  void report(const std::string& message) {
    if (reported.insert(message).second) log_warning(message);
  }

  void open_page(std::vector<Page>& pages) {
    Page page;
    page.coverage.assign(std::size_t{page_size} * page_size, 0);
    pages.push_back(std::move(page));
    states.push_back({{}, 0, ++openings});
    current = pages.size() - 1;
  }

  // Whether a box fits on the current page, and where.
  bool take_place(int width, int height, int& x, int& y) {
    PageState& page = states[current];
    for (Shelf& shelf : page.shelves) {
      // A shelf a quarter too high wastes less than another shelf.
      if (height > shelf.height || height * 4 < shelf.height * 3 || shelf.next_x + width > page_size) continue;
      x = shelf.next_x;
      y = shelf.y;
      shelf.next_x += width + gap;
      return true;
    }
    if (page.next_y + height > page_size) return false;
    x = 0;
    y = page.next_y;
    page.shelves.push_back({y, height, width + gap});
    page.next_y += height + gap;
    return true;
  }

  Sprite store(const Mask& mask, std::vector<Page>& pages) {
    Sprite sprite;
    if (mask.width == 0) return sprite;
    if (pages.empty()) open_page(pages);
    if (!take_place(mask.width, mask.height, sprite.x, sprite.y)) {
      open_page(pages);
      const bool fits = take_place(mask.width, mask.height, sprite.x, sprite.y);
      KIOSK_ASSERT(fits);
    }
    sprite.page = static_cast<std::uint16_t>(current);
    sprite.width = mask.width;
    sprite.height = mask.height;
    sprite.left = mask.left;
    sprite.top = mask.top;
    Page& page = pages[current];
    for (int row = 0; row < mask.height; ++row) {
      std::copy_n(mask.coverage.begin() + std::ptrdiff_t{row} * mask.width, mask.width,
                  page.coverage.begin() + std::ptrdiff_t{sprite.y + row} * page_size + sprite.x);
    }
    const RectPx drawn{sprite.x, sprite.y, sprite.width, sprite.height};
    if (page.dirty.width == 0) {
      page.dirty = drawn;
    } else {
      const int left = std::min(page.dirty.x, drawn.x);
      const int top = std::min(page.dirty.y, drawn.y);
      page.dirty = {left, top, std::max(page.dirty.right(), drawn.right()) - left, std::max(page.dirty.bottom(), drawn.bottom()) - top};
    }
    return sprite;
  }

  void empty_page(std::size_t index, std::vector<Page>& pages) {
    const auto is_here = [index](const auto& entry) { return entry.second.width != 0 && entry.second.page == index; };
    std::erase_if(glyphs, is_here);
    std::erase_if(icons, is_here);
    std::erase_if(masks, is_here);
    Page& page = pages[index];
    std::ranges::fill(page.coverage, std::uint8_t{0});
    page.dirty = {0, 0, page_size, page_size};
    ++page.generation;
    states[index] = {{}, 0, ++openings};
    current = index;
  }
};

Atlas::Atlas(Engine& engine) : engine_(engine), impl_(std::make_shared<Impl>()) {}

Sprite Atlas::glyph(const PlacedGlyph& glyph) {
  const GlyphKey key{glyph.font, glyph.emboldened ? Weight::medium : Weight::regular, glyph.glyph, std::lround(glyph.size_px * 64)};
  if (const auto found = impl_->glyphs.find(key); found != impl_->glyphs.end()) return found->second;
  const Face& face = engine_.impl().fonts->face(glyph.font);
  const auto mask = impl_->rasteriser.glyph(face.file, face.index, glyph.glyph, glyph.size_px, key.weight);
  if (!mask) {
    impl_->report(fmt::format("font {}: a glyph cannot be drawn; install its Debian package again", face.file.string()));
  }
  return impl_->glyphs.emplace(key, mask ? impl_->store(*mask, pages_) : Sprite{}).first->second;
}

Sprite Atlas::icon(std::string_view name, int size_px) {
  MaskKey key{std::string(name), size_px, size_px};
  if (const auto found = impl_->icons.find(key); found != impl_->icons.end()) return found->second;
  const FontSet& fonts = *engine_.impl().fonts;
  const std::string_view line = fonts.line_icon(name);
  const auto character = fonts.icon(name);
  std::optional<Mask> mask;
  if (!line.empty()) {
    mask = impl_->rasteriser.line_icon(line, size_px);
    if (!mask) impl_->report(fmt::format("line icon \"{}\" of fonts/manifest.json cannot be drawn at {} px", name, size_px));
  } else if (!character) {
    impl_->report(fmt::format("icon \"{}\" is not in fonts/manifest.json; add it there", name));
  } else if (fonts.icon_file()) {
    mask = impl_->rasteriser.em_square(*fonts.icon_file(), *character, size_px);
    if (!mask) impl_->report(fmt::format("icon \"{}\" cannot be drawn from {} at {} px", name, fonts.icon_file()->string(), size_px));
  }
  const Sprite sprite = mask ? impl_->store(*mask, pages_) : Sprite{};
  return impl_->icons.emplace(std::move(key), sprite).first->second;
}

Sprite Atlas::mask(std::string_view name, const Outline& outline, int width_px, int height_px) {
  MaskKey key{std::string(name), width_px, height_px};
  if (const auto found = impl_->masks.find(key); found != impl_->masks.end()) return found->second;
  const auto mask = impl_->rasteriser.outline(outline, width_px, height_px);
  if (!mask) impl_->report(fmt::format("mask \"{}\": its path data or its size, {} x {} px, cannot be drawn", name, width_px, height_px));
  const Sprite sprite = mask ? impl_->store(*mask, pages_) : Sprite{};
  return impl_->masks.emplace(std::move(key), sprite).first->second;
}

void Atlas::begin_frame() {
  // Room for what a frame may newly show; without it a page more is opened,
  // because sprites given out in a frame must hold till its end.
  if (pages_.size() < usual_pages) return;
  constexpr int room = page_size / 4;
  if (impl_->states[impl_->current].next_y + room <= page_size) return;
  const auto oldest = std::ranges::min_element(impl_->states, {}, &PageState::opened);
  impl_->empty_page(static_cast<std::size_t>(oldest - impl_->states.begin()), pages_);
}

}  // namespace kiosk::text
