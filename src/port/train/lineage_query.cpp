// SPDX-License-Identifier: Apache-2.0
#include "port/train/lineage_query.h"

#include <algorithm>
#include <deque>
#include <map>

namespace landport::train {

namespace {

class Family {
 public:
  explicit Family(Room const& room) : room_(room), board_(room.view<TrainBoard>()) {}

  void begin_with(TrainLineage const& query) {
    if (query.run) take(*query.run);
    if (!query.departure) return;
    board_.trains.each([&](std::string_view, TrainRow const& row) {
      if (std::ranges::find(row.departures, *query.departure) != row.departures.end()) take(row.run);
    });
  }
  LineageAnswer whole() {
    while (!waiting_.empty()) {
      auto const* row = waiting_.front();
      waiting_.pop_front();
      for (auto const& parent : row->parents) take(parent);
      for (auto const& child : row->children) take(child);
    }
    LineageAnswer out;
    for (auto const& [id, row] : found_) {
      out.runs.push_back({row->run, row->departure, row->gauge_mm, row->from, row->to, row->stage, row->wagons,
                          row->units, Count{static_cast<std::int64_t>(row->left_behind.size())}});
    }
    // A run is planned to leave after those whose units it takes.
    std::ranges::stable_sort(out.runs, {}, [&](LineageRun const& r) { return depth(r.run.text); });
    for (auto const& run : out.runs) add_links(run.run, out);
    return out;
  }

 private:
  void take(RunId const& id) {
    auto const* row = board_.trains.find(id.text);
    if (!row || found_.contains(id.text)) return;
    if (!sights_of(room_.actor(), parties_of(*row)).any(TrainRow::audience)) return;
    found_[id.text] = row;
    waiting_.push_back(row);
  }
  int depth(std::string const& id) const {
    auto const row = found_.find(id);
    int most = -1;
    if (row == found_.end()) return most;
    for (auto const& parent : row->second->parents) most = std::max(most, depth(parent.text));
    return most + 1;
  }
  void add_links(RunId const& child, LineageAnswer& out) const {
    std::map<std::string, std::int64_t> from;
    for (auto const& unit : found_.at(child.text)->unit_list) {
      auto const* p = board_.placements.find(child.text + "/" + std::string(unit.text()));
      if (p && p->parent && found_.contains(p->parent->text)) ++from[p->parent->text];
    }
    for (auto const& [parent, units] : from) out.links.push_back({RunId{parent}, child, Count{units}});
  }

  Room const& room_;
  TrainBoard const& board_;
  std::map<std::string, TrainRow const*> found_;
  std::deque<TrainRow const*> waiting_;
};

}  // namespace

Result<LineageAnswer> answer(TrainLineage const& query, Room const& room) {
  Family family(room);
  family.begin_with(query);
  auto out = family.whole();
  auto const asked = query.run ? query.run->text : query.departure ? query.departure->text : std::string();
  // A departure of which no train is composed yet has no lineage, and that is no error.
  if (out.runs.empty() && !query.departure) return no(refuse("train.no_run").at("run").with("run", asked));
  return out;
}

}  // namespace landport::train
