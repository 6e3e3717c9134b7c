// SPDX-License-Identifier: Apache-2.0
#include "stores/write_behind.h"

#include <gtest/gtest.h>

#include "journal/memory_store.h"
#include "trials/stores/sample_journal.h"

namespace landport::trials {
namespace {

// What is behind it is slow, and refuses from some event on.
class Slow : public MemoryStore {
 public:
  explicit Slow(Sequence refuses_from = 1'000'000) : refuses_from_(refuses_from) {}
  void append(Append const& what) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    if (!what.events.empty() && what.events.back().sequence >= refuses_from_) throw StoreFault("disk full");
    ++commits;
    MemoryStore::append(what);
  }
  std::atomic<int> commits{0};

 private:
  Sequence refuses_from_;
};

TEST(WriteBehind, HoldsInTheEndWhatItTookInFewerCommits) {
  Slow below;
  SampleJournal journal;
  {
    WriteBehind store(below);
    for (unsigned i = 1; i <= 300; ++i) {
      journal.next("unit/" + std::to_string(i % 17));
      journal.command(i);
      journal.append(store, i % 100 == 0 ? std::optional(journal.checkpoint()) : std::nullopt);
    }
    store.drain();
    EXPECT_EQ(below.last_sequence(), 300);
  }
  EXPECT_TRUE(same(all_of(below), journal.events()));
  EXPECT_EQ(below.checkpoints().size(), 3u);
  EXPECT_LT(below.commits, 100);
}

TEST(WriteBehind, AnswersEveryQuestionAsIfAllWereWritten) {
  Slow below;
  SampleJournal journal;
  WriteBehind store(below);
  for (unsigned i = 1; i <= 60; ++i) {
    auto const stream = "unit/" + std::to_string(i % 7);
    auto const event = journal.next(stream);
    journal.command(i);
    journal.append(store);
    EXPECT_EQ(store.last_sequence(), static_cast<Sequence>(i));
    if (i % 10 != 0) continue;
    EXPECT_EQ(store.head(stream).version, event.version);
    EXPECT_EQ(store.head("unit/none").version, 0);
    EXPECT_TRUE(store.command(journal.id(i)));
    EXPECT_FALSE(store.command(journal.id(i + 1)));
    EXPECT_TRUE(same(all_of(store), journal.events()));
    EXPECT_EQ(store.sequence_at(event.recorded), static_cast<Sequence>(i));
  }
}

TEST(WriteBehind, AStreamIsWholeWhileItsEventsAreBeingWritten) {
  Slow below;
  SampleJournal journal;
  WriteBehind store(below);
  bool both = false;  // some of a stream below and some of it waiting
  for (unsigned i = 1; i <= 400; ++i) {
    auto const stream = "unit/" + std::to_string(i % 3);
    auto const event = journal.next(stream);
    journal.append(store, i % 10 == 0 ? std::optional(journal.checkpoint()) : std::nullopt);
    Version const after = event.version / 3;
    std::vector<Version> wanted, got;
    for (Version v = after + 1; v <= event.version; ++v) wanted.push_back(v);
    both |= below.last_sequence() > 10 && below.last_sequence() < static_cast<Sequence>(i);
    store.read_stream(stream, after, [&](StoredEvent&& e) { return got.push_back(e.version), true; });
    ASSERT_EQ(got, wanted) << i;
    int taken = 0;
    store.read_stream(stream, 0, [&](StoredEvent&&) { return ++taken < 2; });
    EXPECT_EQ(taken, std::min<Version>(2, event.version));
  }
  EXPECT_TRUE(both);
}

TEST(WriteBehind, ASnapshotFollowsTheEventsThatItStandsFor) {
  Slow below;
  SampleJournal journal;
  WriteBehind store(below);
  journal.next("unit/A");
  journal.append(store);
  store.put_snapshot({"units", "1", false, 1, first_morning, "rows"});
  journal.next("unit/A");
  journal.append(store);
  ASSERT_TRUE(store.snapshot("units", "1", false, 2, {}));
  EXPECT_EQ(store.snapshots().size(), 1u);
  EXPECT_EQ(below.last_sequence(), 2);
}

TEST(WriteBehind, TellsWhatWasRefusedToWhoeverComesNext) {
  Slow below(5);
  SampleJournal journal;
  WriteBehind store(below);
  for (int i = 0; i < 6; ++i) {
    journal.next("unit/A");
    journal.append(store);
    if (i == 3) store.drain();
  }
  EXPECT_THROW(store.drain(), StoreFault);
  EXPECT_THROW(store.head("unit/A"), StoreFault);
  EXPECT_THROW(store.head("unit/of-nobody"), StoreFault);
  journal.next("unit/A");
  EXPECT_THROW(journal.append(store), StoreFault);
  EXPECT_EQ(below.last_sequence(), 4);
}

}  // namespace
}  // namespace landport::trials
