// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace landport::trials {

// What a person asks of these trials: --crashes N, --kills N, --seed N.
struct CrashOptions {
  int crashes = 3'000;
  int kills = 20;
  std::uint64_t seed = 20'261'123;
};
extern CrashOptions options;

}  // namespace landport::trials
