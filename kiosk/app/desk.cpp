// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/desk.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include "kiosk/base/descriptor.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/packs/build.hpp"
#include "kiosk/packs/check.hpp"
#include "kiosk/packs/edition.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/installed.hpp"
#include "kiosk/packs/overlay.hpp"
#include "kiosk/packs/records.hpp"
#include "kiosk/packs/source.hpp"
#include "kiosk/packs/staff_workbook.hpp"
#include "kiosk/packs/trust.hpp"
#include "kiosk/unicode/utf.hpp"

namespace kiosk::app {
namespace {

namespace fs = std::filesystem;
using namespace semantics;
using Do = DeskJob::Do;

constexpr std::size_t most_entries = 2'000, most_files = 60, most_characters = 60;
constexpr std::uint64_t largest_pack = 2ULL * 1024 * 1024 * 1024, largest_workbook = 64ULL * 1024 * 1024, largest_seal = 64 * 1024;
constexpr std::string_view findings_mark = " - to mend";  // in the name of a list of findings: for a computer, and not listed here
constexpr int most_saved = 99;                 // lists of findings of one workbook on one stick
constexpr std::size_t most_found = 60;         // by words
constexpr std::size_t most_records = 100'000;  // that are counted
constexpr std::uint64_t spare_bytes = 16ULL * 1024 * 1024;  // that copying leaves free on the disk

// A file's name as it may be seen: whoever made the stick chose it.
std::string fit_to_be_seen(std::string_view name) {
  std::string out;
  std::size_t characters = 0;
  for (ByteOffset at = 0; at < name.size() && characters < most_characters; ++characters) {
    const unicode::CodePoint point = unicode::code_point_at(name, at);
    const char32_t value = point.value;
    const bool unseen = value < 0x20 || (value >= 0x7F && value < 0xA0) || (value >= 0x200B && value <= 0x200F) || (value >= 0x2028 && value <= 0x202E) ||
                        (value >= 0x2060 && value <= 0x206F) || value == 0xFEFF || (value >= 0xE0000 && value <= 0xE0FFF);
    unicode::append_utf8(out, unseen ? U'?' : value);
    at = point.end;
  }
  return out;
}

bool ends_with_any_case(std::string_view name, std::string_view ending) {
  if (name.size() <= ending.size()) return false;
  return std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b); });
}

// What went away says so in one of these ways.
bool is_gone(int number) { return number == EIO || number == ENODEV || number == ENXIO || number == ENOENT || number == ENOTDIR || number == ESTALE || number == ENOTCONN; }

// Why the stick does not take a file.
DeskFault fault_of_writing(int number) {
  if (number == EROFS || number == EACCES || number == EPERM) return DeskFault::read_only;
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) return DeskFault::stick_full;
  return is_gone(number) ? DeskFault::no_stick : DeskFault::unreadable;
}

// SQLite's header says how long its file is (sqlite.org/fileformat: page size at 16, pages at 28). Bytes and
// nothing more: nobody has signed them yet.
bool is_cut_short(const fs::path& file) {
  const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  unsigned char head[100];
  struct stat about {};
  if (in.number() < 0 || ::fstat(in.number(), &about) != 0) return false;
  if (::read(in.number(), head, sizeof head) != static_cast<ssize_t>(sizeof head)) return true;
  if (std::memcmp(head, "SQLite format 3", 16) != 0) return false;
  const std::uint64_t page = head[16] == 0 && head[17] == 1 ? 65'536 : head[16] * 256U + head[17];
  const std::uint64_t pages = (std::uint64_t{head[28]} << 24U) | (std::uint64_t{head[29]} << 16U) | (std::uint64_t{head[30]} << 8U) | head[31];
  return static_cast<std::uint64_t>(about.st_size) < page * pages;
}

// What a pack or an overlay that was verified and quick_checked says of itself.
Version version_in(const fs::path& pack) {
  Version version;
  auto database = store::Database::open_immutable(pack, store::Database::Check::passed_before);
  if (!database) return version;
  const auto said = [&](const char* key) {
    auto value = database->value_of(fmt::format("SELECT value FROM meta WHERE key='{}'", key));
    return value && value.value() ? *value.value() : std::string{};
  };
  version.serial = std::strtol(said("serial").c_str(), nullptr, 10);
  version.built = parse_date(said("built"));
  version.expires = parse_date(said("expires"));
  return version;
}
std::optional<Version> version_of(const Result<fs::path>& pack) {
  if (!pack) return std::nullopt;
  return version_in(pack.value());
}

