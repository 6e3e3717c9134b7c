// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/event.h"
#include "words/fields.h"

// What can happen to a departure and to the train paths that it runs on, and what sisters may know of them.
// departure/ID holds one dated run of a service; leg-run/ID one physical train path on one date, whose
// capacity all departures that use it share. What is taken of a leg-run is written by booking
// (port/booking/events.h).
namespace landport::network {

struct NodeCode : Name<NodeCode> {
  using Name::Name;
};
struct LegCode : Name<LegCode> {
  using Name::Name;
};
struct PathCode : Name<PathCode> {
  using Name::Name;
};
struct ServiceCode : Name<ServiceCode> {
  using Name::Name;
};
// "CD-LOD-20261201": the service and the day on which it leaves, by the clock of its first node.
struct DepartureId : Name<DepartureId> {
  using Name::Name;
};
// "P-CDQBJ-CNAKL-A-20261201": the path and the day on which it leaves, by the clock of the leg's first node.
struct LegRunId : Name<LegRunId> {
  using Name::Name;
};

// The departure of a service that leaves on that day.
inline DepartureId departure_of(ServiceCode const& service, Day day) {
  std::string text = to_text(day);
  std::erase(text, '-');
  return DepartureId{service.text + "-" + text};
}
inline StreamName departure_stream(DepartureId const& departure) {
  return stream_name("departure", departure.text);
}
inline StreamName leg_run_stream(LegRunId const& leg_run) {
  return stream_name("leg-run", leg_run.text);
}

enum class Mode : std::uint8_t { rail, sea, road };
constexpr auto choices(Type<Mode>) {
  return std::array{Choice<Mode>{Mode::rail, "rail", "铁路", "Rail"},
                    Choice<Mode>{Mode::sea, "sea", "海运", "Sea"},
                    Choice<Mode>{Mode::road, "road", "公路", "Road"}};
}

// One leg of a departure: from node to node without regrouping on the way.
struct DepartureLeg {
  Count no;  // from 1
  LegCode leg;
  NodeCode from, to;
  Mode mode = Mode::rail;
  Millimetres gauge;  // 0 at sea and on the road
  std::int64_t distance_km = 0;
  Instant departs, arrives;
  LegRunId leg_run;
  std::string partner;  // the organisation that runs it for the carrier; empty: the carrier itself
  bool operator==(DepartureLeg const&) const = default;
};
constexpr auto fields(Type<DepartureLeg>) {
  using L = DepartureLeg;
  return field_list(field("no", &L::no, "区段序号", "Leg no."),
                    field("leg", &L::leg, "区段", "Leg"),
                    field("from", &L::from, "起", "From"),
                    field("to", &L::to, "止", "To"),
                    field("mode", &L::mode, "方式", "Mode"),
                    field("gauge_mm", &L::gauge, "轨距", "Gauge"),
                    field("distance_km", &L::distance_km, "里程（公里）", "Distance (km)"),
                    field("departs", &L::departs, "开", "Departs"),
                    field("arrives", &L::arrives, "到", "Arrives"),
                    field("leg_run", &L::leg_run, "运行线", "Leg run"),
                    may("partner", &L::partner, "合作方", "Partner"));
}

// The last moments for booking, for documents, for the gate and for the verified gross mass.
struct CutOffs {
  Instant booking, documents, gate_in, vgm;
  bool operator==(CutOffs const&) const = default;
};
constexpr auto fields(Type<CutOffs>) {
  return field_list(field("booking", &CutOffs::booking, "截止订舱", "Booking cut-off"),
                    field("documents", &CutOffs::documents, "截止交单", "Documents cut-off"),
                    field("gate_in", &CutOffs::gate_in, "截止进站", "Gate-in cut-off"),
                    field("vgm", &CutOffs::vgm, "截止重量申报", "VGM cut-off"));
}

// ---- facts of departure/ID ----

struct DepartureScheduled {
  static constexpr std::string_view wire = "network.departure_scheduled.v1", zh = "班次排定",
                                    en = "Departure scheduled";
  static constexpr Sights audience = seen_by::everyone;
  DepartureId departure;
  ServiceCode service;
  std::string name_zh, name_en;
  std::string carrier;  // the organisation that runs it and sells its slots
  NodeCode from, to;
  Day day;  // of leaving, by the clock of `from`
  std::vector<DepartureLeg> legs;
  CutOffs cut_offs;
};
constexpr auto fields(Type<DepartureScheduled>) {
  using E = DepartureScheduled;
  return field_list(field("departure", &E::departure, "班次", "Departure"),
                    field("service", &E::service, "班列线路", "Service"),
                    field("name_zh", &E::name_zh, "中文名", "Chinese name"),
                    field("name_en", &E::name_en, "英文名", "English name"),
                    field("carrier", &E::carrier, "承运单位", "Carrier"),
                    field("from", &E::from, "起点", "From"),
                    field("to", &E::to, "终点", "To"),
                    field("day", &E::day, "开行日", "Day"),
                    field("legs", &E::legs, "区段", "Legs"),
                    field("cut_offs", &E::cut_offs, "截止时间", "Cut-offs"));
}

struct DepartureCancelled {
  static constexpr std::string_view wire = "network.departure_cancelled.v1", zh = "班次停运",
                                    en = "Departure cancelled";
  static constexpr Sights audience = seen_by::everyone;
  DepartureId departure;
  std::string reason;
};
constexpr auto fields(Type<DepartureCancelled>) {
  return field_list(field("departure", &DepartureCancelled::departure, "班次", "Departure"),
                    field("reason", &DepartureCancelled::reason, "原因", "Reason"));
}

// No new bookings; what is booked stays booked.
struct DepartureClosed {
  static constexpr std::string_view wire = "network.departure_closed.v1", zh = "班次停止订舱",
                                    en = "Departure closed for booking";
  static constexpr Sights audience = seen_by::everyone;
  DepartureId departure;
  std::string reason;
};
constexpr auto fields(Type<DepartureClosed>) {
  return field_list(field("departure", &DepartureClosed::departure, "班次", "Departure"),
                    field("reason", &DepartureClosed::reason, "原因", "Reason"));
}
struct DepartureReopened {
  static constexpr std::string_view wire = "network.departure_reopened.v1", zh = "班次恢复订舱",
                                    en = "Departure reopened for booking";
  static constexpr Sights audience = seen_by::everyone;
  DepartureId departure;
};
constexpr auto fields(Type<DepartureReopened>) {
  return field_list(field("departure", &DepartureReopened::departure, "班次", "Departure"));
}

// ---- facts of leg-run/ID ----

// What one train path can carry.
struct Limits {
  Millimetres length;
  Kilograms mass;
  Count plugs;
  CentiTeu teu;
  bool operator==(Limits const&) const = default;
};
constexpr auto fields(Type<Limits>) {
  return field_list(field("length_max_mm", &Limits::length, "装载长度上限", "Length, at most"),
                    field("mass_max_kg", &Limits::mass, "总重上限", "Mass, at most"),
                    field("plugs_max", &Limits::plugs, "供电插座上限", "Plugs, at most"),
                    field("teu_max_hundredths", &Limits::teu, "标准箱上限", "TEU, at most"));
}

struct LegRunOpened {
  static constexpr std::string_view wire = "network.leg_run_opened.v1", zh = "运行线开放",
                                    en = "Leg run opened";
  static constexpr Sights audience = seen_by::port | seen_by::admin | seen_by::carrier;
  LegRunId leg_run;
  PathCode path;
  LegCode leg;
  NodeCode from, to;
  Instant departs, arrives;
  Limits limits;
  std::string carrier;  // who opened it
};
constexpr auto fields(Type<LegRunOpened>) {
  using E = LegRunOpened;
  return field_list(field("leg_run", &E::leg_run, "运行线", "Leg run"),
                    field("path", &E::path, "车次线", "Path"),
                    field("leg", &E::leg, "区段", "Leg"),
                    field("from", &E::from, "起", "From"),
                    field("to", &E::to, "止", "To"),
                    field("departs", &E::departs, "开", "Departs"),
                    field("arrives", &E::arrives, "到", "Arrives"),
                    field("limits", &E::limits, "运能", "Limits"),
                    field("carrier", &E::carrier, "承运单位", "Carrier"));
}

struct LegRunLimitsChanged {
  static constexpr std::string_view wire = "network.leg_run_limits_changed.v1", zh = "运行线运能变更",
                                    en = "Leg run's limits changed";
  static constexpr Sights audience = seen_by::port | seen_by::admin | seen_by::carrier;
  LegRunId leg_run;
  Limits limits;
  std::string reason;
};
constexpr auto fields(Type<LegRunLimitsChanged>) {
  using E = LegRunLimitsChanged;
  return field_list(field("leg_run", &E::leg_run, "运行线", "Leg run"),
                    field("limits", &E::limits, "运能", "Limits"),
                    field("reason", &E::reason, "原因", "Reason"));
}

// ---- facts of embargo/port: what the railway does not take for some place and time (停限装) ----

struct EmbargoId : Name<EmbargoId> {
  using Name::Name;
};
// All embargoes stand in one stream, so that whoever confirms, composes or departs depends on the whole list: an
// embargo that comes in the same moment is never missed. What is lifted leaves the state again.
inline StreamName embargo_stream() {
  return stream_name("embargo", "port");
}

enum class EmbargoAt : std::uint8_t { node, leg, section };
constexpr auto choices(Type<EmbargoAt>) {
  return std::array{Choice<EmbargoAt>{EmbargoAt::node, "node", "车站", "Node"},
                    Choice<EmbargoAt>{EmbargoAt::leg, "leg", "区间", "Leg"},
                    Choice<EmbargoAt>{EmbargoAt::section, "section", "区段", "Section"}};
}
// stop: nothing that it is about. limit: at most so many TEU on one train path of one day.
enum class EmbargoKind : std::uint8_t { stop, limit };
constexpr auto choices(Type<EmbargoKind>) {
  return std::array{Choice<EmbargoKind>{EmbargoKind::stop, "stop", "停装", "Stop"},
                    Choice<EmbargoKind>{EmbargoKind::limit, "limit", "限装", "Limit"}};
}

struct EmbargoImposed {
  static constexpr std::string_view wire = "network.embargo_imposed.v1", zh = "停限装", en = "Embargo imposed";
  static constexpr Sights audience = seen_by::everyone;
  EmbargoId embargo;
  EmbargoAt at = EmbargoAt::node;
  std::string place;  // the code of that node, leg or section
  EmbargoKind kind = EmbargoKind::stop;
  Instant from;
  std::optional<Instant> until;      // not included; nothing: until it is lifted
  std::vector<SizeType> size_types;  // only these; empty: all
  bool dangerous_only = false;
  std::optional<CentiTeu> teu_max;  // of a limit
  std::string reason, source;       // the railway's telegram or order
};
constexpr auto fields(Type<EmbargoImposed>) {
  using E = EmbargoImposed;
  return field_list(field("embargo", &E::embargo, "停限装编号", "Embargo"),
                    field("at", &E::at, "范围", "At"),
                    field("place", &E::place, "地点代码", "Place"),
                    field("kind", &E::kind, "类型", "Kind"),
                    field("from", &E::from, "自", "From"),
                    may("until", &E::until, "至", "Until"),
                    may("size_types", &E::size_types, "仅限箱型", "Size types only"),
                    may("dangerous_only", &E::dangerous_only, "仅限危险货物", "Dangerous goods only"),
                    may("teu_max_hundredths", &E::teu_max, "每线每日标准箱上限", "TEU of a path and day, at most"),
                    field("reason", &E::reason, "原因", "Reason"),
                    field("source", &E::source, "依据文电", "Source document"));
}
struct EmbargoLifted {
  static constexpr std::string_view wire = "network.embargo_lifted.v1", zh = "解除停限装", en = "Embargo lifted";
  static constexpr Sights audience = seen_by::everyone;
  EmbargoId embargo;
  std::string reason;
};
constexpr auto fields(Type<EmbargoLifted>) {
  return field_list(field("embargo", &EmbargoLifted::embargo, "停限装编号", "Embargo"),
                    may("reason", &EmbargoLifted::reason, "原因", "Reason"));
}

// The embargoes that are not lifted: desk.look<Embargoes>(embargo_stream()).
struct Embargoes {
  using Folds = Types<EmbargoImposed, EmbargoLifted>;
  std::vector<EmbargoImposed> list;
};
inline void evolve(Embargoes& s, EmbargoImposed const& e) {
  s.list.push_back(e);
}
inline void evolve(Embargoes& s, EmbargoLifted const& e) {
  std::erase_if(s.list, [&](EmbargoImposed const& i) { return i.embargo == e.embargo; });
}

// A train's way over one leg, at the times when it is there.
struct Passage {
  LegCode leg;
  NodeCode from, to;
  Instant departs, arrives;
  std::vector<std::string> sections;
};
// Whether the embargo holds where and when that train passes: a leg or section while it is on it, a node when it
// arrives or leaves there.
bool meets(EmbargoImposed const& embargo, Passage const& passage);
// Whether it is about everything that a train carries, and not about some size types or dangerous goods only.
bool about_all(EmbargoImposed const& embargo);
// Whether it is about such a unit.
bool is_about(EmbargoImposed const& embargo, SizeType size_type, bool dangerous);
// Refuses "network.embargoed" (409) with embargo, kind, place, from, until, reason and source, in words; times in UTC.
Refusal refuse_embargo(EmbargoImposed const& embargo);
// The same in two sentences, for lists of checks.
struct EmbargoWords {
  std::string zh, en;
};
EmbargoWords words_of(EmbargoImposed const& embargo);

// ---- what sisters may know of a departure ----

// Adds the partner of that leg, once; nothing for a leg that the carrier runs itself.
inline void add_partner(std::vector<std::string>& partners, DepartureLeg const& leg) {
  bool const known = std::find(partners.begin(), partners.end(), leg.partner) != partners.end();
  if (!leg.partner.empty() && !known) partners.push_back(leg.partner);
}
// True when `actor` works for one of these partners, in that role.
inline bool is_partner(Actor const& actor, std::vector<std::string> const& partners) {
  return actor.roles.has(Role::partner) &&
         std::find(partners.begin(), partners.end(), actor.org) != partners.end();
}

enum class DepartureState : std::uint8_t { open, closed, cancelled };
constexpr auto choices(Type<DepartureState>) {
  return std::array{
      Choice<DepartureState>{DepartureState::open, "open", "开放订舱", "Open for booking"},
      Choice<DepartureState>{DepartureState::closed, "closed", "停止订舱", "Closed for booking"},
      Choice<DepartureState>{DepartureState::cancelled, "cancelled", "停运", "Cancelled"}};
}

// A departure as its facts tell it: look at departure_stream(id).
struct Sailing {
  using Folds = Types<DepartureScheduled, DepartureCancelled, DepartureClosed, DepartureReopened>;
  bool known = false;
  DepartureState state = DepartureState::open;
  std::string reason;  // why it was closed or cancelled
  DepartureScheduled plan;

  Instant departs() const { return plan.legs.empty() ? Instant{} : plan.legs.front().departs; }
  Instant arrives() const { return plan.legs.empty() ? Instant{} : plan.legs.back().arrives; }
};
inline void evolve(Sailing& s, DepartureScheduled const& e) {
  s.known = true;
  s.plan = e;
}
inline void evolve(Sailing& s, DepartureCancelled const& e) {
  s.state = DepartureState::cancelled;
  s.reason = e.reason;
}
inline void evolve(Sailing& s, DepartureClosed const& e) {
  if (s.state == DepartureState::cancelled) return;
  s.state = DepartureState::closed;
  s.reason = e.reason;
}
inline void evolve(Sailing& s, DepartureReopened const&) {
  if (s.state == DepartureState::cancelled) return;
  s.state = DepartureState::open;
  s.reason.clear();
}

}  // namespace landport::network
