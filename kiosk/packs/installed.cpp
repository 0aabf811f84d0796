// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/installed.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/records.hpp"
#include "kiosk/packs/trust.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t small_file = 64 * 1024;
constexpr std::uint64_t largest_pack = 2ULL * 1024 * 1024 * 1024;

// Two installs at once would each tidy away the other's files.
class Lock {
 public:
  static Result<std::unique_ptr<Lock>> take(const fs::path& store) {
    const fs::path file = store / ".lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0) {
      return Error{ErrorCode::file, fmt::format("Cannot write in the store {}: {}. Give a folder you may write in.", store.string(), std::strerror(errno))};
    }
    auto lock = std::unique_ptr<Lock>(new Lock(descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      return Error{ErrorCode::file, fmt::format("Another install is at work in {}. Wait for it to end and try again.", store.string())};
    }
    return lock;
  }
  ~Lock() { ::close(descriptor_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// What a link in the store points at: the name of a file beside it, or nothing.
Result<std::optional<std::string>> target_of(const fs::path& link) {
  std::error_code problem;
  const auto status = fs::symlink_status(link, problem);
  if (!fs::exists(status)) return std::optional<std::string>{};
  if (!fs::is_symlink(status)) {
    return Error{ErrorCode::pack, fmt::format("{} is not a link to a pack in the store. Remove it and install the pack again.", link.string())};
  }
  const std::string target = fs::read_symlink(link, problem).string();
  if (problem || target.empty() || target.find('/') != std::string::npos || target.starts_with('.')) {
    return Error{ErrorCode::pack, fmt::format("{} points outside the store. Remove it and install the pack again.", link.string())};
  }
  return std::optional{target};
}

std::string name_of(long serial, const FileHash& hash) {
  const std::string digest = hexadecimal({reinterpret_cast<const char*>(hash.data()), hash.size()});
  return fmt::format("pack-{}-{}.pack", serial, std::string_view{digest}.substr(0, 32));
}

// The serial in a name that name_of() made: known even when the file is damaged.
std::optional<long> serial_in(std::string_view name) {
  constexpr std::string_view prefix = "pack-";
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  long serial = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), serial);
  if (problem != std::errc{} || end == name.data() + name.size() || *end != '-') return std::nullopt;
  return serial;
}

Outcome for_the_city(const Verified& verified, const fs::path& pack) {
  if (verified.key.role.kind == Role::Kind::city) return Done{};
  return Error{ErrorCode::pack, fmt::format("{} is signed with {}, which may sign for {} and not for the whole city. Have the city's key sign it.",
                                            pack.string(), verified.key.name, text_of(verified.key.role))};
}

Outcome copy_pack(const fs::path& from, const fs::path& to) {
  const int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  int out = -1;
  const auto stop = [&](std::string_view doing, const fs::path& file) {
    const int number = errno;
    if (in >= 0) ::close(in);
    if (out >= 0) {
      ::close(out);
      ::unlink(to.c_str());
    }
    return Error{ErrorCode::file, fmt::format("{} {}: {}. {}", doing, file.string(), std::strerror(number),
                                              number == ENOSPC ? "Free some space on that disk and try again; the pack in force is unchanged."
                                                               : "The pack in force is unchanged.")};
  };
  if (in < 0) return stop("Cannot open", from);
  struct stat about {};
  if (::fstat(in, &about) != 0 || !S_ISREG(about.st_mode)) {
    errno = EINVAL;
    return stop("This is not an ordinary file:", from);
  }
  out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (out < 0) return stop("Cannot write", to);
  std::string piece(1U << 20U, '\0');
  std::uint64_t total = 0;
  for (;;) {
    const ssize_t got = ::read(in, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return stop("Cannot read", from);
    if (got == 0) break;
    total += static_cast<std::uint64_t>(got);
    if (total > largest_pack) {
      errno = EFBIG;
      return stop("Cannot take", from);
    }
    for (std::size_t done = 0; done < static_cast<std::size_t>(got);) {
      const ssize_t put = ::write(out, piece.data() + done, static_cast<std::size_t>(got) - done);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return stop("Cannot write", to);
      done += static_cast<std::size_t>(put);
    }
  }
  // The disk begins while the copy is being verified; install waits for it before anything points at it.
  (void)::sync_file_range(out, 0, 0, SYNC_FILE_RANGE_WRITE);
  ::close(in);
  ::close(out);
  return Done{};
}

// Only what install itself may have made goes, and never what a link points at.
void tidy(const fs::path& store, const std::vector<std::string>& keep) {
  std::error_code problem;
  std::vector<fs::path> unwanted;
  for (fs::directory_iterator entry{store, problem}; !problem && entry != fs::directory_iterator{}; entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    const bool ours = name.starts_with("pack-") || name == "incoming.pack.part" || name == "current.pack.part" || name == "previous.pack.part";
    bool kept = false;
    for (const std::string& wanted : keep) kept = kept || name == wanted || name == wanted + ".minisig";
    if (ours && !kept) unwanted.push_back(entry->path());
  }
  for (const fs::path& file : unwanted) fs::remove(file, problem);
}

Outcome make_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) {
    return Error{ErrorCode::file, fmt::format("Cannot make the folder {}: {}. Give a folder you may write in.", folder.string(), problem.message())};
  }
  return Done{};
}

