// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "port/train/departure_gate.h"
#include "port/train/port_test.h"
#include "port/train/train_board.h"

// Whatever people do in whatever order, a settled plan can run: judged by a checker that shares nothing with
// the rules but the published numbers.
namespace landport::train {
namespace {

struct Box {
  double tonnes;
  int feet, x_mm;
  std::string pattern, place, destination, danger;
  bool open_top, power, high;
};

Box box_of(Placement const& p) {
  int const x = p.spot.pattern == "2x20" ? (p.spot.place == "A" ? -3050 : 3050) : 0;
  auto const& c = p.cargo;
  return {static_cast<double>(c.gross.value) / 1000,
          c.size_type.feet(),
          x,
          p.spot.pattern,
          p.spot.place,
          c.destination.text,
          c.danger.empty() ? "" : c.danger[0].danger_class,
          c.size_type.open_top(),
          c.needs_power,
          c.size_type.high_cube()};
}

// One TW-1435 on T-1435: tare 24 t, gross 72 t, axle 18 t, pivots 9 m, deck 1.2 m, offsets of 0.5 m assumed.
std::string wagon_fault(std::vector<Box> const& boxes) {
  double weight = 0, r1 = 0, r2 = 0, lean = 0, slack = 0, high = 24 * 0.75;
  for (auto const& b : boxes) {
    if (b.open_top) return "open top";
    if (b.pattern != boxes[0].pattern) return "patterns";
    if (b.feet != (b.pattern == "2x20" ? 20 : 40)) return "length";
    if (b.feet == 20 && b.tonnes > 24) return "20-foot gross";
    double const x = b.x_mm / 1000.0;
    r1 += b.tonnes * (0.5 - (x - 0.5) / 9);
    r2 += b.tonnes * (0.5 + (x + 0.5) / 9);
    lean += b.tonnes * 2 * x / 9;
    slack += b.tonnes * 2 * 0.5 / 9;
    high += b.tonnes * (1.2 + (b.high ? 2.896 : 2.591) / 2);
    weight += b.tonnes;
  }
  if (boxes[0].feet == 20) {
    if (boxes.size() != 2 || boxes[0].place == boxes[1].place) return "pair";
    if (std::abs(boxes[0].tonnes - boxes[1].tonnes) >= 5) return "pair difference";
    if (boxes[0].destination != boxes[1].destination) return "pair destination";
    bool const burns = boxes[0].danger == "3" || boxes[1].danger == "3";
    bool const bursts = boxes[0].danger == "1.1D" || boxes[1].danger == "1.1D";
    if (bursts && (burns || boxes[0].danger == boxes[1].danger)) return "mixing";
  } else if (boxes.size() != 1) {
    return "place twice";
  }
  if (weight + 24 > 72 || (12 + std::max(r1, r2)) / 2 > 18 + 1e-9) return "weight";
  if (std::max(r1, r2) > 35 || std::abs(lean) + slack > 10 + 1e-9) return "bogies";
  return high / (24 + weight) > 2.0 ? "centre of gravity" : "";
}

std::string plan_fault(Plan const& plan) {
  std::map<std::string, std::vector<Box>> wagons;
  std::vector<std::pair<std::size_t, std::string>> dangers;
  double sum40 = 0;
  int n40 = 0, power = 0;
  for (auto const& p : plan.placements) {
    auto const b = box_of(p);
    wagons[p.spot.wagon.text()].push_back(b);
    if (b.feet == 40) sum40 += b.tonnes, ++n40;
    power += b.power;
    for (std::size_t i = 0; i < plan.wagons.size(); ++i) {
      if (plan.wagons[i].number == p.spot.wagon && !b.danger.empty()) dangers.emplace_back(i, b.danger);
    }
  }
  for (auto const& [number, boxes] : wagons) {
    if (auto const fault = wagon_fault(boxes); !fault.empty()) return fault;
  }
  if (n40 > 0 && sum40 / n40 > 25) return "average";
  if (power > plan.plugs.value) return "plugs";
  for (auto const& [i, a] : dangers) {
    for (auto const& [k, b] : dangers) {
      if (a == "1.1D" && b == "3" && std::max(i, k) - std::min(i, k) < 2) return "distance";
    }
  }
  return {};
}

struct World : TestPort {
  std::vector<UnitNumber> boxes;
  int settled = 0;

