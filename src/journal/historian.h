// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "journal/board.h"
#include "journal/history.h"

namespace landport {

// A thread that prepares looks back when nothing else wants the processor: after a start, and whenever enough has come.
class Historian {
 public:
  struct Options {
    Sequence rung_every;   // as History::Options
    Duration begin_after;  // the start
  };
  // `save` takes a snapshot to store and must not block; `fault` is called when the store could not be read: then looks
  // back take longer, and whoever looks is told of the fault.
  Historian(History& history, Board const& board, Options options, std::function<void(StoredSnapshot)> save, std::function<void()> fault);
  ~Historian() { stop(); }
  Historian(Historian const&) = delete;

  void wake();         // the board has moved
  void hurry();        // towards its end, without waiting for it
  void stop();         // and waits

 private:
  void work();
  void climb(Lane lane, Sequence known);

  History& history_;
  Board const& board_;
  Options const options_;
  std::function<void(StoredSnapshot)> const save_;
  std::function<void()> const fault_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace landport
