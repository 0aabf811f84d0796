// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can happen to a visit, as plain values: what a control does,
// what a key or the clock says, and the answers of effects. `session::update`
// is the only reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/keys.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/semantics/desk.hpp"
#include "kiosk/semantics/settings.hpp"

namespace kiosk::semantics {

// --- What controls do ---
struct Begin { bool operator==(const Begin&) const = default; };                 // the first touch on attract
struct OpenScreen { Screen screen; bool operator==(const OpenScreen&) const = default; };
struct ChooseLanguage { std::string tag; bool operator==(const ChooseLanguage&) const = default; };
struct OpenTopic { std::string key; bool operator==(const OpenTopic&) const = default; };
struct OpenUrgent { std::string id; bool operator==(const OpenUrgent&) const = default; };  // all routes of one urgent need
struct OpenService { std::string id; bool operator==(const OpenService&) const = default; };
struct OpenSign { directory::MediaOf of; bool operator==(const OpenSign&) const = default; };   // the signed video about it, and plays it
struct PlayOrPause { bool operator==(const PlayOrPause&) const = default; };      // the signed video; at its end: from the beginning
struct PlayAgain { bool operator==(const PlayAgain&) const = default; };          // from the beginning
struct GoBack { bool operator==(const GoBack&) const = default; };
struct GoHome { bool operator==(const GoHome&) const = default; };
struct StartAgain { bool operator==(const StartAgain&) const = default; };       // ends the visit, to attract
struct HideScreen { bool operator==(const HideScreen&) const = default; };       // the same, for someone in a hurry
struct ToggleReadAloud { bool operator==(const ToggleReadAloud&) const = default; };
struct ToggleHearFirst { bool operator==(const ToggleHearFirst&) const = default; };
struct ToggleReach { bool operator==(const ToggleReach&) const = default; };      // "Lower the screen"
struct ToggleScreenOff { bool operator==(const ToggleScreenOff&) const = default; };  // nothing is drawn; all else goes on
struct ToggleSpacing { bool operator==(const ToggleSpacing&) const = default; };    // more space between words and lines
struct ChooseSwitches { int count; bool operator==(const ChooseSwitches&) const = default; };  // 1 or 2
struct StepDwell { int by; bool operator==(const StepDwell&) const = default; };       // how long the light of one switch stays
struct NextTextSize { bool operator==(const NextTextSize&) const = default; };
struct NextTheme { bool operator==(const NextTheme&) const = default; };
struct SetTextSize { TextSize size; bool operator==(const SetTextSize&) const = default; };
struct SetTheme { Theme theme; bool operator==(const SetTheme&) const = default; };
struct StepRate { int by; bool operator==(const StepRate&) const = default; };
struct StepVolume { int by; bool operator==(const StepVolume&) const = default; };
struct SetReadingUnit { ReadingUnit unit; bool operator==(const SetReadingUnit&) const = default; };
struct StepReadingUnit { int by; bool operator==(const StepReadingUnit&) const = default; };  // +1: finer
struct NextHeard { bool operator==(const NextHeard&) const = default; };         // hear it in the next language that has a voice; after the last: as shown
struct SaySlowly { std::string node; bool operator==(const SaySlowly&) const = default; };  // its numbers, slowly enough to write down; again: slower
struct DoNotCount { bool operator==(const DoNotCount&) const = default; };       // leaves this visit out of the counters; again: counts from here on
struct ResetSettings { bool operator==(const ResetSettings&) const = default; };
struct Listen { bool operator==(const Listen&) const = default; };               // reads the passage; again: pauses, goes on
struct ListenTo { std::string id; bool operator==(const ListenTo&) const = default; };  // reads what that node holds; again: pauses, goes on
struct ToggleEasyWords { bool operator==(const ToggleEasyWords&) const = default; };
struct ToggleWord { std::size_t index; bool operator==(const ToggleWord&) const = default; };  // of the service's explained words: opens its meaning, and closes it
// "Read this out loud?", asked where others would hear something sensitive.
struct AnswerAloud { enum class Answer { no, yes } answer; bool operator==(const AnswerAloud&) const = default; };
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
// At the desk: packs, workbooks, records and notices. `what` is a file's name, a record's or a notice's id.
struct LookAtFile { std::string name; bool operator==(const LookAtFile&) const = default; };
struct ShowNames { bool operator==(const ShowNames&) const = default; };         // of what a pack or a workbook changes; again: its numbers
struct InstallPack { bool operator==(const InstallPack&) const = default; };     // the one looked at
struct GoBackToOld { enum class Of { city, hub } of = Of::city; bool operator==(const GoBackToOld&) const = default; };
struct StopJob { bool operator==(const StopJob&) const = default; };             // while nothing is changed yet
struct PublishWorkbook { bool operator==(const PublishWorkbook&) const = default; };
struct OpenRecord { std::string id; bool operator==(const OpenRecord&) const = default; };   // as residents see it
struct NextPreview { bool operator==(const NextPreview&) const = default; };     // in the next language
struct ShowHidden { bool operator==(const ShowHidden&) const = default; };       // the list of those; again: those to check
struct ConfirmRecord { bool operator==(const ConfirmRecord&) const = default; }; // "I checked it today": the record that is open
struct HideRecord { bool operator==(const HideRecord&) const = default; };       // from every resident; again: shows it
struct WriteNotice { std::string id; bool operator==(const WriteNotice&) const = default; };  // empty: a new one
struct ChooseField { int field; bool operator==(const ChooseField&) const = default; };  // of those being typed into
struct StepUntil { int days; bool operator==(const StepUntil&) const = default; };
struct PublishNotice { bool operator==(const PublishNotice&) const = default; };
struct WithdrawNotice { std::string id; bool operator==(const WithdrawNotice&) const = default; };
struct TrySaying { bool operator==(const TrySaying&) const = default; };         // says the word as it is typed

struct CarryOn { bool operator==(const CarryOn&) const = default; };

struct ToggleNeed { std::string key; bool operator==(const ToggleNeed&) const = default; };  // of session/needs.hpp
struct ShowCard { bool operator==(const ShowCard&) const = default; };
struct EnterCode { bool operator==(const EnterCode&) const = default; };

// --- What comes from keys, fingers, the jack and the clock ---
// Somebody is there: a hand on the glass, a key, a switch or a braille key.
struct Activity { std::int64_t now_ms; enum class By { hand, keys, switches, braille } by = By::hand; bool operator==(const Activity&) const = default; };
// And says it; a braille key only where speech is on: whoever reads by hand may not know that the room listens.
struct FocusOn { std::string id; Activity::By by = Activity::By::keys; bool operator==(const FocusOn&) const = default; };
struct ReadPart { std::size_t at; bool operator==(const ReadPart&) const = default; };  // of what is focused: the part that begins at this byte of its words
struct TypeWords { std::string text; bool operator==(const TypeWords&) const = default; };  // UTF-8, any characters
struct RubOut { bool operator==(const RubOut&) const = default; };
struct ChooseKeyLevel { KeyLevel level; bool operator==(const ChooseKeyLevel&) const = default; };  // again: back to letters
struct OtherKeyboard { bool operator==(const OtherKeyboard&) const = default; };  // to the second of the language's two, or back
struct StartHearFirst { bool operator==(const StartHearFirst&) const = default; };  // corner held, help key
// `found_in`: were in when the kiosk started; that is nobody's doing.
struct Headphones { enum class Jack { out, in, found_in } jack; bool operator==(const Headphones&) const = default; };
// On learn_keys: which key it was. `name` is the keyboard's own, "" if it has none to tell; no `press`: it does nothing.
struct TryKey { std::string name; std::optional<Press> press; bool operator==(const TryKey&) const = default; };
// `now_ms` counts from when the kiosk started; `local` is the time on the wall.
struct Tick { std::int64_t now_ms; LocalTime local; bool operator==(const Tick&) const = default; };

// On the self-test: which key came, and how far from the middle of the cross a finger did.
struct TestKey { std::string name; bool operator==(const TestKey&) const = default; };
struct TestTouch { double error_mm; bool operator==(const TestTouch&) const = default; };

// --- Answers of effects. `ticket` is the asking effect's; a stale one is dropped ---
// `heard` is the same in the language of Preferences::heard, if one was asked for.
struct TopicsReady {
  std::uint64_t ticket;
  std::vector<directory::Topic> topics;
  std::vector<directory::UrgentNeed> urgent{};
  std::vector<directory::Topic> heard_topics{};
  std::vector<directory::UrgentNeed> heard_urgent{};
  std::vector<directory::Notice> notices{};
};
struct ResultsReady { std::uint64_t ticket; std::vector<directory::ServiceSummary> results; std::size_t left_out = 0; std::vector<directory::ServiceSummary> heard{}; };
struct ServiceReady { std::uint64_t ticket; std::vector<directory::Service> service; std::vector<directory::Service> heard{}; };  // none or one
struct SignsReady { std::uint64_t ticket; std::vector<directory::SignVideo> videos; };
// None or one. The data is for the player and not for the state; null if there is none.
struct SignReady { std::uint64_t ticket; std::vector<directory::SignVideo> video; std::shared_ptr<const std::string> data; };
// What the player found: how long the video is, that it is over, or that it cannot be shown.
struct PinChecked { std::uint64_t ticket; enum class Is { wrong, right } is; };
struct FilmState { enum class Now { opened, ended, failed } now; std::int64_t duration_ms = 0; };
struct SpeechState { enum class Now { silent, speaking, paused } now; std::string node; std::size_t span; std::size_t start; std::size_t end; };
struct CardReady { std::vector<std::string> rows; };  // of a QR code; none: it could not be made
// A stick went in or out: a fact of the room, like the jack.
struct StickIs { enum class Now { out, in } now; bool operator==(const StickIs&) const = default; };
struct DeskMoved { std::uint64_t ticket; DeskProgress progress; };
struct DirectoryLost { };  // the pack cannot be read: a safe screen

using AnyAction = std::variant<Begin, OpenScreen, ChooseLanguage, OpenTopic, OpenUrgent, OpenService, OpenSign, PlayOrPause, PlayAgain, GoBack, GoHome, StartAgain, HideScreen,
                               ToggleReadAloud, ToggleHearFirst, ToggleReach, ToggleScreenOff, ToggleSpacing, ChooseSwitches, StepDwell, NextTextSize, NextTheme, SetTextSize, SetTheme, StepRate, StepVolume,
                               SetReadingUnit, StepReadingUnit, NextHeard, SaySlowly, DoNotCount, ResetSettings, Listen, AnswerAloud, ListenTo, ToggleEasyWords, ToggleWord, PauseOrResume, RepeatSpeech, TurnPage, ClearWords, SubmitWords, CarryOn, FocusOn, ReadPart,
                               TypeWords, RubOut, ChooseKeyLevel, OtherKeyboard, StartHearFirst, Headphones, TryKey, Activity, Tick, TopicsReady, ResultsReady, ServiceReady,
                               SignsReady, SignReady, FilmState, SpeechState, DirectoryLost, ToggleNeed, ShowCard, EnterCode, CardReady, OpenStaff, BackToVisit, OpenTest, AnswerTest, PlayTest, TestKey,
                               TestTouch, PinChecked, LookAtFile, ShowNames, InstallPack, GoBackToOld, StopJob, PublishWorkbook, OpenRecord, NextPreview, ShowHidden, ConfirmRecord, HideRecord,
                               WriteNotice, ChooseField, StepUntil, PublishNotice, WithdrawNotice, TrySaying, StickIs, DeskMoved, DeskAnswer>;

template <class T, class Variant>
inline constexpr bool is_alternative = false;
template <class T, class... Alternatives>
inline constexpr bool is_alternative<T, std::variant<Alternatives...>> = (std::is_same_v<T, Alternatives> || ...);

// One of them. A class of its own so that copying, moving and destroying so many kinds is
// compiled once (action.cpp), not anew in every file with a node in it: there it is most of the work.
class Action : public AnyAction {
 public:
  template <class T>
    requires is_alternative<std::remove_cvref_t<T>, AnyAction>
  Action(T&& one) : AnyAction(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(one)) {}  // NOLINT(google-explicit-constructor)
  Action(const Action& other);
  Action(Action&& other) noexcept;
  Action& operator=(const Action& other);
  Action& operator=(Action&& other) noexcept;
  ~Action();
};

}  // namespace kiosk::semantics
