// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"
#include "port/container/holds.h"
#include "words/fields.h"

// What can happen to a unit, and what sister departments may know of it. Everything about one unit stands in
// its stream unit/NUMBER, whoever writes it; so "a unit is in exactly one place" is a rule of one stream.
namespace landport::container {

// Who may see what happened to a unit, behind a row that they see.
inline constexpr Sights unit_audience =
    seen_by::owner | seen_by::carrier | seen_by::port | seen_by::admin | seen_by::customs;

inline StreamName unit_stream(UnitNumber const& unit) {
  return stream_name("unit", unit.text());
}

// ---- places ----

enum class PlaceKind : std::uint8_t { outside, truck, yard, warehouse, wagon, terminal_abroad, delivered };
constexpr auto choices(Type<PlaceKind>) {
  return std::array{
      Choice<PlaceKind>{PlaceKind::outside, "outside", "港外", "Outside the port"},
      Choice<PlaceKind>{PlaceKind::truck, "truck", "车上", "On a truck"},
      Choice<PlaceKind>{PlaceKind::yard, "yard", "在场", "In the yard"},
      Choice<PlaceKind>{PlaceKind::warehouse, "warehouse", "在仓门", "At a warehouse door"},
      Choice<PlaceKind>{PlaceKind::wagon, "wagon", "在列", "On a wagon"},
      Choice<PlaceKind>{PlaceKind::terminal_abroad, "terminal_abroad", "境外场站", "At a terminal abroad"},
      Choice<PlaceKind>{PlaceKind::delivered, "delivered", "已交付", "Delivered"}};
}

// Where a unit is. `ref` is the visit (truck), the position "A1-03-02-1" (yard), the door "CFS1-03" (warehouse),
// "TRAIN/WAGON/PLACE" (wagon) or the node code (terminal abroad); empty outside; the visit that took it away when
// delivered.
struct Place {
  PlaceKind kind = PlaceKind::outside;
  std::string ref;
  bool operator==(Place const&) const = default;
};
constexpr auto fields(Type<Place>) {
  return field_list(field("kind", &Place::kind, "地点类型", "Kind of place"),
                    may("ref", &Place::ref, "地点", "Place"));
}

// Staff of the port, and customs, deal with every unit; others only with those of their organisation.
inline constexpr Roles staff =
    Role::terminal | Role::gate | Role::customs | Role::duty | Role::admin | Role::clock;

enum class MassMethod : std::uint8_t { sm1, sm2 };  // SOLAS VI/2: weighed packed, or summed from its contents
constexpr auto choices(Type<MassMethod>) {
  return std::array{Choice<MassMethod>{MassMethod::sm1, "SM1", "整箱称重", "Weighed packed (SM1)"},
                    Choice<MassMethod>{MassMethod::sm2, "SM2", "累加计算", "Summed from contents (SM2)"}};
}
enum class SealKind : std::uint8_t { shipper, carrier, customs, terminal };
constexpr auto choices(Type<SealKind>) {
  return std::array{Choice<SealKind>{SealKind::shipper, "shipper", "发货人封", "Shipper's seal"},
                    Choice<SealKind>{SealKind::carrier, "carrier", "承运人封", "Carrier's seal"},
                    Choice<SealKind>{SealKind::customs, "customs", "关锁", "Customs seal"},
                    Choice<SealKind>{SealKind::terminal, "terminal", "场站封", "Terminal's seal"}};
}
enum class Condition : std::uint8_t { sound, damaged, unfit };
constexpr auto choices(Type<Condition>) {
  return std::array{Choice<Condition>{Condition::sound, "sound", "完好", "Sound"},
                    Choice<Condition>{Condition::damaged, "damaged", "残损", "Damaged"},
                    Choice<Condition>{Condition::unfit, "unfit", "不适运", "Not fit to travel"}};
}

// ---- facts ----

struct UnitRegistered {
  static constexpr std::string_view wire = "container.unit_registered.v1", zh = "箱登记",
                                    en = "Unit registered";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  SizeType size_type;
  std::optional<Kilograms> tare, gross_max;
  std::string owner;  // the organisation whose unit or goods it is; empty when not yet known
  bool full = true;
  std::string check_digit_confirmed_by;  // who confirmed a number whose check digit does not hold
};
constexpr auto fields(Type<UnitRegistered>) {
  using E = UnitRegistered;
  return field_list(field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    may("tare_kg", &E::tare, "皮重", "Tare"),
                    may("gross_max_kg", &E::gross_max, "最大总重", "Largest gross mass"),
                    may("owner", &E::owner, "货主单位", "Owner"),
                    may("full", &E::full, "重箱", "Full"),
                    may("check_digit_confirmed_by", &E::check_digit_confirmed_by, "校验码确认人",
                        "Check digit confirmed by"));
}

// The unit now travels under that booking; written by whoever joins them (booking, or the gate at admission).
struct UnitBooked {
  static constexpr std::string_view wire = "container.unit_booked.v1", zh = "箱归入订舱",
                                    en = "Unit joined a booking";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::string booking, departure, owner, carrier;  // names of the booking and departure; organisations
};
constexpr auto fields(Type<UnitBooked>) {
  using E = UnitBooked;
  return field_list(
      field("unit", &E::unit, "箱号", "Unit"), field("booking", &E::booking, "订舱号", "Booking"),
      may("departure", &E::departure, "班次", "Departure"), may("owner", &E::owner, "货主单位", "Owner"),
      may("carrier", &E::carrier, "承运单位", "Carrier"));
}
struct UnitUnbooked {
  static constexpr std::string_view wire = "container.unit_unbooked.v1", zh = "箱退出订舱",
                                    en = "Unit left a booking";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::string booking;
};
constexpr auto fields(Type<UnitUnbooked>) {
  return field_list(field("unit", &UnitUnbooked::unit, "箱号", "Unit"),
                    field("booking", &UnitUnbooked::booking, "订舱号", "Booking"));
}

// The booking is completed: its units have come to where it sent them, and are free for another. Unlike
// UnitUnbooked, after which the same goods may still stand in the port, it ends the unit's journey.
struct JourneyEnded {
  static constexpr std::string_view wire = "container.journey_ended.v1", zh = "箱运输结束",
                                    en = "Journey of the unit ended";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::string booking;
};
constexpr auto fields(Type<JourneyEnded>) {
  return field_list(field("unit", &JourneyEnded::unit, "箱号", "Unit"),
                    field("booking", &JourneyEnded::booking, "订舱号", "Booking"));
}

// The one fact for every change of place, whoever causes it (gate, yard, train, tracking). `from` is the
// place that the unit was in when the decision was made; make it with `moved` below.
struct UnitPlaced {
  static constexpr std::string_view wire = "container.unit_placed.v1", zh = "箱移位",
                                    en = "Unit changed place";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  Place from, to;
  std::string by;  // the work order, visit, train or correction that moved it
};
constexpr auto fields(Type<UnitPlaced>) {
  using E = UnitPlaced;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("from", &E::from, "从", "From"),
                    field("to", &E::to, "到", "To"), may("by", &E::by, "依据", "By"));
}

