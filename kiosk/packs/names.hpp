// SPDX-License-Identifier: GPL-3.0-or-later
// Names that are drawn as headings: one line, of a length that a person can take in
// and that fits a screen at the largest text.
#pragma once

#include "kiosk/packs/content.hpp"
#include "kiosk/packs/findings.hpp"

namespace kiosk::packs {

// Looks at the names of services, organisations, places and topics, and leaves out of
// them what is not drawn: line breaks, tabs, control characters, bidi overrides.
void tidy_names(Content& content, Findings& findings);

}  // namespace kiosk::packs
