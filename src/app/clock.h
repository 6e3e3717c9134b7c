// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/time.h"

namespace landport::app {

Instant machine_clock();

// The port's clock: the machine's (while `begun` is 0); in a demonstration `pace` times as fast. It said `from` when the
// machine's said `begun`.
struct PacedClock {
  Instant begun, from;
  int pace = 1;
  Instant now() const;
};

}  // namespace landport::app
