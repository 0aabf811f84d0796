// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/installed.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/directory/overlay.hpp"
#include "kiosk/packs/edition.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/publishing_log.hpp"
#include "kiosk/packs/records.hpp"
#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/stamp.hpp"
#include "kiosk/packs/trust.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;
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

std::string name_of(const char* prefix, long serial, const FileHash& hash) {
  const std::string digest = hexadecimal({reinterpret_cast<const char*>(hash.data()), hash.size()});
  return fmt::format("{}{}-{}.pack", prefix, serial, std::string_view{digest}.substr(0, 32));
}

// The serial in a name that name_of() made: known even when the file is damaged.
std::optional<long> serial_in(std::string_view prefix, std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  long serial = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), serial);
  if (problem != std::errc{} || end == name.data() + name.size() || *end != '-') return std::nullopt;
  if (serial > highest_serial) return std::nullopt;  // none that could be let in now, and nothing could follow it
  return serial;
}

// The city's pack and the hub's overlay are kept alike.
struct Layer {
  Role::Kind role;
  const char* files;                       // what their names begin with
  std::array<const char*, 3> links;        // in force, before, before that
  const char* called;
};
constexpr Layer city_layer{Role::Kind::city, "pack-", {"current.pack", "previous.pack", "earlier.pack"}, "pack"};
constexpr Layer hub_layer{Role::Kind::hub, "overlay-", {"overlay.pack", "previous-overlay.pack", "earlier-overlay.pack"}, "overlay"};
// A city always has a pack; a hub begins with none, and "as it was before" its first overlay is that.
// It is kept as any other that was in force: a link to this name, which is no file.
constexpr std::string_view no_overlay = "no-overlay";

// The files that the links of a layer name, the one in force first, each once.
struct Chain {
  std::optional<std::string> current;
  std::vector<std::string> before;
  [[nodiscard]] std::vector<std::string> all() const {
    std::vector<std::string> names = before;
    if (current) names.push_back(*current);
    return names;
  }
};
Result<Chain> chain_of(const fs::path& store, const Layer& layer) {
  Chain chain;
  for (const char* link : layer.links) {
    auto target = target_of(store / link);
    if (!target) return target.error();
    // A power cut between two links leaves two of them at one pack.
    const auto is_new = [&](const std::string& name) { return name != chain.current && std::find(chain.before.begin(), chain.before.end(), name) == chain.before.end(); };
    if (link == layer.links[0]) chain.current = target.value() || layer.role == Role::Kind::city ? target.value() : std::string{no_overlay};
    else if (target.value() && is_new(*target.value())) chain.before.push_back(*target.value());
  }
  return chain;
}

// The oldest first: whenever the power fails, the one in force and those before it are still named.
Outcome point_links(const fs::path& store, const Layer& layer, const std::vector<std::string>& newest_first) {
  for (std::size_t i = std::min(newest_first.size(), layer.links.size()); i-- > 0;)
    if (auto pointed = point_link(store / layer.links[i], newest_first[i]); !pointed) return pointed;
  return Done{};
}

Outcome for_the_city(const Verified& verified, const fs::path& pack) {
  if (verified.key.role.kind == Role::Kind::city) return Done{};
  return Error{ErrorCode::pack, fmt::format("{} is signed with {}, which may sign for {} and not for the whole city. Have the city's key sign it.",
                                            pack.string(), verified.key.name, text_of(verified.key.role))};
}

