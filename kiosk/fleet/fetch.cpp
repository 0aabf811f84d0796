// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/fetch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "kiosk/base/descriptor.hpp"
#include "kiosk/fleet/notes.hpp"
#include "kiosk/packs/files.hpp"
#include "kiosk/packs/signature.hpp"
#include "kiosk/packs/trust.hpp"

namespace kiosk::fleet {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t small_file = 64 * 1024;
constexpr std::chrono::seconds longest_for_a_signature{60};
// The first bytes of every SQLite file (https://www.sqlite.org/fileformat.html, 1.3).
constexpr std::string_view beginning{"SQLite format 3\0", 16};

Error cannot(std::string_view doing, const fs::path& file) {
  const int number = errno;
  return {ErrorCode::file, fmt::format("Cannot {} {}: {}. {}", doing, file.string(), std::strerror(number),
                                       number == ENOSPC ? "Free some space on that disk and try again." : "Give a store you may write in.")};
}

std::vector<std::string> if_changed(const Seen& seen) {
  std::vector<std::string> headers;
  if (!seen.etag.empty()) headers.push_back("If-None-Match: " + seen.etag);
  if (!seen.last_modified.empty()) headers.push_back("If-Modified-Since: " + seen.last_modified);
  return headers;
}

// What If-Range may hold: a strong ETag, or the time of the last change; empty if neither (RFC 9110, 13.1.5).
std::string validator_of(const Seen& seen) { return !seen.etag.empty() && !seen.etag.starts_with("W/") ? seen.etag : seen.last_modified; }

class Fetch {
 public:
  Fetch(const Order& order, const Network& network, Address address)
      : order_(order), network_(network), address_(std::move(address)), folder_(order.store / "fetch"), part_(folder_ / "fetched.pack") {}

