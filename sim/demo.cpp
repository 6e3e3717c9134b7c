// SPDX-License-Identifier: Apache-2.0
#include "sim/demo.h"

#include <algorithm>
#include <cstdlib>

#include "sim/train_script.h"

namespace landport::sim {

namespace {

constexpr Goods laptops{"笔记本电脑及零件", "847130", 260'000'000},
    panels{"液晶显示模组", "852411", 180'000'000}, cars{"乘用车零部件", "870899", 62'000'000},
    shoes{"女鞋", "640399", 38'000'000}, furniture{"竹木家具", "940383", 21'000'000},
    machines{"数控机床配件", "846693", 74'000'000}, tea{"茶叶及茶制品", "090230", 33'000'000},
    pumps{"工业水泵", "841370", 48'000'000}, fertiliser{"钛白粉", "320611", 27'000'000},
    meat{"冷冻猪肉制品", "160249", 44'000'000}, paint{"涂料", "320890", 19'000'000},
    cells{"光伏组件", "854143", 41'000'000};

char const* const services[] = {"CD-LOD", "CD-TLB", "CD-NUE", "CD-MSQ", "CD-MWA", "CD-ALA", "CD-TAS",
                                "CD-IST", "CD-MOW", "CD-ULN", "CD-VTE", "CD-LCH", "CD-HAN", "CD-QZH",
                                "CD-SIN", "CD-OSA", "CD-PUS", "CD-TYO", "CD-ICN", "CD-CAN", "CD-SZX",
                                "LOD-CD", "TLB-CD", "NUE-CD", "VTE-CD"};

Instant instant(std::string const& text) {
  auto const parsed = parse_instant(text);
  return parsed ? *parsed : Instant{};
}

Departure departure_of(std::string const& row, JsonParser& parser) {
  Departure d;
  auto const json = parser.parse(row);
  if (!json) return d;
  auto const text = [](JsonValue const& object, std::string_view name) {
    JsonValue found;
    if (!object.member(name, found)) return std::string();
    return found.kind() == JsonValue::Kind::text ? std::string(found.text()) : found.print();
  };
  d.id = text(*json, "departure");
  d.service = text(*json, "service");
  d.departs = instant(text(*json, "departs"));
  d.arrives = instant(text(*json, "arrives"));
  d.booking_cutoff = instant(text(*json, "booking_cutoff"));
  d.gate_in_cutoff = instant(text(*json, "gate_in_cutoff"));
  JsonValue legs;
  if (!json->member("legs", legs)) return d;
  for (JsonValue::Steps s(legs); s; s.next()) {
    auto const leg = s.value();
    d.legs.push_back({text(leg, "from"), text(leg, "to"), text(leg, "mode"),
                      std::atoll(text(leg, "gauge_mm").c_str()), instant(text(leg, "departs")),
                      instant(text(leg, "arrives"))});
  }
  return d;
}

// What left in the past days, and about how many hours ago.
constexpr std::pair<char const*, std::int64_t> ran[] = {
    {"CD-LOD", 12 * 24 + 10}, {"CD-LOD", 10 * 24 + 8}, {"CD-VTE", 5 * 24}, {"CD-LOD", 8 * 24}, {"CD-LOD", 5 * 24 + 6},
    {"CD-ALA", 4 * 24 + 4},   {"CD-VTE", 44},          {"CD-LOD", 2 * 24}, {"CD-QZH", 26}};

class Past {
 public:
  Past(Book& the_book, std::function<void(Instant)> const& set_clock, Instant now, std::uint64_t seed)
      : book_(the_book), days_(the_book, set_clock, now, seed), now_(now) {}

  Lived live() {
    auto const begin = now_ - days(18);
    days_.move_to(begin);
    schedule(begin);
    for (auto at = begin + hours(6); at < now_; at = at + hours(6)) {
      days_.at(at, [this] {
        days_.hands.catch_up();
        book_.tick();
      });
    }
    trains_under_way();
    trains_to_come();
    more_bookings();
    empties();
    incidents();
    days_.live();
    days_.hands.catch_up();
    return {days_.hands.commands(), days_.boxes, days_.trains, std::move(days_.refusals)};
  }

