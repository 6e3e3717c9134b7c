// SPDX-License-Identifier: Apache-2.0

// What every store promises, tried on every store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "journal/memory_store.h"
#include "stores/sqlite_store.h"
#include "trials/stores/sample_journal.h"

namespace landport::trials {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

struct InMemory {
  MemoryStore store;
  void reopen() {}
};

struct InSqlite {
  TemporaryFolder folder;
  std::optional<SqliteStore> opened{std::in_place, folder.path()};
  SqliteStore& store = *opened;
  void reopen() {
    opened.reset();
    opened.emplace(folder.path());
  }
};

template <class Kind>
class StoreContract : public testing::Test {
 protected:
  Kind kind;
  Store& store() { return kind.store; }
  SampleJournal sample;

  std::vector<Sequence> by_happened(Instant after, Instant up_to, Sequence until) {
    std::vector<Sequence> out;
    store().read_by_happened(after, up_to, until, [&](StoredEvent&& e) {
      out.push_back(e.sequence);
      return true;
    });
    return out;
  }
  std::vector<Version> versions(std::string_view stream, Version after) {
    std::vector<Version> out;
    store().read_stream(stream, after, [&](StoredEvent&& e) {
      EXPECT_EQ(e.stream, stream);
      out.push_back(e.version);
      return true;
    });
    return out;
  }
  template <class Fault = StoreFault>
  std::string fault_of(std::function<void()> const& work) {
    try {
      work();
    } catch (Fault const& fault) {
      return fault.what();
    }
    return "no fault";
  }
};

using Kinds = testing::Types<InMemory, InSqlite>;
TYPED_TEST_SUITE(StoreContract, Kinds);

TYPED_TEST(StoreContract, AFreshStoreIsEmpty) {
  auto& store = this->store();
  EXPECT_EQ(store.last_sequence(), 0);
  EXPECT_TRUE(all_of(store).empty());
  EXPECT_EQ(store.head("unit/A").version, 0);
  EXPECT_EQ(store.head("unit/A").hash, Hash{});
  EXPECT_EQ(store.sequence_at(first_morning), 0);
  EXPECT_FALSE(store.command(this->sample.id(1)));
  EXPECT_FALSE(store.last_checkpoint());
  EXPECT_TRUE(store.checkpoints().empty());
  EXPECT_FALSE(store.snapshot("board", "1", false, 100, first_morning));
}

TYPED_TEST(StoreContract, WhatIsAppendedIsReadInEveryFieldAlsoAfterReopening) {
  auto& journal = this->sample;
  journal.next("unit/A", R"({"重量_kg":21000,"note":"a \"quoted\" line"})", hours(3));
  journal.next("unit/B", std::string(10'000, 'x'));
  journal.next("unit/A", "");
  journal.append(this->store());
  journal.next("unit/B");
  journal.append(this->store());
  EXPECT_TRUE(same(all_of(this->store()), journal.events()));
  EXPECT_EQ(this->store().last_sequence(), 4);
  this->kind.reopen();
  EXPECT_TRUE(same(all_of(this->store()), journal.events()));
  EXPECT_EQ(this->store().last_sequence(), 4);
}

TYPED_TEST(StoreContract, RangesAreOpenBelowAndClosedAboveAndStopWhenAsked) {
  for (int i = 0; i < 700; ++i) this->sample.next("unit/" + std::to_string(i % 7));
  this->sample.append(this->store());
  std::vector<Sequence> seen;
  this->store().read(3, 6, [&](StoredEvent&& e) {
    seen.push_back(e.sequence);
    return true;
  });
  EXPECT_THAT(seen, ElementsAre(4, 5, 6));
  seen.clear();
  this->store().read(697, 9'999, [&](StoredEvent&& e) {
    seen.push_back(e.sequence);
    return e.sequence < 699;
  });
  EXPECT_THAT(seen, ElementsAre(698, 699));
  EXPECT_EQ(this->versions("unit/3", 0).size(), 100U);
  EXPECT_THAT(this->versions("unit/3", 97), ElementsAre(98, 99, 100));
  EXPECT_THAT(this->versions("unit/none", 0), ElementsAre());
}

TYPED_TEST(StoreContract, HeadsFollowTheStreams) {
  this->sample.next("unit/A");
  this->sample.next("unit/B");
  auto const third = this->sample.next("unit/A");
  this->sample.append(this->store());
  EXPECT_EQ(this->store().head("unit/A").version, 2);
  EXPECT_EQ(this->store().head("unit/A").hash, third.hash);
  EXPECT_EQ(this->store().head("unit/B").version, 1);
}

TYPED_TEST(StoreContract, WhatDoesNotFollowOnIsAConflictAndLeavesNothing) {
  auto& journal = this->sample;
  journal.next("unit/A");
  journal.append(this->store());

  auto const wrong = [&](std::function<void(StoredEvent&)> const& spoil) {
    std::vector<StoredEvent> events{journal.next("unit/B"), journal.next("unit/A"), journal.next("unit/C")};
    journal.forget();
    spoil(events[1]);
    return this->template fault_of<VersionConflict>([&] { this->store().append({events, {}, {}}); });
  };
  EXPECT_THAT(wrong([](StoredEvent& e) { e.sequence = 4; }),
              StartsWith("version conflict: the journal is at 2"));
  EXPECT_THAT(wrong([](StoredEvent& e) { e.version = 1; }),
              StartsWith("version conflict: stream unit/A is at 1"));
  EXPECT_THAT(wrong([](StoredEvent& e) { e.version = 3; }),
              StartsWith("version conflict: stream unit/A is at 1"));
  EXPECT_THAT(wrong([](StoredEvent& e) { e.recorded = first_morning; }), HasSubstr("recorded before"));
  EXPECT_EQ(this->store().last_sequence(), 1);
  EXPECT_EQ(this->store().head("unit/B").version, 0);
  EXPECT_TRUE(same(all_of(this->store()), journal.events()));

  journal.next("unit/B");
  journal.next("unit/A");
  journal.append(this->store());
  this->kind.reopen();
  EXPECT_TRUE(same(all_of(this->store()), journal.events()));
}

TYPED_TEST(StoreContract, ACommandIsFoundAgainAndNeverTakenTwice) {
  auto& journal = this->sample;
  journal.next("unit/A");
  journal.next("unit/B");
  journal.command(7);
  journal.command(8);
  journal.append(this->store());
  auto const found = this->store().command(journal.id(7));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->body, journal.commands()[0].body);
  EXPECT_EQ(found->first, 1);
  EXPECT_EQ(found->last, 2);
  EXPECT_EQ(found->answer, R"({"thing":"7"})");
  EXPECT_TRUE(this->store().command(journal.id(8)));
  EXPECT_FALSE(this->store().command(journal.id(9)));

