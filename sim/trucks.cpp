// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "sim/empties.h"

// Trucks that bring units, fetch units and bring empties back, and the clerk at the gate who works off the queue.
namespace landport::sim {

namespace {

constexpr std::size_t empties_enough = 500;

class Trucks final : public Trade {
 public:
  using Trade::Trade;

  void saw(UnitSeen const& u) override {
    if (u.place_kind == "yard") {
      in_yard_[u.id] = !u.full;
      if (u.by_rail && u.full && u.import_released && !u.held && !u.booking.empty()) fetch(u);
      return;
    }
    in_yard_.erase(u.id);
    if ((u.place_kind == "outside" || u.place_kind == "delivered") && !u.booking.empty()) bring(u);
    if (u.place_kind == "delivered" && u.booking.empty()) return_empty(u);
  }

  // For each empty that is promised to a booking somebody comes, whichever of them it gets.
  void saw(ReleaseSeen const& r) override {
    if (r.state != "open") return;
    UnitSeen any;
    any.booking = r.booking;
    any.owner = r.owner;
    for (auto i = r.handed_over.size(); i < r.units.size(); ++i) {
      auto const about = fmt::format("empty {} {}", r.id, i);
      announce(about, any, "pick_up", town_.now() + hours(6) + minutes(town_.chance.pick("fetch " + about, 0, 22 * 60)));
    }
  }

  void saw(EmptyMoveSeen const& m) override {
    if (m.from == town_.home_depot) {
      for (auto i = m.left.size(); i < m.units.size(); ++i) {
        auto const name = fmt::format("move {} {}", m.id, i);
        town_.diary.at(town_.now() + minutes(town_.chance.pick(name, 120, 30 * 60)), name, [this, name] {
          town_.order(town_.who.gate, "gate.open_visit", Told().text("plate", plate(town_, name)).text("direction", "pick_up").text("lane", lane(town_, false, name)).json());
        });
      }
    }
    if (m.to != town_.home_depot) return;
    for (auto const& unit : m.left) {
      auto const about = fmt::format("{} {}", m.id, unit);
      town_.diary.at(town_.now() + hours(town_.chance.pick("way " + about, 16, 44)), "way " + about, [this, unit, about] {
        auto const* u = town_.ledger.unit(unit);
        if (u && u->place_kind == "outside") bring_empty(unit, about);
      });
    }
  }

  // Whoever has an appointment comes within its hour.
  void saw(AppointmentSeen const& a) override {
    if (a.hour + hours(1) <= town_.now()) return;
    auto const name = "come " + a.id;
    town_.diary.at(std::max(town_.now(), a.hour + minutes(town_.chance.pick(name, 0, 57))), name, [this, id = a.id] { arrive(id); });
  }

  void saw(TruckSeen const& t) override {
    auto const name = fmt::format("{} {}", t.step, t.visit);
    auto const soon = [&](std::int64_t least, std::int64_t most) { return town_.now() + minutes(town_.chance.pick(name, least, most)); };
    if (t.step == "admit") town_.diary.at(soon(2, 5), name, [this, t] { admit(t); });
    if (t.step == "release") town_.diary.at(soon(3, 8), name, [this, t] { let_go(t); });
    if (t.step == "leave") town_.diary.at(soon(4, 12), name, [this, t] { leave(t.visit); });
  }

 private:
  // A unit of a booking from here comes by truck before the gate closes.
  void bring(UnitSeen const& u) {
    auto const* d = town_.ledger.departure(u.departure);
    if (!d || !town_.is_home(*d) || u.gross_kg == 0) return;
    auto const about = u.id + " " + u.booking;
    auto const comes = std::max(town_.now() + hours(6), std::min(d->gate_in_cutoff - minutes(70), town_.now() + hours(9) + minutes(town_.chance.pick("bring " + about, -40, 40))));
    if (comes > d->gate_in_cutoff - minutes(20)) return;  // too late: it stays away
    announce(about, u, "deliver", comes);
  }

