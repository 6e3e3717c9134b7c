// SPDX-License-Identifier: Apache-2.0
#include "port/tracking/queries.h"

#include <algorithm>

namespace landport::tracking {

NodeRow const* TrackingPack::node(std::string_view code, Day day) const {
  auto at = std::lower_bound(nodes.begin(), nodes.end(), code,
                             [](Dated<NodeRow> const& n, std::string_view c) { return n.row.code < c; });
  for (; at != nodes.end() && at->row.code == code; ++at) {
    if (at->valid.contains(day)) return &at->row;
  }
  return nullptr;
}

std::int64_t TrackingPack::threshold(std::string_view key, Day day) const {
  for (auto const& t : thresholds) {
    if (t.row.key == key && t.valid.contains(day)) return t.row.value;
  }
  return 0;
}

bool same_secret(std::string_view given, std::string_view kept) {
  if (kept.empty()) return false;
  unsigned char difference = given.size() == kept.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i)
    difference |= static_cast<unsigned char>(given[i] ^ kept[i % kept.size()]);
  return difference == 0;
}

std::int64_t fraction_permille(Position const& p, Instant at) {
  if (!p.since || !p.until || p.from == p.to || at <= *p.since) return 0;
  if (at >= *p.until) return 1000;
  return (at - *p.since).ms * 1000 / (*p.until - *p.since).ms;
}