 private:
  void schedule(Instant begin) {
    auto const on_sale = [&](std::string_view service, Day from, std::int64_t days) {
      return days_.hands.give(
          who::carrier, "network.schedule_departures",
          Told().text("service", service).text("from", to_text(from)).number("days", days).json());
    };
    for (auto const* service : services) on_sale(service, utc_day(now_) + 1, 26);
    // Of the past only what ran: a departure that nobody made a train of would stand there as one that failed.
    for (auto const& [service, hours_ago] : ran) {
      auto const day = utc_day(now_ - hours(hours_ago));
      for (int const away : {0, -1, 1, -2, 2, -3, 3}) {
        if (day + away < utc_day(begin) + 3 || day + away >= utc_day(now_)) continue;
        auto const made = on_sale(service, day + away, 1);
        if (made && !(*made)["departure"].empty()) break;
      }
    }
    JsonParser parser;
    for (auto const& row : days_.hands.rows("network.departures"))
      departures_.push_back(departure_of(row, parser));
    std::sort(departures_.begin(), departures_.end(), [](auto const& a, auto const& b) {
      return std::tie(a.departs, a.id) < std::tie(b.departs, b.id);
    });
  }

  // The departure of a service that leaves nearest to a time and not after `latest`; each once.
  Departure const* near(std::string const& service, Instant when, Instant latest) {
    Departure const* best = nullptr;
    auto const away = [&](Departure const& d) { return std::abs((d.departs - when).ms); };
    for (auto const& d : departures_) {
      if (d.service != service || d.departs > latest || used_.contains(d.id)) continue;
      if (!best || away(d) < away(*best)) best = &d;
    }
    if (best) used_.insert(best->id);
    return best;
  }
  Departure const* next(std::string const& service, Instant after) {
    for (auto const& d : departures_) {
      if (d.service != service || d.departs <= after || used_.contains(d.id)) continue;
      used_.insert(d.id);
      return &d;
    }
    return nullptr;
  }

  std::vector<Wanted> load(int wide, int small, bool reefers = false) {
    static constexpr Goods kinds[] = {laptops,  panels, cars,  shoes,      furniture,
                                      machines, tea,    pumps, fertiliser, cells};
    auto const goods = [&] { return kinds[turn_++ % 10]; };
    std::vector<Wanted> all;
    all.push_back({who::huaxia, "45G1", wide / 2, goods(), false, {}, {}});
    all.push_back({who::shudao, turn_ % 3 == 0 ? "42G1" : "45G1", wide - wide / 2, goods(), false, {}, {}});
    if (small > 0)
      all.push_back({turn_ % 2 ? who::huaxia : who::shudao, "22G1", small, goods(), false, {}, {}});
    if (reefers) all.push_back({who::shudao, "45R1", 2, meat, true, {}, {}});
    return all;
  }

  // A train that has left, or is about to: everything in the usual order before its departure.
  void train(Departure const* d, std::vector<Wanted> wanted, std::int64_t late_minutes = 0) {
    if (!d) return;
    TrainPlan plan{*d, std::move(wanted), {}, {}, {}, {}, {}, late_minutes};
    plan.booked = d->booking_cutoff - hours(34);
    plan.gate_ends = d->gate_in_cutoff - hours(1);
    plan.gate_begins = plan.gate_ends - hours(22);
    plan.composed = d->departs - hours(12);
    plan.loaded_from = d->departs - hours(9);
    script(days_, std::move(plan));
  }