struct MassVerified {
  static constexpr std::string_view wire = "container.mass_verified.v1", zh = "总重核定",
                                    en = "Mass verified";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  Kilograms gross;
  MassMethod method = MassMethod::sm1;
  std::string by;  // the weighbridge or the party that signs for it
};
constexpr auto fields(Type<MassVerified>) {
  using E = MassVerified;
  return field_list(
      field("unit", &E::unit, "箱号", "Unit"), field("gross_kg", &E::gross, "总重", "Gross mass"),
      field("method", &E::method, "方法", "Method"), field("by", &E::by, "核定方", "Verified by"));
}
struct UnitSealed {
  static constexpr std::string_view wire = "container.sealed.v1", zh = "加封", en = "Sealed";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::string seal;
  SealKind kind = SealKind::shipper;
};
constexpr auto fields(Type<UnitSealed>) {
  using E = UnitSealed;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("seal", &E::seal, "封号", "Seal"),
                    may("kind", &E::kind, "封类", "Kind"));
}
struct SealBroken {
  static constexpr std::string_view wire = "container.seal_broken.v1", zh = "拆封", en = "Seal broken";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::string seal, reason;
};
constexpr auto fields(Type<SealBroken>) {
  using E = SealBroken;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("seal", &E::seal, "封号", "Seal"),
                    field("reason", &E::reason, "原因", "Reason"));
}
struct ConditionNoted {
  static constexpr std::string_view wire = "container.condition_noted.v1", zh = "箱况",
                                    en = "Condition noted";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  Condition condition = Condition::sound;
  std::string note, photos;  // names of pictures, blank between
};
constexpr auto fields(Type<ConditionNoted>) {
  using E = ConditionNoted;
  return field_list(field("unit", &E::unit, "箱号", "Unit"),
                    field("condition", &E::condition, "箱况", "Condition"),
                    may("note", &E::note, "说明", "Note"), may("photos", &E::photos, "照片", "Photos"));
}
struct ContentsNoted {
  static constexpr std::string_view wire = "container.contents_noted.v1", zh = "空重状态",
                                    en = "Full or empty noted";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  bool full = true;
};
constexpr auto fields(Type<ContentsNoted>) {
  return field_list(field("unit", &ContentsNoted::unit, "箱号", "Unit"),
                    field("full", &ContentsNoted::full, "重箱", "Full"));
}
struct SetPointChanged {
  static constexpr std::string_view wire = "container.set_point_changed.v1", zh = "设定温度",
                                    en = "Set point changed";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::optional<DeciCelsius> set_point;  // nothing: not to be cooled
};
constexpr auto fields(Type<SetPointChanged>) {
  return field_list(field("unit", &SetPointChanged::unit, "箱号", "Unit"),
                    may("set_point_dc", &SetPointChanged::set_point, "设定温度", "Set point"));
}
struct DangerDeclared {
  static constexpr std::string_view wire = "container.danger_declared.v1", zh = "危险货物申报",
                                    en = "Danger declared";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  UnDangerNumber un_number;
  std::string danger_class;  // "3", "4.1", "1.4S"
};
constexpr auto fields(Type<DangerDeclared>) {
  using E = DangerDeclared;
  return field_list(field("unit", &E::unit, "箱号", "Unit"),
                    field("un_number", &E::un_number, "联合国编号", "UN number"),
                    field("danger_class", &E::danger_class, "类别", "Class"));
}
struct HoldPlaced {
  static constexpr std::string_view wire = "container.hold_placed.v1", zh = "扣留", en = "Hold placed";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::string hold;
  Deeds forbids;
  std::string reason;
  Keeper keeper = Keeper::terminal;
};
constexpr auto fields(Type<HoldPlaced>) {
  using E = HoldPlaced;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("hold", &E::hold, "扣留名称", "Hold"),
                    field("forbids", &E::forbids, "禁止", "Forbids"),
                    field("reason", &E::reason, "原因", "Reason"),
                    may("keeper", &E::keeper, "解除方", "Released by"));
}
struct HoldReleased {
  static constexpr std::string_view wire = "container.hold_released.v1", zh = "解除扣留",
                                    en = "Hold released";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::string hold, reason;
};
constexpr auto fields(Type<HoldReleased>) {
  using E = HoldReleased;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("hold", &E::hold, "扣留名称", "Hold"),
                    may("reason", &E::reason, "原因", "Reason"));
}

