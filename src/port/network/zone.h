// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "words/time.h"

// Named view of the world's time zones, for whatever reckons in the clock of a place.
namespace landport::network {

// How far the clocks of a zone are ahead of UTC (negative: behind), from when until when.
struct ZoneSpan {
  Duration ahead;
  Instant begins, ends;
};
// The span in which `at` lies; nothing for a zone that the machine's tables do not have ("Asia/Shanghai" is one).
std::optional<ZoneSpan> zone_at(std::string const& zone, Instant at);

}  // namespace landport::network
