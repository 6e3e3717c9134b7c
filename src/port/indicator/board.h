// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journal/table.h"
#include "port/booking/events.h"
#include "port/container/events.h"
#include "port/gate/events.h"
#include "port/indicator/formulas.h"
#include "port/network/events.h"
#include "port/train/events.h"

// What the indicators are computed from, folded from the facts of the sisters: one row for each train and each departure,
// and for what is too many to keep one by one (trucks, boxes in the yard, wagons, releases) a sum and a count for each
// quarter of an hour. Every row keeps the events behind it. Nothing here knows a formula, a corridor or a time zone: the
// pack decides those when somebody asks (shares.h), so a changed formula changes no view.
namespace landport::indicator {

// Figures of the whole port tell of every customer: they are for those who run it.
inline constexpr Sights those_who_run = seen_by::port | seen_by::admin;

struct RunUnit {
  UnitNumber unit;
  CentiTeu teu;
  bool loaded = false;
  bool full = true;  // as it was when the train left
};
constexpr auto fields(Type<RunUnit>) {
  return field_list(field("unit", &RunUnit::unit, "箱号", "Unit"),
                    field("teu_cteu", &RunUnit::teu, "标准箱", "TEU"),
                    field("loaded", &RunUnit::loaded, "已装", "Loaded"),
                    field("full", &RunUnit::full, "重箱", "Full"));
}
struct RunWagon {
  WagonNumber wagon;
  CentiTeu capacity;
};
constexpr auto fields(Type<RunWagon>) {
  return field_list(field("wagon", &RunWagon::wagon, "车号", "Wagon"),
                    field("capacity_cteu", &RunWagon::capacity, "容量", "Capacity"));
}

// A run as the indicators need it. One with parents was made of trains that left an assembling centre already, so it is
// not counted: however trains are merged and split behind a border, each is counted once, where it was assembled.
struct CountedRunRow {
  static constexpr std::string_view zh = "指标列车", en = "Trains behind the indicators";
  static constexpr Sights audience = those_who_run;
  train::RunId run;
  network::DepartureId departure;
  network::ServiceCode service;
  network::NodeCode from, to;
  std::vector<train::RunId> parents;
  std::optional<Instant> departs_planned, arrives_planned, departed, arrived;
  std::optional<Instant> border_reached, transferred, onward;  // onward: the last run that took its units left
  Count wagons;
  CentiTeu laden, empty, offered;
  std::vector<RunUnit> units;        // of a run without parents
  std::vector<RunWagon> wagon_list;  // until it leaves
  std::int64_t arrival_correction = 0;  // sequence of the event that put its arrival right; 0: none did
};
constexpr auto fields(Type<CountedRunRow>) {
  using R = CountedRunRow;
  return field_list(field("run", &R::run, "列车运行", "Run"),
                    may("departure", &R::departure, "班次", "Departure"),
                    may("service", &R::service, "班列线路", "Service"),
                    may("from", &R::from, "始发", "From"),
                    may("to", &R::to, "终到", "To"),
                    field("parents", &R::parents, "来源列车", "Parents"),
                    field("departs_planned", &R::departs_planned, "计划开", "Departs, planned"),
                    field("departed", &R::departed, "实际开", "Departed"),
                    field("arrives_planned", &R::arrives_planned, "计划到", "Arrives, planned"),
                    field("arrived", &R::arrived, "实际到", "Arrived"),
                    field("border_reached", &R::border_reached, "到达口岸", "Border reached"),
                    field("transferred", &R::transferred, "换装完毕", "Transferred"),
                    field("onward", &R::onward, "接续开出", "Went on"),
                    field("wagons", &R::wagons, "车数", "Wagons"),
                    field("laden_cteu", &R::laden, "重箱标准箱", "Laden TEU"),
                    field("empty_cteu", &R::empty, "空箱标准箱", "Empty TEU"),
                    field("offered_cteu", &R::offered, "所供箱位", "Offered TEU"),
                    field("units", &R::units, "箱", "Units"),
                    field("wagon_list", &R::wagon_list, "车辆", "Wagon list"),
                    may("arrival_correction", &R::arrival_correction, "到达更正事件", "Correction of the arrival"));
}
inline Parties parties_of(CountedRunRow const&) {
  return {};
}

struct PlannedRow {
  static constexpr std::string_view zh = "指标班次", en = "Departures behind the indicators";
  static constexpr Sights audience = those_who_run;
  network::DepartureId departure;
  network::ServiceCode service;
  network::NodeCode from, to;
  Instant departs, arrives;
  std::int64_t distance_km = 0;
  std::optional<Instant> departed, cancelled;
  Count booked;   // bookings confirmed for it, and not taken back before it left
  Count shipped;  // of them, those of which at least one unit left
};
constexpr auto fields(Type<PlannedRow>) {
  using R = PlannedRow;
  return field_list(field("departure", &R::departure, "班次", "Departure"),
                    may("service", &R::service, "班列线路", "Service"),
                    may("from", &R::from, "始发", "From"),
                    may("to", &R::to, "终到", "To"),
                    field("departs", &R::departs, "计划开", "Departs"),
                    field("arrives", &R::arrives, "计划到", "Arrives"),
                    field("distance_km", &R::distance_km, "里程（公里）", "Distance (km)"),
                    field("departed", &R::departed, "实际开", "Departed"),
                    field("cancelled", &R::cancelled, "停运", "Cancelled"),
                    field("booked", &R::booked, "已确认订舱", "Booked"),
                    field("shipped", &R::shipped, "已发运订舱", "Shipped"));
}
inline Parties parties_of(PlannedRow const&) {
  return {};
}

// A quarter of an hour of one measure. Every time zone differs from UTC by a whole number of quarters, so a day of any
// port is a whole number of rows.
struct TallyRow {
  static constexpr std::string_view zh = "指标累计", en = "Tallies behind the indicators";
  static constexpr Sights audience = those_who_run;
  Measure measure = Measure::none;
  Instant from;
  std::int64_t count = 0;
  std::int64_t sum = 0;  // minutes; of first_release those that were released the first time
};
constexpr auto fields(Type<TallyRow>) {
  using R = TallyRow;
  return field_list(field("measure", &R::measure, "计量", "Measure"), field("from", &R::from, "自", "From"),
                    field("count", &R::count, "次数", "Count"), field("sum", &R::sum, "合计", "Sum"));
}
inline Parties parties_of(TallyRow const&) {
  return {};
}

// Something that has begun and not ended: a truck on the ground, a box in the yard, a wagon in a train. `number` and
// `text` are what its measure must remember of it.
struct Mark {
  std::string name;  // "truck/VS1", "yard/CSQU3054383"
  Instant at;
  std::int64_t number = 0;
  std::string text;
};
constexpr auto fields(Type<Mark>) {
  return field_list(field("name", &Mark::name, "对象", "Name"), field("at", &Mark::at, "自", "Since"),
                    field("number", &Mark::number, "数值", "Number"), may("text", &Mark::text, "备注", "Text"));
}
// Marks by a hash of their names: a table keeps the key of every row for ever, and those of trucks and boxes would be
// hundreds of thousands a year for a few thousand that are open at a time.
struct MarksRow {
  static constexpr std::string_view zh = "指标未结", en = "Open at the indicators";
  static constexpr Sights audience = seen_by::admin;
  std::vector<Mark> marks;
};
constexpr auto fields(Type<MarksRow>) {
  return field_list(field("marks", &MarksRow::marks, "未结", "Marks"));
}
inline Parties parties_of(MarksRow const&) {
  return {};
}

struct IndicatorBoard {
  static constexpr std::string_view name = "indicator";
  static constexpr bool storable = true;
  using Folds =
      Types<network::DepartureScheduled, network::DepartureCancelled, train::TrainComposed, train::WagonAdded,
            train::WagonRemoved, train::WagonTaken, train::WagonFreed, train::UnitPlanned, train::UnitUnplanned,
            train::UnitLoaded, train::UnitUnloaded, train::TrainDeparted, train::BorderReached, train::UnitTransferred,
            train::TrainArrived, train::ArrivalCorrected, container::UnitRegistered, container::ContentsNoted, container::UnitPlaced,
            container::FactCorrected, container::JourneyEnded, container::HoldPlaced, container::ReleaseRecorded,
            container::ReleaseWithdrawn, gate::VisitOpened, gate::VisitCorrected, gate::VisitClosed, booking::BookingRequested,
            booking::BookingWaitlisted, booking::BookingConfirmed, booking::BookingRolled, booking::BookingDisplaced,
            booking::BookingCancelled, booking::BookingExpired, booking::BookingShipped, booking::BookingCompleted>;
  Table<CountedRunRow> runs{"indicator.trains"};
  Table<PlannedRow> departures{"indicator.departures"};
  Table<TallyRow> tallies{"indicator.tallies"};
  Table<MarksRow> marks{"indicator.marks"};
  auto tables() { return std::tie(runs, departures, tallies, marks); }

