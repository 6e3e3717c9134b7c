// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"
#include "port/booking/goods.h"
#include "port/network/events.h"
#include "words/fields.h"

// What can happen to a booking (booking/ID) and to the capacity of a leg run (leg-run/ID, opened by network),
// and what sisters may know of both. A booking's slots stand in the leg runs' own streams, so that "slots are
// never sold twice" is a rule of one stream each.
namespace landport::booking {

inline StreamName booking_stream(BookingId const& booking) {
  return stream_name("booking", booking.text);
}

// ---- facts of leg-run/ID. Each says all that the booking has on this leg run from now on. ----

// An option: taken until that time, then free again without any further fact.
struct SlotsHeld {
  static constexpr std::string_view wire = "booking.slots_held.v1", zh = "舱位预留", en = "Slots held";
  BookingId booking;
  Slots slots;
  Instant until;
};
constexpr auto fields(Type<SlotsHeld>) {
  return field_list(field("booking", &SlotsHeld::booking, "订舱号", "Booking"),
                    field("slots", &SlotsHeld::slots, "舱位", "Slots"),
                    field("until", &SlotsHeld::until, "保留至", "Until"));
}
struct SlotsConfirmed {
  static constexpr std::string_view wire = "booking.slots_confirmed.v1", zh = "舱位确认",
                                    en = "Slots confirmed";
  BookingId booking;
  Slots slots;
};
constexpr auto fields(Type<SlotsConfirmed>) {
  return field_list(field("booking", &SlotsConfirmed::booking, "订舱号", "Booking"),
                    field("slots", &SlotsConfirmed::slots, "舱位", "Slots"));
}
struct SlotsReleased {
  static constexpr std::string_view wire = "booking.slots_released.v1", zh = "舱位释放",
                                    en = "Slots released";
  BookingId booking;
};
constexpr auto fields(Type<SlotsReleased>) {
  return field_list(field("booking", &SlotsReleased::booking, "订舱号", "Booking"));
}

// ---- facts of booking/ID ----

// What is wanted: the same in an option and on the waiting list.
struct Wanted {
  std::string owner, carrier;  // organisations: whose goods, whose train
  std::vector<Stretch> route;
  std::vector<BookedItem> items;
  Goods goods;
  std::string reference;  // the owner's own
  bool operator==(Wanted const&) const = default;
};
constexpr auto fields(Type<Wanted>) {
  return field_list(field("owner", &Wanted::owner, "订舱人", "Booking party"),
                    field("carrier", &Wanted::carrier, "承运单位", "Carrier"),
                    field("route", &Wanted::route, "路径", "Route"),
                    field("items", &Wanted::items, "箱", "Units"),
                    field("goods", &Wanted::goods, "货物", "Goods"),
                    may("reference", &Wanted::reference, "客户参考号", "Reference"));
}

inline constexpr Sights booking_audience =
    seen_by::owner | seen_by::carrier | seen_by::port | seen_by::admin | seen_by::customs;

struct BookingRequested {  // an option: its slots are held
  static constexpr std::string_view wire = "booking.booking_requested.v1", zh = "订舱预留",
                                    en = "Booking requested";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  Wanted wanted;
  Instant hold_until;
  Money price;
  std::string tracking_secret;  // with the booking's number it opens the public tracking page
};
constexpr auto fields(Type<BookingRequested>) {
  using E = BookingRequested;
  return field_list(
      field("booking", &E::booking, "订舱号", "Booking"),
      field("wanted", &E::wanted, "内容", "What is wanted"),
      field("hold_until", &E::hold_until, "保留至", "Held until"),
      field("price", &E::price, "运价", "Price").only(seen_by::owner | seen_by::carrier),
      field("tracking_secret", &E::tracking_secret, "追踪口令", "Tracking secret").only(seen_by::owner));
}
struct BookingWaitlisted {
  static constexpr std::string_view wire = "booking.booking_waitlisted.v1", zh = "列入候补",
                                    en = "Booking waitlisted";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  Wanted wanted;
  std::string tracking_secret;
};
constexpr auto fields(Type<BookingWaitlisted>) {
  using E = BookingWaitlisted;
  return field_list(
      field("booking", &E::booking, "订舱号", "Booking"),
      field("wanted", &E::wanted, "内容", "What is wanted"),
      field("tracking_secret", &E::tracking_secret, "追踪口令", "Tracking secret").only(seen_by::owner));
}
struct BookingPromoted {  // from the waiting list to an option
  static constexpr std::string_view wire = "booking.booking_promoted.v1", zh = "候补转预留",
                                    en = "Booking promoted";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  Instant hold_until;
  Money price;
};
constexpr auto fields(Type<BookingPromoted>) {
  using E = BookingPromoted;
  return field_list(field("booking", &E::booking, "订舱号", "Booking"),
                    field("hold_until", &E::hold_until, "保留至", "Held until"),
                    field("price", &E::price, "运价", "Price").only(seen_by::owner | seen_by::carrier));
}
struct BookingConfirmed {
  static constexpr std::string_view wire = "booking.booking_confirmed.v1", zh = "订舱确认",
                                    en = "Booking confirmed";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
};
constexpr auto fields(Type<BookingConfirmed>) {
  return field_list(field("booking", &BookingConfirmed::booking, "订舱号", "Booking"));
}
struct BookingAmended {
  static constexpr std::string_view wire = "booking.booking_amended.v1", zh = "订舱变更",
                                    en = "Booking amended";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  std::vector<BookedItem> items;
  Goods goods;
  Money price, fee;
};
constexpr auto fields(Type<BookingAmended>) {
  using E = BookingAmended;
  return field_list(field("booking", &E::booking, "订舱号", "Booking"),
                    field("items", &E::items, "箱", "Units"), field("goods", &E::goods, "货物", "Goods"),
                    field("price", &E::price, "运价", "Price").only(seen_by::owner | seen_by::carrier),
                    field("fee", &E::fee, "变更费", "Fee").only(seen_by::owner | seen_by::carrier));
}
struct BookingRolled {  // to other departures
  static constexpr std::string_view wire = "booking.booking_rolled.v1", zh = "改配班次",
                                    en = "Booking rolled";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  std::vector<Stretch> route;
  Money price;
  std::string reason;
};
constexpr auto fields(Type<BookingRolled>) {
  using E = BookingRolled;
  return field_list(field("booking", &E::booking, "订舱号", "Booking"),
                    field("route", &E::route, "路径", "Route"),
                    field("price", &E::price, "运价", "Price").only(seen_by::owner | seen_by::carrier),
                    may("reason", &E::reason, "原因", "Reason"));
}
struct BookingCancelled {
  static constexpr std::string_view wire = "booking.booking_cancelled.v1", zh = "退舱",
                                    en = "Booking cancelled";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  std::string reason;
  Money fee;
  bool by_carrier = false;  // then its state is DECLINED, and there is no fee
};
constexpr auto fields(Type<BookingCancelled>) {
  using E = BookingCancelled;
  return field_list(field("booking", &E::booking, "订舱号", "Booking"),
                    field("reason", &E::reason, "原因", "Reason"),
                    field("fee", &E::fee, "退舱费", "Fee").only(seen_by::owner | seen_by::carrier),
                    may("by_carrier", &E::by_carrier, "承运人退订", "By the carrier"));
}
struct BookingExpired {
  static constexpr std::string_view wire = "booking.booking_expired.v1", zh = "预留失效",
                                    en = "Option expired";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
};
constexpr auto fields(Type<BookingExpired>) {
  return field_list(field("booking", &BookingExpired::booking, "订舱号", "Booking"));
}
// Its departure does not run: it has no slots any more, and keeps its units, its price and its place with the
// customer until it is rolled (booking_rolled makes it firm again) or cancelled, both without a fee.
struct BookingDisplaced {
  static constexpr std::string_view wire = "booking.booking_displaced.v1", zh = "班次停运待改配",
                                    en = "Booking lost its departure";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  network::DepartureId departure;
  std::string reason;  // why that departure does not run
};
constexpr auto fields(Type<BookingDisplaced>) {
  using E = BookingDisplaced;
  return field_list(field("booking", &E::booking, "订舱号", "Booking"),
                    field("departure", &E::departure, "停运班次", "Departure that does not run"),
                    may("reason", &E::reason, "原因", "Reason"));
}
struct UnitsAssigned {
  static constexpr std::string_view wire = "booking.units_assigned.v1", zh = "指定箱号",
                                    en = "Units assigned";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  std::vector<UnitNumber> units;
  std::vector<UnitNumber> bad_check_digits;  // among them; whoever assigned them answered for it
};
constexpr auto fields(Type<UnitsAssigned>) {
  using E = UnitsAssigned;
  return field_list(field("booking", &E::booking, "订舱号", "Booking"),
                    field("units", &E::units, "箱号", "Units"),
                    may("bad_check_digits", &E::bad_check_digits, "校验码不符", "Check digit does not hold"));
}
struct UnitsUnassigned {
  static constexpr std::string_view wire = "booking.units_unassigned.v1", zh = "撤下箱号",
                                    en = "Units unassigned";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
  std::vector<UnitNumber> units;
};
constexpr auto fields(Type<UnitsUnassigned>) {
  return field_list(field("booking", &UnitsUnassigned::booking, "订舱号", "Booking"),
                    field("units", &UnitsUnassigned::units, "箱号", "Units"));
}
struct BookingShipped {
  static constexpr std::string_view wire = "booking.booking_shipped.v1", zh = "已发运",
                                    en = "Booking shipped";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
};
constexpr auto fields(Type<BookingShipped>) {
  return field_list(field("booking", &BookingShipped::booking, "订舱号", "Booking"));
}
struct BookingCompleted {
  static constexpr std::string_view wire = "booking.booking_completed.v1", zh = "订舱完成",
                                    en = "Booking completed";
  static constexpr Sights audience = booking_audience;
  BookingId booking;
};
constexpr auto fields(Type<BookingCompleted>) {
  return field_list(field("booking", &BookingCompleted::booking, "订舱号", "Booking"));
}

// ---- facts of allotment/ID ----

// Slots of a departure that a customer has by contract, until they are released to everyone. On the leg runs
// they stand as an option of the allotment's name.
struct AllotmentGranted {
  static constexpr std::string_view wire = "booking.allotment_granted.v1", zh = "合同舱位授予",
                                    en = "Allotment granted";
  static constexpr Sights audience = seen_by::owner | seen_by::carrier | seen_by::port | seen_by::admin;
  BookingId allotment;
  std::string owner, carrier;
  Stretch stretch;
  BookedItem item;
  Slots slots;
  Instant release_at;
};
constexpr auto fields(Type<AllotmentGranted>) {
  using E = AllotmentGranted;
  return field_list(field("allotment", &E::allotment, "合同舱位", "Allotment"),
                    field("owner", &E::owner, "合同客户", "Customer"),
                    field("carrier", &E::carrier, "承运单位", "Carrier"),
                    field("stretch", &E::stretch, "行程", "Stretch"),
                    field("item", &E::item, "箱", "Units"),
                    field("slots", &E::slots, "舱位", "Slots"),
                    field("release_at", &E::release_at, "释放时间", "Released at"));
}
// A booking of the customer took of them.
struct AllotmentDrawn {
  static constexpr std::string_view wire = "booking.allotment_drawn.v1", zh = "使用合同舱位",
                                    en = "Allotment drawn";
  static constexpr Sights audience = AllotmentGranted::audience;
  BookingId allotment, booking;
  Slots slots;
};
constexpr auto fields(Type<AllotmentDrawn>) {
  using E = AllotmentDrawn;
  return field_list(field("allotment", &E::allotment, "合同舱位", "Allotment"),
                    field("booking", &E::booking, "订舱号", "Booking"),
                    field("slots", &E::slots, "舱位", "Slots"));
}
inline StreamName allotment_stream(BookingId const& allotment) {
  return stream_name("allotment", allotment.text);
}

// ---- what sisters may know of a booking ----

// The public state of a booking: desk.look<BookingCore>(booking_stream(id)).
struct BookingCore {
  using Folds = Types<BookingRequested, BookingWaitlisted, BookingPromoted, BookingConfirmed, BookingAmended,
                      BookingRolled, BookingCancelled, BookingExpired, BookingDisplaced, UnitsAssigned,
                      UnitsUnassigned, BookingShipped, BookingCompleted>;
  bool exists = false;
  State state = State::received;
  Stage stage = Stage::option;
  BookingId booking;
  std::string owner, carrier;
  std::vector<Stretch> route;
  std::vector<BookedItem> items;
  std::vector<UnitNumber> units;  // assigned so far
  Goods goods;
  Instant hold_until;  // of an option
  Money price;