  Result<Fetched> run() {
    auto trust = packs::read_keys(order_.keys);
    if (!trust) return trust.error();
    if (auto made = make_folder(); !made) return made.error();
    const Descriptor lock{::open((folder_ / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (lock.number() < 0) return cannot("write in", folder_);
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) return Error{ErrorCode::file, fmt::format("Another fetch is at work in {}. Wait for it to end.", order_.store.string())};
    recall();

    auto news = signature();
    if (!news) return news.error();
    if (!news.value()) return nothing_new();
    const std::string text = *news.value();
    auto signature = packs::signature_from(text, address_.shown() + ".minisig");
    if (!signature) {
      if (begins_like_a_web_page(text)) return a_web_page(address_, "the signature");
      return signature.error();
    }
    if (auto trusted = trusted_here(signature.value(), trust->keys); !trusted) return trusted.error();

    std::vector<std::string> texts{text};
    for (int number = 2; number <= trust->city_signatures; ++number) {
      auto more = another_signature(number);
      if (!more) return more.error();
      texts.push_back(more.value());
    }

    if (notes_.part_signature != text || !fs::exists(part_)) forget_part();
    const std::uint64_t here = size_of_part();
    if (!notes_.part_length || here != *notes_.part_length) {
      notes_.part_signature = text;
      if (auto got = pack(); !got) return got.error();
    }
    for (int number = 1; number <= static_cast<int>(texts.size()); ++number) {
      if (auto written = packs::write_file(packs::signature_file_of(part_, number), texts[static_cast<std::size_t>(number - 1)]); !written) return written.error();
    }
    auto verified = packs::verify(part_, trust.value());
    if (!verified) {
      forget_part();
      (void)remember();
      return named(verified.error());
    }
    auto installed = packs::install(part_, order_.store, order_.keys, order_.removals, {{}, "install", order_.installing});
    // A pack that waits for a person's word (--allow-removals) is not asked for twice.
    if (!installed) return named(installed.error());
    notes_.installed = signature_seen_;
    notes_.installed_signature = text;
    forget_part();
    if (auto kept = remember(); !kept) return kept.error();
    return Fetched{installed.value(), false, went_on_from_};
  }

 private:
  // Nobody else has any business in there.
  [[nodiscard]] Outcome make_folder() const {
    std::error_code problem;
    fs::create_directories(order_.store, problem);
    if (::mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) return cannot("make the folder", folder_);
    if (!fs::is_directory(fs::symlink_status(folder_, problem))) {
      return Error{ErrorCode::file, fmt::format("{} is not a folder. Remove it and try again.", folder_.string())};
    }
    return Done{};
  }

  void recall() {
    if (const auto text = packs::read_file(folder_ / "notes.json", 4 * small_file)) {
      if (auto notes = notes_from(text.value())) notes_ = std::move(*notes);
    }
    if (notes_.address == address_.text()) return;
    notes_ = {};
    notes_.address = address_.text();
  }
  [[nodiscard]] Outcome remember() const { return packs::write_file(folder_ / "notes.json", to_text(notes_), packs::Permission::owner_only); }

  void forget_part() {
    std::error_code none;
    fs::remove(part_, none);
    for (int number = 1; number <= packs::most_signatures; ++number) fs::remove(packs::signature_file_of(part_, number), none);
    notes_.part = {};
    notes_.part_signature.clear();
    notes_.part_length.reset();
  }

  [[nodiscard]] std::uint64_t size_of_part() const {
    std::error_code problem;
    const auto size = fs::file_size(part_, problem);
    return problem ? 0 : size;
  }

  // Whoever reads the message knows the address, and not the file in our own folder.
  [[nodiscard]] Error named(Error error) const {
    const std::string ours = part_.string();
    for (std::size_t at = error.detail.find(ours); at != std::string::npos; at = error.detail.find(ours)) error.detail.replace(at, ours.size(), address_.shown());
    return error;
  }

  static Request for_a_signature(const Address& where, std::string& text) {
    Request request{where, {}, small_file, longest_for_a_signature, {}, {}, {}};
    request.begin = [where](const Reply& reply) -> Outcome {
      if (reply.type == "text/html") return a_web_page(where, "the signature");
      return Done{};
    };
    request.take = [&text](std::string_view bytes) -> Outcome {
      text += bytes;
      return Done{};
    };
    return request;
  }

  // That of the second person, and so on.
  Result<std::string> another_signature(int number) {
    auto where = address_.with_path(packs::signature_file_of(address_.path(), number).string());
    if (!where) return where.error();
    std::string text;
    auto reply = get(for_a_signature(where.value(), text), network_);
    if (!reply) return reply.error();
    if (reply->status == 404) {
      return Error{ErrorCode::pack, fmt::format("{} has not been signed by enough people yet: {} is not there. Another person has to look at it and sign it, too.", address_.shown(), where->shown())};
    }
    if (reply->status != 200) return unwanted(reply.value(), where.value());
    auto signature = packs::signature_from(text, where->shown());
    if (!signature) return signature.error();
    return text;
  }

  // The text of the signature that is on the server; nothing if it is the one we know.
  Result<std::optional<std::string>> signature() {
    auto where = address_.with_path(address_.path() + ".minisig");
    if (!where) return where.error();
    // A store that was damaged is mended, so nothing counts as known there.
    const auto current = packs::open_current(order_.store, packs::keys_of(order_.store));
    std::string text;
    Request request = for_a_signature(where.value(), text);
    if (current && !notes_.installed_signature.empty()) request.headers = if_changed(notes_.installed);
    auto reply = get(request, network_);
    if (!reply) return reply.error();
    std::string in_force;
    if (current) {
      if (const auto read = packs::read_file(packs::signature_file_of(current.value()), small_file)) in_force = read.value();
    }
    if (reply->status == 304 && !request.headers.empty()) {
      set_back_ = in_force != notes_.installed_signature;
      return std::optional<std::string>{};
    }
    if (reply->status != 200) return unwanted(reply.value(), where.value());
    signature_seen_ = {reply->etag, reply->last_modified};
    const bool known = current && (text == in_force || text == notes_.installed_signature);
    if (!known) return std::optional{text};
    set_back_ = in_force != text;
    notes_.installed = signature_seen_;
    notes_.installed_signature = text;
    return std::optional<std::string>{};
  }

  Result<Fetched> nothing_new() {
    forget_part();
    if (auto kept = remember(); !kept) return kept.error();
    return Fetched{std::nullopt, set_back_, 0};
  }

  // Only that it makes sense to ask for the pack: whether the signature fits, verify says.
  [[nodiscard]] Outcome trusted_here(const packs::Signature& signature, const std::vector<packs::TrustedKey>& keys) const {
    const packs::TrustedKey* found = nullptr;
    for (const packs::TrustedKey& key : keys) {
      if (key.key.id != signature.id) continue;
      if (key.role.kind == packs::Role::Kind::revoked) {
        return Error{ErrorCode::pack, fmt::format("{} is signed with {}, which roles.toml says is revoked. Have the pack signed with a key in force.", address_.shown(), key.name)};
      }
      found = &key;
    }
    if (found != nullptr && found->role.kind == packs::Role::Kind::city) return Done{};
    if (found != nullptr) {
      return Error{ErrorCode::pack, fmt::format("{} is signed with {}, which may sign for {} and not for the whole city, so the pack was not asked for. Have the city's key sign it.", address_.shown(),
                                                found->name, packs::text_of(found->role))};
    }
    return Error{ErrorCode::pack, fmt::format("{} is signed with key {}, which is not trusted here, so the pack was not asked for. If that key is right, put its .pub file among the trusted keys.",
                                              address_.shown(), packs::text_of(signature.id))};
  }

  // All of the pack into the part, going on where it ends if that can be.
  [[nodiscard]] Outcome pack() {
    for (int attempt = 0; attempt < 2; ++attempt) {
      bool again = false;
      if (auto got = ask_for_pack(again); !got) return got.error();
      if (!again) return Done{};
      // The server has another file now, or cannot count: all of it, then.
      const std::string signature = notes_.part_signature;
      forget_part();
      notes_.part_signature = signature;
    }
    return Error{ErrorCode::input, fmt::format("{}: the server sends other parts than were asked for. Have whoever runs it look at its ranges.", address_.shown())};
  }

  [[nodiscard]] Outcome ask_for_pack(bool& again) {
    const Descriptor file{::open(part_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (file.number() < 0) return cannot("write", part_);
    std::uint64_t here = size_of_part();
    const std::string validator = validator_of(notes_.part);
    if (validator.empty()) here = 0;
    Request request{address_, {}, order_.largest, std::chrono::seconds{0}, {}, {}, {}};
    if (here > 0) request.headers = {fmt::format("Range: bytes={}-", here), "If-Range: " + validator};
    std::optional<std::uint64_t> all;
    bool full = false;
    const std::uint64_t from = here;

    request.begin = [&](const Reply& reply) -> Outcome {
      if (reply.type == "text/html") return a_web_page(address_, "the pack");
      if (!reply.encoding.empty()) {
        return Error{ErrorCode::input, fmt::format("{}: the server sends it packed ({}), which was not asked for. Have whoever runs it send packs as they are.", address_.shown(), reply.encoding)};
      }
      if (reply.status == 206) {
        again = from == 0 || !reply.range || reply.range->first != from;
        if (again) return Error{};
        all = reply.range->total;
        went_on_from_ = from;
      } else {
        // It does not know ranges, or the file is another one: from the beginning.
        here = 0;
        all = reply.length;
      }
      if (all && *all > order_.largest) {
        return Error{ErrorCode::input, fmt::format("{} is too large: {} bytes, and at most {} are taken. Check that it is the right file.", address_.shown(), *all, order_.largest)};
      }
      if (::ftruncate(file.number(), static_cast<off_t>(here)) != 0 || ::lseek(file.number(), static_cast<off_t>(here), SEEK_SET) < 0) return cannot("write", part_);
      if (auto room = room_for(all, here); !room) return room.error();
      // What goes on is the same file, and its server need not say so twice (RFC 9110, 15.3.7).
      if (reply.status != 206) notes_.part = {reply.etag, reply.last_modified};
      notes_.part_length = all;
      return remember();  // before the first byte, for the power may fail at any
    };
    request.take = [&](std::string_view bytes) -> Outcome {
      if (here < beginning.size()) {
        const std::string_view wanted = beginning.substr(here, bytes.size());
        if (bytes.substr(0, wanted.size()) != wanted) {
          if (begins_like_a_web_page(bytes)) return a_web_page(address_, "the pack");
          return Error{ErrorCode::input, fmt::format("{} is not a content pack. Check the address.", address_.shown())};
        }
      }
      while (!bytes.empty()) {
        const ssize_t put = ::write(file.number(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) {
          full = true;
          return cannot("write", part_);
        }
        here += static_cast<std::uint64_t>(put);
        bytes.remove_prefix(static_cast<std::size_t>(put));
      }
      return Done{};
    };
    request.progress = [&](std::uint64_t, std::optional<std::uint64_t>) {
      if (order_.progress) order_.progress(here, all);
    };

    auto reply = get(request, network_);
    if (again) return Done{};
    if (!reply) {
      Error error = reply.error();
      if (full) {  // no place to keep half a file
        forget_part();
        (void)remember();
      } else if (here > 0 && error.code == ErrorCode::platform && !validator_of(notes_.part).empty()) {
        error.detail += fmt::format(" {} bytes are kept; the next fetch goes on from there.", here);
      }
      return error;
    }
    if (reply->status == 416 && from > 0) {
      again = true;
      return Done{};
    }
    if (reply->status != 200 && reply->status != 206) return unwanted(reply.value(), address_);
    if (here == 0) return Error{ErrorCode::input, fmt::format("{} is empty. Check the address, and what lies there.", address_.shown())};
    if (all && here != *all) return Error{ErrorCode::platform, fmt::format("{}: {} of {} bytes came. Try again later.", address_.shown(), here, *all)};
    notes_.part_length = here;
    return remember();
  }

  // The rest of the part, and the copy that install makes.
  [[nodiscard]] Outcome room_for(std::optional<std::uint64_t> all, std::uint64_t here) const {
    std::error_code problem;
    const auto space = fs::space(folder_, problem);
    if (problem || !all || space.available >= *all - std::min(here, *all) + *all) return Done{};
    return Error{ErrorCode::file, fmt::format("The disk of {} has {} bytes left, and this pack of {} wants twice its size. Free some space and try again.", order_.store.string(), space.available, *all)};
  }

  const Order& order_;
  const Network& network_;
  Address address_;
  fs::path folder_, part_;
  Notes notes_;
  Seen signature_seen_;
  bool set_back_ = false;
  std::uint64_t went_on_from_ = 0;
};

}  // namespace

Result<Fetched> fetch(const Order& order, const Network& network) {
  auto address = Address::from(order.address);
  if (!address) return address.error();
  if (address->path().ends_with('/')) {
    return Error{ErrorCode::input, fmt::format("{} names no file. Give the address of a FILE.pack, with FILE.pack.minisig beside it.", address->shown())};
  }
  return Fetch{order, network, address.value()}.run();
}

}  // namespace kiosk::fleet