// What a correction can correct.
enum class Corrected : std::uint8_t { mass, seal, place };
constexpr auto choices(Type<Corrected>) {
  return std::array{Choice<Corrected>{Corrected::mass, "mass", "重量", "Mass"},
                    Choice<Corrected>{Corrected::seal, "seal", "封号", "Seal"},
                    Choice<Corrected>{Corrected::place, "place", "地点", "Place"}};
}
// A wrong fact of this unit is put right; the old one stays and is named by its sequence.
struct FactCorrected {
  static constexpr std::string_view wire = "container.fact_corrected.v1", zh = "更正", en = "Fact corrected";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  std::int64_t corrects = 0;  // sequence of the wrong event
  Corrected what = Corrected::mass;
  std::optional<Kilograms> gross;  // mass
  std::string wrong_seal, seal;    // seal
  std::optional<Place> place;      // place
  std::string reason;
};
constexpr auto fields(Type<FactCorrected>) {
  using E = FactCorrected;
  return field_list(field("unit", &E::unit, "箱号", "Unit"),
                    field("corrects", &E::corrects, "被更正事件", "Corrected event"),
                    field("what", &E::what, "更正内容", "What"),
                    may("gross_kg", &E::gross, "总重", "Gross mass"),
                    may("wrong_seal", &E::wrong_seal, "错误封号", "Wrong seal"),
                    may("seal", &E::seal, "正确封号", "Right seal"),
                    may("place", &E::place, "地点", "Place"),
                    field("reason", &E::reason, "原因", "Reason"));
}

