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

std::shared_ptr<View const> History::find(Key const& key) {
  std::lock_guard lock(mutex_);
  for (auto k = kept_.begin(); k != kept_.end(); ++k) {
    if (k->key != key) continue;
    kept_.splice(kept_.begin(), kept_, k);
    return kept_.front().view;
  }
  return nullptr;
}

void History::keep(Key const& key, std::shared_ptr<View const> view, std::uint64_t forgotten_before) {
  std::lock_guard lock(mutex_);
  if (key.by_happened) {
    // While this was folded, something may have become known that belongs into it.
    auto const since = forgotten_count_ - forgotten_before;
    if (since > forgotten_.size()) return;
    for (auto f = forgotten_.end() - static_cast<std::ptrdiff_t>(since); f != forgotten_.end(); ++f) {
      if (f->ms <= key.place) return;
    }
  }
  kept_.push_front({key, std::move(view)});
  if (kept_.size() > kept_max) kept_.pop_back();
}

void History::forget_from(Instant happened) {
  std::lock_guard lock(mutex_);
  ++forgotten_count_;
  forgotten_.push_back(happened);
  if (forgotten_.size() > forgotten_max) forgotten_.pop_front();
  kept_.remove_if([&](Kept const& k) { return k.key.by_happened && k.key.place >= happened.ms; });
}

std::shared_ptr<View const> History::view(ViewKind const& kind, Moment moment, Sequence known) {
  Key const key{kind.name, moment.by_happened,
                moment.by_happened ? moment.at.ms : static_cast<std::int64_t>(sequence_at(moment, known))};
  if (auto kept = find(key)) return kept;
  std::uint64_t forgotten_before;
  {
    std::lock_guard lock(mutex_);
    forgotten_before = forgotten_count_;
  }
  auto made = moment.by_happened ? replay_happened(kind, moment.at, known) : replay_recorded(kind, key.place);
  keep(key, made, forgotten_before);
  return made;
}

std::shared_ptr<View const> History::replay_recorded(ViewKind const& kind, Sequence until) {
  std::shared_ptr<View> view = kind.make();
  Sequence from = 0;
  if (kind.storable) {
    auto const stored = store_.snapshot(kind.name, kind.shape, false, until, {});
    if (stored && restore_view(*view, stored->data)) {
      from = stored->sequence;
    } else {
      view = kind.make();
    }
  }
  Folding fold(catalogue_, kind, *view);
  store_.read(from, until, [&](StoredEvent&& e) { return fold(std::move(e)); });
  return view;
}

std::shared_ptr<View const> History::replay_happened(ViewKind const& kind, Instant until, Sequence known) {
  std::shared_ptr<View> view = kind.make();
  Folding fold(catalogue_, kind, *view);
  Instant const beginning{std::numeric_limits<std::int64_t>::min()};
  store_.read_by_happened(beginning, until, known, [&](StoredEvent&& e) { return fold(std::move(e)); });
  return view;
}

}  // namespace landport