  void fetch(UnitSeen const& u) {
    auto const about = u.id + " " + u.booking;
    auto const comes = town_.now() + hours(6) + minutes(town_.chance.pick("fetch " + about, 0, 40 * 60));
    announce(about, u, "pick_up", comes);
  }

  void announce(std::string const& about, UnitSeen const& u, char const* direction, Instant comes) {
    town_.diary.at(comes - hours(5), fmt::format("announce {} {}", direction, about),
                   [this, about, u, direction, comes] { ask_hour(about, u, direction, comes, 0); });
  }

  // Hours of the day (UTC) at which the gate turned out to be closed to that direction.
  static std::int64_t hour_of_day(Instant at) { return at.ms / hours(1).ms % 24; }

  // The nearest hour that may be open: who brings comes earlier rather than later, unless that is over.
  Instant open_hour(char const* direction, Instant comes) const {
    auto const found = closed_.find(direction);
    if (found == closed_.end() || found->second.size() >= 24) return comes;
    bool const brings = direction == std::string_view("deliver");
    auto const closed = [&](Instant at) { return found->second.contains(hour_of_day(at)); };
    auto at = comes;
    while (closed(at)) at = at + hours(brings ? -1 : 1);
    if (at > town_.now()) return at;
    for (at = town_.now() + hours(1); closed(at);) at = at + hours(1);
    return at;
  }

  void ask_hour(std::string const& about, UnitSeen const& u, char const* direction, Instant wished, int again) {
    auto const comes = open_hour(direction, wished);
    if (!u.id.empty() && !waits(u, direction)) return;
    if (comes_already(u, direction)) return;
    Told told;
    told.text("booking", u.booking).text("direction", direction).text("hour", to_text(comes)).text("plate", plate(town_, direction + about));
    if (!u.id.empty()) told.text("unit", u.id);
    town_.order(
        town_.who.shipper(u.owner), "gate.book_appointment", told.json(), {},
        [this, about, u, direction, comes, again](Refusal const& why) {
          // The hour is full, or the gate is closed then: another one.
          if (why.code != "gate.hour_full" && why.code != "gate.hour_closed") return;
          if (why.code == "gate.hour_closed") closed_[direction].insert(hour_of_day(comes));
          if (again > 9) {
            // All of them: who fetches comes another day.
            if (direction == std::string_view("pick_up")) announce(fmt::format("{} {}", about, to_text(comes)), u, direction, comes + hours(17));
            return;
          }
          ask_hour(about, u, direction, comes + hours(direction == std::string_view("deliver") ? -1 : 1), again + 1);
        });
  }

  // Whether the unit is still where a truck is to fetch it or to bring it from: another truck may have.
  bool waits(UnitSeen const& u, std::string_view direction) const {
    auto const* now = town_.ledger.unit(u.id);
    if (!now || now->booking != u.booking) return false;
    return direction == "deliver" ? now->place_kind == "outside" || now->place_kind == "delivered" : now->place_kind == "yard";
  }

  // Whether somebody has an appointment for the unit; or, of empties of a booking, for as many as are still to be fetched.
  bool comes_already(UnitSeen const& u, std::string_view direction) {
    auto& open = town_.ledger.appointments;
    while (!open.empty() && open.begin()->second.hour + hours(2) < town_.now()) open.erase(open.begin());
    auto const same = [&](auto const& one) {
      auto const& a = one.second;
      return a.booking == u.booking && a.unit == u.id && a.direction == direction && a.hour + hours(1) > town_.now();
    };
    auto const coming = static_cast<std::size_t>(std::ranges::count_if(open, same));
    if (!u.id.empty()) return coming > 0;
    auto const release = town_.ledger.releases.find(u.booking);
    return release != town_.ledger.releases.end() && coming >= release->second.units.size() - release->second.handed_over.size();
  }

