// SPDX-License-Identifier: GPL-3.0-or-later
// Looks eSpeak NG's files over before eSpeak NG does: a data file cut short
// makes it crash, and a missing one makes it spell Arabic in English letters or
// fall back to another folder without a word. Knows the files, not the library.
#pragma once

#include <filesystem>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::speech {

// The folder espeak-ng-data in (or at) `place`, with its sounds whole.
[[nodiscard]] Result<std::filesystem::path> check_voice_data(const std::filesystem::path& place);
// One voice of it: its file, `lang/<voice>`, and the dictionary that it reads.
[[nodiscard]] Outcome check_voice(const std::filesystem::path& folder, std::string_view voice, std::string_view dictionary);

}  // namespace kiosk::speech
