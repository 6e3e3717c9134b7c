// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "journal/event.h"
#include "words/sight.h"

namespace landport {

// The sequence numbers of the events behind a row, packed (LEB128 of the differences). A view of how things truly were
// is folded in the order of happening, so they need not come in rising order.
class Trail {
 public:
  void add(Sequence sequence);          // the same twice in a row is kept once
  std::vector<Sequence> all() const;    // rising
  Sequence last() const { return last_; }  // the highest; 0 when there is none
  std::string const& packed() const { return packed_; }
  static Trail unpack(std::string packed);

 private:
  std::vector<Sequence> in_order_added() const;
  std::string packed_;
  Sequence newest_ = 0, last_ = 0;
};

// The rows of a view. Touching a row remembers the event that did it, so that every row can show what is behind it and
// a browser that was away gets exactly the rows that changed since. A removed row stays as a mark of its removal.
// Written by the one thread that applies events (under the view's lock), read by many under its shared lock.
template <class Row>
class Table {
 public:
  struct Entry {
    std::string key;
    Row row;
    Trail trail;
    bool gone = false;
  };

  explicit Table(std::string_view name) : name_(name) {}
  Table(Table const&) = delete;
  Table& operator=(Table const&) = delete;

  // The row of that key, made with Row{} if there is none (or it was removed); the current event is put behind it.
  Row& edit(std::string_view key) {
    auto const found = index_.find(key);
    if (found != index_.end()) {
      Entry& entry = entries_[found->second];
      if (entry.gone) {
        entry.row = Row{};
        entry.gone = false;
        ++alive_;
      }
      mark(found->second);
      return entry.row;
    }
    entries_.push_back({std::string(key), Row{}, {}, false});
    Entry& entry = entries_.back();
    index_.emplace(entry.key, entries_.size() - 1);
    ++alive_;
    mark(entries_.size() - 1);
    return entry.row;
  }

  // The row to change, or nullptr when there is none: for events that cannot make a row.
  Row* touch(std::string_view key) {
    auto const found = index_.find(key);
    if (found == index_.end() || entries_[found->second].gone) return nullptr;
    mark(found->second);
    return &entries_[found->second].row;
  }

  void remove(std::string_view key) {
    auto const found = index_.find(key);
    if (found == index_.end() || entries_[found->second].gone) return;
    mark(found->second);
    entries_[found->second].gone = true;
    --alive_;
  }

  Row const* find(std::string_view key) const {
    auto const found = index_.find(key);
    return found == index_.end() || entries_[found->second].gone ? nullptr : &entries_[found->second].row;
  }

  // Every row in the order of first appearance: f(key, row).
  template <class F>
  void each(F&& f) const {
    for (auto const& entry : entries_) {
      if (!entry.gone) f(std::string_view(entry.key), entry.row);
    }
  }

  std::size_t size() const { return alive_; }
  std::string_view name() const { return name_; }

  // ---- for the journal ----
  void now(Sequence sequence) { now_ = sequence; }
  void take_touched(std::vector<std::size_t>& into) {
    into.clear();
    std::swap(into, touched_);
  }
  std::deque<Entry> const& entries() const { return entries_; }
  std::optional<std::size_t> slot(std::string_view key) const {  // also of a removed row
    auto const found = index_.find(key);
    return found == index_.end() ? std::nullopt : std::optional(found->second);
  }
  void restore(Entry entry) {
    alive_ += entry.gone ? 0 : 1;
    entries_.push_back(std::move(entry));
    index_.emplace(entries_.back().key, entries_.size() - 1);
  }

 private:
  void mark(std::size_t slot) {
    Trail& trail = entries_[slot].trail;
    if (trail.last() != now_ || touched_.empty() || touched_.back() != slot) touched_.push_back(slot);
    trail.add(now_);
  }

  std::string_view name_;
  Sequence now_ = 0;
  std::vector<std::size_t> touched_;  // since the journal last asked
  std::deque<Entry> entries_;  // a deque: keys are pointed to by the index
  std::unordered_map<std::string_view, std::size_t> index_;
  std::size_t alive_ = 0;
};

}  // namespace landport
