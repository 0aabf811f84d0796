// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/text/fonts.hpp"

#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_STROKER_H
#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/base/log.hpp"

namespace kiosk::text {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

Error manifest_error(const fs::path& manifest, std::string_view what) {
  return {ErrorCode::font, fmt::format("{}: {}; put back the file that came with the program", manifest.string(), what)};
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}
std::vector<std::string> texts_of(const Json& object, const char* key) {
  std::vector<std::string> out;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return out;
  for (const Json& item : *found) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}
std::optional<float> number_of(const Json& object, const char* key, float least, float most) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const auto value = found->get<float>();
  return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

// A file of the manifest: absolute, or in one of its directories.
std::optional<fs::path> find_file(const std::vector<fs::path>& directories, const std::string& name) {
  std::error_code ignored;
  for (const fs::path& directory : directories) {
    fs::path candidate = directory / name;
    if (fs::is_regular_file(candidate, ignored)) return candidate;
  }
  return std::nullopt;
}

std::string joined(const std::vector<fs::path>& directories) {
  std::string out;
  for (const fs::path& directory : directories) out += (out.empty() ? "" : ", ") + directory.string();
  return out;
}

std::optional<Face> open_face(const fs::path& file, unsigned index, FamilyIndex family) {
  const std::unique_ptr<hb_blob_t, FreeHarfBuzz> blob{hb_blob_create_from_file_or_fail(file.c_str())};
  if (!blob || index >= hb_face_count(blob.get())) return std::nullopt;
  hb_face_t* face = hb_face_create(blob.get(), index);
  Face out;
  out.file = file;
  out.index = index;
  out.family = family;
  const bool has_glyphs = hb_face_get_glyph_count(face) > 0;
  const auto units = static_cast<int>(hb_face_get_upem(face));
  out.units_per_em = static_cast<float>(units);
  out.font.reset(hb_font_create(face));
  hb_face_destroy(face);
  if (!has_glyphs || units <= 0) return std::nullopt;
  // Left at the font's own units: what is shaped serves every size.
  hb_font_set_scale(out.font.get(), units, units);
  hb_ot_font_set_funcs(out.font.get());
  hb_font_extents_t extents{};
  if (hb_font_get_h_extents(out.font.get(), &extents) == 0) return std::nullopt;
  out.ascent_em = static_cast<float>(extents.ascender) / out.units_per_em;
  out.descent_em = static_cast<float>(-extents.descender) / out.units_per_em;
  return out;
}

// `language` is `wanted` or a narrower form of it: zh-Hant-HK for zh-Hant. The length that matched, 0 if none.
std::size_t match_length(std::string_view language, std::string_view wanted) {
  if (!language.starts_with(wanted)) return 0;
  return language.size() == wanted.size() || language[wanted.size()] == '-' ? wanted.size() : 0;
}

// What an entry of "faces" says of itself; its files are opened after.
Result<Family> family_of(const Json& entry, const fs::path& manifest, const std::string& where) {
  Family family;
  for (const std::string& code : texts_of(entry, "scripts")) {
    if (code.size() != 4) return manifest_error(manifest, fmt::format("{} has the script \"{}\", which is not an ISO 15924 code", where, code));
    const char packed[5] = {code[0], code[1], code[2], code[3], 0};
    family.scripts.push_back(unicode::script(packed));
  }
  if (family.scripts.empty()) return manifest_error(manifest, where + " has no \"scripts\"");
  family.languages = texts_of(entry, "languages");
  family.name = text_of(entry, "family");
  const auto line = number_of(entry, "line_height_em", 0.5F, 5);
  const auto scale = number_of(entry, "em_scale", 0.5F, 2);
  const auto cap = number_of(entry, "cap_height_em", 0.2F, 2);
  if (!line || !scale || !cap) return manifest_error(manifest, where + " wants \"line_height_em\", \"em_scale\" and \"cap_height_em\" as numbers in range");
  family.line_height_em = *line;
  family.em_scale = *scale;
  family.cap_height_em = *cap;
  return family;
}

}  // namespace

