// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"

namespace landport::indicator {

DepartmentDescription describe();

}  // namespace landport::indicator
