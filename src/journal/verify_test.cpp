// SPDX-License-Identifier: Apache-2.0
#include "journal/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journal/hash.h"
#include "journal/memory_store.h"

namespace landport {
namespace {

using testing::HasSubstr;

// A book of ten events in two streams with a checkpoint at 4 and at 8; `spoil` may change an event as it is
// written.
class VerifyTest : public testing::Test {
 protected:
  SigningKey key = SigningKey::from_seed(std::string(32, 's'));
  MemoryStore store;

  void write(std::function<void(StoredEvent&)> const& spoil, Sequence last = 10) {
    Digest digest;
    Hash heads[2] = {};
    for (Sequence s = 1; s <= last; ++s) {
      auto const stream = static_cast<std::size_t>(s % 2);
      StoredEvent e;
      e.sequence = s, e.stream = stream ? "unit/ODD" : "unit/EVEN", e.version = (s + 1) / 2;
      e.recorded = e.happened = {1'000 * s};
      e.person = "li", e.org = "port", e.type = "trial.thing_seen.v1",
      e.data = "{\"n\":" + std::to_string(s) + "}";
      e.hash = hash_of(e, heads[stream]);
      heads[stream] = e.hash;
      digest.add(e.hash);
      spoil(e);
      std::optional<Checkpoint> checkpoint;
      if (s % 4 == 0) key.sign(checkpoint.emplace(Checkpoint{s, e.recorded, digest.value(), {}}));
      store.append({{&e, 1}, {}, checkpoint});
    }
  }
};

TEST_F(VerifyTest, ASoundJournalIsSound) {
  write([](StoredEvent&) {});
  Sequence done = 0;
  auto const report = verify(store, key.public_key(), [&](Sequence d, Sequence) { done = d; });
  EXPECT_TRUE(report.sound());
  EXPECT_EQ(report.events, 10);
  EXPECT_EQ(report.streams, 2U);
  EXPECT_EQ(report.checkpoints, 2U);
  EXPECT_EQ(done, 10);
  EXPECT_TRUE(verify_tail(store, 3).sound());
  EXPECT_EQ(verify_tail(store, 3).events, 3);
  EXPECT_TRUE(verify_tail(store, 99).sound());
}

TEST_F(VerifyTest, AnAlteredEventIsNamedOnce) {
  write([](StoredEvent& e) {
    if (e.sequence == 5) e.data[5] ^= 1;
  });
  auto const report = verify(store, key.public_key());
  ASSERT_EQ(report.found, 1U);
  EXPECT_EQ(report.problems[0].sequence, 5);
  EXPECT_EQ(report.problems[0].stream, "unit/ODD");
  EXPECT_FALSE(verify_tail(store, 6).sound());
  EXPECT_TRUE(verify_tail(store, 5).sound());
}

TEST_F(VerifyTest, AnAlteredHashIsSeenInItsStreamAndInTheDigest) {
  write([](StoredEvent& e) {
    if (e.sequence == 5) e.hash[31] ^= 1;
  });
  auto const report = verify(store, key.public_key());
  ASSERT_EQ(report.found, 3U);
  EXPECT_EQ(report.problems[0].sequence, 5);
  EXPECT_EQ(report.problems[1].sequence, 7);
  EXPECT_EQ(report.problems[2].sequence, 8);
  EXPECT_THAT(report.problems[2].en, HasSubstr("events 5-8"));
}

TEST_F(VerifyTest, AStreamThatWasRewrittenWithNewHashesIsCaughtByTheCheckpoint) {
  Hash before{};
  write([&](StoredEvent& e) {
    if (e.stream != "unit/ODD") return;
    if (e.sequence == 5) e.data = "{\"n\":999}";
    e.hash = hash_of(e, before);
    before = e.hash;
  });
  auto const report = verify(store, key.public_key());
  ASSERT_EQ(report.found, 1U);
  EXPECT_EQ(report.problems[0].sequence, 8);
  EXPECT_THAT(report.problems[0].en, HasSubstr("events 5-8"));
}

TEST_F(VerifyTest, AForeignSignatureIsSeen) {
  write([](StoredEvent&) {});
  auto const report = verify(store, SigningKey::from_seed(std::string(32, 't')).public_key());
  EXPECT_EQ(report.found, 2U);
  EXPECT_TRUE(verify(store, std::nullopt).sound());
}

}  // namespace
}  // namespace landport
