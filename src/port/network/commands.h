// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "journal/desk.h"
#include "port/network/events.h"
#include "words/fields.h"

// What the network can be told.
namespace landport::network {

inline constexpr Roles planners = Role::carrier | Role::duty | Role::clock;

// The departures of a service on its days of running (the pack's calendar included), from that day on for so many days. Days that have
// theirs already are left as they are, so the same order may be given again; so are departures that would
// have left already.
struct ScheduleDepartures {
  static constexpr std::string_view wire = "network.schedule_departures", zh = "排班",
                                    en = "Schedule departures";
  static constexpr Roles roles = planners;
  ServiceCode service;
  Day from;
  Count days;
  std::string carrier;  // who runs them; empty: whoever asks
};
constexpr auto fields(Type<ScheduleDepartures>) {
  using C = ScheduleDepartures;
  return field_list(field("service", &C::service, "班列线路", "Service"),
                    field("from", &C::from, "自", "From"), field("days", &C::days, "天数", "Days"),
                    may("carrier", &C::carrier, "承运单位", "Carrier"));
}
Result<Facts> decide(ScheduleDepartures const&, Desk&);

// It will not run. Its bookings give their slots back in the same commit and wait to be rolled or cancelled.
struct CancelDeparture {
  static constexpr std::string_view wire = "network.cancel_departure", zh = "班次停运",
                                    en = "Cancel departure";
  static constexpr Roles roles = planners;
  DepartureId departure;
  std::string reason;
};
constexpr auto fields(Type<CancelDeparture>) {
  return field_list(field("departure", &CancelDeparture::departure, "班次", "Departure"),
                    field("reason", &CancelDeparture::reason, "原因", "Reason"));
}
Result<Facts> decide(CancelDeparture const&, Desk&);

// No new bookings; what is booked stays.
struct CloseDeparture {
  static constexpr std::string_view wire = "network.close_departure", zh = "停止订舱",
                                    en = "Close for booking";
  static constexpr Roles roles = planners;
  DepartureId departure;
  std::string reason;
};
constexpr auto fields(Type<CloseDeparture>) {
  return field_list(field("departure", &CloseDeparture::departure, "班次", "Departure"),
                    field("reason", &CloseDeparture::reason, "原因", "Reason"));
}
Result<Facts> decide(CloseDeparture const&, Desk&);

struct ReopenDeparture {
  static constexpr std::string_view wire = "network.reopen_departure", zh = "恢复订舱",
                                    en = "Reopen for booking";
  static constexpr Roles roles = planners;
  DepartureId departure;
};
constexpr auto fields(Type<ReopenDeparture>) {
  return field_list(field("departure", &ReopenDeparture::departure, "班次", "Departure"));
}
Result<Facts> decide(ReopenDeparture const&, Desk&);

// What is not given stays. Never below what is sold or held.
struct ChangeLegLimits {
  static constexpr std::string_view wire = "network.change_leg_limits", zh = "调整运能",
                                    en = "Change a leg run's limits";
  static constexpr Roles roles = planners;
  LegRunId leg_run;
  std::optional<Millimetres> length_max;
  std::optional<Kilograms> mass_max;
  std::optional<Count> plugs_max;
  std::optional<CentiTeu> teu_max;
  std::string reason;
};
constexpr auto fields(Type<ChangeLegLimits>) {
  using C = ChangeLegLimits;
  return field_list(field("leg_run", &C::leg_run, "运行线", "Leg run"),
                    may("length_max_mm", &C::length_max, "装载长度上限", "Length, at most"),
                    may("mass_max_kg", &C::mass_max, "总重上限", "Mass, at most"),
                    may("plugs_max", &C::plugs_max, "插座上限", "Plugs, at most"),
                    may("teu_max_hundredths", &C::teu_max, "标准箱上限", "TEU, at most"),
                    field("reason", &C::reason, "原因", "Reason"));
}
Result<Facts> decide(ChangeLegLimits const&, Desk&);

// The railway does not take units for, over or at a place for some time (停限装). Confirmed bookings stay; what it
// meets is listed by network.embargo_effect.
struct ImposeEmbargo {
  static constexpr std::string_view wire = "network.impose_embargo", zh = "登记停限装", en = "Impose an embargo";
  static constexpr Roles roles = Role::duty;
  EmbargoAt at = EmbargoAt::node;
  std::string place;
  EmbargoKind kind = EmbargoKind::stop;
  Instant from;
  std::optional<Instant> until;
  std::vector<SizeType> size_types;
  bool dangerous_only = false;
  std::optional<CentiTeu> teu_max;
  std::string reason, source;
};
constexpr auto fields(Type<ImposeEmbargo>) {
  using C = ImposeEmbargo;
  return field_list(field("at", &C::at, "范围", "At"),
                    field("place", &C::place, "地点代码", "Place"),
                    field("kind", &C::kind, "类型", "Kind"),
                    field("from", &C::from, "自", "From"),
                    may("until", &C::until, "至", "Until"),
                    may("size_types", &C::size_types, "仅限箱型", "Size types only"),
                    may("dangerous_only", &C::dangerous_only, "仅限危险货物", "Dangerous goods only"),
                    may("teu_max_hundredths", &C::teu_max, "每线每日标准箱上限", "TEU of a path and day, at most"),
                    field("reason", &C::reason, "原因", "Reason"),
                    field("source", &C::source, "依据文电", "Source document"));
}
Result<Facts> decide(ImposeEmbargo const&, Desk&);

struct LiftEmbargo {
  static constexpr std::string_view wire = "network.lift_embargo", zh = "解除停限装", en = "Lift an embargo";
  static constexpr Roles roles = Role::duty;
  EmbargoId embargo;
  std::string reason;
};
constexpr auto fields(Type<LiftEmbargo>) {
  return field_list(field("embargo", &LiftEmbargo::embargo, "停限装编号", "Embargo"),
                    field("reason", &LiftEmbargo::reason, "原因", "Reason"));
}
Result<Facts> decide(LiftEmbargo const&, Desk&);

}  // namespace landport::network
