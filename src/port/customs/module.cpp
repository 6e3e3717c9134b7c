// SPDX-License-Identifier: Apache-2.0
#include "port/customs/module.h"

#include "journal/department.h"
#include "port/container/events.h"

namespace landport::customs {

DepartmentDescription describe() {
  return Department("customs", "海关", "Customs")
      .events<container::ReleaseRecorded, container::ReleaseWithdrawn>();
}

}  // namespace landport::customs
