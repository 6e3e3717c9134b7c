// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/result.h"

namespace landport::tracking {

inline constexpr RefusalRow refusal_rows[] = {
    {"tracking.no_unit", 404, "没有箱 {unit}", "There is no unit {unit}", "核对箱号", "Check its number"},
    {"tracking.no_train", 404, "没有列车 {run}", "There is no train {run}", "核对列车号", "Check the run"},
    {"tracking.unit_or_train", 422, "请给出箱号或列车号之一", "Give a unit or a train, one of them",
     "只填一项", "Give one of the two"},
    {"tracking.not_on_earth", 422, "经纬度超出范围", "The coordinates are out of range",
     "纬度 ±90 度，经度 ±180 度，以百万分之一度计",
     "Latitude within 90 degrees, longitude within 180, in millionths of a degree"},
    {"tracking.not_found", 404, "没有与该号码和口令相符的货物",
     "Nothing is found under this number and secret", "核对订舱确认上的号码与追踪口令",
     "Check the number and the tracking secret on the booking's confirmation"}};

}  // namespace landport::tracking
