// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/pack.h"
#include "port/booking/goods.h"
#include "port/network/events.h"
#include "port/network/network.h"

// The rules by which slots are sold: what a unit takes of a train, what it costs, what is not accepted. All
// numbers come from the pack (teu.csv, booking_rules.csv, dg_prohibited.csv, tariffs.csv, sections.csv).
namespace landport::booking {

struct LengthClass {
  char size_char = '2';  // first character of the size and type
  std::int64_t feet = 0;
  Millimetres slot_length;  // with the gap between two units
  CentiTeu teu;
};

struct ProhibitedGoods {
  int un_from = 0, un_to = 0;
  std::string condition, reason_zh, reason_en;
};

// Some wagon type of that gauge has a place for units of that length.
struct PlaceOnWagons {
  std::int64_t gauge_mm = 0, feet = 0;
};

struct BookingRules {
  std::vector<Dated<LengthClass>> lengths;
  std::vector<Dated<ProhibitedGoods>> prohibited;
  std::vector<Dated<PlaceOnWagons>> places;  // wagon_places.csv and the gauges of wagon_types.csv
  std::map<std::string, std::vector<Dated<std::int64_t>>, std::less<>> numbers;  // booking_rules.csv by key

  // Refuses what the words refuse, and "pack.missing_rule" when a key that booking needs has no row today or
  // later.
  static Result<BookingRules> load(PackFiles const& files, Pack const& loaded_before);

  std::int64_t number(std::string_view key, Day day) const;
  // nullptr when no row holds for that size on that day.
  LengthClass const* length(SizeType size_type, Day day) const;
  // Whether a wagon of that gauge takes units of that length on that day. True for a gauge of which the pack
  // knows no wagon: its trains are made up elsewhere.
  bool carried(std::int64_t gauge_mm, int feet, Day day) const;
};

// What the items take of every leg run that they use. Refuses "booking.unknown_size".
Result<Slots> slots_of(std::vector<BookedItem> const& items, BookingRules const& rules, Day day);

// A stretch with the plan of its departure, for prices and limits.
struct PricedStretch {
  Stretch const* stretch;
  network::DepartureScheduled const* plan;
};

// The freight of the items over all stretches: the tariff of each stretch's service on the day of its
// departure, in proportion to the distance when it is not travelled whole, rounded up to the step of
// booking_rules.csv. Refuses "booking.no_tariff" when a row is missing or two currencies would be added.
Result<Money> price_of(std::vector<BookedItem> const& items, std::vector<PricedStretch> const& way,
                       network::Network const& network, BookingRules const& rules);

// What a fee comes to: per slot times the units, per booking once. Zero when no row holds.
Money fee_of(network::Charge charge, std::vector<BookedItem> const& items,
             network::DepartureScheduled const& plan, network::Network const& network);

// What can be judged without a train: quantities, masses, danger, temperature. `field` names as in the
// commands.
Result<void> check_items(BookedItem const& item, Goods const& goods, BookingRules const& rules, Day day);

// What the legs of a stretch do not admit: a length that no wagon of the gauge has a place for (refuses
// "booking.no_wagon_for_size" with leg and gauge), open tops and heavy 20-foot units (refuses
// "booking.open_top_barred" and "booking.unit_too_heavy" with the section).
Result<void> check_sections(BookedItem const& item, Stretch const& stretch,
                            network::DepartureScheduled const& plan, network::Network const& network,
                            BookingRules const& rules);

// Refuses "booking.leg_full": which limit, on which leg run, what is needed and what is free.
Result<void> fits(Slots const& needed, Slots const& free, network::LegRunId const& run,
                  network::NodeCode const& from, network::NodeCode const& to);

}  // namespace landport::booking
