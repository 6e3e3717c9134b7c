// SPDX-License-Identifier: Apache-2.0
#include "journal/snapshot_plan.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace landport {
namespace {

std::vector<DepartmentDescription> port_of(std::string shape) {
  DepartmentDescription d;
  d.name = "yard";
  ViewKind kept, passing;
  kept.name = "stock", kept.shape = std::move(shape), kept.storable = true;
  passing.name = "crane", passing.shape = "1";
  d.views = {kept, passing};
  return {d};
}

SnapshotPlace place(std::string shape, Sequence sequence, std::string view = "stock", bool by_happened = false) {
  return {std::move(view), std::move(shape), by_happened, sequence, {sequence}};
}

TEST(SnapshotPlan, AnOlderShapeGoesOnceThePresentOneIsStored) {
  std::vector<SnapshotPlace> stored{place("1", 100), place("1", 200), place("1", 200, "stock", true), place("7", 50, "abolished")};
  EXPECT_EQ(surplus(stored, port_of("2"), 250, {250}), std::vector{stored[3]}) << "until then the version before can use them";
  stored.push_back(place("2", 300));
  EXPECT_EQ(surplus(stored, port_of("2"), 310, {310}), (std::vector{stored[0], stored[1], stored[2], stored[3]}));
  EXPECT_EQ(surplus(std::vector{place("1", 10, "crane")}, port_of("2"), 310, {310}).size(), 1u) << "a view that is not stored any more";
  EXPECT_TRUE(surplus({}, port_of("2"), 0, {}).empty());
}

// In either order; that a place is an instant makes no difference.
class SnapshotPlanOf : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Lanes, SnapshotPlanOf, testing::Bool());

TEST_P(SnapshotPlanOf, ALookBackNeverReplaysMoreThanA64thOfItsAgeAndTheNumberIsBounded) {
  constexpr Sequence every = 50'000;
  std::vector<SnapshotPlace> stored;
  auto const departments = port_of("1");
  for (Sequence last = every; last <= 2'000 * every; last += every) {
    stored.push_back(place("1", last, "stock", GetParam()));
    for (auto const& gone : surplus(stored, departments, last, {last})) std::erase(stored, gone);
    ASSERT_EQ(stored.back().sequence, last) << "the newest stays";
    ASSERT_EQ(stored.front().sequence, GetParam() ? every : stored.front().sequence) << "in the order of happening the oldest stays";
    Sequence before = 0;
    for (auto const& s : stored) {
      // Between two snapshots the farthest moment is just before the younger one.
      auto const age = last - s.sequence;
      ASSERT_LE(s.sequence - before, std::max(every, age / 64)) << "at " << last << ", before " << s.sequence;
      before = s.sequence;
    }
    if (last == 128 * every) {
      ASSERT_EQ(stored.size(), 128u) << "nothing is thinned that is not old";
    } else if (last == 200 * every) {
      ASSERT_LE(stored.size(), 170u);
    }
  }
  EXPECT_LE(stored.size(), 420u);
  EXPECT_GE(stored.size(), 150u);
}

}  // namespace
}  // namespace landport
