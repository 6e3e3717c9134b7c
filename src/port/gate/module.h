// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"

namespace landport::gate {

DepartmentDescription describe();

}  // namespace landport::gate