// The hash of what was written: of the copy, and not of an original that somebody may change meanwhile.
Result<FileHash> copy_pack(const fs::path& from, const fs::path& to, const Progress& progress) {
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
  if (static_cast<std::uint64_t>(about.st_size) > largest_pack) {
    ::close(in);
    return Error{ErrorCode::file, fmt::format("{} has {} bytes, and at most {} (2 GB) are taken. Check that it is the right file. The pack in force is unchanged.", from.string(), about.st_size, largest_pack)};
  }
  out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (out < 0) return stop("Cannot write", to);
  // One piece is hashed on another processor while it is written and the next one read.
  std::array<std::string, 2> pieces;
  for (std::string& piece : pieces) piece.resize(1U << 20U);
  Hasher hasher;
  std::future<void> hashing;
  std::uint64_t total = 0;
  for (std::size_t turn = 0;; turn = 1 - turn) {
    std::string& piece = pieces[turn];
    const ssize_t got = ::read(in, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) {
      turn = 1 - turn;
      continue;
    }
    if (got < 0) return stop("Cannot read", from);
    if (got == 0) break;
    total += static_cast<std::uint64_t>(got);
    if (total > largest_pack) {
      errno = EFBIG;
      return stop("Cannot take", from);
    }
    if (hashing.valid()) hashing.get();
    hashing = std::async(std::launch::async, [&hasher, bytes = std::string_view{piece}.substr(0, static_cast<std::size_t>(got))] { hasher.add(bytes); });
    for (std::size_t done = 0; done < static_cast<std::size_t>(got);) {
      const ssize_t put = ::write(out, piece.data() + done, static_cast<std::size_t>(got) - done);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return stop("Cannot write", to);
      done += static_cast<std::size_t>(put);
    }
    if (progress) progress(Step::copying, total, std::max(total, static_cast<std::uint64_t>(about.st_size)));
  }
  ::close(in);
  ::close(out);
  if (hashing.valid()) hashing.get();
  return hasher.hash();
}

// Only what install itself may have made goes, and never what a link points at.
Outcome tidy(const fs::path& store) {
  std::vector<std::string> keep;
  std::set<std::string> scraps{"incoming.pack.part"};
  for (const Layer& layer : {city_layer, hub_layer}) {
    auto chain = chain_of(store, layer);
    if (!chain) return chain.error();
    for (std::string& name : chain->all()) keep.push_back(std::move(name));
    for (const char* link : layer.links) scraps.insert(link + std::string{".part"});
  }
  std::error_code problem;
  std::vector<fs::path> unwanted;
  for (fs::directory_iterator entry{store, problem}; !problem && entry != fs::directory_iterator{}; entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    const bool ours = name.starts_with(city_layer.files) || name.starts_with(hub_layer.files) || scraps.contains(name);
    bool kept = false;
    for (const std::string& wanted : keep)
      kept = kept || name == wanted || (name.starts_with(wanted + '.') && (name.ends_with(".minisig") || name.ends_with(".stamp")));
    if (ours && !kept) unwanted.push_back(entry->path());
  }
  for (const fs::path& file : unwanted) fs::remove(file, problem);
  return Done{};
}

Outcome make_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) {
    return Error{ErrorCode::file, fmt::format("Cannot make the folder {}: {}. Give a folder you may write in.", folder.string(), problem.message())};
  }
  return Done{};
}

// Opens it as the kiosk will.
Result<Edition> look_into_pack(const fs::path& pack, directory::Directory::Options::Check check) {
  auto directory = directory::Directory::open(pack, {std::nullopt, {}, check});
  if (!directory) return directory.error();
  auto database = store::Database::open_immutable(pack, store::Database::Check::passed_before);
  if (!database) return database.error();
  auto hub = database->value_of("SELECT value FROM meta WHERE key='hub'");
  if (!hub) return hub.error();
  if (hub.value()) return Error{ErrorCode::pack, fmt::format("{} is the overlay of a hub, and is signed for the city. Have the hub's own key sign it.", pack.string())};
  return edition_of(pack);
}