void FreeHarfBuzz::operator()(hb_font_t* font) const noexcept { hb_font_destroy(font); }
void FreeHarfBuzz::operator()(hb_blob_t* blob) const noexcept { hb_blob_destroy(blob); }
void FreeFreeType::operator()(FT_FaceRec_* face) const noexcept { FT_Done_Face(face); }
void FreeFreeType::operator()(FT_LibraryRec_* library) const noexcept { FT_Done_FreeType(library); }
void FreeFreeType::operator()(FT_StrokerRec_* stroker) const noexcept { FT_Stroker_Done(stroker); }

Result<std::unique_ptr<FontSet>> FontSet::open(const fs::path& manifest) {
  std::ifstream in(manifest, std::ios::binary);
  if (!in) return Error{ErrorCode::font, fmt::format("{}: cannot be read; put back the file that came with the program", manifest.string())};
  std::ostringstream content;
  content << in.rdbuf();
  const Json root = Json::parse(content.str(), nullptr, false);
  if (!root.is_object()) return manifest_error(manifest, "is not a JSON object");

  std::vector<fs::path> directories;
  for (const std::string& name : texts_of(root, "directories")) directories.push_back(manifest.parent_path() / name);
  if (directories.empty()) return manifest_error(manifest, "\"directories\" names no folder");
  const auto faces = root.find("faces");
  if (faces == root.end() || !faces->is_array() || faces->empty()) return manifest_error(manifest, "\"faces\" lists no face");

  std::unique_ptr<FontSet> set{new FontSet};
  for (std::size_t i = 0; i < faces->size(); ++i) {
    const Json& entry = (*faces)[i];
    const std::string where = fmt::format("face {} of \"faces\"", i + 1);
    if (!entry.is_object()) return manifest_error(manifest, where + " is not an object");
    auto read = family_of(entry, manifest, where);
    if (!read) return read.error();
    Family family = std::move(read).value();
    const auto index = number_of(entry, "face_index", 0, 255);
    if (!index) return manifest_error(manifest, where + " wants \"face_index\" as a number from 0 to 255");
    const auto family_index = static_cast<FamilyIndex>(i);
    const auto load = [&](const char* key) -> std::optional<FontIndex> {
      const std::string name = text_of(entry, key);
      if (name.empty()) return std::nullopt;
      const auto file = find_file(directories, name);
      auto face = file ? open_face(*file, static_cast<unsigned>(*index), family_index) : std::nullopt;
      if (!face) {
        log_warning(fmt::format("font {} ({}) {}; install the Debian package {}", name, family.name,
                                file ? fmt::format("at {} is not a font that can be read", file->string())
                                     : fmt::format("is in none of {}", joined(directories)),
                                text_of(entry, "package")));
        return std::nullopt;
      }
      set->faces_.push_back(std::move(*face));
      return static_cast<FontIndex>(set->faces_.size() - 1);
    };
    family.regular = load("regular");
    family.bold = load("bold");
    if (!family.regular) family.regular = family.bold;
    if (i == 0 && !family.regular) {
      return Error{ErrorCode::font, fmt::format("{}: the first face, {} ({}), which every screen needs, is in none of {} or cannot be read; install the Debian package {}",
                                                manifest.string(), text_of(entry, "regular"), family.name, joined(directories), text_of(entry, "package"))};
    }
    set->families_.push_back(std::move(family));
  }

  if (const auto icon_font = root.find("icon_font"); icon_font != root.end() && icon_font->is_object()) {
    const std::string name = text_of(*icon_font, "file");
    set->icon_file_ = find_file(directories, name);
    if (!set->icon_file_) {
      log_warning(fmt::format("icon font {} is in none of {}; install the Debian package {}", name, joined(directories), text_of(*icon_font, "package")));
    }
  }
  if (const auto icons = root.find("icons"); icons != root.end() && icons->is_object()) {
    for (const auto& [name, code] : icons->items()) {
      const std::string digits = code.is_string() ? code.get<std::string>() : std::string{};
      std::uint32_t value = 0;
      const auto [stopped, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      if (failed != std::errc{} || stopped != digits.data() + digits.size()) {
        return manifest_error(manifest, fmt::format("icon \"{}\" has no hexadecimal code point", name));
      }
      set->icons_.emplace(name, static_cast<char32_t>(value));
    }
  }
  if (const auto icons = root.find("line_icons"); icons != root.end() && icons->is_object()) {
    for (const auto& [name, path] : icons->items()) {
      if (!path.is_string()) return manifest_error(manifest, fmt::format("line icon \"{}\" has no path data", name));
      set->line_icons_.emplace(name, path.get<std::string>());
    }
  }
  return set;
}

FamilyIndex FontSet::family_for(unicode::Script script, std::string_view language) const {
  FamilyIndex best = latin();
  std::size_t best_match = 0;
  bool found = false;
  for (std::size_t i = 0; i < families_.size(); ++i) {
    const Family& family = families_[i];
    if (!family.regular || std::ranges::find(family.scripts, script) == family.scripts.end()) continue;
    std::size_t match = 0;
    for (const std::string& wanted : family.languages) match = std::max(match, match_length(language, wanted));
    // Another language's style of the script is better than a box.
    if (!found || match > best_match) {
      best = static_cast<FamilyIndex>(i);
      best_match = match;
      found = true;
    }
  }
  return best;
}

FontIndex FontSet::face_for(FamilyIndex index, Weight weight) const {
  const Family& family = families_[index];
  KIOSK_ASSERT(family.regular.has_value());
  return weight == Weight::bold && family.bold ? *family.bold : *family.regular;
}

bool FontSet::emboldened(FontIndex index, Weight weight) const {
  if (weight == Weight::regular) return false;
  const Family& family = families_[faces_[index].family];
  return !family.bold || *family.bold != index;
}

FontIndex FontSet::face_with(FontIndex preferred, std::u32string_view characters, Weight weight) const {
  const auto has_all = [characters](const Face& face) {
    return std::ranges::all_of(characters, [&face](char32_t c) {
      hb_codepoint_t glyph = 0;
      return hb_font_get_nominal_glyph(face.font.get(), c, &glyph) != 0;
    });
  };
  if (has_all(faces_[preferred])) return preferred;
  for (std::size_t i = 0; i < families_.size(); ++i) {
    if (!families_[i].regular) continue;
    const FontIndex candidate = face_for(static_cast<FamilyIndex>(i), weight);
    if (has_all(faces_[candidate])) return candidate;
  }
  return preferred;
}

VerticalExtent FontSet::extent(FontIndex font, std::uint32_t glyph) const {
  const std::uint64_t key = std::uint64_t{font} << 32 | glyph;
  if (const auto found = extents_.find(key); found != extents_.end()) return found->second;
  VerticalExtent out;
  hb_glyph_extents_t extents{};
  const Face& face = faces_[font];
  if (hb_font_get_glyph_extents(face.font.get(), glyph, &extents) != 0 && extents.height != 0) {
    out.top_em = static_cast<float>(extents.y_bearing) / face.units_per_em;
    out.bottom_em = static_cast<float>(extents.y_bearing + extents.height) / face.units_per_em;
    out.empty = false;
  }
  extents_.emplace(key, out);
  return out;
}

std::optional<char32_t> FontSet::icon(std::string_view name) const {
  const auto found = icons_.find(name);
  return found == icons_.end() ? std::nullopt : std::optional(found->second);
}

std::string_view FontSet::line_icon(std::string_view name) const {
  const auto found = line_icons_.find(name);
  return found == line_icons_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace kiosk::text
