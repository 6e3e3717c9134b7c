// SPDX-License-Identifier: Apache-2.0
#include "sim/empties.h"

#include <algorithm>

// Who keeps the pool of empties: takes in what comes back, has empties brought where they lack, and stuffs those that
// forwarders fetched.
namespace landport::sim {

namespace {

constexpr std::int64_t spare_over = 60, spare_kept = 36, short_under = 12, moved_max = 24;

bool has(std::vector<std::string> const& list, std::string const& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

class Empties final : public Trade {
 public:
  using Trade::Trade;

  void wakes() override {
    auto const answer = town_.port.ask(town_.who.terminal, "pool.places", {});
    if (!answer) return;
    JsonParser parser;
    auto const object = parser.parse(*answer);
    if (!object) return;
    Row(*object).each("depots", [&](Row const& depot) {
      if (depot.yes("home")) {
        town_.home_depot = depot.text("code");
      } else if (town_.is_domestic(depot.text("node"))) {
        near_.push_back(depot.text("code"));
      }
    });
    if (!town_.home_depot.empty()) wait_for_morning();
  }

  void saw(UnitSeen const& u) override {
    if (u.full || town_.home_depot.empty()) return;
    auto const about = u.id + " " + to_text(u.since);
    if (u.place_kind == "yard" && u.booking.empty() && u.sound && !u.held) {
      town_.diary.at(u.since + minutes(town_.chance.pick("pool " + about, 40, 200)), "pool " + about, [this, id = u.id] { join(id); });
    } else if (u.place_kind == "outside" && !u.booking.empty() && u.gross_kg == 0) {
      auto const stuffed = u.since + minutes(town_.chance.pick("stuff " + about, 8 * 60, 16 * 60));
      town_.diary.at(stuffed, "stuff " + about, [this, id = u.id] { stuff(id); });
    }
  }

  void saw(EmptyMoveSeen const& m) override {
    if (m.to == town_.home_depot && m.left.empty()) {
      auto const name = "send " + m.id;
      town_.diary.at(town_.now() + hours(town_.chance.pick(name, 3, 20)), name,
                     [this, m] { town_.order(town_.who.carrier, "pool.send_units", Told().text("move", m.id).list("units", m.units).json()); });
    }
    if (m.from != town_.home_depot) return;
    for (auto const& unit : m.left) {
      if (has(m.arrived, unit)) continue;
      auto const name = fmt::format("there {} {}", m.id, unit);
      town_.diary.at(town_.now() + hours(town_.chance.pick(name, 18, 50)), name,
                     [this, id = m.id, unit] { town_.order(town_.who.partner, "pool.receive_units", Told().text("move", id).list("units", {unit}).json()); });
    }
  }

 private:
  void join(std::string const& id) {
    auto const* u = town_.ledger.unit(id);
    if (!u || u->place_kind != "yard" || u->full || !u->booking.empty() || u->held || town_.ledger.pooled.contains(id)) return;
    for (auto const& [name, m] : town_.ledger.empty_moves) {
      if (m.to != town_.home_depot || !has(m.left, id) || has(m.arrived, id)) continue;
      return town_.order(town_.who.terminal, "pool.receive_units", Told().text("move", name).list("units", {id}).json());
    }
    town_.order(town_.who.terminal, "pool.take_in", Told().text("unit", id).text("owner", town_.who.carrier.org).json());
  }

  void stuff(std::string const& id) {
    auto const* u = town_.ledger.unit(id);
    if (!u || u->full || u->booking.empty() || u->place_kind != "outside" || u->gross_kg > 0) return;
    auto const about = u->id + " " + u->booking;
    auto const gross = u->wide() ? 15'200 + 100 * town_.chance.pick("gross " + about, 0, 76) : 17'000 + 100 * town_.chance.pick("gross " + about, 0, 35);
    town_.order(town_.who.shipper(u->owner), {{"container.verify_mass", Told().text("unit", id).number("gross_kg", gross).text("method", "SM1").text("by", u->owner).json(), {}},
                                         {"container.affix_seal", Told().text("unit", id).text("seal", seal_of(town_, id)).json(), {}}});
  }

  // Each morning somebody looks at what stands there of each size.
  void wait_for_morning() {
    auto const next = start_of(utc_day(town_.now()) + 1) + hours(1);
    town_.diary.at(next, "empties of " + to_text(next), [this] {
      for (auto const& [key, depot] : town_.ledger.depots) {
        if (depot.home) balance(depot);
      }
      wait_for_morning();
    });
  }

  void balance(DepotSeen const& here) {
    if (here.free > spare_over && !near_.empty()) {
      auto const about = here.size_type + " " + to_text(town_.now());
      auto const& to = near_[static_cast<std::size_t>(town_.chance.pick("spare " + about, 0, static_cast<std::int64_t>(near_.size()) - 1))];
      return move(here.depot, to, here.size_type, std::min(moved_max, here.free - spare_kept), "富余空箱调出");
    }
    if (here.free >= short_under) return;
    for (auto const& [key, there] : town_.ledger.depots) {
      if (there.home || there.size_type != here.size_type || there.free == 0) continue;
      return move(there.depot, here.depot, here.size_type, std::min(moved_max, there.free), "补充本港空箱");
    }
  }

  void move(std::string const& from, std::string const& to, std::string const& size_type, std::int64_t count, std::string_view why) {
    town_.order(town_.who.terminal, "pool.order_move",
                Told().text("from", from).text("to", to).text("size_type", size_type).number("quantity", count).text("means", "truck").text("reason", why).json());
  }

  std::vector<std::string> near_;  // depots in the port's own country
};

}  // namespace

std::string empty_for(Town const& town, TruckSeen const& truck) {
  auto const first_of = [&](std::vector<std::string> const& units, std::vector<std::string> const& gone) {
    for (auto const& unit : units) {
      auto const* u = town.ledger.unit(unit);
      bool const moves = std::ranges::any_of(town.ledger.works, [&](auto const& work) { return work.second.unit == unit; });
      if (u && !moves && !has(gone, unit) && u->place_kind == "yard" && !town.piles.is_leaving(unit)) return unit;
    }
    return std::string();
  };
  if (!truck.booking.empty()) {
    auto const release = town.ledger.releases.find(truck.booking);
    return release == town.ledger.releases.end() || release->second.state != "open" ? std::string() : first_of(release->second.units, release->second.handed_over);
  }
  for (auto const& [name, m] : town.ledger.empty_moves) {
    if (m.from != town.home_depot) continue;
    if (auto const unit = first_of(m.units, m.left); !unit.empty()) return unit;
  }
  return {};
}

bool fetches_empties(Town const& town, BookingSeen const& b) {
  return !town.home_depot.empty() && b.plugs == 0 && !b.danger && town.chance.percent("empties " + b.reference, 20);
}

std::unique_ptr<Trade> make_empties(Town& town) {
  return std::make_unique<Empties>(town);
}

}  // namespace landport::sim
