// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "journal/board.h"
#include "journal/history.h"

namespace landport {

// A thread that prepares looks back when nothing else wants the processor: rungs of what somebody looks at, and snapshots
// in the order of happening.
class Historian {
 public:
  struct Options {
    Sequence settle_every;  // events: then snapshots may be missing; 0: nothing is prepared
    Duration begin_after;   // the start
  };
  // `save` takes a snapshot to store and must not block; `fault` is called when the store could not be read: then looks
  // back take longer, and whoever looks is told of the fault.
  Historian(History& history, Board const& board, Options options, std::function<void(StoredSnapshot)> save, std::function<void()> fault);
  ~Historian() { stop(); }
  Historian(Historian const&) = delete;

  void hurry();  // towards its end, without waiting for it
  void stop();   // and waits

 private:
  void work();
  void prepare();

  History& history_;
  Board const& board_;
  Options const options_;
  std::function<void(StoredSnapshot)> const save_;
  std::function<void()> const fault_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> stopping_{false};
  Sequence settled_ = 0;
  std::thread thread_;
};

}  // namespace landport
