// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/cast.h"
#include "sim/diary.h"
#include "sim/ledger.h"
#include "sim/machines.h"
#include "sim/piles.h"

namespace landport::sim {

struct WagonType {
  std::string code;
  std::vector<std::string> countries;
  std::int64_t gauge_mm = 0, feet = 0;  // the most that its places hold together
};

// What parties outside the port do wrong on request, each in so many of a hundred words to the port.
struct Misbehaviour {
  std::int64_t late = 0;          // told hours later, with the time it happened
  std::int64_t duplicate = 0;     // told twice
  std::int64_t out_of_order = 0;  // told after what came next
  std::int64_t wrong = 0;         // another place or unit is named first
  std::int64_t silent = 0;        // not told until somebody asks again
};

struct WorldOptions {
  Cast cast;  // one that is there
  std::uint64_t seed = 20260101;
  std::string home;         // the node that is this port
  Misbehaviour outside;     // of the railways and of customs
  // Who plays: the people of the port, other railways, customs.
  bool port = true, railways = true, customs = true;
  std::int64_t fill_percent = 97;  // of what a train can take, booked
  int on_sale_days = 21;           // departures are put on sale so long ahead
};

// The people of the pack by what they do.
struct People {
  explicit People(Cast const& cast)
      : carrier(cast.actor("carrier")), terminal(cast.actor("terminal")), gate(cast.actor("gate")), customs(cast.actor("customs")), duty(cast.actor("duty")),
        night(cast.actor("night")), partner(cast.actor("partner")), bureau(cast.actor("bureau")), shippers(cast.actors("shipper")) {}
  Actor carrier, terminal, gate, customs, duty, night, partner, bureau;
  std::vector<Actor> shippers;
  Actor const& shipper(std::string_view org) const {
    for (auto const& one : shippers) {
      if (one.org == org) return one;
    }
    return shippers.front();
  }
};

// What all people of the world share: the port, the diary, what was seen, chance.
class Town {
 public:
  Town(Port& the_port, WorldOptions the_options) : port(the_port), options(std::move(the_options)), who(options.cast), chance(options.seed) {}

  // Gives commands; `then` is told what came of them. A refusal is noted in `refusals`.
  void order(Actor const& actor, std::vector<Words> all, std::function<void(Made const&)> then = {},
             std::function<void(Refusal const&)> otherwise = {});
  void order(Actor const& actor, std::string_view wire, std::string json, std::function<void(Made const&)> then = {},
             std::function<void(Refusal const&)> otherwise = {}) {
    order(actor, std::vector<Words>{{wire, std::move(json), {}}}, std::move(then), std::move(otherwise));
  }
  bool is_home(DepartureSeen const& departure) const { return departure.from == options.home; }
  // In the port's own country its carrier tells of trains, abroad the partner that runs them.
  bool is_domestic(std::string const& node) const { return country(node) == country(options.home); }
  std::string country(std::string const& node) const {
    auto const found = countries.find(node);
    return found == countries.end() ? std::string() : found->second;
  }
  // Whether the railway takes no dangerous goods where that departure comes by.
  bool takes_no_danger(DepartureSeen const& departure) const;
  Instant now() const { return diary.now; }
  // The longest wagon of that gauge that runs there; nullptr when the port knows none.
  WagonType const* wagon_type(std::int64_t gauge_mm, std::string const& node) const;
  // So many wagons for units of both lengths, with fresh numbers, as the commands want them.
  std::string wagons(std::string_view about, WagonType const& type, std::string const& node, std::int64_t count) const;

  Port& port;
  WorldOptions options;
  People who;
  Diary diary;
  Ledger ledger;
  Piles piles;        // the foreman's own memory
  Machines machines;  // as well
  std::unordered_map<std::string, std::string> countries;  // of nodes
  std::vector<std::string> services;
  std::string currency;    // of the place
  std::vector<std::string> lanes_in, lanes_out;  // of the gate, for what is not oversize
  std::string home_depot;  // of the pool of empties; empty: the port has no pool
  std::vector<WagonType> wagon_types;
  Chance chance;
  struct Counts {
    std::size_t refused = 0;
    std::map<std::string, std::size_t> why;  // by command and reason
  } counts;
  std::vector<std::string> refusals;  // the first thousand
};

// What a booking says of its goods when they are frozen or dangerous: the world's are pork at -16 to -20 degrees, and paint.
void tell_care(Told& told, bool cold, bool danger);

// One trade of the world. It is shown what changed and writes down what it will do; when it does it, it looks at the
// ledger as it is then.
class Trade {
 public:
  explicit Trade(Town& town) : town_(town) {}
  virtual ~Trade() = default;
  virtual void wakes() {}
  virtual void saw(DepartureSeen const&) {}
  virtual void saw(BookingSeen const&) {}
  virtual void saw(UnitSeen const&) {}
  virtual void saw(StockSeen const&) {}
  virtual void saw(WorkSeen const&) {}
  virtual void saw(TruckSeen const&) {}
  virtual void saw(TrainSeen const&) {}
  virtual void saw(ShiftSeen const&) {}
  virtual void saw(AppointmentSeen const&) {}
  virtual void saw(ReleaseSeen const&) {}
  virtual void saw(EmptyMoveSeen const&) {}

 protected:
  Town& town_;
};

std::unique_ptr<Trade> make_sales(Town& town);      // the carrier's timetable
std::unique_ptr<Trade> make_shippers(Town& town);   // who book, and name their units
std::unique_ptr<Trade> make_left_over(Town& town);  // who missed their train
std::unique_ptr<Trade> make_empties(Town& town);    // the pool of empties
std::unique_ptr<Trade> make_trucks(Town& town);     // trucks and the gate
std::unique_ptr<Trade> make_cranes(Town& town);     // the foreman, the machines, reefers
std::unique_ptr<Trade> make_dispatch(Town& town);   // trains that begin here, and those to be stripped
std::unique_ptr<Trade> make_watch(Town& town);      // the duty managers, shift after shift
std::unique_ptr<Trade> make_railways(Town& town);   // trains on their way, and those that begin abroad
std::unique_ptr<Trade> make_customs(Town& town);

// A number for a unit, a wagon or a truck that nobody else is likely to have.
std::string unit_number(Town const& town, std::string_view about);
std::string wagon_number(Town const& town, std::string_view about, std::int64_t gauge_mm, std::string_view country);
std::string plate(Town const& town, std::string_view about);
std::string seal_of(Town const& town, std::string const& unit);
// One of the gate's lanes of that direction.
std::string lane(Town const& town, bool in, std::string_view about);

}  // namespace landport::sim