  void arrive(std::string const& appointment) {
    auto const found = town_.ledger.appointments.find(appointment);
    if (found == town_.ledger.appointments.end()) return;
    auto const& a = found->second;
    town_.order(town_.who.gate, "gate.open_visit",
                Told().text("plate", a.plate).text("direction", a.direction).text("lane", lane(town_, a.direction == "deliver", a.plate)).text("appointment", a.id).json());
  }

  void admit(TruckSeen const& t) {
    auto const unit = unit_on(t);
    auto const* u = town_.ledger.unit(unit);
    if (unit.empty() || !u) return leave(t.visit);
    Told told;
    told.text("unit", unit).text("visit", t.visit);
    bool const back = t.booking.empty();
    if (back) {
      told.yes("full", false);
      if (town_.chance.one_in("damaged " + t.visit, 60)) told.text("condition", "damaged").text("condition_note", "右箱门变形");
    } else {
      told.number("gross_kg", u->gross_kg).text("seal", u->seal);
    }
    town_.order(town_.who.gate, "gate.admit_unit", told.json(),
                [this, t, unit](Made const&) { town_.order(town_.who.gate, "gate.issue_receipt", Told().text("visit", t.visit).text("unit", unit).json()); },
                [this, t](Refusal const&) { leave(t.visit); });
  }

  void let_go(TruckSeen const& t) {
    if (t.on_truck.empty()) return;
    auto const unit = t.on_truck.front();
    auto const words = [&] { return Told().text("visit", t.visit).text("unit", unit).json(); };
    town_.order(town_.who.gate, "gate.issue_receipt", words());
    town_.order(town_.who.gate, "gate.release_unit", words(), {}, [this, t](Refusal const&) {
      // Held at the last moment: it is asked again later.
      town_.diary.strike("release " + t.visit);
      town_.diary.at(town_.now() + hours(3), "release " + t.visit, [this, t] { let_go(t); });
    });
  }

  void leave(std::string const& visit) {
    town_.order(town_.who.gate, "gate.close_visit", Told().text("visit", visit).json());
  }

  // Whom the clerk finds on the truck: as announced, or as its driver says.
  std::string unit_on(TruckSeen const& t) const {
    auto const announced = town_.ledger.unit_of_visit.find(t.visit);
    if (announced != town_.ledger.unit_of_visit.end()) return announced->second;
    auto const said = empties_.find(t.plate);
    return said == empties_.end() ? std::string() : said->second;
  }

  // Some of what was delivered comes back empty.
  void return_empty(UnitSeen const& u) {
    auto const about = u.id + " " + to_text(u.since);
    if (!town_.chance.percent("back " + about, 30) || town_.now() - u.since > days(5)) return;
    auto const comes = u.since + hours(20) + minutes(town_.chance.pick("back at " + about, 0, 50 * 60));
    town_.diary.at(comes, "back " + about, [this, u, about] {
      auto const empties = std::count_if(in_yard_.begin(), in_yard_.end(), [](auto const& one) { return one.second; });
      auto const* seen = town_.ledger.unit(u.id);
      if (static_cast<std::size_t>(empties) > empties_enough || !seen || seen->place_kind != "delivered") return;
      bring_empty(u.id, "back" + about);
    });
  }

  void bring_empty(std::string const& unit, std::string const& about) {
    auto const truck = plate(town_, about);
    empties_[truck] = unit;
    town_.order(town_.who.gate, "gate.open_visit", Told().text("plate", truck).text("direction", "deliver").text("lane", lane(town_, true, truck)).json());
  }

  std::unordered_map<std::string, bool> in_yard_;  // unit → empty
  std::unordered_map<std::string, std::string> empties_;
  std::map<std::string, std::set<std::int64_t>, std::less<>> closed_;  // by direction
};

}  // namespace

std::unique_ptr<Trade> make_trucks(Town& town) {
  return std::make_unique<Trucks>(town);
}

}  // namespace landport::sim