// The store's own copy of the key, under its id so that a new key of the same
// file name does not push out the one that the previous pack needs.
Outcome keep_keys(const fs::path& store, const Verified& verified, const std::vector<TrustedKey>& keys) {
  const fs::path folder = keys_of(store);
  for (const TrustedKey& key : keys) {
    if (key.role.kind != Role::Kind::revoked) continue;
    std::error_code none;
    fs::remove(folder / (text_of(key.key.id) + ".pub"), none);
  }
  return write_file(folder / (text_of(verified.key.key.id) + ".pub"), to_text(verified.key.key));
}

}  // namespace

fs::path keys_of(const fs::path& store) { return store / "keys"; }

Result<fs::path> open_current(const fs::path& store, const fs::path& keys) {
  auto target = target_of(store / "current.pack");
  if (!target) return target.error();
  if (!target.value()) {
    return Error{ErrorCode::pack, fmt::format("No pack is installed: {} is not there. Install one with "
                                              "`kiosk-pack install FILE.pack --store {} --keys DIR`.",
                                              (store / "current.pack").string(), store.string())};
  }
  const fs::path pack = store / *target.value();
  auto trusted = read_keys(keys);
  if (!trusted) return trusted.error();
  auto verified = verify(pack, trusted.value());
  if (!verified) return verified.error();
  if (auto allowed = for_the_city(verified.value(), pack); !allowed) return allowed.error();
  return pack;
}

