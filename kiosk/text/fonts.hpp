// SPDX-License-Identifier: GPL-3.0-or-later
// The faces that fonts/manifest.json lists, opened by path: fontconfig would
// choose for itself, and chose Nastaliq Bold. For kiosk/text alone. UI thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/unicode/script_runs.hpp"

struct hb_blob_t;
struct hb_font_t;
struct FT_FaceRec_;
struct FT_LibraryRec_;
struct FT_StrokerRec_;

namespace kiosk::text {

struct FreeHarfBuzz {
  void operator()(hb_font_t* font) const noexcept;
  void operator()(hb_blob_t* blob) const noexcept;
};
struct FreeFreeType {
  void operator()(FT_FaceRec_* face) const noexcept;
  void operator()(FT_LibraryRec_* library) const noexcept;
  void operator()(FT_StrokerRec_* stroker) const noexcept;
};

using FamilyIndex = std::uint16_t;

// One file and face index, for shaping. Units are the font's own.
struct Face {
  std::filesystem::path file;
  unsigned index = 0;
  FamilyIndex family = 0;
  std::unique_ptr<hb_font_t, FreeHarfBuzz> font;
  float units_per_em = 1000;
  float ascent_em = 0;
  float descent_em = 0;  // positive, below the baseline
};

// A line of the manifest.
struct Family {
  std::vector<unicode::Script> scripts;
  std::vector<std::string> languages;  // empty: any
  std::string name;
  float line_height_em = 1.36F;
  float em_scale = 1;
  float cap_height_em = 0.714F;  // of this face's own em
  std::optional<FontIndex> regular;  // nothing: the file is not there
  std::optional<FontIndex> bold;
};

struct VerticalExtent {
  float top_em = 0;     // above the baseline
  float bottom_em = 0;  // above the baseline; negative below it
  bool empty = true;
};

class FontSet {
 public:
  [[nodiscard]] static Result<std::unique_ptr<FontSet>> open(const std::filesystem::path& manifest);

  // The family for a script as written in a language; Latin's if none is there.
  [[nodiscard]] FamilyIndex family_for(unicode::Script script, std::string_view language) const;
  // Its face for a weight. Only for families with a regular face, which `family_for` gives.
  [[nodiscard]] FontIndex face_for(FamilyIndex index, Weight weight) const;
  // `preferred` if it has all of the characters, else the first that has, else `preferred`.
  [[nodiscard]] FontIndex face_with(FontIndex preferred, std::u32string_view characters, Weight weight) const;

  [[nodiscard]] const Face& face(FontIndex index) const { return faces_[index]; }
  [[nodiscard]] const Family& family(FamilyIndex index) const { return families_[index]; }
  [[nodiscard]] const std::vector<Family>& families() const { return families_; }
  [[nodiscard]] static constexpr FamilyIndex latin() { return 0; }
  // Whether this face is drawn thickened to stand for `weight`.
  [[nodiscard]] bool emboldened(FontIndex index, Weight weight) const;
  [[nodiscard]] VerticalExtent extent(FontIndex font, std::uint32_t glyph) const;

  [[nodiscard]] const std::optional<std::filesystem::path>& icon_file() const { return icon_file_; }
  [[nodiscard]] std::optional<char32_t> icon(std::string_view name) const;
  // Path data of a line icon of ours, to be stroked on a grid of 24; empty if there is none.
  [[nodiscard]] std::string_view line_icon(std::string_view name) const;

 private:
  FontSet() = default;
  std::vector<Family> families_;
  std::vector<Face> faces_;
  std::optional<std::filesystem::path> icon_file_;
  std::map<std::string, char32_t, std::less<>> icons_;
  std::map<std::string, std::string, std::less<>> line_icons_;
  mutable std::unordered_map<std::uint64_t, VerticalExtent> extents_;
};

}  // namespace kiosk::text
