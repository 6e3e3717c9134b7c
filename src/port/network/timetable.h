// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "journal/table.h"
#include "port/booking/events.h"
#include "port/network/events.h"
#include "words/fields.h"

// Named view: the timetable of departures, and how full each leg run is.
namespace landport::network {

struct DepartureRow {
  static constexpr std::string_view zh = "班次", en = "Departures";
  static constexpr Sights audience = seen_by::member;
  DepartureId departure;
  ServiceCode service;
  std::string name_zh, name_en;
  NodeCode from, to;
  Day day;
  Instant departs, arrives;
  DepartureState state = DepartureState::open;
  std::string reason;
  Instant booking_cutoff, documents_cutoff, gate_in_cutoff, vgm_cutoff;
  std::string carrier;
  std::vector<DepartureLeg> legs;
};
constexpr auto fields(Type<DepartureRow>) {
  using R = DepartureRow;
  return field_list(field("departure", &R::departure, "班次", "Departure"),
                    field("service", &R::service, "班列线路", "Service"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"),
                    field("from", &R::from, "起点", "From"),
                    field("to", &R::to, "终点", "To"),
                    field("day", &R::day, "开行日", "Day"),
                    field("departs", &R::departs, "开", "Departs"),
                    field("arrives", &R::arrives, "到", "Arrives"),
                    field("state", &R::state, "状态", "State"),
                    field("reason", &R::reason, "原因", "Reason"),
                    field("booking_cutoff", &R::booking_cutoff, "截止订舱", "Booking cut-off"),
                    field("documents_cutoff", &R::documents_cutoff, "截止交单", "Documents cut-off"),
                    field("gate_in_cutoff", &R::gate_in_cutoff, "截止进站", "Gate-in cut-off"),
                    field("vgm_cutoff", &R::vgm_cutoff, "截止重量申报", "VGM cut-off"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("legs", &R::legs, "区段", "Legs"));
}
inline Parties parties_of(DepartureRow const& row) {
  return {.carrier = row.carrier};
}

// A taking as the view keeps it; nobody is shown whose it is.
struct TakingRow {
  booking::BookingId booking;
  booking::Slots slots;
  std::optional<Instant> until;
};
constexpr auto fields(Type<TakingRow>) {
  return field_list(field("booking", &TakingRow::booking, "订舱号", "Booking"),
                    field("slots", &TakingRow::slots, "舱位", "Slots"),
                    may("until", &TakingRow::until, "保留至", "Until"));
}

// Free capacity is for every member to see; how much is sold and held only for the carrier and the port.
struct LegRunRow {
  static constexpr std::string_view zh = "运行线", en = "Leg runs";
  static constexpr Sights audience = seen_by::member;
  LegRunId leg_run;
  PathCode path;
  LegCode leg;
  NodeCode from, to;
  Instant departs, arrives;
  std::vector<DepartureId> departures;
  Millimetres length_max, length_sold, length_held, length_free;
  Kilograms mass_max, mass_sold, mass_held, mass_free;
  Count plugs_max, plugs_sold, plugs_held, plugs_free;
  CentiTeu teu_max, teu_sold, teu_held, teu_free;
  std::string carrier;
  std::vector<TakingRow> takings;

  // What is free at that moment, an option that ran out counted as free.
  booking::Slots free(Instant at) const;
};
constexpr auto fields(Type<LegRunRow>) {
  using R = LegRunRow;
  constexpr Sights inside = seen_by::carrier | seen_by::port | seen_by::admin;
  return field_list(field("leg_run", &R::leg_run, "运行线", "Leg run"),
                    field("path", &R::path, "车次线", "Path"),
                    field("leg", &R::leg, "区段", "Leg"),
                    field("from", &R::from, "起", "From"),
                    field("to", &R::to, "止", "To"),
                    field("departs", &R::departs, "开", "Departs"),
                    field("arrives", &R::arrives, "到", "Arrives"),
                    field("departures", &R::departures, "班次", "Departures"),
                    field("length_max_mm", &R::length_max, "长度上限", "Length, at most"),
                    field("length_sold_mm", &R::length_sold, "已售长度", "Length sold").only(inside),
                    field("length_held_mm", &R::length_held, "预留长度", "Length held").only(inside),
                    field("length_free_mm", &R::length_free, "剩余长度", "Length free"),
                    field("mass_max_kg", &R::mass_max, "总重上限", "Mass, at most"),
                    field("mass_sold_kg", &R::mass_sold, "已售重量", "Mass sold").only(inside),
                    field("mass_held_kg", &R::mass_held, "预留重量", "Mass held").only(inside),
                    field("mass_free_kg", &R::mass_free, "剩余重量", "Mass free"),
                    field("plugs_max", &R::plugs_max, "插座上限", "Plugs, at most"),
                    field("plugs_sold", &R::plugs_sold, "已售插座", "Plugs sold").only(inside),
                    field("plugs_held", &R::plugs_held, "预留插座", "Plugs held").only(inside),
                    field("plugs_free", &R::plugs_free, "剩余插座", "Plugs free"),
                    field("teu_max_hundredths", &R::teu_max, "标准箱上限", "TEU, at most"),
                    field("teu_sold_hundredths", &R::teu_sold, "已售标准箱", "TEU sold").only(inside),
                    field("teu_held_hundredths", &R::teu_held, "预留标准箱", "TEU held").only(inside),
                    field("teu_free_hundredths", &R::teu_free, "剩余标准箱", "TEU free"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("takings", &R::takings, "占用", "Takings").only(seen_by::nobody));
}
inline Parties parties_of(LegRunRow const& row) {
  return {.carrier = row.carrier};
}

struct Timetable {
  static constexpr std::string_view name = "timetable";
  static constexpr bool storable = true;
  using Folds =
      Types<DepartureScheduled, DepartureCancelled, DepartureClosed, DepartureReopened, LegRunOpened,
            LegRunLimitsChanged, booking::SlotsHeld, booking::SlotsConfirmed, booking::SlotsReleased>;
  Table<DepartureRow> departures{"network.departures"};
  Table<LegRunRow> leg_runs{"network.leg_runs"};
  auto tables() { return std::tie(departures, leg_runs); }

  void apply(DepartureScheduled const&, Recorded const&);
  void apply(DepartureCancelled const&, Recorded const&);
  void apply(DepartureClosed const&, Recorded const&);
  void apply(DepartureReopened const&, Recorded const&);
  void apply(LegRunOpened const&, Recorded const&);
  void apply(LegRunLimitsChanged const&, Recorded const&);
  void apply(booking::SlotsHeld const&, Recorded const&);
  void apply(booking::SlotsConfirmed const&, Recorded const&);
  void apply(booking::SlotsReleased const&, Recorded const&);
};

}  // namespace landport::network
