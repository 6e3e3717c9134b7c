// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <vector>

#include "journal/catalogue.h"

namespace landport {

// A lock that readers share and that a writer gets soon: a writer who waits stops new readers at the door. (The
// standard shared lock lets a stream of readers keep the writer out for ever.)
class DoorLock {
 public:
  void lock_shared() {
    std::lock_guard door(door_);
    room_.lock_shared();
  }
  void unlock_shared() { room_.unlock_shared(); }
  void lock() {
    door_.lock();
    room_.lock();
  }
  void unlock() {
    room_.unlock();
    door_.unlock();
  }

 private:
  std::mutex door_;
  std::shared_mutex room_;
};

// The views that hang on the walls now. One thread applies events; any thread reads. All views stand at the same event.
class Board {
 public:
  explicit Board(Catalogue const& catalogue);

  // While one lives, the views stand still. Keep it short; do not take two.
  class Reading {
   public:
    explicit Reading(Board const& board) : lock_(board.lock_), board_(&board) {}
    TableFace const* table(std::string_view name) const;
    void const* view(std::type_index type) const;
    Sequence position() const { return board_->position_; }
    Instant at() const { return board_->at_; }

   private:
    std::shared_lock<DoorLock> lock_;
    Board const* board_;
  };
  Reading read() const { return Reading(*this); }

  Sequence position() const { return published_.load(std::memory_order_acquire); }

  // Takes events in order, each once; those at or before a view's own position are passed over (a view that started
  // from a snapshot).
  void apply(std::span<Recorded const> events);

  // Calls back once the board has reached `sequence` (at once if it has), or with false when the book stops. The
  // callback runs on the applying thread or at once on this one, and must not block.
  void when_at(Sequence sequence, std::function<void(bool)> callback);
  bool wait_for(Sequence sequence, Duration at_most) const;
  void give_up_waiting();  // everyone who waits is called back with false: at the end

  // Called after each batch with the new position, on the applying thread. Registered before events are applied.
  void on_change(std::function<void(Sequence)> callback) { listeners_.push_back(std::move(callback)); }

  // A row that changed: where it is, and at which event.
  struct Change {
    Sequence sequence;
    std::uint32_t table;  // index into tables()
    TableFace::Slot slot;
  };
  // The rows of the tables in `wanted` (by index) that changed after `after`, each once with its last change, oldest
  // first. Needs a Reading.
  std::vector<Change> changes_after(Sequence after, std::vector<bool> const& wanted) const;
  std::vector<TableFace*> const& tables() const { return tables_; }

  // ---- snapshots ----
  struct Hung {
    ViewKind const* kind;
    std::unique_ptr<View> view;
    Sequence position = 0;
  };
  std::vector<Hung>& hung() { return hung_; }
  // Hangs a fresh view in the place of one whose snapshot could not be used.
  void hang_anew(std::size_t index);
  // After snapshots were put back and before the first event is applied.
  void started_at(Sequence sequence, Instant at);

 private:
  friend class Reading;
  static constexpr std::size_t log_max = 200'000;

  mutable DoorLock lock_;
  std::vector<Hung> hung_;
  std::vector<TableFace*> tables_;
  std::vector<std::vector<std::uint32_t>> tables_of_view_;
  std::unordered_map<EventTag const*, std::vector<std::size_t>> views_by_event_;
  std::unordered_map<std::string_view, std::uint32_t> table_index_;
  std::unordered_map<std::type_index, std::size_t> view_index_;
  std::deque<Change> log_;  // the last changes; whoever was away longer looks at every row's trail
  Sequence log_begins_after_ = 0;
  Sequence position_ = 0;
  Instant at_;
  std::atomic<Sequence> published_{0};
  std::vector<std::function<void(Sequence)>> listeners_;

  mutable std::mutex waiting_mutex_;
  mutable std::condition_variable moved_;
  struct Waiter {
    Sequence sequence;
    std::function<void(bool)> callback;
  };
  std::vector<Waiter> waiting_;
  bool given_up_ = false;
};

// All rows of a view as compressed text, and back. `restore_view` fills a fresh view.
std::string save_view(View const& view);
Result<void> restore_view(View& view, std::string const& saved);

}  // namespace landport
