// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "journal/description.h"

namespace landport::app {

// The one list of departments. A new department is one line in departments.cpp.
std::vector<DepartmentDescription> departments();

}  // namespace landport::app
