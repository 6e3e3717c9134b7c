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

// How views stood at some places of the recent past, for a look back to begin from. They share the rows that did not
// change in between, so each costs the rows that did. Any thread.
class Rungs {
 public:
  struct Rung {
    std::int64_t place;
    Sequence known;  // in the order of happening: as far as was known when it was folded
    std::uint64_t generation;  // a later one has other views, and takes the place of earlier ones up to its own
    std::vector<std::shared_ptr<View const>> views;  // in the order of Board::hung; null for those that nobody wants
  };
  // In each lane one goes if the gap without it is no wider than a part of its age: at one every ten thousand events, that
  // is all of the last 480,000, one every 20,000 at an age of a million, and with kept_max some three million in all.
  static constexpr std::int64_t parts_of_age = 48;
  static constexpr std::size_t kept_max = 128;  // then the oldest goes
  static constexpr std::size_t prepared = 72;   // so many are set anew after a start: a month of twenty thousand a day

  // Passed over when something that it lacks has become known since it was folded.
  void put(Lane lane, Rung rung);
  // The nearest with that view at or before a place, for a reader who knows the journal up to `known`; and where the next
  // of any views stands behind that place.
  struct Found {
    Rung rung;
    std::optional<std::int64_t> next;
  };
  std::optional<Found> below(Lane lane, std::int64_t place, Sequence known, std::size_t view) const;
  // The first, and the last, of that generation.
  std::optional<std::int64_t> first(Lane lane, std::uint64_t generation) const;
  std::optional<Rung> last(Lane lane, std::uint64_t generation) const;
  void forget(Lane lane);

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
  static void thin(std::map<std::int64_t, Rung>& rungs);

  mutable std::mutex mutex_;
  std::map<std::int64_t, Rung> lanes_[2];
  // The calls of forget_from that still say something: later ones, with later happenings.
  std::deque<Late> late_;
  Sequence sure_from_ = 0;  // what was folded with less known may lack something that `late_` no longer says
};

}  // namespace landport
