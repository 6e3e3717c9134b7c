// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "sim/town.h"

// Trains on their way: what the railways, the terminals at the borders and those abroad tell the port. They are not the
// port's people, and on request they tell it late, twice, in the wrong order, wrongly or not at all.
namespace landport::sim {

namespace {

class Railways final : public Trade {
 public:
  using Trade::Trade;

  void saw(DepartureSeen const& d) override {
    if (d.state == "open" && town_.is_home(d) && d.departs > town_.now() && !d.legs.empty() && d.legs.front().mode == "rail") {
      auto const when = d.departs - minutes(town_.chance.pick("answer " + d.id, 18 * 60, 26 * 60));
      town_.diary.at(when, "answer " + d.id, [this, id = d.id] { answer_plan(id); });
    }
    if (d.state == "cancelled" || town_.is_home(d) || d.departs <= town_.now() || d.legs.empty() || d.legs.front().mode != "rail") return;
    auto const when = d.departs - minutes(town_.chance.pick("abroad " + d.id, 9 * 60, 12 * 60));
    town_.diary.at(when, "compose abroad " + d.id, [this, id = d.id] { compose_abroad(id); });
  }

  void saw(BookingSeen const& b) override {
    if (b.stage == "firm" || b.stage == "shipped") {
      by_departure_[b.departure].insert(b.id);
    } else {
      by_departure_[b.departure].erase(b.id);
    }
  }

  void saw(TrainSeen const& t) override {
    // Also what was left behind before this world woke.
    if (auto const* d = t.left_behind.empty() ? nullptr : town_.ledger.departure(t.departure)) waiting_[d->service + " " + t.to].insert(t.run);
    if (t.stage == "departed") return runs_on(t);
    if (t.stage == "at_border") {
      auto const waits = minutes(town_.chance.pick("border " + t.run, 150, 420));
      town_.diary.at(town_.now() + waits, "transfer " + t.run, [this, run = t.run] { transfer(run, 0); });
      return;
    }
    bool const standing = t.stage == "composed" || t.stage == "settled";
    if (!standing || t.from == town_.options.home || t.loaded == 0) return;
    if (t.inspected < t.wagons) {
      town_.diary.at(town_.now() + minutes(town_.chance.pick("look over " + t.run, 30, 70)), "look over " + t.run, [this, run = t.run] { inspect(run); });
    }
    auto const leaves = std::max(t.departs_planned + minutes(town_.chance.pick("leaves " + t.run, 0, 25)), town_.now() + minutes(90));
    town_.diary.at(leaves, "leave " + t.run, [this, run = t.run] { leave(run, 0); });
  }

 private:
  TrainSeen const* train(std::string const& run) const {
    auto const found = town_.ledger.trains.find(run);
    return found == town_.ledger.trains.end() ? nullptr : &found->second;
  }
  Actor const& teller(std::string const& from) const { return town_.is_domestic(from) ? town_.who.carrier : town_.who.partner; }

  // As many as carry so many units, and where a wagon takes one only, one to spare.
  static std::int64_t enough(WagonType const& type, std::int64_t wide, std::int64_t small) {
    auto const places = std::max<std::int64_t>(2, type.feet / 20);
    return (2 * wide + small + places - 1) / places + (places > 2 ? 0 : 1);
  }

