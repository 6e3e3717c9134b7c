// SPDX-License-Identifier: Apache-2.0
#include "port/@name@/module.h"

#include "journal/department.h"
#include "port/@name@/case.h"
#include "port/@name@/case_board.h"

namespace landport::@name@ {
namespace {

constexpr RefusalRow rows[] = {
    {"@name@.already_open", 409, "“{subject}”已有未结事项。", "“{subject}” has an open case already.",
     "请先结案，或在原事项中补充。", "Close it first, or add to it."},
    {"@name@.not_open", 409, "“{subject}”没有未结事项。", "“{subject}” has no open case.",
     "请核对对象。", "Check the subject."},
};

}  // namespace

DepartmentDescription describe() {
  return Department("@name@", "@zh@", "@en@")
      .events<CaseOpened, CaseClosed>()
      .commands<OpenCase, CloseCase>()
      .views<CaseBoard>()
      .refusals(rows);
}

}  // namespace landport::@name@
