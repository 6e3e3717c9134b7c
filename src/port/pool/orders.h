// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "journal/pack.h"
#include "port/pool/events.h"

// The states that the rules of the pool look at, and its part of the pack: depots.csv and pool_rules.csv.
namespace landport::pool {

// `home`: this port's own yard. A depot elsewhere stands at a node of the network.
struct Depot {
  std::string code, name_zh, name_en, node;
  bool home = false;
};
constexpr auto fields(Type<Depot>) {
  return field_list(field("code", &Depot::code, "堆点", "Depot"),
                    field("name_zh", &Depot::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Depot::name_en, "英文名", "English name"),
                    field("node", &Depot::node, "节点", "Node"),
                    field("home", &Depot::home, "本港", "This port"));
}
struct PoolPack {
  std::vector<Dated<Depot>> depots;  // none when the pack has no depots.csv: the port has no pool then
  std::int64_t release_hours_default = 0, release_hours_max = 0;

  Depot const* depot(DepotCode const& code, Day day) const;
  Depot const* home(Day day) const;

  // Refuses "pool.pack_rule" and "pool.pack_home" (a day with two depots that are this port's yard).
  static Result<PoolPack> load(PackFiles const& files, Pack const& loaded_before);
};

// What came to a depot and was not taken from it, in the order of coming. Some may have left by themselves
// since (see Pooled): a decision asks each.
struct DepotStock {
  using Folds = Types<EmptyStocked, EmptyTaken>;
  std::vector<EmptyStocked> units;
};
inline void evolve(DepotStock& s, EmptyTaken const& e) {
  std::erase_if(s.units, [&](EmptyStocked const& u) { return u.unit == e.unit; });
}
inline void evolve(DepotStock& s, EmptyStocked const& e) {
  evolve(s, EmptyTaken{e.depot, e.unit});
  s.units.push_back(e);
}

// The release orders of one booking.
struct Empties {
  struct Order {
    ReleaseOrdered made;
    std::vector<UnitNumber> handed;
    bool ended = false;
    bool waits_for(UnitNumber const& unit) const {
      auto const in = [&](std::vector<UnitNumber> const& list) {
        return std::find(list.begin(), list.end(), unit) != list.end();
      };
      return !ended && in(made.units) && !in(handed);
    }
    bool open() const { return !ended && handed.size() < made.units.size(); }
  };
  using Folds = Types<ReleaseOrdered, EmptyHandedOver, ReleaseEnded>;
  std::map<OrderId, Order> orders;

  // Units that are promised and not fetched yet.
  std::int64_t outstanding() const {
    std::int64_t n = 0;
    for (auto const& [id, o] : orders) {
      if (!o.ended) n += static_cast<std::int64_t>(o.made.units.size() - o.handed.size());
    }
    return n;
  }
};
inline void evolve(Empties& s, ReleaseOrdered const& e) {
  s.orders[e.order].made = e;
}
inline void evolve(Empties& s, EmptyHandedOver const& e) {
  s.orders[e.order].handed.push_back(e.unit);
}
inline void evolve(Empties& s, ReleaseEnded const& e) {
  s.orders[e.order].ended = true;
}

// One move between depots.
struct Move {
  using Folds = Types<MoveOrdered, MoveLeft, MoveArrived>;
  bool exists = false;
  MoveOrdered made;
  std::vector<UnitNumber> left, arrived;
};
inline void evolve(Move& s, MoveOrdered const& e) {
  s.exists = true;
  s.made = e;
}
inline void evolve(Move& s, MoveLeft const& e) {
  s.left.push_back(e.unit);
}
inline void evolve(Move& s, MoveArrived const& e) {
  s.arrived.push_back(e.unit);
}

// The booking that a release order is for; empty when the name is not one of ours.
std::string booking_of(OrderId const& order);

}  // namespace landport::pool