  // The departure that it leaves with; empty when nothing is known.
  network::DepartureId departure() const {
    return route.empty() ? network::DepartureId{} : route.front().departure;
  }
  network::NodeCode from() const { return route.empty() ? network::NodeCode{} : route.front().from; }
  network::NodeCode to() const { return route.empty() ? network::NodeCode{} : route.back().to; }
  bool travels_on(network::DepartureId const& d) const {
    return std::any_of(route.begin(), route.end(), [&](Stretch const& s) { return s.departure == d; });
  }
  bool has_unit(UnitNumber const& u) const { return std::find(units.begin(), units.end(), u) != units.end(); }
  Count quantity() const {
    Count n;
    for (auto const& item : items) n += item.quantity;
    return n;
  }
  // True when its units may be delivered to the port and loaded.
  bool may_ship() const { return exists && (stage == Stage::firm || stage == Stage::shipped); }
};
inline void take(BookingCore& s, BookingId const& booking, Wanted const& w) {
  s.exists = true;
  s.booking = booking;
  s.owner = w.owner;
  s.carrier = w.carrier;
  s.route = w.route;
  s.items = w.items;
  s.goods = w.goods;
}
inline void evolve(BookingCore& s, BookingRequested const& e) {
  take(s, e.booking, e.wanted);
  s.state = State::received;
  s.stage = Stage::option;
  s.hold_until = e.hold_until;
  s.price = e.price;
}
inline void evolve(BookingCore& s, BookingWaitlisted const& e) {
  take(s, e.booking, e.wanted);
  s.state = State::received;
  s.stage = Stage::waiting;
}
inline void evolve(BookingCore& s, BookingPromoted const& e) {
  s.stage = Stage::option;
  s.hold_until = e.hold_until;
  s.price = e.price;
}
inline void evolve(BookingCore& s, BookingConfirmed const&) {
  s.state = State::confirmed;
  s.stage = Stage::firm;
}
inline void evolve(BookingCore& s, BookingAmended const& e) {
  s.items = e.items;
  s.goods = e.goods;
  s.price = e.price;
}
inline void evolve(BookingCore& s, BookingRolled const& e) {
  s.route = e.route;
  s.price = e.price;
  if (s.stage != Stage::displaced) return;
  s.state = State::confirmed;
  s.stage = Stage::firm;
}
inline void evolve(BookingCore& s, BookingDisplaced const&) {
  s.state = State::pending_amendment;
  s.stage = Stage::displaced;
}
inline void evolve(BookingCore& s, BookingCancelled const& e) {
  s.state = e.by_carrier ? State::declined : State::cancelled;
  s.stage = Stage::cancelled;
  s.units.clear();
}
inline void evolve(BookingCore& s, BookingExpired const&) {
  s.state = State::rejected;
  s.stage = Stage::expired;
  s.units.clear();
}
inline void evolve(BookingCore& s, UnitsAssigned const& e) {
  for (auto const& unit : e.units) {
    if (!s.has_unit(unit)) s.units.push_back(unit);
  }
}
inline void evolve(BookingCore& s, UnitsUnassigned const& e) {
  std::erase_if(s.units, [&](UnitNumber const& u) {
    return std::find(e.units.begin(), e.units.end(), u) != e.units.end();
  });
}
inline void evolve(BookingCore& s, BookingShipped const&) {
  s.stage = Stage::shipped;
}
inline void evolve(BookingCore& s, BookingCompleted const&) {
  s.state = State::completed;
  s.stage = Stage::completed;
}

// ---- what sisters tell a booking, in the same commit as their own facts ----

// These units have left with a train. A booking is shipped with the first train that takes one of its units:
// adds that fact once for each firm booking that one of them is in, and nothing for any other.
void units_left(Desk& desk, std::vector<UnitNumber> const& units, Facts& facts);

// These units have come to the end of `departure` by rail, or (nothing) were handed over to whom they are
// for. A booking is completed when every unit that it has came to its end: adds BookingCompleted for each
// booking of which that is now so, and for all its units that their journey ended. Nothing for a booking that
// goes on, by ship or by another departure. Call it after the facts of the new places.
void units_arrived(Desk& desk, std::optional<network::DepartureId> const& departure,
                   std::vector<UnitNumber> const& units, Facts& facts);

// This departure does not run. Adds what that means for all that is booked on it, so that from this commit on
// no leg run holds slots for it: firm bookings are displaced, options are declined, allotments are free, and
// the slots of each go on all its leg runs, those of other departures too. A booking that is under way and
// would have changed to it keeps its stage and gives its slots back. (Those who wait hold nothing; the clock
// ends their waiting.) Refuses "booking.departure_left" when a booking was shipped with it.
Result<void> departure_cancelled(Desk& desk, network::DepartureScheduled const& plan, std::string_view reason,
                                 Facts& facts);

// A firm or displaced booking comes with another departure, by all the rules of rolling but the booking cut-off: who
// tops up a train does so in its last hours. Refuses what rolling refuses, at "/booking".
Result<void> rolled_late(Desk& desk, BookingId const& id, network::DepartureId const& departure,
                         std::string_view reason, Facts& facts);

// ---- the capacity of a leg run ----

// What a booking has of a leg run: an option until that time, or firmly.
struct Taking {
  Slots slots;
  std::optional<Instant> until;
  bool operator==(Taking const&) const = default;
  bool counts(Instant at) const { return !until || at < *until; }
};

// A leg run with all that is taken of it: desk.look<LegRun>(network::leg_run_stream(id)).
struct LegRun {
  using Folds =
      Types<network::LegRunOpened, network::LegRunLimitsChanged, SlotsHeld, SlotsConfirmed, SlotsReleased>;
  bool open = false;
  network::LegRunId id;
  network::NodeCode from, to;
  network::Limits limits;
  std::string carrier;
  std::map<BookingId, Taking> takings;

  // Sold and held at that moment; an option that ran out is free again at once. `except` is left out of the
  // sum.
  Slots taken(Instant at, BookingId const& except = {}) const {
    Slots sum;
    for (auto const& [booking, taking] : takings) {
      if (booking != except && taking.counts(at)) sum = sum + taking.slots;
    }
    return sum;
  }
  Slots free(Instant at, BookingId const& except = {}) const {
    return Slots{limits.length, limits.mass, limits.plugs, limits.teu} - taken(at, except);
  }
};
inline void evolve(LegRun& s, network::LegRunOpened const& e) {
  s.open = true;
  s.id = e.leg_run;
  s.from = e.from;
  s.to = e.to;
  s.limits = e.limits;
  s.carrier = e.carrier;
}
inline void evolve(LegRun& s, network::LegRunLimitsChanged const& e) {
  s.limits = e.limits;
}
inline void evolve(LegRun& s, SlotsHeld const& e) {
  s.takings[e.booking] = {e.slots, e.until};
}
inline void evolve(LegRun& s, SlotsConfirmed const& e) {
  s.takings[e.booking] = {e.slots, {}};
}
inline void evolve(LegRun& s, SlotsReleased const& e) {
  s.takings.erase(e.booking);
}

}  // namespace landport::booking
