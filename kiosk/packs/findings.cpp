// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/unicode/utf.hpp"

namespace kiosk::packs {
namespace {

constexpr std::size_t longest_shown = 80;

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0) out += c;
  }
  return out;
}

// Insertions, removals, changes and swaps of neighbours; `most` and above is `most`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() >= most) return most;
  std::vector<std::size_t> before(a.size() + 1), row(a.size() + 1), next(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    next[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      next[i] = std::min({row[i] + 1, next[i - 1] + 1, row[i - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) next[i] = std::min(next[i], before[i - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return std::min(row[a.size()], most);
}

}  // namespace

std::string shown(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    const unicode::CodePoint c = unicode::code_point_at(value, at);
    if (out.size() + 4 > longest_shown) return out + "…";
    if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) {
      out += c.value == '\n' || c.value == '\t' ? ' ' : '?';
    } else {
      unicode::append_utf8(out, c.value);
    }
    at = c.end;
  }
  return out;
}

std::string sentence(const Finding& finding) {
  std::string text = shown(finding.where.sheet);
  if (finding.where.row > 0) text += fmt::format(", row {}", finding.where.row);
  if (!finding.where.column.empty()) text += fmt::format(", {}", shown(finding.where.column));
  text += ": ";
  if (!finding.value.empty()) text += fmt::format("'{}' ", shown(finding.value));
  text += finding.why;
  if (!finding.mend.empty()) text += ' ' + finding.mend;
  return text;
}

void Findings::add(Kind kind, Where where, std::string value, std::string why, std::string mend) {
  std::size_t& count = counts_[static_cast<std::size_t>(level_of(kind))];
  if (++count > most_kept) return;
  // A hopeless cell need not be kept whole: its start tells which one it is.
  if (value.size() > 4 * longest_shown) value.resize(4 * longest_shown);
  findings_.push_back({kind, std::move(where), std::move(value), std::move(why), std::move(mend)});
}

std::string nearest(std::string_view value, const std::vector<std::string>& candidates) {
  const std::string wanted = folded(value.substr(0, 64));
  if (wanted.empty()) return {};
  std::string best;
  std::size_t closest = std::max<std::size_t>(2, wanted.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t away = distance(wanted, folded(std::string_view{candidate}.substr(0, 64)), closest);
    if (away < closest) {
      closest = away;
      best = candidate;
    }
  }
  return best;
}

std::string likeness_key(std::string_view name) {
  std::string key;
  std::string word;
  const auto end_word = [&] {
    if (word.size() > 3 && word.ends_with('s')) word.pop_back();
    if (word != "and" && word != "the") key += word;
    word.clear();
  };
  for (const char c : name) {
    if (c == '\'') continue;
    const std::string letter = folded(std::string_view{&c, 1});
    if (letter.empty()) end_word();
    else word += letter;
  }
  end_word();
  return key;
}

}  // namespace kiosk::packs
