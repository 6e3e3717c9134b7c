// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/time.h"

namespace landport::app {

Instant machine_clock();

// The port's clock: the machine's; in a demonstration `pace` times as fast from an instant on. It said `from` when the
// machine's said `begun`.
struct PacedClock {
  Instant begun, from;
  int pace = 1;
  Instant now() const;
};

}  // namespace landport::app