struct Read {
  packs::Records services, others;
};
// Of a pack that was quick_checked.
Result<Read> records_in(const fs::path& pack) {
  constexpr auto checked = store::Database::Check::passed_before;
  auto services = packs::records_of(pack, checked);
  if (!services) return services.error();
  auto others = packs::others_of(pack, checked);
  if (!others) return others.error();
  return Read{std::move(services).value(), std::move(others).value()};
}

Changes changes_between(const Read& before, const Read& after) {
  const packs::Comparison services = packs::compare(before.services, after.services), others = packs::compare(before.others, after.others);
  Changes out;
  out.all = after.services.size();
  out.added = services.added.size();
  out.changed = services.changed.size();
  out.removed = services.removed.size();
  out.same = services.same;
  out.others = others.added.size() + others.changed.size() + others.removed.size();
  for (const std::string& key : others.removed) out.urgent_removed += key.starts_with("urgent/") ? 1U : 0U;
  const auto name = [&](const std::vector<std::string>& ids, const packs::Records& records, Changes::Named::How how) {
    for (const std::string& id : ids)
      if (out.names.size() < Changes::most_named) out.names.push_back({how, records.at(id).name});
  };
  // What there is least of and matters most comes first.
  name(others.removed, before.others, Changes::Named::How::removed);
  name(others.changed, after.others, Changes::Named::How::changed);
  name(others.added, after.others, Changes::Named::How::added);
  name(services.added, after.services, Changes::Named::How::added);
  name(services.changed, after.services, Changes::Named::How::changed);
  name(services.removed, before.services, Changes::Named::How::removed);
  return out;
}

// Staff are asked first whether that is meant (handbook part 5).
bool takes_out_many(const Changes& changes) { return changes.removed * 10 > changes.removed + changes.changed + changes.same || changes.urgent_removed > 0; }

}  // namespace

Desk::Desk(Options options) : options_(std::move(options)), thread_([this] { work(); }) {}

Desk::~Desk() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stop_through_ = last_asked_;
  }
  changed_.notify_all();
  thread_.join();
  std::error_code none;
  fs::remove_all(options_.work, none);
}

// --- UI thread ---

void Desk::use_stick(std::optional<fs::path> folder) {
  const std::lock_guard lock(mutex_);
  stick_ = std::move(folder);
}

void Desk::ask(session::AskDesk question) {
  {
    const std::lock_guard lock(mutex_);
    last_asked_ = question.ticket;
    questions_.push_back(std::move(question));
  }
  changed_.notify_all();
}

void Desk::stop() {
  const std::lock_guard lock(mutex_);
  stop_through_ = last_asked_;
}

void Desk::forget() {
  {
    const std::lock_guard lock(mutex_);
    forget_ = true;
  }
  changed_.notify_all();
}

void Desk::reopen() {
  const std::lock_guard lock(mutex_);
  reopen_ = true;
}

std::vector<Action> Desk::answers() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answers_, {});
}

bool Desk::store_changed() {
  const std::lock_guard lock(mutex_);
  return std::exchange(store_changed_, false);
}

void Desk::wait_until_answered(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, most, [this] { return questions_.empty() && !busy_; });
}

// --- The worker ---

void Desk::work() {
  for (;;) {
    session::AskDesk question;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || forget_ || !questions_.empty(); });
      if (stopping_) return;
      if (std::exchange(forget_, false)) {
        lock.unlock();
        let_go();
        continue;
      }
      question = std::move(questions_.front());
      questions_.pop_front();
      busy_ = true;
      if (std::exchange(reopen_, false)) in_force_.reset();
    }
    ticket_ = question.ticket;
    Answer made = answer(question);
    if (made.fault != DeskFault::none && made.fault != DeskFault::stopped && !made.why.empty()) log_warning("staff desk: " + made.why);
    {
      const std::lock_guard lock(mutex_);
      if (changes_something(made.done) && made.fault == DeskFault::none) store_changed_ = true;
      answers_.emplace_back(std::move(made));
      busy_ = false;
    }
    changed_.notify_all();
    if (options_.notify) options_.notify();
  }
}

// No copy of anybody's file outlives whoever brought it.
void Desk::let_go() {
  looked_at_.reset();
  checked_.reset();
  found_.reset();
  from_workbook_.reset();
  in_force_.reset();
  std::error_code none;
  fs::remove_all(options_.work, none);
}

