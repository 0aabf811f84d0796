// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows eSpeak NG (1.51).
#include "kiosk/speech/engine.hpp"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>

#include "kiosk/base/log.hpp"
#include "kiosk/speech/speaker.hpp"
#include "kiosk/speech/voice_data.hpp"

namespace kiosk::speech {
namespace {

// Voices that have been listened to, or at least looked at, by the tag of the
// language. A language that is not here stays silent: a borrowed voice spells
// out letters (ckb, ti, ps, so, tl have none in eSpeak NG). An empty voice ends
// the search from a longer tag to a shorter one: pa-Arab is not pa.
struct Row {
  std::string_view language;
  std::string_view voice;
  std::string_view dictionary;
};
constexpr std::array rows{
    Row{"en", "gmw/en", "en"},  // British
    Row{"am", "sem/am", "am"},
    Row{"ar", "sem/ar", "ar"},
    Row{"bn", "inc/bn", "bn"},
    Row{"cs", "zlw/cs", "cs"},
    Row{"el", "grk/el", "el"},
    Row{"es", "roa/es", "es"},
    Row{"fa", "ira/fa", "fa"},
    Row{"fr", "roa/fr", "fr"},
    Row{"gu", "inc/gu", "gu"},
    Row{"hi", "inc/hi", "hi"},
    Row{"hu", "urj/hu", "hu"},
    Row{"it", "roa/it", "it"},
    Row{"ku", "ira/ku", "ku"},
    Row{"ku-Arab", "", ""},
    Row{"lt", "bat/lt", "lt"},
    Row{"pa", "inc/pa", "pa"},
    Row{"pa-Arab", "", ""},
    Row{"pl", "zlw/pl", "pl"},
    Row{"pt", "roa/pt", "pt"},
    Row{"ro", "roa/ro", "ro"},
    Row{"ru", "zle/ru", "ru"},
    Row{"sk", "zlw/sk", "sk"},
    Row{"tr", "trk/tr", "tr"},
    Row{"uk", "zle/uk", "uk"},
    Row{"ur", "inc/ur", "ur"},
    Row{"vi", "aav/vi", "vi"},
    Row{"yue", "sit/yue", "yue"},
    Row{"zh", "sit/cmn-Latn-pinyin", "cmn"},  // the voice `cmn` is broken in 1.51
    Row{"zh-Hant", "sit/yue", "yue"},
};

// eSpeak NG is one for a process, and its callback is given no context of ours.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> in_use{false};
const Engine::Sink* current_sink = nullptr;  // of the one synthesis that is going on
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

int hand_over(short* samples, int count, espeak_EVENT* /*events*/) noexcept {
  if (samples == nullptr || count <= 0) return 0;
  return (*current_sink)({samples, static_cast<std::size_t>(count)}) ? 0 : 1;
}

std::filesystem::path place_of(const std::filesystem::path& asked) {
  if (!asked.empty()) return asked;
  // eSpeak NG would pass over a wrong ESPEAK_DATA_PATH without a word.
  if (const char* named = std::getenv("ESPEAK_DATA_PATH"); named != nullptr && *named != '\0') return named;
  espeak_ng_InitializePath(nullptr);  // only looks for the system's
  const char* systems = nullptr;
  espeak_Info(&systems);
  return systems != nullptr ? systems : "";
}

}  // namespace

Result<std::unique_ptr<Engine>> Engine::open(const std::filesystem::path& data) {
  if (in_use.exchange(true)) {
    return Error{ErrorCode::voice, "eSpeak NG is already speaking for another part of this program; close that one first"};
  }
  const auto fail = [](Error error) {
    in_use = false;
    return error;
  };
  Result<std::filesystem::path> folder = check_voice_data(place_of(data));
  if (!folder) return fail(folder.error());
  // Once in a process, and never ended: espeak_Terminate() after a second start
  // waits for ever. Later folders need their path only, because voices are read
  // anew and the sounds are the same.
  if (static bool started = false; !started) {
    // 20 ms a block. Without DONT_EXIT a missing file would end the program;
    // with it, 0 comes back as well as -1.
    const int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 20, folder.value().c_str(), espeakINITIALIZE_DONT_EXIT);
    if (rate != sample_rate_hz) {
      return fail({ErrorCode::voice, fmt::format("{}: eSpeak NG cannot start from this folder (it answered {}); install the Debian package "
                                                 "espeak-ng-data again (apt-get install --reinstall espeak-ng-data)",
                                                 folder.value().string(), rate)});
    }
    started = true;
  }
  espeak_ng_InitializePath(folder.value().c_str());
  espeak_SetSynthCallback(hand_over);
  return std::unique_ptr<Engine>(new Engine(std::move(folder).value()));
}

Engine::Engine(std::filesystem::path folder) : folder_(std::move(folder)) {
  for (const Row& row : rows) {
    const Outcome checked = row.voice.empty() ? Outcome(Done{}) : check_voice(folder_, row.voice, row.dictionary);
    if (!checked) log_warning(fmt::format("no voice for language {}: {}", row.language, checked.error().detail));
    sound_.push_back(checked.ok());
  }
}

Engine::~Engine() { in_use = false; }

std::string Engine::voice_for(std::string_view language) const {
  for (std::string_view tag = language; !tag.empty();) {
    const auto row = std::find_if(rows.begin(), rows.end(), [tag](const Row& r) { return r.language == tag; });
    if (row != rows.end()) return sound_[static_cast<std::size_t>(row - rows.begin())] ? std::string(row->voice) : std::string();
    const std::size_t hyphen = tag.rfind('-');
    tag = hyphen == std::string_view::npos ? std::string_view() : tag.substr(0, hyphen);
  }
  return {};
}

Outcome Engine::use(const std::string& voice) {
  // On an unknown name eSpeak NG keeps the voice it had, and English comes out Polish.
  if (espeak_SetVoiceByName(voice.c_str()) != EE_OK) {
    return Error{ErrorCode::voice, fmt::format("{}: eSpeak NG has no voice '{}'; install the Debian package espeak-ng-data again", folder_.string(), voice)};
  }
  return Done{};
}

Outcome Engine::synthesise(const std::string& words, const std::string& voice, Pace pace, const Sink& sink) {
  if (Outcome used = use(voice); !used) return used;
  espeak_SetParameter(espeakRATE, pace.rate, 0);
  espeak_SetParameter(espeakWORDGAP, pace.word_gap, 0);
  current_sink = &sink;
  const espeak_ERROR answer = espeak_Synth(words.c_str(), words.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, nullptr);
  current_sink = nullptr;
  // The words stay out of the message: they may be what somebody chose.
  if (answer != EE_OK) return Error{ErrorCode::voice, fmt::format("eSpeak NG's voice '{}' gave up (it answered {})", voice, static_cast<int>(answer))};
  return Done{};
}

Result<std::string> Engine::phonemes(const std::string& words, const std::string& voice) {
  if (Outcome used = use(voice); !used) return used.error();
  std::string all;
  const void* rest = words.c_str();
  while (rest != nullptr) {
    const std::string part = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, espeakPHONEMES_IPA);
    if (!all.empty() && !part.empty()) all += " | ";
    all += part;
  }
  return all;
}

}  // namespace kiosk::speech
