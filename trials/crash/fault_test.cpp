// SPDX-License-Identifier: Apache-2.0

// A store whose disk fails while the power is on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stores/sqlite_store.h"
#include "trials/crash/faulty_vfs.h"
#include "trials/stores/sample_journal.h"

namespace landport::trials {
namespace {

using testing::HasSubstr;

struct FaultTrial {
  FaultyDisk disk;
  FaultyVfs vfs{disk};
  SampleJournal sample;
  std::optional<SqliteStore> store;

  explicit FaultTrial(std::uint64_t seed) : disk(seed) {}
  void open() {
    store.reset();
    store.emplace("port", SqliteStore::Options{.check = SqliteStore::Check::whole, .vfs = vfs.name()});
  }
  void plan(int events, std::size_t size = 100) {
    for (int i = 0; i < events; ++i) sample.next("unit/" + std::to_string(i % 5), std::string(size, 'd'));
  }
  // The text of the fault; the plan is forgotten then.
  std::string append() {
    try {
      sample.append(*store);
      return "no fault";
    } catch (StoreFault const& fault) {
      sample.forget();
      return fault.what();
    }
  }
  void cut_power() {
    disk.stop();
    store.reset();
    disk.power_cycle();
  }
};

TEST(DiskFault, AFullDiskRefusesAndGoesOnWhenThereIsSpace) {
  FaultTrial trial(7);
  trial.open();
  trial.plan(10);
  ASSERT_EQ(trial.append(), "no fault");
  trial.disk.arm({.full_after = 60'000});
  std::string fault = "no fault";
  for (int i = 0; i < 20 && fault == "no fault"; ++i) {
    trial.plan(10, 900);
    fault = trial.append();
  }
  EXPECT_THAT(fault, HasSubstr("could not write 10 events after event "));
  EXPECT_THAT(fault, HasSubstr("the disk is full; free some space"));
  EXPECT_THAT(fault, HasSubstr("磁盘已满"));
  EXPECT_TRUE(same(all_of(*trial.store), trial.sample.events()));
  trial.plan(10, 900);
  EXPECT_THAT(trial.append(), HasSubstr("the disk is full"));

  trial.disk.arm({});
  trial.plan(10, 900);
  EXPECT_EQ(trial.append(), "no fault");
  EXPECT_TRUE(same(all_of(*trial.store), trial.sample.events()));
  trial.cut_power();
  trial.open();
  EXPECT_TRUE(same(all_of(*trial.store), trial.sample.events()));
}

// The sync of a commit fails once; then the power goes before anything else is written. What was refused must
// stay refused, though all of it may have reached the disk.
TEST(DiskFault, WhatWasRefusedBecauseASyncFailedDoesNotComeBack) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    FaultTrial trial(seed);
    trial.open();
    trial.plan(3);
    ASSERT_EQ(trial.append(), "no fault");
    trial.disk.arm({.fail_sync_at = 1});
    trial.plan(8, 2'000);
    ASSERT_THAT(trial.append(), HasSubstr("the disk gives errors")) << "seed " << seed;
    trial.cut_power();
    trial.open();
    ASSERT_TRUE(same(all_of(*trial.store), trial.sample.events())) << "seed " << seed;
  }
}

TEST(DiskFault, AWriteThatFailsIsNotThereAndTheNextOneIs) {
  for (int nth = 1; nth <= 12; ++nth) {
    FaultTrial trial(static_cast<std::uint64_t>(nth));
    trial.open();
    trial.plan(3);
    ASSERT_EQ(trial.append(), "no fault");
    trial.disk.arm({.fail_write_at = nth});
    trial.plan(30, 1'000);
    ASSERT_THAT(trial.append(), HasSubstr("the disk gives errors")) << "write " << nth;
    EXPECT_TRUE(same(all_of(*trial.store), trial.sample.events()));
    trial.plan(30, 1'000);
    ASSERT_EQ(trial.append(), "no fault") << "write " << nth;
    EXPECT_TRUE(same(all_of(*trial.store), trial.sample.events()));
    trial.cut_power();
    trial.open();
    EXPECT_TRUE(same(all_of(*trial.store), trial.sample.events())) << "write " << nth;
  }
}

TEST(DiskFault, AStoreThatCannotBeMadeSaysWhyAndCanBeMadeLater) {
  for (std::int64_t space = 0; space < 120'000; space += 3'000) {
    FaultTrial trial(3);
    trial.disk.arm({.full_after = space});
    try {
      trial.open();
    } catch (StoreFault const& fault) {
      EXPECT_THAT(fault.what(), HasSubstr("the disk is full")) << space;
    }
    trial.cut_power();
    trial.open();
    trial.plan(3);
    EXPECT_EQ(trial.append(), "no fault") << space;
  }
}

}  // namespace
}  // namespace landport::trials
