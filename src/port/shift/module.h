// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"

namespace landport::shift {

DepartmentDescription describe();

}  // namespace landport::shift
