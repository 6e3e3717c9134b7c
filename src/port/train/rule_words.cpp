// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/train/findings.h"

namespace landport::train {

std::vector<RuleWords> const& rule_words() {
  static std::vector<RuleWords> const words{
      {"section_unknown", "", "配置中没有该区段的限制", "The pack has no limits for this section of line"},
      {"wagon_type", "", "当日没有该车型的参数", "No such wagon type holds on that day"},
      {"gauge", "mm", "车辆轨距 {measured} mm 与列车轨距 {limit} mm 不符",
       "The wagon is for {measured} mm, the train runs on {limit} mm"},
      {"wagon_missing", "", "装载位所在车辆不在本列", "The wagon of this place is not in the train"},
      {"place_unknown", "", "该车型没有这种装载方式或装载位", "This wagon type has no such pattern or place"},
      {"place_taken", "units", "一个装载位上有 {measured} 个箱", "{measured} units stand in one place"},
      {"pattern", "patterns", "同一车上用了 {measured} 种装载方式",
       "{measured} patterns are used on one wagon"},
      {"unit_length", "ft", "{measured} 英尺箱不能装 {limit} 英尺位",
       "A {measured}-foot unit does not go in a {limit}-foot place"},
      {"place_gross", "kg", "箱总重 {measured} kg 超过装载位限 {limit} kg",
       "The unit's {measured} kg are over the {limit} kg of its place"},
      {"gross_20ft", "kg", "20 英尺箱总重 {measured} kg 超过 {limit} kg",
       "A 20-foot unit of {measured} kg is over {limit} kg"},
      {"open_top", "", "该区段不准装敞顶箱", "Open tops are not allowed on this section"},
      {"pair_20ft", "units", "20 英尺箱须成对装车", "20-foot units travel in pairs only"},
      {"pair_route", "", "成对的 20 英尺箱须同一到站",
       "A pair of 20-foot units must go to the same destination"},
      {"pair_difference", "kg", "成对箱重差 {measured} kg，须小于 {limit} kg",
       "The pair differs by {measured} kg; it must be less than {limit} kg"},
      {"payload", "kg", "装载 {measured} kg 超过车辆载重 {limit} kg",
       "A load of {measured} kg is over the wagon's {limit} kg"},
      {"wagon_gross", "kg", "车辆总重 {measured} kg 超过 {limit} kg",
       "The wagon's gross {measured} kg are over {limit} kg"},
      {"axle_load", "kg", "轴重 {measured} kg 超过 {limit} kg",
       "An axle load of {measured} kg is over {limit} kg"},
      {"bogie_load", "kg", "转向架承重 {measured} kg 超过 {limit} kg",
       "A bogie bears {measured} kg of the load; at most {limit} kg"},
      {"bogie_difference", "kg", "两转向架承重差 {measured} kg 超过 {limit} kg",
       "The bogies' loads differ by {measured} kg; at most {limit} kg"},
      {"lateral_offset", "mm", "重心横向偏移 {measured} mm 超过 {limit} mm",
       "The load lies {measured} mm off the middle; at most {limit} mm"},
      {"cog_height", "mm", "重车重心高 {measured} mm 超过 {limit} mm",
       "The laden wagon's centre of gravity is {measured} mm high; at most {limit} mm"},
      {"gross_unverified", "kg", "总重未核定，按 {measured} kg 计",
       "The gross mass is not verified; {measured} kg are assumed"},
      {"dg_prohibited", "", "铁路不承运该危险货物", "The railway does not carry this dangerous substance"},
      {"dg_mixing", "", "两类危险货物不得同车（无准许即禁止）",
       "These dangerous goods may not share a wagon (what is not allowed is prohibited)"},
      {"dg_distance", "wagons", "危险货物车之间隔离 {measured} 辆，须 {limit} 辆或规定间距",
       "{measured} wagons lie between dangerous goods; {limit}, or the distance, are needed"},
      {"train_length", "mm", "列车长 {measured} mm 超过 {limit} mm",
       "The train is {measured} mm long; at most {limit} mm"},
      {"train_wagons", "wagons", "编组 {measured} 辆超过 {limit} 辆",
       "The train has {measured} wagons; at most {limit}"},
      {"conventional_wagons", "0.01 wagons", "换算车数 {measured} 辆超过 {limit} 辆",
       "The train counts as {measured} conventional wagons; at most {limit}"},
      {"train_gross", "kg", "全列箱总重 {measured} kg 超过 {limit} kg",
       "All units weigh {measured} kg; at most {limit} kg"},
      {"average_40ft_gross", "kg", "40 英尺箱平均总重 {measured} kg 超过 {limit} kg",
       "The 40-foot units average {measured} kg; at most {limit} kg"},
      {"average_40ft_cargo", "kg", "40 英尺箱平均货重 {measured} kg 超过 {limit} kg",
       "The cargo of the 40-foot units averages {measured} kg; at most {limit} kg"},
      {"power", "plugs", "{measured} 个箱需供电，本列只有 {limit} 个插座",
       "{measured} units need power; the train has {limit} plugs"},
      {"destination_blocks", "blocks", "到站分成 {measured} 段，可归为 {limit} 段",
       "Destinations stand in {measured} blocks; {limit} would do"}};
  return words;
}

Finding finding(std::string_view rule, Severity severity, std::int64_t measured, std::int64_t limit,
                std::string_view section) {
  auto const& all = rule_words();
  auto const words = std::find_if(all.begin(), all.end(), [&](RuleWords const& w) { return w.rule == rule; });
  LP_ASSERT(words != all.end(), "a finding of a rule that has no words");
  Finding f;
  f.rule = rule;
  f.severity = severity;
  f.section = section;
  f.measured = measured;
  f.limit = limit;
  f.unit_of_measure = words->unit_of_measure;
  auto const text = [&](std::int64_t number) {
    if (f.unit_of_measure != "0.01 wagons") return std::to_string(number);
    auto const part = std::to_string(100 + number % 100).substr(1);
    return std::to_string(number / 100) + (part == "00" ? "" : "." + part);
  };
  auto const numbers = refuse(rule).with("measured", text(measured)).with("limit", text(limit));
  f.zh = fill(words->zh, numbers);
  f.en = fill(words->en, numbers);
  return f;
}

bool any_stop(Findings const& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](auto const& f) { return f.severity == Severity::stop; });
}
bool may_settle(Findings const& findings) {
  return std::all_of(findings.begin(), findings.end(),
                     [](auto const& f) { return f.severity == Severity::soft; });
}

}  // namespace landport::train
