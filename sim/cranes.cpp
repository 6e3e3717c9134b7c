// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "sim/empties.h"
#include "sim/foreman.h"

// The foreman who says where units go, the machines that take them there, and the reefers' electrician.
namespace landport::sim {

namespace {

constexpr int moves_tried_max = 4;

class Cranes final : public Trade {
 public:
  using Trade::Trade;

  void wakes() override {
    auto const answer = town_.port.ask(town_.who.terminal, "yard.layout", {});
    if (!answer) return;
    JsonParser parser;
    auto const object = parser.parse(*answer);
    if (!object) return;
    std::vector<Ground> grounds;
    Row(*object).each("blocks", [&](Row const& b) {
      grounds.push_back({b.text("code"), b.text("kind"), static_cast<int>(b.number("bays")), static_cast<int>(b.number("rows")), static_cast<int>(b.number("tiers")), b.number("y_mm")});
    });
    town_.piles.lay_out(std::move(grounds));
    std::vector<Machines::Machine> machines;
    Row(*object).each("machines", [&](Row const& m) {
      auto const blocks = split(m.text("blocks"));
      machines.push_back({m.text("code"), {blocks.begin(), blocks.end()}, m.number("lift_max_kg")});
    });
    town_.machines.lay_out(std::move(machines));
    Row(*object).each("lanes", [&](Row const& lane) {
      if (lane.text("kind") == "general") (lane.text("direction") == "in" ? town_.lanes_in : town_.lanes_out).push_back(lane.text("code"));
    });
  }

  void saw(UnitSeen const& u) override {
    if (u.place_kind == "yard") {
      town_.piles.stands(as_piled(u), u.place, group_of(u));
    } else {
      town_.piles.gone(u.id);
    }
  }

  void saw(TruckSeen const& t) override {
    if (t.on_truck.empty() && t.step != "load") return;
    auto const name = fmt::format("{} {}", t.step, t.visit);
    if (t.step == "unload") {
      town_.diary.at(town_.now() + minutes(town_.chance.pick(name, 2, 6)), name, [this, t] { take_in(town_, t.on_truck.front()); });
    } else if (t.step == "load") {
      town_.diary.at(town_.now() + minutes(town_.chance.pick(name, 2, 6)), name, [this, t] { put_on(t, 0); });
    }
  }

  // A work order, whoever gave it: the machine begins, and is done some minutes later.
  void saw(WorkSeen const& w) override {
    if (w.state == "ordered") {
      town_.diary.at(town_.now() + minutes(town_.chance.pick("start " + w.id, 4, 11)), "start " + w.id, [this, w] { start(w); });
    } else if (w.state == "started") {
      town_.diary.at(town_.now() + minutes(town_.chance.pick("done " + w.id, 2, 5)), "done " + w.id, [this, w] { complete(w, 0); });
    }
  }

  void saw(StockSeen const& s) override {
    if (!s.needs_plug) return;
    if (!s.plugged) {
      auto const* u = town_.ledger.unit(s.unit);
      auto const name = fmt::format("plug {} {}", s.unit, s.position);
      if (u) town_.diary.at(town_.now() + minutes(town_.chance.pick(name, 5, 20)), name, [this, s] { plug_in(s); });
      return;
    }
    // A round every four hours.
    auto const slot = town_.now().ms / hours(4).ms + 1;
    auto const name = fmt::format("round {}", slot);
    town_.diary.at(Instant{slot * hours(4).ms} + minutes(town_.chance.pick(name, 0, 35)), name, [this, name] { walk_round(name); });
  }

 private:
  // Onto the truck that came for it; what stands on it is put aside first.
  void put_on(TruckSeen const& t, int again) {
    auto const found = town_.ledger.unit_of_visit.find(t.visit);
    bool const announced = found != town_.ledger.unit_of_visit.end() && !found->second.empty();
    auto const unit = announced ? found->second : empty_for(town_, t);
    if (unit.empty() || again > 12) {
      // It goes without what it came for.
      town_.order(town_.who.gate, "gate.close_visit", Told().text("visit", t.visit).json());
      return;
    }
    auto const above = town_.piles.above(unit);
    if (!above.empty()) {
      put_aside(town_, above.front());
      town_.diary.at(town_.now() + minutes(22), dig_name(t), [this, t, again] { put_on(t, again + 1); });
      return;
    }
    auto const* u = town_.ledger.unit(unit);
    auto const machine = u ? machine_for(town_, *u, u->place_kind == "yard" ? u->place : std::string(), {}) : std::string();
    town_.piles.leaves(unit);
    town_.order(town_.who.terminal, "yard.order_move", Told().text("unit", unit).text("visit", t.visit).text("machine", machine).json(), {}, [this, t, unit, again](Refusal const&) {
      town_.piles.stays(unit);
      town_.diary.at(town_.now() + minutes(45), dig_name(t), [this, t, again] { put_on(t, again + 1); });
    });
  }

