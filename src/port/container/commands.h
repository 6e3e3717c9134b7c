// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/container/events.h"

// What the container department can be told. Every field is a single cell, so that a spreadsheet can be taken
// in.
namespace landport::container {

inline constexpr Roles handlers = Role::terminal | Role::gate | Role::duty | Role::clock;

struct RegisterUnit {
  static constexpr std::string_view wire = "container.register_unit", zh = "登记箱", en = "Register unit";
  static constexpr Roles roles = handlers | Role::shipper | Role::carrier | Role::admin;
  UnitNumber unit;
  SizeType size_type;
  std::optional<Kilograms> tare, gross_max;
  std::string owner;
  bool full = true;
  bool confirm_bad_check_digit = false;
};
constexpr auto fields(Type<RegisterUnit>) {
  using C = RegisterUnit;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    field("size_type", &C::size_type, "箱型", "Size and type"),
                    may("tare_kg", &C::tare, "皮重", "Tare"),
                    may("gross_max_kg", &C::gross_max, "最大总重", "Largest gross mass"),
                    may("owner", &C::owner, "货主单位", "Owner"),
                    may("full", &C::full, "重箱", "Full"),
                    may("confirm_bad_check_digit", &C::confirm_bad_check_digit, "确认校验码不符",
                        "Confirm bad check digit"));
}

struct VerifyMass {
  static constexpr std::string_view wire = "container.verify_mass", zh = "核定总重", en = "Verify mass";
  static constexpr Roles roles = handlers | Role::shipper | Role::carrier;
  UnitNumber unit;
  Kilograms gross;
  MassMethod method = MassMethod::sm1;
  std::string by;
};
constexpr auto fields(Type<VerifyMass>) {
  using C = VerifyMass;
  return field_list(
      field("unit", &C::unit, "箱号", "Unit"), field("gross_kg", &C::gross, "总重", "Gross mass"),
      field("method", &C::method, "方法", "Method"), field("by", &C::by, "核定方", "Verified by"));
}

struct AffixSeal {
  static constexpr std::string_view wire = "container.affix_seal", zh = "加封", en = "Affix seal";
  static constexpr Roles roles = handlers | Role::shipper | Role::carrier | Role::customs;
  UnitNumber unit;
  std::string seal;
  SealKind kind = SealKind::shipper;
};
constexpr auto fields(Type<AffixSeal>) {
  using C = AffixSeal;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), field("seal", &C::seal, "封号", "Seal"),
                    may("kind", &C::kind, "封类", "Kind"));
}

struct BreakSeal {
  static constexpr std::string_view wire = "container.break_seal", zh = "拆封", en = "Break seal";
  static constexpr Roles roles = handlers | Role::customs;
  UnitNumber unit;
  std::string seal, reason;
};
constexpr auto fields(Type<BreakSeal>) {
  using C = BreakSeal;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), field("seal", &C::seal, "封号", "Seal"),
                    field("reason", &C::reason, "原因", "Reason"));
}

struct NoteCondition {
  static constexpr std::string_view wire = "container.note_condition", zh = "记录箱况", en = "Note condition";
  static constexpr Roles roles = handlers | Role::customs;
  UnitNumber unit;
  Condition condition = Condition::sound;
  std::string note, photos;
};
constexpr auto fields(Type<NoteCondition>) {
  using C = NoteCondition;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    field("condition", &C::condition, "箱况", "Condition"),
                    may("note", &C::note, "说明", "Note"), may("photos", &C::photos, "照片", "Photos"));
}

struct NoteContents {
  static constexpr std::string_view wire = "container.note_contents", zh = "记录空重",
                                    en = "Note full or empty";
  static constexpr Roles roles = handlers | Role::shipper | Role::customs;
  UnitNumber unit;
  bool full = true;
};
constexpr auto fields(Type<NoteContents>) {
  return field_list(field("unit", &NoteContents::unit, "箱号", "Unit"),
                    field("full", &NoteContents::full, "重箱", "Full"));
}

