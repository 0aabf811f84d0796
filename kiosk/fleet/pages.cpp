// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <system_error>
#include <vector>

#include "kiosk/packs/files.hpp"

namespace kiosk::fleet {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t services_a_page = 100;

const json* member(const json& object, std::initializer_list<const char*> names) {
  if (!object.is_object()) return nullptr;
  for (const char* name : names) {
    if (const auto found = object.find(name); found != object.end() && !found->is_null()) return &*found;
  }
  return nullptr;
}

std::optional<std::uint64_t> number_in(const json& object, std::initializer_list<const char*> names) {
  const json* found = member(object, names);
  if (found == nullptr || !found->is_number_integer() || (found->is_number_integer() && !found->is_number_unsigned() && found->get<std::int64_t>() < 0)) return std::nullopt;
  return found->get<std::uint64_t>();
}

bool says_yes(const json& object, std::initializer_list<const char*> names) {
  const json* found = member(object, names);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

std::string id_of(const json& service) {
  const json* id = member(service, {"id"});
  if (id == nullptr) return {};
  if (id->is_string()) return id->get<std::string>();
  return id->is_number_integer() ? id->dump() : std::string{};
}

// Places, telephones and hours are lists within a service; its organisation is not.
bool has_lists(const json& service) {
  return service.is_object() && std::any_of(service.begin(), service.end(), [](const json& value) { return value.is_array(); });
}

// May stand in an address as it is.
bool is_plain_id(std::string_view id) {
  return !id.empty() && id.size() <= 100 && id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == std::string_view::npos;
}

class Pager {
 public:
  Pager(const Address& address, const fs::path& folder, const Network& network, const PageLimits& limits, const std::function<void(std::size_t, std::size_t)>& progress)
      : address_(address), folder_(folder), network_(network), limits_(limits), progress_(progress) {}

  Result<Pages> run() {
    std::optional<std::uint64_t> items;
    std::uint64_t total = 1;
    bool singly = false;
    std::vector<std::string> ids;
    std::uint64_t came = 0;
    for (std::uint64_t number = 1; number <= total; ++number) {
      auto bytes = page(number);
      if (!bytes) return bytes.error();
      const json answer = json::parse(bytes.value(), nullptr, false);
      const json* contents = answer.is_array() ? &answer : member(answer, {"contents", "content", "services"});
      if (contents == nullptr && answer.is_object() && answer.contains("name") && number == 1) {  // one service by itself
        if (auto kept = keep("page", number, bytes.value()); !kept) return kept.error();
        return Pages{1, 1, false};
      }
      if (contents == nullptr || !contents->is_array()) {
        if (begins_like_a_web_page(bytes.value())) return a_web_page(address_, "Open Referral JSON");
        if (answer.is_discarded()) return wrong(fmt::format("page {} is not JSON that can be read", number));
        return wrong(fmt::format("page {} holds no services. Give the address of a list of them, which ends in /services as a rule", number));
      }
      if (const auto says = number_in(answer, {"total_pages", "totalPages"}); says && number == 1) total = *says;
      if (const auto says = number_in(answer, {"total_items", "totalElements", "total_elements"})) items = says;
      if (total > limits_.pages) return wrong(fmt::format("the server says there are {} pages, and at most {} are read", total, limits_.pages));
      if (contents->empty() && (number < total || items.value_or(0) > came)) {
        return wrong(fmt::format("page {} of {} is empty, though {}", number, total, number < total ? "more should follow" : fmt::format("{} services should be there", *items)));
      }
      came += contents->size();
      bool repeats = !contents->empty();
      for (const json& service : *contents) {
        std::string id = id_of(service);
        const bool fresh = id.empty() || known_.insert(id).second;  // a service without an id is for the reader to name
        if (fresh) repeats = false;
        if (fresh && !id.empty()) ids.push_back(std::move(id));
      }
      if (repeats) return wrong(fmt::format("page {} says again what came before, so the server does not know the parameter 'page'", number));
      if (number == 1) singly = !contents->empty() && std::none_of(contents->begin(), contents->end(), has_lists) && std::all_of(contents->begin(), contents->end(), [](const json& service) { return is_plain_id(id_of(service)); });
      if (auto kept = keep("page", number, bytes.value()); !kept) return kept.error();
      if (progress_) progress_(number, total);
      if (says_yes(answer, {"last_page", "last"}) && number < total) return wrong(fmt::format("page {} says that it is the last, and the first one said that there are {}", number, total));
    }
    if (items && came < *items) return wrong(fmt::format("it has {} services by its own count, and {} came", *items, came));
    if (singly) {
      auto got = each(ids);
      if (!got) return got.error();
      singly = got.value();
    }
    std::error_code none;
    for (std::uint64_t number = 1; singly && number <= total; ++number) fs::remove(file_of("page", number), none);
    return Pages{static_cast<std::size_t>(total), ids.size(), singly};
  }

 private:
  [[nodiscard]] Error wrong(const std::string& why) const { return {ErrorCode::input, fmt::format("{}: {}. Nothing was made of it.", address_.shown(), why)}; }

  [[nodiscard]] Result<std::string> body_of(const Address& where, Reply& reply) {
    std::string body;
    const auto left = limits_.time - std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started_);
    if (left.count() <= 0) return wrong(fmt::format("all of it would take longer than {} minutes", limits_.time.count() / 60));
    if (++requests_ > limits_.requests) return wrong(fmt::format("it wants more than {} requests", limits_.requests));
    Request request{where, {"Accept: application/json"}, std::min(limits_.page_bytes, limits_.all_bytes - bytes_), left, {}, {}, {}};
    request.take = [&](std::string_view piece) -> Outcome {
      body += piece;
      return Done{};
    };
    auto got = get(request, network_);
    if (!got) return got.error();
    reply = got.value();
    if (!reply.encoding.empty()) return wrong(fmt::format("the server sends it packed ({}), which was not asked for", reply.encoding));
    bytes_ += body.size();
    return body;
  }

  [[nodiscard]] Result<std::string> page(std::uint64_t number) {
    auto where = address_.with("page", std::to_string(number));
    if (where && !address_.has("per_page") && with_size_) where = where->with("per_page", std::to_string(services_a_page));
    if (!where) return where.error();
    Reply reply;
    auto body = body_of(where.value(), reply);
    if (!body) return body.error();
    // Some servers set a limit of their own and refuse what is above it.
    if ((reply.status == 400 || reply.status == 422) && number == 1 && with_size_ && !address_.has("per_page")) {
      with_size_ = false;
      return page(number);
    }
    if (reply.status != 200) return unwanted(reply, address_);
    return body;
  }

  // No: there are no addresses of single services.
  [[nodiscard]] Result<bool> each(const std::vector<std::string>& ids) {
    std::size_t number = 0;
    std::string page;  // of such as a list would have given
    for (const std::string& id : ids) {
      if (!is_plain_id(id)) return wrong(fmt::format("the service with number {} in its list has an id that no address can hold", number + 1));
      auto where = address_.with_path(address_.path() + (address_.path().ends_with('/') ? "" : "/") + id);
      if (!where) return where.error();
      Reply reply;
      auto body = body_of(where.value(), reply);
      if (!body) return body.error();
      if (reply.status == 404 && number == 0) return false;
      if (reply.status != 200) return unwanted(reply, where.value());
      const json service = json::parse(body.value(), nullptr, false);
      if (!service.is_object() || id_of(service) != id) return wrong(fmt::format("{} is not the service that was asked for", where->shown()));
      page += page.empty() ? '[' : ',';
      page += body.value();
      if (++number % services_a_page == 0 || number == ids.size()) {
        if (auto kept = keep("services", (number + services_a_page - 1) / services_a_page, page + ']'); !kept) return kept.error();
        page.clear();
      }
      if (progress_) progress_(number, ids.size());
    }
    return true;
  }

  [[nodiscard]] fs::path file_of(std::string_view what, std::uint64_t number) const { return folder_ / fmt::format("{}-{:05}.json", what, number); }
  [[nodiscard]] Outcome keep(std::string_view what, std::uint64_t number, const std::string& bytes) const {
    return packs::write_file(file_of(what, number), bytes, packs::Permission::owner_only);
  }

  const Address& address_;
  const fs::path& folder_;
  const Network& network_;
  const PageLimits& limits_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::size_t requests_ = 0;
  std::uint64_t bytes_ = 0;
  bool with_size_ = true;
  std::set<std::string> known_;
};

}  // namespace

Result<Pages> fetch_pages(const Address& address, const fs::path& folder, const Network& network, const PageLimits& limits,
                          const std::function<void(std::size_t, std::size_t)>& progress) {
  // The list from its first page, whichever the address is of.
  auto whole = address.without("page");
  if (!whole) return whole.error();
  return Pager{whole.value(), folder, network, limits, progress}.run();
}

}  // namespace kiosk::fleet
