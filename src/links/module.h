// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"

namespace landport::links {

// What the links add to the catalogue: their refusals, and the tables of the pack that they need.
DepartmentDescription describe();

}  // namespace landport::links
