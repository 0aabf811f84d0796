// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/look_up.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "kiosk/base/log.hpp"
#include "kiosk/packs/installed.hpp"

namespace kiosk::app {

namespace {
// Twenty pages of cards: nobody turns more, and what is listed is laid out whole.
constexpr std::size_t most_listed = 60;
}

Result<std::unique_ptr<LookUp>> LookUp::open(const std::filesystem::path& store, std::optional<directory::Coordinates> from, std::function<void()> notify, std::string site) {
  const std::filesystem::path keys = packs::keys_of(store);
  auto pack = packs::open_current(store, keys);
  if (!pack) {
    auto previous = packs::open_previous(store, keys);
    if (!previous) return pack.error();
    log_error(fmt::format("{} The pack before it serves. Install a pack that is whole.", pack.error().detail));
    pack = previous;
  }
  Files files{store, pack.value(), {}, std::move(site)};
  if (auto overlay = packs::open_overlay(store, keys, files.site); overlay) files.overlay = overlay.value();
  else log_error(fmt::format("{} The city's pack serves without it.", overlay.error().detail));
  auto opened = directory::Directory::open(files.pack, {files.overlay, files.site, directory::Directory::Options::Check::passed_before});
  if (!opened) return opened.error();
  return std::unique_ptr<LookUp>(new LookUp(std::move(opened).value(), std::move(files), from, std::move(notify)));
}

LookUp::LookUp(std::unique_ptr<directory::Directory> directory, Files files, std::optional<directory::Coordinates> from, std::function<void()> notify)
    : directory_(std::move(directory)), files_(std::move(files)), from_(from), notify_(std::move(notify)), info_(directory_->info()), pronunciations_(directory_->pronunciations()), thread_([this] { work(); }) {}

LookUp::~LookUp() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
  if (checker_.joinable()) checker_.join();
}

void LookUp::check_whole() {
  // Behind whatever a resident waits for. Linux: of this thread alone.
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10));
  const std::filesystem::path keys = packs::keys_of(files_.store);
  const auto pack = packs::check_whole(files_.pack, keys);
  const auto overlay = files_.overlay ? packs::check_whole(*files_.overlay, keys) : Outcome{Done{}};
  if (pack && overlay) return;
  directory::Directory::Options options{files_.overlay, files_.site, directory::Directory::Options::Check::passed_before};
  std::filesystem::path serves = files_.pack;
  if (!overlay) {
    log_error(fmt::format("{} It is left out, and the city's pack serves without it. Publish it again.", overlay.error().detail));
    options.overlay.reset();
  }
  std::unique_ptr<directory::Directory> instead;
  if (!pack) {
    auto previous = packs::open_previous(files_.store, keys);
    log_error(fmt::format("{} {} Install a pack that is whole.", pack.error().detail, previous ? "The pack before it serves." : "There is no pack before it, so nothing is shown."));
    serves = previous ? previous.value() : std::filesystem::path{};
  }
  if (!serves.empty()) {
    auto opened = directory::Directory::open(serves, options);
    if (opened) instead = std::move(opened).value();
    else log_error(opened.error().detail);
  }
  const std::lock_guard lock(mutex_);
  instead_ = std::move(instead);
}

void LookUp::ask(Question question) {
  {
    const std::lock_guard lock(mutex_);
    questions_.push_back(std::move(question));
  }
  changed_.notify_all();
}

std::vector<semantics::Action> LookUp::answers() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answers_, {});
}

void LookUp::wait_until_answered() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return questions_.empty() && !busy_; });
}

void LookUp::work() {
  for (;;) {
    Question question;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !questions_.empty(); });
      if (stopping_) return;
      question = std::move(questions_.front());
      questions_.pop_front();
      // Somebody typing asks faster than an answer is of use: only the last word typed counts.
      if (std::holds_alternative<session::SearchFor>(question)) {
        while (!questions_.empty() && std::holds_alternative<session::SearchFor>(questions_.front())) {
          question = std::move(questions_.front());
          questions_.pop_front();
        }
      }
      busy_ = true;
      if (instead_) directory_ = std::exchange(instead_, std::nullopt).value();
    }
    semantics::Action made = answer(question);
    if (!checker_.joinable()) checker_ = std::thread([this] { check_whole(); });
    {
      const std::lock_guard lock(mutex_);
      answers_.push_back(std::move(made));
      busy_ = false;
    }
    changed_.notify_all();
    if (notify_) notify_();
  }
}

semantics::Action LookUp::answer(const Question& question) {
  using namespace semantics;
  struct Answer {
    directory::Directory& directory;
    const std::optional<directory::Coordinates>& from;
    Action operator()(const session::LookUpTopics& q) const {
      TopicsReady ready{q.ticket, directory.topics(q.language), directory.urgent(q.language)};
      ready.notices = directory.notices(q.language, q.now.date);
      if (!q.heard.empty()) {
        ready.heard_topics = directory.topics(q.heard);
        ready.heard_urgent = directory.urgent(q.heard);
      }
      return ready;
    }
    Action operator()(const session::LookUpTopic& q) const {
      directory::Listing listing = directory.in_topic(q.key, q.language, from, q.now, most_listed);
      ResultsReady ready{q.ticket, std::move(listing.services), listing.left_out};
      if (!q.heard.empty()) ready.heard = directory.in_topic(q.key, q.heard, from, q.now, most_listed).services;
      return ready;
    }
    Action operator()(const session::LookUpService& q) const {
      ServiceReady ready{q.ticket, {}};
      if (auto service = directory.service(q.id, q.language, from, q.now)) ready.service.push_back(std::move(*service));
      if (!q.heard.empty()) {
        if (auto service = directory.service(q.id, q.heard, from, q.now)) ready.heard.push_back(std::move(*service));
      }
      return ready;
    }
    Action operator()(const session::LookUpSigns& q) const { return SignsReady{q.ticket, directory.sign_videos(q.language)}; }
    Action operator()(const session::LookUpSign& q) const {
      SignReady ready{q.ticket, {}, nullptr};
      auto video = directory.sign_video(q.of, q.language);
      if (!video) return ready;
      if (auto data = directory.media_data(video->media)) ready.data = std::make_shared<const std::string>(std::move(*data));
      ready.video.push_back(std::move(*video));
      return ready;
    }
    Action operator()(const session::SearchFor& q) const {
      if (q.words.empty()) return ResultsReady{q.ticket, {}};
      // Found once, in the language that was typed.
      const std::vector<directory::SearchHit> hits = directory.search(q.words, q.language, most_listed);
      ResultsReady ready{q.ticket, directory.summaries(hits, q.language, from, q.now)};
      if (!q.heard.empty()) ready.heard = directory.summaries(hits, q.heard, from, q.now);
      return ready;
    }
  };
  struct Nothing {
    Action operator()(const session::LookUpTopics& q) const { return TopicsReady{q.ticket, {}, {}}; }
    Action operator()(const session::LookUpTopic& q) const { return ResultsReady{q.ticket, {}}; }
    Action operator()(const session::LookUpService& q) const { return ServiceReady{q.ticket, {}}; }
    Action operator()(const session::LookUpSigns& q) const { return SignsReady{q.ticket, {}}; }
    Action operator()(const session::LookUpSign& q) const { return SignReady{q.ticket, {}, nullptr}; }
    Action operator()(const session::SearchFor& q) const { return ResultsReady{q.ticket, {}}; }
  };
  return directory_ ? std::visit(Answer{*directory_, from_}, question) : std::visit(Nothing{}, question);
}

}  // namespace kiosk::app