  void trains_under_way() {
    auto const ago = [&](std::int64_t h) { return now_ - hours(h); };
    auto const latest = now_ - hours(3);
    train(near("CD-LOD", ago(12 * 24 + 10), latest), load(8, 4));
    train(near("CD-LOD", ago(10 * 24 + 8), latest), load(10, 4));
    train(near("CD-VTE", ago(5 * 24), ago(74)), load(8, 4));
    train(near("CD-LOD", ago(8 * 24), latest), load(12, 4, true));
    train(near("CD-LOD", ago(5 * 24 + 6), latest), load(10, 6));
    train(near("CD-ALA", ago(4 * 24 + 4), latest), load(8, 4));
    train(near("CD-VTE", ago(44), latest), load(8, 2));
    train(near("CD-LOD", ago(2 * 24), latest), load(12, 6), 385);
    train(near("CD-QZH", ago(20), latest), load(8, 4));
  }

  // Being loaded now, planned for tomorrow, and boxes that wait in the yard for later ones.
  void trains_to_come() {
    if (auto const* d = next("CD-LOD", now_ + hours(1))) {
      TrainPlan plan{*d, load(16, 6), {}, {}, {}, {}, {}, 0};
      plan.booked = now_ - days(6);
      plan.gate_ends = std::min(d->gate_in_cutoff - hours(1), now_ - hours(8));
      plan.gate_begins = plan.gate_ends - hours(40);
      plan.composed = now_ - hours(5);
      plan.loaded_from = now_ - minutes(95);
      script(days_, std::move(plan));
    }
    if (auto const* d = next("CD-LOD", now_ + hours(1))) {
      TrainPlan plan{*d, load(14, 6, true), {}, {}, {}, {}, {}, 0};
      plan.booked = now_ - days(5);
      plan.gate_begins = now_ - days(3);
      plan.gate_ends = now_ + minutes(30);
      plan.composed = now_ - hours(2);
      script(days_, std::move(plan));
    }
    later("CD-LOD", hours(50), load(16, 6));
    later("CD-TLB", hours(60), load(14, 4));
    later("CD-VTE", hours(40), load(10, 4));
    later("CD-NUE", hours(80), load(10, 0, true));
    later("CD-MWA", hours(60), load(8, 4));
    later("CD-QZH", hours(34),
          {{who::huaxia, "42G1", 6, furniture, false, {}, {}},
           {who::shudao, "22G1", 2, paint, false, "1263", "3"}});
  }

  void later(char const* service, Duration ahead, std::vector<Wanted> wanted) {
    auto const* d = next(service, now_ + ahead);
    if (!d) return;
    TrainPlan plan{
        *d, std::move(wanted), now_ - days(5), now_ - days(3) - hours(turn_ % 7), now_ + hours(8), {}, {}, 0};
    plan.gate_ends = std::min(plan.gate_ends, d->gate_in_cutoff - hours(1));
    script(days_, std::move(plan));
  }