  journal.next("unit/A");
  journal.command(9);
  journal.command(7);
  EXPECT_THAT(this->fault_of([&] { journal.append(this->store()); }), HasSubstr("carried out before"));
  EXPECT_FALSE(this->store().command(journal.id(9)));
  EXPECT_EQ(this->store().last_sequence(), 2);
  journal.forget();
  journal.next("unit/A");
  journal.command(10);
  journal.command(10);
  EXPECT_THAT(this->fault_of([&] { journal.append(this->store()); }), HasSubstr("carried out before"));
  EXPECT_EQ(this->store().last_sequence(), 2);
}

TYPED_TEST(StoreContract, CheckpointsAreKeptInOrderAndComeAloneToo) {
  auto& journal = this->sample;
  auto const key = SigningKey::from_seed(std::string(32, 'k'));
  journal.next("unit/A");
  journal.append(this->store(), std::nullopt);
  this->store().append({{}, {}, journal.checkpoint(&key)});
  journal.next("unit/A");
  journal.append(this->store(), std::nullopt);
  journal.next("unit/B");
  auto const second = journal.checkpoint(&key);
  journal.append(this->store(), second);
  auto const kept = this->store().checkpoints();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].sequence, 1);
  EXPECT_EQ(kept[1].sequence, 3);
  EXPECT_EQ(kept[1].digest, second.digest);
  EXPECT_EQ(kept[1].recorded, second.recorded);
  EXPECT_TRUE(signature_holds(kept[0], key.public_key()));
  EXPECT_TRUE(signature_holds(*this->store().last_checkpoint(), key.public_key()));

  auto beyond = second;
  beyond.sequence = 4;
  EXPECT_THROW(this->store().append({{}, {}, beyond}), StoreFault);
  beyond.sequence = 2;
  EXPECT_THROW(this->store().append({{}, {}, beyond}), StoreFault);
  EXPECT_EQ(this->store().last_checkpoint()->sequence, 3);
}

TYPED_TEST(StoreContract, TheOrderOfHappeningPutsLateEventsWhereTheyBelong) {
  auto& journal = this->sample;
  journal.next("unit/A");                         // 1 at +1 s
  journal.next("unit/A");                         // 2 at +2 s
  journal.next("unit/B", "{}", seconds(2));       // 3 at +1 s, told late: after 1, which has its time
  journal.next("unit/B", "{}", hours(24 * 400));  // 4 long before all
  journal.append(this->store());
  Instant const early{INT64_MIN};
  Instant const late = first_morning + hours(1);
  EXPECT_THAT(this->by_happened(early, late, 100), ElementsAre(4, 1, 3, 2));
  EXPECT_THAT(this->by_happened(early, late, 2), ElementsAre(1, 2));
  EXPECT_THAT(this->by_happened(early, first_morning + seconds(1), 100), ElementsAre(4, 1, 3));
  EXPECT_THAT(this->by_happened(first_morning + seconds(1), late, 100), ElementsAre(2));
  EXPECT_THAT(this->by_happened(first_morning, first_morning + seconds(1), 100), ElementsAre(1, 3));
}