  World() {
    compose(3, 1);
    auto const n = *rc::gen::inRange(3, 9);
    for (int i = 0; i < n; ++i) {
      auto const type =
          *rc::gen::element<std::string>("22G1", "22G1", "22G1", "42G1", "45G1", "45R1", "42U1");
      auto const number = unit(type, *rc::gen::inRange(8'000, 27'000));
      auto const stream = container::unit_stream(number);
      if (type == "45R1") port.happened_before(stream, container::SetPointChanged{number, DeciCelsius{-180}});
      auto const danger = *rc::gen::inRange(0, 8);
      if (danger == 0)
        port.happened_before(stream, container::DangerDeclared{number, *parse_un_danger_number("1203"), "3"});
      if (danger == 1)
        port.happened_before(stream,
                             container::DangerDeclared{number, *parse_un_danger_number("0081"), "1.1D"});
      boxes.push_back(number);
    }
  }
  template <class C>
  void attempt(C const& order) {
    auto facts = port.when(order);
    if (!facts) return;
    for (auto const& f : facts->list) port.happened_before(f.stream, f.event);
  }
  void step() {
    auto const u = boxes[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(boxes.size())))];
    auto const w = nth_wagon(*rc::gen::inRange(1, 5));
    auto const pattern = *rc::gen::element<std::string>("2x20", "2x20", "1x40", "");
    auto const place = *rc::gen::element<std::string>("A", "B");
    switch (*rc::gen::inRange(0, 11)) {
      case 0:
        return attempt(UnplanUnit{run, u});
      case 1:
        return attempt(AddWagon{run, w, "TW-1435"});
      case 2:
        return attempt(RemoveWagon{run, w, "test"});
      case 3:
        return attempt(ProposePlan{run, boxes, *rc::gen::inRange(0, 1000), 10});
      case 4:
      case 5:
        return attempt(SettlePlan{run});
      case 6:
        return attempt(LoadUnit{run, u, {}, {}, {}});
      case 7:
        return attempt(LoadUnit{run, u, w, pattern, place});
      default:
        return attempt(PlanUnit{run, u, w, pattern, place});
    }
  }
  void judge() {
    auto const s = state();
    if (s.stage == Stage::settled) {
      ++settled;
      RC_ASSERT(plan_fault(s.plan) == "");
    }
    std::set<UnitNumber> once;
    std::set<Spot> spots;
    for (auto const& p : s.plan.placements) {
      RC_ASSERT(once.insert(p.cargo.unit).second);
      RC_ASSERT(spots.insert(p.spot).second);
      RC_ASSERT(s.plan.wagon(p.spot.wagon) != nullptr);
      auto const at = where(p.cargo.unit).place;
      RC_ASSERT(p.loaded == (at.kind == container::PlaceKind::wagon));
      if (p.loaded) RC_ASSERT(at.ref == wagon_ref(run, p.spot.wagon, p.spot.place));
    }
    for (int i = 1; i < 5; ++i) {
      bool const in_train = s.plan.wagon(nth_wagon(i)) != nullptr;
      RC_ASSERT(in_train == (port.state<WagonState>(wagon_stream(nth_wagon(i))).run == run));
    }
    auto const board = port.view<TrainBoard>();
    RC_ASSERT(board->trains.find(run.text)->units.value ==
              static_cast<std::int64_t>(s.plan.placements.size()));
    RC_ASSERT(board->placements.size() == s.plan.placements.size());
    judge_sums(*board);
  }

  // What the board counts up as facts come, counted anew from its wagons and placements.
  void judge_sums(TrainBoard const& board) const {
    auto const& train = *board.trains.find(run.text);
    Count loaded, inspected, wagons;
    CentiTeu teu, capacity;
    Kilograms tare, gross;
    Millimetres length;
    board.wagons.each([&](std::string_view, WagonRow const& w) {
      wagons += Count{1};
      RC_ASSERT(w.wagon == train.wagon_list.at(static_cast<std::size_t>(w.sequence.value - 1)));
      std::set<UnitNumber> on_it;
      Count of_wagon;
      Kilograms mass;
      board.placements.each([&](std::string_view, PlacementRow const& p) {
        if (p.wagon != w.wagon) return;
        on_it.insert(p.unit);
        of_wagon += Count{p.loaded ? 1 : 0};
        mass += p.gross;
      });
      RC_ASSERT((std::set<UnitNumber>(w.unit_list.begin(), w.unit_list.end()) == on_it));
      RC_ASSERT(w.units.value == static_cast<std::int64_t>(w.unit_list.size()));
      RC_ASSERT(w.loaded == of_wagon && w.gross == mass);
      loaded += w.loaded, teu += w.teu, capacity += w.capacity, tare += w.tare, gross += w.gross, length += w.length;
      inspected += Count{w.inspected ? 1 : 0};
    });
    RC_ASSERT(train.wagons == wagons && train.loaded == loaded && train.inspected == inspected);
    RC_ASSERT(train.teu == teu && train.capacity == capacity && train.length == length);
    RC_ASSERT(train.tare == tare && train.gross == gross && train.mass == tare + gross);
  }
};

RC_GTEST_PROP(TrainAlways, ASettledPlanCanRunAndEverythingIsInOnePlace, ()) {
  World world;
  auto const steps = *rc::gen::inRange(5, 40);
  for (int i = 0; i < steps; ++i) {
    world.step();
    world.judge();
  }
  RC_CLASSIFY(world.settled > 0, "had a settled plan");
}

// ---- a box that lives long ----

// Asks the departure gate about one loaded unit: the names of the checks that fail.
struct MayDepart {
  RunState run;
};
Result<Facts> decide(MayDepart const& order, Desk& desk) {
  Facts facts;
  for (auto const& c : departure_checks(desk, order.run)) facts.name(c.check, c.about);
  return facts;
}

