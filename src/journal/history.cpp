// SPDX-License-Identifier: Apache-2.0
#include "journal/history.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>

#include "journal/board.h"

namespace landport {

namespace {

constexpr auto whole_lane = std::numeric_limits<std::int64_t>::max();
constexpr auto wanted_for = std::chrono::hours(1);

// Before the first event.
std::int64_t ground(Lane lane) { return lane == Lane::recorded ? 0 : std::numeric_limits<std::int64_t>::min(); }

std::int64_t place_of(Lane lane, Sequence sequence, Instant happened) {
  return lane == Lane::recorded ? sequence : happened.ms;
}

bool folds(ViewKind const& kind, EventTag const* tag) {
  return std::find(kind.folds.begin(), kind.folds.end(), tag) != kind.folds.end();
}

bool folds(ViewKind const& kind, std::string_view type) {
  return std::any_of(kind.folds.begin(), kind.folds.end(), [&](EventTag const* tag) { return tag->wire == type; });
}

Recorded decoded(Catalogue const& catalogue, StoredEvent&& stored, JsonParser& parser) {
  auto const sequence = stored.sequence;
  auto event = catalogue.read(std::move(stored), parser);
  if (!event) throw StoreFault("journal: event " + std::to_string(sequence) + " cannot be read");
  return std::move(*event);
}

Sequence rows_of(View const& view) {
  Sequence rows = 0;
  for (auto const& table : view.tables()) rows += static_cast<Sequence>(table->slots());
  return rows;
}

void read(Store const& store, Lane lane, std::int64_t after, std::int64_t until, Sequence known,
          std::function<bool(StoredEvent&&)> const& take) {
  if (lane == Lane::recorded) {
    store.read(after, std::min(until, known), take);
  } else {
    store.read_by_happened(Instant{after}, Instant{until}, known, take);
  }
}

}  // namespace

History::History(Catalogue const& catalogue, Store const& store, Options options)
    : catalogue_(catalogue), store_(store), options_(options) {
  for (auto const& department : catalogue.departments()) {
    for (auto const& kind : department.views) kinds_.push_back(&kind);
  }
}

std::size_t History::number_of(ViewKind const& kind) const {
  auto const found = std::find(kinds_.begin(), kinds_.end(), &kind);
  LP_ASSERT(found != kinds_.end(), "a past view is of the catalogue");
  return static_cast<std::size_t>(found - kinds_.begin());
}

Sequence History::sequence_at(Moment moment, Sequence known) const {
  return moment.by_happened ? known : std::min(known, store_.sequence_at(moment.at));
}

// ---- looks

std::shared_ptr<View const> History::look(Key const& key, Sequence known) {
  std::lock_guard lock(mutex_);
  for (auto k = looks_.begin(); k != looks_.end(); ++k) {
    // What was known to more than this reader may hold what the reader must not see yet.
    if (k->key != key || (key.lane == Lane::happened && k->known > known)) continue;
    looks_.splice(looks_.begin(), looks_, k);
    return looks_.front().view;
  }
  return nullptr;
}

void History::keep(Key const& key, Sequence known, std::shared_ptr<View const> view) {
  std::lock_guard lock(mutex_);
  // While this was folded, something may have become known that belongs into it: for those who know of it, it is wrong.
  if (key.lane == Lane::happened && rungs_.lacks(Instant{key.place}, known)) return;
  looks_.push_front({key, known, std::move(view)});
  if (looks_.size() > looks_max) looks_.pop_back();
}

// Its copy belongs to the caller: nobody writes to a kept one.
History::Base History::nearest_look(ViewKind const& kind, Lane lane, std::int64_t until, Sequence known) {
  std::lock_guard lock(mutex_);
  Look const* nearest = nullptr;
  for (auto const& k : looks_) {
    if (k.key.view != kind.name || k.key.lane != lane || k.key.place > until) continue;
    if (lane == Lane::happened && k.known > known) continue;
    if (!nearest || k.key.place > nearest->key.place) nearest = &k;
  }
  if (!nearest) return {nullptr, 0};
  return {nearest->view->copy(), nearest->key.place};
}

void History::forget_from(Instant happened, Sequence last) {
  std::lock_guard lock(mutex_);
  rungs_.forget_from(happened, last);
  // What nobody who knows of them can use any more.
  looks_.remove_if([&](Look const& k) { return k.key.lane == Lane::happened && k.key.place >= happened.ms; });
  parts_.remove_if([&](auto const& p) { return p->lane == Lane::happened && p->to >= happened.ms; });
}

std::shared_ptr<View const> History::view(ViewKind const& kind, Moment moment, Sequence known) {
  auto const lane = moment.by_happened ? Lane::happened : Lane::recorded;
  Key const key{kind.name, lane, moment.by_happened ? moment.at.ms : sequence_at(moment, known)};
  auto const number = number_of(kind);
  want(lane, number);
  if (auto kept = look(key, known)) return kept;
  auto base = nearest_look(kind, lane, key.place, known);
  auto const rung = rungs_.below(lane, key.place, known, number);
  auto made = rung ? fold_from_rung(kind, *rung, std::move(base), lane, key.place, known)
                   : fold_from_store(kind, std::move(base), lane, key.place, known);
  keep(key, known, made);
  return made;
}

// ---- folding

std::shared_ptr<View const> History::fold_from_rung(ViewKind const& kind, Rungs::Found const& found, Base base, Lane lane,
                                                    std::int64_t until, Sequence known) {
  if (!base.view || base.place < found.rung.place) base = {found.rung.views[number_of(kind)]->copy(), found.rung.place};
  auto const events = part(found, lane, until, known);
  for (auto const& event : events->events) {
    auto const place = place_of(lane, event.sequence, event.happened);
    if (place > until) break;
    if (place > base.place && folds(kind, event.event.tag())) base.view->apply(event);
  }
  return base.view;
}

// The events behind a rung are decoded once for all views, and for the next moments in the neighbourhood.
std::shared_ptr<History::Part const> History::part(Rungs::Found const& found, Lane lane, std::int64_t until, Sequence known) {
  // Several views of one moment are asked for together: one reads, the others wait for it.
  std::lock_guard reading(part_mutex_);
  {
    std::lock_guard lock(mutex_);
    for (auto p = parts_.begin(); p != parts_.end(); ++p) {
      auto const& one = **p;
      if (one.lane != lane || one.after != found.rung.place || one.to < until) continue;
      if (lane == Lane::happened && one.known > known) continue;
      parts_.splice(parts_.begin(), parts_, p);
      return parts_.front();
    }
  }
  auto fresh = std::make_shared<Part const>(read_part(found, lane, until, known));
  std::lock_guard lock(mutex_);
  if (lane == Lane::recorded || !rungs_.lacks(Instant{fresh->to}, known)) {
    parts_.push_front(fresh);
    if (parts_.size() > parts_max) parts_.pop_back();
  }
  return fresh;
}

History::Part History::read_part(Rungs::Found const& found, Lane lane, std::int64_t until, Sequence known) const {
  Part part{lane, found.rung.place, found.next.value_or(until), known, {}};
  // Behind the last rung: somewhat further than asked, because a slider moves on.
  auto const reach = lane == Lane::recorded ? options_.rung_every : hours(6).ms;
  auto const last = found.next.value_or(until + reach);
  JsonParser parser;
  read(store_, lane, part.after, last, known, [&](StoredEvent&& stored) {
    part.events.push_back(decoded(catalogue_, std::move(stored), parser));
    return true;
  });
  if (!found.next && !part.events.empty()) {
    auto const& end = part.events.back();
    part.to = std::max(until, place_of(lane, end.sequence, end.happened));
  }
  return part;
}

History::Base History::stored(ViewKind const& kind, Lane lane, std::int64_t until, Sequence known) const {
  if (!kind.storable) return {nullptr, 0};
  bool const happened = lane == Lane::happened;
  auto const found = store_.snapshot(kind.name, kind.shape, happened, happened ? known : until, Instant{happened ? until : 0});
  if (!found) return {nullptr, 0};
  std::shared_ptr<View> restored = kind.make();
  if (!restore_view(*restored, found->data)) return {nullptr, 0};  // a damaged one costs time, nothing else
  return {std::move(restored), place_of(lane, found->sequence, found->at)};
}

// A long way, where there are no rungs (any more, or not yet).
std::shared_ptr<View const> History::fold_from_store(ViewKind const& kind, Base base, Lane lane, std::int64_t until, Sequence known) {
  auto from_store = stored(kind, lane, until, known);
  if (!base.view || (from_store.view && from_store.place > base.place)) base = std::move(from_store);
  if (!base.view) base = {kind.make(), ground(lane)};
  JsonParser parser;
  Sequence folded = 0;
  auto last = base.place;
  read(store_, lane, base.place, until, known, [&](StoredEvent&& stored) {
    auto const place = place_of(lane, stored.sequence, stored.happened);
    // What stands on the way is kept as well, between two instants: whoever moves the slider comes back to the
    // neighbourhood.
    if (options_.rung_every > 0 && folded >= options_.rung_every && place > last) {
      keep({kind.name, lane, last}, known, base.view->copy());
      folded = 0;
    }
    last = place;
    ++folded;
    // Those of other types are passed over before their JSON is looked at.
    if (folds(kind, stored.type)) base.view->apply(decoded(catalogue_, std::move(stored), parser));
    return true;
  });
  return base.view;
}

// ---- rungs

void History::want(Lane lane, std::size_t view) {
  std::lock_guard lock(mutex_);
  auto& wanted = wanted_[static_cast<std::size_t>(lane)];
  wanted.asked = std::chrono::steady_clock::now();
  wanted.views.resize(kinds_.size());
  if (wanted.views[view]) return;
  wanted.views[view] = true;
  ++wanted.generation;
}

History::Wanted History::wanted(Lane lane) {
  std::lock_guard lock(mutex_);
  return wanted_[static_cast<std::size_t>(lane)];
}

bool History::lacks_rungs(Lane lane, Sequence known) {
  auto const wanted = this->wanted(lane);
  if (options_.rung_every == 0 || wanted.views.empty() || known < options_.rung_every) return false;
  return wanted.built != wanted.generation || (lane == Lane::happened && known - wanted.built_known >= options_.rung_every);
}

void History::forget_unwanted() {
  for (auto const lane : {Lane::recorded, Lane::happened}) {
    std::lock_guard lock(mutex_);
    auto& wanted = wanted_[static_cast<std::size_t>(lane)];
    if (wanted.views.empty() || std::chrono::steady_clock::now() - wanted.asked < wanted_for) continue;
    wanted.views.clear();
    ++wanted.generation;
    rungs_.forget(lane);
    looks_.remove_if([&](Look const& k) { return k.key.lane == lane; });
    parts_.remove_if([&](auto const& p) { return p->lane == lane; });
  }
}

void History::passed(Sequence position, std::function<std::shared_ptr<View const>(std::size_t view)> const& copy) {
  if (options_.rung_every == 0 || position - passed_ < options_.rung_every) return;
  passed_ = position;
  auto const wanted = this->wanted(Lane::recorded);
  if (wanted.views.empty()) return;
  Rungs::Rung rung{position, position, wanted.generation, {}};
  for (std::size_t v = 0; v < kinds_.size(); ++v) rung.views.push_back(wanted.views[v] ? copy(v) : nullptr);
  rungs_.put(Lane::recorded, std::move(rung));
}

Instant History::recorded_at(Sequence sequence) const {
  Instant at;
  store_.read(sequence - 1, sequence, [&](StoredEvent&& stored) {
    at = stored.recorded;
    return true;
  });
  return at;
}

// Views on their way from rung to rung.
class History::Climb {
 public:
  Climb(History& history, Lane lane, Sequence known, std::vector<bool> const& wanted)
      : history_(history), lane_(lane), known_(known), views_(history.kinds_.size()) {
    for (std::size_t v = 0; v < views_.size(); ++v) {
      if (!wanted[v]) continue;
      for (auto const* tag : history.kinds_[v]->folds) by_type_[tag->wire].push_back(v);
      numbers_.push_back(v);
    }
  }

