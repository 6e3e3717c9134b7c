// SPDX-License-Identifier: Apache-2.0
#include "port/@name@/case_board.h"

namespace landport::@name@ {

Parties parties_of(CaseRow const&) { return {}; }

void CaseBoard::apply(CaseOpened const& e, Recorded const& fact) {
  auto& row = cases.edit(e.subject);
  row.subject = e.subject;
  row.remark = e.remark;
  row.open = true;
  row.opened = fact.happened;
}

void CaseBoard::apply(CaseClosed const& e, Recorded const&) {
  if (auto* row = cases.touch(e.subject)) row->open = false;
}

}  // namespace landport::@name@
