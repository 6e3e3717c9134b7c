// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/pack.h"
#include "port/network/events.h"

// Named view of the pack: the nodes, legs, train paths, services and tariffs of the place, each dated.
// Everything that a row refers to exists, legs chain from node to node, and a service leg agrees with the
// train path that it runs on.
namespace landport::network {

// A set of days of the week, ISO 8601 numbers: 1 Monday to 7 Sunday. In a cell: "1,3,5".
struct Weekdays {
  std::uint8_t bits = 0;
  bool has(int weekday) const { return bits & (1u << weekday); }
};

// A time by the clock on the wall of some place, in minutes from midnight.
struct LocalTime {
  int minutes = 0;
  auto operator<=>(LocalTime const&) const = default;
};

// The moment when the clocks of `zone` (an IANA name) show `time` on `day`. A time that the spring change
// skips is taken as if the clocks had not yet been changed (02:30 becomes 03:30 summer time); of a time that
// the autumn change repeats it is the first (RFC 5545, 3.3.5). Refuses "pack.no_such_zone".
Result<Instant> instant_of(Day day, LocalTime time, std::string const& zone);
// The day that the clocks of `zone` show at `at`. Refuses "pack.no_such_zone".
Result<Day> local_day(Instant at, std::string const& zone);

enum class NodeKind : std::uint8_t { port, border, hub, sea_port, inland_city };
constexpr auto choices(Type<NodeKind>) {
  return std::array{Choice<NodeKind>{NodeKind::port, "port", "铁路港", "Inland rail port"},
                    Choice<NodeKind>{NodeKind::border, "border", "口岸", "Border"},
                    Choice<NodeKind>{NodeKind::hub, "hub", "枢纽", "Hub"},
                    Choice<NodeKind>{NodeKind::sea_port, "sea_port", "海港", "Sea port"},
                    Choice<NodeKind>{NodeKind::inland_city, "inland_city", "内陆城市", "Inland city"}};
}

struct Node {
  NodeCode code;
  std::optional<UnLocode> locode;
  std::string name_zh, name_en;
  NodeKind kind = NodeKind::inland_city;
  std::string country, time_zone;
  double lat = 0, lon = 0;
  std::string gauges;  // "1435+1520"
};

struct Leg {
  LegCode code;
  NodeCode from, to;
  Mode mode = Mode::rail;
  std::optional<Millimetres> gauge;  // nothing at sea
  std::vector<std::string> sections;
  std::int64_t distance_km = 0;
};

// Who runs a leg for the carrier that sells the service: the next railway, terminal or agent.
struct LegPartner {
  LegCode code;
  std::string org;
};

// What a section of the railway does not admit, as far as it matters when slots are sold.
struct Section {
  std::string code, name_zh, name_en;
  bool open_top_allowed = true;
  std::optional<Kilograms> gross_20ft_max;
};

// One train path on a leg, with what its trains can carry.
struct Path {
  PathCode code;
  LegCode leg;
  Weekdays days;
  LocalTime departs, arrives;   // by the clocks of the leg's two nodes
  std::int64_t arrive_day = 0;  // days after that of departure
  Millimetres length_max;
  Kilograms mass_max;
  Count plugs_max;
  CentiTeu teu_max;
};

struct ServiceLeg {
  ServiceCode service;
  std::int64_t seq = 0;
  LegCode leg;
  PathCode path;
  NodeCode from, to;
  std::int64_t depart_day = 0, arrive_day = 0;  // days after that on which the service leaves
  LocalTime departs, arrives;
};

struct Service {
  ServiceCode code;
  std::string name_zh, name_en;
  NodeCode from, to;
  Weekdays days;
  LocalTime departs;
  Duration booking_cutoff, documents_cutoff, gate_in_cutoff, vgm_cutoff;  // before departure
  std::vector<Dated<ServiceLeg>> legs;                                    // by seq

