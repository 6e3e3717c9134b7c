// SPDX-License-Identifier: Apache-2.0
#include "app/clock.h"

#include <chrono>

namespace landport::app {

Instant machine_clock() {
  return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

Instant PacedClock::now() const {
  auto const real = machine_clock();
  return begun.ms == 0 ? real : from + (real - begun) * pace;
}

}  // namespace landport::app
