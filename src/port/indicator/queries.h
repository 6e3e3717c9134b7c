// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/indicator/board.h"

namespace landport::indicator {

inline constexpr Roles who_run = Role::terminal | Role::duty | Role::admin;

// ---- what is measured, and how ----

// Every version of every formula, those that held once and those that nothing measures yet; the corridors; what others
// have published.
struct Formulas {
  static constexpr std::string_view wire = "indicator.formulas", zh = "指标公式", en = "Formulas of the indicators";
  static constexpr Roles roles = who_run;
};
constexpr auto fields(Type<Formulas>) {
  return field_list();
}
struct FormulaLine {
  std::string code;
  std::int64_t version = 1;
  std::string name_zh, name_en, numerator_zh, numerator_en, denominator_zh, denominator_en, unit, formula_zh, formula_en;
  std::int64_t parameter = 0;
  bool measured = true;
  bool by_corridor = true;  // false: a figure of the port as a whole
  std::string missing_zh, missing_en, published, source_zh, source_en;
  Day valid_from, valid_to;
};
constexpr auto fields(Type<FormulaLine>) {
  using F = FormulaLine;
  return field_list(field("code", &F::code, "代码", "Code"),
                    field("version", &F::version, "版本", "Version"),
                    field("name_zh", &F::name_zh, "中文名", "Chinese name"),
                    field("name_en", &F::name_en, "英文名", "English name"),
                    field("numerator_zh", &F::numerator_zh, "分子", "Numerator, Chinese"),
                    field("numerator_en", &F::numerator_en, "分子（英）", "Numerator"),
                    field("denominator_zh", &F::denominator_zh, "分母", "Denominator, Chinese"),
                    field("denominator_en", &F::denominator_en, "分母（英）", "Denominator"),
                    field("unit", &F::unit, "单位", "Unit"),
                    field("formula_zh", &F::formula_zh, "公式", "Formula, Chinese"),
                    field("formula_en", &F::formula_en, "公式（英）", "Formula"),
                    field("parameter", &F::parameter, "参数", "Parameter"),
                    field("measured", &F::measured, "已计量", "Measured"),
                    field("by_corridor", &F::by_corridor, "可按通道", "By corridor"),
                    field("missing_zh", &F::missing_zh, "未计量原因", "Why missing, Chinese"),
                    field("missing_en", &F::missing_en, "未计量原因（英）", "Why missing"),
                    field("published", &F::published, "公布指标", "Published metric"),
                    field("source_zh", &F::source_zh, "来源", "Source, Chinese"),
                    field("source_en", &F::source_en, "来源（英）", "Source"),
                    field("valid_from", &F::valid_from, "生效", "Valid from"),
                    field("valid_to", &F::valid_to, "失效", "Valid to"));
}
struct CorridorLine {
  std::string code, name_zh, name_en;
  std::vector<std::string> services;
};
constexpr auto fields(Type<CorridorLine>) {
  using C = CorridorLine;
  return field_list(field("code", &C::code, "通道", "Corridor"), field("name_zh", &C::name_zh, "中文名", "Chinese name"),
                    field("name_en", &C::name_en, "英文名", "English name"),
                    field("services", &C::services, "班列线路", "Services"));
}
struct PublishedLine {
  std::string metric, scope, period, value, unit, note, source;
};
constexpr auto fields(Type<PublishedLine>) {
  using P = PublishedLine;
  return field_list(field("metric", &P::metric, "指标", "Metric"), field("scope", &P::scope, "范围", "Scope"),
                    field("period", &P::period, "时段", "Period"), field("value", &P::value, "数值", "Value"),
                    field("unit", &P::unit, "单位", "Unit"),       field("note", &P::note, "说明", "Note"),
                    field("source", &P::source, "来源", "Source"));
}
struct FormulasAnswer {
  std::vector<FormulaLine> formulas;
  std::vector<CorridorLine> corridors;  // the last is "other": services that corridors.csv does not list
  std::vector<PublishedLine> published;
};
constexpr auto fields(Type<FormulasAnswer>) {
  using A = FormulasAnswer;
  return field_list(field("formulas", &A::formulas, "公式", "Formulas"),
                    field("corridors", &A::corridors, "通道", "Corridors"),
                    field("published", &A::published, "公布数", "Published figures"));
}
Result<FormulasAnswer> answer(Formulas const& query, Room const& room);

// ---- the figures ----

enum class Grain : std::uint8_t { day, month, year };
constexpr auto choices(Type<Grain>) {
  return std::array{Choice<Grain>{Grain::day, "day", "日", "Day"}, Choice<Grain>{Grain::month, "month", "月", "Month"},
                    Choice<Grain>{Grain::year, "year", "年", "Year"}};
}

// Figures by day, month or year of the port's clock, of one corridor or of all. The first and the last day are both within;
// without them it is the last twelve periods up to now. Refuses "indicator.unknown" and "indicator.range".
struct Figures {
  static constexpr std::string_view wire = "indicator.figures", zh = "指标", en = "Indicators";
  static constexpr Roles roles = who_run;
  Grain grain = Grain::month;
  std::optional<Day> from, to;
  std::string corridor;   // empty: all
  std::string indicator;  // empty: all
};
constexpr auto fields(Type<Figures>) {
  using Q = Figures;
  return field_list(may("grain", &Q::grain, "粒度", "Grain"), may("first_day", &Q::from, "首日", "First day"),
                    may("last_day", &Q::to, "末日", "Last day"), may("corridor", &Q::corridor, "通道", "Corridor"),
                    may("indicator", &Q::indicator, "指标", "Indicator"));
}
// One version of one indicator over a period. A period in which a version ends has a figure of each: they are two
// formulas and their sums are never mixed.
struct Figure {
  std::string indicator;
  std::int64_t version = 1;
  Day period;            // its first day
  std::string corridor;  // empty: all
  double numerator = 0;
  std::optional<double> denominator, value;  // no value when there is nothing to divide by
  std::int64_t parts = 0;                    // rows that it is added up from: see indicator.evidence
};
constexpr auto fields(Type<Figure>) {
  using F = Figure;
  return field_list(field("indicator", &F::indicator, "指标", "Indicator"),
                    field("version", &F::version, "版本", "Version"),
                    field("period", &F::period, "时段", "Period"),
                    field("corridor", &F::corridor, "通道", "Corridor"),
                    field("numerator", &F::numerator, "分子", "Numerator"),
                    field("denominator", &F::denominator, "分母", "Denominator"),
                    field("value", &F::value, "值", "Value"),
                    field("parts", &F::parts, "构成", "Parts"));
}
struct FiguresAnswer {
  Grain grain = Grain::month;
  Day from, to;
  std::vector<Day> periods;
  std::vector<Figure> figures;  // of each period, of the corridor asked for
  std::vector<Figure> whole;    // of all periods together: for all corridors, and for each of them
};
constexpr auto fields(Type<FiguresAnswer>) {
  using A = FiguresAnswer;
  return field_list(field("grain", &A::grain, "粒度", "Grain"),       field("first_day", &A::from, "首日", "First day"),
                    field("last_day", &A::to, "末日", "Last day"),                 field("periods", &A::periods, "时段", "Periods"),
                    field("figures", &A::figures, "各期", "By period"), field("whole", &A::whole, "合计", "Whole"));
}
Result<FiguresAnswer> answer(Figures const& query, Room const& room);

// ---- what a figure is added up from ----

// The rows behind one indicator from the first day to the last, both within, newest day first. Each row is one of a table of
// this department, and its events are asked as those of every row.
struct Evidence {
  static constexpr std::string_view wire = "indicator.evidence", zh = "指标依据", en = "Behind an indicator";
  static constexpr Roles roles = who_run;
  std::string indicator;
  Day from, to;
  std::string corridor;
  std::optional<std::int64_t> version;  // nothing: every version that holds in that time
};
constexpr auto fields(Type<Evidence>) {
  using Q = Evidence;
  return field_list(field("indicator", &Q::indicator, "指标", "Indicator"), field("first_day", &Q::from, "首日", "First day"),
                    field("last_day", &Q::to, "末日", "Last day"), may("corridor", &Q::corridor, "通道", "Corridor"),
                    may("version", &Q::version, "版本", "Version"));
}
struct EvidenceRow {
  Day day;
  std::string service, corridor, table, key, label;
  double numerator = 0, denominator = 0;
  std::int64_t events = 0;  // behind the row
};
constexpr auto fields(Type<EvidenceRow>) {
  using R = EvidenceRow;
  return field_list(field("day", &R::day, "日", "Day"),
                    field("service", &R::service, "班列线路", "Service"),
                    field("corridor", &R::corridor, "通道", "Corridor"),
                    field("table", &R::table, "表", "Table"),
                    field("key", &R::key, "行", "Row"),
                    field("label", &R::label, "对象", "What"),
                    field("numerator", &R::numerator, "分子", "Numerator"),
                    field("denominator", &R::denominator, "分母", "Denominator"),
                    field("events", &R::events, "事件", "Events"));
}
struct EvidenceAnswer {
  std::vector<EvidenceRow> rows;
  std::int64_t left_off = 0;  // older rows beyond the first 2,000
};
constexpr auto fields(Type<EvidenceAnswer>) {
  return field_list(field("rows", &EvidenceAnswer::rows, "行", "Rows"),
                    field("left_off", &EvidenceAnswer::left_off, "未列出", "Left off"));
}
Result<EvidenceAnswer> answer(Evidence const& query, Room const& room);

}  // namespace landport::indicator
