// SPDX-License-Identifier: Apache-2.0
#include "journal/historian.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>

namespace landport {

namespace {
constexpr int nice = 10;
}

Historian::Historian(History& history, Board const& board, Options options, std::function<void(StoredSnapshot)> save, std::function<void()> fault)
    : history_(history), board_(board), options_(options), save_(std::move(save)), fault_(std::move(fault)) {
  if (options_.rung_every == 0) return;
  thread_ = std::thread([this] { work(); });
  pthread_setname_np(thread_.native_handle(), "lp-historian");
}

void Historian::wake() { changed_.notify_all(); }

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
  for (bool first = true; !stopping_; first = false) {
    auto const known = board_.position();
    lock.unlock();
    if (first) climb(Lane::recorded, known);
    climb(Lane::happened, known);
    lock.lock();
    changed_.wait(lock, [&] { return stopping_ || board_.position() - known >= options_.rung_every; });
  }
}

void Historian::climb(Lane lane, Sequence known) {
  auto const save = [this](StoredSnapshot snapshot) {
    save_(std::move(snapshot));
    return !stopping_;
  };
  try {
    history_.set_rungs(lane, known, [this] { return !stopping_; }, save);
  } catch (StoreFault const&) {
    fault_();
  }
}

}  // namespace landport
