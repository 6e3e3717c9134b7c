// SPDX-License-Identifier: Apache-2.0
#include "port/@name@/case.h"

namespace landport::@name@ {

void evolve(Case& s, CaseOpened const&) { s.open = true; }
void evolve(Case& s, CaseClosed const&) { s.open = false; }

Result<Facts> decide(OpenCase const& order, Desk& desk) {
  auto const& now = desk.look<Case>(case_stream(order.subject));
  if (now.open) return no(refuse("@name@.already_open").at("/subject").with("subject", order.subject));
  return Facts{}.add(case_stream(order.subject), CaseOpened{order.subject, order.remark});
}

Result<Facts> decide(CloseCase const& order, Desk&) {
  return Facts{}.add(case_stream(order.subject), CaseClosed{order.subject});
}

}  // namespace landport::@name@