  void more_bookings() {
    auto const wish = [&](char const* service, std::int64_t ahead_hours, std::int64_t ago_hours,
                          Wanted wanted, bool confirm) {
      auto const* d = next(service, now_ + hours(ahead_hours));
      if (d)
        days_.at(now_ - hours(ago_hours), [this, d, wanted, confirm] { book(days_, wanted, *d, confirm); });
    };
    wish("CD-IST", 100, 30, {who::huaxia, "45G1", 4, cars, false, {}, {}}, true);
    wish("CD-ALA", 100, 29, {who::shudao, "45G1", 6, cars, false, {}, {}}, true);
    wish("CD-TAS", 120, 50, {who::huaxia, "42G1", 5, pumps, false, {}, {}}, true);
    wish("CD-ULN", 130, 26, {who::shudao, "22G1", 8, machines, false, {}, {}}, true);
    wish("CD-HAN", 90, 33, {who::huaxia, "45G1", 10, panels, false, {}, {}}, true);
    wish("CD-SIN", 120, 31, {who::shudao, "45G1", 6, furniture, false, {}, {}}, true);
    wish("CD-OSA", 110, 12, {who::huaxia, "45G1", 3, shoes, false, {}, {}}, false);
    wish("CD-PUS", 140, 8, {who::shudao, "22G1", 4, tea, false, {}, {}}, false);
    wish("CD-MSQ", 90, 5, {who::huaxia, "45G1", 2, laptops, false, {}, {}}, false);
    wish("CD-LOD", 170, 60, {who::shudao, "45R1", 3, meat, true, {}, {}}, true);
    wish("CD-CAN", 60, 3, {who::huaxia, "45G1", 2, cells, false, {}, {}}, false);
    // Cancelled a day later, and one that waits for a train that is full.
    if (auto const* d = next("CD-TYO", now_ + hours(120))) {
      days_.at(now_ - hours(70), [this, d] {
        book(days_, {who::shudao, "45G1", 4, cells, false, {}, {}}, *d, true,
             [this](std::string const& booking) {
               days_.at(now_ - hours(40), [this, booking] {
                 days_.order(who::shudao, "booking.cancel_booking",
                             Told().text("booking", booking).text("reason", "客户推迟交货").json());
               });
             });
      });
    }
    if (auto const* d = next("CD-MOW", now_ + hours(72))) {
      days_.at(now_ - hours(64), [this, d] {
        book(days_, {who::huaxia, "45G1", 53, cars, false, {}, {}}, *d, true);
      });
      days_.at(now_ - hours(22), [this, d] {
        days_.order(who::shudao, "booking.join_waitlist",
                    Told()
                        .text("departure", d->id)
                        .text("size_type", "45G1")
                        .number("quantity", 4)
                        .number("gross_kg", 21'000)
                        .text("hs_code", pumps.hs)
                        .text("description", pumps.zh)
                        .number("goods_mass_kg", 60'000)
                        .json());
      });
    }
  }

  void empties() {
    for (int i = 0; i < 26; ++i) {
      auto box = std::make_shared<Box>();
      box->number = days_.unit_number();
      box->size_type = i % 3 == 0 ? "22G1" : "45G1";
      box->full = false;
      box->gross_kg = box->wide() ? 3'900 : 2'300;
      ++days_.boxes;
      bring(days_, box, "empty", now_ - days(9) + hours(8 * i) + minutes(days_.pick(0, 90)));
    }
  }

  // A customs inspection and a damaged door, on boxes that wait in the yard.
  void incidents() {
    days_.at(now_ - hours(6), [this] {
      std::vector<std::string> full;
      for (auto const& row : days_.hands.rows("container.units")) {
        if (member(row, "place_kind") == "yard" && member(row, "full") == "true")
          full.push_back(member(row, "unit"));
      }
      if (full.size() < 20) return;
      auto const hold = [](std::string const& unit, char const* name, char const* reason,
                           char const* keeper) {
        return Told()
            .text("unit", unit)
            .text("hold", name)
            .list("forbids", {"load", "gate_out", "depart"})
            .text("reason", reason)
            .text("keeper", keeper)
            .json();
      };
      days_.order(who::customs, "container.place_hold",
                  hold(full[full.size() - 3], "customs-inspection", "海关布控查验", "customs"));
      days_.order(who::terminal, "container.note_condition",
                  Told()
                      .text("unit", full[full.size() - 9])
                      .text("condition", "damaged")
                      .text("note", "右箱门变形")
                      .json());
      days_.order(who::terminal, "container.place_hold",
                  hold(full[full.size() - 9], "damage", "箱门变形，待检修", "terminal"));
    });
  }

  Book& book_;
  Days days_;
  Instant now_;
  std::vector<Departure> departures_;
  std::set<std::string> used_;
  int turn_ = 0;

  static Duration days(std::int64_t n) { return landport::days(n); }
};

}  // namespace

Lived live_past(Book& book, std::function<void(Instant)> const& set_clock, Instant now, std::uint64_t seed) {
  return Past(book, set_clock, now, seed).live();
}

}  // namespace landport::sim
