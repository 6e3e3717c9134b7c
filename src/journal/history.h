// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "journal/rungs.h"
#include "journal/store.h"

namespace landport {

// A past moment, in one of two senses: what the port knew then (`recorded`), or how it truly was then as far as is known
// now (`happened`). The first folds the journal cut at that moment; the second folds, in the order of happening, all
// that is known by now to have happened up to it.
struct Moment {
  bool by_happened = false;
  Instant at;
};

// Views as they were. Any thread; each call may read the store for as long as it takes to replay what lies between the
// nearest rung, look or stored snapshot and the moment.
class History {
 public:
  struct Options {
    Sequence rung_every = 10'000;       // events from one rung to the next; 0: there are none
    Sequence snapshot_every = 50'000;   // events between stored snapshots in the order of happening
    Duration settles_after = days(2);   // what is older is seldom changed by what becomes known late
  };
  History(Catalogue const& catalogue, Store const& store, Options options);

  // A view at a moment. Never null; throws StoreFault. `known` is the journal's last sequence to take into account.
  std::shared_ptr<View const> view(ViewKind const& kind, Moment moment, Sequence known);

  // The last event the view of that moment contains, for the head of an answer.
  Sequence sequence_at(Moment moment, Sequence known) const;

  // The journal stands here; what is before it is for set_rungs.
  void started_at(Sequence position) { passed_ = position; }

  // How views stand at present: a rung of those that are wanted when enough has come since the last one. By the thread
  // that applies events; `copy` gives the view of that number, in the order of Board::hung.
  void passed(Sequence position, std::function<std::shared_ptr<View const>(std::size_t view)> const& copy);

  // Views that somebody looked back at, in the last hour, are wanted: they get rungs. True when that needs work because
  // more are wanted than there were, or because `rung_every` events have come in the order of happening.
  bool lacks_rungs(Lane lane, Sequence known);
  // Sets the rungs that are missing between the oldest worth having and `known`. One thread at a time, which may take its
  // time: it reads up to rung_every * Rungs::prepared events. `go_on` is asked at every rung.
  void set_rungs(Lane lane, Sequence known, std::function<bool()> const& go_on);
  void forget_unwanted();

  // Makes the snapshots in the order of happening that are missing, of what has settled. As set_rungs; at the first time
  // of all it folds the whole journal. `save` takes one to store, and says whether more are wanted.
  using SaveSnapshot = std::function<bool(StoredSnapshot)>;
  void settle(Sequence known, std::function<bool()> const& go_on, SaveSnapshot const& save);

  // Events up to `last` are about to become known, and the earliest of them happened at `happened`. Before anybody
  // knows of them (Rungs::forget_from).
  void forget_from(Instant happened, Sequence last);
  // Whether a snapshot in the order of happening is still all that is known of its moment.
  bool still_whole(StoredSnapshot const& snapshot) const { return !rungs_.lacks(snapshot.at, snapshot.sequence); }

 private:
  struct Key {
    std::string_view view;
    Lane lane;
    std::int64_t place;
    auto operator<=>(Key const&) const = default;
  };
  struct Look {
    Key key;
    Sequence known;  // in the order of happening: as far as was known
    std::shared_ptr<View const> view;
  };
  // A view to fold on from, and the place it stands at; a fresh one at the beginning.
  struct Base {
    std::shared_ptr<View> view;
    std::int64_t place;
  };
  // The decoded events between two places, (after, to].
  struct Part {
    Lane lane;
    std::int64_t after, to;
    Sequence known;
    std::vector<Recorded> events;
  };
  struct Wanted {
    std::vector<bool> views;  // in the order of Board::hung
    std::uint64_t generation = 0, built = 0;
    Sequence built_known = 0;
    std::chrono::steady_clock::time_point asked;
  };
  class Climb;
  static constexpr std::size_t looks_max = 64, parts_max = 6;

  std::shared_ptr<View const> look(Key const& key, Sequence known);
  Base nearest_look(ViewKind const& kind, Lane lane, std::int64_t until, Sequence known);
  void keep(Key const& key, Sequence known, std::shared_ptr<View const> view);
  std::shared_ptr<View const> fold_from_rung(ViewKind const& kind, Rungs::Found const& found, Base base, Lane lane, std::int64_t until, Sequence known);
  std::shared_ptr<View const> fold_from_store(ViewKind const& kind, Base base, Lane lane, std::int64_t until, Sequence known);
  std::shared_ptr<Part const> part(Rungs::Found const& found, Lane lane, std::int64_t until, Sequence known);
  Part read_part(Rungs::Found const& found, Lane lane, std::int64_t until, Sequence known) const;
  Base stored(ViewKind const& kind, Lane lane, std::int64_t until, Sequence known) const;
  std::size_t number_of(ViewKind const& kind) const;
  void want(Lane lane, std::size_t view);
  Wanted wanted(Lane lane);
  Instant recorded_at(Sequence sequence) const;

  Catalogue const& catalogue_;
  Store const& store_;
  Options const options_;
  std::vector<ViewKind const*> kinds_;  // in the order of Board::hung
  Rungs rungs_;
  Sequence passed_ = 0;  // of the thread that applies events: its last rung
  std::mutex part_mutex_;  // before mutex_: while a part is read
  std::mutex mutex_;
  Wanted wanted_[2];
  std::list<Look> looks_;                          // newest first
  std::list<std::shared_ptr<Part const>> parts_;   // newest first
};

}  // namespace landport
