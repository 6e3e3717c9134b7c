// SPDX-License-Identifier: Apache-2.0

// What only a store with a file promises: one process at a time, backups, and damage that is noticed.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "journal/verify.h"
#include "stores/sqlite_store.h"
#include "trials/stores/sample_journal.h"

namespace landport::trials {
namespace {

using testing::HasSubstr;

std::string fault_of(std::function<void()> const& work) {
  try {
    work();
  } catch (StoreFault const& fault) {
    return fault.what();
  }
  return "no fault";
}

std::string bytes_of(std::string const& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void write_bytes(std::string const& file, std::string const& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

void change(std::string const& file, char const* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

class SqliteTrial : public testing::Test {
 protected:
  TemporaryFolder folder;
  std::string data = folder.file("data");
  std::string file = data + "/" + SqliteStore::file_name;
  SampleJournal sample;

  void write(int events) {
    SqliteStore store(data);
    for (int i = 0; i < events; ++i) {
      sample.next("unit/" + std::to_string(i % 9),
                  "event-" + std::to_string(i + 1) + "\"" + std::string(400, 'x'));
      if (i % 3 == 0) sample.append(store);
    }
    sample.append(store, sample.checkpoint());
  }
};

TEST_F(SqliteTrial, OneProcessServesAndOthersMayRead) {
  SqliteStore store(data);
  sample.next("unit/A");
  sample.append(store);
  EXPECT_THAT(fault_of([&] { SqliteStore second(data); }), HasSubstr("another Landport (process "));
  SqliteStore reading(data, {.use = SqliteStore::Use::read});
  EXPECT_EQ(reading.last_sequence(), 1);
  sample.next("unit/A");
  sample.append(store);
  EXPECT_TRUE(same(all_of(reading), sample.events()));
  EXPECT_THAT(fault_of([&] { reading.append({}); }), HasSubstr("reading only"));
  EXPECT_THAT(fault_of([&] { SqliteStore none(folder.file("none"), {.use = SqliteStore::Use::read}); }),
              HasSubstr("cannot be opened"));
}

TEST_F(SqliteTrial, ForeignAndNewerFilesAreRefused) {
  std::filesystem::create_directories(data);
  change(file, "CREATE TABLE theirs(x)");
  EXPECT_THAT(fault_of([&] { SqliteStore store(data); }), HasSubstr("not a Landport journal"));
  std::filesystem::remove_all(data);
  write(3);
  change(file, "PRAGMA user_version=99");
  EXPECT_THAT(fault_of([&] { SqliteStore store(data); }), HasSubstr("newer Landport (schema 99)"));
  write_bytes(file, "this is a letter and no database at all, as long as it may be");
  EXPECT_THAT(fault_of([&] { SqliteStore store(data); }), HasSubstr("not a journal"));
}

TEST_F(SqliteTrial, ABackupIsWholeWhileSomebodyWrites) {
  SqliteStore store(data);
  std::atomic<bool> done{false};
  std::thread writer([&] {
    for (int c = 0; c < 2'000 && !done; ++c) {
      for (int i = 0; i < 10; ++i) sample.next("unit/" + std::to_string(i % 4), std::string(300, 'b'));
      sample.append(store);
    }
  });
  while (store.last_sequence() < 100) std::this_thread::yield();
  for (int i = 0; i < 4; ++i) store.backup(folder.file("copy" + std::to_string(i)));
  done = true;
  writer.join();
  for (int i = 0; i < 4; ++i) {
    auto const restored = folder.file("restored" + std::to_string(i));
    restore_backup(folder.file("copy" + std::to_string(i)), restored);
    SqliteStore copy(restored, {.check = SqliteStore::Check::whole});
    auto const events = all_of(copy);
    EXPECT_GE(events.size(), 100U);
    EXPECT_EQ(events.size() % 10, 0U) << "commits are copied whole";
    EXPECT_TRUE(
        same(events, {sample.events().begin(), sample.events().begin() + static_cast<long>(events.size())}));
  }
}

TEST_F(SqliteTrial, NoSnapshotIsDroppedWhileABackupReads) {
  write(10);
  SqliteStore store(data);
  for (Sequence at = 1; at <= 3; ++at) store.put_snapshot({"yard", "old", false, at, first_morning, "d"});
  auto const places = store.snapshots();
  int const held = ::open((data + "/backup.lock").c_str(), O_RDWR | O_CREAT, 0644);
  ASSERT_EQ(::flock(held, LOCK_SH), 0) << "as a backup does, also one of another process";
  EXPECT_FALSE(store.drop_snapshots(places));
  EXPECT_EQ(store.snapshots(), places);

  ASSERT_EQ(::flock(held, LOCK_EX), 0) << "as somebody who tidies up";
  std::atomic<bool> copied{false};
  std::thread backup([&] {
    SqliteStore(data, {.use = SqliteStore::Use::read}).backup(folder.file("waited"));
    copied = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_FALSE(copied) << "a backup waits for it";
  ::close(held);
  backup.join();
  EXPECT_TRUE(store.drop_snapshots(places));
  EXPECT_TRUE(store.snapshots().empty());
  restore_backup(folder.file("waited"), folder.file("restored"));
  EXPECT_EQ(SqliteStore(folder.file("restored")).snapshots(), places);
}

TEST_F(SqliteTrial, BackupAndRestoreOverwriteNothing) {
  write(10);
  SqliteStore store(data);
  write_bytes(folder.file("mine"), "keep me");
  EXPECT_THAT(fault_of([&] { store.backup(folder.file("mine")); }), HasSubstr("not overwritten"));
  EXPECT_EQ(bytes_of(folder.file("mine")), "keep me");
  EXPECT_THAT(fault_of([&] { store.backup(folder.file("no/such/folder/copy")); }),
              HasSubstr("could not write"));

  store.backup(folder.file("copy"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("copy.part")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("copy-wal")));
  EXPECT_THAT(fault_of([&] { restore_backup(folder.file("copy"), data); }), HasSubstr("is not empty"));
  EXPECT_THAT(fault_of([&] { restore_backup(folder.file("nothing"), folder.file("new")); }),
              HasSubstr("no backup"));
  EXPECT_THAT(fault_of([&] { restore_backup(folder.file("mine"), folder.file("new")); }),
              HasSubstr("not a journal"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("new/journal.db")));
  std::filesystem::create_directories(folder.file("empty"));
  restore_backup(folder.file("copy"), folder.file("empty"));
  EXPECT_TRUE(same(all_of(SqliteStore(folder.file("empty"))), sample.events()));
}

TEST_F(SqliteTrial, AFlippedByteOfAnEventIsReportedWithItsSequence) {
  write(300);
  auto bytes = bytes_of(file);
  auto const at = bytes.find("event-123\"");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 2] ^= 4;
  write_bytes(file, bytes);
  EXPECT_THAT(fault_of([&] { SqliteStore store(data); }), HasSubstr("event 123, stream unit/5"));
  SqliteStore store(data, {.check = SqliteStore::Check::none});
  auto const report = verify(store, std::nullopt);
  ASSERT_EQ(report.found, 1U);
  EXPECT_EQ(report.problems[0].sequence, 123);
  EXPECT_EQ(report.problems[0].stream, "unit/5");
}

TEST_F(SqliteTrial, AMissingEventAndAMissingEndAreReported) {
  write(50);
  change(file, "DELETE FROM event WHERE sequence = 20");
  auto report = verify(SqliteStore(data, {.check = SqliteStore::Check::none}), std::nullopt);
  ASSERT_FALSE(report.sound());
  EXPECT_EQ(report.problems[0].sequence, 20);
  EXPECT_EQ(report.problems[0].en, "missing: event 20");
  change(file, "DELETE FROM event WHERE sequence >= 10");
  report = verify(SqliteStore(data, {.check = SqliteStore::Check::none}), std::nullopt);
  ASSERT_EQ(report.found, 1U);
  EXPECT_THAT(report.problems[0].en, HasSubstr("up to 50, but the journal ends at 9"));
}

// Wherever a byte of the file is flipped: it is reported, or it lies where nothing is kept.
TEST_F(SqliteTrial, NoFlippedByteChangesWhatIsReadUnnoticed) {
  write(200);
  auto const good = bytes_of(file);
  std::mt19937 random(20'261'123);
  int reported = 0;
  for (int i = 0; i < 150; ++i) {
    auto bytes = good;
    auto const at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    std::filesystem::remove_all(data);
    std::filesystem::create_directories(data);
    write_bytes(file, bytes);
    try {
      SqliteStore store(data, {.check = SqliteStore::Check::whole});
      ASSERT_TRUE(same(all_of(store), sample.events())) << "byte " << at << " of the file, unnoticed";
    } catch (StoreFault const&) {
      ++reported;
    }
  }
  EXPECT_GT(reported, 75);
}

}  // namespace
}  // namespace landport::trials
