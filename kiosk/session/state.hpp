// SPDX-License-Identifier: GPL-3.0-or-later
// A visit, as two values. AppState is what the visit is about; UiState is where
// the resident is on the glass, by node id. A privacy reset makes new ones:
// nothing of a visit has any other home.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/config.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/i18n/catalogue.hpp"
#include "kiosk/measures/tally.hpp"
#include "kiosk/semantics/action.hpp"
#include "kiosk/semantics/settings.hpp"
#include "kiosk/session/needs.hpp"

namespace kiosk::session {

// What this kiosk is: from the configuration, the same for every visit.
struct Site {
  std::string name = "Leeds Central Library";
  std::optional<directory::Coordinates> place;
  std::string language = "en";      // of a visit that has not chosen; with `language_given`, chosen for it
  bool language_given = false;
  int idle_question_s = 120;        // handbook part 3, Time and session
  int idle_answer_s = 40;
  int volume_step = 4;
  int rate_step = 3;
  semantics::TextSize text_size = semantics::TextSize::normal;  // the first whose capitals meet 0.7 degrees at the viewing distance (EN 301 549 5.1.4)
  int switches = 2;                 // plugged in: 1 or 2
  int dwell_ms = 1800;              // of one switch's light, at the middle step
  // Of the glass, what lies above and below the reach of somebody who sits: over 1,220 and under 380 mm (EN 301 549 8.3).
  struct Reach { double glass_mm = 268, above_mm = 18, below_mm = 0; } reach;
  // Languages with a catalogue, and which of them can be heard.
  struct Voice { std::string tag; bool heard = false; };
  std::vector<Voice> languages;
  enum class Orientation { landscape, portrait } orientation = Orientation::landscape;
  Config::Here here{};              // help for whoever cannot use this kiosk alone
  bool has_pin = false;             // staff have set one
  bool has_hub_key = false;         // staff can publish for this hub
  bool has_directory = true;        // false: no pack could be opened; a safe screen says so
};

// Settings a resident may change; reset with the visit.
struct Preferences {
  semantics::Theme theme = semantics::Theme::day;
  semantics::TextSize text_size = semantics::TextSize::normal;
  bool read_aloud = false;
  bool hear_first = false;
  bool screen_off = false;
  bool reach = false;   // everything between 380 and 1,220 mm above the floor
  bool spaced = false;  // more space between letters, words, lines and paragraphs (WCAG 1.4.12)
  int switches = 2;     // 1: the light moves by itself
  int dwell_step = 3;   // of dwell_ms_of: 0 to 6
  int rate_step = 3;    // speech/speaker.hpp: 0 to 6
  int volume_step = 4;  // 1 to 6
  semantics::ReadingUnit unit = semantics::ReadingUnit::item;
  std::string heard;    // BCP 47: what is said is in this language, what is shown in the visit's; empty: both the same
  bool operator==(const Preferences&) const = default;
};

// What whoever uses switches is told: the part that is lit, and what a switch does to it.
struct Scan {
  i18n::Label part;         // empty: nobody scans
  enum class Lit { control, group } lit = Lit::control;
  int segments = 0;         // one switch: what is left of the dwell, of dwell_segments; 0: the light waits
  bool operator==(const Scan&) const = default;
};
inline constexpr int dwell_segments = 4;
// The signed video of the screen `sign`. What is decoded is the player's; this is where it stands.
struct Film {
  directory::SignVideo video;
  enum class Now { playing, paused, ended, broken } now = Now::playing;
  std::int64_t position_ms = 0;
  std::int64_t duration_ms = 0;   // 0: not known
  std::uint64_t run = 0;          // another number: it began anew
  // The caption of this moment; null between captions.
  [[nodiscard]] const directory::Caption* caption() const { return directory::caption_at(video.captions, position_ms); }
};

// The pack's words of a page.
struct Records {
  std::vector<directory::Topic> topics;
  std::vector<directory::UrgentNeed> urgent;
  std::vector<directory::ServiceSummary> results;
  std::optional<directory::Service> service;
};

// Wrong PINs slow the next one down, whoever types it: a fact of the room. Nobody is locked out.
struct PinTries {
  int wrong = 0;                   // in a row
  std::int64_t again_ms = 0;       // on the kiosk's clock: no try before
};
inline constexpr std::size_t shortest_pin = 4, longest_pin = 8;

// The test of the kiosk itself. Held in memory while staff are at it, and nowhere else.
struct SelfTest {
  std::array<semantics::TestResult, semantics::test_part_names.size()> results{};
  std::optional<semantics::TestPart> part;  // being tried
  std::size_t step = 0;                     // within it: the voice, the volume, the cross
  std::string why;                          // what failed of the steps before; empty: nothing
  std::vector<std::string> keys;            // seen, in the order seen
  bool jack_in = false, jack_out = false;   // seen
  double worst_mm = 0;                      // from the middle of a cross
};
// Staff at the desk. The worker's answers, and what is being asked of it; forgotten when staff leave, but a job
// that was begun goes on to its end.
struct Desk {
  bool stick_in = false;                      // a fact of the room: survives a reset
  std::uint64_t ticket = 0;                   // of the newest job; other answers are dropped. Rises for ever
  std::optional<semantics::DeskJob> job;      // in hand
  semantics::DeskProgress progress;
  std::int64_t stage_ms = 0;                  // on the kiosk's clock: when its stage was first heard of,
  std::uint64_t stage_done = 0;               // and how far that was then
  std::int64_t said_ms = 0;                   // when how far it is was said last
  std::shared_ptr<const semantics::Stick> stick;
  std::string file;                           // looked at, by name; `what` it is called on the screen is in the answer
  std::shared_ptr<const semantics::PackLook> pack;
  std::shared_ptr<const semantics::WorkbookLook> workbook;
  bool names = false;                         // the names of what changes instead of the numbers
  std::size_t first = 0;                      // of the long list on the page: what is shown begins here
  std::string saved;                          // name of the list of findings that was put on the stick
  std::shared_ptr<const semantics::RecordList> records;
  std::shared_ptr<const semantics::RecordList> found;  // in what is in force now, which a visit may not know yet
  bool hidden = false;                        // the list of hidden records instead of those to check
  std::string record;                         // id of the one that is open
  semantics::DeskJob::Of preview_of = semantics::DeskJob::Of::kiosk;
  std::string preview = "en";                 // language that it is shown in
  std::set<std::string> confirmed, hid, shown;  // since staff came: the pack that is open does not know yet
  std::shared_ptr<const std::vector<semantics::HubNotice>> notices;
  semantics::HubNotice notice;                // being written
  bool read_through = false;                  // and looked at, as residents will see it
  int field = 0;                              // 0: title or word, 1: text or how it is said
  std::string written, spoken;                // a word, and how it is to be said
  // What came of the last job, and of which.
  std::optional<semantics::DeskJob::Do> ended;
  semantics::DeskFault fault = semantics::DeskFault::none;
  std::string ended_on;                       // the record or notice that it was about
  std::string why;
  std::string hub;                            // a pack that is for another hub: for which
};
// Of the record that is open, as far as is known.
[[nodiscard]] bool is_hidden(const Desk& desk);
// Whether one press takes back what the last job did.
[[nodiscard]] bool can_undo(const Desk& desk);
// Of the stage in hand, by the speed so far: 0 is less than one. None until there is enough to go by: 3 s and 5 %.
[[nodiscard]] std::optional<int> minutes_left(const Desk& desk, std::int64_t now_ms);
inline constexpr std::size_t listed_at_once = 100;  // what is listed is laid out whole: so many rows are quick to turn
inline constexpr std::size_t longest_notice_title = 80, longest_notice_text = 600;  // characters

inline constexpr std::size_t test_crosses = 5;
// Half of the smallest target (VVSG 7.2-I): farther off, a finger meets a neighbour.
inline constexpr double furthest_touch_mm = 6.35;

struct AppState {
  semantics::Screen screen = semantics::Screen::attract;
  std::vector<semantics::Screen> history;  // where Back goes, oldest first
  semantics::Screen covered = semantics::Screen::attract;  // what "Are you still there?" hides
  std::string language = "en";
  Preferences preferences;
  bool headphones = false;   // a fact of the room, not of the visit: survives a reset
  bool unplugged = false;    // they came out in the middle of this visit, and nobody has said how to go on
  enum class Cut { nothing, words, passage } cut = Cut::nothing;  // and what was being said then
  // "Read this out loud?" about the record on the page.
  enum class Aloud { not_asked, asked, yes } aloud = Aloud::not_asked;
  std::optional<semantics::TryKey> tried;  // on learn_keys: the last one