  // The legs that hold on the day on which the service leaves.
  std::vector<ServiceLeg> legs_on(Day day) const;
};

// A service's corridor: the side on which its trains leave the country. `counted_as` names the published count of trains
// that it belongs to; empty: none.
struct Corridor {
  ServiceCode code;
  std::string corridor, name_zh, name_en, counted_as;
};

// Days on which services run though their days of the week do not say so, or do not run though they do: holidays, a season.
// Holds on the days of its row, by the service's own date, on these days of the week.
enum class Change : std::uint8_t { extra, dropped };
constexpr auto choices(Type<Change>) {
  return std::array{Choice<Change>{Change::extra, "extra", "加开", "Extra"},
                    Choice<Change>{Change::dropped, "dropped", "停运", "Dropped"}};
}
struct CalendarEntry {
  std::string code, name_zh, name_en;
  std::vector<std::string> services;
  Change change = Change::dropped;
  Weekdays days;
};

enum class Charge : std::uint8_t {
  freight,
  lift,
  storage,
  demurrage,
  weighing,
  reefer_power,
  amendment,
  cancellation,
  no_show
};
constexpr auto choices(Type<Charge>) {
  return std::array{Choice<Charge>{Charge::freight, "freight", "运费", "Freight"},
                    Choice<Charge>{Charge::lift, "lift", "吊装费", "Lift"},
                    Choice<Charge>{Charge::storage, "storage", "堆存费", "Storage"},
                    Choice<Charge>{Charge::demurrage, "demurrage", "滞箱费", "Demurrage"},
                    Choice<Charge>{Charge::weighing, "weighing", "过磅费", "Weighing"},
                    Choice<Charge>{Charge::reefer_power, "reefer_power", "供电费", "Reefer power"},
                    Choice<Charge>{Charge::amendment, "amendment", "变更费", "Amendment"},
                    Choice<Charge>{Charge::cancellation, "cancellation", "退舱费", "Cancellation"},
                    Choice<Charge>{Charge::no_show, "no_show", "亏舱费", "No-show"}};
}
enum class Per : std::uint8_t { slot, move, day, hour, booking };
constexpr auto choices(Type<Per>) {
  return std::array{Choice<Per>{Per::slot, "slot", "每舱位", "Per slot"},
                    Choice<Per>{Per::move, "move", "每次", "Per move"},
                    Choice<Per>{Per::day, "day", "每天", "Per day"},
                    Choice<Per>{Per::hour, "hour", "每小时", "Per hour"},
                    Choice<Per>{Per::booking, "booking", "每单", "Per booking"}};
}
enum class Load : std::uint8_t { laden, empty };
constexpr auto choices(Type<Load>) {
  return std::array{Choice<Load>{Load::laden, "laden", "重箱", "Laden"},
                    Choice<Load>{Load::empty, "empty", "空箱", "Empty"}};
}

struct Tariff {
  std::string code, name_zh, name_en;
  Charge charge = Charge::freight;
  std::optional<ServiceCode> service;  // nothing: every service
  std::optional<std::int64_t> feet;    // nothing: every length
  std::optional<Load> load;            // nothing: laden or empty
  Per per = Per::slot;
  std::optional<std::int64_t> free_days, from_day;
  Money amount;
};

// Dated rows by their code.
template <class T>
class Register {
 public:
  void add(std::string_view code, Dated<T> row) { rows_[std::string(code)].push_back(std::move(row)); }
  // The row that holds on `day`, or nullptr.
  T const* find(std::string_view code, Day day) const {
    auto const found = rows_.find(code);
    if (found == rows_.end()) return nullptr;
    for (auto const& dated : found->second) {
      if (dated.valid.contains(day)) return &dated.row;
    }
    return nullptr;
  }
  bool has(std::string_view code) const { return rows_.contains(code); }
  std::map<std::string, std::vector<Dated<T>>, std::less<>> const& all() const { return rows_; }
  std::map<std::string, std::vector<Dated<T>>, std::less<>>& all() { return rows_; }

 private:
  std::map<std::string, std::vector<Dated<T>>, std::less<>> rows_;
};

// The place itself, as the keys of pack.csv say.
// Degrees, WGS 84. Without a row `map_bounds` in pack.csv: around every node at which a service stops.
struct MapBounds {
  double west = 0, south = 0, east = 0, north = 0;
};
struct Place {
  std::string code, name_zh, name_en, country;
  std::string time_zone;  // IANA name
  std::string currency;   // in which the port's own prices are, ISO 4217
  NodeCode home_node;
  MapBounds bounds;
};

struct Network {
  Place place;
  Register<Node> nodes;
  Register<Leg> legs;
  Register<LegPartner> partners;  // by leg
  Register<Section> sections;
  Register<Path> paths;
  Register<Service> services;
  Register<Corridor> corridors;  // by service
  std::vector<Dated<CalendarEntry>> calendar;
  std::vector<Dated<Tariff>> tariffs;
  std::map<Mode, std::vector<Dated<std::int64_t>>> emissions;  // mg of CO2 equivalent for a tonne-kilometre

  // Refuses what words and pack_rows refuse, and "pack.no_such_reference", "pack.valid_twice",
  // "pack.broken_chain", "pack.path_disagrees", "pack.no_such_zone", "pack.out_of_range": each with file,
  // line and column in `place`.
  static Result<Network> load(PackFiles const& files, Pack const& loaded_before);

  // Whether a service leaves on `day`: on its days of the week and the calendar's extra days, without the dropped ones. What
  // is dropped is dropped, whatever else the calendar says.
  bool runs_on(Service const& service, Day day) const;
  // The tariff of that charge which fits best on `day`: one for the service before one for all, one for the
  // length before one for all. nullptr when none does.
  Tariff const* tariff(Charge charge, ServiceCode const& service, int feet, bool laden, Day day) const;
  // mg of CO2 equivalent for a tonne-kilometre on `day`; 0 when no row holds.
  std::int64_t emission(Mode mode, Day day) const;
};

}  // namespace landport::network
