// SPDX-License-Identifier: Apache-2.0
#include "port/indicator/shares.h"

#include <date/date.h>

namespace landport::indicator {

namespace {

enum class Way : std::uint8_t { outbound, inbound, other };

struct Lens {
  Formula const& formula;
  IndicatorBoard const& board;
  IndicatorPack const& pack;
  Instant now;
  std::function<void(Share const&)> const& f;
  PortClock clock;

  void run(CountedRunRow const& row, std::string_view key, Instant at, std::int64_t numerator,
           std::int64_t denominator) {
    f({clock.day(at), row.service.text, numerator, denominator, "indicator.trains", key, row.run.text});
  }
  void departure(PlannedRow const& row, std::string_view key, std::int64_t numerator, std::int64_t denominator) {
    f({clock.day(row.departs), row.service.text, numerator, denominator, "indicator.departures", key,
       row.departure.text});
  }
  Way way(CountedRunRow const& row) const {
    if (row.from == pack.home) return Way::outbound;
    auto const* planned = board.departures.find(row.departure.text);
    return (planned ? planned->to : row.to) == pack.home ? Way::inbound : Way::other;
  }
  // f(row, key) of each train as it left the place where it was assembled.
  template <class F>
  void each_counted(F&& each) {
    board.runs.each([&](std::string_view key, CountedRunRow const& row) {
      if (row.departed && row.parents.empty()) each(row, key);
    });
  }
  // The train that it was assembled as; of a merged one that of its first parent.
  CountedRunRow const* first_run(CountedRunRow const& row) const {
    auto const* at = &row;
    // Lineage has no circles; the bound keeps a damaged one from turning for ever.
    for (int steps = 0; at && !at->parents.empty() && steps < 32; ++steps)
      at = board.runs.find(at->parents.front().text);
    return at;
  }

