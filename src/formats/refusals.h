// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "words/result.h"

namespace landport {

// The refusals of this room: why somebody else's file cannot be read. `place` of such a refusal is a cell
// ("Sheet1!C7"), a line of a CSV file or a place in an EDIFACT message ("segment 14 EQD, element 2, component
// 1").
std::span<RefusalRow const> refusals_of_formats();

}  // namespace landport