// What a checker remembers of a life that shares nothing with container/events.h: when things were recorded,
// and when what is in the box last ceased to be what it was.
struct Life {
  int step = 0, ended = -1, release_ended = -1, weighed = -1, sealed = -1, released = -1;
  bool inside = false, full = true, seen = false, was_in = false;
  std::string booking, owner;

  void end() { ended = release_ended = step; }
  void out() { inside = seen = was_in = false, owner.clear(), end(); }
};

struct UsedBox {
  TestPort port;
  UnitNumber const u = nth_unit(1);
  Life life;
  RunState run;

  UsedBox() {
    fact(container::UnitRegistered{u, *parse_size_type("22G1"), Kilograms{2200}, Kilograms{30'480}});
    evolve(run, TrainComposed{RunId{"T-1"}, network::DepartureId{"T-1"}, {}, "RAIL", 1435, {}, {}, {}});
    evolve(run, WagonAdded{RunId{"T-1"}, nth_wagon(1), "TW-1435", {}, {}, {}});
    evolve(run, UnitPlanned{RunId{"T-1"}, cargo(1, "22G1", 20'000), {nth_wagon(1), "2x20", "A"}, {}, ""});
    evolve(run, UnitLoaded{RunId{"T-1"}, u, {nth_wagon(1), "2x20", "A"}});
  }
  template <class Fact>
  void fact(Fact const& f) {
    port.port.happened_before(container::unit_stream(u), f);
  }
  void move(container::PlaceKind kind) { fact(container::moved(port.where(u), {kind, "X"}, "B")); }

  // Somebody records something about the goods.
  void learn(int what) {
    if (what == 0)
      fact(container::MassVerified{u, tonnes(20), container::MassMethod::sm1, "W"}), life.weighed = life.step;
    if (what == 1) fact(container::UnitSealed{u, "S" + std::to_string(life.step)}), life.sealed = life.step;
    if (what == 2)
      fact(container::ReleaseRecorded{u, container::Purpose::export_, "R"}), life.released = life.step;
    if (what != 3) return;
    // Or corrects the first mass that was ever taken.
    auto const journal = port.port.journal();
    for (auto const& r : journal) {
      if (!r.event.get<container::MassVerified>()) continue;
      fact(container::FactCorrected{
          u, r.sequence, container::Corrected::mass, tonnes(20), {}, {}, {}, "misread"});
      return;
    }
  }
  // Its booking: joined, cancelled or completed.
  void book(int what) {
    if (life.booking.empty() != (what == 0)) return;
    if (what == 0) {
      life.booking = "BK" + std::to_string(life.step);
      auto const owner = *rc::gen::element<std::string>("SHIP", "OTHER");
      fact(container::UnitBooked{u, life.booking, "D", owner, "RAIL"});
      if (!life.owner.empty() && life.owner != owner) life.release_ended = life.step;
      life.owner = owner;
      return;
    }
    if (what == 1) fact(container::UnitUnbooked{u, life.booking});
    if (what == 2) fact(container::JourneyEnded{u, life.booking}), life.owner.clear(), life.end();
    life.booking.clear();
    if (!life.inside && (what == 2 || life.was_in)) life.out();
  }
  // In by the gate, whose clerk looks whether it is full; filled or emptied where it stands; away.
  void go(int what) {
    using container::PlaceKind;
    if (life.inside != (what != 0)) return;
    if (what == 0) {
      if (auto const full = *rc::gen::arbitrary<bool>(); full != life.full) {
        fact(container::ContentsNoted{u, full});
        if (life.seen) life.end();
        life.full = full;
      }
      move(PlaceKind::yard), life.inside = life.seen = life.was_in = true;
    } else if (what == 1) {
      life.full = !life.full;
      fact(container::ContentsNoted{u, life.full}), life.end();
    } else {
      PlaceKind const to[] = {PlaceKind::outside, PlaceKind::terminal_abroad, PlaceKind::delivered};
      move(to[what - 2]), life.inside = false;
      if (what == 4 || life.booking.empty()) life.out();
    }
  }
  void check() {
    std::set<std::string> fails;
    for (auto const& [name, about] : port.port.done(MayDepart{run}).made) fails.insert(name);
    RC_ASSERT(fails.contains("mass_verified") == (life.weighed <= life.ended));
    RC_ASSERT(fails.contains("sealed") == (port.where(u).full && life.sealed <= life.ended));
    // What was recorded for this journey counts, also before it was booked.
    RC_ASSERT(fails.contains("customs_released") == (life.released <= life.release_ended));
  }
};

RC_GTEST_PROP(UsedBoxes, NoTrainLeavesWithWhatWasRecordedOnAnEarlierJourney, ()) {
  UsedBox box;
  auto const steps = *rc::gen::inRange(1, 40);
  for (box.life.step = 0; box.life.step < steps; ++box.life.step) {
    auto const what = *rc::gen::inRange(0, 12);
    if (what < 4) box.learn(what);
    if (what >= 4 && what < 7) box.book(what - 4);
    if (what >= 7) box.go(what - 7);
    box.check();
  }
}

}  // namespace
}  // namespace landport::train
