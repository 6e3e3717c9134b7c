// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "journal/table.h"
#include "port/booking/events.h"
#include "words/fields.h"

// Named view: bookings, what waits for slots, and options that run.
namespace landport::booking {

struct BookingRow {
  static constexpr std::string_view zh = "订舱", en = "Bookings";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  State state = State::received;
  Stage stage = Stage::option;
  std::string owner, carrier, reference;
  network::DepartureId departure;
  std::optional<network::DepartureId> onward_departure;
  network::NodeCode from, to;
  std::optional<network::NodeCode> via;
  Instant departs, arrives;
  SizeType size_type;
  Count quantity, units_assigned, plugs;
  std::vector<UnitNumber> units;
  Kilograms gross;  // of one unit
  Kilograms mass;   // of all
  CentiTeu teu;
  bool laden = true;
  Goods goods;
  std::optional<Instant> hold_until;
  Money price, fee;
  std::vector<Money> other_fees;  // in other currencies than `fee`, one amount each
  std::string reason;
  std::string tracking_secret;
  Instant requested_at;
};
constexpr auto fields(Type<BookingRow>) {
  using R = BookingRow;
  constexpr Sights money = seen_by::owner | seen_by::carrier;
  return field_list(
      field("booking", &R::booking, "订舱号", "Booking"),
      field("state", &R::state, "状态", "State"),
      field("stage", &R::stage, "阶段", "Stage"),
      field("owner", &R::owner, "订舱人", "Booking party"),
      field("carrier", &R::carrier, "承运单位", "Carrier"),
      field("reference", &R::reference, "客户参考号", "Reference"),
      field("departure", &R::departure, "班次", "Departure"),
      field("onward_departure", &R::onward_departure, "接续班次", "Onward departure"),
      field("from", &R::from, "起", "From"),
      field("to", &R::to, "止", "To"),
      field("via", &R::via, "换乘节点", "Change at"),
      field("departs", &R::departs, "开", "Departs"),
      field("arrives", &R::arrives, "到", "Arrives"),
      field("size_type", &R::size_type, "箱型", "Size and type"),
      field("quantity", &R::quantity, "数量", "Quantity"),
      field("units_assigned", &R::units_assigned, "已指定箱数", "Units assigned"),
      field("units", &R::units, "箱号", "Units"),
      field("gross_kg", &R::gross, "单箱总重", "Gross mass of one unit"),
      field("mass_kg", &R::mass, "总重", "Mass"),
      field("teu_hundredths", &R::teu, "标准箱", "TEU"),
      field("plugs", &R::plugs, "插座", "Plugs"),
      field("laden", &R::laden, "重箱", "Laden"),
      field("goods", &R::goods, "货物", "Goods"),
      field("hold_until", &R::hold_until, "保留至", "Held until"),
      field("price", &R::price, "运价", "Price").only(money),
      field("fee", &R::fee, "费用", "Fees").only(money),
      may("other_fees", &R::other_fees, "其他货币费用", "Fees in other currencies").only(money),
      field("reason", &R::reason, "原因", "Reason"),
      field("tracking_secret", &R::tracking_secret, "追踪口令", "Tracking secret").only(seen_by::owner),
      field("requested_at", &R::requested_at, "订舱时间", "Requested at"));
}
inline Parties parties_of(BookingRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

// In the order of joining.
struct WaitlistRow {
  static constexpr std::string_view zh = "候补", en = "Waiting list";
  static constexpr Sights audience = seen_by::owner | seen_by::carrier | seen_by::port | seen_by::admin;
  BookingId booking;
  std::string owner, carrier;
  network::DepartureId departure;
  network::NodeCode from, to;
  SizeType size_type;
  Count quantity;
  Instant departs, joined_at;
  std::vector<Stretch> route;
  std::vector<BookedItem> items;
};
constexpr auto fields(Type<WaitlistRow>) {
  using R = WaitlistRow;
  return field_list(field("booking", &R::booking, "订舱号", "Booking"),
                    field("owner", &R::owner, "订舱人", "Booking party"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("from", &R::from, "起", "From"),
                    field("to", &R::to, "止", "To"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("quantity", &R::quantity, "数量", "Quantity"),
                    field("departs", &R::departs, "开", "Departs"),
                    field("joined_at", &R::joined_at, "候补时间", "Joined at"),
                    field("route", &R::route, "路径", "Route").only(seen_by::nobody),
                    field("items", &R::items, "箱", "Units").only(seen_by::nobody));
}
inline Parties parties_of(WaitlistRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

// Options that have neither been confirmed nor ended.
struct HoldRow {
  static constexpr std::string_view zh = "预留", en = "Options";
  static constexpr Sights audience = seen_by::owner | seen_by::carrier | seen_by::port | seen_by::admin;
  BookingId booking;
  std::string owner, carrier;
  network::DepartureId departure;
  Instant hold_until;
};
constexpr auto fields(Type<HoldRow>) {
  using R = HoldRow;
  return field_list(field("booking", &R::booking, "订舱号", "Booking"),
                    field("owner", &R::owner, "订舱人", "Booking party"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("hold_until", &R::hold_until, "保留至", "Held until"));
}
inline Parties parties_of(HoldRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

struct AllotmentRow {
  static constexpr std::string_view zh = "合同舱位", en = "Allotments";
  static constexpr Sights audience = AllotmentGranted::audience;
  BookingId allotment;
  std::string owner, carrier;
  network::DepartureId departure;
  SizeType size_type;
  Count quantity;
  Millimetres length, length_drawn;
  Kilograms mass, mass_drawn;
  Instant release_at;
};
constexpr auto fields(Type<AllotmentRow>) {
  using R = AllotmentRow;
  return field_list(field("allotment", &R::allotment, "合同舱位", "Allotment"),
                    field("owner", &R::owner, "合同客户", "Customer"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("departure", &R::departure, "班次", "Departure"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("quantity", &R::quantity, "数量", "Quantity"),
                    field("length_mm", &R::length, "长度", "Length"),
                    field("length_drawn_mm", &R::length_drawn, "已用长度", "Length drawn"),
                    field("mass_kg", &R::mass, "重量", "Mass"),
                    field("mass_drawn_kg", &R::mass_drawn, "已用重量", "Mass drawn"),
                    field("release_at", &R::release_at, "释放时间", "Released at"));
}
inline Parties parties_of(AllotmentRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

struct Board {
  static constexpr std::string_view name = "bookings";
  static constexpr bool storable = true;
  using Folds = Types<BookingRequested, BookingWaitlisted, BookingPromoted, BookingConfirmed, BookingAmended,
                      BookingRolled, BookingCancelled, BookingExpired, BookingDisplaced, UnitsAssigned,
                      UnitsUnassigned, BookingShipped, BookingCompleted, AllotmentGranted, AllotmentDrawn>;
  Table<BookingRow> bookings{"booking.bookings"};
  Table<WaitlistRow> waitlist{"booking.waitlist"};
  Table<HoldRow> holds{"booking.holds"};
  Table<AllotmentRow> allotments{"booking.allotments"};
  auto tables() { return std::tie(bookings, waitlist, holds, allotments); }

  void apply(BookingRequested const&, Recorded const&);
  void apply(BookingWaitlisted const&, Recorded const&);
  void apply(BookingPromoted const&, Recorded const&);
  void apply(BookingConfirmed const&, Recorded const&);
  void apply(BookingAmended const&, Recorded const&);
  void apply(BookingRolled const&, Recorded const&);
  void apply(BookingCancelled const&, Recorded const&);
  void apply(BookingExpired const&, Recorded const&);
  void apply(BookingDisplaced const&, Recorded const&);
  void apply(UnitsAssigned const&, Recorded const&);
  void apply(UnitsUnassigned const&, Recorded const&);
  void apply(BookingShipped const&, Recorded const&);
  void apply(BookingCompleted const&, Recorded const&);
  void apply(AllotmentGranted const&, Recorded const&);
  void apply(AllotmentDrawn const&, Recorded const&);

 private:
  BookingRow& end(BookingId const& booking, State state, Stage stage);
};

}  // namespace landport::booking
