// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "port/gate/board.h"
#include "port/shift/queries.h"
#include "port/yard/layout.h"

// What each machine has to do, in the order of doing it, and how long that takes.
namespace landport::shift {

namespace {

struct Spot {
  double x_m = 0, y_m = 0;
};

// Where a place is on the plan; nothing for a truck, a wagon or a block that is not drawn that day.
std::optional<Spot> spot_of(container::PlaceKind kind, std::string const& ref, yard::YardPack const& pack, Day day) {
  if (kind != container::PlaceKind::yard) return {};
  auto const at = yard::parse_position(ref);
  if (!at) return {};
  auto const* block = pack.block(at->block, day);
  if (!block) return {};
  double const along = (at->bay - 0.5) / 2 * static_cast<double>(block->slot_length.value);
  double const across = (at->row - 0.5) * static_cast<double>(block->slot_width.value);
  double const turn = static_cast<double>(block->heading_deg.value) * std::numbers::pi / 180;
  return Spot{(static_cast<double>(block->x.value) + along * std::cos(turn) - across * std::sin(turn)) / 1000,
              (static_cast<double>(block->y.value) + along * std::sin(turn) + across * std::cos(turn)) / 1000};
}

// Started work first, then what was brought forward (the last word first), then in the order of ordering; what is on
// hold stands at the end.
bool before(yard::WorkRow const* a, yard::WorkRow const* b) {
  auto const rank = [](yard::WorkRow const& w) {
    return w.state == yard::WorkState::started ? 0 : !w.held_for.empty() ? 3 : w.forward_at ? 1 : 2;
  };
  if (rank(*a) != rank(*b)) return rank(*a) < rank(*b);
  if (rank(*a) == 1 && a->forward_at != b->forward_at) return *b->forward_at < *a->forward_at;
  return std::tie(a->ordered_at, a->work.text) < std::tie(b->ordered_at, b->work.text);
}

// Who must move before an order can be completed, in the blocks that the open orders are about.
class Before {
 public:
  Before(yard::YardBoard const& board, std::vector<yard::WorkRow const*> const& open) {
    for (auto const* w : open) {
      if (auto const from = place_in_yard(w->from_kind, w->from)) blocks_[from->block.text];
      if (auto const to = place_in_yard(w->to_kind, w->to)) blocks_[to->block.text].reserved.push_back({*to, w->unit, {}, w->work});
    }
    board.stock.each([&](std::string_view, yard::StockRow const& s) {
      auto const block = blocks_.find(s.block);
      if (block != blocks_.end()) block->second.standing.push_back({yard::position_of(s), s.unit, {}, {}});
    });
  }

  std::vector<UnitNumber> units(yard::WorkRow const& w) const {
    std::set<UnitNumber> out;
    if (auto const from = place_in_yard(w.from_kind, w.from)) out.merge(set_of(blocks_.at(from->block.text).on_top_of(*from)));
    if (auto const to = place_in_yard(w.to_kind, w.to)) out.merge(set_of(blocks_.at(to->block.text).awaited_below(*to)));
    out.erase(w.unit);
    return {out.begin(), out.end()};
  }

 private:
  static std::optional<yard::Position> place_in_yard(container::PlaceKind kind, std::string const& ref) {
    if (kind != container::PlaceKind::yard) return {};
    auto const at = yard::parse_position(ref);
    return at ? std::optional(*at) : std::nullopt;
  }
  static std::set<UnitNumber> set_of(std::vector<UnitNumber> const& units) { return {units.begin(), units.end()}; }