  void trains();
  void teu();
  void running();
  void border();
  void planned();
  void tallied();
};

std::int64_t minutes_between(Instant a, Instant b) {
  return (b - a).ms / 60'000;
}

void Lens::trains() {
  each_counted([&](CountedRunRow const& row, std::string_view key) {
    auto const w = way(row);
    bool const out = w == Way::outbound, in = w == Way::inbound;
    std::int64_t n = 0, d = 0;
    switch (formula.measure) {
      case Measure::trains: n = 1; break;
      case Measure::trains_outbound: n = out; break;
      case Measure::trains_return: n = in; break;
      case Measure::return_to_outbound: n = in, d = out; break;
      case Measure::return_to_total: n = in, d = out || in; break;
      default: n = row.wagons.value >= formula.parameter, d = 1; break;  // full_formation
    }
    if (n != 0 || d != 0) run(row, key, *row.departed, n, d);
  });
}

void Lens::teu() {
  each_counted([&](CountedRunRow const& row, std::string_view key) {
    auto const laden = row.laden.value, carried = laden + row.empty.value;
    switch (formula.measure) {
      case Measure::teu: return run(row, key, *row.departed, carried, 0);
      case Measure::laden_trains: return run(row, key, *row.departed, laden, 0);
      case Measure::laden_of_offered: return run(row, key, *row.departed, laden, row.offered.value);
      case Measure::laden_of_carried: return run(row, key, *row.departed, laden, carried);
      default: break;  // teu_growth
    }
    run(row, key, *row.departed, carried, 0);
    auto const compared = a_year_later(clock.day(*row.departed));
    if (compared <= clock.day(now))
      f({compared, row.service.text, 0, carried, "indicator.trains", key, row.run.text});
  });
}

void Lens::running() {
  if (formula.measure == Measure::departure_on_time) {
    each_counted([&](CountedRunRow const& row, std::string_view key) {
      if (row.departs_planned)
        run(row, key, *row.departed, minutes_between(*row.departs_planned, *row.departed) <= formula.parameter, 1);
    });
    return;
  }
  board.runs.each([&](std::string_view key, CountedRunRow const& row) {
    if (!row.arrived) return;
    if (formula.measure == Measure::arrival_on_time) {
      if (row.arrives_planned)
        run(row, key, *row.arrived, minutes_between(*row.arrives_planned, *row.arrived) <= formula.parameter, 1);
      return;
    }
    auto const* first = first_run(row);  // km_per_day
    auto const* planned = first ? board.departures.find(first->departure.text) : nullptr;
    if (!planned || planned->distance_km == 0 || !first->departed || *row.arrived <= *first->departed) return;
    run(row, key, *row.arrived, planned->distance_km, minutes_between(*first->departed, *row.arrived));
  });
}

void Lens::border() {
  board.runs.each([&](std::string_view key, CountedRunRow const& row) {
    auto const until = formula.measure == Measure::border_dwell ? row.onward : row.transferred;
    if (row.border_reached && until && *until >= *row.border_reached)
      run(row, key, *until, minutes_between(*row.border_reached, *until), 1);
  });
}

void Lens::planned() {
  board.departures.each([&](std::string_view key, PlannedRow const& row) {
    if (formula.measure == Measure::plan_fulfilment) {
      if (row.departs <= now || row.departed) departure(row, key, row.departed ? 1 : 0, 1);
    } else if (row.departed && row.booked.value > 0) {
      departure(row, key, row.booked.value - row.shipped.value, row.booked.value);
    }
  });
}

void Lens::tallied() {
  bool const days = formula.measure != Measure::first_release;
  board.tallies.each([&](std::string_view key, TallyRow const& row) {
    if (row.measure != formula.measure || row.count == 0) return;
    f({clock.day(row.from), {}, row.sum, row.count, "indicator.tallies", key, days ? "" : "customs"});
  });
}

}  // namespace

Day a_year_later(Day day) {
  date::year_month_day const ymd{date::sys_days{date::days{day.days}}};
  date::year_month_day const next = ymd + date::years{1};
  date::sys_days const at = next.ok() ? date::sys_days{next} : date::sys_days{next.year() / 3 / 1};
  return Day{at.time_since_epoch().count()};
}

Scale scale_of(Measure m) {
  using K = Scale::Kind;
  switch (m) {
    case Measure::trains:
    case Measure::trains_outbound:
    case Measure::trains_return: return {1, 1, 1, K::sum};
    case Measure::teu: return {100, 1, 1, K::sum};
    case Measure::teu_growth: return {100, 100, 100, K::growth};
    case Measure::laden_of_carried:
    case Measure::laden_of_offered: return {100, 100, 100, K::ratio};
    case Measure::laden_trains: return {100, 100, 1, K::per_parameter};
    case Measure::border_dwell:
    case Measure::transshipment:
    case Measure::truck_turn: return {1, 1, 1, K::ratio};
    case Measure::yard_dwell:
    case Measure::wagon_turn: return {1'440, 1, 1, K::ratio};
    case Measure::km_per_day: return {1, 1'440, 1, K::ratio};
    default: return {1, 1, 100, K::ratio};
  }
}

std::optional<double> value_of(Formula const& formula, std::int64_t numerator, std::int64_t denominator) {
  auto const scale = scale_of(formula.measure);
  double const n = static_cast<double>(numerator) / static_cast<double>(scale.numerator);
  if (scale.kind == Scale::Kind::sum) return n;
  if (scale.kind == Scale::Kind::per_parameter) denominator = formula.parameter;
  if (denominator == 0) return {};
  double const d = static_cast<double>(denominator) / static_cast<double>(scale.denominator);
  auto const factor = static_cast<double>(scale.factor);
  return scale.kind == Scale::Kind::growth ? (n / d - 1) * factor : n / d * factor;
}

void each_share(Formula const& formula, IndicatorBoard const& board, IndicatorPack const& pack, Instant now,
                std::function<void(Share const&)> const& f) {
  Lens lens{formula, board, pack, now, f, PortClock(pack.time_zone)};
  switch (formula.measure) {
    case Measure::none: return;
    case Measure::trains:
    case Measure::trains_outbound:
    case Measure::trains_return:
    case Measure::return_to_outbound:
    case Measure::return_to_total:
    case Measure::full_formation: return lens.trains();
    case Measure::teu:
    case Measure::teu_growth:
    case Measure::laden_trains:
    case Measure::laden_of_carried:
    case Measure::laden_of_offered: return lens.teu();
    case Measure::departure_on_time:
    case Measure::arrival_on_time:
    case Measure::km_per_day: return lens.running();
    case Measure::border_dwell:
    case Measure::transshipment: return lens.border();
    case Measure::plan_fulfilment:
    case Measure::no_show: return lens.planned();
    default: return lens.tallied();
  }
}

}  // namespace landport::indicator