namespace {

struct Coordinates {
  double lat = 0, lon = 0;
};

// By satellite when that is newer than the last report; or on the straight line between two nodes.
std::optional<Coordinates> coordinates(TrackingPack const& pack, Position const& p, Instant at) {
  if (p.lat_udeg && p.lon_udeg && (!p.since || !p.told_at || *p.told_at >= *p.since))
    return Coordinates{static_cast<double>(*p.lat_udeg) / 1e6, static_cast<double>(*p.lon_udeg) / 1e6};
  auto const day = utc_day(at);
  auto const *from = pack.node(p.from.text, day), *to = pack.node(p.to.text, day);
  if (!from || !to) return std::nullopt;
  auto const done = static_cast<double>(fraction_permille(p, at)) / 1000;
  return Coordinates{from->lat + (to->lat - from->lat) * done, from->lon + (to->lon - from->lon) * done};
}

// Under way and not reported where it should have been by now: it comes later by at least as much.
std::int64_t overdue_minutes(TrackingBoard const& board, UnitRow const& row, Instant now) {
  auto const* train = board.trains.find(row.run);
  bool const runs = train && row.state == JourneyState::under_way && train->state == JourneyState::under_way && train->next_expected;
  return runs ? std::max<std::int64_t>(0, (now - *train->next_expected).ms / 60'000) : 0;
}

FollowedUnit followed(Room const& room, UnitRow const& row) {
  auto const& pack = room.pack<TrackingPack>();
  FollowedUnit out{row.unit,
                   row.booking,
                   row.state,
                   row.destination,
                   row.planned_arrival,
                   row.expected_arrival,
                   row.delay_minutes,
                   {},
                   {},
                   {}};
  if (auto const late = overdue_minutes(room.view<TrackingBoard>(), row, room.at()); late > 0) {
    out.delay_minutes = std::max<std::int64_t>(0, out.delay_minutes) + late;
    if (out.expected_arrival) out.expected_arrival = *out.expected_arrival + minutes(late);
  }
  if (auto const at = coordinates(pack, row.position, room.at())) out.lat = at->lat, out.lon = at->lon;
  out.milestones.reserve(row.milestones.size());
  auto const today = utc_day(room.at());
  for (auto const& m : row.milestones) {
    if (!m.expected && !m.actual) continue;
    auto const* node = pack.node(m.node.text, today);
    out.milestones.push_back({m.code, m.node, node ? node->name_zh : "", node ? node->name_en : "",
                              m.expected, m.actual, m.corrected});
  }
  // What is told of one moment in the order in which it is done: in, off, on, out.
  auto const rank = [](Code code) { return code == Code::arri ? 0 : code == Code::disc ? 1 : code == Code::load ? 2 : code == Code::depa ? 3 : 1; };
  auto const when = [&](FollowedMilestone const& m) { return std::pair(m.actual ? *m.actual : *m.expected, rank(m.code)); };
  std::stable_sort(out.milestones.begin(), out.milestones.end(),
                   [&](auto const& a, auto const& b) { return when(a) < when(b); });
  return out;
}

bool may_see(Actor const& actor, std::string_view carrier, std::string_view owner,
             std::vector<std::string> const* owners = nullptr) {
  auto const sights = sights_of(actor, {.owner = owner, .carrier = carrier, .owners = owners});
  return sights.any(watchers | seen_by::owner);
}

}  // namespace

Result<Followed> answer(Follow const& query, Room const& room) {
  auto const& board = room.view<TrackingBoard>();
  std::string booking = query.number;
  std::optional<UnitNumber> only;
  if (auto const unit = parse_unit_number_as_seen(query.number)) {
    auto const* number = board.numbers.find(unit->text());
    booking = number ? number->booking : std::string{};
    only = *unit;
  }
  auto const* row = board.bookings.find(booking);
  // A number that is not known answers as a wrong secret does.
  if (!same_secret(query.secret, row ? std::string_view(row->secret) : std::string_view{}))
    return no(refuse("tracking.not_found").at("number"));
  Followed out;
  for (auto const& unit : row->units) {
    if (only && unit != *only) continue;
    auto const* journey = board.units.find(std::string(unit.text()) + "/" + booking);
    if (journey) out.units.push_back(followed(room, *journey));
  }
  return out;
}

Result<Followed> answer(Track const& query, Room const& room) {
  auto const& board = room.view<TrackingBoard>();
  Followed out;
  auto const add = [&](UnitNumber const& unit, std::string const& booking) {
    auto const* journey = board.units.find(std::string(unit.text()) + "/" + booking);
    if (journey && may_see(room.actor(), journey->carrier, journey->owner)) {
      out.units.push_back(followed(room, *journey));
    }
  };
  if (auto const unit = parse_unit_number_as_seen(query.number)) {
    if (auto const* number = board.numbers.find(unit->text())) add(*unit, number->booking);
  } else if (auto const* booking = board.bookings.find(query.number)) {
    for (auto const& each : booking->units) add(each, query.number);
  }
  if (out.units.empty()) return no(refuse("tracking.not_found").at("number"));
  return out;
}

Result<ExceptionList> answer(Exceptions const&, Room const& room) {
  auto const& board = room.view<TrackingBoard>();
  auto const& pack = room.pack<TrackingPack>();
  auto const day = utc_day(room.at());
  auto const late = pack.threshold("late_after_minutes", day),
             still = pack.threshold("stopped_after_minutes", day);
  ExceptionList out;
  auto const moving = [](JourneyState s) {
    return s == JourneyState::under_way || s == JourneyState::at_border;
  };
  board.trains.each([&](std::string_view, TrainPositionRow const& row) {
    // One whose units all went over to another run is no train any more.
    if (!moving(row.state) || row.journeys.empty() || !may_see(room.actor(), row.carrier, {}, &row.owners)) return;
    auto const& p = row.position;
    if (late > 0 && row.delay_minutes >= late)
      out.exceptions.push_back({Trouble::late, row.run, {}, p.from, p.since, row.delay_minutes});
    // Between nodes a train is quiet by nature: it counts from when the next report was due.
    auto const quiet_from = p.until && p.from != p.to ? p.until : p.since;
    if (still <= 0 || !quiet_from) return;
    auto const quiet = (room.at() - *quiet_from).ms / 60'000;
    if (quiet >= still) out.exceptions.push_back({Trouble::stopped, row.run, {}, p.from, p.since, quiet});
  });
  board.units.each([&](std::string_view, UnitRow const& row) {
    if (!moving(row.state) || late <= 0 || row.delay_minutes < late) return;
    if (!may_see(room.actor(), row.carrier, row.owner)) return;
    out.exceptions.push_back(
        {Trouble::late, row.run, row.unit, row.last_node, row.last_at, row.delay_minutes});
  });
  return out;
}

Result<PositionList> answer(Positions const&, Room const& room) {
  auto const& board = room.view<TrackingBoard>();
  PositionList out;
  board.trains.each([&](std::string_view, TrainPositionRow const& row) {
    bool const shown = row.state == JourneyState::under_way || row.state == JourneyState::at_border;
    if (!shown || !may_see(room.actor(), row.carrier, {}, &row.owners)) return;
    auto const at = coordinates(room.pack<TrackingPack>(), row.position, room.at());
    if (!at) return;
    out.positions.push_back({row.run, row.position.from, row.position.to,
                             fraction_permille(row.position, room.at()), at->lat, at->lon, row.delay_minutes,
                             static_cast<std::int64_t>(row.journeys.size())});
  });
  return out;
}

}  // namespace landport::tracking
