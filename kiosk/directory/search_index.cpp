// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/directory/search_index.hpp"

namespace kiosk::directory {

Outcome build_search_index(store::Database& pack) {
  return pack.execute("CREATE TABLE search_document(rowid INTEGER PRIMARY KEY, service_id TEXT NOT NULL)");
}

}  // namespace kiosk::directory