Desk::Answer Desk::answer(const session::AskDesk& question) {
  const DeskJob& job = question.job;
  Answer answer{question.ticket, job.what_to_do, job.what};
  if (stopped() && !changes_something(job.what_to_do)) {
    answer.fault = DeskFault::stopped;
    return answer;
  }
  switch (job.what_to_do) {
    case Do::list_stick: list_stick(answer); break;
    case Do::look_at_pack: look_at_pack(job, answer); break;
    case Do::install: install(job, answer); break;
    case Do::roll_back: roll_back(answer); break;
    case Do::check_workbook: check_workbook(job, answer); break;
    case Do::save_findings: save_findings(job, answer); break;
    case Do::list_records: list_records(job, answer); break;
    case Do::find: find_records(job, answer); break;
    case Do::preview: preview(job, answer); break;
    default: for_the_hub(job, answer); break;
  }
  if (changes_something(job.what_to_do)) in_force_.reset();
  return answer;
}

bool Desk::stopped() const {
  const std::lock_guard lock(mutex_);
  return ticket_ <= stop_through_;
}

std::optional<fs::path> Desk::stick() const {
  const std::lock_guard lock(mutex_);
  return stick_;
}

fs::path Desk::keys() const { return options_.keys.empty() ? packs::keys_of(options_.store) : options_.keys; }

void Desk::moved(DeskProgress::Stage stage, std::uint64_t done, std::uint64_t total) {
  {
    const std::lock_guard lock(mutex_);
    // The newest is all that is shown.
    std::erase_if(answers_, [](const Action& one) { return std::holds_alternative<DeskMoved>(one); });
    answers_.emplace_back(DeskMoved{ticket_, {stage, done, total}});
  }
  if (options_.notify) options_.notify();
}

packs::Job Desk::job(packs::Steps steps, std::optional<DeskProgress::Stage> stage) {
  constexpr std::uint64_t whole = 100;
  const auto stage_of = [stage](packs::Step step) {
    using enum DeskProgress::Stage;
    if (stage) return *stage;
    switch (step) {
      case packs::Step::fetching:
      case packs::Step::copying: return copying;
      case packs::Step::verifying: return checking_seal;
      case packs::Step::opening:
      case packs::Step::reading:
      case packs::Step::checking:
      case packs::Step::inspecting: return checking_content;
      case packs::Step::writing:
      case packs::Step::indexing:
      case packs::Step::finishing:
      case packs::Step::comparing: return comparing;
      case packs::Step::switching: return switching;
    }
    return copying;
  };
  // A page is drawn anew for every word: one for each hundredth and each stage.
  return {std::move(steps), [this, stage_of, said = DeskProgress{}](packs::Step step, double done) mutable {
            const DeskProgress now{stage_of(step), static_cast<std::uint64_t>(done * static_cast<double>(whole)), whole};
            if (now == said) return;
            said = now;
            moved(now.stage, now.done, now.total);
          }};
}

