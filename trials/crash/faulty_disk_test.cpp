// SPDX-License-Identifier: Apache-2.0

// The faulty disk itself: it loses what it may lose and nothing else.
#include "trials/crash/faulty_disk.h"

#include <gtest/gtest.h>

#include <set>

namespace landport::trials {
namespace {

FaultyDisk::Handle make(FaultyDisk& disk, std::string const& name) {
  FaultyDisk::Handle file;
  EXPECT_EQ(disk.create(name, file), DiskError::none);
  return file;
}

TEST(FaultyDisk, WhatWasSyncedSurvivesEveryPowerCut) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    FaultyDisk disk(seed);
    auto const file = make(disk, "a");
    ASSERT_EQ(disk.write(*file, 0, "kept", 4), DiskError::none);
    ASSERT_EQ(disk.sync("a", file), DiskError::none);
    ASSERT_EQ(disk.write(*file, 4, " lost", 5), DiskError::none);
    disk.stop();
    EXPECT_EQ(disk.write(*file, 0, "x", 1), DiskError::stopped);
    disk.power_cycle();
    ASSERT_TRUE(disk.find("a"));
    EXPECT_EQ(disk.find("a")->now.substr(0, 4), "kept");
  }
}

TEST(FaultyDisk, WhatWasNotSyncedArrivesInEveryWay) {
  std::set<std::string> seen;
  int files = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    FaultyDisk disk(seed);
    auto const file = make(disk, "a");
    disk.write(*file, 0, std::string(512, 'o').data(), 512);
    if (seed % 2 == 0) disk.sync("a", file);
    disk.write(*file, 0, std::string(512, 'n').data(), 512);
    disk.write(*file, 512, std::string(512, 'm').data(), 512);
    disk.stop();
    disk.power_cycle();
    if (!disk.find("a")) continue;
    ++files;
    auto const bytes = disk.find("a")->now;
    std::string shape;
    for (std::size_t at = 0; at < bytes.size(); at += 512) shape += bytes[at];
    seen.insert(shape);
  }
  for (auto const* shape : {"o", "n", "nm", "om"}) EXPECT_TRUE(seen.contains(shape)) << shape;
  EXPECT_LT(files, 300) << "a name that was never synced may be gone";
}

TEST(FaultyDisk, ItRunsFullFailsAndLies) {
  FaultyDisk disk(1);
  auto const file = make(disk, "a");
  disk.arm({.full_after = 6});
  EXPECT_EQ(disk.write(*file, 0, "12345", 5), DiskError::none);
  EXPECT_EQ(disk.write(*file, 0, "54321", 5), DiskError::none) << "nothing is added";
  EXPECT_EQ(disk.write(*file, 5, "67", 2), DiskError::full);
  disk.arm({.fail_write_at = 2, .fails = 2});
  EXPECT_EQ(disk.write(*file, 0, "a", 1), DiskError::none);
  EXPECT_EQ(disk.write(*file, 0, "a", 1), DiskError::failed);
  EXPECT_EQ(disk.write(*file, 0, "a", 1), DiskError::failed);
  EXPECT_EQ(disk.write(*file, 0, "a", 1), DiskError::none);
  EXPECT_TRUE(disk.failed());
  disk.arm({.fail_sync_at = 1});
  EXPECT_EQ(disk.sync("a", file), DiskError::failed);
  EXPECT_EQ(disk.sync("a", file), DiskError::none);
  disk.arm({.stop_at = 2});
  EXPECT_EQ(disk.write(*file, 0, "b", 1), DiskError::none);
  EXPECT_EQ(disk.sync("a", file), DiskError::stopped);
}

}  // namespace
}  // namespace landport::trials
