// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "port/container/events.h"

namespace landport::container {

// What of a unit's stream can be corrected: the facts about mass, seals and place, by their sequence.
struct Correctable {
  struct Entry {
    Sequence sequence;
    Corrected what;
    std::string seal;
    PlaceKind to = PlaceKind::outside;
  };
  using Folds = Types<MassVerified, UnitSealed, UnitPlaced>;
  std::vector<Entry> entries;
};
inline void evolve(Correctable& s, MassVerified const&, Recorded const& r) {
  s.entries.push_back({r.sequence, Corrected::mass, {}});
}
inline void evolve(Correctable& s, UnitSealed const& e, Recorded const& r) {
  s.entries.push_back({r.sequence, Corrected::seal, e.seal});
}
inline void evolve(Correctable& s, UnitPlaced const& e, Recorded const& r) {
  s.entries.push_back({r.sequence, Corrected::place, {}, e.to.kind});
}

}  // namespace landport::container
