// SPDX-License-Identifier: Apache-2.0
#include "journal/historian.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>

namespace landport {

namespace {
constexpr int nice = 10;
// Several views of one moment are asked for together: then they are prepared together.
constexpr std::chrono::seconds look_around_every{1};
}

Historian::Historian(History& history, Board const& board, Options options, std::function<void(StoredSnapshot)> save, std::function<void()> fault)
    : history_(history), board_(board), options_(options), save_(std::move(save)), fault_(std::move(fault)) {
  if (options_.settle_every == 0) return;
  thread_ = std::thread([this] { work(); });
  pthread_setname_np(thread_.native_handle(), "lp-historian");
}

void Historian::hurry() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
}

void Historian::stop() {
  hurry();
  if (thread_.joinable()) thread_.join();
}

void Historian::work() {
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nice);
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(options_.begin_after.ms), [this] { return stopping_.load(); });
  while (!stopping_) {
    lock.unlock();
    prepare();
    lock.lock();
    changed_.wait_for(lock, look_around_every, [this] { return stopping_.load(); });
  }
}

void Historian::prepare() {
  auto const go_on = [this] { return !stopping_; };
  auto const save = [this](StoredSnapshot snapshot) {
    save_(std::move(snapshot));
    return !stopping_;
  };
  try {
    history_.forget_unwanted();
    for (auto const lane : {Lane::recorded, Lane::happened}) {
      auto const known = board_.position();
      if (history_.lacks_rungs(lane, known)) history_.set_rungs(lane, known, go_on);
    }
    auto const known = board_.position();
    if (known - settled_ < options_.settle_every) return;
    history_.settle(known, go_on, save);
    settled_ = known;
  } catch (StoreFault const&) {
    fault_();
  }
}

}  // namespace landport
