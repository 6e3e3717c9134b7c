// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "journal/table.h"
#include "port/container/events.h"

// Named view: every unit as it is, and how it got there.
namespace landport::container {

struct UnitRow {
  static constexpr std::string_view zh = "箱", en = "Units";
  static constexpr Sights audience = seen_by::port | seen_by::owner | seen_by::carrier | seen_by::customs;
  UnitNumber unit;
  bool registered = false;  // not yet: a booking named it, and its size and type are not known
  SizeType size_type;
  PlaceKind place_kind = PlaceKind::outside;
  std::string place;
  Instant since;
  std::optional<Instant>
      entered_at;        // the port: through the gate, or off its train; storage counts from here
  bool by_rail = false;  // entered it off a train
  std::string booking, departure, owner, carrier;
  bool full = true;
  std::optional<Kilograms> tare, gross_max, verified_gross;
  std::optional<MassMethod> mass_method;
  std::string mass_by;
  std::vector<std::string> seals;
  Condition condition = Condition::sound;
  std::string condition_note;
  std::optional<DeciCelsius> set_point;
  std::vector<Danger> danger;
  bool held = false;
  std::vector<Hold> holds;
  std::string customs_export, customs_import;
  std::optional<Instant> released_at;  // the last release that is in force
  std::string check_digit_confirmed_by;
  Count corrections;
  Journey journey;
};
constexpr auto fields(Type<UnitRow>) {
  using R = UnitRow;
  return field_list(field("unit", &R::unit, "箱号", "Unit"),
                    field("registered", &R::registered, "已登记", "Registered"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("place_kind", &R::place_kind, "地点类型", "Kind of place"),
                    field("place", &R::place, "地点", "Place"),
                    field("since", &R::since, "到位时间", "Since"),
                    field("entered_at", &R::entered_at, "进港时间", "Entered the port"),
                    field("by_rail", &R::by_rail, "铁路到达", "Came by rail"),
                    field("booking", &R::booking, "订舱号", "Booking"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("full", &R::full, "重箱", "Full"),
                    field("tare_kg", &R::tare, "皮重", "Tare"),
                    field("gross_max_kg", &R::gross_max, "最大总重", "Largest gross mass"),
                    field("verified_gross_kg", &R::verified_gross, "核定总重", "Verified gross mass"),
                    field("mass_method", &R::mass_method, "核定方法", "Method"),
                    field("mass_by", &R::mass_by, "核定方", "Verified by"),
                    field("seals", &R::seals, "封号", "Seals"),
                    field("condition", &R::condition, "箱况", "Condition"),
                    field("condition_note", &R::condition_note, "箱况说明", "Condition note"),
                    field("set_point_dc", &R::set_point, "设定温度", "Set point"),
                    field("danger", &R::danger, "危险货物", "Danger"),
                    field("held", &R::held, "被扣留", "Held"),
                    field("holds", &R::holds, "扣留", "Holds"),
                    field("customs_export", &R::customs_export, "出口放行", "Export release"),
                    field("customs_import", &R::customs_import, "进口放行", "Import release"),
                    field("released_at", &R::released_at, "放行时间", "Released at"),
                    field("check_digit_confirmed_by", &R::check_digit_confirmed_by, "校验码确认人",
                          "Check digit confirmed by"),
                    field("corrections", &R::corrections, "更正次数", "Corrections"),
                    field("journey", &R::journey, "本次运输", "Journey").only(seen_by::nobody));
}
inline Parties parties_of(UnitRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

struct MoveRow {
  static constexpr std::string_view zh = "箱移动", en = "Moves";
  static constexpr Sights audience = seen_by::port | seen_by::owner | seen_by::carrier | seen_by::customs;
  std::int64_t move = 0;  // the sequence of the event
  UnitNumber unit;
  Instant at;
  PlaceKind from_kind = PlaceKind::outside, to_kind = PlaceKind::outside;
  std::string from, to, by;
  std::string owner, carrier;
  bool correction = false;
};
constexpr auto fields(Type<MoveRow>) {
  using R = MoveRow;
  return field_list(field("move", &R::move, "事件", "Event"),
                    field("unit", &R::unit, "箱号", "Unit"),
                    field("at", &R::at, "时间", "At"),
                    field("from_kind", &R::from_kind, "从（类型）", "From (kind)"),
                    field("from", &R::from, "从", "From"),
                    field("to_kind", &R::to_kind, "到（类型）", "To (kind)"),
                    field("to", &R::to, "到", "To"),
                    field("by", &R::by, "依据", "By"),
                    field("owner", &R::owner, "货主单位", "Owner"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("correction", &R::correction, "更正", "Correction"));
}
inline Parties parties_of(MoveRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

struct UnitBoard {
  static constexpr std::string_view name = "container";
  static constexpr bool storable = true;
  using Folds = Whereabouts::Folds;
  Table<UnitRow> units{"container.units"};
  Table<MoveRow> moves{"container.moves"};
  auto tables() { return std::tie(units, moves); }

  void apply(UnitRegistered const& e, Recorded const& r);
  void apply(UnitBooked const& e, Recorded const& r);
  void apply(UnitUnbooked const& e, Recorded const& r);
  void apply(JourneyEnded const& e, Recorded const& r);
  void apply(UnitPlaced const& e, Recorded const& r);
  void apply(MassVerified const& e, Recorded const& r);
  void apply(UnitSealed const& e, Recorded const& r);
  void apply(SealBroken const& e, Recorded const& r);
  void apply(ConditionNoted const& e, Recorded const& r);
  void apply(ContentsNoted const& e, Recorded const& r);
  void apply(SetPointChanged const& e, Recorded const& r);
  void apply(DangerDeclared const& e, Recorded const& r);
  void apply(HoldPlaced const& e, Recorded const& r);
  void apply(HoldReleased const& e, Recorded const& r);
  void apply(FactCorrected const& e, Recorded const& r);
  void apply(ReleaseRecorded const& e, Recorded const& r);
  void apply(ReleaseWithdrawn const& e, Recorded const& r);

 private:
  UnitRow& row(UnitNumber const& unit);
  void move(UnitRow& unit, Place const& from, Place const& to, std::string_view by, bool correction,
            Recorded const& r);
};

}  // namespace landport::container
