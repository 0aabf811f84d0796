// SPDX-License-Identifier: GPL-3.0-or-later
// The directory on a thread of its own: questions in, answers out as actions.
// The UI thread never waits for disk.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/directory/directory.hpp"
#include "kiosk/packs/installed.hpp"
#include "kiosk/semantics/action.hpp"
#include "kiosk/session/state.hpp"

namespace kiosk::app {

class LookUp {
 public:
  using Question = std::variant<session::LookUpTopics, session::LookUpTopic, session::LookUpService, session::SearchFor, session::LookUpSigns, session::LookUpSign>;

  // Verifies and opens what `store` has in force (packs::open_in_force) with the overlay of `site` over it.
  // `from`: where distances are measured from. Once the first question is answered, the files are read
  // whole on a thread of their own (decision 0020).
  [[nodiscard]] static Result<std::unique_ptr<LookUp>> open(const std::filesystem::path& store, std::optional<directory::Coordinates> from,
                                                            std::function<void()> notify, std::string site = {}, packs::Stamps stamps = packs::Stamps::believe);
  ~LookUp();
  LookUp(const LookUp&) = delete;
  LookUp& operator=(const LookUp&) = delete;

  void ask(Question question);                          // UI thread
  [[nodiscard]] std::vector<semantics::Action> answers();  // UI thread; what has come since the last call
  void wait_until_answered();                           // for the driver only
  // A file that answers turned out not to be whole: open another LookUp, with Stamps::ignore. `notify` is called.
  [[nodiscard]] bool damaged() const { return damaged_; }
  [[nodiscard]] const directory::PackInfo& info() const { return info_; }
  // The pack that answers: verified, and open for as long as this is.
  [[nodiscard]] const std::filesystem::path& pack() const { return files_.pack; }
  [[nodiscard]] const std::vector<i18n::Pronunciation>& pronunciations() const { return pronunciations_; }

 private:
  LookUp(std::unique_ptr<directory::Directory> directory, std::filesystem::path keys, packs::InForce files, std::optional<directory::Coordinates> from, std::function<void()> notify);
  void work();
  void check_whole();
  [[nodiscard]] semantics::Action answer(const Question& question);

  std::unique_ptr<directory::Directory> directory_;  // the worker's
  std::filesystem::path keys_;
  packs::InForce files_;
  std::optional<directory::Coordinates> from_;
  std::function<void()> notify_;
  directory::PackInfo info_;
  std::vector<i18n::Pronunciation> pronunciations_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Question> questions_;
  std::vector<semantics::Action> answers_;
  bool busy_ = false;
  bool stopping_ = false;
  std::atomic<bool> damaged_ = false;
  std::thread checker_;
  std::thread thread_;
};

}  // namespace kiosk::app
