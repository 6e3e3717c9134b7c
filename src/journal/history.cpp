// SPDX-License-Identifier: Apache-2.0
#include "journal/history.h"

#include <algorithm>
#include <limits>

namespace landport {

namespace {

// Folds stored events into a view, passing over those of types it does not fold before their JSON is looked at.
class Folding {
 public:
  Folding(Catalogue const& catalogue, ViewKind const& kind, View& view)
      : catalogue_(catalogue), kind_(kind), view_(view) {}

  bool operator()(StoredEvent&& stored) {
    auto const wanted = std::any_of(kind_.folds.begin(), kind_.folds.end(),
                                    [&](EventTag const* tag) { return tag->wire == stored.type; });
    if (!wanted) return true;
    auto event = catalogue_.read(std::move(stored), parser_);
    if (!event) throw StoreFault("journal: event " + std::to_string(stored.sequence) + " cannot be read");
    view_.apply(*event);
    return true;
  }

 private:
  Catalogue const& catalogue_;
  ViewKind const& kind_;
  View& view_;
  JsonParser parser_;
};

}  // namespace

History::History(Catalogue const& catalogue, Store const& store) : catalogue_(catalogue), store_(store) {}

Sequence History::sequence_at(Moment moment, Sequence known) const {
  return moment.by_happened ? known : std::min(known, store_.sequence_at(moment.at));
}

std::shared_ptr<View const> History::find(Key const& key, Sequence known) {
  std::lock_guard lock(mutex_);
  for (auto k = kept_.begin(); k != kept_.end(); ++k) {
    // What was known to more than this reader may hold what the reader must not see yet.
    if (k->key != key || (key.by_happened && k->known > known)) continue;
    kept_.splice(kept_.begin(), kept_, k);
    return kept_.front().view;
  }
  return nullptr;
}

void History::keep(Key const& key, Sequence known, std::shared_ptr<View const> view) {
  std::size_t rows = 1;
  for (auto const& table : view->tables()) rows += table->slots();
  std::lock_guard lock(mutex_);
  // While this was folded, something may have become known that belongs into it: for those who know of it, it is wrong.
  bool const lacks = key.by_happened && (known < sure_from_ || std::any_of(late_.begin(), late_.end(), [&](Late const& late) {
                                           return late.first > known && late.happened.ms <= key.place;
                                         }));
  if (lacks) return;
  kept_.push_front({key, known, std::move(view), rows});
  rows_ += rows;
  while (rows_ > rows_max && kept_.size() > 1) {
    rows_ -= kept_.back().rows;
    kept_.pop_back();
  }
}

void History::forget_from(Instant happened, Sequence first) {
  std::lock_guard lock(mutex_);
  late_.push_back({happened, first});
  if (late_.size() > late_max) {
    sure_from_ = std::max(sure_from_, late_.front().first);
    late_.pop_front();
  }
  // What nobody who knows of them can use any more.
  kept_.remove_if([&](Kept const& k) {
    bool const wrong = k.key.by_happened && k.key.place >= happened.ms;
    if (wrong) rows_ -= k.rows;
    return wrong;
  });
}

std::shared_ptr<View const> History::view(ViewKind const& kind, Moment moment, Sequence known) {
  Key const key{kind.name, moment.by_happened,
                moment.by_happened ? moment.at.ms : static_cast<std::int64_t>(sequence_at(moment, known))};
  if (auto kept = find(key, known)) return kept;
  auto made = moment.by_happened ? replay_happened(kind, moment.at, known) : replay_recorded(kind, key.place);
  keep(key, known, made);
  return made;
}

// The nearest kept view before that place. Its copy belongs to the caller: nobody writes to a kept one.
History::Base History::base(ViewKind const& kind, bool by_happened, std::int64_t until, Sequence known) {
  std::shared_ptr<View const> nearest;
  std::int64_t place = by_happened ? std::numeric_limits<std::int64_t>::min() : 0;
  {
    std::lock_guard lock(mutex_);
    for (auto const& k : kept_) {
      bool const same = k.key.view == kind.name && k.key.by_happened == by_happened;
      if (!same || k.key.place > until || (nearest && k.key.place <= place)) continue;
      if (by_happened && k.known > known) continue;
      nearest = k.view;
      place = k.key.place;
    }
  }
  return {nearest ? nearest->copy() : kind.make(), place};
}

std::shared_ptr<View const> History::replay_recorded(ViewKind const& kind, Sequence until) {
  auto [begin, from] = base(kind, false, until, 0);
  std::shared_ptr<View> view = std::move(begin);
  if (kind.storable) {
    auto const stored = store_.snapshot(kind.name, kind.shape, false, until, {});
    if (stored && stored->sequence > from) {
      std::shared_ptr<View> const restored = kind.make();
      if (restore_view(*restored, stored->data)) {
        view = restored;
        from = stored->sequence;
      }
    }
  }
  Folding fold(catalogue_, kind, *view);
  std::size_t folded = 0;
  store_.read(from, until, [&](StoredEvent&& e) {
    auto const sequence = e.sequence;
    auto const went_on = fold(std::move(e));
    if (++folded % rung == 0) keep({kind.name, false, sequence}, 0, view->copy());
    return went_on;
  });
  return view;
}

std::shared_ptr<View const> History::replay_happened(ViewKind const& kind, Instant until, Sequence known) {
  auto [begin, from] = base(kind, true, until.ms, known);
  std::shared_ptr<View> view = std::move(begin);
  Folding fold(catalogue_, kind, *view);
  std::size_t folded = 0;
  Instant last{from};
  store_.read_by_happened(Instant{from}, until, known, [&](StoredEvent&& e) {
    // Between two instants, so that what happened at one instant is on one side.
    if (folded >= rung && e.happened > last) {
      keep({kind.name, true, last.ms}, known, view->copy());
      folded = 0;
    }
    last = e.happened;
    ++folded;
    return fold(std::move(e));
  });
  return view;
}

}  // namespace landport