  std::string topic;         // key; empty on the results of a search
  std::string service_id;
  std::string words;         // being typed. Never leaves memory
  std::string searched;      // the words that `results` answer
  semantics::KeyLevel key_level = semantics::KeyLevel::letters;
  bool other_keyboard = false;  // the second of the language's two keyboards

  std::vector<directory::Topic> topics;
  std::vector<directory::UrgentNeed> urgent;
  std::vector<directory::Notice> notices;  // of this hub, for its residents
  std::string urgent_id;          // the need opened on help_now; empty: all of them
  std::vector<directory::ServiceSummary> results;
  std::size_t left_out = 0;  // results beyond these
  std::optional<directory::Service> service;
  bool easy_words = false;        // of the service, where it has them
  std::optional<std::size_t> open_word;  // of the service's explained words, the one whose meaning stands open
  bool directory_lost = false;
  std::vector<directory::SignVideo> signs;  // of the screen `bsl`
  directory::MediaOf sign_of;               // what the screen `sign` is about
  std::optional<Film> film;                 // none: the pack has no such video
  Records heard;             // the same in the language of Preferences::heard; empty without one

  std::uint64_t ticket = 0;       // of the newest question; older answers are dropped
  std::uint64_t topics_ticket = 0;  // of the newest question for topics: their answer is taken wherever the resident has gone meanwhile
  std::uint64_t heard_ticket = 0;   // of a question asked only because another language is to be heard: likewise
  int awaited = 0;                // answers still to come
  std::optional<semantics::Screen> next_screen;  // shown when it comes, so that no half-filled page is ever painted

