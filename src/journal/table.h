// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

// Whether this is the only holder. What another holder read before it let go happened before what is written now.
template <class T>
bool only_holder(std::shared_ptr<T> const& held) {
  if (held.use_count() > 1) return false;
  std::atomic_thread_fence(std::memory_order_acquire);
  return true;
}

// Where each key's row is: a tree by the bits of the key's hash (the keys themselves stand in the rows). A copy shares
// every part of it; a key that is added makes only the few parts on its way anew. Nothing is ever taken out.
class KeyIndex {
 public:
  // `is_key(slot)` tells whether the row of that slot has the key.
  template <class IsKey>
  std::optional<std::size_t> find(std::string_view key, IsKey&& is_key) const {
    auto const hash = hash_of(key);
    Node const* node = root_.get();
    if (!node) return std::nullopt;
    for (auto bits = hash; !node->children.empty(); bits >>= bits_each) {
      node = node->children[bits % children_each].get();
      if (!node) return std::nullopt;
    }
    for (auto const& leaf : node->leaves) {
      if (leaf.hash == hash && is_key(std::size_t{leaf.slot})) return leaf.slot;
    }
    return std::nullopt;
  }
  void add(std::string_view key, std::size_t slot);  // a key that is not there yet; slots below 2^32

 private:
  struct Leaf {
    std::uint32_t hash, slot;
  };
  struct Node {
    std::vector<Leaf> leaves;                     // of a node without children
    std::vector<std::shared_ptr<Node>> children;  // none, or one for each value of the next bits
  };
  static constexpr unsigned bits_each = 4, bits_all = 32;
  static constexpr std::size_t children_each = 1U << bits_each;
  static constexpr std::size_t leaves_max = 32;  // then it gets children, while there are bits left
  static std::uint32_t hash_of(std::string_view key) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(key));
  }
  static void own(std::shared_ptr<Node>& node);
  static void split(Node& node, unsigned bits_used);
  std::shared_ptr<Node> root_;
};

// The rows of a view. Touching a row remembers the event that did it, so that every row can show what is behind it and
// a browser that was away gets exactly the rows that changed since. A removed row stays as a mark of its removal.
// Written by the one thread that applies events (under the view's lock), read by many under its shared lock. A copy is
// cheap: it shares the rows until one of the two changes them, a few at a time. It is taken under the shared lock
// at least, and from then on belongs to whoever took it.
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
  Table(Table const& other)
      : name_(other.name_), now_(other.now_), groups_(other.groups_), index_(other.index_), slots_(other.slots_), alive_(other.alive_) {}
  Table& operator=(Table const&) = delete;

  // The row of that key, made with Row{} if there is none (or it was removed); the current event is put behind it. The
  // reference holds until the next event.
  Row& edit(std::string_view key) {
    if (auto const found = slot(key)) {
      Entry& entry = own(*found);
      if (entry.gone) {
        entry.row = Row{};
        entry.gone = false;
        ++alive_;
      }
      mark(*found, entry);
      return entry.row;
    }
    std::size_t const fresh = append({std::string(key), Row{}, {}, false});
    ++alive_;
    Entry& entry = own(fresh);
    mark(fresh, entry);
    return entry.row;
  }

  // The row to change, or nullptr when there is none: for events that cannot make a row.
  Row* touch(std::string_view key) {
    auto const found = slot(key);
    if (!found || entry(*found).gone) return nullptr;
    Entry& changed = own(*found);
    mark(*found, changed);
    return &changed.row;
  }

  void remove(std::string_view key) {
    auto const found = slot(key);
    if (!found || entry(*found).gone) return;
    Entry& changed = own(*found);
    mark(*found, changed);
    changed.gone = true;
    --alive_;
  }

  Row const* find(std::string_view key) const {
    auto const found = slot(key);
    return !found || entry(*found).gone ? nullptr : &entry(*found).row;
  }

  // Every row in the order of first appearance: f(key, row).
  template <class F>
  void each(F&& f) const {
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      auto const& one = entry(slot);
      if (!one.gone) f(std::string_view(one.key), one.row);
    }
  }

  std::size_t size() const { return alive_; }
  std::string_view name() const { return name_; }

  // ---- for the journal ----
  void now(Sequence sequence) {
    now_ = sequence;
    left_.clear();
  }
  void take_touched(std::vector<std::size_t>& into) {
    into.clear();
    std::swap(into, touched_);
  }
  std::size_t slots() const { return slots_; }
  Entry const& entry(std::size_t slot) const { return page(slot)[slot % page_rows]; }
  std::optional<std::size_t> slot(std::string_view key) const {  // also of a removed row
    return index_.find(key, [&](std::size_t at) { return entry(at).key == key; });
  }
  void restore(Entry entry) {
    alive_ += entry.gone ? 0 : 1;
    append(std::move(entry));
  }

 private:
  static constexpr std::size_t page_rows = 8, group_pages = 64;
  using Page = std::vector<Entry>;  // its memory is reserved: rows do not move
  using Group = std::vector<std::shared_ptr<Page>>;

  std::size_t append(Entry entry) {
    if (slots_ % (page_rows * group_pages) == 0) {
      groups_.push_back(std::make_shared<Group>());
      groups_.back()->reserve(group_pages);
    }
    auto& group = own_group(groups_.back());
    if (slots_ % page_rows == 0) {
      group.push_back(std::make_shared<Page>());
      group.back()->reserve(page_rows);
    }
    index_.add(entry.key, slots_);
    own_page(group.back()).push_back(std::move(entry));
    return slots_++;
  }
  Group& own_group(std::shared_ptr<Group>& group) {
    if (!only_holder(group)) {
      auto fresh = std::make_shared<Group>();
      fresh->reserve(group_pages);
      fresh->insert(fresh->end(), group->begin(), group->end());
      group = std::move(fresh);
    }
    return *group;
  }
  Page& own_page(std::shared_ptr<Page>& page) {
    if (!only_holder(page)) {
      auto fresh = std::make_shared<Page>();
      fresh->reserve(page_rows);
      fresh->insert(fresh->end(), page->begin(), page->end());
      // Whoever folds this event may still look at a row of the page as it was.
      left_.push_back(std::exchange(page, std::move(fresh)));
    }
    return *page;
  }
  Page const& page(std::size_t slot) const { return *(*groups_[slot / (page_rows * group_pages)])[slot / page_rows % group_pages]; }
  Entry& own(std::size_t slot) {
    auto& group = own_group(groups_[slot / (page_rows * group_pages)]);
    return own_page(group[slot / page_rows % group_pages])[slot % page_rows];
  }
  void mark(std::size_t slot, Entry& entry) {
    if (entry.trail.last() != now_ || touched_.empty() || touched_.back() != slot) touched_.push_back(slot);
    entry.trail.add(now_);
  }

  std::string_view name_;
  Sequence now_ = 0;
  std::vector<std::size_t> touched_;  // since the journal last asked
  std::vector<std::shared_ptr<Group>> groups_;
  std::vector<std::shared_ptr<Page>> left_;
  KeyIndex index_;
  std::size_t slots_ = 0, alive_ = 0;
};

}  // namespace landport
