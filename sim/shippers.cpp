// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "sim/empties.h"

// The carrier puts its departures on sale; forwarders book on them, confirm, and name the units.
namespace landport::sim {

namespace {

class Sales final : public Trade {
 public:
  using Trade::Trade;

  void wakes() override { sell(); }

 private:
  // Each day one more, far ahead; what is on sale already is passed over by the port.
  void sell() {
    auto const today = utc_day(town_.now());
    for (auto const& service : town_.services) {
      town_.order(town_.who.carrier, "network.schedule_departures",
                  Told().text("service", service).text("from", to_text(today)).number("days", town_.options.on_sale_days).json());
    }
    auto const next = start_of(today + 1) + hours(1);
    town_.diary.at(next, "sell " + to_text(next), [this] { sell(); });
  }
};

constexpr int bookings_of_departure = 9, bookings_tried_max = 3;
constexpr std::int64_t teu_of_wide = 200, length_of_wide_mm = 12'192;

// One wish for a departure: which of its bookings, and what for.
struct Wish {
  std::string size_type;
  CastGoods goods;
  std::int64_t quantity = 0, gross_kg = 0;
  bool cold = false, danger = false;
};

class Shippers final : public Trade {
 public:
  using Trade::Trade;

  void saw(DepartureSeen const& d) override {
    if (d.state != "open" || d.booking_cutoff <= town_.now()) return;
    for (int i = 0; i < bookings_of_departure; ++i) {
      auto const name = reference(d, i);
      // Most book in the week before the cut-off, the last ones on its day.
      auto const before = town_.chance.pick("when " + name, 5, 150);
      auto const when = std::max(d.booking_cutoff - minutes(before * 60 - town_.chance.pick("minute " + name, 0, 59)),
                                 town_.now() + minutes(town_.chance.pick("soon " + name, 1, 200)));
      if (when < d.booking_cutoff) town_.diary.at(when, "book " + name, [this, id = d.id, i] { book(id, i); });
    }
  }

  void saw(BookingSeen const& b) override {
    if (!is_ours(b.reference)) return;
    booked_.insert(b.reference);
    if (b.stage == "option") {
      if (town_.chance.one_in("lapse " + b.reference, 25)) return;  // never confirmed: it runs out
      auto const when = std::min(town_.now() + minutes(town_.chance.pick("confirm " + b.reference, 40, 260)), b.hold_until - minutes(12));
      town_.diary.at(when, "confirm " + b.id, [this, b] {
        auto const* d = town_.ledger.departure(b.departure);
        if (b.danger && d && town_.takes_no_danger(*d)) return cancel(b, "铁路停装危险货物");
        town_.order(town_.who.shipper(b.owner), "booking.confirm_booking", Told().text("booking", b.id).json());
      });
    }
    if (b.stage == "displaced") {
      town_.diary.at(town_.now() + hours(2), "displaced " + b.id, [this, b] { cancel(b, "班次停运"); });
    }
    if (b.stage == "firm") name_units(b);
  }

 private:
  static bool is_ours(std::string const& reference) { return reference.starts_with("W·"); }
  static std::string reference(DepartureSeen const& d, int i) { return fmt::format("W·{}·{}", d.id, i + 1); }

  // The first of them has a little more than its share.
  Actor const& who_books(std::string const& name) const {
    auto const& all = town_.who.shippers;
    if (town_.chance.percent("who " + name, 55)) return all.front();
    return all[all.size() < 2 ? 0 : static_cast<std::size_t>(town_.chance.pick("which " + name, 1, static_cast<std::int64_t>(all.size()) - 1))];
  }

  void cancel(BookingSeen const& b, char const* why) {
    town_.order(town_.who.shipper(b.owner), "booking.cancel_booking", Told().text("booking", b.id).text("reason", why).json());
  }

  // 40-foot units that the fullest leg of the departure still has room for.
  std::int64_t room(DepartureSeen const& d) const {
    std::int64_t units = 1'000;
    for (auto const& leg : d.legs) {
      auto const found = town_.ledger.leg_runs.find(leg.leg_run);
      if (found == town_.ledger.leg_runs.end()) return 0;
      auto const& free = found->second;
      auto const kept = free.teu_max * (100 - town_.options.fill_percent) / 100;
      units = std::min({units, (free.teu_free - kept) / teu_of_wide, free.length_free_mm / length_of_wide_mm});
    }
    return std::max<std::int64_t>(0, units);
  }