  semantics::SpeechState speech{semantics::SpeechState::Now::silent, {}, 0, 0, 0};
  bool passage = false;           // what is being said is the page's passage (Listen), or a part of the page:
  std::string passage_of;         // what the node of this id holds (ListenTo)
  Scan scan;
  bool keys_used = false;         // this visit moves by keys: the countdown is spoken too
  semantics::Activity::By worked_by = semantics::Activity::By::hand;  // last
  int hints_said = 0;             // of how to choose, since the way of working began
  std::string slow_node;          // said slowly last on this page, and how slowly: 1 to speech::slowest_writing
  int slow_step = 0;

  measures::Tally tally;          // what this visit will have added to the counters
  bool do_not_count = false;      // and the resident said: nothing
  bool found_nothing = false;     // the words now in the search field
  std::string topic_before;       // looked at last; a search with no result is counted under it

  std::set<std::string, std::less<>> needs;  // chosen for the card; forgotten with the visit
  std::vector<std::string> card;  // its QR code, row by row, '1' dark; empty: not shown
  std::string code;               // being typed on needs_code
  CodeFault code_fault = CodeFault::none;
  std::string pin;                // being typed by staff; gone as soon as it is checked
  bool checking_pin = false;
  PinTries tries;
  SelfTest test;
  Desk desk;