struct ChangeSetPoint {
  static constexpr std::string_view wire = "container.change_set_point", zh = "更改设定温度",
                                    en = "Change set point";
  static constexpr Roles roles = handlers | Role::shipper | Role::carrier;
  UnitNumber unit;
  std::optional<DeciCelsius> set_point;  // nothing: not to be cooled
};
constexpr auto fields(Type<ChangeSetPoint>) {
  return field_list(field("unit", &ChangeSetPoint::unit, "箱号", "Unit"),
                    may("set_point_dc", &ChangeSetPoint::set_point, "设定温度", "Set point"));
}

struct DeclareDanger {
  static constexpr std::string_view wire = "container.declare_danger", zh = "申报危险货物",
                                    en = "Declare danger";
  static constexpr Roles roles = handlers | Role::shipper | Role::carrier;
  UnitNumber unit;
  UnDangerNumber un_number;
  std::string danger_class;
};
constexpr auto fields(Type<DeclareDanger>) {
  using C = DeclareDanger;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    field("un_number", &C::un_number, "联合国编号", "UN number"),
                    field("danger_class", &C::danger_class, "类别", "Class"));
}

struct PlaceHold {
  static constexpr std::string_view wire = "container.place_hold", zh = "扣留", en = "Place hold";
  static constexpr Roles roles = handlers | Role::customs | Role::carrier;
  UnitNumber unit;
  std::string hold;
  Deeds forbids;
  std::string reason;
  Keeper keeper = Keeper::terminal;
};
constexpr auto fields(Type<PlaceHold>) {
  using C = PlaceHold;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), field("hold", &C::hold, "扣留名称", "Hold"),
                    field("forbids", &C::forbids, "禁止", "Forbids"),
                    field("reason", &C::reason, "原因", "Reason"),
                    may("keeper", &C::keeper, "解除方", "Released by"));
}

struct ReleaseHold {
  static constexpr std::string_view wire = "container.release_hold", zh = "解除扣留", en = "Release hold";
  static constexpr Roles roles = handlers | Role::customs | Role::carrier;
  UnitNumber unit;
  std::string hold, reason;
};
constexpr auto fields(Type<ReleaseHold>) {
  using C = ReleaseHold;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), field("hold", &C::hold, "扣留名称", "Hold"),
                    may("reason", &C::reason, "原因", "Reason"));
}

// A wrong mass, seal or gate-in is put right. For a mass `gross_kg`; for a seal `wrong_seal` and `seal`
// (empty: there was none); a wrong gate-in takes the unit outside again and can be corrected only while it
// stands on its truck (what stands in the yard is corrected with yard.correct_position).
struct CorrectFact {
  static constexpr std::string_view wire = "container.correct_fact", zh = "更正", en = "Correct a fact";
  static constexpr Roles roles = Role::terminal | Role::gate | Role::duty;
  UnitNumber unit;
  std::int64_t corrects = 0;
  Corrected what = Corrected::mass;
  std::optional<Kilograms> gross;
  std::string wrong_seal, seal, reason;
};
constexpr auto fields(Type<CorrectFact>) {
  using C = CorrectFact;
  return field_list(field("unit", &C::unit, "箱号", "Unit"),
                    field("corrects", &C::corrects, "被更正事件", "Corrected event"),
                    field("what", &C::what, "更正内容", "What"),
                    may("gross_kg", &C::gross, "总重", "Gross mass"),
                    may("wrong_seal", &C::wrong_seal, "错误封号", "Wrong seal"),
                    may("seal", &C::seal, "正确封号", "Right seal"),
                    field("reason", &C::reason, "原因", "Reason"));
}

Result<Facts> decide(RegisterUnit const& order, Desk& desk);
Result<Facts> decide(VerifyMass const& order, Desk& desk);
Result<Facts> decide(AffixSeal const& order, Desk& desk);
Result<Facts> decide(BreakSeal const& order, Desk& desk);
Result<Facts> decide(NoteCondition const& order, Desk& desk);
Result<Facts> decide(NoteContents const& order, Desk& desk);
Result<Facts> decide(ChangeSetPoint const& order, Desk& desk);
Result<Facts> decide(DeclareDanger const& order, Desk& desk);
Result<Facts> decide(PlaceHold const& order, Desk& desk);
Result<Facts> decide(ReleaseHold const& order, Desk& desk);
Result<Facts> decide(CorrectFact const& order, Desk& desk);

}  // namespace landport::container
