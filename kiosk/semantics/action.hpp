// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can happen to a visit, as plain values: what a control does,
// what a key or the clock says, and the answers of effects. `session::update`
// is the only reader.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/semantics/settings.hpp"

namespace kiosk::semantics {

// --- What controls do ---
struct Begin { bool operator==(const Begin&) const = default; };                 // the first touch on attract
struct OpenScreen { Screen screen; bool operator==(const OpenScreen&) const = default; };
struct ChooseLanguage { std::string tag; bool operator==(const ChooseLanguage&) const = default; };
struct OpenTopic { std::string key; bool operator==(const OpenTopic&) const = default; };
struct OpenUrgent { std::string id; bool operator==(const OpenUrgent&) const = default; };  // all routes of one urgent need
struct OpenService { std::string id; bool operator==(const OpenService&) const = default; };
struct GoBack { bool operator==(const GoBack&) const = default; };
struct GoHome { bool operator==(const GoHome&) const = default; };
struct StartAgain { bool operator==(const StartAgain&) const = default; };       // ends the visit, to attract
struct HideScreen { bool operator==(const HideScreen&) const = default; };       // the same, for someone in a hurry
struct ToggleReadAloud { bool operator==(const ToggleReadAloud&) const = default; };
struct ToggleHearFirst { bool operator==(const ToggleHearFirst&) const = default; };
struct ToggleReach { bool operator==(const ToggleReach&) const = default; };      // "Lower the screen"
struct NextTextSize { bool operator==(const NextTextSize&) const = default; };
struct NextTheme { bool operator==(const NextTheme&) const = default; };
struct SetTextSize { TextSize size; bool operator==(const SetTextSize&) const = default; };
struct SetTheme { Theme theme; bool operator==(const SetTheme&) const = default; };
struct StepRate { int by; bool operator==(const StepRate&) const = default; };
struct StepVolume { int by; bool operator==(const StepVolume&) const = default; };
struct DoNotCount { bool operator==(const DoNotCount&) const = default; };       // leaves this visit out of the counters; again: counts from here on
struct ResetSettings { bool operator==(const ResetSettings&) const = default; };
struct Listen { bool operator==(const Listen&) const = default; };               // reads the passage; again: pauses, goes on
struct PauseOrResume { bool operator==(const PauseOrResume&) const = default; };
struct RepeatSpeech { bool operator==(const RepeatSpeech&) const = default; };
struct TurnPage { std::string pager; int to; bool operator==(const TurnPage&) const = default; };
struct ClearWords { bool operator==(const ClearWords&) const = default; };
struct SubmitWords { bool operator==(const SubmitWords&) const = default; };
// --- Staff (handbook part 3: their screens silence and set aside the resident's visit) ---
struct OpenStaff { bool operator==(const OpenStaff&) const = default; };         // the name of the place, held
struct BackToVisit { bool operator==(const BackToVisit&) const = default; };     // as it was; with none set aside: to attract
struct OpenTest { TestPart part; bool operator==(const OpenTest&) const = default; };
struct AnswerTest { TestResult result; bool operator==(const AnswerTest&) const = default; };  // what staff saw or heard
struct PlayTest { bool operator==(const PlayTest&) const = default; };           // says the sentence again

struct CarryOn { bool operator==(const CarryOn&) const = default; };

// --- What comes from keys, fingers, the jack and the clock ---
struct FocusOn { std::string id; bool operator==(const FocusOn&) const = default; };  // and says it
struct TypeWords { std::string text; bool operator==(const TypeWords&) const = default; };  // UTF-8, any characters
struct RubOut { bool operator==(const RubOut&) const = default; };
struct ChooseKeyLevel { KeyLevel level; bool operator==(const ChooseKeyLevel&) const = default; };  // again: back to letters
struct OtherKeyboard { bool operator==(const OtherKeyboard&) const = default; };  // to the second of the language's two, or back
struct StartHearFirst { bool operator==(const StartHearFirst&) const = default; };  // corner held, help key
struct Headphones { enum class Jack { out, in } jack; bool operator==(const Headphones&) const = default; };
// Somebody is there: a hand on the glass, a key or a switch.
struct Activity { std::int64_t now_ms; enum class By { hand, keys, switches } by = By::hand; bool operator==(const Activity&) const = default; };
// `now_ms` counts from when the kiosk started; `local` is the time on the wall.
struct Tick { std::int64_t now_ms; LocalTime local; bool operator==(const Tick&) const = default; };

// On the self-test: which key came, and how far from the middle of the cross a finger did.
struct TestKey { std::string name; bool operator==(const TestKey&) const = default; };
struct TestTouch { double error_mm; bool operator==(const TestTouch&) const = default; };

// --- Answers of effects. `ticket` is the asking effect's; a stale one is dropped ---
struct TopicsReady { std::uint64_t ticket; std::vector<directory::Topic> topics; std::vector<directory::UrgentNeed> urgent{}; };
struct ResultsReady { std::uint64_t ticket; std::vector<directory::ServiceSummary> results; std::size_t left_out = 0; };
struct ServiceReady { std::uint64_t ticket; std::vector<directory::Service> service; };  // none or one
struct PinChecked { std::uint64_t ticket; enum class Is { wrong, right } is; };
struct SpeechState { enum class Now { silent, speaking, paused } now; std::string node; std::size_t span; std::size_t start; std::size_t end; };
struct DirectoryLost { };  // the pack cannot be read: a safe screen

using Action = std::variant<Begin, OpenScreen, ChooseLanguage, OpenTopic, OpenUrgent, OpenService, GoBack, GoHome, StartAgain, HideScreen,
                            ToggleReadAloud, ToggleHearFirst, ToggleReach, NextTextSize, NextTheme, SetTextSize, SetTheme, StepRate, StepVolume,
                            DoNotCount, ResetSettings, Listen, PauseOrResume, RepeatSpeech, TurnPage, ClearWords, SubmitWords, CarryOn, FocusOn,
                            TypeWords, RubOut, ChooseKeyLevel, OtherKeyboard, StartHearFirst, Headphones, Activity, Tick, TopicsReady, ResultsReady, ServiceReady,
                            SpeechState, DirectoryLost, OpenStaff, BackToVisit, OpenTest, AnswerTest, PlayTest, TestKey, TestTouch, PinChecked>;

}  // namespace kiosk::semantics