  std::int64_t now_ms = 0;
  std::int64_t active_ms = 0;     // last sign of life
  int countdown_said_s = 0;       // "Are you still there?": the last figure spoken
  LocalTime local{};
};

struct UiState {
  std::string focus;                  // node id; empty: nowhere yet
  bool focus_visible = false;         // by keys or Hear first; a touch does not leave a ring
  std::optional<std::size_t> reading_at;  // within the focused stop: the byte of its words that was read last
  std::string pressed;                // node under the finger
  std::map<std::string, int> pages;   // pager id -> page, from 0
  std::string bring;                  // node whose page is to come up; empty once it has
};

struct State {
  AppState app;
  UiState ui;
  // The visit that staff interrupted, as it was. Nothing of it is shown or said until they
  // give it back; it ends by itself as if it were idle. Null: none.
  std::shared_ptr<const State> aside;
};

// A visit that nobody has begun. `room` carries what belongs to the kiosk and
// not to the visit: the time, the jack, the topics' place in memory.
[[nodiscard]] State fresh(const Site& site, const State* room = nullptr);

// --- Effects: what `update` wants done, as values ---
// `heard`: in this language as well; empty: no other.
struct LookUpTopics { std::uint64_t ticket = 0; std::string language; std::string heard{}; LocalTime now{}; };
// The services of a topic; of every topic, nearest first, when `key` is empty.
struct LookUpTopic { std::uint64_t ticket = 0; std::string key; std::string language; LocalTime now; std::string heard{}; };
struct LookUpService { std::uint64_t ticket = 0; std::string id; std::string language; LocalTime now; std::string heard{}; };
struct SearchFor { std::uint64_t ticket = 0; std::string words; std::string language; LocalTime now; std::string heard{}; };
struct LookUpSigns { std::uint64_t ticket = 0; std::string language; };
struct LookUpSign { std::uint64_t ticket = 0; directory::MediaOf of; std::string language; };
struct ReadScreen {};                       // heading and all that follows, of the screen as it now stands
struct ReadPassage { std::string of{}; };    // what Listen reads; else what that node holds
struct ReadNode { std::string id; };
struct ReadFocusedPart {};                  // of the focused stop: what begins at UiState::reading_at
struct ReadSlowly { std::string id; int step = 1; };
// A sentence of the kiosk's own, of at most 3 s: the answer to whoever begins, who may not see the screen.
struct ReadMessage {
  i18n::MessageKey key;
  enum class Then { silence, screen } then = Then::silence;
};
struct StopSpeech {};
struct PauseSpeech {};
struct ResumeSpeech {};
struct GoOnWithCut {};                      // from the start of the clause that the last StopSpeech cut
struct RepeatLast {};
struct MakeCard {};                         // of the needs chosen, as the screen words them
struct CheckPin { std::uint64_t ticket = 0; std::string pin; };
// The sentence of the self-test in this language: staff asked to hear it, so it sounds in the room.
struct SayTest { std::string language; };
// For the worker at the desk; it answers with a DeskAnswer of that ticket.
struct AskDesk { std::uint64_t ticket = 0; semantics::DeskJob job; };
struct StopDesk {};
// A word said as staff would have it: written or spoken as typed.
struct SayWord { std::string word, language; };
// One line for the staff log.
struct TestFailed { semantics::TestPart part; std::string why; };
struct VisitEnded { std::optional<measures::Tally> tally; };  // none: not to be counted
using Effect = std::variant<LookUpTopics, LookUpTopic, LookUpService, SearchFor, ReadScreen, ReadPassage, ReadNode, ReadFocusedPart, ReadSlowly, ReadMessage,
                            StopSpeech, PauseSpeech, ResumeSpeech, GoOnWithCut, RepeatLast, MakeCard, LookUpSigns, LookUpSign, CheckPin, SayTest, TestFailed, AskDesk, StopDesk, SayWord, VisitEnded>;

struct Step {
  State state;
  std::vector<Effect> effects;
};

// The whole of what can happen. Pure: no clock, no database, no sound.
[[nodiscard]] Step update(State state, const semantics::Action& action, const Site& site);

// How long one switch's light stays on each part, in milliseconds.
[[nodiscard]] int dwell_ms_of(const Preferences& preferences, const Site& site);
// The language that is spoken: the visit's, or the one to be heard instead.
[[nodiscard]] const std::string& spoken_language(const AppState& app);
// What the page would be to somebody who reads the language that is heard; for speaking only.
[[nodiscard]] AppState as_heard(const AppState& app);

// When, on the kiosk's clock, something happens by itself (idle question, its
// countdown, the next minute is the caller's). Nothing on attract.
[[nodiscard]] std::optional<std::int64_t> next_deadline_ms(const State& state, const Site& site);

// The page shows something that others near the kiosk should not hear unasked (handbook part 3, 5.1.3.9).
[[nodiscard]] bool is_sensitive(const AppState& app);
// Seconds before another PIN may be tried; 0: now.
[[nodiscard]] int pin_wait_s(const AppState& app);
// Whole minutes, rounded up, until staff screens lock by themselves.
[[nodiscard]] int locks_in_minutes(const AppState& app, const Site& site);
// What typing goes into on this screen, and how long it may become (searches: bytes; the rest: characters); null: nowhere.
[[nodiscard]] std::string* typed_into(AppState& app, std::size_t& longest);
// On staff screens nothing is said to the room unless they choose it (EN 301 549 5.1.3.8, 5.1.3.9).
[[nodiscard]] bool may_be_heard(const AppState& app);
// Languages that the self-test plays, in the order of Site::languages.
[[nodiscard]] std::vector<std::string> heard_languages(const Site& site);

// Seconds left to answer "Are you still there?", rounded up to whole segments of 5.
[[nodiscard]] int answer_seconds_left(const AppState& app, const Site& site);

}  // namespace kiosk::session
