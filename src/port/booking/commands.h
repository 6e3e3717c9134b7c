// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "journal/desk.h"
#include "port/booking/events.h"
#include "words/fields.h"

// What booking can be told.
namespace landport::booking {

inline constexpr Roles sellers = Role::shipper | Role::carrier | Role::duty;

// What somebody wants to send. All fields are single cells, so that a spreadsheet can carry it.
struct Wish {
  network::DepartureId departure;
  std::optional<network::NodeCode> from, to;             // nothing: the ends of the departure
  std::optional<network::DepartureId> onward_departure;  // with a change of trains at `via`
  std::optional<network::NodeCode> via;
  std::string owner;  // for whom; empty: whoever asks
  SizeType size_type;
  Count quantity{1};
  Kilograms gross;
  bool laden = true, powered = false;
  std::optional<HsCode> hs_code;
  std::string description;
  Count packages;
  Kilograms goods_mass;
  std::optional<std::int64_t> value_minor;
  std::optional<Currency> value_currency;
  std::optional<UnDangerNumber> un_number;
  std::string danger_class;
  std::optional<DeciCelsius> temperature_min, temperature_max;
  std::string reference;
};
constexpr auto fields(Type<Wish>) {
  using W = Wish;
  return field_list(field("departure", &W::departure, "班次", "Departure"),
                    may("from", &W::from, "起", "From"),
                    may("to", &W::to, "止", "To"),
                    may("onward_departure", &W::onward_departure, "接续班次", "Onward departure"),
                    may("via", &W::via, "换乘节点", "Change at"),
                    may("owner", &W::owner, "订舱人", "Booking party"),
                    field("size_type", &W::size_type, "箱型", "Size and type"),
                    field("quantity", &W::quantity, "数量", "Quantity"),
                    field("gross_kg", &W::gross, "单箱总重", "Gross mass of one unit"),
                    may("laden", &W::laden, "重箱", "Laden"),
                    may("powered", &W::powered, "需供电", "Needs power"),
                    may("hs_code", &W::hs_code, "HS 编码", "HS code"),
                    may("description", &W::description, "品名", "Description"),
                    may("packages", &W::packages, "件数", "Packages"),
                    may("goods_mass_kg", &W::goods_mass, "货物总重", "Mass of all goods"),
                    may("value_minor", &W::value_minor, "货值（最小货币单位）", "Value in the smallest unit"),
                    may("value_currency", &W::value_currency, "货值币种", "Currency of the value"),
                    may("un_number", &W::un_number, "联合国编号", "UN number"),
                    may("danger_class", &W::danger_class, "危险品类别", "Danger class"),
                    may("temperature_min_dc", &W::temperature_min, "最低温度", "Temperature, at least"),
                    may("temperature_max_dc", &W::temperature_max, "最高温度", "Temperature, at most"),
                    may("reference", &W::reference, "客户参考号", "Reference"));
}

// Takes the slots as an option that holds until a time.
struct RequestBooking : Wish {
  static constexpr std::string_view wire = "booking.request_booking", zh = "订舱", en = "Request a booking";
  static constexpr Roles roles = sellers;
  std::optional<Count> hold_hours;
};
constexpr auto fields(Type<RequestBooking>) {
  return joined(fields(Type<Wish>{}),
                field_list(may("hold_hours", &RequestBooking::hold_hours, "保留小时", "Hours to hold")));
}
Result<Facts> decide(RequestBooking const&, Desk&);

// When the slots are not free: an option follows by itself once they are.
struct JoinWaitlist : Wish {
  static constexpr std::string_view wire = "booking.join_waitlist", zh = "候补订舱",
                                    en = "Join the waiting list";
  static constexpr Roles roles = sellers;
};
constexpr auto fields(Type<JoinWaitlist>) {
  return fields(Type<Wish>{});
}
Result<Facts> decide(JoinWaitlist const&, Desk&);

// Slots by contract on every departure of the service that is scheduled in those days and has none for this
// customer yet; what is not used is free for everyone so many hours before the departure's booking cut-off.
struct GrantAllotments {
  static constexpr std::string_view wire = "booking.grant_allotments", zh = "授予合同舱位",
                                    en = "Grant allotments";
  static constexpr Roles roles = Role::carrier | Role::duty;
  std::string owner;
  network::ServiceCode service;
  Day from;
  Count days;
  SizeType size_type;
  Count quantity;
  Kilograms gross;
  bool powered = false;
  Count release_hours;
};
constexpr auto fields(Type<GrantAllotments>) {
  using C = GrantAllotments;
  return field_list(field("owner", &C::owner, "合同客户", "Customer"),
                    field("service", &C::service, "班列线路", "Service"),
                    field("from", &C::from, "自", "From"),
                    field("days", &C::days, "天数", "Days"),
                    field("size_type", &C::size_type, "箱型", "Size and type"),
                    field("quantity", &C::quantity, "数量", "Quantity"),
                    field("gross_kg", &C::gross, "单箱总重", "Gross mass of one unit"),
                    may("powered", &C::powered, "需供电", "Needs power"),
                    field("release_hours", &C::release_hours, "提前释放小时", "Hours before the cut-off"));
}
Result<Facts> decide(GrantAllotments const&, Desk&);

struct ConfirmBooking {
  static constexpr std::string_view wire = "booking.confirm_booking", zh = "确认订舱",
                                    en = "Confirm a booking";
  static constexpr Roles roles = sellers;
  BookingId booking;
};
constexpr auto fields(Type<ConfirmBooking>) {
  return field_list(field("booking", &ConfirmBooking::booking, "订舱号", "Booking"));
}
Result<Facts> decide(ConfirmBooking const&, Desk&);

// What is not given stays as it is.
struct AmendBooking {
  static constexpr std::string_view wire = "booking.amend_booking", zh = "变更订舱", en = "Amend a booking";
  static constexpr Roles roles = sellers;
  BookingId booking;
  std::optional<SizeType> size_type;
  std::optional<Count> quantity;
  std::optional<Kilograms> gross;
  std::optional<bool> laden, powered;
  std::optional<HsCode> hs_code;
  std::optional<std::string> description;
  std::optional<Count> packages;
  std::optional<Kilograms> goods_mass;
  std::optional<UnDangerNumber> un_number;
  std::optional<std::string> danger_class;
  std::optional<DeciCelsius> temperature_min, temperature_max;
};
constexpr auto fields(Type<AmendBooking>) {
  using C = AmendBooking;
  return field_list(field("booking", &C::booking, "订舱号", "Booking"),
                    may("size_type", &C::size_type, "箱型", "Size and type"),
                    may("quantity", &C::quantity, "数量", "Quantity"),
                    may("gross_kg", &C::gross, "单箱总重", "Gross mass of one unit"),
                    may("laden", &C::laden, "重箱", "Laden"),
                    may("powered", &C::powered, "需供电", "Needs power"),
                    may("hs_code", &C::hs_code, "HS 编码", "HS code"),
                    may("description", &C::description, "品名", "Description"),
                    may("packages", &C::packages, "件数", "Packages"),
                    may("goods_mass_kg", &C::goods_mass, "货物总重", "Mass of all goods"),
                    may("un_number", &C::un_number, "联合国编号", "UN number"),
                    may("danger_class", &C::danger_class, "危险品类别", "Danger class"),
                    may("temperature_min_dc", &C::temperature_min, "最低温度", "Temperature, at least"),
                    may("temperature_max_dc", &C::temperature_max, "最高温度", "Temperature, at most"));
}
Result<Facts> decide(AmendBooking const&, Desk&);

// To another departure between the same nodes; the old slots are free in the same moment.
struct RollBooking {
  static constexpr std::string_view wire = "booking.roll_booking", zh = "改配班次", en = "Roll a booking";
  static constexpr Roles roles = sellers;
  BookingId booking;
  network::DepartureId departure;
  std::optional<network::DepartureId> onward_departure;
  std::optional<network::NodeCode> via;
  std::string reason;
};
constexpr auto fields(Type<RollBooking>) {
  using C = RollBooking;
  return field_list(field("booking", &C::booking, "订舱号", "Booking"),
                    field("departure", &C::departure, "班次", "Departure"),
                    may("onward_departure", &C::onward_departure, "接续班次", "Onward departure"),
                    may("via", &C::via, "换乘节点", "Change at"),
                    may("reason", &C::reason, "原因", "Reason"));
}
Result<Facts> decide(RollBooking const&, Desk&);

struct CancelBooking {
  static constexpr std::string_view wire = "booking.cancel_booking", zh = "退舱", en = "Cancel a booking";
  static constexpr Roles roles = sellers;
  BookingId booking;
  std::string reason;
};
constexpr auto fields(Type<CancelBooking>) {
  return field_list(field("booking", &CancelBooking::booking, "订舱号", "Booking"),
                    field("reason", &CancelBooking::reason, "原因", "Reason"));
}
Result<Facts> decide(CancelBooking const&, Desk&);

// Ordered by the port's clock when an option's time or a waiting booking's cut-off has passed.
struct ExpireOption {
  static constexpr std::string_view wire = "booking.expire_option", zh = "预留到期", en = "Expire an option";
  static constexpr Roles roles = Role::clock | Role::duty;
  BookingId booking;
};
constexpr auto fields(Type<ExpireOption>) {
  return field_list(field("booking", &ExpireOption::booking, "订舱号", "Booking"));
}
Result<Facts> decide(ExpireOption const&, Desk&);

// Ordered by the port's clock when the slots of a waiting booking have become free.
struct PromoteWaitlisted {
  static constexpr std::string_view wire = "booking.promote_waitlisted", zh = "候补转预留",
                                    en = "Promote from the waiting list";
  static constexpr Roles roles = Role::clock | Role::duty | Role::carrier;
  BookingId booking;
};
constexpr auto fields(Type<PromoteWaitlisted>) {
  return field_list(field("booking", &PromoteWaitlisted::booking, "订舱号", "Booking"));
}
Result<Facts> decide(PromoteWaitlisted const&, Desk&);

// A wrong check digit is taken only when somebody who may says that the door really reads so.
struct AssignUnits {
  static constexpr std::string_view wire = "booking.assign_units", zh = "指定箱号", en = "Assign units";
  static constexpr Roles roles = sellers | Role::terminal | Role::gate;
  BookingId booking;
  std::vector<UnitNumber> units;
  bool confirm_bad_check_digit = false;
};
constexpr auto fields(Type<AssignUnits>) {
  using C = AssignUnits;
  return field_list(field("booking", &C::booking, "订舱号", "Booking"),
                    field("units", &C::units, "箱号", "Units"),
                    may("confirm_bad_check_digit", &C::confirm_bad_check_digit, "确认校验码不符",
                        "Confirm a wrong check digit"));
}
Result<Facts> decide(AssignUnits const&, Desk&);

// The same for one unit, as a row of a spreadsheet has it.
struct AssignUnit {
  static constexpr std::string_view wire = "booking.assign_unit", zh = "指定一箱", en = "Assign a unit";
  static constexpr Roles roles = AssignUnits::roles;
  BookingId booking;
  UnitNumber unit;
  bool confirm_bad_check_digit = false;
};
constexpr auto fields(Type<AssignUnit>) {
  using C = AssignUnit;
  return field_list(field("booking", &C::booking, "订舱号", "Booking"),
                    field("unit", &C::unit, "箱号", "Unit"),
                    may("confirm_bad_check_digit", &C::confirm_bad_check_digit, "确认校验码不符",
                        "Confirm a wrong check digit"));
}
Result<Facts> decide(AssignUnit const&, Desk&);

struct UnassignUnits {
  static constexpr std::string_view wire = "booking.unassign_units", zh = "撤下箱号", en = "Take units off";
  static constexpr Roles roles = AssignUnits::roles;
  BookingId booking;
  std::vector<UnitNumber> units;
};
constexpr auto fields(Type<UnassignUnits>) {
  return field_list(field("booking", &UnassignUnits::booking, "订舱号", "Booking"),
                    field("units", &UnassignUnits::units, "箱号", "Units"));
}
Result<Facts> decide(UnassignUnits const&, Desk&);

struct MarkShipped {
  static constexpr std::string_view wire = "booking.mark_shipped", zh = "记为已发运", en = "Mark as shipped";
  static constexpr Roles roles = Role::carrier | Role::terminal | Role::duty | Role::clock;
  BookingId booking;
};
constexpr auto fields(Type<MarkShipped>) {
  return field_list(field("booking", &MarkShipped::booking, "订舱号", "Booking"));
}
Result<Facts> decide(MarkShipped const&, Desk&);

struct CompleteBooking {
  static constexpr std::string_view wire = "booking.complete_booking", zh = "完成订舱",
                                    en = "Complete a booking";
  static constexpr Roles roles = MarkShipped::roles;
  BookingId booking;
};
constexpr auto fields(Type<CompleteBooking>) {
  return field_list(field("booking", &CompleteBooking::booking, "订舱号", "Booking"));
}
Result<Facts> decide(CompleteBooking const&, Desk&);

}  // namespace landport::booking
