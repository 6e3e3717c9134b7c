// SPDX-License-Identifier: Apache-2.0
#include "port/customs/module.h"

#include "journal/department.h"
#include "port/customs/commands.h"
#include "port/customs/refusals.h"

namespace landport::customs {

DepartmentDescription describe() {
  return Department("customs", "海关", "Customs")
      .commands<RecordRelease, WithdrawRelease>()
      .refusals(refusal_rows);
}

}  // namespace landport::customs
