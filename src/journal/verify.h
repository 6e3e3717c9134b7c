// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/store.h"

namespace landport {

// The journal's digest: chains the hashes of its events in order, from all zero. A checkpoint signs its
// value.
class Digest {
 public:
  void add(Hash const& event);
  Hash const& value() const { return value_; }
  Sequence sequence() const { return sequence_; }  // how many were added

 private:
  Hash value_{};
  Sequence sequence_ = 0;
};

// What is wrong with a journal, at which event. `sequence` is 0 when it is about no event, `stream` empty
// when about no stream.
struct JournalProblem {
  Sequence sequence = 0;
  std::string stream;
  std::string zh, en;
};

struct VerifyReport {
  Sequence events = 0;  // read
  std::size_t streams = 0, checkpoints = 0;
  std::size_t found = 0;                 // problems in all
  std::vector<JournalProblem> problems;  // the first hundred, in the order of their events

  bool sound() const { return found == 0; }
};

using PublicKey = std::array<unsigned char, 32>;

// Walks the whole journal: sequences without gaps, versions of each stream without gaps, every hash
// recomputed, times of recording that never go back, every checkpoint's digest, and with a key its signature.
// Memory grows with the number of streams. `progress` (may be empty) is called about every ten thousand
// events. What the store cannot read is a problem in the report, not a fault; the walk ends there.
VerifyReport verify(Store const& store, std::optional<PublicKey> const& key,
                    std::function<void(Sequence done, Sequence all)> const& progress = {});

// The same for the last `count` events alone, without checkpoints: what a torn write at the end would have
// hit.
VerifyReport verify_tail(Store const& store, Sequence count);

}  // namespace landport
