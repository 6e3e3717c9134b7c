// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "journal/catalogue.h"

namespace landport {

// The two orders of a journal's events. A place in the order of recording is a sequence; in the order of happening it is
// an instant, in milliseconds, behind all that happened up to it.
enum class Lane { recorded, happened };

// How all views stood at some places of the recent past, for a look back to begin from. They share the rows that did not
// change in between, so each costs the rows that did. Any thread.
class Rungs {
 public:
  struct Rung {
    std::int64_t place;
    Sequence known;  // in the order of happening: as far as was known when it was folded
    std::vector<std::shared_ptr<View const>> views;  // in the order of Board::hung
  };
  static constexpr std::size_t kept_max = 64;  // in each lane; the oldest goes first

  // Passed over when something that it lacks has become known since it was folded.
  void put(Lane lane, Rung rung);
  // The nearest at or before a place, for a reader who knows the journal up to `known`; and where the next one stands.
  struct Found {
    Rung rung;
    std::optional<std::int64_t> next;
  };
  std::optional<Found> below(Lane lane, std::int64_t place, Sequence known) const;
  std::optional<std::int64_t> first(Lane lane) const;
  std::size_t count(Lane lane, std::int64_t after, std::int64_t until) const;  // in (after, until]

  // Events up to `last` become known, and the earliest of them happened at `happened`: what was folded in the order of
  // happening without them, up to a moment after that, is no longer right for whoever knows of them. Called before
  // anybody does.
  void forget_from(Instant happened, Sequence last);
  // Whether what was folded in the order of happening up to `until`, with the journal up to `known`, lacks something by now.
  bool lacks(Instant until, Sequence known) const;

 private:
  struct Late {
    Sequence last;
    Instant happened;
  };
  static constexpr std::size_t late_max = 100'000;
  bool lacking(Instant until, Sequence known) const;

  mutable std::mutex mutex_;
  std::map<std::int64_t, Rung> lanes_[2];
  // The calls of forget_from that still say something: later ones, with later happenings.
  std::deque<Late> late_;
  Sequence sure_from_ = 0;  // what was folded with less known may lack something that `late_` no longer says
};

}  // namespace landport