enum class Purpose : std::uint8_t { export_, import_ };
constexpr auto choices(Type<Purpose>) {
  return std::array{Choice<Purpose>{Purpose::export_, "export", "出口", "Export"},
                    Choice<Purpose>{Purpose::import_, "import", "进口", "Import"}};
}
// Written by customs. They stand in the unit's stream and so are declared here; customs describes and decides
// them.
struct ReleaseRecorded {
  static constexpr std::string_view wire = "container.customs_released.v1", zh = "海关放行",
                                    en = "Customs release";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  Purpose purpose = Purpose::export_;
  std::string reference;  // of the declaration or release slip
};
constexpr auto fields(Type<ReleaseRecorded>) {
  using E = ReleaseRecorded;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("purpose", &E::purpose, "方向", "Purpose"),
                    field("reference", &E::reference, "放行单号", "Reference"));
}
struct ReleaseWithdrawn {
  static constexpr std::string_view wire = "container.customs_release_withdrawn.v1", zh = "撤销放行",
                                    en = "Release withdrawn";
  static constexpr Sights audience = unit_audience;
  UnitNumber unit;
  Purpose purpose = Purpose::export_;
  std::string reason;
};
constexpr auto fields(Type<ReleaseWithdrawn>) {
  using E = ReleaseWithdrawn;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("purpose", &E::purpose, "方向", "Purpose"),
                    field("reason", &E::reason, "原因", "Reason"));
}

// ---- what sisters may know of a unit ----

struct Danger {
  UnDangerNumber un_number;
  std::string danger_class;
  bool operator==(Danger const&) const = default;
};

constexpr auto fields(Type<Danger>) {
  return field_list(field("un_number", &Danger::un_number, "联合国编号", "UN number"),
                    field("danger_class", &Danger::danger_class, "类别", "Class"));
}

// ---- a unit's journeys ----
//
// A box outlives the goods that it carries. What is known of the goods (verified mass, seals, set point,
// danger, customs releases) belongs to one journey; what is known of the box (place, condition, tare and
// rating, holds until they are released) stays. Every fold, state or view, asks this rule and no other.
//
//   A journey ends when               | and with it
//   ----------------------------------+----------------------------------------------------------------------
//   it is delivered                   | all that is known of the goods
//   its booking is completed          | the same (JourneyEnded)
//   it leaves by the gate unbooked    | the same; turned away while it is still booked it comes back with the
//                                     | same goods, so nothing ends then, but when that booking is cancelled
//                                     | before it is back
//   it is found abroad unbooked       | the same
//   it is emptied, or filled          | the same, and the journey goes on
//   somebody else books what is in it | the customs releases: they were given for another's declaration
//
// A booking that is cancelled while the goods stay inside ends nothing: seals and mass are physically there,
// and the release belongs to the same goods of the same owner (to take them out again, customs withdraw it
// first). What is recorded before the first booking or the gate, as pre-advice, is of the journey that begins
// then: so the first word on full or empty after the unit came back from outside takes nothing away.
struct Journey {
  PlaceKind at = PlaceKind::outside;
  bool came_in = false;  // since the last journey ended
  bool told = false;     // somebody saw in this journey whether it is full
  bool full = true;
  bool claimed = false;    // its owner is that of this journey, not of the last one
  std::string booking;     // that it is in now
  std::string goods_of;    // the owner of the booking that it was in last
  std::int64_t since = 0;  // sequence of the fact with which the goods before these ended
  bool operator==(Journey const&) const = default;
};
constexpr auto fields(Type<Journey>) {
  using J = Journey;
  return field_list(field("at", &J::at, "地点类型", "Kind of place"),
                    may("came_in", &J::came_in, "已进港", "Came in"),
                    may("told", &J::told, "空重已确认", "Full or empty seen"),
                    may("full", &J::full, "重箱", "Full"),
                    may("claimed", &J::claimed, "货主有效", "Owner of this journey"),
                    may("booking", &J::booking, "订舱号", "Booking"),
                    may("goods_of", &J::goods_of, "货主单位", "Goods of"),
                    may("since", &J::since, "起始事件", "Since"));
}

