// SPDX-License-Identifier: GPL-3.0-or-later
// What a web server says, and what is remembered of it: nothing is kept that
// could not be sent back in a header of ours.
#include "kiosk/fleet/reply.hpp"

#include "kiosk/fleet/notes.hpp"
#include "tests/fuzz/fuzzing.hpp"

using namespace kiosk;
using fuzzing::require;

namespace {

void may_be_sent(const std::string& text) {
  for (const char c : text) require(c >= ' ' && c <= '~', "what is sent back is printable ASCII");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzzing::text_of(data, size);
  fleet::Reply reply;
  for (std::string_view left = text; !left.empty();) {
    const std::size_t end = left.find('\n');
    fleet::read_line(left.substr(0, end), reply);
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
  }
  require(reply.status >= 0 && reply.status <= 999, "a status has three digits");
  may_be_sent(reply.etag);
  may_be_sent(reply.last_modified);
  require(reply.etag.size() <= 258 && reply.type.size() <= 100 && reply.encoding.size() <= 100, "a field stays in its limits");
  if (reply.range) require(reply.range->first <= reply.range->last && (!reply.range->total || reply.range->last < *reply.range->total), "a range lies in its file");
  (void)fleet::range_from(text);

  if (const auto notes = fleet::notes_from(text)) {
    for (const fleet::Seen* seen : {&notes->installed, &notes->part}) {
      may_be_sent(seen->etag);
      may_be_sent(seen->last_modified);
    }
    require(fleet::notes_from(fleet::to_text(*notes)) == notes, "notes read back");
  }
  return 0;
}
