// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "journal/description.h"
#include "journal/store.h"

namespace landport {

// Stored snapshots make a start and a look back fast; each costs room. Which of them are not worth it any more:
//
// - Those of a view that there is no longer, and those of an older shape of a view once one of its present shape is
//   stored. No present code can read them. A program that has only just started drops none, because it has stored none:
//   whoever goes back to the version before finds its snapshots.
// - In the order of recording, of a view as it is now: those without which no gap is wider than a 64th of its age,
//   counted in events. A look back replays one gap at most. With one every 50,000 events that is 50,000 events for the
//   last 6.4 million, and 156,000 at an age of ten million; about 160 snapshots of each view at ten million events, 300
//   at a hundred million, and 90 more for every doubling. The newest always stays.
//
// - In the order of happening, the same with ages and gaps in time. Late events drop some as well (Store::append).
//
// `stored` as Store::snapshots gives it; `last` is the journal's last event, recorded at `now`.
std::vector<SnapshotPlace> surplus(std::span<SnapshotPlace const> stored, std::span<DepartmentDescription const> departments,
                                   Sequence last, Instant now);

}  // namespace landport