  // The railway bureau's word on a departure: now and then no at first.
  void answer_plan(std::string const& id) {
    auto const say = [this, id](bool yes) {
      Told told;
      told.text("departure", id).yes("approved", yes);
      yes ? told.text("plan_number", fmt::format("计{:06}", town_.chance.pick("plan " + id, 0, 999'999))) : told.text("reason", "接续列车紧张，待调整");
      town_.order(town_.who.bureau, "train.answer_plan", told.json());
    };
    if (town_.chance.one_in("no plan " + id, 14)) {
      say(false);
      town_.diary.at(town_.now() + hours(4), "answer again " + id, [say] { say(true); });
      return;
    }
    say(true);
  }

  // ---- a train that begins abroad ----

  void compose_abroad(std::string const& id) {
    if (auto const made = town_.ledger.trains.find(id); made != town_.ledger.trains.end()) {
      // Made up before this world woke; perhaps nobody has listed yet what is on it.
      if (made->second.units == 0) town_.diary.at(town_.now() + minutes(60), "list " + id, [this, id] { list_loaded(id, id); });
      return;
    }
    auto const* d = town_.ledger.departure(id);
    if (!d) return;
    std::int64_t wide = 0, small = 0, cold = 0;
    for (auto const& name : by_departure_[id]) {
      auto const found = town_.ledger.bookings.find(name);
      if (found == town_.ledger.bookings.end()) continue;
      auto const& b = found->second;
      (b.wide() ? wide : small) += static_cast<std::int64_t>(b.units.size());
      cold += b.plugs;
    }
    if (wide + small > 0) make_up(*d, wide, small, cold, 0);
  }

  void make_up(DepartureSeen const& d, std::int64_t wide, std::int64_t small, std::int64_t plugs, int again) {
    auto const gauge = d.legs.front().gauge_mm;
    auto const* type = town_.wagon_type(gauge, d.from);
    if (!type) return;
    auto const json = town_.wagons(fmt::format("{} {}", d.id, again), *type, d.from, enough(*type, wide, small));
    town_.order(town_.who.carrier, "train.compose_train", Told().text("departure", d.id).raw("wagons", json).number("plugs", plugs).json(),
                [this, id = d.id](Made const& made) {
                  auto const run = made["run"];
                  town_.diary.at(town_.now() + minutes(240), "list " + run, [this, id, run] { list_loaded(id, run); });
                },
                [this, d, wide, small, plugs, again](Refusal const& why) {
                  if (again < 6 && why.code != "train.composed_already") make_up(d, why.code == "train.wagon_taken" ? wide : wide * 9 / 10, small, plugs, again + 1);
                });
  }

  void list_loaded(std::string const& id, std::string const& run) {
    std::string units;
    for (auto const& name : by_departure_[id]) {
      auto const found = town_.ledger.bookings.find(name);
      if (found == town_.ledger.bookings.end()) continue;
      auto const& b = found->second;
      for (auto const& unit : b.units) {
        auto const gross = b.wide() ? 14'400 + 100 * town_.chance.pick("gross " + unit, 0, 80) : 17'000 + 100 * town_.chance.pick("gross " + unit, 0, 35);
        units += (units.empty() ? "[" : ",") + Told().text("unit", unit).text("size_type", b.size_type).number("gross_kg", gross).text("seal", "EU" + unit.substr(4)).json();
      }
    }
    if (units.empty()) return;
    town_.order(town_.who.carrier, "train.load_abroad", Told().text("run", run).raw("units", units + "]").yes("inspected", true).json());
  }

  // ---- on the way ----

  void runs_on(TrainSeen const& t) {
    for (std::size_t i = 0; i < t.legs.size(); ++i) {
      auto const& leg = t.legs[i];
      bool const last = i + 1 == t.legs.size();
      if (t.position_from == leg.from && t.position_to == leg.to) {
        arrives(t, leg, last);
        return;
      }
      if (i > 0 && t.node == leg.from && t.position_to == leg.from) {
        departs(t, leg);
        return;
      }
    }
  }

  void departs(TrainSeen const& t, LegSeen const& leg) {
    auto const name = fmt::format("{} from {}", t.run, leg.from);
    auto const when = std::max(leg.departs + minutes(town_.chance.pick(name, 0, 20)), town_.now() + minutes(25));
    town_.diary.at(when, name, [this, run = t.run, node = leg.from, when] { report(run, node, "departed", when); });
  }

  void arrives(TrainSeen const& t, LegSeen const& leg, bool last) {
    auto const name = fmt::format("{} to {}", t.run, leg.to);
    auto more = town_.chance.pick(name, -15, 25);
    if (town_.chance.one_in("breaks " + name, 40)) more += town_.chance.pick("how long " + name, 120, 700);
    auto const when = std::max(leg.arrives + minutes(std::max<std::int64_t>(0, t.delay_minutes) + more), town_.now() + minutes(30));
    town_.diary.at(when, name, [this, run = t.run, node = leg.to, last, when] {
      if (last) {
        ends(run, when);
      } else {
        report(run, node, "arrived", when);
      }
    });
  }

  void report(std::string const& run, std::string const& node, char const* what, Instant when) {
    auto const* t = train(run);
    if (!t) return;
    auto const json = [&](std::string const& at) { return Told().text("run", run).text("node", at).text("what", what).text("source", teller(t->from).org).json(); };
    auto const name = fmt::format("{} {} {}", run, node, what);
    if (town_.chance.percent("wrong " + name, town_.options.outside.wrong) && !t->legs.empty()) tell(name + " wrong", *t, {"train.report_running", json(t->legs.back().to), {}}, when);
    tell(name, *t, {"train.report_running", json(node), {}}, when);
  }

  // The leg by which its units go on by rail; none when they do not.
  LegSeen const* next_leg(TrainSeen const& t) const {
    auto const* d = town_.ledger.departure(t.departure);
    bool passed = false;
    for (std::size_t i = 0; d && i < d->legs.size(); ++i) {
      if (passed && d->legs[i].mode == "rail") return &d->legs[i];
      if (!t.legs.empty() && d->legs[i].from == t.legs.back().from && d->legs[i].to == t.to) passed = true;
    }
    return nullptr;
  }

  // The end of a run: at the change of gauge, or where its units go.
  void ends(std::string const& run, Instant when) {
    auto const* t = train(run);
    if (!t) return;
    bool const border = next_leg(*t) != nullptr;
    tell(run + " ends", *t, {border ? "train.reach_border" : "train.arrive_train", Told().text("run", run).json(), {}}, when);
  }

  // Says it to the port, as well or badly as this railway does.
  void tell(std::string const& name, TrainSeen const& t, Words words, Instant when) {
    auto const& bad = town_.options.outside;
    auto const& speaker = teller(t.from);
    auto const say = [this, speaker](Words said) { town_.order(speaker, std::vector<Words>{std::move(said)}); };
    if (town_.chance.percent("silent " + name, bad.silent)) {
      // Somebody at the port calls them half a day later.
      words.happened = when;
      town_.diary.at(town_.now() + hours(12), name + " asked", [say, words] { say(words); });
      return;
    }
    if (town_.chance.percent("late " + name, bad.late)) {
      words.happened = when;
      town_.diary.at(town_.now() + minutes(town_.chance.pick("how late " + name, 60, 600)), name + " late", [say, words] { say(words); });
      return;
    }
    if (town_.chance.percent("disordered " + name, bad.out_of_order)) {
      words.happened = when - minutes(town_.chance.pick("before " + name, 5, 50));
      town_.diary.at(town_.now() + minutes(50), name + " disordered", [say, words] { say(words); });
      return;
    }
    say(words);
    if (town_.chance.percent("twice " + name, bad.duplicate)) {
      town_.diary.at(town_.now() + minutes(7), name + " twice", [say, words] { say(words); });
    }
  }

  // ---- at the change of gauge ----

  // What trains of the same service left standing at that node, by run.
  std::map<std::string, std::vector<std::string>> left_at(TrainSeen const& t) const {
    std::map<std::string, std::vector<std::string>> left;
    auto const* d = town_.ledger.departure(t.departure);
    auto const found = d ? waiting_.find(d->service + " " + t.to) : waiting_.end();
    if (found == waiting_.end()) return left;
    for (auto const& run : found->second) {
      auto const* other = train(run);
      if (!other || run == t.run) continue;
      for (auto const& unit : other->left_behind) {
        auto const* u = town_.ledger.unit(unit);
        if (u && u->place_kind == "wagon" && u->place.starts_with(run + "/")) left[run].push_back(unit);
      }
    }
    return left;
  }

  // All of a train onto the next gauge, with what earlier ones left behind: two trains' worth becomes two trains or
  // three, as the line has room.
  void transfer(std::string const& run, int again) {
    auto const* t = train(run);
    if (!t || t->stage != "at_border") return;
    auto const* next = next_leg(*t);
    auto const* d = town_.ledger.departure(t->departure);
    auto const* type = next ? town_.wagon_type(next->gauge_mm, next->from) : nullptr;
    if (!type || !d) return;
    std::int64_t wide = 0, small = 0;
    auto const count = [&](std::vector<std::string> const& units) {
      for (auto const& unit : units) {
        auto const* u = town_.ledger.unit(unit);
        (u && !u->wide() ? small : wide) += 1;
      }
    };
    count(t->unit_list);
    std::vector<std::string> runs{run};
    for (auto const& [other, units] : left_at(*t)) {
      runs.push_back(other);
      count(units);
    }
    // How long a train may be there is learnt from the port's refusals.
    auto& longest = longest_.try_emplace(next->from + " " + type->code, 60).first->second;
    auto const all = enough(*type, wide, small);
    auto trains = std::max<std::int64_t>(1, (all + longest * 4 / 10) / longest);
    auto const given = std::min(all, trains * longest);
    auto const wagons = town_.wagons(fmt::format("{} {} {}", run, next->from, again), *type, next->from, given);
    auto const then = [this, service = d->service, node = t->to, run](Made const&) { waiting_[service + " " + node].insert(run); };
    auto const otherwise = [this, run, again, &longest, each = (given + trains - 1) / trains](Refusal const& why) {
      bool const too_long = why.code == "train.track_too_short" || std::any_of(why.details.begin(), why.details.end(), [](auto const& one) { return one.second.starts_with("train_"); });
      if (too_long && each > 5) longest = std::min(longest, each - 1);
      if (again < 40) town_.diary.at(town_.now() + minutes(2), fmt::format("transfer {} {}", run, again), [this, run, again] { transfer(run, again + 1); });
    };
    if (runs.size() == 1 && trains == 1) {
      town_.order(teller(next->from), "train.transfer_units", Told().text("run", run).raw("wagons", wagons).number("plugs", t->plugs).json(), then, otherwise);
    } else {
      town_.order(teller(next->from), "train.regroup",
                  Told().list("runs", runs).raw("wagons", wagons).number("trains_max", trains).number("plugs", std::max<std::int64_t>(4, t->plugs)).json(), then, otherwise);
    }
  }

  void inspect(std::string const& run) {
    auto const* t = train(run);
    if (!t) return;
    std::vector<Words> words;
    for (auto const& wagon : t->wagon_list) words.push_back({"train.pass_inspection", Told().text("run", run).text("number", wagon).json(), {}});
    if (!words.empty()) town_.order(teller(t->from), std::move(words));
  }

  void leave(std::string const& run, int again) {
    auto const* t = train(run);
    if (!t || (t->stage != "settled" && t->stage != "composed")) return;
    town_.order(teller(t->from), "train.depart_train", Told().text("run", run).json(), {}, [this, run, again](Refusal const&) {
      if (again > 4) return;
      if (again > 0) inspect(run);
      town_.diary.at(town_.now() + hours(2), fmt::format("leave {} {}", run, again), [this, run, again] { leave(run, again + 1); });
    });
  }

  std::map<std::string, std::set<std::string>> by_departure_;  // bookings
  std::map<std::string, std::set<std::string>> waiting_;       // by service and node: runs that were transferred there
  std::map<std::string, std::int64_t> longest_;                // by node and type: wagons that a train may have
};

}  // namespace

std::unique_ptr<Trade> make_railways(Town& town) {
  return std::make_unique<Railways>(town);
}

}  // namespace landport::sim