Result<Edition> look_into_overlay(const fs::path& overlay, const fs::path& store, const Verified& verified) {
  const std::string& site = verified.key.role.site;
  const auto refused = [&](const Error& error) { return Error{ErrorCode::pack, fmt::format("{}: {}.", overlay.string(), error.detail)}; };
  auto database = store::Database::open_immutable(overlay);
  if (!database) return refused(database.error());
  if (auto hub = database->value_of("SELECT value FROM meta WHERE key='hub'"); hub && !hub.value()) return for_the_city(verified, overlay).error();
  if (auto right = directory::check_overlay(database.value(), "main", site); !right) return refused(right.error());
  // Over the city's pack too, where there is one; the kiosk serves without an overlay that does not go.
  if (auto pack = open_current(store, keys_of(store)); pack) {
    auto city = store::Database::open_immutable(pack.value(), store::Database::Check::passed_before);
    if (!city) return city.error();
    if (auto laid = directory::lay_over(city.value(), overlay, site, store::Database::Check::passed_before); !laid) return refused(laid.error());
  }
  return edition_of(overlay);
}

// Where the store keeps a key: under its id, so that a new key of the same file name does not push
// out the one that the previous pack needs.
fs::path kept_file(const fs::path& store, const TrustedKey& key) { return keys_of(store) / (text_of(key.key.id) + ".pub"); }

// A kept key is never pushed out by another one of its number: what it signed would be lost with it.
Outcome may_be_kept(const fs::path& store, const std::vector<TrustedKey>& keys) {
  for (const TrustedKey& key : keys) {
    if (key.only_its_number()) continue;
    const fs::path file = kept_file(store, key);
    const auto text = read_file(file, 64 * 1024);
    const auto kept = text ? public_key_from(text.value(), file.string()) : Result<PublicKey>{text.error()};
    if (!kept || kept->key == key.key.key) continue;  // not there, or damaged: it is mended
    return Error{ErrorCode::pack, fmt::format("{} has the number of a key that packs in {} were signed with, {}, and is another key, made to pass for it. "
                                              "Take {} away from the trusted keys; whoever needs a key makes a new one (kiosk-pack keygen).",
                                              key.name, store.string(), text_of(key.key.id), key.name)};
  }
  return Done{};
}

// The store's own copy of the keys that signed the pack that comes. What stands is to open with them too.
Outcome keep_keys(const fs::path& store, const Verified& verified, const Trust& trust) {
  const fs::path folder = keys_of(store);
  const auto kept = read_keys(folder);
  if (auto recorded = record_city_signatures(folder, kept ? std::min(kept->city_signatures, trust.city_signatures) : trust.city_signatures); !recorded) return recorded;
  std::vector<TrustedKey> signers = verified.more;
  signers.push_back(verified.key);
  for (const TrustedKey& key : signers) {
    // The role before the key: a key without one would be trusted for the city.
    if (auto recorded = record_role(folder, kept_file(store, key).filename().string(), key.role); !recorded) return recorded;
    if (auto written = write_file(kept_file(store, key), to_text(key.key)); !written) return written;
  }
  return Done{};
}

// What the keys no longer allow, once the new pack is in force. What would take the city's pack away
// from under a hub's overlay waits for the next city pack: residents are not left with nothing.
Outcome forbid(const fs::path& store, const Layer& layer, const Trust& trust) {
  const fs::path folder = keys_of(store);
  std::vector<KeyId> needed;
  if (layer.role == Role::Kind::hub) {
    if (const auto city = read_signatures(store / city_layer.links[0]))
      for (const SignatureFile& one : city.value()) needed.push_back(one.signature.id);
  } else if (auto recorded = record_city_signatures(folder, trust.city_signatures); !recorded) {
    return recorded;
  }
  std::vector<TrustedKey> gone;
  for (const TrustedKey& key : trust.keys)
    if (key.role.kind == Role::Kind::revoked && std::find(needed.begin(), needed.end(), key.key.id) == needed.end()) gone.push_back(key);
  if (auto recorded = record_revoked(folder, gone); !recorded) return recorded;
  std::error_code none;
  for (const TrustedKey& key : gone) fs::remove(kept_file(store, key), none);
  return Done{};
}

