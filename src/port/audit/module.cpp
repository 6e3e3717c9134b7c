// SPDX-License-Identifier: Apache-2.0
#include "port/audit/module.h"

#include "journal/department.h"
#include "port/audit/board.h"
#include "port/audit/watch.h"

namespace landport::audit {
namespace {

constexpr RefusalRow rows[] = {
    {"audit.too_early", 403, "补录时间早了 {minutes} 分钟，本角色最多可补 {minutes_max} 分钟",
     "This tells of {minutes} minutes ago; your role may go back {minutes_max}",
     "请由值班经理补录，或核对发生时间。",
     "The duty manager can enter it, or check the time when it happened."},
    {"audit.pack_role", 422, "角色“{role}”不明或分钟数不对",
     "The role “{role}” is unknown or its minutes are wrong", "请更正 back_dating.csv。",
     "Mend back_dating.csv."},
};

}  // namespace

DepartmentDescription describe() {
  return Department("audit", "补录审计", "Back-dating")
      .events<BackDated>()
      .views<AuditBoard>()
      .packs<LimitPack>()
      .refusals(rows);
}

}  // namespace landport::audit
