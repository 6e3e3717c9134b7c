// SPDX-License-Identifier: Apache-2.0
#include "port/liaison/module.h"

#include "journal/department.h"
#include "port/liaison/hours.h"

namespace landport::liaison {

DepartmentDescription describe() {
  return Department("liaison", "四方联动", "Four parties").views<HourBoard>();
}

}  // namespace landport::liaison