  void begin_on(Rungs::Rung const& rung) {
    for (auto const v : numbers_) views_[v] = {rung.views[v]->copy(), rung.place};
    begin();
  }
  // On what is stored at or before a place, or on the ground.
  void begin_before(std::int64_t place) {
    for (auto const v : numbers_) {
      views_[v] = history_.stored(*history_.kinds_[v], lane_, place, known_);
      if (!views_[v].view) views_[v] = {history_.kinds_[v]->make(), ground(lane_)};
    }
    begin();
  }

  // Folds as many events as lie between two rungs, and those of the same instant; false when there are fewer up to
  // `until`. Each call reads the store anew, so that none reads for long.
  bool step(std::int64_t until) {
    Sequence folded = 0;
    bool full = false;
    JsonParser parser;
    read(history_.store_, lane_, place_, until, known_, [&](StoredEvent&& stored) {
      auto const place = place_of(lane_, stored.sequence, stored.happened);
      full = folded >= history_.options_.rung_every && place > place_;
      if (full) return false;
      place_ = place;
      ++folded;
      auto const wanted = by_type_.find(stored.type);
      if (wanted == by_type_.end()) return true;
      auto const event = decoded(history_.catalogue_, std::move(stored), parser);
      for (auto const v : wanted->second) {
        if (place > views_[v].place) views_[v].view->apply(event);
      }
      return true;
    });
    folded_ += folded;
    return full;
  }

