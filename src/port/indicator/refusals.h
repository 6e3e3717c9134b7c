// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/result.h"

namespace landport::indicator {

inline constexpr RefusalRow refusal_rows[] = {
    {"indicator.pack_zone", 422, "港口时区“{zone}”无法识别。", "The port's time zone “{zone}” is not known.",
     "请在 pack.csv 的 time_zone 行填写 IANA 时区名。", "Put an IANA zone into the row time_zone of pack.csv."},
    {"indicator.pack_parameter", 422, "指标“{indicator}”的参数必须大于零。",
     "The parameter of indicator “{indicator}” must be above zero.", "请更正 indicators.csv 该行的 parameter。",
     "Correct the parameter in this row of indicators.csv."},
    {"indicator.pack_reason", 422, "指标“{indicator}”尚未计量，但没有写明原因。",
     "Indicator “{indicator}” is not measured and its row does not say why.",
     "请填写 missing_zh 与 missing_en。", "Fill in missing_zh and missing_en."},
    {"indicator.pack_valid_twice", 422, "指标“{indicator}”的两个版本在同一天有效。",
     "Two versions of indicator “{indicator}” hold on the same day.", "请让一个版本在下一个版本生效的前一天失效。",
     "Let one version end on the day before the next begins."},
    {"indicator.unknown", 404, "没有指标“{indicator}”。", "There is no indicator “{indicator}”.",
     "请从 indicator.formulas 中选择代码。", "Take a code from indicator.formulas."},
    {"indicator.range", 422, "所选时段过长或起止颠倒：最多 {most} 期。",
     "The range is too long, or ends before it begins: {most} periods at the most.", "请缩短时段，或改用按月。",
     "Shorten it, or ask by month."},
};

}  // namespace landport::indicator
