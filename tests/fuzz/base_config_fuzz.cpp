// SPDX-License-Identifier: GPL-3.0-or-later
// kiosk.toml is edited by hand: whatever stands in it, the limits hold.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "kiosk/base/config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const kiosk::ConfigReport report = kiosk::parse_config(text, "/etc/leeds-kiosk/kiosk.toml");
  const kiosk::Config& config = report.config;
  const bool safe = config.idle.question_after_s >= 120 && config.idle.question_after_s <= 300 && config.idle.answer_within_s >= 20 &&
                    config.idle.answer_within_s <= 45 && config.speech.volume_step >= 1 && config.speech.volume_step <= 6 &&
                    config.speech.rate_step >= 0 && config.speech.rate_step <= 6 && !config.site.id.empty() &&
                    !config.site.name.empty() && config.pitch({1920, 1080}).mm_per_px > 0;
  if (!safe) std::abort();
  for (const auto& problem : report.problems)
    if (problem.sentence().find('\n') != std::string::npos) std::abort();  // one line in the staff log
  return 0;
}
