// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/town.h"

// Units that stand in the yard when their train has left without them: their forwarders book them on a later one.
namespace landport::sim {

namespace {

constexpr std::size_t trains_tried_max = 8;

class LeftOver final : public Trade {
 public:
  using Trade::Trade;

  void saw(TrainSeen const& t) override {
    if (t.stage != "departed" || t.from != town_.options.home) return;
    auto const when = town_.now() + minutes(town_.chance.pick("left over " + t.run, 180, 900));
    town_.diary.at(when, "left over " + t.run, [this, departure = t.departure] { look(departure); });
  }

 private:
  // Day after day until nobody is left: a unit may be held, and all trains of the week full.
  void look(std::string const& departure) {
    std::map<std::string, std::vector<std::string>> of_booking;
    bool anybody = false;
    for (auto const& unit : town_.piles.in_lifting_order(departure)) {
      auto const* u = town_.ledger.unit(unit);
      if (!u || u->place_kind != "yard" || u->departure != departure) continue;
      anybody = true;
      if (!u->held) of_booking[u->booking].push_back(unit);
    }
    if (!anybody) return;
    for (auto const& [booking, units] : of_booking) book_again(booking, units, later_than(departure), 0);
    town_.diary.at(town_.now() + hours(24), fmt::format("left over {} {}", departure, to_text(town_.now())), [this, departure] { look(departure); });
  }

  // Those of the same service that are still on sale and whose gate is open, the earliest first.
  std::vector<std::string> later_than(std::string const& departure) const {
    std::vector<DepartureSeen const*> found;
    auto const* missed = town_.ledger.departure(departure);
    if (!missed) return {};
    // Departures are named by their service and day: those of a service stand together.
    for (auto at = town_.ledger.departures.upper_bound(departure); at != town_.ledger.departures.end() && at->second.service == missed->service; ++at) {
      auto const& d = at->second;
      if (d.state == "open" && d.booking_cutoff > town_.now() + hours(1)) found.push_back(&d);
    }
    std::ranges::sort(found, {}, &DepartureSeen::departs);
    std::vector<std::string> names;
    for (auto const* d : found) names.push_back(d->id);
    return names;
  }

  void book_again(std::string const& booking, std::vector<std::string> const& units, std::vector<std::string> const& trains, std::size_t tried) {
    auto const found = town_.ledger.bookings.find(booking);
    if (found == town_.ledger.bookings.end() || tried >= std::min(trains.size(), trains_tried_max)) return;
    auto const& b = found->second;
    auto const* d = town_.ledger.departure(trains[tried]);
    if (!d || (b.danger && town_.takes_no_danger(*d))) return book_again(booking, units, trains, tried + 1);
    Told told;
    told.text("departure", d->id)
        .text("size_type", b.size_type)
        .number("quantity", static_cast<std::int64_t>(units.size()))
        .number("gross_kg", b.gross_kg)
        .text("hs_code", b.hs_code)
        .text("description", b.goods)
        .text("reference", "R·" + booking);
    tell_care(told, b.plugs > 0, b.danger);
    // Asked without a word in the list of refusals: a full train is what they expect.
    town_.port.give(town_.who.shipper(b.owner), {{"booking.request_booking", told.json(), {}}}, [this, booking, units, trains, tried](Result<Made> const& made) {
      if (!made) return book_again(booking, units, trains, tried + 1);
      change_over(booking, (*made)["booking"], units);
    });
  }

  void change_over(std::string const& from, std::string const& to, std::vector<std::string> const& units) {
    auto const& missed = town_.ledger.bookings.at(from);
    auto const& who = town_.who.shipper(missed.owner);
    bool const all = units.size() == missed.units.size();
    town_.order(who, {{"booking.confirm_booking", Told().text("booking", to).json(), {}},
                      {"booking.unassign_units", Told().text("booking", from).list("units", units).json(), {}},
                      {"booking.assign_units", Told().text("booking", to).list("units", units).json(), {}}},
                [this, all, from, who](Made const&) {
                  // Of what did not go at all nothing is to be shipped any more; the carrier may want its fee and refuse.
                  if (all) town_.port.give(who, {{"booking.cancel_booking", Told().text("booking", from).text("reason", "改配后续班次").json(), {}}}, {});
                });
  }
};

}  // namespace

std::unique_ptr<Trade> make_left_over(Town& town) {
  return std::make_unique<LeftOver>(town);
}

}  // namespace landport::sim
