// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/clips.hpp"

#include <set>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::directory {

struct ClipReader::Impl {
  store::Database database;
  std::set<std::pair<std::string, std::string>, std::less<>> known;  // language, words
};

ClipReader::ClipReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ClipReader::ClipReader(ClipReader&&) noexcept = default;
ClipReader& ClipReader::operator=(ClipReader&&) noexcept = default;
ClipReader::~ClipReader() = default;

Result<ClipReader> ClipReader::open(const std::filesystem::path& pack) {
  auto database = store::Database::open_immutable(pack, store::Database::Check::passed_before);
  if (!database) return database.error();
  auto impl = std::make_unique<Impl>(Impl{std::move(database).value(), {}});
  auto rows = impl->database.prepare("SELECT DISTINCT language, alt FROM media WHERE kind='speech_clip'");
  if (!rows) return rows.error();
  for (;;) {
    const auto more = rows->step();
    if (!more) return more.error();
    if (!more.value()) break;
    impl->known.emplace(rows->text(0), rows->text(1));
  }
  return ClipReader{std::move(impl)};
}

std::optional<std::string> ClipReader::find(std::string_view language, std::string_view words) {
  if (impl_->known.empty() || !impl_->known.contains(std::pair{std::string{language}, std::string{words}})) return std::nullopt;
  auto row = impl_->database.prepare("SELECT data FROM media WHERE kind='speech_clip' AND language=?1 AND alt=?2 ORDER BY position, entity, id LIMIT 1");
  if (!row) {
    log_error(row.error().detail);
    return std::nullopt;
  }
  row->bind_all(language, words);
  const auto found = row->step();
  if (!found) log_error(found.error().detail);
  if (!found || !found.value()) return std::nullopt;
  return std::string{row->text(0)};
}

}  // namespace kiosk::directory
