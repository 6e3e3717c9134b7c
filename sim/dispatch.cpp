// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/foreman.h"

// The terminal's dispatcher: makes up the trains that begin here, has them loaded and sends them; has those that end
// here stripped.
namespace landport::sim {

namespace {

constexpr int departures_tried_max = 12;  // two days

class Dispatch final : public Trade {
 public:
  using Trade::Trade;

  void wakes() override {
    auto const answer = town_.port.ask(town_.who.terminal, "yard.layout", {});
    if (!answer) return;
    JsonParser parser;
    auto const object = parser.parse(*answer);
    if (!object) return;
    // Loading tracks first: a crane reaches them.
    for (auto const* kind : {"loading", "arrival"}) {
      Row(*object).each("tracks", [&](Row const& track) {
        if (track.text("kind") == kind) tracks_.push_back(track.text("code"));
      });
    }
  }

  void saw(DepartureSeen const& d) override {
    if (d.state == "cancelled" || !town_.is_home(d) || d.departs <= town_.now() || d.legs.empty() || d.legs.front().mode != "rail") return;
    auto const when = d.departs - minutes(town_.chance.pick("compose " + d.id, 11 * 60, 13 * 60));
    town_.diary.at(when, "compose " + d.id, [this, id = d.id] { compose(id); });
    town_.diary.at(d.departs - minutes(town_.chance.pick("ask plan " + d.id, 28 * 60, 36 * 60)), "ask plan " + d.id, [this, id = d.id] { ask_plan(id); });
  }

  void saw(TrainSeen const& t) override {
    if (t.to_strip && t.stage == "arrived") {
      town_.diary.at(town_.now() + minutes(3), "track " + t.run, [this, run = t.run] { to_track(run, town_.now() + hours(8), 0); });
      town_.diary.at(town_.now() + minutes(town_.chance.pick("strip " + t.run, 40, 110)), "strip " + t.run, [this, run = t.run] { strip(run); });
      return;
    }
    if (t.from != town_.options.home || (t.stage != "composed" && t.stage != "settled")) return;
    auto const at = [&](std::int64_t minutes_before) { return t.departs_planned - minutes(minutes_before); };
    town_.diary.at(town_.now() + minutes(8), "track " + t.run, [this, run = t.run, until = t.departs_planned] { to_track(run, until, 0); });
    if (t.units == 0) town_.diary.at(at(625), "plan " + t.run, [this, run = t.run] { plan(run); });
    if (t.stage == "settled") town_.diary.at(at(560), "load " + t.run, [this, run = t.run] { load(run); });
    town_.diary.at(at(95), "finish " + t.run, [this, run = t.run] { finish(run, 0); });
    town_.diary.at(at(135), "begin inspection " + t.run, [this, run = t.run] { work(run, "train.start_work"); });
    town_.diary.at(at(70), "inspect " + t.run, [this, run = t.run] {
      inspect(run);
      work(run, "train.end_work");
    });
    auto const late = town_.chance.percent("late " + t.run, 6) ? town_.chance.pick("how late " + t.run, 30, 300) : town_.chance.pick("a little late " + t.run, 0, 9);
    town_.diary.at(t.departs_planned + minutes(late), "depart " + t.run, [this, run = t.run] { depart(run, 0); });
  }

 private:
  // What stands in the yard for that departure and may go.
  std::vector<std::string> ready(std::string const& departure) const {
    std::vector<std::string> units;
    auto const* d = town_.ledger.departure(departure);
    bool const no_danger = d && town_.takes_no_danger(*d);
    for (auto const& unit : town_.piles.in_lifting_order(departure)) {
      auto const* u = town_.ledger.unit(unit);
      if (u && u->danger && no_danger) continue;
      if (u && u->place_kind == "yard" && !u->held && u->departure == departure && u->export_released) units.push_back(unit);
    }
    return units;
  }

