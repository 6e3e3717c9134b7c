// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "port/train/events.h"
#include "port/yard/choice.h"
#include "port/yard/commands.h"
#include "port/yard/work.h"

// Work orders for a whole train that has arrived here.
namespace landport::yard {

using container::Place;
using container::PlaceKind;
using container::Whereabouts;

namespace {

// The blocks as they will be once the orders that are being made are carried out.
class Blocks {
 public:
  Blocks(Desk& desk, Day day) : desk_(desk), yard_(desk.pack<YardPack>()), day_(day) {
    for (auto const& dated : yard_.blocks) {
      if (dated.valid.contains(day))
        states_.push_back({&dated.row, desk.look<BlockState>(block_stream(dated.row.code))});
    }
  }

  std::optional<Position> best(Wish const& wish, Machine const* machine) {
    std::optional<Spot> best;
    for (auto const& [block, state] : states_) {
      if (machine && !machine->serves(block->code)) continue;
      for (auto const& c : choices_in(yard_, *block, state, wish, departure_of_, day_)) {
        if (!best || better(c, *best)) best = c;
      }
    }
    return best ? std::optional(best->position) : std::nullopt;
  }

  void reserve(PositionReserved const& fact) {
    for (auto& [block, state] : states_) {
      if (block->code == fact.block) evolve(state, fact);
    }
  }

 private:
  Desk& desk_;
  YardPack const& yard_;
  Day day_;
  std::vector<std::pair<Block const*, BlockState>> states_;
  std::map<UnitNumber, std::string> departures_;
  DepartureOf departure_of_ = [this](UnitNumber const& unit) {
    auto const [at, fresh] = departures_.try_emplace(unit);
    if (fresh) at->second = desk_.look<Whereabouts>(container::unit_stream(unit)).departure;
    return at->second;
  };
};

// The units that may be moved and have no order yet.
std::vector<UnitNumber> without_order(std::string_view run, Desk& desk) {
  std::vector<UnitNumber> out;
  for (auto const& number : train::units_to_strip(desk, train::RunId{run})) {
    auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
    bool const ordered = !desk.look<Tasks>(container::unit_stream(number)).work.empty();
    if (!ordered && container::may_do(unit, container::Deed::move)) out.push_back(number);
  }
  return out;
}

}  // namespace

Result<Facts> decide(OrderStripping const& order, Desk& desk) {
  if (!is_name(order.run)) return no(refuse("yard.nothing_to_strip").at("/run").with("run", order.run));
  auto const units = without_order(order.run, desk);
  if (units.empty()) return no(refuse("yard.nothing_to_strip").at("/run").with("run", order.run));
  auto const day = utc_day(desk.happened());
  auto const* machine = order.machine.empty() ? nullptr : desk.pack<YardPack>().machine(order.machine, day);
  Blocks blocks(desk, day);
  Facts facts;
  std::int64_t ordered = 0;
  for (auto const& number : units) {
    auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
    if (auto r = check_machine(order.machine, unit, unit.place, desk); !r) return no(r.error());
    bool const under_customs = unit.full && !unit.customs_released(container::Purpose::import_);
    // What leaves by truck leaves in any order, so nothing that came with it is put below it.
    bool const by_road = order.run.starts_with(unit.departure);
    Wish const wish{load_of(unit), by_road ? std::string{} : unit.departure, under_customs};
    auto const at = blocks.best(wish, machine);
    if (!at) {
      return no(refuse("yard.no_room")
                    .at("/run")
                    .with("unit", number.text())
                    .with("others", std::to_string(ordered)));
    }
    WorkId const work{desk.fresh_name("WO")};
    auto const& load = wish.load;
    PositionReserved const reserved{at->block,       *at,        number,
                                    load.size_type,  load.gross, load.danger_class,
                                    load.needs_plug, load.full,  work};
    blocks.reserve(reserved);
    facts
        .add(work_stream(work), WorkOrdered{work, number, unit.place, Place{PlaceKind::yard, to_text(*at)},
                                            order.machine, false, "strip " + order.run})
        .add(block_stream(at->block), reserved)
        .add(container::unit_stream(number), UnitTasked{number, work})
        .name("work", work.text);
    ++ordered;
  }
  return facts;
}

}  // namespace landport::yard