Outcome fits(const Layer& layer, const Verified& verified, const fs::path& pack, std::string_view site) {
  if (layer.role == Role::Kind::city) return for_the_city(verified, pack);
  const Role& role = verified.key.role;
  if (role.kind != Role::Kind::hub)
    return Error{ErrorCode::pack, fmt::format("{} is an overlay, and {} may sign for {}. Have the hub's own key sign it.", pack.string(), verified.key.name, text_of(role))};
  if (!site.empty() && role.site != site)
    return Error{ErrorCode::pack, fmt::format("{} is signed for the hub '{}', and this one is '{}'. It is shown there and not here.", pack.string(), role.site, site)};
  return Done{};
}

// Hashed or taken from its stamp; verified; and quick_checked, if it was hashed.
Result<Verified> verify_in_store(const fs::path& pack, const Trust& trust, Stamps stamps = Stamps::believe) {
  auto signatures = read_signatures(pack);
  if (!signatures) return signatures.error();
  if (const auto hash = stamps == Stamps::believe ? stamped_hash(pack) : std::nullopt) return verify(pack, *hash, signatures.value(), trust);
  const auto before = identity_of(pack);
  auto verified = verify(pack, trust);
  if (!verified) return verified;
  if (auto whole = store::Database::open_immutable(pack); !whole) return Error{ErrorCode::pack, whole.error().detail + ". Install the pack again, or roll back (kiosk-pack rollback)."};
  if (before && before == identity_of(pack)) stamp(pack, *before, verified->hash);
  return verified;
}

Result<std::optional<fs::path>> open_layer(const fs::path& store, const fs::path& keys, const Layer& layer, std::string_view site, Stamps stamps = Stamps::believe) {
  auto target = target_of(store / layer.links[0]);
  if (!target) return target.error();
  if (!target.value() || *target.value() == no_overlay) return std::optional<fs::path>{};
  const fs::path pack = store / *target.value();
  auto trust = read_keys(keys);
  if (!trust) return trust.error();
  auto verified = verify_in_store(pack, trust.value(), stamps);
  if (!verified) return verified.error();
  if (auto allowed = fits(layer, verified.value(), pack, site); !allowed) return allowed.error();
  return std::optional{pack};
}

Result<fs::path> open_city(const fs::path& store, const fs::path& keys, Stamps stamps) {
  auto pack = open_layer(store, keys, city_layer, {}, stamps);
  if (!pack) return pack.error();
  if (!pack.value()) {
    return Error{ErrorCode::pack, fmt::format("No pack is installed: {} is not there. Install one with "
                                              "`kiosk-pack install FILE.pack --store {} --keys DIR`.",
                                              (store / "current.pack").string(), store.string())};
  }
  return *pack.value();
}

Result<fs::path> open_before(const fs::path& store, const fs::path& keys, Stamps stamps) {
  auto chain = chain_of(store, city_layer);
  if (!chain) return chain.error();
  auto trust = read_keys(keys);
  if (!trust) return trust.error();
  for (const std::string& name : chain->before) {
    auto verified = verify_in_store(store / name, trust.value(), stamps);
    if (verified && for_the_city(verified.value(), store / name)) return store / name;
  }
  return Error{ErrorCode::pack, fmt::format("{} keeps no earlier pack that is whole. Install one.", store.string())};
}

}  // namespace

fs::path keys_of(const fs::path& store) { return store / "keys"; }

Result<fs::path> open_current(const fs::path& store, const fs::path& keys) { return open_city(store, keys, Stamps::believe); }
Result<fs::path> open_previous(const fs::path& store, const fs::path& keys) { return open_before(store, keys, Stamps::believe); }
Result<std::optional<fs::path>> open_overlay(const fs::path& store, const fs::path& keys, std::string_view site) { return open_layer(store, keys, hub_layer, site); }

