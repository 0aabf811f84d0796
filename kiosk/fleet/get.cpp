// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fleet/get.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "kiosk/base/clock.hpp"

namespace kiosk::fleet {
namespace {

constexpr long most_redirects = 5;
constexpr long slowest_bytes_a_second = 100;

// What the callbacks share. They are called from C and must let nothing escape.
struct Transfer {
  const Request& request;
  Reply reply;
  std::uint64_t taken = 0;
  bool begun = false;
  std::optional<Error> refused;

  void take(std::string_view bytes) {
    if (reply.status != 200 && reply.status != 206) return;
    if (!begun) {
      begun = true;
      if (reply.length && *reply.length > request.largest) return refuse(too_large(*reply.length));
      if (request.begin) {
        if (auto allowed = request.begin(reply); !allowed) return refuse(allowed.error());
      }
    }
    taken += bytes.size();
    if (taken > request.largest) return refuse(too_large(taken));
    if (auto took = request.take(bytes); !took) refuse(took.error());
  }
  void refuse(Error error) { refused = std::move(error); }
  [[nodiscard]] Error too_large(std::uint64_t bytes) const {
    return {ErrorCode::input, fmt::format("{} is too large: {} bytes or more, and at most {} are taken. Check that it is the right file.", request.address.shown(), bytes, request.largest)};
  }
};

std::size_t on_line(char* text, std::size_t, std::size_t size, void* transfer) noexcept {
  try {
    read_line({text, size}, static_cast<Transfer*>(transfer)->reply);
    return size;
  } catch (...) {
    return 0;
  }
}

std::size_t on_bytes(char* bytes, std::size_t, std::size_t size, void* pointer) noexcept {
  auto& transfer = *static_cast<Transfer*>(pointer);
  try {
    transfer.take({bytes, size});
    return transfer.refused ? 0 : size;
  } catch (...) {
    return 0;
  }
}

int on_progress(void* pointer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  const auto& transfer = *static_cast<Transfer*>(pointer);
  try {
    if (transfer.begun && transfer.request.progress) transfer.request.progress(transfer.taken, transfer.reply.length);
    return 0;
  } catch (...) {
    return 1;
  }
}

std::string clock_here() {
  const auto now = london_time(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  return fmt::format("{}-{:02}-{:02}", static_cast<int>(now.date.year()), static_cast<unsigned>(now.date.month()), static_cast<unsigned>(now.date.day()));
}

Error no_web_server(const Address& address) { return {ErrorCode::input, fmt::format("{}: what answers there is no web server. Check the address.", address.shown())}; }

Error explained(CURLcode code, const Transfer& transfer, const Network& network) {
  const Address& address = transfer.request.address;
  const std::string& at = address.shown();
  const std::string by = network.proxy.empty() ? address.host() : "the proxy";
  const auto error = [](std::string detail) { return Error{ErrorCode::platform, std::move(detail)}; };
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return error(fmt::format("{}: no computer called '{}' was found. Check the address, and that this machine is on the network.", at, address.host()));
    case CURLE_COULDNT_RESOLVE_PROXY: return error(fmt::format("{}: the proxy was not found. Check what follows --proxy.", at));
    case CURLE_COULDNT_CONNECT: return error(fmt::format("{}: {} takes no connection. Check the address, and that its web server runs.", at, by));
    case CURLE_OPERATION_TIMEDOUT:
      if (transfer.reply.status == 0) return error(fmt::format("{}: {} did not answer in time. Check the address, or try again later.", at, by));
      return error(fmt::format("{}: {} sends too slowly, so this was given up after {} bytes. Try again later.", at, by, transfer.taken));
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2_STREAM:
    case CURLE_HTTP2:
      return error(fmt::format("{}: the connection was cut off after {} bytes. Try again later.", at, transfer.taken));
    case CURLE_TOO_MANY_REDIRECTS:
      return error(fmt::format("{}: the server sends us on more than {} times. Give the address where the file lies.", at, most_redirects));
    case CURLE_UNSUPPORTED_PROTOCOL:
      if (transfer.reply.status == 0) return no_web_server(address);  // no head at all: HTTP/0.9, or something else
      return error(fmt::format("{}: the server sends us on to an address that {}. Give the address where the file lies.", at,
                               address.encrypted() ? "is not https" : "is neither http nor https"));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return error(fmt::format("{}: {} cannot show that it is who it says it is ({}). Its certificate may have run out, or this machine's clock is wrong: it says {}.", at,
                               address.host(), curl_easy_strerror(code), clock_here()));
    case CURLE_SSL_CACERT_BADFILE:
      return error(fmt::format("{}: the certificates to trust cannot be read{}. Install the package ca-certificates, or check what follows --ca.", at,
                               network.authorities.empty() ? "" : " from " + network.authorities.string()));
    case CURLE_WEIRD_SERVER_REPLY: return no_web_server(address);
    default: return error(fmt::format("{}: {}. Check the address, or try again later.", at, curl_easy_strerror(code)));
  }
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

}  // namespace

Result<Reply> get(const Request& request, const Network& network) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  const Handle handle{started == CURLE_OK ? curl_easy_init() : nullptr, &curl_easy_cleanup};
  if (!handle) return Error{ErrorCode::platform, "libcurl cannot start. Restart the machine."};
  Transfer transfer{request, {}, 0, false, std::nullopt};
  CURL* curl = handle.get();
  curl_slist* lines = nullptr;
  for (const std::string& header : request.headers) lines = curl_slist_append(lines, header.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers{lines, &curl_slist_free_all};

  curl_easy_setopt(curl, CURLOPT_URL, request.address.text().c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "kiosk-pack/" KIOSK_VERSION);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, request.address.encrypted() ? "https" : "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, most_redirects);
  curl_easy_setopt(curl, CURLOPT_PROXY, network.proxy.c_str());  // an empty one means none, whatever the environment says
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
  if (!network.authorities.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, network.authorities.c_str());
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(network.connecting.count()));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, slowest_bytes_a_second);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(network.stalling.count()));
  if (request.longest.count() > 0) curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(request.longest.count()));
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &on_line);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &on_bytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &on_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);

  const CURLcode code = curl_easy_perform(curl);
  if (transfer.refused) return *transfer.refused;
  if (code != CURLE_OK) return explained(code, transfer, network);
  if (transfer.reply.status == 0) return no_web_server(request.address);
  return transfer.reply;
}

Error unwanted(const Reply& reply, const Address& address) {
  const auto error = [&](std::string_view why) { return Error{ErrorCode::input, fmt::format("{}: {}", address.shown(), why)}; };
  switch (reply.status) {
    case 401:
    case 403:
    case 407:
    case 511: return error(fmt::format("the server does not let us have it ({}). Ask whoever runs it to let anybody read it.", reply.status));
    case 404:
    case 410: return error(fmt::format("the server has no such file ({}). Check the address.", reply.status));
    case 429: return error("the server has been asked too often (429). Try again later.");
    default: break;
  }
  if (reply.status >= 500) return error(fmt::format("the server is in trouble ({}). Try again later.", reply.status));
  return error(fmt::format("the server answers with {}, which says nothing about the file. Check the address.", reply.status));
}

Error a_web_page(const Address& address, std::string_view wanted) {
  return {ErrorCode::input, fmt::format("{}: a web page came instead of {}. Check the address. Perhaps this network wants somebody to sign in first.", address.shown(), wanted)};
}

bool begins_like_a_web_page(std::string_view bytes) {
  const std::size_t at = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return at != std::string_view::npos && bytes[at] == '<';
}

}  // namespace kiosk::fleet