  // Another name each time: also when it begins anew, after a work order was given up.
  std::string dig_name(TruckSeen const& t) const { return fmt::format("dig {} {}", t.visit, to_text(town_.now())); }

  void start(WorkSeen const& w) {
    auto const* s = stock(w.unit);
    std::vector<Words> words;
    if (s && s->plugged) words.push_back({"yard.plug_out", Told().text("unit", w.unit).json(), {}});
    words.push_back({"yard.start_work", Told().text("work", w.id).json(), {}});
    town_.order(town_.who.terminal, std::move(words), {}, [this, w](Refusal const&) { give_up(w); });
  }

  void complete(WorkSeen const& w, int again) {
    auto const below = w.to_kind == "yard" ? town_.piles.below(w.unit) : std::string();
    auto const* u = below.empty() ? nullptr : town_.ledger.unit(below);
    if (u && u->place_kind != "yard" && again < moves_tried_max) {
      // What it stands on is still on its way.
      town_.diary.at(town_.now() + minutes(6), fmt::format("wait {} {}", w.id, again), [this, w, again] { complete(w, again + 1); });
      return;
    }
    town_.order(town_.who.terminal, "yard.complete_work", Told().text("work", w.id).json(), {}, [this, w, again](Refusal const&) {
      if (again >= moves_tried_max) return give_up(w);
      town_.diary.at(town_.now() + minutes(25), fmt::format("again {} {}", w.id, again), [this, w, again] { complete(w, again + 1); });
    });
  }

  // Whatever is in the way stays there: another position is found for the unit.
  void give_up(WorkSeen const& w) {
    town_.order(town_.who.terminal, "yard.cancel_work", Told().text("work", w.id).text("reason", "场位不可用").json(), [this, w](Made const&) {
      auto const* u = town_.ledger.unit(w.unit);
      town_.piles.take_back(w.unit);
      auto const truck = town_.ledger.trucks.find(w.to);
      if (w.to_kind == "truck" && truck != town_.ledger.trucks.end()) return put_on(truck->second, 1);
      if (!u || w.to_kind != "yard" || u->place_kind == "yard") return;
      shun_for_a_while(town_, w.to);
      take_in(town_, w.unit, 1);
    });
  }

  StockSeen const* stock(std::string const& unit) const {
    auto const found = town_.ledger.stock.find(unit);
    return found == town_.ledger.stock.end() ? nullptr : &found->second;
  }
  void plug_in(StockSeen const& was) {
    auto const* s = stock(was.unit);
    if (!s || s->plugged || s->position != was.position) return;
    town_.order(town_.who.terminal, "yard.plug_in", Told().text("unit", was.unit).json());
  }
  void walk_round(std::string const& name) {
    std::string readings;
    std::set<std::string> cold;  // in the order of their numbers, whatever order they were seen in
    for (auto const& [unit, s] : town_.ledger.stock) {
      if (s.plugged) cold.insert(unit);
    }
    for (auto const& unit : cold) {
      // Now and then one is warmer than it should be.
      auto const warmer = town_.chance.one_in("ill " + unit, 30) ? 35 : 0;
      auto const shown = stock(unit)->set_point_dc + warmer + town_.chance.pick(name + unit, -6, 8);
      readings += (readings.empty() ? "[" : ",") + Told().text("unit", unit).number("temperature_dc", shown).json();
    }
    if (!readings.empty()) town_.order(town_.who.terminal, "shift.record_round", Told().raw("readings", readings + "]").json());
  }
};

}  // namespace

std::unique_ptr<Trade> make_cranes(Town& town) {
  return std::make_unique<Cranes>(town);
}

}  // namespace landport::sim
