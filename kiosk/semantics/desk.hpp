// SPDX-License-Identifier: GPL-3.0-or-later
// What staff do at the kiosk with packs, workbooks, records and notices, as plain
// values: jobs for the worker that has the disk (kiosk/app/desk.hpp), how far it
// has come, and its answers. Staff screens are drawn from the answers alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/directory/directory.hpp"

namespace kiosk::semantics {

using Date = std::chrono::year_month_day;

// A file on the top folder of a stick. `name` is the file's own and opens it; `shown` is fit
// to be seen: valid UTF-8 without control characters, at most 60 characters.
struct StickFile {
  enum class Kind { pack, workbook } kind = Kind::pack;
  std::string name, shown;
  std::uint64_t bytes = 0;
  bool operator==(const StickFile&) const = default;
};
// Of the store: what is in force, and what could be gone back to.
struct Version {
  long serial = 0;
  std::optional<Date> built, expires;
  bool operator==(const Version&) const = default;
};
struct Stick {
  bool in = false;
  std::vector<StickFile> files;  // packs first, each by name
  std::size_t left_out = 0;      // beyond these
  std::optional<Version> current, previous;
  bool hub_previous = false;     // the hub's own overlay has one before it, or is the first and can be undone
};

// What one set of records changes in another, in services and by name.
struct Changes {
  std::size_t all = 0, added = 0, changed = 0, removed = 0, same = 0;  // services
  std::size_t others = 0;          // of urgent help, topics, words and days: what is otherwise
  std::size_t urgent_removed = 0;  // of those: urgent help that goes
  struct Named {
    enum class How { added, changed, removed } how = How::added;
    std::string name;
    bool operator==(const Named&) const = default;
  };
  std::vector<Named> names;      // the others first, then services added, changed, removed; at most `most_named`
  static constexpr std::size_t most_named = 300;
};

// Why something was not done. Each has its words, what is wrong and what to do, in the catalogue.
enum class DeskFault {
  none,
  no_stick, no_room, unreadable, read_only, stick_full,            // the stick and the disk
  no_seal, not_ours, key_withdrawn, other_hub, one_person, altered, cut_short,  // the seal
  older, other_content, expired, broken, takes_out_many,           // the pack
  not_workbook, stops,                                             // the workbook
  no_hub_key, wrong_hub_key, nothing_older, gone, busy, stopped, other
};

struct PackLook {
  std::string file;              // as shown
  std::string hub;               // a hub's own pack: its site, as kiosk.toml has it; empty: the city's
  Version version;
  std::string signed_by;         // name of the key, without `.pub`
  bool expired = false, same = false;
  Changes changes;
};

// One row of the findings table.
struct DeskFinding {
  enum class Level { stops, check, note } level = Level::stops;
  std::string sheet;
  int row = 0;                   // 0: the whole sheet
  std::string column, value, what;
  bool operator==(const DeskFinding&) const = default;
};
struct DeskRecord {
  std::string id, name;
  std::optional<Date> checked;
  bool operator==(const DeskRecord&) const = default;
};
struct WorkbookLook {
  std::string file;
  std::size_t stops = 0, checks = 0, notes = 0;
  std::vector<DeskFinding> findings;  // the stopping ones first; at most `most_listed`, and what packs::Findings keeps of each level
  Changes changes;
  std::vector<DeskRecord> records;    // for the preview; empty when something stops
  // Some 4 MB at the worst. A page is laid out of fewer (session::listed_at_once).
  static constexpr std::size_t most_listed = 10'000;
};

struct RecordList {
  std::size_t over_6_months = 0, over_12_months = 0;  // the first counts those of the second too
  std::vector<DeskRecord> records;    // over 6 months or never checked, oldest first; at most `most_listed`
  std::vector<DeskRecord> hidden;
  static constexpr std::size_t most_listed = 10'000;
};

// What staff of this hub tell its residents. Plain text.
struct HubNotice {
  std::string id, title, text, language = "en";
  std::optional<Date> until;
  bool operator==(const HubNotice&) const = default;
};

struct DeskJob {
  enum class Do {
    list_stick, look_at_pack, install, roll_back,         // `what`: the file's name
    check_workbook, save_findings, publish_workbook, roll_back_hub,
    list_records, find, preview, confirm, hide, show,     // `what`: the words that are looked for, or the record's id
    list_notices, publish_notice, withdraw_notice         // `what`: the notice's id
  } what_to_do = Do::list_stick;
  std::string what{};
  std::string language{};                                 // preview
  HubNotice notice{};                                     // publish_notice
  LocalTime now{};
  enum class Of { kiosk, workbook } of = Of::kiosk;       // preview: a record in force, or of the workbook that was checked
  enum class Removals { ask, allow } removals = Removals::ask;
};
// How far the whole job in hand has come, and at what it is; never back. `total` 0: not known.
struct DeskProgress {
  enum class Stage { copying, checking_seal, checking_content, comparing, installing, switching } stage = Stage::copying;
  std::uint64_t done = 0, total = 0;
  bool operator==(const DeskProgress&) const = default;
};
struct DeskAnswer {
  std::uint64_t ticket = 0;
  DeskJob::Do done = DeskJob::Do::list_stick;
  std::string what;                   // the job's; of save_findings, the name of the file that was made
  DeskFault fault = DeskFault::none;
  std::string why{};                  // words of the packs' own, in English; may be empty
  std::string hub{};                  // other_hub: the site that it is for
  std::shared_ptr<const Stick> stick{};
  std::shared_ptr<const PackLook> pack{};
  std::shared_ptr<const WorkbookLook> workbook{};
  std::shared_ptr<const directory::Service> service{};  // preview; null: no such record
  std::shared_ptr<const RecordList> records{};
  std::shared_ptr<const std::vector<HubNotice>> notices{};
};
// Whether the job changes what residents see: such a one is never dropped for another.
constexpr bool changes_something(DeskJob::Do what) {
  using enum DeskJob::Do;
  return what == install || what == roll_back || what == publish_workbook || what == roll_back_hub || what == confirm || what == hide || what == show ||
         what == publish_notice || what == withdraw_notice;
}
// Whether it only fetches what a page lists: what came of the job before stays to be read.
constexpr bool only_looks(DeskJob::Do what) {
  using enum DeskJob::Do;
  return what == list_stick || what == list_records || what == find || what == list_notices || what == preview;
}

}  // namespace kiosk::semantics
