// SPDX-License-Identifier: Apache-2.0
#include "port/indicator/formulas.h"

#include <algorithm>

#include "journal/pack_rows.h"
#include "port/network/zone.h"

namespace landport::indicator {

constexpr auto fields(Type<Formula>) {
  using F = Formula;
  return field_list(field("code", &F::code, "代码", "Code"),
                    field("version", &F::version, "版本", "Version"),
                    field("name_zh", &F::name_zh, "中文名", "Chinese name"),
                    field("name_en", &F::name_en, "英文名", "English name"),
                    field("measure", &F::measure, "计量", "Measure"),
                    field("numerator_zh", &F::numerator_zh, "分子", "Numerator, Chinese"),
                    field("numerator_en", &F::numerator_en, "分子（英）", "Numerator"),
                    may("denominator_zh", &F::denominator_zh, "分母", "Denominator, Chinese"),
                    may("denominator_en", &F::denominator_en, "分母（英）", "Denominator"),
                    field("unit", &F::unit, "单位", "Unit"),
                    field("formula_zh", &F::formula_zh, "公式", "Formula, Chinese"),
                    field("formula_en", &F::formula_en, "公式（英）", "Formula"),
                    may("parameter", &F::parameter, "参数", "Parameter"),
                    may("published", &F::published, "公布指标", "Published metric"),
                    may("missing_zh", &F::missing_zh, "未计量原因", "Why missing, Chinese"),
                    may("missing_en", &F::missing_en, "未计量原因（英）", "Why missing"),
                    may("source_zh", &F::source_zh, "来源（中文）", "Source, Chinese"));
}
constexpr auto fields(Type<Published>) {
  using P = Published;
  return field_list(field("metric", &P::metric, "指标", "Metric"),
                    field("scope", &P::scope, "范围", "Scope"),
                    field("period", &P::period, "时段", "Period"),
                    field("value", &P::value, "数值", "Value"),
                    may("unit", &P::unit, "单位", "Unit"),
                    may("note", &P::note, "说明", "Note"));
}

namespace {

bool needs_parameter(Measure m) {
  return m == Measure::full_formation || m == Measure::laden_trains || m == Measure::departure_on_time ||
         m == Measure::arrival_on_time;
}

Result<void> take_formulas(IndicatorPack& pack, PackFiles const& files) {
  auto formulas = files.rows_if_there<Formula>("indicators.csv");
  if (!formulas) return no(std::move(formulas.error()));
  for (auto const& f : *formulas) {
    auto const place = pack_line("indicators.csv", f.line);
    if (needs_parameter(f.row.measure) && f.row.parameter <= 0)
      return no(refuse("indicator.pack_parameter").at(place).with("indicator", f.row.code));
    if (f.row.measure == Measure::none && (f.row.missing_zh.empty() || f.row.missing_en.empty()))
      return no(refuse("indicator.pack_reason").at(place).with("indicator", f.row.code));
  }
  // The order of the file is the order of the screen: the versions of one code follow one another.
  for (std::size_t i = 0; i < formulas->size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      auto const &a = (*formulas)[i], &b = (*formulas)[j];
      if (a.row.code == b.row.code && a.valid.overlaps(b.valid))
        return no(refuse("indicator.pack_valid_twice")
                      .at(pack_line("indicators.csv", a.line))
                      .with("indicator", a.row.code));
    }
  }
  pack.formulas = std::move(*formulas);
  return {};
}

Result<void> take_keys(IndicatorPack& pack, PackFiles const& files) {
  auto const keys = PackKeys::load(files);
  if (!keys) return no(keys.error());
  pack.time_zone = keys->value("time_zone");
  pack.home = network::NodeCode{std::string(keys->value("home_node"))};
  if (!network::zone_at(pack.time_zone, Instant{}))
    return no(refuse("indicator.pack_zone").at("pack.csv").with("zone", pack.time_zone));
  return {};
}

}  // namespace

Result<IndicatorPack> IndicatorPack::load(PackFiles const& files, Pack const& before) {
  IndicatorPack pack;
  if (auto const r = take_keys(pack, files); !r) return no(r.error());
  if (auto const r = take_formulas(pack, files); !r) return no(r.error());
  if (before.has<network::Network>()) pack.corridors = before.get<network::Network>().corridors;
  auto published = files.rows_if_there<Published>("published_figures.csv");
  if (!published) return no(std::move(published.error()));
  pack.published = std::move(*published);
  return pack;
}

std::string_view IndicatorPack::corridor(std::string_view service, Day day) const {
  auto const* const row = corridors.find(service, day);
  return row ? std::string_view(row->corridor) : other_corridor;
}

bool IndicatorPack::known(std::string_view code) const {
  return std::any_of(formulas.begin(), formulas.end(), [&](auto const& f) { return f.row.code == code; });
}

Day PortClock::day(Instant at) {
  if (at < span_.begins || at >= span_.ends) {
    auto const span = network::zone_at(zone_, at);
    if (!span) return utc_day(at);
    span_ = *span;
  }
  return utc_day(at + span_.ahead);
}

}  // namespace landport::indicator
