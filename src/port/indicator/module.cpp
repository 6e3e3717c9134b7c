// SPDX-License-Identifier: Apache-2.0
#include "port/indicator/module.h"

#include "journal/department.h"
#include "port/indicator/queries.h"
#include "port/indicator/refusals.h"

namespace landport::indicator {

DepartmentDescription describe() {
  return Department("indicator", "指标", "Indicators")
      .views<IndicatorBoard>()
      .queries<Formulas, Figures, Evidence>()
      .packs<IndicatorPack>()
      .refusals(refusal_rows);
}

}  // namespace landport::indicator