void Desk::list_stick(Answer& answer) {
  auto listed = std::make_shared<Stick>();
  const fs::path keys = packs::keys_of(options_.store);
  std::error_code none;
  listed->current = version_of(packs::open_current(options_.store, keys));
  listed->previous = version_of(packs::open_previous(options_.store, keys));
  listed->hub_previous = fs::is_symlink(fs::symlink_status(options_.store / "previous-overlay.pack", none));
  answer.stick = listed;
  const auto folder = stick();
  if (!folder) return;
  const int number = ::open(folder->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) {
    if (is_gone(errno)) return;
    answer.fault = DeskFault::unreadable;
    answer.why = fmt::format("the stick at {} cannot be read: {}. Try another stick.", folder->string(), std::strerror(errno));
    return;
  }
  DIR* const open = ::fdopendir(number);
  if (open == nullptr) {
    ::close(number);
    return;
  }
  listed->in = true;
  std::size_t seen = 0;
  while (const dirent* entry = ::readdir(open)) {
    if (++seen > most_entries || stopped()) break;
    const std::string name = entry->d_name;
    if (name.starts_with('.') || name.starts_with("~$")) continue;  // what other computers leave behind
    const bool pack = ends_with_any_case(name, ".pack"), workbook = ends_with_any_case(name, ".xlsx");
    struct stat about {};
    if ((!pack && !workbook) || name.find(findings_mark) != std::string::npos || ::fstatat(number, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(about.st_mode)) continue;
    listed->files.push_back({pack ? StickFile::Kind::pack : StickFile::Kind::workbook, name, fit_to_be_seen(name), static_cast<std::uint64_t>(about.st_size)});
  }
  ::closedir(open);
  std::sort(listed->files.begin(), listed->files.end(), [](const StickFile& a, const StickFile& b) { return std::pair{a.kind, a.name} < std::pair{b.kind, b.name}; });
  if (listed->files.size() > most_files) {
    listed->left_out = listed->files.size() - most_files;
    listed->files.resize(most_files);
  }
}

DeskFault Desk::copy(const std::string& name, const fs::path& to, std::uint64_t limit, std::string& why, const packs::Progress& progress) {
  const auto folder = stick();
  if (!folder) return DeskFault::no_stick;
  const auto failed = [&](int number, std::string_view doing) {
    if (!stick() || is_gone(number)) return DeskFault::no_stick;
    why = fmt::format("{} {}: {}.", doing, fit_to_be_seen(name), std::strerror(number));
    return number == ENOSPC ? DeskFault::no_room : DeskFault::unreadable;
  };
  const Descriptor top{::open(folder->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (top.number() < 0) return failed(errno, "Cannot read the stick for");
  // O_NONBLOCK: a pipe put in place of the file must not hold us up.
  const Descriptor in{::openat(top.number(), name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)};
  if (in.number() < 0) return failed(errno, "Cannot open");
  struct stat about {};
  if (::fstat(in.number(), &about) != 0) return failed(errno, "Cannot look at");
  const auto total = static_cast<std::uint64_t>(about.st_size);
  if (!S_ISREG(about.st_mode) || total > limit) {
    why = fmt::format("{} is {}. Check that it is the right file.", fit_to_be_seen(name),
                      S_ISREG(about.st_mode) ? fmt::format("{} bytes, more than the {} allowed for it", total, limit) : "no ordinary file");
    return DeskFault::unreadable;
  }
  std::error_code problem;
  fs::create_directories(to.parent_path(), problem);
  struct statvfs disk {};
  if (::statvfs(to.parent_path().c_str(), &disk) == 0 && std::uint64_t{disk.f_bavail} * disk.f_frsize < total + spare_bytes) {
    why = fmt::format("there is no room for {} bytes in {}. Free some space on that disk.", total, to.parent_path().string());
    return DeskFault::no_room;
  }
  const Descriptor out{::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)};
  if (out.number() < 0) {
    why = fmt::format("cannot write {}: {}.", to.string(), std::strerror(errno));
    return DeskFault::no_room;
  }
  std::string piece(1U << 20U, '\0');
  for (std::uint64_t done = 0;;) {
    if (stopped()) return DeskFault::stopped;
    if (!stick()) return DeskFault::no_stick;
    const ssize_t got = ::read(in.number(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(errno, "Cannot read");
    if (got == 0) break;
    done += static_cast<std::uint64_t>(got);
    if (done > limit) return failed(EFBIG, "Cannot take");
    for (std::size_t put = 0; put < static_cast<std::size_t>(got);) {
      const ssize_t wrote = ::write(out.number(), piece.data() + put, static_cast<std::size_t>(got) - put);
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) {
        why = fmt::format("cannot write {}: {}.", to.string(), std::strerror(errno));
        return DeskFault::no_room;
      }
      put += static_cast<std::size_t>(wrote);
    }
    if (progress) progress(packs::Step::copying, done, total);
  }
  return DeskFault::none;
}

// The same questions as install asks, in its order, with an answer for each that staff can act on.
void Desk::look_at_pack(const DeskJob& job, Answer& answer) {
  looked_at_.reset();
  const fs::path pack = options_.work / "looked-at.pack";
  std::error_code none;
  fs::remove_all(options_.work, none);
  const auto refuse = [&](DeskFault fault, std::string why) {
    fs::remove_all(options_.work, none);
    answer.fault = fault;
    answer.why = std::move(why);
    const std::string copy = pack.string();
    for (std::size_t at = answer.why.find(copy); at != std::string::npos; at = answer.why.find(copy)) answer.why.replace(at, copy.size(), fit_to_be_seen(job.what));
  };

  packs::Job whole = this->job({{packs::Step::copying, 40}, {packs::Step::verifying, 15}, {packs::Step::inspecting, 25}, {packs::Step::comparing, 20}});
  const packs::Progress progress = whole.progress();
  progress(packs::Step::copying, 0, 1);
  std::string why;
  if (const DeskFault fault = copy(job.what, pack, largest_pack, why, progress); fault != DeskFault::none) return refuse(fault, why);
  if (const DeskFault fault = copy(job.what + ".minisig", packs::signature_file_of(pack), largest_seal, why); fault != DeskFault::none)
    return refuse(fault == DeskFault::no_stick && stick() ? DeskFault::no_seal : fault, why);
  for (int person = 2; person <= packs::most_signatures; ++person)
    if (copy(fmt::format("{}.{}.minisig", job.what, person), packs::signature_file_of(pack, person), largest_seal, why) != DeskFault::none) break;
  if (!stick()) return refuse(DeskFault::no_stick, {});

  progress(packs::Step::verifying, 0, 1);
  auto seals = packs::read_signatures(pack);
  if (!seals) return refuse(DeskFault::altered, seals.error().detail);
  auto trusted = packs::read_keys(keys());
  if (!trusted) return refuse(DeskFault::other, trusted.error().detail);
  const auto fits = [&](const packs::TrustedKey& key) { return key.key.id == seals->front().signature.id; };
  const auto key = std::find_if(trusted->keys.begin(), trusted->keys.end(), fits);
  auto verified = packs::verify(pack, trusted.value(), progress);
  // The seal fits, and the city wants two people's.
  const auto fits_alone = [&] {
    if (trusted->city_signatures < 2) return false;
    packs::Trust one = trusted.value();
    one.city_signatures = 1;
    return packs::verify(pack, one).ok();
  };
  if (!verified) {
    const bool withdrawn = std::any_of(trusted->keys.begin(), trusted->keys.end(), [&](const auto& one) { return fits(one) && one.role.kind == packs::Role::Kind::revoked; });
    return refuse(key == trusted->keys.end() ? DeskFault::not_ours
                  : withdrawn           ? DeskFault::key_withdrawn
                  : is_cut_short(pack)  ? DeskFault::cut_short
                  : fits_alone()        ? DeskFault::one_person
                                        : DeskFault::altered,
                  verified.error().detail);
  }
  const packs::Role& role = verified->key.role;
  const bool for_hub = role.kind == packs::Role::Kind::hub;
  if (for_hub && role.site != options_.site) {
    answer.hub = role.site;
    return refuse(DeskFault::other_hub, fmt::format("{} is sealed for the hub '{}', and this one is '{}'.", fit_to_be_seen(job.what), role.site, options_.site));
  }
  if (stopped()) return refuse(DeskFault::stopped, {});

  progress(packs::Step::inspecting, 0, 1);
  auto edition = packs::look_into(pack, options_.store, verified.value());
  if (!edition) return refuse(DeskFault::broken, edition.error().detail);
  const long serial = edition->serial;
  auto look = std::make_shared<PackLook>();
  look->file = fit_to_be_seen(job.what);
  look->version = version_in(pack);
  look->version.serial = serial;
  look->signed_by = fs::path{verified->key.name}.stem().string();
  look->hub = role.site;
  look->expired = packs::has_expired(look->version.expires, job.now.date);
  progress(packs::Step::comparing, 0, 1);
  const fs::path store_keys = packs::keys_of(options_.store);
  const auto city = for_hub ? Result<fs::path>{Error{ErrorCode::pack, {}}} : packs::open_current(options_.store, store_keys);
  const auto overlay = for_hub ? packs::open_overlay(options_.store, store_keys, options_.site) : Result<std::optional<fs::path>>{std::nullopt};
  const std::optional<fs::path> current = city ? std::optional{city.value()} : overlay ? overlay.value() : std::nullopt;
  Read before;
  if (current) {
    const Version in_force = version_in(*current);
    const long standing = in_force.serial;
    auto hash = packs::hash_of(*current);
    look->same = hash && hash.value() == verified->hash;
    if (serial < standing) return refuse(DeskFault::older, fmt::format("{} has serial {}, but serial {} is installed.", look->file, serial, standing));
    if (serial == standing && !look->same)
      return refuse(DeskFault::other_content, fmt::format("{} has serial {}, which is installed with other content.", look->file, standing));
    if (auto allowed = packs::may_replace(look->file, look->version.expires, in_force.expires, job.now.date); !allowed) return refuse(DeskFault::expired, allowed.error().detail);
    if (auto read = records_in(*current); read) before = std::move(read).value();
  }
  if (stopped()) return refuse(DeskFault::stopped, {});
  progress(packs::Step::comparing, 1, 2);
  auto after = records_in(pack);
  if (!after) return refuse(DeskFault::broken, after.error().detail);
  look->changes = changes_between(before, after.value());
  looked_at_ = look;
  answer.pack = look;
}

void Desk::install(const DeskJob& job, Answer& answer) {
  const fs::path pack = options_.work / "looked-at.pack";
  if (!looked_at_) {
    answer.fault = DeskFault::other;
    return;
  }
  if (job.removals == DeskJob::Removals::ask && takes_out_many(looked_at_->changes)) {
    answer.fault = DeskFault::takes_out_many;
    return;
  }
  // Until the switch the old pack stands, and whoever pressed Stop in time gets that.
  if (stopped()) {
    answer.fault = DeskFault::stopped;
    return;
  }
  packs::Job whole = this->job(packs::install_steps, DeskProgress::Stage::installing);
  auto installed = packs::install(pack, options_.store, keys(), packs::Removals::allow, {options_.site, "install", whole.progress(), job.now.date});
  if (!installed) {
    answer.fault = DeskFault::other;
    answer.why = installed.error().detail;
    return;
  }
  std::error_code none;
  fs::remove_all(options_.work, none);
}

void Desk::roll_back(Answer& answer) {
  moved(DeskProgress::Stage::switching);
  auto done = packs::rollback(options_.store);
  if (done) return;
  answer.fault = DeskFault::nothing_older;
  answer.why = done.error().detail;
}

void Desk::check_workbook(const DeskJob& job, Answer& answer) {
  checked_.reset();
  found_.reset();
  from_workbook_.reset();
  const fs::path file = options_.work / "looked-at.xlsx", pack = options_.work / "preview.pack";
  std::error_code none;
  fs::remove_all(options_.work, none);
  looked_at_.reset();
  packs::Job whole = this->job(packs::Steps{{packs::Step::copying, 2}} + packs::read_steps + packs::build_steps);
  const packs::Progress progress = whole.progress();
  progress(packs::Step::copying, 0, 1);
  if (answer.fault = copy(job.what, file, largest_workbook, answer.why, progress); answer.fault != DeskFault::none) return;

  packs::Findings findings;
  auto content = packs::read_source(file, findings, progress);
  if (!content) {
    answer.fault = DeskFault::not_workbook;
    answer.why = content.error().detail;
    for (const fs::path& name : {file}) {
      const std::string copy = name.string();
      for (std::size_t at = answer.why.find(copy); at != std::string::npos; at = answer.why.find(copy)) answer.why.replace(at, copy.size(), fit_to_be_seen(job.what));
    }
    return;
  }
  auto hub = packs::for_hub(options_.store);
  if (!hub) {
    answer.fault = DeskFault::other;
    answer.why = hub.error().detail;
    return;
  }
  static_cast<void>(packs::check(content.value(), job.now.date, findings, hub.value(), progress));
  auto look = std::make_shared<WorkbookLook>();
  look->file = fit_to_be_seen(job.what);
  look->stops = findings.count(packs::Level::stops);
  look->checks = findings.count(packs::Level::check);
  look->notes = findings.count(packs::Level::note);
  for (const packs::Level level : {packs::Level::stops, packs::Level::check, packs::Level::note}) {
    for (const packs::Finding& one : findings.all()) {
      if (one.level() != level || look->findings.size() >= WorkbookLook::most_listed) continue;
      look->findings.push_back({static_cast<DeskFinding::Level>(level), fit_to_be_seen(one.where.sheet), one.where.row, fit_to_be_seen(one.where.column), fit_to_be_seen(packs::shown(one.value)),
                                unicode::well_formed(one.why + (one.mend.empty() ? "" : " " + one.mend))});
    }
  }
  answer.workbook = look;
  found_ = std::move(findings);
  if (look->stops > 0) return;
  // As the hub's own, but with its topics, so that each record can be looked at.
  auto own = packs::in_namespace(content.value(), options_.site);
  if (!own) {
    ++look->stops;
    look->findings.insert(look->findings.begin(), {DeskFinding::Level::stops, {}, 0, {}, {}, unicode::well_formed(own.error().detail)});
    return;
  }
  own->topics = content->topics;
  auto built = packs::build(own.value(), {}, pack, progress);
  auto after = built ? records_in(pack) : Result<Read>{built.error()};
  auto opened = after ? directory::Directory::open(pack) : Result<std::unique_ptr<directory::Directory>>{after.error()};
  if (!opened) {
    answer.fault = DeskFault::other;
    answer.why = opened.error().detail;
    return;
  }
  from_workbook_ = std::move(opened).value();
  // Only its records: topics are the city's, and are in it for the look alone.
  Read before;
  if (auto overlay = packs::open_overlay(options_.store, packs::keys_of(options_.store), options_.site); overlay && overlay.value())
    if (auto read = packs::records_of(*overlay.value(), store::Database::Check::passed_before); read) before.services = std::move(read).value();
  after->others.clear();
  look->changes = checked_changes_ = changes_between(before, after.value());
  for (const directory::RecordDate& one : from_workbook_->oldest(WorkbookLook::most_listed)) look->records.push_back({one.id, one.name, one.checked});
  checked_ = std::move(content).value();
}

// Beside the workbook, under a name that nothing on the stick has: nobody's file is written over.
void Desk::save_findings(const DeskJob& job, Answer& answer) {
  const fs::path made = options_.work / "findings.xlsx";
  if (!found_) {
    answer.fault = DeskFault::gone;
    return;
  }
  moved(DeskProgress::Stage::copying);
  std::error_code problem;
  fs::create_directories(options_.work, problem);
  std::vector<std::string> summary;
  for (const auto& [level, name] : {std::pair{packs::Level::stops, "Stops"}, std::pair{packs::Level::check, "Check"}, std::pair{packs::Level::note, "Note"}})
    summary.push_back(fmt::format("{}: {}", name, found_->count(level)));
  if (auto written = packs::write_findings(made, *found_, summary); !written) {
    answer.fault = DeskFault::no_room;
    answer.why = written.error().detail;
    return;
  }
  auto bytes = packs::read_file(made, largest_workbook);
  fs::remove(made, problem);
  const auto folder = stick();
  if (!bytes || !folder) {
    answer.fault = bytes ? DeskFault::no_stick : DeskFault::other;
    answer.why = bytes ? std::string{} : bytes.error().detail;
    return;
  }
  const auto failed = [&](int number) {
    answer.fault = fault_of_writing(number);
    if (!stick()) answer.fault = DeskFault::no_stick;
    answer.why = fmt::format("cannot write the findings to the stick: {}.", std::strerror(number));
  };
  const Descriptor top{::open(folder->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (top.number() < 0) return failed(errno);
  const std::string stem = job.what.substr(0, job.what.rfind('.'));
  for (int number = 1; number <= most_saved; ++number) {
    const std::string name = number == 1 ? fmt::format("{}{}.xlsx", stem, findings_mark) : fmt::format("{}{} {}.xlsx", stem, findings_mark, number);
    const Descriptor out{::openat(top.number(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644)};
    if (out.number() < 0 && errno == EEXIST && number < most_saved) continue;
    if (out.number() < 0) return failed(errno);
    for (std::size_t put = 0; put < bytes->size();) {
      const ssize_t wrote = ::write(out.number(), bytes->data() + put, bytes->size() - put);
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) {
        failed(errno);
        ::unlinkat(top.number(), name.c_str(), 0);
        return;
      }
      put += static_cast<std::size_t>(wrote);
    }
    // Staff pull the stick out as soon as they read that it is there. Not every file system can do that for a folder.
    if (::fsync(out.number()) != 0) return failed(errno);
    ::fsync(top.number());
    answer.what = fit_to_be_seen(name);
    return;
  }
}

directory::Directory* Desk::in_force(std::string& why) {
  if (in_force_) return in_force_.get();
  const auto files = packs::open_in_force(options_.store, options_.site);
  auto opened = files ? directory::Directory::open(files->pack, {files->overlay, options_.site, directory::Directory::Options::Check::passed_before}) : Result<std::unique_ptr<directory::Directory>>{files.error()};
  if (opened) in_force_ = std::move(opened).value();
  else why = opened.error().detail;
  return in_force_.get();
}

void Desk::find_records(const DeskJob& job, Answer& answer) {
  directory::Directory* const directory = in_force(answer.why);
  if (directory == nullptr) {
    answer.fault = DeskFault::other;
    return;
  }
  auto list = std::make_shared<RecordList>();
  for (const directory::ServiceSummary& one : directory->summaries(directory->search(job.what, "en", most_found), "en", {}, job.now))
    list->records.push_back({one.id, i18n::plain_text(one.name), {}});
  answer.records = list;
}

void Desk::list_records(const DeskJob& job, Answer& answer) {
  directory::Directory* const directory = in_force(answer.why);
  if (directory == nullptr) {
    answer.fault = DeskFault::other;
    return;
  }
  auto list = std::make_shared<RecordList>();
  const auto before = [&](int months) {
    const Date limit = job.now.date - std::chrono::months{months};
    // The 31st of a month that has none.
    return limit.ok() ? limit : Date{limit.year() / limit.month() / std::chrono::last};
  };
  const Date half_a_year = before(6), a_year = before(12);
  for (const directory::RecordDate& one : directory->oldest(most_records)) {
    if (one.checked && *one.checked >= half_a_year) continue;
    ++list->over_6_months;
    if (!one.checked || *one.checked < a_year) ++list->over_12_months;
    if (list->records.size() < RecordList::most_listed) list->records.push_back({one.id, one.name, one.checked});
  }
  for (const directory::RecordDate& one : directory->hidden())
    if (list->hidden.size() < RecordList::most_listed) list->hidden.push_back({one.id, one.name, one.checked});
  answer.records = list;
}

void Desk::preview(const DeskJob& job, Answer& answer) {
  directory::Directory* const directory = job.of == DeskJob::Of::workbook ? from_workbook_.get() : in_force(answer.why);
  auto service = directory == nullptr ? std::nullopt : directory->service(job.what, job.language, options_.from, job.now);
  if (service) answer.service = std::make_shared<const directory::Service>(std::move(*service));
}

// Notices, and what only the hub's key can do.
void Desk::for_the_hub(const DeskJob& job, Answer& answer) {
  if (job.what_to_do == Do::list_notices) {
    directory::Directory* const directory = in_force(answer.why);
    auto list = std::make_shared<std::vector<HubNotice>>();
    if (directory == nullptr) {
      answer.fault = DeskFault::other;
    } else {
      for (const directory::Notice& one : directory->notices({}, job.now.date))
        list->push_back({one.id, i18n::plain_text(one.title), i18n::plain_text(one.text), one.title.empty() ? "en" : one.title.front().language, one.until});
    }
    answer.notices = list;
    return;
  }
  moved(DeskProgress::Stage::installing);
  if (job.what_to_do == Do::roll_back_hub) {
    if (auto done = packs::rollback_overlay(options_.store); !done) {
      answer.fault = DeskFault::nothing_older;
      answer.why = done.error().detail;
    }
    return;
  }
  if (answer.fault = fault_of_hub_key(answer.why); answer.fault != DeskFault::none) return;
  if (job.what_to_do == Do::publish_workbook && job.removals == DeskJob::Removals::ask && takes_out_many(checked_changes_)) {
    answer.fault = DeskFault::takes_out_many;
    return;
  }
  packs::Job whole = this->job(packs::build_steps + packs::install_steps, DeskProgress::Stage::installing);
  const packs::HubDesk desk{options_.site, options_.store, keys(), options_.secret_key, whole.progress()};
  const Date today = job.now.date;
  const auto publish = [&]() -> Result<packs::Installed> {
    switch (job.what_to_do) {
      case Do::publish_workbook:
        if (!checked_) return Error{ErrorCode::input, "The workbook has to be checked again first."};
        return packs::publish_content(desk, *checked_, today);
      case Do::publish_notice: {
        const HubNotice& notice = job.notice;
        return packs::publish_notice(desk, {notice.id.empty() ? unused_id(today) : notice.id, notice.title, notice.text, notice.language, notice.until}, today);
      }
      case Do::withdraw_notice: return packs::withdraw_notice(desk, job.what, today);
      case Do::hide: return packs::hide_record(desk, job.what, today);
      case Do::show: return packs::show_record(desk, job.what, today);
      case Do::confirm: return packs::confirm_record(desk, job.what, today);
      default: return Error{ErrorCode::input, "nothing to do"};
    }
  };
  if (auto done = publish(); !done) {
    answer.fault = DeskFault::other;
    answer.why = done.error().detail;
  }
}

// Whether the key that is here may publish for this place, before anything is built with it.
DeskFault Desk::fault_of_hub_key(std::string& why) const {
  if (options_.secret_key.empty()) return DeskFault::no_hub_key;
  auto text = packs::read_file(options_.secret_key, largest_seal);
  auto key = text ? packs::secret_key_from(text.value(), options_.secret_key.string()) : Result<packs::SecretKey>{text.error()};
  auto trust = packs::read_keys(keys());
  if (!key || !trust) {
    why = key ? trust.error().detail : key.error().detail;
    return DeskFault::no_hub_key;
  }
  const packs::Role ours{packs::Role::Kind::hub, options_.site};
  const bool fits = std::any_of(trust->keys.begin(), trust->keys.end(), [&](const packs::TrustedKey& one) { return one.key.id == key->id && one.role == ours; });
  if (!fits) why = fmt::format("{} is not among {} as {}.", options_.secret_key.string(), keys().string(), packs::text_of(ours));
  return fits ? DeskFault::none : DeskFault::wrong_hub_key;
}

// Of a new notice: its day and the first number that is free.
std::string Desk::unused_id(Date today) {
  std::string why;
  std::vector<directory::Notice> taken;
  if (directory::Directory* const directory = in_force(why); directory != nullptr) taken = directory->notices({}, {});
  for (int number = 1;; ++number) {
    std::string id = fmt::format("{:04}-{:02}-{:02}-{}", static_cast<int>(today.year()), static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day()), number);
    if (std::none_of(taken.begin(), taken.end(), [&](const directory::Notice& one) { return one.id == id; })) return id;
  }
}

}  // namespace kiosk::app