Result<InForce> open_in_force(const fs::path& store, std::string_view site, Stamps stamps) {
  const fs::path keys = keys_of(store);
  InForce found;
  auto pack = open_city(store, keys, stamps);
  if (!pack) {
    auto previous = open_before(store, keys, stamps);
    if (!previous) return pack.error();
    found.problems.push_back(pack.error().detail + " The pack before it serves. Install a pack that is whole.");
    pack = previous;
  }
  found.pack = pack.value();
  if (auto overlay = open_layer(store, keys, hub_layer, site, stamps); overlay) found.overlay = overlay.value();
  else found.problems.push_back(overlay.error().detail + " The city's pack serves without it.");
  return found;
}

Outcome check_whole(const fs::path& pack, const fs::path& keys) {
  auto trust = read_keys(keys);
  if (!trust) return trust.error();
  auto verified = verify(pack, trust.value());
  auto whole = verified ? store::Database::open_immutable(pack) : Result<store::Database>{verified.error()};
  if (whole) return Done{};
  std::error_code none;
  fs::remove(stamp_file_of(pack), none);
  return whole.error();
}

Result<Edition> look_into(const fs::path& pack, const fs::path& store, const Verified& verified) {
  return verified.key.role.kind == Role::Kind::hub ? look_into_overlay(pack, store, verified) : look_into_pack(pack, directory::Directory::Options::Check::now);
}