  void apply(network::DepartureScheduled const& e, Recorded const& r);
  void apply(network::DepartureCancelled const& e, Recorded const& r);
  void apply(train::TrainComposed const& e, Recorded const& r);
  void apply(train::WagonAdded const& e, Recorded const& r);
  void apply(train::WagonRemoved const& e, Recorded const& r);
  void apply(train::WagonTaken const& e, Recorded const& r);
  void apply(train::WagonFreed const& e, Recorded const& r);
  void apply(train::UnitPlanned const& e, Recorded const& r);
  void apply(train::UnitUnplanned const& e, Recorded const& r);
  void apply(train::UnitLoaded const& e, Recorded const& r);
  void apply(train::UnitUnloaded const& e, Recorded const& r);
  void apply(train::TrainDeparted const& e, Recorded const& r);
  void apply(train::BorderReached const& e, Recorded const& r);
  void apply(train::UnitTransferred const& e, Recorded const& r);
  void apply(train::TrainArrived const& e, Recorded const& r);
  void apply(train::ArrivalCorrected const& e, Recorded const& r);
  void apply(container::UnitRegistered const& e, Recorded const& r);
  void apply(container::ContentsNoted const& e, Recorded const& r);
  void apply(container::UnitPlaced const& e, Recorded const& r);
  void apply(container::FactCorrected const& e, Recorded const& r);
  void apply(container::JourneyEnded const& e, Recorded const& r);
  void apply(container::HoldPlaced const& e, Recorded const& r);
  void apply(container::ReleaseRecorded const& e, Recorded const& r);
  void apply(container::ReleaseWithdrawn const& e, Recorded const& r);
  void apply(gate::VisitOpened const& e, Recorded const& r);
  void apply(gate::VisitCorrected const& e, Recorded const& r);
  void apply(gate::VisitClosed const& e, Recorded const& r);
  void apply(booking::BookingRequested const& e, Recorded const& r);
  void apply(booking::BookingWaitlisted const& e, Recorded const& r);
  void apply(booking::BookingConfirmed const& e, Recorded const& r);
  void apply(booking::BookingRolled const& e, Recorded const& r);
  void apply(booking::BookingDisplaced const& e, Recorded const& r);
  void apply(booking::BookingCancelled const& e, Recorded const& r);
  void apply(booking::BookingExpired const& e, Recorded const& r);
  void apply(booking::BookingShipped const& e, Recorded const& r);
  void apply(booking::BookingCompleted const& e, Recorded const& r);

 private:
  bool has(std::string const& what) const;
  Mark* mark(std::string const& what);  // to change; nullptr when there is none
  Mark& open(std::string const& what, Instant at);
  std::optional<Mark> close(std::string const& what);
  TallyRow& tally(Measure measure, Instant at);
  void ended(Measure measure, std::string const& what, Instant at);
  void is_full(UnitNumber const& unit, bool full, Recorded const& r);
  void placed(UnitNumber const& unit, container::PlaceKind kind, Recorded const& r);
  void journey_over(UnitNumber const& unit);
  void leave_departure(std::string const& booking, Recorded const& r);
};

// Laden and empty TEU of what is loaded, from the units of the row.
void sum_up(CountedRunRow& row);

}  // namespace landport::indicator