// What a fact ends: nothing, what customs released, or all that is known of the goods.
enum class Ends : std::uint8_t { nothing, release, goods };

// On the ground of the port and off the rails: in the yard, at a warehouse or on a truck.
inline bool stands_here(PlaceKind kind) {
  return kind == PlaceKind::truck || kind == PlaceKind::yard || kind == PlaceKind::warehouse;
}
inline bool is_inside(PlaceKind kind) {
  return stands_here(kind) || kind == PlaceKind::wagon;
}
inline Ends over(Journey& j) {
  j.came_in = j.told = is_inside(j.at);
  j.claimed = false;
  j.goods_of.clear();
  return Ends::goods;
}
inline Ends place(Journey& j, PlaceKind at) {
  j.at = at;
  if (is_inside(at)) j.came_in = j.told = true;
  bool const gone = at == PlaceKind::delivered || (j.booking.empty() && j.came_in && !is_inside(at));
  return gone ? over(j) : Ends::nothing;
}
inline Ends passes(Journey& j, UnitRegistered const& e) {
  j.full = e.full;
  if (!e.owner.empty()) j.claimed = true;
  return Ends::nothing;
}
inline Ends passes(Journey& j, UnitBooked const& e) {
  bool const of_another = !j.goods_of.empty() && !e.owner.empty() && e.owner != j.goods_of;
  j.booking = e.booking;
  if (!e.owner.empty()) j.goods_of = e.owner;
  j.claimed = true;
  return of_another ? Ends::release : Ends::nothing;
}
inline Ends passes(Journey& j, UnitUnbooked const& e) {
  if (j.booking != e.booking) return Ends::nothing;
  j.booking.clear();
  return j.came_in && !is_inside(j.at) ? over(j) : Ends::nothing;
}
inline Ends passes(Journey& j, JourneyEnded const& e) {
  if (j.booking != e.booking) return Ends::nothing;
  j.booking.clear();
  return over(j);
}
inline Ends passes(Journey& j, UnitPlaced const& e) {
  return place(j, e.to.kind);
}
inline Ends passes(Journey& j, ContentsNoted const& e) {
  bool const changed = j.told && j.full != e.full;
  j.full = e.full;
  j.told = true;
  return changed ? Ends::goods : Ends::nothing;
}
inline Ends passes(Journey& j, FactCorrected const& e) {
  return e.what == Corrected::place && e.place ? place(j, e.place->kind) : Ends::nothing;
}

// Takes from what a fold knows of a unit (any struct with members of these names) what has ended.
template <class Known>
void forget(Known& known, Ends ends) {
  if (ends == Ends::nothing) return;
  if constexpr (requires { known.customs_export; }) {
    known.customs_export.clear();
    known.customs_import.clear();
  }
  if constexpr (requires { known.released_at; }) known.released_at.reset();
  if (ends == Ends::release) return;
  if constexpr (requires { known.verified_gross; }) known.verified_gross.reset();
  if constexpr (requires { known.mass_by; }) {
    known.mass_method.reset();
    known.mass_by.clear();
  }
  if constexpr (requires { known.seals; }) known.seals.clear();
  if constexpr (requires { known.set_point; }) known.set_point.reset();
  if constexpr (requires { known.danger; }) known.danger.clear();
}
// The rule, carried out: every fold with a member `journey` calls this first with each fact that `passes`
// knows.
template <class Known, class Fact>
void travel(Known& known, Fact const& fact, Recorded const& r) {
  Ends const ends = passes(known.journey, fact);
  if (ends == Ends::goods) known.journey.since = r.sequence;
  forget(known, ends);
}
// A correction of what was recorded of goods that are gone puts the history right and nothing else.
inline bool of_earlier_goods(Journey const& j, FactCorrected const& e) {
  return e.what != Corrected::place && e.corrects <= j.since;
}

