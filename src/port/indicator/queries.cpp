// SPDX-License-Identifier: Apache-2.0
#include "port/indicator/queries.h"

#include <date/date.h>

#include <algorithm>
#include <map>

#include "port/indicator/shares.h"

namespace landport::indicator {

namespace {

// Enough for a year by day; a screen shows no more.
constexpr std::size_t periods_max = 400;
constexpr std::size_t evidence_max = 2'000;

date::year_month_day ymd_of(Day day) {
  return date::sys_days{date::days{day.days}};
}
Day day_of_date(date::year_month_day const& ymd) {
  return Day{date::sys_days{ymd}.time_since_epoch().count()};
}
Day first_of(Grain grain, Day day) {
  auto const d = ymd_of(day);
  if (grain == Grain::month) return day_of_date(d.year() / d.month() / 1);
  return grain == Grain::year ? day_of_date(d.year() / 1 / 1) : day;
}
// The first day of the n-th period after (before, when negative) that of `first`.
Day moved(Grain grain, Day first, int n) {
  auto const d = ymd_of(first);
  if (grain == Grain::day) return first + n;
  return day_of_date(grain == Grain::month ? d + date::months{n} : d + date::years{n});
}

bool measured_by_corridor(Measure m) {
  return m != Measure::none && m != Measure::yard_dwell && m != Measure::truck_turn && m != Measure::wagon_turn &&
         m != Measure::first_release;
}

// Over which days, and which rows.
struct Range {
  Grain grain = Grain::month;
  Day from, to;
  std::vector<Day> periods;
  std::size_t period_of(Day day) const {
    return static_cast<std::size_t>(std::upper_bound(periods.begin(), periods.end(), day) - periods.begin()) - 1;
  }
};

Result<Range> range_of(Figures const& query, Day today) {
  Range range{query.grain, {}, query.to.value_or(today), {}};
  range.from = query.from.value_or(moved(query.grain, first_of(query.grain, range.to), -11));
  auto const refused = refuse("indicator.range").at("/first_day").with("most", std::to_string(periods_max));
  if (range.to < range.from) return no(refused);
  for (auto first = first_of(range.grain, range.from); first <= range.to; first = moved(range.grain, first, 1)) {
    if (range.periods.size() == periods_max) return no(refused);
    range.periods.push_back(first);
  }
  return range;
}

struct Sum {
  std::int64_t numerator = 0, denominator = 0, parts = 0;
  void add(Share const& s) {
    numerator += s.numerator;
    denominator += s.denominator;
    ++parts;
  }
};

Figure figure_of(Formula const& formula, Day period, std::string corridor, Sum const& sum) {
  auto const scale = scale_of(formula.measure);
  Figure out{formula.code, formula.version, period, std::move(corridor), 0, {}, {}, sum.parts};
  out.numerator = static_cast<double>(sum.numerator) / static_cast<double>(scale.numerator);
  out.value = value_of(formula, sum.numerator, sum.denominator);
  if (scale.kind == Scale::Kind::sum) return out;
  auto const below = scale.kind == Scale::Kind::per_parameter ? formula.parameter : sum.denominator;
  out.denominator = static_cast<double>(below) / static_cast<double>(scale.denominator);
  return out;
}

void figures_of(Dated<Formula> const& formula, std::string const& corridor, Range const& range, Room const& room,
                FiguresAnswer& out) {
  auto const& pack = room.pack<IndicatorPack>();
  std::vector<Sum> sums(range.periods.size());
  std::map<std::string, Sum, std::less<>> whole;
  whole[""];
  each_share(formula.row, room.view<IndicatorBoard>(), pack, room.at(), [&](Share const& s) {
    if (s.day < range.from || range.to < s.day || !formula.valid.contains(s.day)) return;
    whole[""].add(s);
    auto const where = s.service.empty() ? std::string_view{} : pack.corridor(s.service, s.day);
    if (!where.empty()) whole[std::string(where)].add(s);
    if (corridor.empty() || where == corridor) sums[range.period_of(s.day)].add(s);
  });
  for (std::size_t i = 0; i < sums.size(); ++i) {
    // A version has a figure of each period in which it holds on some day: a day without trains is a figure too.
    Day const first = std::max(range.from, range.periods[i]);
    Day const next = i + 1 < sums.size() ? range.periods[i + 1] : range.to + 1;
    if (formula.valid.overlaps({first, next}))
      out.figures.push_back(figure_of(formula.row, range.periods[i], corridor, sums[i]));
  }
  if (!formula.valid.overlaps({range.from, range.to + 1})) return;
  for (auto const& [where, sum] : whole) out.whole.push_back(figure_of(formula.row, range.from, where, sum));
}

}  // namespace

Result<FormulasAnswer> answer(Formulas const&, Room const& room) {
  auto const& pack = room.pack<IndicatorPack>();
  FormulasAnswer out;
  for (auto const& [f, valid, source, line] : pack.formulas) {
    out.formulas.push_back({f.code, f.version, f.name_zh, f.name_en, f.numerator_zh, f.numerator_en, f.denominator_zh,
                            f.denominator_en, f.unit, f.formula_zh, f.formula_en, f.parameter,
                            f.measure != Measure::none, measured_by_corridor(f.measure), f.missing_zh, f.missing_en,
                            f.published, f.source_zh.empty() ? source : f.source_zh, source, valid.begin,
                            last_day(valid)});
  }
  std::map<std::string, CorridorLine> corridors;
  PortClock clock(pack.time_zone);
  Day const today = clock.day(room.at());
  for (auto const& entry : pack.corridors.all()) {
    auto const* const row = pack.corridors.find(entry.first, today);
    if (!row) continue;
    auto& line = corridors[row->corridor];
    line.code = row->corridor;
    line.name_zh = row->name_zh;
    line.name_en = row->name_en;
    line.services.push_back(row->code.text);
  }
  for (auto& [code, line] : corridors) out.corridors.push_back(std::move(line));
  out.corridors.push_back({std::string(other_corridor), "其他", "Other", {}});
  for (auto const& [p, valid, source, line] : pack.published)
    out.published.push_back({p.metric, p.scope, p.period, p.value, p.unit, p.note, source});
  return out;
}

Result<FiguresAnswer> answer(Figures const& query, Room const& room) {
  auto const& pack = room.pack<IndicatorPack>();
  if (!query.indicator.empty() && !pack.known(query.indicator))
    return no(refuse("indicator.unknown").at("/indicator").with("indicator", query.indicator));
  PortClock clock(pack.time_zone);
  auto range = range_of(query, clock.day(room.at()));
  if (!range) return no(std::move(range.error()));
  FiguresAnswer out{range->grain, range->from, range->to, range->periods, {}, {}};
  for (auto const& formula : pack.formulas) {
    if (formula.row.measure == Measure::none) continue;
    if (query.indicator.empty() || query.indicator == formula.row.code)
      figures_of(formula, query.corridor, *range, room, out);
  }
  return out;
}

Result<EvidenceAnswer> answer(Evidence const& query, Room const& room) {
  auto const& pack = room.pack<IndicatorPack>();
  auto const& board = room.view<IndicatorBoard>();
  if (!pack.known(query.indicator))
    return no(refuse("indicator.unknown").at("/indicator").with("indicator", query.indicator));
  EvidenceAnswer out;
  for (auto const& formula : pack.formulas) {
    if (formula.row.code != query.indicator || (query.version && *query.version != formula.row.version)) continue;
    auto const scale = scale_of(formula.row.measure);
    each_share(formula.row, board, pack, room.at(), [&](Share const& s) {
      if (s.day < query.from || query.to < s.day || !formula.valid.contains(s.day)) return;
      auto const where = s.service.empty() ? std::string_view{} : pack.corridor(s.service, s.day);
      if (!query.corridor.empty() && where != query.corridor) return;
      out.rows.push_back({s.day, std::string(s.service), std::string(where), std::string(s.table), std::string(s.key),
                          std::string(s.label), static_cast<double>(s.numerator) / static_cast<double>(scale.numerator),
                          static_cast<double>(s.denominator) / static_cast<double>(scale.denominator), 0});
    });
  }
  std::sort(out.rows.begin(), out.rows.end(),
            [](auto const& a, auto const& b) { return std::tie(b.day, a.key) < std::tie(a.day, b.key); });
  if (out.rows.size() > evidence_max) {
    out.left_off = static_cast<std::int64_t>(out.rows.size() - evidence_max);
    out.rows.resize(evidence_max);
  }
  auto const events = [](auto const& table, std::string const& key) {
    auto const slot = table.slot(key);
    return slot ? static_cast<std::int64_t>(table.entry(*slot).trail.all().size()) : 0;
  };
  for (auto& row : out.rows) {
    row.events = row.table == board.runs.name()         ? events(board.runs, row.key)
                 : row.table == board.departures.name() ? events(board.departures, row.key)
                                                        : events(board.tallies, row.key);
  }
  return out;
}

}  // namespace landport::indicator
