// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "port/train/rules_pack.h"
#include "port/train/run.h"

// What the loading rules find in a plan.
namespace landport::train {

// stop: never allowed. open: allowed while the plan is being made, as another unit can still put it right; a
// plan with one is not settled. soft: allowed, and worth a look.
enum class Severity : std::uint8_t { stop, open, soft };
constexpr auto choices(Type<Severity>) {
  return std::array{Choice<Severity>{Severity::stop, "stop", "禁止", "Not allowed"},
                    Choice<Severity>{Severity::open, "open", "待补齐", "To be completed"},
                    Choice<Severity>{Severity::soft, "soft", "提示", "Advice"}};
}

struct Finding {
  std::string rule;  // "axle_load": see rule_words
  Severity severity = Severity::stop;
  std::string section;             // whose limit it is; empty when it is the wagon's or the goods' own
  std::string wagon, place, unit;  // where it stands, as far as it is about one
  std::int64_t measured = 0, limit = 0;
  std::string unit_of_measure;  // "kg", "mm", "units"
  bool assumed = false;         // an offset that nobody measured was assumed
  std::string zh, en;
  bool operator==(Finding const&) const = default;
};
constexpr auto fields(Type<Finding>) {
  using F = Finding;
  return field_list(field("rule", &F::rule, "规则", "Rule"),
                    field("severity", &F::severity, "程度", "Severity"),
                    may("section", &F::section, "区段", "Section"),
                    may("wagon", &F::wagon, "车号", "Wagon"),
                    may("place", &F::place, "装载位", "Place"),
                    may("unit", &F::unit, "箱号", "Unit"),
                    field("measured", &F::measured, "实际", "Measured"),
                    field("limit", &F::limit, "限值", "Limit"),
                    may("unit_of_measure", &F::unit_of_measure, "单位", "Unit of measure"),
                    may("assumed", &F::assumed, "按假定偏移", "Assumed offset"),
                    field("zh", &F::zh, "中文", "Chinese"),
                    field("en", &F::en, "英文", "English"));
}
using Findings = std::vector<Finding>;

// What a rule is called and what its finding says; {measured} and {limit} are filled in.
struct RuleWords {
  std::string_view rule, unit_of_measure, zh, en;
};
std::vector<RuleWords> const& rule_words();

// A finding of that rule with its sentences filled in.
Finding finding(std::string_view rule, Severity severity, std::int64_t measured, std::int64_t limit,
                std::string_view section = {});

// Everything that the rules of port-rules §5 and §7 find in this plan, wagons first, in the order of the
// train.
Findings check(Rules const& rules, Plan const& plan);

// One wagon of the plan alone, and what concerns the train as a whole.
void check_wagon(Rules const& rules, Plan const& plan, RunWagon const& wagon, Findings& out);
void check_train(Rules const& rules, Plan const& plan, Findings& out);

bool any_stop(Findings const& findings);
bool may_settle(Findings const& findings);  // nothing but advice

// The limits of a plan's sections, for each rule the strictest, as the planner takes them.
std::vector<SectionRow const*> sections_of(Rules const& rules, Plan const& plan);

}  // namespace landport::train