// The public state of a unit: desk.look<Whereabouts>(unit_stream(number)).
struct Whereabouts {
  using Folds = Types<UnitRegistered, UnitBooked, UnitUnbooked, JourneyEnded, UnitPlaced, MassVerified,
                      UnitSealed, SealBroken, ConditionNoted, ContentsNoted, SetPointChanged, DangerDeclared,
                      HoldPlaced, HoldReleased, FactCorrected, ReleaseRecorded, ReleaseWithdrawn>;
  bool known = false;  // registered; nothing below means anything before
  UnitNumber unit;
  SizeType size_type;
  Place place;
  Instant since;  // when it came to its place
  std::optional<Kilograms> tare, gross_max;
  std::optional<Kilograms> verified_gross;  // VGM
  MassMethod mass_method = MassMethod::sm1;
  bool full = true;
  Condition condition = Condition::sound;
  std::vector<std::string> seals;  // those that are on it now
  std::optional<DeciCelsius> set_point;
  std::vector<Danger> danger;
  std::vector<Hold> holds;  // those in force
  std::string booking, departure, owner, carrier;
  std::string customs_export, customs_import;  // references of the releases in force; empty: not released
  bool check_digit_confirmed = false;          // the digit is wrong and somebody answered for it
  Journey journey;                             // the one it is on; what ended with an earlier one is gone

  bool customs_released(Purpose purpose) const {
    return !(purpose == Purpose::export_ ? customs_export : customs_import).empty();
  }
};

inline void evolve(Whereabouts& s, UnitRegistered const& e, Recorded const& r) {
  travel(s, e, r);
  if (!s.known) s.since = r.happened;
  s.known = true;
  s.unit = e.unit;
  s.size_type = e.size_type;
  s.tare = e.tare;
  s.gross_max = e.gross_max;
  if (!e.owner.empty()) s.owner = e.owner;  // a booking may have claimed it before it was registered
  s.full = e.full;
  s.check_digit_confirmed = !e.check_digit_confirmed_by.empty();
}
inline void evolve(Whereabouts& s, UnitBooked const& e, Recorded const& r) {
  travel(s, e, r);
  s.booking = e.booking;
  s.departure = e.departure;
  if (!e.owner.empty()) s.owner = e.owner;
  s.carrier = e.carrier;
}
inline void leave_booking(Whereabouts& s, std::string_view booking) {
  if (s.booking != booking) return;
  s.booking.clear();
  s.departure.clear();
  s.carrier.clear();
}
inline void evolve(Whereabouts& s, UnitUnbooked const& e, Recorded const& r) {
  travel(s, e, r);
  leave_booking(s, e.booking);
}
inline void evolve(Whereabouts& s, JourneyEnded const& e, Recorded const& r) {
  travel(s, e, r);
  leave_booking(s, e.booking);
}
inline void evolve(Whereabouts& s, UnitPlaced const& e, Recorded const& r) {
  travel(s, e, r);
  s.place = e.to;
  s.since = r.happened;
}
inline void evolve(Whereabouts& s, MassVerified const& e) {
  s.verified_gross = e.gross;
  s.mass_method = e.method;
}
inline void evolve(Whereabouts& s, UnitSealed const& e) {
  if (std::find(s.seals.begin(), s.seals.end(), e.seal) == s.seals.end()) s.seals.push_back(e.seal);
}
inline void evolve(Whereabouts& s, SealBroken const& e) {
  std::erase(s.seals, e.seal);
}
inline void evolve(Whereabouts& s, ConditionNoted const& e) {
  s.condition = e.condition;
}
inline void evolve(Whereabouts& s, ContentsNoted const& e, Recorded const& r) {
  travel(s, e, r);
  s.full = e.full;
}
inline void evolve(Whereabouts& s, SetPointChanged const& e) {
  s.set_point = e.set_point;
}
inline void evolve(Whereabouts& s, DangerDeclared const& e) {
  Danger const d{e.un_number, e.danger_class};
  if (std::find(s.danger.begin(), s.danger.end(), d) == s.danger.end()) s.danger.push_back(d);
}
inline void evolve(Whereabouts& s, HoldPlaced const& e) {
  std::erase_if(s.holds, [&](Hold const& h) { return h.name == e.hold; });
  s.holds.push_back({e.hold, e.forbids, e.reason, e.keeper});
}
inline void evolve(Whereabouts& s, HoldReleased const& e) {
  std::erase_if(s.holds, [&](Hold const& h) { return h.name == e.hold; });
}
inline void evolve(Whereabouts& s, FactCorrected const& e, Recorded const& r) {
  travel(s, e, r);
  if (of_earlier_goods(s.journey, e)) return;
  if (e.what == Corrected::mass && e.gross) s.verified_gross = e.gross;
  if (e.what == Corrected::seal) {
    std::erase(s.seals, e.wrong_seal);
    if (!e.seal.empty() && std::find(s.seals.begin(), s.seals.end(), e.seal) == s.seals.end())
      s.seals.push_back(e.seal);
  }
  if (e.what == Corrected::place && e.place) {
    s.place = *e.place;
    s.since = r.happened;
  }
}
inline void evolve(Whereabouts& s, ReleaseRecorded const& e) {
  (e.purpose == Purpose::export_ ? s.customs_export : s.customs_import) = e.reference;
}
inline void evolve(Whereabouts& s, ReleaseWithdrawn const& e) {
  (e.purpose == Purpose::export_ ? s.customs_export : s.customs_import).clear();
}