Result<Installed> install(const fs::path& pack, const fs::path& store, const fs::path& keys_folder, Removals removals) {
  auto keys = read_keys(keys_folder);
  if (!keys) return keys.error();
  auto signature_text = read_file(signature_file_of(pack), small_file);
  if (!signature_text) {
    return Error{ErrorCode::pack, fmt::format("{} has no signature to read. {} Sign it with `kiosk-pack sign`, and keep both files together.",
                                              pack.string(), signature_text.error().detail)};
  }
  auto signature = signature_from(signature_text.value(), signature_file_of(pack).string());
  if (!signature) return signature.error();

  if (auto made = make_folder(keys_of(store)); !made) return made.error();
  auto lock = Lock::take(store);
  if (!lock) return lock.error();
  const fs::path current_link = store / "current.pack";
  const fs::path previous_link = store / "previous.pack";
  auto current = target_of(current_link);
  if (!current) return current.error();
  auto previous = target_of(previous_link);
  if (!previous) return previous.error();
  tidy(store, {current.value().value_or(""), previous.value().value_or("")});

  // The copy is what gets checked: the original may change under our eyes.
  const fs::path copy = store / "incoming.pack.part";
  if (auto copied = copy_pack(pack, copy); !copied) return copied.error();
  const auto refuse = [&](Error error) {
    std::error_code none;
    fs::remove(copy, none);
    const std::string shown = copy.string();
    for (std::size_t at = error.detail.find(shown); at != std::string::npos; at = error.detail.find(shown)) {
      error.detail.replace(at, shown.size(), pack.string());
    }
    return error;
  };
  auto verified = verify(copy, signature.value(), keys.value());
  if (!verified) return refuse(verified.error());
  if (auto allowed = for_the_city(verified.value(), pack); !allowed) return refuse(allowed.error());

  auto directory = directory::Directory::open(copy);
  if (!directory) return refuse(directory.error());
  const long serial = directory.value()->info().serial;
  const std::string name = name_of(serial, verified->hash);
  directory.value().reset();

  const auto floor = current.value() ? serial_in(*current.value()) : std::nullopt;
  if (floor && (serial < *floor || (serial == *floor && name != *current.value()))) {
    return refuse({ErrorCode::pack, fmt::format("{} has serial {}, but serial {} is installed{}. Build it again with --serial {} or higher.",
                                                pack.string(), serial, *floor, serial == *floor ? " with other content" : "", *floor + 1)});
  }
  std::optional<Change> change;
  bool current_stands = false;
  if (current.value()) {
    // A damaged pack in force has nothing to compare with, and must be mendable.
    if (auto old = open_current(store, keys_of(store)); old) {
      auto before = records_of(old.value());
      if (!before) return refuse(before.error());
      auto after = records_of(copy);
      if (!after) return refuse(after.error());
      current_stands = true;
      change = compare(before.value(), after.value()).counts();
      if (removals == Removals::refuse_many && change->removed * 10 > before->size()) {
        return refuse({ErrorCode::pack, fmt::format("{} would remove {} of the {} services that stand, more than a tenth. "
                                                    "If that is meant, install it with --allow-removals.",
                                                    pack.string(), change->removed, before->size())});
      }
    }
  }

  if (auto flushed = flush_to_disk(copy); !flushed) return refuse(flushed.error());
  // Signature, then pack, then key: nothing points at them yet.
  if (auto written = write_file(signature_file_of(store / name), signature_text.value()); !written) return refuse(written.error());
  std::error_code problem;
  fs::rename(copy, store / name, problem);
  if (problem) return refuse({ErrorCode::file, fmt::format("Cannot put {} in place: {}.", (store / name).string(), problem.message())});
  if (auto kept = keep_keys(store, verified.value(), keys.value()); !kept) return kept.error();
  if (auto flushed = flush_to_disk(store); !flushed) return flushed.error();
  if (current_stands && *current.value() != name) {
    if (auto pointed = point_link(previous_link, *current.value()); !pointed) return pointed.error();
    previous = current;
  }
  if (auto pointed = point_link(current_link, name); !pointed) return pointed.error();
  tidy(store, {name, previous.value().value_or("")});
  return Installed{store / name, serial, change};
}

Result<Installed> rollback(const fs::path& store) {
  std::error_code problem;
  if (!fs::is_directory(store, problem)) return Error{ErrorCode::file, fmt::format("There is no store at {}. Give the folder that packs are installed in.", store.string())};
  auto lock = Lock::take(store);
  if (!lock) return lock.error();
  auto current = target_of(store / "current.pack");
  if (!current) return current.error();
  auto previous = target_of(store / "previous.pack");
  if (!previous) return previous.error();
  if (!previous.value() || previous.value() == current.value()) {
    return Error{ErrorCode::pack, fmt::format("{} keeps no earlier pack to go back to. Install the one you want.", store.string())};
  }
  const fs::path pack = store / *previous.value();
  auto keys = read_keys(keys_of(store));
  if (!keys) return keys.error();
  auto verified = verify(pack, keys.value());
  if (!verified) return verified.error();
  auto directory = directory::Directory::open(pack);
  if (!directory) return directory.error();
  const long serial = directory.value()->info().serial;
  std::optional<Change> change;
  if (auto now = open_current(store, keys_of(store)); now) {
    auto after = records_of(pack);
    if (!after) return after.error();
    if (auto before = records_of(now.value()); before) change = compare(before.value(), after.value()).counts();
  }
  if (auto pointed = point_link(store / "current.pack", *previous.value()); !pointed) return pointed.error();
  fs::remove(store / "previous.pack", problem);
  return Installed{pack, serial, change};
}

}  // namespace kiosk::packs
