// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"

namespace landport::pool {

DepartmentDescription describe();

}  // namespace landport::pool