// The largest rating of a series 1 freight container (ISO 668:2020): nothing on a unit's papers may say more.
inline constexpr Kilograms rating_max{36'000};

// The most that a unit can weigh, goods included: what its plate says, or the largest rating when nobody told.
inline Kilograms heaviest(Whereabouts const& unit) {
  return std::min(unit.gross_max.value_or(rating_max), rating_max);
}

// True when `actor` may know of this unit at all. Where this is false a command answers as if there were no
// such unit.
inline bool may_see(Whereabouts const& unit, Actor const& actor) {
  return unit.known && (actor.roles.any(staff) ||
                        (!actor.org.empty() && (actor.org == unit.owner || actor.org == unit.carrier)));
}

// "a held unit does not do what the hold forbids, whoever asks": every department asks this before the deed.
// Refuses "container.held" (409) with the unit, the hold, its reason and the deed.
inline Result<void> may_do(Whereabouts const& unit, Deed deed) {
  for (auto const& hold : unit.holds) {
    if (!hold.forbids.has(deed)) continue;
    return no(refuse("container.held")
                  .at("/unit")
                  .with("unit", unit.unit.text())
                  .with("hold", hold.name)
                  .with("reason", hold.reason)
                  .with("deed", Codec<Deed>::to_text(deed)));
  }
  return {};
}

// A change of place cannot have happened before the unit came to where it is. Refuses
// "container.before_it_came" (422).
inline Result<void> not_before(Whereabouts const& unit, Instant happened) {
  if (unit.place.kind == PlaceKind::outside || unit.since <= happened) return {};
  return no(refuse("container.before_it_came")
                .at("/unit")
                .with("unit", unit.unit.text())
                .with("since", to_text(unit.since)));
}

// The fact that takes a known unit from where it is to `to`.
inline UnitPlaced moved(Whereabouts const& unit, Place to, std::string_view by) {
  return {unit.unit, unit.place, std::move(to), std::string(by)};
}

// The unit as the facts that the command may look at tell it.
inline Whereabouts const& unit_at(Desk& desk, UnitNumber const& unit) {
  return desk.look<Whereabouts>(unit_stream(unit));
}

}  // namespace landport::container
