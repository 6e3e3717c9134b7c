// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "sim/machines.h"
#include "sim/piles.h"

// What the world's foreman remembers: where units stand and which machine has how much to do.
namespace landport::sim {
namespace {

using Names = std::vector<std::string>;

struct Foreman : ::testing::Test {
  Piles piles;
  Foreman() { piles.lay_out({{"A1", "general", 2, 1, 3, 0}, {"E1", "empty", 2, 1, 5, 0}}); }

  static Piles::Unit box(std::string id, std::int64_t gross_kg = 20'000) { return {std::move(id), true, true, false, false, false, gross_kg}; }
  // Chosen and put down there; where.
  std::string put(std::string const& id, std::string const& group, std::int64_t gross_kg = 20'000) {
    auto const at = piles.choose(box(id, gross_kg), group, false, {});
    if (!at.empty()) piles.stands(box(id, gross_kg), at, group);
    return at;
  }
};

TEST_F(Foreman, WhatLeavesTogetherStandsTogetherLighterOnHeavier) {
  EXPECT_EQ(put("a", "T1"), "A1-02-01-1");
  EXPECT_EQ(put("b", "T1", 18'000), "A1-02-01-2");
  EXPECT_EQ(piles.above("a"), Names{"b"});
  EXPECT_EQ(piles.below("b"), "a");
  EXPECT_EQ(piles.in_lifting_order("T1"), (Names{"b", "a"}));
  EXPECT_EQ(put("c", "T1", 30'000), "") << "too heavy for the pile, and the block is two slots long";
}

TEST_F(Foreman, WhereNoGroundIsFreeAUnitGoesOnThePileOfOthers) {
  put("a", "T1");
  EXPECT_EQ(put("b", "T2"), "A1-02-01-2");
  EXPECT_EQ(piles.in_lifting_order("T1"), Names{"a"});
  EXPECT_EQ(piles.in_lifting_order("T2"), Names{"b"});
  EXPECT_EQ(put("c", "T3"), "A1-02-01-3");
  EXPECT_EQ(put("d", "T3"), "") << "three tiers";
  piles.gone("c");
  EXPECT_EQ(put("d", "T3"), "A1-02-01-3");
}

TEST_F(Foreman, AUnitThatIsBookedOnAnotherTrainIsFoundThere) {
  auto const at = put("a", "T1");
  put("b", "T1");
  piles.stands(box("a"), at, "T2");
  EXPECT_EQ(piles.in_lifting_order("T1"), Names{"b"});
  EXPECT_EQ(piles.in_lifting_order("T2"), Names{"a"});
  piles.gone("a");
  piles.gone("b");
  EXPECT_EQ(piles.in_lifting_order("T1"), Names{});
  EXPECT_EQ(piles.in_lifting_order("T2"), Names{});
  EXPECT_EQ(put("c", "T3"), "A1-02-01-1") << "the ground is free again";
}

TEST_F(Foreman, WhoeverWakesFindsThePilesWhateverIsSeenFirst) {
  piles.stands(box("c"), "A1-02-01-3", "T1");
  piles.stands(box("a"), "A1-02-01-1", "T1");
  piles.stands(box("b"), "A1-02-01-2", "T1");
  EXPECT_EQ(piles.above("a"), (Names{"c", "b"}));
  EXPECT_EQ(piles.in_lifting_order("T1"), (Names{"c", "b", "a"}));
  EXPECT_EQ(put("d", "T1"), "");
  piles.gone("c");
  EXPECT_EQ(put("d", "T1"), "A1-02-01-3");
}

TEST_F(Foreman, GroundThatIsShunnedIsNotTriedUntilItIsForgiven) {
  piles.shun("A1-02-01-1");
  EXPECT_EQ(put("a", "T1"), "");
  piles.forgive("A1-02-01-1");
  EXPECT_EQ(put("a", "T1"), "A1-02-01-1");
  piles.shun("A1-02-01-2");
  EXPECT_EQ(put("b", "T1"), "");
  piles.forgive("A1-02-01-2");
  EXPECT_EQ(put("b", "T1"), "A1-02-01-2");
}

TEST_F(Foreman, APromiseThatIsTakenBackLeavesNothingBehind) {
  EXPECT_EQ(piles.choose(box("a"), "T1", false, {}), "A1-02-01-1");
  piles.take_back("a");
  EXPECT_EQ(piles.in_lifting_order("T1"), Names{});
  EXPECT_EQ(put("b", "T2"), "A1-02-01-1");
}

TEST_F(Foreman, WhereOneBelowIsExpectedNoMoreTheNextGoesAndNothingFloats) {
  EXPECT_EQ(piles.choose(box("a"), "T1", false, {}), "A1-02-01-1");
  EXPECT_EQ(piles.choose(box("b"), "T1", false, {}), "A1-02-01-2");
  piles.take_back("a");
  EXPECT_EQ(piles.choose(box("c"), "T1", false, {}), "A1-02-01-1");
  EXPECT_EQ(piles.choose(box("d"), "T1", false, {}), "A1-02-01-3");
}

TEST(ForemanMachines, TheOneWithTheFewestOrdersOfThoseThatReachAndLift) {
  Machines machines;
  machines.lay_out({{"RMG1", {"A1"}, 40'500}, {"RMG2", {"A1", "A2"}, 40'500}, {"EH1", {"E1"}, 9'000}});
  EXPECT_EQ(machines.choose("", "A1-02-01-1", 36'000), "RMG1");
  machines.works("w1", "RMG1");
  machines.works("w1", "RMG1");
  EXPECT_EQ(machines.choose("", "A1-02-01-1", 36'000), "RMG2");
  EXPECT_EQ(machines.choose("A1-02-01-1", "A2-02-01-1", 36'000), "RMG2");
  EXPECT_EQ(machines.choose("A1-02-01-1", "E1-02-01-1", 5'000), "") << "no machine reaches both";
  EXPECT_EQ(machines.choose("", "E1-02-01-1", 36'000), "") << "it lifts empties only";
  EXPECT_EQ(machines.choose("", "E1-02-01-1", 5'000), "EH1");
  machines.works("w1", "RMG2");  // given to the other one
  EXPECT_EQ(machines.choose("", "A1-02-01-1", 36'000), "RMG1");
  machines.rests("w1");
  machines.rests("w1");
  EXPECT_EQ(machines.choose("", "A2-02-01-1", 36'000), "RMG2");
}

}  // namespace
}  // namespace landport::sim