  // Every view has been folded up to here, and none from further on.
  bool whole() const { return place_ >= whole_from_; }
  std::int64_t place() const { return place_; }
  Sequence folded() const { return folded_; }
  Sequence rows() const {
    Sequence rows = 0;
    for (auto const v : numbers_) rows += rows_of(*views_[v].view);
    return rows;
  }
  void set_rung(std::uint64_t generation) const {
    Rungs::Rung rung{place_, known_, generation, {}};
    for (auto const& view : views_) rung.views.push_back(view.view ? view.view->copy() : nullptr);
    history_.rungs_.put(lane_, std::move(rung));
  }
  void save_to(SaveSnapshot const& save) const {
    for (auto const v : numbers_) {
      auto const& kind = *history_.kinds_[v];
      if (!save({std::string(kind.name), kind.shape, true, known_, Instant{place_}, save_view(*views_[v].view)})) return;
    }
  }

 private:
  void begin() {
    place_ = whole_lane;
    for (auto const v : numbers_) {
      place_ = std::min(place_, views_[v].place);
      whole_from_ = std::max(whole_from_, views_[v].place);
    }
  }

  History& history_;
  Lane const lane_;
  Sequence const known_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_type_;
  std::vector<std::size_t> numbers_;  // of the wanted views
  std::vector<Base> views_;           // in the order of Board::hung
  std::int64_t place_ = 0, whole_from_ = std::numeric_limits<std::int64_t>::min();
  Sequence folded_ = 0;
};

void History::set_rungs(Lane lane, Sequence known, std::function<bool()> const& go_on) {
  auto const wanted = this->wanted(lane);
  if (options_.rung_every == 0 || wanted.views.empty()) return;
  Climb climb(*this, lane, known, wanted.views);
  auto const oldest = known - options_.rung_every * static_cast<Sequence>(Rungs::prepared);
  auto horizon = ground(lane);
  if (oldest > 0) horizon = place_of(lane, oldest, recorded_at(oldest));
  auto const last = rungs_.last(lane, wanted.generation);
  if (last && lane == Lane::happened && last->known <= known) {
    climb.begin_on(*last);
  } else {
    climb.begin_before(horizon);
  }
  // In the order of recording, whoever applies the events sets those from the first one on.
  auto const until = lane == Lane::recorded ? rungs_.first(lane, wanted.generation).value_or(known) : whole_lane;
  while (go_on() && climb.step(until)) {
    if (climb.whole() && climb.place() >= horizon) climb.set_rung(wanted.generation);
  }
  if (!go_on()) return;
  std::lock_guard lock(mutex_);
  auto& now = wanted_[static_cast<std::size_t>(lane)];
  now.built = wanted.generation;
  now.built_known = known;
}

void History::settle(Sequence known, std::function<bool()> const& go_on, SaveSnapshot const& save) {
  if (options_.rung_every == 0 || known == 0) return;
  Sequence newest = 0;
  for (auto const& place : store_.snapshots()) {
    if (place.by_happened) newest = std::max(newest, place.sequence);
  }
  if (known - newest < options_.snapshot_every) return;
  auto const settled = recorded_at(known) - options_.settles_after;
  std::vector<bool> storable;
  for (auto const* kind : kinds_) storable.push_back(kind->storable);
  Climb climb(*this, Lane::happened, known, storable);
  climb.begin_before(settled.ms);
  Sequence saved_at = 0;
  while (go_on() && climb.step(settled.ms)) {
    // Saving costs as much as folding some events for each row; the further back, the fewer are worth it.
    auto const apart = std::max({options_.snapshot_every, 2 * climb.rows(), (known - climb.folded()) / 32});
    if (!climb.whole() || climb.folded() - saved_at < apart) continue;
    climb.save_to(save);
    saved_at = climb.folded();
  }
}

}  // namespace landport
