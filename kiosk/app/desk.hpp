// SPDX-License-Identifier: GPL-3.0-or-later
// What staff ask for at the kiosk, done on a thread of its own: reading a stick,
// looking at a pack or a workbook, installing, publishing. The UI thread never
// waits for a disk, and a stick least of all.
//
// Whatever lies on a stick may be hostile and may change while it is read: a file
// is copied first, the copy is what is checked, and what was checked is what is
// installed. No link on a stick is followed and nothing on it is run.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/content.hpp"
#include "kiosk/packs/progress.hpp"
#include "kiosk/semantics/action.hpp"
#include "kiosk/session/state.hpp"

namespace kiosk::app {

class Desk {
 public:
  struct Options {
    std::filesystem::path store;
    std::filesystem::path keys;        // trusted; empty: those in the store
    std::filesystem::path work;        // a folder of our own, made when needed and emptied
    std::string site;                  // of kiosk.toml
    std::filesystem::path secret_key;  // of role hub:<site>; empty: none
    std::optional<directory::Coordinates> from;
    std::function<void()> notify;
  };
  explicit Desk(Options options);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // UI thread.
  void use_stick(std::optional<std::filesystem::path> folder);
  void ask(session::AskDesk question);
  void forget();                                           // what was looked at: staff have gone
  void reopen();                                           // the packs in force are others now
  void stop();                                             // what has been asked so far, as far as it still can be
  [[nodiscard]] std::vector<semantics::Action> answers();  // what has come since the last call
  [[nodiscard]] bool store_changed();                      // since last asked
  // For the driver only: until all is answered, or so long.
  void wait_until_answered(std::chrono::milliseconds most);

 private:
  using Answer = semantics::DeskAnswer;
  void work();
  void let_go();
  [[nodiscard]] Answer answer(const session::AskDesk& question);
  void list_stick(Answer& answer);
  void look_at_pack(const semantics::DeskJob& job, Answer& answer);
  void install(const semantics::DeskJob& job, Answer& answer);
  void roll_back(Answer& answer);
  void check_workbook(const semantics::DeskJob& job, Answer& answer);
  void save_findings(const semantics::DeskJob& job, Answer& answer);
  void list_records(const semantics::DeskJob& job, Answer& answer);
  void find_records(const semantics::DeskJob& job, Answer& answer);
  void preview(const semantics::DeskJob& job, Answer& answer);
  [[nodiscard]] semantics::DeskFault fault_of_hub_key(std::string& why) const;
  [[nodiscard]] std::string unused_id(semantics::Date today);
  void for_the_hub(const semantics::DeskJob& job, Answer& answer);
  [[nodiscard]] semantics::DeskFault copy(const std::string& name, const std::filesystem::path& to, std::uint64_t limit, std::string& why, const packs::Progress& progress = {});
  // One bar over a whole job, by the figures of the packs. `stage`: what it is called throughout; else by its steps.
  [[nodiscard]] packs::Job job(packs::Steps steps, std::optional<semantics::DeskProgress::Stage> stage = {});
  void moved(semantics::DeskProgress::Stage stage, std::uint64_t done = 0, std::uint64_t total = 0);
  [[nodiscard]] bool stopped() const;
  [[nodiscard]] std::optional<std::filesystem::path> stick() const;
  [[nodiscard]] std::filesystem::path keys() const;
  [[nodiscard]] directory::Directory* in_force(std::string& why);

  Options options_;
  // Of the worker alone.
  std::uint64_t ticket_ = 0;
  std::unique_ptr<directory::Directory> in_force_, from_workbook_;
  std::shared_ptr<const semantics::PackLook> looked_at_;  // its copy lies in `work`
  std::optional<packs::Content> checked_;                 // a workbook that nothing stops,
  semantics::Changes checked_changes_;                    // and what it changes in the hub's overlay
  std::optional<packs::Findings> found_;                  // in the workbook that was checked last

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<session::AskDesk> questions_;
  std::vector<semantics::Action> answers_;
  std::optional<std::filesystem::path> stick_;
  std::uint64_t stop_through_ = 0;  // tickets up to this one
  std::uint64_t last_asked_ = 0;
  bool busy_ = false, stopping_ = false, store_changed_ = false, forget_ = false, reopen_ = false;
  std::thread thread_;
};

}  // namespace kiosk::app