  void ask_plan(std::string const& id) {
    // For the longest and heaviest that it may become.
    town_.order(town_.who.carrier, "train.ask_plan", Told().text("departure", id).number("wagons", 56).number("mass_kg", 56 * 72'000).json());
  }

  // The first track that is free; one that is not is refused by the port, which knows.
  void to_track(std::string const& run, Instant until, std::size_t tried) {
    if (tried >= tracks_.size()) return;
    auto const& track = tracks_[(turn_ + tried) % tracks_.size()];
    town_.port.give(town_.who.terminal, {{"train.occupy_track", Told().text("run", run).text("track", track).text("until", to_text(until)).json(), {}}},
                    [this, run, until, tried](Result<Made> const& made) {
                      if (made) return static_cast<void>(++turn_);
                      if (made.error().code.starts_with("train.track")) to_track(run, until, tried + 1);
                    });
  }
  void work(std::string const& run, std::string_view wire) {
    town_.port.give(town_.who.terminal, {{wire, Told().text("run", run).text("kind", "inspection").json(), {}}}, {});
  }

  void compose(std::string const& id) {
    if (train(id)) return;  // before this world woke
    auto const units = town_.piles.in_lifting_order(id);
    if (units.empty()) return;
    std::int64_t wide = 0, small = 0, cold = 0;
    for (auto const& unit : units) {
      auto const* u = town_.ledger.unit(unit);
      if (!u) continue;
      (u->wide() ? wide : small) += 1;
      cold += u->cold ? 1 : 0;
    }
    make_up(id, std::min<std::int64_t>(55, wide + (small + 1) / 2 + 1), cold, 0);
  }

  void make_up(std::string const& id, std::int64_t count, std::int64_t plugs, int again) {
    auto const* d = town_.ledger.departure(id);
    auto const* type = d ? town_.wagon_type(d->legs.front().gauge_mm, d->from) : nullptr;
    if (!type) return;
    auto const wagons = town_.wagons(fmt::format("{} {}", id, again), *type, d->from, count);
    town_.order(town_.who.terminal, "train.compose_train", Told().text("departure", id).raw("wagons", wagons).number("plugs", plugs).json(), {},
                [this, id, count, plugs, again](Refusal const& why) {
                  if (again > 6 || why.code == "train.composed_already") return;
                  // A wagon that is in another train, or a limit of the section.
                  make_up(id, why.code == "train.wagon_taken" ? count : count * 9 / 10, plugs, again + 1);
                });
  }

  TrainSeen const* train(std::string const& run) const {
    auto const found = town_.ledger.trains.find(run);
    return found == town_.ledger.trains.end() ? nullptr : &found->second;
  }

  void plan(std::string const& run) {
    auto const* t = train(run);
    if (!t) return;
    auto const units = ready(t->departure);
    if (units.empty()) return;
    town_.order(town_.who.terminal, "train.propose_plan", Told().text("run", run).list("units", units).number("steps", 200).json(),
                [this, run](Made const&) { town_.order(town_.who.terminal, "train.settle_plan", Told().text("run", run).json()); });
  }

  void load(std::string const& run) {
    auto const* t = train(run);
    if (!t) return;
    auto when = town_.now();
    auto const all = town_.piles.in_lifting_order(t->departure);
    auto const pause = minutes(std::clamp<std::int64_t>(420 / std::max<std::int64_t>(1, static_cast<std::int64_t>(all.size())), 2, 9));
    for (auto const& unit : all) {
      if (std::find(t->unit_list.begin(), t->unit_list.end(), unit) == t->unit_list.end()) continue;
      town_.diary.at(when, fmt::format("load {} {}", run, unit), [this, run, unit] { load_one(run, unit, 0); });
      when = when + pause;
    }
  }
  void load_one(std::string const& run, std::string const& unit, int again) {
    auto const found = town_.ledger.stock.find(unit);
    auto const* u = town_.ledger.unit(unit);
    if (found == town_.ledger.stock.end() || !u || u->held || again > 6) return;
    if (auto const above = town_.piles.above(unit); !above.empty()) {
      put_aside(town_, above.front());
      town_.diary.at(town_.now() + minutes(21), fmt::format("load {} {} {}", run, unit, again), [this, run, unit, again] { load_one(run, unit, again + 1); });
      return;
    }
    std::vector<Words> words;
    if (found->second.plugged) words.push_back({"yard.plug_out", Told().text("unit", unit).json(), {}});
    words.push_back({"train.load_unit", Told().text("run", run).text("unit", unit).json(), {}});
    town_.order(town_.who.terminal, std::move(words), {}, [this, run, unit, again](Refusal const&) {
      town_.diary.at(town_.now() + minutes(17), fmt::format("load {} {} {}", run, unit, again), [this, run, unit, again] { load_one(run, unit, again + 1); });
    });
  }

  // What could not be loaded leaves the plan; the train goes without it.
  void finish(std::string const& run, int again) {
    auto const* t = train(run);
    if (!t || again > 6) return;
    std::vector<Words> words;
    for (auto const& unit : t->unit_list) {
      auto const* u = town_.ledger.unit(unit);
      if (u && u->place_kind != "wagon") words.push_back({"train.unplan_unit", Told().text("run", run).text("unit", unit).json(), {}});
    }
    if (words.empty() && t->stage == "settled") return;
    words.push_back({"train.settle_plan", Told().text("run", run).json(), {}});
    town_.order(town_.who.terminal, std::move(words), {}, [this, run, again](Refusal const& why) { take_back(run, why, again); });
  }

  // A 20-foot unit whose pair did not come may not travel alone: back into the yard.
  void take_back(std::string const& run, Refusal const& why, int again) {
    auto const unit = [&] {
      for (auto const& [name, value] : why.details) {
        if (name == "unit") return value;
      }
      return std::string();
    }();
    auto const* u = town_.ledger.unit(unit);
    if (!u || u->place_kind != "wagon") return;
    auto const position = town_.piles.choose(as_piled(*u), u->departure + " back", false, {});
    if (position.empty()) return;
    auto const& json = Told().text("run", run).text("unit", unit).json();
    town_.order(town_.who.terminal, {{"train.unload_unit", Told().text("run", run).text("unit", unit).text("position", position).json(), {}}, {"train.unplan_unit", json, {}}},
                [this, run, again](Made const&) {
                  town_.diary.at(town_.now() + minutes(5), fmt::format("finish {} {}", run, again), [this, run, again] { finish(run, again + 1); });
                },
                [this, unit](Refusal const&) { town_.piles.take_back(unit); });
  }

  void inspect(std::string const& run) {
    auto const* t = train(run);
    if (!t) return;
    std::vector<Words> words;
    for (auto const& wagon : t->wagon_list) words.push_back({"train.pass_inspection", Told().text("run", run).text("number", wagon).json(), {}});
    if (!words.empty()) town_.order(town_.who.terminal, std::move(words));
  }

  void depart(std::string const& run, int again) {
    auto const* t = train(run);
    if (!t || t->loaded == 0 || (t->stage != "settled" && t->stage != "composed")) return;
    town_.order(town_.who.terminal, "train.depart_train", Told().text("run", run).json(), {}, [this, run, again](Refusal const&) {
      if (again > departures_tried_max) return;
      finish(run, 0);
      inspect(run);
      // What a person can put right takes less than an hour; for the railway they wait.
      auto const pause = again < 4 ? minutes(40) : hours(6);
      town_.diary.at(town_.now() + pause, fmt::format("depart {} {}", run, again), [this, run, again] { depart(run, again + 1); });
    });
  }

  // Every few minutes the next unit of an arrived train is ordered off it.
  void strip(std::string const& run) {
    auto const* t = train(run);
    if (!t) return;
    auto when = town_.now();
    for (auto const& unit : t->unit_list) {
      town_.diary.at(when, fmt::format("strip {} {}", run, unit), [this, unit] { take_in(town_, unit); });
      when = when + minutes(5);
    }
  }

  std::vector<std::string> tracks_;
  std::size_t turn_ = 0;
};

}  // namespace

std::unique_ptr<Trade> make_dispatch(Town& town) {
  return std::make_unique<Dispatch>(town);
}

}  // namespace landport::sim