  std::map<std::string, yard::BlockState, std::less<>> blocks_;
};

// Minutes are rounded up: a queue is never promised to be shorter than it is.
void add_path(Queue& queue, std::vector<yard::WorkRow const*> const& works, std::int64_t moves_per_hour, Before const& before_it, Room const& room) {
  auto const& yard_pack = room.pack<yard::YardPack>();
  auto const& pack = room.pack<ShiftPack>();
  auto const day = utc_day(room.at());
  auto const speed = static_cast<double>(std::max<std::int64_t>(1, pack.rule(Rule::travel_m_per_minute, room.at())));
  double const lift = moves_per_hour > 0 ? 60.0 / static_cast<double>(moves_per_hour) : 0;
  std::optional<Spot> stands;
  double total = 0;
  for (auto const* w : works) {
    QueueLine line{w->work, w->unit, w->state, w->from_kind, w->to_kind, w->from, w->to, w->held_for, w->forward_at.has_value(), w->ordered_at, 0, 0, 0, before_it.units(*w), {}};
    auto const from = spot_of(w->from_kind, w->from, yard_pack, day);
    auto const to = spot_of(w->to_kind, w->to, yard_pack, day);
    double metres = stands && from ? std::hypot(from->x_m - stands->x_m, from->y_m - stands->y_m) : 0;
    if (from && to) metres += std::hypot(to->x_m - from->x_m, to->y_m - from->y_m);
    stands = to ? to : from ? from : stands;
    line.plate = plate_of(room, w->to_kind, w->to);
    if (line.plate.empty()) line.plate = plate_of(room, w->from_kind, w->from);
    line.travel_m = std::llround(metres);
    line.minutes = static_cast<std::int64_t>(std::ceil(lift + metres / speed));
    if (w->held_for.empty()) total += lift + metres / speed;
    line.done_in_minutes = static_cast<std::int64_t>(std::ceil(total));
    queue.works.push_back(std::move(line));
  }
  queue.machine.minutes = static_cast<std::int64_t>(std::ceil(total));
}

}  // namespace

std::string plate_of(Room const& room, container::PlaceKind kind, std::string const& ref) {
  auto const* visit = kind == container::PlaceKind::truck ? room.view<gate::GateBoard>().visits.find(ref) : nullptr;
  return visit ? visit->plate : std::string{};
}

std::vector<Queue> queues(Room const& room, ShiftId const& shift) {
  auto const& board = room.view<ShiftBoard>();
  auto const& yard_board = room.view<yard::YardBoard>();
  std::map<std::string, std::vector<yard::WorkRow const*>> by_machine;
  for (auto const& key : board.keys(index::work)) {
    auto const* w = yard_board.work.find(key);
    if (w && (w->state == yard::WorkState::ordered || w->state == yard::WorkState::started)) by_machine[w->machine].push_back(w);
  }
  std::vector<yard::WorkRow const*> open;
  for (auto const& [machine, works] : by_machine) open.insert(open.end(), works.begin(), works.end());
  Before const before_it(yard_board, open);
  std::vector<Queue> out;
  auto const add = [&](MachineLine line, std::int64_t moves_per_hour) {
    auto works = by_machine[line.machine];
    std::sort(works.begin(), works.end(), before);
    if (auto const* a = board.assignments.find(assignment_key(shift, line.machine))) line.driver = a->driver, line.area = a->area;
    line.open = Count{static_cast<std::int64_t>(works.size())};
    line.held = Count{std::ranges::count_if(works, [](auto const* w) { return !w->held_for.empty(); })};
    Queue queue{std::move(line), {}};
    add_path(queue, works, moves_per_hour, before_it, room);
    out.push_back(std::move(queue));
  };
  auto const day = utc_day(room.at());
  for (auto const& m : room.pack<yard::YardPack>().machines) {
    if (m.valid.contains(day)) add({m.row.code, m.row.name_zh, m.row.name_en, m.row.kind}, m.row.moves_per_hour.value);
  }
  add({}, 0);
  return out;
}

Result<QueuesAnswer> answer(QueuesQuery const& query, Room const& room) {
  auto const* current = current_shift(room.view<ShiftBoard>());
  QueuesAnswer out{queues(room, current ? current->shift : ShiftId{})};
  if (query.machine.empty()) return out;
  std::erase_if(out.queues, [&](Queue const& q) { return q.machine.machine != query.machine; });
  if (out.queues.empty()) return no(refuse("shift.no_such_machine_queue").at("/machine").with("machine", query.machine));
  return out;
}

}  // namespace landport::shift
