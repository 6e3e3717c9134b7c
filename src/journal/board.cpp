// SPDX-License-Identifier: Apache-2.0
#include "journal/board.h"

#include <zstd.h>

#include <algorithm>
#include <chrono>
#include <unordered_set>

namespace landport {

namespace {
constexpr std::size_t snapshot_bytes_max = 0xfffffff0;  // what the JSON parser can address
}

void Board::hang_anew(std::size_t index) {
  hung_[index].view = hung_[index].kind->make();
  hung_[index].position = 0;
  for (std::size_t t = 0; t < tables_of_view_[index].size(); ++t) {
    tables_[tables_of_view_[index][t]] = hung_[index].view->tables()[t].get();
  }
}

Board::Board(Catalogue const& catalogue) {
  for (auto const& d : catalogue.departments()) {
    for (auto const& kind : d.views) {
      std::size_t const v = hung_.size();
      hung_.push_back({&kind, kind.make(), 0});
      view_index_.emplace(kind.type, v);
      for (auto const* tag : kind.folds) views_by_event_[tag].push_back(v);
      tables_of_view_.emplace_back();
      for (auto const& table : hung_.back().view->tables()) {
        tables_of_view_.back().push_back(static_cast<std::uint32_t>(tables_.size()));
        table_index_.emplace(table->kind().name, static_cast<std::uint32_t>(tables_.size()));
        tables_.push_back(table.get());
      }
    }
  }
}

TableFace const* Board::Reading::table(std::string_view name) const {
  auto const found = board_->table_index_.find(name);
  return found == board_->table_index_.end() ? nullptr : board_->tables_[found->second];
}

void const* Board::Reading::view(std::type_index type) const {
  auto const found = board_->view_index_.find(type);
  LP_ASSERT(found != board_->view_index_.end(), "a query asks for a view of the catalogue");
  return board_->hung_[found->second].view->object();
}

void Board::started_at(Sequence sequence, Instant at) {
  std::lock_guard lock(lock_);
  position_ = sequence;
  at_ = at;
  log_begins_after_ = sequence;
  published_.store(sequence, std::memory_order_release);
}

void Board::apply(std::span<Recorded const> events) {
  if (events.empty()) return;
  {
    std::lock_guard lock(lock_);
    std::vector<TableFace::Slot> touched;
    for (auto const& event : events) {
      LP_ASSERT(event.sequence == position_ + 1, "the board takes every event once and in order");
      auto const found = views_by_event_.find(event.event.tag());
      if (found != views_by_event_.end()) {
        for (auto const v : found->second) {
          Hung& hung = hung_[v];
          if (event.sequence <= hung.position) continue;
          hung.view->apply(event);
          for (auto const t : tables_of_view_[v]) {
            tables_[t]->take_touched(touched);
            for (auto const slot : touched) log_.push_back({event.sequence, t, slot});
          }
        }
      }
      position_ = event.sequence;
      at_ = event.recorded;
    }
    while (log_.size() > log_max) {
      log_begins_after_ = log_.front().sequence;
      log_.pop_front();
    }
  }
  std::vector<std::function<void(bool)>> ready;
  {
    std::lock_guard lock(waiting_mutex_);
    published_.store(events.back().sequence, std::memory_order_release);
    auto const reached = std::partition(waiting_.begin(), waiting_.end(),
                                        [&](Waiter const& w) { return w.sequence > events.back().sequence; });
    for (auto w = reached; w != waiting_.end(); ++w) ready.push_back(std::move(w->callback));
    waiting_.erase(reached, waiting_.end());
  }
  moved_.notify_all();
  for (auto const& callback : ready) callback(true);
  for (auto const& listener : listeners_) listener(events.back().sequence);
}

void Board::when_at(Sequence sequence, std::function<void(bool)> callback) {
  {
    std::lock_guard lock(waiting_mutex_);
    if (!given_up_ && published_.load(std::memory_order_acquire) < sequence) {
      waiting_.push_back({sequence, std::move(callback)});
      return;
    }
  }
  callback(position() >= sequence);
}

bool Board::wait_for(Sequence sequence, Duration at_most) const {
  std::unique_lock lock(waiting_mutex_);
  return moved_.wait_for(lock, std::chrono::milliseconds(at_most.ms),
                         [&] { return published_.load(std::memory_order_acquire) >= sequence || given_up_; }) &&
         position() >= sequence;
}

void Board::give_up_waiting() {
  std::vector<Waiter> waiting;
  {
    std::lock_guard lock(waiting_mutex_);
    given_up_ = true;
    waiting.swap(waiting_);
  }
  moved_.notify_all();
  for (auto const& w : waiting) w.callback(false);
}

std::vector<Board::Change> Board::changes_after(Sequence after, std::vector<bool> const& wanted) const {
  std::vector<Change> out;
  auto const is_wanted = [&](std::uint32_t t) { return t < wanted.size() && wanted[t]; };
  if (after >= log_begins_after_) {
    std::vector<std::unordered_set<TableFace::Slot>> seen(tables_.size());
    for (auto c = log_.rbegin(); c != log_.rend() && c->sequence > after; ++c) {
      if (is_wanted(c->table) && seen[c->table].insert(c->slot).second) out.push_back(*c);
    }
    std::reverse(out.begin(), out.end());
    return out;
  }
  for (std::uint32_t t = 0; t < tables_.size(); ++t) {
    if (!is_wanted(t)) continue;
    for (TableFace::Slot s = 0; s < tables_[t]->slots(); ++s) {
      auto const last = tables_[t]->trail(s).last();
      if (last > after) out.push_back({last, t, s});
    }
  }
  std::sort(out.begin(), out.end(), [](Change const& a, Change const& b) { return a.sequence < b.sequence; });
  return out;
}

std::string save_view(View const& view) {
  std::string json;
  JsonWriter out(json);
  out.begin_array();
  for (auto const& table : view.tables()) {
    out.begin_array();
    for (TableFace::Slot s = 0; s < table->slots(); ++s) table->save(s, out);
    out.end_array();
  }
  out.end_array();
  std::string packed(ZSTD_compressBound(json.size()), '\0');
  auto const size = ZSTD_compress(packed.data(), packed.size(), json.data(), json.size(), 3);
  LP_ASSERT(!ZSTD_isError(size), "compressing to a large enough buffer works");
  packed.resize(size);
  return packed;
}

Result<void> restore_view(View& view, std::string const& saved) {
  auto const size = ZSTD_getFrameContentSize(saved.data(), saved.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > snapshot_bytes_max) {
    return no("malformed.json");
  }
  std::string json(size, '\0');
  if (ZSTD_isError(ZSTD_decompress(json.data(), json.size(), saved.data(), saved.size()))) return no("malformed.json");
  JsonParser parser(snapshot_bytes_max);
  auto const value = parser.parse(json);
  if (!value) return no(value.error());
  auto const tables = view.tables();
  std::size_t t = 0;
  for (JsonValue::Steps each(*value); each; each.next(), ++t) {
    if (t == tables.size()) return no("malformed.json");
    for (JsonValue::Steps row(each.value()); row; row.next()) {
      if (auto restored = tables[t]->restore(row.value()); !restored) return restored;
    }
  }
  return {};
}

}  // namespace landport
