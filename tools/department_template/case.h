// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/@name@/commands.h"
#include "port/@name@/events.h"

// The state that the rules look at: one subject's case, folded from the facts of its stream.
namespace landport::@name@ {

struct Case {
  using Folds = Types<CaseOpened, CaseClosed>;
  bool open = false;
};
void evolve(Case& s, CaseOpened const& e);
void evolve(Case& s, CaseClosed const& e);

}  // namespace landport::@name@
