// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "journal/given.h"
#include "port/booking/events.h"
#include "port/container/board.h"
#include "port/container/commands.h"
#include "port/gate/commands.h"
#include "port/gate/quota.h"
#include "port/network/pack_test.h"
#include "port/yard/board.h"
#include "port/yard/commands.h"
#include "port/yard/rules.h"

// What must always be true of units, blocks and visits, tried with random commands: small blocks, few units,
// so that they get into each other's way.
namespace landport::yard {
namespace {

using container::PlaceKind;
using container::unit_stream;
using container::Whereabouts;

UnitNumber nth_unit(int n) {
  auto const first_ten = "LPTU" + std::to_string(1'000'000 + n).substr(1);
  return *parse_unit_number(first_ten + std::to_string(unit_check_digit(first_ten)));
}

Block block(std::string_view code, BlockKind kind, int bays, int rows, int tiers, int plugs,
            Kilograms stack_max) {
  Block b;
  b.code = BlockCode{code};
  b.kind = kind;
  b.bays = Count{bays};
  b.rows = Count{rows};
  b.tiers = Count{tiers};
  b.plugs = Count{plugs};
  b.slot_length = Millimetres{6500};
  b.slot_width = Millimetres{2900};
  b.stack_mass_max = stack_max;
  return b;
}

Pack const& small_port() {
  static Pack const pack = [] {
    Pack p;
    p.put(*gate::GatePack::load(network::pack_files("testport"), p));
    auto yard = *YardPack::load(network::pack_files("testport"), p);
    auto const dates = yard.blocks.front().valid;
    yard.blocks = {{block("A", BlockKind::general, 3, 1, 3, 1, Kilograms{60'000}), dates, "trial", 0},
                   {block("D", BlockKind::dangerous, 4, 1, 2, 0, Kilograms{60'000}), dates, "trial", 0},
                   {block("E", BlockKind::empty, 2, 1, 3, 0, Kilograms{20'000}), dates, "trial", 0}};
    p.put(std::move(yard));
    return p;
  }();
  return pack;
}

constexpr int unit_count = 8;

// One of n, whatever the size of the trial.
std::size_t pick(std::size_t n) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, n));
}

// A port with units outside, and hands that give random orders.
struct Trial {
  Given port{small_port()};
  std::vector<std::string> works, visits;

  Trial() {
    port.as({"zhou", "PORT", Role::duty});
    booking::BookingId const id{"BK1"};
    booking::Wanted wanted;
    wanted.owner = "TIANFU";
    std::vector<UnitNumber> units;
    for (int n = 0; n < unit_count; ++n) {
      wanted.items.push_back({type_of(n), Count{1}, tonnes(20)});
      units.push_back(nth_unit(n));
    }
    port.happened_before(booking_stream(id), booking::BookingRequested{id, wanted});
    port.happened_before(booking_stream(id), booking::BookingConfirmed{id});
    port.happened_before(booking_stream(id), booking::UnitsAssigned{id, units});
    for (int n = 0; n < unit_count; ++n) {
      auto const unit = nth_unit(n);
      port.done(container::RegisterUnit{unit, type_of(n), Kilograms{3000}});
      port.done(container::VerifyMass{unit, tonnes(6 + 3 * n), container::MassMethod::sm1, "W1"});
      if (n == 4) port.done(container::DeclareDanger{unit, *parse_un_danger_number("1203"), "3"});
      if (n == 5) port.done(container::DeclareDanger{unit, *parse_un_danger_number("0081"), "1.1D"});
      if (n == 6) port.done(container::ChangeSetPoint{unit, DeciCelsius{-180}});
    }
  }
  static SizeType type_of(int n) {
    static char const* const types[] = {"22G1", "22G1", "25G1", "45G1", "22G1", "22G1", "45R1", "42G1"};
    return *parse_size_type(types[n]);
  }

  // Gives the order; what it made is remembered. A refusal is an answer like any other.
  template <class C>
  void give(C const& order) {
    if (!port.when(order)) return;
    for (auto const& [what, name] : port.done(order).made) {
      if (what == "work") works.push_back(name);
      if (what == "visit") visits.push_back(name);
    }
  }
  // Mostly a position of the right kind on top of what stands there, sometimes any.
  Position any_position(int n) {
    auto const code = BlockCode{std::array{"A", "A", "A", "A", "D", "E"}[pick(6)]};
    bool const wide = type_of(n).feet() > 20;
    int bay = static_cast<int>(1 + pick(7));
    if (pick(10) > 0 && (bay % 2 == 0) != wide) bay = wide ? std::max(2, bay - 1) : std::max(1, bay - 1);
    Position at{code, bay, 1, static_cast<int>(1 + pick(3))};
    if (pick(5) == 0) return at;
    at.tier = 1;
    for (auto const& s : port.state<BlockState>(block_stream(code)).standing) {
      if (s.position.shares_ground(at)) at.tier = std::max(at.tier, s.position.tier + 1);
    }
    return at;
  }
  static std::string any_door() {
    return std::array{"W-01", "W-02", "W-03"}[pick(3)];  // the last is none
  }
  // Mostly one of the last few.
  std::string any(std::vector<std::string> const& names) {
    if (names.empty()) return "NONE";
    auto const back = pick(5) == 0 ? pick(names.size()) : pick(std::min<std::size_t>(names.size(), 3));
    return names[names.size() - 1 - back];
  }
  void step() {
    auto const n = static_cast<int>(pick(unit_count));
    auto const unit = nth_unit(n);
    port.later(minutes(1));
    switch (pick(18)) {
      case 0:
      case 1: {
        gate::AdmitUnit order{unit};
        order.plate = "A1";
        order.booking = "BK1";
        give(order);
        break;
      }
      case 2:
      case 3:
      case 4:
      case 5:
        give(OrderMove{unit, any_position(n)});
        break;
      case 6:
        give(OrderMove{unit, {}, any(visits)});
        break;
      case 7:
      case 8:
      case 9:
      case 10:
        give(CompleteWork{WorkId{any(works)}});
        break;
      case 11:
        give(CompleteWork{WorkId{any(works)}, any_position(n)});
        break;
      case 12:
        give(CancelWork{WorkId{any(works)}, "changed"});
        break;
      case 13:
        give(CorrectPosition{unit, any_position(n), "found there"});
        break;
      case 14:
        give(gate::ReleaseUnit{gate::VisitId{any(visits)}, unit});
        break;
      case 15:
      case 16: {
        OrderMove order{unit};
        order.door = DoorId{any_door()};
        give(order);
        break;
      }
      default:
        give(gate::CloseVisit{gate::VisitId{any(visits)}});
        break;
    }
  }
  void run() {
    auto const steps = 40 + pick(160);
    for (std::size_t i = 0; i < steps; ++i) step();
  }
};

// The unit stands in the block that its place says, or in none; on the truck that its place says, or on none.
void check_places(Trial& t) {
  std::map<std::string, BlockState> blocks;
  for (auto const* code : {"A", "D", "E"})
    blocks[code] = t.port.state<BlockState>(block_stream(BlockCode{code}));
  auto const yard = t.port.view<YardBoard>();
  for (int n = 0; n < unit_count; ++n) {
    auto const number = nth_unit(n);
    auto const unit = t.port.state<Whereabouts>(unit_stream(number));
    int standing = 0, riding = 0, docked = 0;
    for (auto const* name : {"W-01", "W-02", "W-03"}) {
      auto const door = t.port.state<DoorState>(door_stream(DoorId{name}));
      if (door.unit != number) continue;
      ++docked;
      RC_ASSERT((unit.place == container::Place{PlaceKind::warehouse, name}));
    }
    for (auto const& [code, state] : blocks) {
      for (auto const& s : state.standing) {
        if (s.unit != number) continue;
        ++standing;
        RC_ASSERT(unit.place.kind == PlaceKind::yard && unit.place.ref == to_text(s.position));
      }
    }
    for (auto const& name : t.visits) {
      gate::VisitId const visit{name};
      auto const state = t.port.state<gate::Visit>(gate::visit_stream(visit));
      if (!state.carries(number)) continue;
      ++riding;
      RC_ASSERT(unit.place == gate::on_truck(visit));
      RC_ASSERT(state.open());
    }
    RC_ASSERT(standing == (unit.place.kind == PlaceKind::yard ? 1 : 0));
    RC_ASSERT(riding == (unit.place.kind == PlaceKind::truck ? 1 : 0));
    RC_ASSERT(docked == (unit.place.kind == PlaceKind::warehouse ? 1 : 0));
    auto const* at_door = yard->docked.find(number.text());
    RC_ASSERT((at_door != nullptr) == (docked == 1));
    if (at_door) RC_ASSERT(at_door->door.text == unit.place.ref);
    auto const* row = yard->stock.find(number.text());
    RC_ASSERT((row != nullptr) == (standing == 1));
    if (row) RC_ASSERT(row->position == unit.place.ref);
  }
}

// Said again in other words than the rules': every 20-foot slot under a unit is filled by exactly one unit a
// tier lower, no slot holds two, what is dangerous stands in D, what is full not in E, and nothing is far
// heavier than what is below.
void check_by_slots(std::vector<Standing> const& standing) {
  std::map<std::array<int, 3>, Standing const*> slots;  // odd bay, row, tier
  for (auto const& s : standing) {
    for (int bay = s.position.first_slot(); bay <= s.position.last_slot(); bay += 2) {
      RC_ASSERT(slots.emplace(std::array{bay, s.position.row, s.position.tier}, &s).second);
    }
  }
  for (auto const& s : standing) {
    RC_ASSERT(s.load.danger_class.empty() || s.position.block.text == "D");
    RC_ASSERT(!s.load.full || s.position.block.text != "E");
    if (s.position.tier == 1) continue;
    std::set<Standing const*> below;
    for (int bay = s.position.first_slot(); bay <= s.position.last_slot(); bay += 2) {
      auto const found = slots.find({bay, s.position.row, s.position.tier - 1});
      RC_ASSERT(found != slots.end());
      below.insert(found->second);
    }
    Kilograms carried;
    for (auto const* b : below) {
      RC_ASSERT(b->position.first_slot() >= s.position.first_slot() &&
                b->position.last_slot() <= s.position.last_slot());
      carried += b->load.gross;
    }
    RC_ASSERT(s.load.gross <= carried + Kilograms{3000});
  }
}

void check_physics(Trial& t) {
  auto const& yard = small_port().get<YardPack>();
  auto const today = utc_day(t.port.now());
  for (auto const& b : yard.blocks) {
    auto const state = t.port.state<BlockState>(block_stream(b.row.code));
    check_by_slots(state.standing);
    auto const faults = faults_of(yard, b.row, state, today);
    RC_ASSERT(faults.empty());
    auto const shown = faults_of(yard, b.row, block_of(*t.port.view<YardBoard>(), b.row.code), today);
    RC_ASSERT(shown.empty());
  }
}

RC_GTEST_PROP(Always, TheYardIsPossibleAndEveryUnitIsInOnePlace, ()) {
  Trial t;
  t.run();
  check_places(t);
  check_physics(t);
  int standing = 0, tier_two = 0;
  t.port.view<YardBoard>()->stock.each([&](auto, StockRow const& row) {
    ++standing;
    tier_two += row.tier > Count{1};
  });
  RC_CLASSIFY(standing > 0, "something stands");
  RC_CLASSIFY(standing > 3, "crowded");
  RC_CLASSIFY(tier_two > 0, "stacked");
}

RC_GTEST_PROP(Always, EveryChangeOfPlaceHasAWorkOrderOrACorrectionOrAVisit, ()) {
  Trial t;
  t.run();
  std::map<std::string, WorkOrdered> ordered;
  std::map<std::string, std::string> place;
  for (auto const& r : t.port.journal()) {
    if (auto const* w = r.event.get<WorkOrdered>()) ordered[w->work.text] = *w;
    auto const* p = r.event.get<container::UnitPlaced>();
    if (!p) continue;
    RC_ASSERT(p->from.ref == place[std::string(p->unit.text())]);  // nothing moves from where it is not
    place[std::string(p->unit.text())] = p->to.ref;
    if (p->from.kind != PlaceKind::yard && p->to.kind != PlaceKind::yard) continue;
    RC_ASSERT(ordered.contains(p->by));
    RC_ASSERT(ordered[p->by].unit == p->unit);
    if (ordered[p->by].correction) RC_ASSERT(!ordered[p->by].reason.empty());
  }
}

// Two orders never hold one place, and what is reserved is what open work orders go to.
RC_GTEST_PROP(Always, ReservationsAreThoseOfTheOpenOrders, ()) {
  Trial t;
  t.run();
  std::set<std::string> reserved, open;
  for (auto const* code : {"A", "D", "E"}) {
    for (auto const& s : t.port.state<BlockState>(block_stream(BlockCode{code})).reserved) {
      RC_ASSERT(reserved.insert(s.work.text + to_text(s.position)).second);
    }
  }
  t.port.view<YardBoard>()->work.each([&](auto, WorkRow const& w) {
    bool const to_do = w.state == WorkState::ordered || w.state == WorkState::started;
    if (to_do && w.to_kind == PlaceKind::yard) open.insert(w.work.text + w.to);
  });
  RC_ASSERT(reserved == open);
}

}  // namespace
}  // namespace landport::yard
