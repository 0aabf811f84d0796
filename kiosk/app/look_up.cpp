// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app/look_up.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "kiosk/base/log.hpp"

namespace kiosk::app {

namespace {
// Twenty pages of cards: nobody turns more, and what is listed is laid out whole.
constexpr std::size_t most_listed = 60;
}

Result<std::unique_ptr<LookUp>> LookUp::open(const std::filesystem::path& store, std::optional<directory::Coordinates> from, std::function<void()> notify, std::string site, packs::Stamps stamps) {
  auto files = packs::open_in_force(store, site, stamps);
  if (!files) return files.error();
  for (const std::string& problem : files->problems) log_error(problem);
  auto opened = directory::Directory::open(files->pack, {files->overlay, std::move(site), directory::Directory::Options::Check::passed_before});
  if (!opened) return opened.error();
  return std::unique_ptr<LookUp>(new LookUp(std::move(opened).value(), packs::keys_of(store), std::move(files).value(), from, std::move(notify)));
}

LookUp::LookUp(std::unique_ptr<directory::Directory> directory, std::filesystem::path keys, packs::InForce files, std::optional<directory::Coordinates> from, std::function<void()> notify)
    : directory_(std::move(directory)), keys_(std::move(keys)), files_(std::move(files)), from_(from), notify_(std::move(notify)), info_(directory_->info()), pronunciations_(directory_->pronunciations()), thread_([this] { work(); }) {}

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
  const auto pack = packs::check_whole(files_.pack, keys_);
  const auto overlay = files_.overlay ? packs::check_whole(*files_.overlay, keys_) : Outcome{Done{}};
  if (pack && overlay) return;
  for (const Outcome* one : {&pack, &overlay})
    if (!*one) log_error(one->error().detail);
  damaged_ = true;
  if (notify_) notify_();
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
  return std::visit(Answer{*directory_, from_}, question);
}

}  // namespace kiosk::app
