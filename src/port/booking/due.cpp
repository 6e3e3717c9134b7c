// SPDX-License-Identifier: Apache-2.0
#include "port/booking/due.h"

#include <map>

#include "port/booking/board.h"
#include "port/booking/commands.h"
#include "port/booking/rules.h"
#include "port/booking/way.h"
#include "port/network/timetable.h"

namespace landport::booking {
namespace {

// The free capacity as it will be once the promotions before it have been carried out.
class Remaining {
 public:
  explicit Remaining(Room const& room) : room_(room) {}

  bool take(std::vector<Stretch> const& route, Slots const& needed) {
    auto const runs = leg_runs_of(route);
    for (auto const& run : runs) {
      if (!fits(needed, of(run), run, {}, {})) return false;
    }
    for (auto const& run : runs) of(run) = of(run) - needed;
    return true;
  }

 private:
  Slots& of(network::LegRunId const& run) {
    auto const [at, fresh] = left_.try_emplace(run);
    if (fresh) {
      auto const* const row = room_.view<network::Timetable>().leg_runs.find(run.text);
      if (row) at->second = row->free(room_.at());
    }
    return at->second;
  }
  Room const& room_;
  std::map<network::LegRunId, Slots> left_;
};

// The earliest booking cut-off of the stretches; nothing when one takes no bookings now.
std::optional<Instant> cut_off(std::vector<Stretch> const& route, Room const& room) {
  std::optional<Instant> earliest;
  for (auto const& stretch : route) {
    auto const* const row = room.view<network::Timetable>().departures.find(stretch.departure.text);
    if (!row || row->state != network::DepartureState::open) return {};
    Instant const at = row->booking_cutoff + (stretch.departs - row->departs);
    earliest = earliest ? std::min(*earliest, at) : at;
  }
  return earliest;
}

// The moment from which a waiting booking may be expired: the same as in the decision.
bool waited_too_long(std::vector<Stretch> const& route, Room const& room) {
  if (route.empty()) return false;
  for (auto const& stretch : route) {
    auto const* const gone = room.view<network::Timetable>().departures.find(stretch.departure.text);
    if (gone && gone->state == network::DepartureState::cancelled) return true;
  }
  auto const* const row = room.view<network::Timetable>().departures.find(route.front().departure.text);
  return row && room.at() >= row->booking_cutoff + (route.front().departs - row->departs);
}

}  // namespace

std::vector<Command> due_now(Room const& room) {
  std::vector<Command> orders;
  auto const& board = room.view<Board>();
  board.holds.each([&](std::string_view, HoldRow const& row) {
    if (row.hold_until <= room.at()) orders.push_back(ExpireOption{row.booking});
  });
  Remaining remaining(room);
  board.waitlist.each([&](std::string_view, WaitlistRow const& row) {
    if (waited_too_long(row.route, room)) {
      orders.push_back(ExpireOption{row.booking});
      return;
    }
    auto const last = cut_off(row.route, room);
    if (!last || room.at() >= *last) return;
    auto const slots = slots_of(row.items, room.pack<BookingRules>(), utc_day(row.departs));
    if (slots && remaining.take(row.route, *slots)) orders.push_back(PromoteWaitlisted{row.booking});
  });
  return orders;
}

}  // namespace landport::booking