TYPED_TEST(StoreContract, AMomentOfRecordingGivesTheLastEventKnownThen) {
  for (int i = 0; i < 100; ++i) this->sample.next("unit/A");
  this->sample.append(this->store());
  auto const at = [&](Duration d) { return this->store().sequence_at(first_morning + d); };
  EXPECT_EQ(at(milliseconds(999)), 0);
  EXPECT_EQ(at(seconds(1)), 1);
  EXPECT_EQ(at(milliseconds(50'500)), 50);
  EXPECT_EQ(at(seconds(100)), 100);
  EXPECT_EQ(at(hours(9'999)), 100);
}

TYPED_TEST(StoreContract, SnapshotsAreFoundByViewShapeLaneAndPlace) {
  auto& store = this->store();
  std::string const bytes("\0\1\xff\0", 4);
  auto const put = [&](std::string view, std::string shape, bool lane, Sequence sequence, Duration at,
                       std::string data) {
    store.put_snapshot(
        {std::move(view), std::move(shape), lane, sequence, first_morning + at, std::move(data)});
  };
  auto const data = [&](std::string_view view, std::string_view shape, bool lane, Sequence until,
                        Duration up_to) {
    auto const found = store.snapshot(view, shape, lane, until, first_morning + up_to);
    return found ? found->data : "none";
  };
  put("yard", "s1", false, 10, seconds(10), "ten");
  put("yard", "s1", false, 20, seconds(20), bytes);
  put("yard", "s2", false, 30, seconds(30), "other shape");
  put("yard", "s1", true, 25, seconds(5), "happened five");
  put("yard", "s1", true, 25, seconds(8), "happened eight");
  EXPECT_EQ(data("yard", "s1", false, 9, hours(1)), "none");
  EXPECT_EQ(data("yard", "s1", false, 19, {}), "ten");
  EXPECT_EQ(data("yard", "s1", false, 100, {}), bytes);
  EXPECT_EQ(data("gate", "s1", false, 100, {}), "none");
  EXPECT_EQ(data("yard", "s1", true, 100, seconds(7)), "happened five");
  EXPECT_EQ(data("yard", "s1", true, 100, hours(7)), "happened eight");
  EXPECT_EQ(data("yard", "s1", true, 24, hours(7)), "none") << "it knows of events after 24";
  put("yard", "s1", false, 20, seconds(20), "again");
  EXPECT_EQ(data("yard", "s1", false, 100, {}), "again");
  auto const whole = store.snapshot("yard", "s1", true, 100, first_morning + hours(7));
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->view, "yard");
  EXPECT_EQ(whole->shape, "s1");
  EXPECT_TRUE(whole->by_happened);
  EXPECT_EQ(whole->sequence, 25);
  EXPECT_EQ(whole->at, first_morning + seconds(8));
}

TYPED_TEST(StoreContract, ALateEventDropsTheSnapshotsItMakesWrong) {
  auto& store = this->store();
  auto const put = [&](bool lane, Duration at) {
    store.put_snapshot({"yard", "s", lane, 0, first_morning + at, "d"});
  };
  auto const latest = [&] {
    auto const found = store.snapshot("yard", "s", true, 100, first_morning + hours(99));
    return found ? (found->at - first_morning).ms / 1000 : -1;
  };
  put(false, seconds(1));
  for (int i = 1; i <= 5; ++i) put(true, seconds(i * 100));
  store.drop_snapshots_by_happened(first_morning + seconds(401));
  EXPECT_EQ(latest(), 400);
  store.drop_snapshots_by_happened(first_morning + seconds(400));
  EXPECT_EQ(latest(), 300);
  this->kind.reopen();
  this->sample.next("unit/A", "{}", seconds(-249));  // happened at +250 s
  this->sample.append(this->store());
  EXPECT_EQ(latest(), 200) << "in the same commit as the event";
  EXPECT_TRUE(this->store().snapshot("yard", "s", false, 100, {}))
      << "the other lane knows nothing of happening";
}

TYPED_TEST(StoreContract, SnapshotsAreListedAndDroppedOneByOne) {
  auto const put = [&](std::string view, std::string shape, bool lane, Sequence sequence, Duration at) {
    this->store().put_snapshot({std::move(view), std::move(shape), lane, sequence, first_morning + at, "d"});
  };
  this->sample.next("unit/A");
  this->sample.append(this->store());
  EXPECT_TRUE(this->store().snapshots().empty());
  put("yard", "s2", false, 30, seconds(30));
  put("yard", "s1", false, 20, seconds(20));
  put("yard", "s1", false, 10, seconds(10));
  put("gate", "s1", false, 10, seconds(10));
  put("yard", "s1", true, 25, seconds(8));
  put("yard", "s1", true, 5, seconds(9));
  auto const place = [](std::string view, std::string shape, bool lane, Sequence sequence, Duration at) {
    return SnapshotPlace{std::move(view), std::move(shape), lane, sequence, first_morning + at};
  };
  auto const gate = place("gate", "s1", false, 10, seconds(10)), ten = place("yard", "s1", false, 10, seconds(10));
  auto const twenty = place("yard", "s1", false, 20, seconds(20)), other = place("yard", "s2", false, 30, seconds(30));
  auto const eight = place("yard", "s1", true, 25, seconds(8)), nine = place("yard", "s1", true, 5, seconds(9));
  EXPECT_THAT(this->store().snapshots(), ElementsAre(gate, ten, twenty, other, eight, nine));
  std::vector<SnapshotPlace> const gone{ten, other, eight, place("yard", "s9", false, 10, seconds(10))};
  EXPECT_TRUE(this->store().drop_snapshots(gone)) << "what is not there is passed over";
  EXPECT_THAT(this->store().snapshots(), ElementsAre(gate, twenty, nine));
  EXPECT_FALSE(this->store().snapshot("yard", "s1", false, 19, {}));
  EXPECT_TRUE(this->store().snapshot("gate", "s1", false, 19, {}));
  this->kind.reopen();
  EXPECT_THAT(this->store().snapshots(), ElementsAre(gate, twenty, nine));
  EXPECT_EQ(all_of(this->store()).size(), 1u) << "events are never touched";
}

TYPED_TEST(StoreContract, AReaderMayAskTheStoreWhileItReads) {
  for (int i = 0; i < 600; ++i) this->sample.next("unit/" + std::to_string(i % 5));
  this->sample.append(this->store());
  int matched = 0;
  this->store().read(0, 600, [&](StoredEvent&& e) {
    this->store().read_stream(e.stream, e.version - 1, [&](StoredEvent&& again) {
      matched += again.sequence == e.sequence;
      return false;
    });
    return true;
  });
  EXPECT_EQ(matched, 600);
}

TYPED_TEST(StoreContract, WhoeverAppendsReadsWhatIsThereAlsoWithinATakeAndAfterAConflict) {
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 10; ++i) this->sample.next("unit/" + std::to_string(i % 3));
    this->sample.command(static_cast<unsigned>(round));
    this->sample.append(this->store());
    std::size_t seen = 0;
    this->store().read_stream("unit/0", 0, [&](StoredEvent&& e) {
      EXPECT_EQ(this->store().head("unit/1").version, this->versions("unit/1", 0).size());
      EXPECT_EQ(e.version, static_cast<Version>(++seen));
      return true;
    });
    EXPECT_EQ(this->store().head("unit/0").version, static_cast<Version>(seen));
    EXPECT_TRUE(this->store().command(this->sample.id(static_cast<unsigned>(round))));
    auto wrong = this->sample.events().back();
    EXPECT_THROW(this->store().append({{&wrong, 1}, {}, {}}), VersionConflict);
    EXPECT_EQ(this->store().head("unit/0").version, static_cast<Version>(seen));
  }
}

TYPED_TEST(StoreContract, ReadersSeeWholeCommitsWhileSomebodyWrites) {
  constexpr int commits = 150, size = 20;
  std::atomic<bool> done{false};
  std::atomic<int> bad{0}, reads{0};
  auto const look = [&] {
    while (!done) {
      Sequence last = 0;
      this->store().read(0, INT64_MAX, [&](StoredEvent&& e) {
        bad += e.sequence != last + 1;
        last = e.sequence;
        return true;
      });
      bad += last % size != 0;
      auto const head = this->store().head("unit/all");
      bad += head.version % size != 0;
      ++reads;
    }
  };
  std::thread one(look), two(look);
  for (int c = 0; c < commits; ++c) {
    for (int i = 0; i < size; ++i) this->sample.next("unit/all");
    this->sample.append(this->store());
  }
  while (reads < 4) std::this_thread::yield();
  done = true;
  one.join();
  two.join();
  EXPECT_EQ(bad, 0);
  EXPECT_EQ(this->store().last_sequence(), commits * size);
}

}  // namespace
}  // namespace landport::trials
