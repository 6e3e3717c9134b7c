// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "journal/table.h"
#include "port/network/events.h"
#include "port/network/timetable.h"

// Named view: the embargoes of the railway; and the question which departures they meet.
namespace landport::network {

struct EmbargoRow {
  static constexpr std::string_view zh = "停限装", en = "Embargoes";
  static constexpr Sights audience = seen_by::member;
  EmbargoId embargo;
  EmbargoAt at = EmbargoAt::node;
  std::string place;
  EmbargoKind kind = EmbargoKind::stop;
  Instant from;
  std::optional<Instant> until, lifted_at;
  std::vector<SizeType> size_types;
  bool dangerous_only = false;
  std::optional<CentiTeu> teu_max;
  std::string reason, source, lifted_why;

  EmbargoImposed fact() const {
    return {embargo, at, place, kind, from, until, size_types, dangerous_only, teu_max, reason, source};
  }
};
constexpr auto fields(Type<EmbargoRow>) {
  using R = EmbargoRow;
  return field_list(field("embargo", &R::embargo, "停限装编号", "Embargo"),
                    field("at", &R::at, "范围", "At"),
                    field("place", &R::place, "地点代码", "Place"),
                    field("kind", &R::kind, "类型", "Kind"),
                    field("from", &R::from, "自", "From"),
                    field("until", &R::until, "至", "Until"),
                    field("size_types", &R::size_types, "仅限箱型", "Size types only"),
                    field("dangerous_only", &R::dangerous_only, "仅限危险货物", "Dangerous goods only"),
                    field("teu_max_hundredths", &R::teu_max, "每线每日标准箱上限", "TEU of a path and day, at most"),
                    field("reason", &R::reason, "原因", "Reason"),
                    field("source", &R::source, "依据文电", "Source document"),
                    field("lifted_at", &R::lifted_at, "解除时间", "Lifted at"),
                    may("lifted_why", &R::lifted_why, "解除原因", "Why lifted"));
}
inline Parties parties_of(EmbargoRow const&) {
  return {};
}

struct EmbargoBoard {
  static constexpr std::string_view name = "embargoes";
  static constexpr bool storable = true;
  using Folds = Types<EmbargoImposed, EmbargoLifted>;
  Table<EmbargoRow> embargoes{"network.embargoes"};
  auto tables() { return std::tie(embargoes); }

  void apply(EmbargoImposed const&, Recorded const&);
  void apply(EmbargoLifted const&, Recorded const&);
};

// Which departures that have not arrived yet, by their timetable, meet an embargo that is not lifted; of all
// embargoes or one, of all departures or one.
struct EmbargoEffect {
  static constexpr std::string_view wire = "network.embargo_effect", zh = "停限装影响", en = "What embargoes meet";
  static constexpr Roles roles{};
  std::optional<EmbargoId> embargo;
  std::optional<DepartureId> departure;
};
constexpr auto fields(Type<EmbargoEffect>) {
  return field_list(may("embargo", &EmbargoEffect::embargo, "停限装编号", "Embargo"),
                    may("departure", &EmbargoEffect::departure, "班次", "Departure"));
}
struct EmbargoMeeting {
  DepartureId departure;
  EmbargoId embargo;
  EmbargoKind kind = EmbargoKind::stop;
  LegCode leg;
  Instant departs, arrives;  // of that leg
  bool whole = true;         // everything on the train; else some size types or dangerous goods only
  std::string zh, en;
};
constexpr auto fields(Type<EmbargoMeeting>) {
  using M = EmbargoMeeting;
  return field_list(field("departure", &M::departure, "班次", "Departure"),
                    field("embargo", &M::embargo, "停限装编号", "Embargo"),
                    field("kind", &M::kind, "类型", "Kind"),
                    field("leg", &M::leg, "区间", "Leg"),
                    field("departs", &M::departs, "开", "Departs"),
                    field("arrives", &M::arrives, "到", "Arrives"),
                    field("whole", &M::whole, "整列", "Whole train"),
                    field("zh", &M::zh, "说明", "In Chinese"),
                    field("en", &M::en, "英文说明", "In English"));
}
struct EmbargoEffectAnswer {
  std::vector<EmbargoMeeting> meetings;
};
constexpr auto fields(Type<EmbargoEffectAnswer>) {
  return field_list(field("meetings", &EmbargoEffectAnswer::meetings, "受影响班次", "Departures that it meets"));
}
Result<EmbargoEffectAnswer> answer(EmbargoEffect const&, Room const&);

}  // namespace landport::network
