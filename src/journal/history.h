// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>

#include "journal/board.h"
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
// nearest snapshot and the moment.
class History {
 public:
  History(Catalogue const& catalogue, Store const& store);

  // A view at a moment. Never null; throws StoreFault. `known` is the journal's last sequence to take into account.
  std::shared_ptr<View const> view(ViewKind const& kind, Moment moment, Sequence known);

  // The last event the view of that moment contains, for the head of an answer.
  Sequence sequence_at(Moment moment, Sequence known) const;

  // Events from `first` on have become known, and the earliest of them happened at `happened`: what was folded in the
  // order of happening without them, up to a moment after that, is no longer right for whoever knows of them. Called
  // before the board shows those events.
  void forget_from(Instant happened, Sequence first);

 private:
  struct Key {
    std::string_view view;
    bool by_happened;
    std::int64_t place;  // a sequence, or an instant
    auto operator<=>(Key const&) const = default;
  };
  struct Kept {
    Key key;
    Sequence known;  // of what was folded by happening: as far as was known
    std::shared_ptr<View const> view;
    std::size_t rows;
  };
  // A view to begin from, and the place it stands at; a fresh one at the beginning.
  struct Base {
    std::unique_ptr<View> view;
    std::int64_t place;
  };
  // Of all that is kept together. Copies share their rows, but each has an index of its own: about 40 bytes a row.
  static constexpr std::size_t rows_max = 5'000'000;
  // While a longer way is folded, what stands after every so many events is kept as well: whoever moves the slider comes
  // back to the neighbourhood. Copies share most of their rows.
  static constexpr std::size_t rung = 10'000;

  std::shared_ptr<View const> replay_recorded(ViewKind const& kind, Sequence until);
  std::shared_ptr<View const> replay_happened(ViewKind const& kind, Instant until, Sequence known);
  std::shared_ptr<View const> find(Key const& key, Sequence known);
  Base base(ViewKind const& kind, bool by_happened, std::int64_t until, Sequence known);
  void keep(Key const& key, Sequence known, std::shared_ptr<View const> view);

  Catalogue const& catalogue_;
  Store const& store_;
  std::mutex mutex_;
  std::list<Kept> kept_;  // newest first
  std::size_t rows_ = 0;
  static constexpr std::size_t late_max = 1'000;
  struct Late {
    Instant happened;
    Sequence first;
  };
  std::deque<Late> late_;          // the last calls of forget_from
  Sequence sure_from_ = 0;         // what was folded with less known may lack something that `late_` no longer says
};

}  // namespace landport
