// SPDX-License-Identifier: Apache-2.0
#include "port/train/top_up_query.h"

#include <algorithm>

#include "port/booking/board.h"
#include "port/network/timetable.h"
#include "port/train/day_work.h"

namespace landport::train {

namespace {

constexpr std::size_t candidates_max = 50;

struct Asked {
  TrainRow const& train;
  Plan const& plan;
  Rules const& rules;
  TrainBoard const& board;
  network::Timetable const& timetable;
};

// Whether it waits for this service after this train, or was to go with a departure of it that does not run.
bool waits_for(booking::BookingRow const& row, Asked const& asked) {
  bool const displaced = row.stage == booking::Stage::displaced;
  if (row.carrier != asked.train.carrier || row.onward_departure || (!displaced && row.stage != booking::Stage::firm))
    return false;
  auto const* departure = asked.timetable.departures.find(row.departure.text);
  bool const same = departure && departure->service == asked.train.service && row.departure != asked.train.departure;
  return same && (displaced || !asked.train.departs_planned || departure->departs > *asked.train.departs_planned);
}

Cargo cargo_of(CandidateRow const& row, Asked const& asked) {
  Cargo c;
  c.unit = row.unit;
  c.size_type = row.size_type;
  c.gross_verified = row.verified_gross.has_value();
  c.gross = row.verified_gross ? *row.verified_gross : row.gross_max.value_or(Kilograms{});
  c.tare = row.tare;
  c.needs_power = asked.rules.needs_plug(row.size_type, asked.plan.day) && row.set_point.has_value();
  c.danger = row.danger;
  c.destination = row.destination;
  c.booking = row.booking;
  c.owner = row.owner;
  return c;
}

void say(TopUpCandidate& c, bool fits, std::string zh, std::string en) {
  c.fits = fits;
  c.why_zh = std::move(zh);
  c.why_en = std::move(en);
}

bool in_yard(TopUpCandidate const& c, TrainBoard const& board) {
  return std::ranges::all_of(c.units, [&](UnitNumber const& unit) {
    auto const* row = board.candidates.find(unit.text());
    return row && row->place.kind == container::PlaceKind::yard;
  });
}

// Whether all its units are in the yard and find a place, one after the other.
void judge(TopUpCandidate& c, Asked const& asked) {
  Plan plan = asked.plan;
  for (auto const& unit : c.units) {
    std::string const number(unit.text());
    auto const* row = asked.board.candidates.find(number);
    if (!row || row->place.kind != container::PlaceKind::yard)
      return say(c, false, "箱 " + number + " 不在堆场", number + " is not in the yard");
    if (!row->run.empty() && row->run != asked.train.run)
      return say(c, false, "箱 " + number + " 已配在列车 " + row->run.text, number + " is planned on " + row->run.text);
    if (!row->verified_gross) return say(c, false, "箱 " + number + " 总重未核定", "The mass of " + number + " is not verified");
    auto const cargo = cargo_of(*row, asked);
    auto const spot = free_spot(asked.rules, plan, cargo);
    if (!spot) return say(c, false, "箱 " + number + " 没有合规的装载位", "No rule-abiding place for " + number);
    plan.put({cargo, *spot, false, {}});
  }
  c.displaced ? say(c, true, "原班次 " + c.departure.text + " 停运，全部箱在堆场且可装",
                    "Its departure " + c.departure.text + " does not run; all its units are in the yard and fit")
              : say(c, true, "现订班次 " + c.departure.text + "，全部箱在堆场且可装",
                    "It waits for " + c.departure.text + "; all its units are in the yard and fit");
}

}  // namespace

Result<TopUpAnswer> answer(TopUp const& query, Room const& room) {
  auto const& board = room.view<TrainBoard>();
  auto const* train = board.trains.find(query.run.text);
  auto const& actor = room.actor();
  bool const may = actor.roles.any(Role::terminal | Role::duty | Role::admin);
  if (!train || !(may || actor.org == train->carrier))
    return no(refuse("train.no_run").at("run").with("run", query.run.text));
  TopUpAnswer out;
  bool const standing = train->stage == Stage::composed || train->stage == Stage::settled;
  if (!standing) return out;
  out.free = train->capacity - train->teu;
  Plan const plan = board.plan_of(query.run);
  // What stands in this yard cannot come along where a train goes on behind a border.
  if (train->from.text != room.pack<Rules>().home(plan.day)) return out;
  Asked const asked{*train, plan, room.pack<Rules>(), board, room.view<network::Timetable>()};
  room.view<booking::Board>().bookings.each([&](std::string_view, booking::BookingRow const& row) {
    if (row.units.empty() || !waits_for(row, asked)) return;
    out.candidates.push_back({row.booking, row.owner, row.departure, row.stage == booking::Stage::displaced, row.units,
                              row.teu, false, {}, {}});
  });
  // Of many that wait, those whose units are here are judged first.
  std::stable_sort(out.candidates.begin(), out.candidates.end(), [&](auto const& a, auto const& b) {
    return in_yard(a, board) && !in_yard(b, board);
  });
  if (out.candidates.size() > candidates_max) out.candidates.resize(candidates_max);
  for (auto& c : out.candidates) judge(c, asked);
  std::stable_sort(out.candidates.begin(), out.candidates.end(), [](auto const& a, auto const& b) {
    return a.fits != b.fits ? a.fits : a.departure < b.departure;
  });
  return out;
}

}  // namespace landport::train
