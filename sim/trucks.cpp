// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/town.h"

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

  void ask_hour(std::string const& about, UnitSeen const& u, char const* direction, Instant comes, int again) {
    auto const truck = plate(town_.chance, direction + about);
    auto const& who = who::shipper(u.owner);
    town_.order(
        who, "gate.book_appointment",
        Told().text("booking", u.booking).text("direction", direction).text("hour", to_text(comes)).text("plate", truck).text("unit", u.id).json(),
        [this, about, direction, comes, truck](Made const& made) {
          auto const appointment = made["appointment"];
          town_.diary.at(comes, fmt::format("come {} {}", direction, about), [this, direction, truck, appointment] { arrive(direction, truck, appointment); });
        },
        [this, about, u, direction, comes, again](Refusal const& why) {
          // The hour is full: another one.
          if (why.code != "gate.hour_full") return;
          if (again > 6) {
            // All of them: who fetches comes another day.
            if (direction == std::string_view("pick_up")) announce(fmt::format("{} {}", about, to_text(comes)), u, direction, comes + hours(17));
            return;
          }
          ask_hour(about, u, direction, comes + hours(direction == std::string_view("deliver") ? -1 : 1), again + 1);
        });
  }

  void arrive(char const* direction, std::string const& truck, std::string const& appointment) {
    auto const in = direction == std::string_view("deliver");
    town_.order(who::gate, "gate.open_visit",
                Told().text("plate", truck).text("direction", direction).text("lane", fmt::format("{}{}", in ? "IN" : "OUT", town_.chance.pick(truck, 1, in ? 3 : 2))).text("appointment", appointment).json());
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
    town_.order(who::gate, "gate.admit_unit", told.json(),
                [this, t, unit](Made const&) { town_.order(who::gate, "gate.issue_receipt", Told().text("visit", t.visit).text("unit", unit).json()); },
                [this, t](Refusal const&) { leave(t.visit); });
  }

  void let_go(TruckSeen const& t) {
    if (t.on_truck.empty()) return;
    auto const unit = t.on_truck.front();
    auto const words = [&] { return Told().text("visit", t.visit).text("unit", unit).json(); };
    town_.order(who::gate, "gate.issue_receipt", words());
    town_.order(who::gate, "gate.release_unit", words(), {}, [this, t](Refusal const&) {
      // Held at the last moment: it is asked again later.
      town_.diary.strike("release " + t.visit);
      town_.diary.at(town_.now() + hours(3), "release " + t.visit, [this, t] { let_go(t); });
    });
  }

  void leave(std::string const& visit) {
    town_.order(who::gate, "gate.close_visit", Told().text("visit", visit).json());
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
    if (!town_.chance.percent("back " + about, 22) || town_.now() - u.since > days(5)) return;
    auto const comes = u.since + hours(20) + minutes(town_.chance.pick("back at " + about, 0, 50 * 60));
    town_.diary.at(comes, "back " + about, [this, u, about] {
      auto const empties = std::count_if(in_yard_.begin(), in_yard_.end(), [](auto const& one) { return one.second; });
      auto const* seen = town_.ledger.unit(u.id);
      if (static_cast<std::size_t>(empties) > empties_enough || !seen || seen->place_kind != "delivered") return;
      auto const truck = plate(town_.chance, "back" + about);
      empties_[truck] = u.id;
      town_.order(who::gate, "gate.open_visit", Told().text("plate", truck).text("direction", "deliver").text("lane", "IN1").json());
    });
  }

  std::unordered_map<std::string, bool> in_yard_;  // unit → empty
  std::unordered_map<std::string, std::string> empties_;
};

}  // namespace

std::unique_ptr<Trade> make_trucks(Town& town) {
  return std::make_unique<Trucks>(town);
}

}  // namespace landport::sim