  Wish wish_of(DepartureSeen const& d, int i, std::int64_t free) const {
    auto const name = reference(d, i);
    auto const& chance = town_.chance;
    Wish w{"45G1", {}, 0, 23'000, false, false};
    auto const of_care = [&](std::string_view care) { return town_.options.cast.goods_of(town_.is_home(d) ? "out" : "in", care); };
    auto const plain = of_care({}), frozen = of_care("frozen"), dangerous = of_care("dangerous");
    w.goods = plain[static_cast<std::size_t>(chance.pick("goods " + name, 0, static_cast<std::int64_t>(plain.size()) - 1))];
    // What is left is shared among those who have not booked yet; the last take the rest.
    auto const still = bookings_of_departure - i;
    w.quantity = i + 2 >= bookings_of_departure ? free : std::min(free, chance.pick("many " + name, 3, std::max<std::int64_t>(4, 2 * free / still)));
    if (i == 3 && free > 2) {
      w.size_type = "22G1", w.gross_kg = 20'800;
      w.quantity = 2 * std::min<std::int64_t>(free, chance.pick("many " + name, 1, 4));  // in pairs
    } else if (i == 5 && free > 1 && !frozen.empty() && chance.percent("cold " + name, 40)) {
      w.size_type = "45R1", w.goods = frozen.front(), w.cold = true, w.quantity = 2;
    } else if (i == 6 && free > 1 && !dangerous.empty() && chance.percent("danger " + name, 20) && !town_.takes_no_danger(d)) {
      w.size_type = "22G1", w.goods = dangerous.front(), w.danger = true, w.quantity = 2, w.gross_kg = 20'800;
    } else if (chance.percent("type " + name, 25)) {
      w.size_type = "42G1";
    }
    return w;
  }

  void book(std::string const& id, int i) {
    auto const* d = town_.ledger.departure(id);
    if (!d || d->state != "open" || booked_.contains(reference(*d, i))) return;
    auto const free = room(*d);
    auto const w = wish_of(*d, i, free);
    if (w.quantity <= 0) return;
    auto const name = reference(*d, i);
    Told told;
    told.text("departure", id)
        .text("size_type", w.size_type)
        .number("quantity", w.quantity)
        .number("gross_kg", w.gross_kg)
        .text("hs_code", w.goods.hs_code)
        .text("description", w.goods.name_zh)
        .number("packages", w.quantity * town_.chance.pick("packages " + name, 18, 64))
        .number("goods_mass_kg", w.quantity * (w.gross_kg - 5'200))
        .number("value_minor", w.goods.value_minor * w.quantity)
        .text("value_currency", town_.currency)
        .text("reference", name);
    tell_care(told, w.cold, w.danger);
    town_.order(who_books(name), "booking.request_booking", told.json(), {}, [this, id, i, name](Refusal const& why) {
      // Somebody was faster: what is left is asked for a little later.
      if (why.code == "booking.leg_full") town_.diary.at(town_.now() + minutes(50), "book again " + name, [this, id, i] { book(id, i); });
    });
  }

  // The units of a booking, each some hours before its truck comes; of a train that begins abroad all together.
  void name_units(BookingSeen const& b) {
    auto const* d = town_.ledger.departure(b.departure);
    if (!d) return;
    if (!town_.is_home(*d)) {
      if (!b.units.empty()) return;
      town_.diary.at(d->departs - hours(26), "name " + b.id, [this, b] { name_abroad(b); });
      return;
    }
    if (asks_for_empties(b, *d)) return;
    name_own(b, *d);
  }

  // Whether they come, or are to come, out of the pool; a size that the pool has not enough of is brought from elsewhere.
  bool asks_for_empties(BookingSeen const& b, DepartureSeen const& d) {
    constexpr auto latest = 56, earliest = 84;  // hours before the gate closes: to fetch, to stuff and to bring
    auto const release = town_.ledger.releases.find(b.id);
    if (release != town_.ledger.releases.end()) return release->second.state == "open" || release->second.state == "done";
    if (!b.units.empty() || !fetches_empties(town_, b)) return false;
    auto const name = "empties " + b.id;
    auto const when = std::max(town_.now() + minutes(20), d.gate_in_cutoff - hours(earliest) + minutes(town_.chance.pick(name, 0, 12 * 60)));
    if (when > d.gate_in_cutoff - hours(latest)) return false;
    town_.diary.at(when, name, [this, b] {
      town_.port.give(town_.who.shipper(b.owner), {{"pool.order_release", Told().text("booking", b.id).text("size_type", b.size_type).number("quantity", b.quantity).json(), {}}},
                      [this, b](Result<Made> const& made) {
                        auto const* departure = town_.ledger.departure(b.departure);
                        if (!made && departure) name_own(b, *departure);
                      });
    });
    return true;
  }

  void name_own(BookingSeen const& b, DepartureSeen const& d) {
    for (std::int64_t i = 0; i < b.quantity; ++i) {
      auto const unit = fmt::format("{} {}", b.reference, i);
      if (is_named(b, unit)) continue;
      // Some never come.
      if (town_.chance.one_in("no show " + unit, 90)) continue;
      auto const comes = d.gate_in_cutoff - minutes(town_.chance.pick("comes " + unit, 60, 24 * 60));
      town_.diary.at(comes - hours(9), "name " + unit, [this, b, unit] { prepare(b, unit, 0); });
    }
  }

  // The number that somebody thinks of first for a unit, and those when it turns out to be taken.
  std::string number_of(std::string const& about, int again) const {
    return unit_number(town_, about + std::string(static_cast<std::size_t>(again), '+'));
  }
  bool is_named(BookingSeen const& b, std::string const& about) const {
    for (int again = 0; again < bookings_tried_max; ++again) {
      if (std::find(b.units.begin(), b.units.end(), number_of(about, again)) != b.units.end()) return true;
    }
    return false;
  }

  void prepare(BookingSeen const& b, std::string const& about, int again) {
    auto const known = town_.ledger.bookings.find(b.id);
    if (known == town_.ledger.bookings.end() || static_cast<std::int64_t>(known->second.units.size()) >= known->second.quantity) return;
    auto const number = number_of(about, again);
    auto const& chance = town_.chance;
    bool const wide = b.wide();
    auto const tare = (wide ? 3'850 : 2'230) + 10 * chance.pick("tare " + about, 0, 9) + (b.plugs > 0 ? 800 : 0);
    auto const gross = wide ? 15'200 + 100 * chance.pick("gross " + about, 0, 76) : 17'000 + 100 * chance.pick("gross " + about, 0, 35);
    std::vector<Words> words;
    if (!town_.ledger.unit(number)) {
      words.push_back({"container.register_unit",
                       Told().text("unit", number).text("size_type", b.size_type).number("tare_kg", tare).number("gross_max_kg", wide ? 32'500 : 30'480).json(), {}});
    }
    words.push_back({"booking.assign_units", Told().text("booking", b.id).list("units", {number}).json(), {}});
    words.push_back({"container.verify_mass", Told().text("unit", number).number("gross_kg", gross).text("method", "SM1").text("by", b.owner).json(), {}});
    words.push_back({"container.affix_seal", Told().text("unit", number).text("seal", seal_of(town_, number)).json(), {}});
    town_.order(town_.who.shipper(b.owner), std::move(words), {}, [this, b, about, again](Refusal const&) {
      // The number may be somebody else's.
      if (again + 1 < bookings_tried_max) prepare(b, about, again + 1);
    });
  }

  void name_abroad(BookingSeen const& b) {
    std::vector<std::string> units;
    for (std::int64_t i = 0; i < b.quantity; ++i) {
      auto number = unit_number(town_, fmt::format("{} {}", b.reference, i));
      for (int again = 0; again < 5 && town_.ledger.unit(number); ++again) number = unit_number(town_, number);
      units.push_back(std::move(number));
    }
    town_.order(town_.who.shipper(b.owner), "booking.assign_units", Told().text("booking", b.id).list("units", units).json());
  }

  std::set<std::string> booked_;
};

}  // namespace

std::unique_ptr<Trade> make_sales(Town& town) {
  return std::make_unique<Sales>(town);
}
std::unique_ptr<Trade> make_shippers(Town& town) {
  return std::make_unique<Shippers>(town);
}

}  // namespace landport::sim