Result<Installed> install(const fs::path& pack, const fs::path& store, const fs::path& keys_folder, Removals removals, const InstallOptions& options) {
  const auto tell = [&](Step step, std::uint64_t done, std::uint64_t total) {
    if (options.progress) options.progress(step, done, total);
  };
  auto trust = read_keys(keys_folder);
  if (!trust) return trust.error();
  auto signatures = read_signatures(pack);
  if (!signatures) return signatures.error();

  if (auto made = make_folder(keys_of(store)); !made) return made.error();
  auto lock = Lock::take(store);
  if (!lock) return lock.error();
  if (auto tidied = tidy(store); !tidied) return tidied.error();
  // What was revoked here once stays so, even where the keys that come know nothing of it.
  if (auto applied = apply_revoked(trust.value(), keys_of(store)); !applied) return applied.error();

  // What stands is read while the new pack is copied. A damaged one has nothing to compare with, and must be mendable.
  const bool for_a_hub = std::any_of(trust->keys.begin(), trust->keys.end(), [&](const TrustedKey& key) { return key.role.kind == Role::Kind::hub && key.key.id == signatures->front().signature.id; });
  const Layer& layer = for_a_hub ? hub_layer : city_layer;
  std::future<std::optional<Result<Outline>>> standing = std::async(std::launch::async, [&]() -> std::optional<Result<Outline>> {
    auto old = open_layer(store, keys_of(store), layer, {});
    if (!old || !old.value()) return std::nullopt;
    return outline_of(*old.value());
  });

  // The copy is what gets checked: the original may change under our eyes.
  const fs::path copy = store / "incoming.pack.part";
  auto hash = copy_pack(pack, copy, options.progress);
  if (!hash) return hash.error();
  const auto copied = identity_of(copy);
  // The disk writes while the copy is looked at; nothing points at it before the disk is done.
  std::future<Outcome> flushed = std::async(std::launch::async, [&copy] { return flush_to_disk(copy); });
  const auto refuse = [&](Error error) {
    if (flushed.valid()) flushed.wait();
    std::error_code none;
    fs::remove(copy, none);
    const std::string shown = copy.string();
    for (std::size_t at = error.detail.find(shown); at != std::string::npos; at = error.detail.find(shown)) {
      error.detail.replace(at, shown.size(), pack.string());
    }
    return error;
  };
  auto verified = verify(copy, hash.value(), signatures.value(), trust.value());
  if (!verified) return refuse(verified.error());
  if (auto allowed = fits(layer, verified.value(), pack, options.site); !allowed) return refuse(allowed.error());
  if (auto allowed = may_be_kept(store, trust->keys); !allowed) return refuse(allowed.error());

  tell(Step::inspecting, 0, 1);
  // It is verified. What it says counts only once it has passed the check that runs meanwhile.
  std::future<Result<Outline>> coming = std::async(std::launch::async, [&copy] { return outline_of(copy); });
  auto edition = look_into(copy, store, verified.value());
  if (!edition) return refuse(edition.error());
  tell(Step::inspecting, 1, 1);
  const std::string name = name_of(layer.files, edition->serial, hash.value());

  auto chain = chain_of(store, layer);
  if (!chain) return refuse(chain.error());
  const auto floor = chain->current ? serial_in(layer.files, *chain->current) : std::nullopt;
  if (floor && (edition->serial < *floor || (edition->serial == *floor && name != *chain->current))) {
    return refuse({ErrorCode::pack, fmt::format("{} has serial {}, but serial {} is installed{}. Build it again with --serial {} or higher.",
                                                pack.string(), edition->serial, *floor, edition->serial == *floor ? " with other content" : "", *floor + 1)});
  }
  tell(Step::comparing, 0, 1);
  std::optional<Change> change;
  bool current_stands = false;
  if (const auto old = standing.get()) {
    const Result<Outline>& before = *old;
    if (!before) return refuse(before.error());
    auto after = coming.get();
    if (!after) return refuse(after.error());
    current_stands = true;
    const auto in_force = edition_of(store / *chain->current);
    const Date today = options.today.value_or(london_time(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now())).date);
    // One that could not come in now any more may be replaced by any.
    if (auto allowed = in_force ? may_replace(pack, edition->expires, in_force->expires, today) : Outcome{Done{}}; !allowed) return refuse(allowed.error());
    change = compare(before->services, after->services).counts();
    if (layer.role == Role::Kind::city && removals == Removals::refuse_many) {
      if (change->removed * 10 > before->services.size()) {
        return refuse({ErrorCode::pack, fmt::format("{} would remove {} of the {} services that stand, more than a tenth. "
                                                    "If that is meant, install it with --allow-removals.",
                                                    pack.string(), change->removed, before->services.size())});
      }
      if (const auto gone = compare(before->urgent, after->urgent).removed; !gone.empty()) {
        return refuse({ErrorCode::pack, fmt::format("{} would take {} of {} out of urgent help, '{}' first. "
                                                    "If that is meant, install it with --allow-removals.",
                                                    pack.string(), gone.size(), before->urgent.size(), before->urgent.at(gone.front()).name)});
      }
    }
  }
  tell(Step::comparing, 1, 1);

  tell(Step::switching, 0, 1);
  if (auto on_disk = flushed.get(); !on_disk) return refuse(on_disk.error());
  // Signatures, then pack, then keys: nothing points at them yet.
  for (std::size_t i = 0; i < signatures->size(); ++i) {
    if (auto written = write_file(signature_file_of(store / name, static_cast<int>(i) + 1), signatures.value()[i].text); !written) return refuse(written.error());
  }
  std::error_code problem;
  fs::rename(copy, store / name, problem);
  if (problem) return refuse({ErrorCode::file, fmt::format("Cannot put {} in place: {}.", (store / name).string(), problem.message())});
  if (const auto placed = identity_of(store / name); placed && copied && placed->place == copied->place && placed->content == copied->content) stamp(store / name, *placed, hash.value());
  if (auto kept = keep_keys(store, verified.value(), trust.value()); !kept) return kept.error();
  if (auto done = flush_to_disk(store); !done) return done.error();
  current_stands = current_stands || chain->current == no_overlay;
  std::vector<std::string> newest_first{name};
  if (current_stands && *chain->current != name) newest_first.push_back(*chain->current);
  for (const std::string& before : chain->before)
    if (before != name) newest_first.push_back(before);
  if (auto pointed = point_links(store, layer, newest_first); !pointed) return pointed.error();
  if (auto forbidden = forbid(store, layer, trust.value()); !forbidden) return forbidden.error();
  if (auto tidied = tidy(store); !tidied) return tidied.error();
  log_publishing(store, options.what, verified->key.role, edition->serial, hash.value());
  tell(Step::switching, 1, 1);
  return Installed{store / name, edition->serial, change, verified->key.role.site, edition->expires};
}

