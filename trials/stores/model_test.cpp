// SPDX-License-Identifier: Apache-2.0

// Random appends, good and bad, on every store at once: whatever is asked afterwards is answered as by a
// plain list.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "journal/memory_store.h"
#include "stores/sqlite_store.h"
#include "trials/stores/sample_journal.h"

namespace landport::trials {
namespace {

void plan_batch(SampleJournal& journal) {
  for (int i = *rc::gen::inRange(1, 9); i > 0; --i) {
    auto const stream = "unit/" + std::to_string(*rc::gen::inRange(0, 6));
    auto const earlier = *rc::gen::element(0, 0, 1, 5, 5'000, 90'000);
    journal.next(stream, "{\"n\":" + std::to_string(*rc::gen::inRange(0, 1'000'000)) + "}", seconds(earlier));
  }
}

std::vector<StoredEvent> by_stream(std::vector<StoredEvent> const& all, std::string const& stream,
                                   Version after) {
  std::vector<StoredEvent> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out),
               [&](auto const& e) { return e.stream == stream && e.version > after; });
  return out;
}

std::vector<StoredEvent> by_happened(std::vector<StoredEvent> const& all, Instant after, Instant up_to,
                                     Sequence until) {
  std::vector<StoredEvent> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), [&](auto const& e) {
    return e.sequence <= until && e.happened > after && e.happened <= up_to;
  });
  std::stable_sort(out.begin(), out.end(),
                   [](auto const& a, auto const& b) { return a.happened < b.happened; });
  return out;
}

void compare(Store const& store, std::vector<StoredEvent> const& all) {
  std::vector<StoredEvent> got;
  auto const take = [&](StoredEvent&& e) {
    got.push_back(std::move(e));
    return true;
  };
  auto const last = static_cast<Sequence>(all.size());
  RC_ASSERT(store.last_sequence() == last);
  RC_ASSERT(same(all_of(store), all));
  auto const after = *rc::gen::inRange<Sequence>(0, last + 2);
  auto const until = *rc::gen::inRange<Sequence>(0, last + 2);
  store.read(after, until, take);
  std::vector<StoredEvent> want;
  std::copy_if(all.begin(), all.end(), std::back_inserter(want),
               [&](auto const& e) { return e.sequence > after && e.sequence <= until; });
  RC_ASSERT(same(got, want));

  for (int i = 0; i < 6; ++i) {
    auto const stream = "unit/" + std::to_string(i);
    auto const from = *rc::gen::inRange<Version>(0, 4);
    got.clear();
    store.read_stream(stream, from, take);
    RC_ASSERT(same(got, by_stream(all, stream, from)));
    auto const whole = by_stream(all, stream, 0);
    auto const head = store.head(stream);
    RC_ASSERT(head.version == static_cast<Version>(whole.size()));
    RC_ASSERT(head.hash == (whole.empty() ? Hash{} : whole.back().hash));
  }
  got.clear();
  Instant const low = first_morning + seconds(*rc::gen::inRange(-100'000, 100));
  Instant const high = first_morning + seconds(*rc::gen::inRange(-100'000, 200));
  store.read_by_happened(low, high, until, take);
  RC_ASSERT(same(got, by_happened(all, low, high, until)));
  Instant const at = first_morning + milliseconds(*rc::gen::inRange(0, 100'000));
  RC_ASSERT(store.sequence_at(at) ==
            std::count_if(all.begin(), all.end(), [&](auto const& e) { return e.recorded <= at; }));
}

// An append that must be refused, made from a good one.
void try_bad_append(Store& store, SampleJournal& journal) {
  auto events = journal.planned();
  auto& spoilt = events[*rc::gen::inRange<std::size_t>(0, events.size())];
  *rc::gen::arbitrary<bool>() ? spoilt.version += *rc::gen::element(-1, 1)
                              : spoilt.sequence += *rc::gen::element(-1, 1);
  RC_ASSERT_THROWS_AS(store.append({events, {}, {}}), VersionConflict);
}

RC_GTEST_PROP(StoreModel, ReadsEqualAPlainList, ()) {
  TemporaryFolder folder;
  MemoryStore memory;
  std::optional<SqliteStore> sqlite(std::in_place, folder.path());
  SampleJournal journal;
  for (int round = *rc::gen::inRange(1, 12); round > 0; --round) {
    plan_batch(journal);
    if (*rc::gen::inRange(0, 4) == 0) {
      try_bad_append(memory, journal);
      try_bad_append(*sqlite, journal);
    }
    memory.append({journal.planned(), {}, {}});
    journal.append(*sqlite);
    if (*rc::gen::inRange(0, 5) == 0) {
      sqlite.reset();
      sqlite.emplace(folder.path());
    }
  }
  compare(memory, journal.events());
  compare(*sqlite, journal.events());
}

}  // namespace
}  // namespace landport::trials
