// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/result.h"

namespace landport::customs {

inline constexpr RefusalRow refusal_rows[] = {
    {"customs.no_such_unit", 404, "没有这个箱：{unit}", "There is no such unit: {unit}", "请核对箱号。",
     "Check the number."},
    {"customs.no_reference", 422, "缺少放行单号", "The reference of the release is missing",
     "请填写报关单或放行单号。", "Give the number of the declaration or the release slip."},
    {"customs.no_reason", 422, "缺少撤销原因", "The reason of the withdrawal is missing", "请填写原因。",
     "Give the reason."},
    {"customs.already_released", 409, "该箱已放行（{reference}）",
     "The unit is already released ({reference})", "如需更换单号，请先撤销。",
     "Withdraw that release first if it is to be another."},
    {"customs.not_released", 409, "该箱没有有效放行", "The unit has no release in force", "无需撤销。",
     "There is nothing to withdraw."},
    {"customs.already_gone", 409, "箱 {unit} 已离开监管场所，不能撤销放行",
     "The unit {unit} has already left; its release cannot be withdrawn", "请改为发出扣留或追查通知。",
     "Place a hold, or notify the place where it is now."},
};

}  // namespace landport::customs
