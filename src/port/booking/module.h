// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"

namespace landport::booking {

DepartmentDescription describe();

}  // namespace landport::booking