namespace {

// What a pack of that name in the store would be in force as, and all that publishing.log says of it.
struct Kept {
  Role role;
  Edition edition;              // serial 0: no overlay
  std::optional<FileHash> hash;
};
Result<Kept> look_at_kept(const fs::path& store, const Layer& layer, const std::string& name, const Trust& trust) {
  const fs::path pack = store / name;
  auto verified = verify_in_store(pack, trust);
  if (!verified) return verified.error();
  if (auto allowed = fits(layer, verified.value(), pack, {}); !allowed) return allowed.error();
  auto edition = layer.role == Role::Kind::hub ? look_into_overlay(pack, store, verified.value()) : look_into_pack(pack, directory::Directory::Options::Check::passed_before);
  if (!edition) return edition.error();
  return Kept{verified->key.role, edition.value(), verified->hash};
}

// Whose overlay that is by the key its signature names: it goes, and may be damaged.
Role role_of_overlay(const fs::path& pack, const Trust& trust) {
  if (auto signatures = read_signatures(pack))
    for (const TrustedKey& key : trust.keys)
      if (key.key.id == signatures->front().signature.id && key.role.kind == Role::Kind::hub) return key.role;
  return {Role::Kind::hub, "unknown"};
}

Result<Installed> roll_back(const fs::path& store, const Layer& layer) {
  std::error_code problem;
  if (!fs::is_directory(store, problem)) return Error{ErrorCode::file, fmt::format("There is no store at {}. Give the folder that packs are installed in.", store.string())};
  auto lock = Lock::take(store);
  if (!lock) return lock.error();
  auto chain = chain_of(store, layer);
  if (!chain) return chain.error();
  if (chain->before.empty()) {
    return Error{ErrorCode::pack, fmt::format("{} keeps no earlier {} to go back to. Install the one you want.", store.string(), layer.called)};
  }
  const std::string name = chain->before.front();
  auto trust = read_keys(keys_of(store));
  if (!trust) return trust.error();
  const bool to_none = name == no_overlay;
  auto kept = to_none ? Kept{role_of_overlay(store / chain->current.value_or(""), trust.value()), {}, {}} : look_at_kept(store, layer, name, trust.value());
  if (!kept) return kept.error();
  std::optional<Change> change;
  if (auto now = open_layer(store, keys_of(store), layer, {}); now && now.value()) {
    auto after = to_none ? Result<Outline>{Outline{}} : outline_of(store / name);
    if (!after) return after.error();
    if (auto before = outline_of(*now.value()); before) change = compare(before->services, after->services).counts();
  }
  // The one in force first: what is named twice after a power cut counts once.
  for (std::size_t i = 0; i < layer.links.size(); ++i) {
    if (i < chain->before.size()) {
      if (auto pointed = point_link(store / layer.links[i], chain->before[i]); !pointed) return pointed.error();
    } else {
      fs::remove(store / layer.links[i], problem);
    }
  }
  log_publishing(store, "rollback", kept->role, kept->edition.serial, kept->hash);
  return Installed{to_none ? fs::path{} : store / name, kept->edition.serial, change, kept->role.site, kept->edition.expires};
}

}  // namespace

Result<Installed> rollback(const fs::path& store) { return roll_back(store, city_layer); }
Result<Installed> rollback_overlay(const fs::path& store) { return roll_back(store, hub_layer); }

}  // namespace kiosk::packs
