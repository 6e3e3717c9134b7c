// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <random>
#include <set>
#include <thread>

#include "journal/book.h"
#include "journal/counter_for_tests.h"
#include "journal/memory_store.h"

namespace landport {
namespace {

using counter::Add;

// A port of one department in memory, with a clock that the test moves.
struct Port {
  Catalogue catalogue = [] {
    std::vector<DepartmentDescription> list;
    list.push_back(counter::describe());
    return Catalogue(std::move(list));
  }();
  Pack pack;
  MemoryStore store;
  static constexpr std::int64_t first_ms = 1'000'000'000'000;
  std::atomic<std::int64_t> clock{first_ms};
  std::unique_ptr<Book> book;
  std::uint64_t ids = 0;

  explicit Port(Sequence snapshot_every = 50'000, Sequence rung_every = 10'000) { open(snapshot_every, rung_every); }
  void open(Sequence snapshot_every = 50'000, Sequence rung_every = 10'000) {
    book.reset();
    Book::Options options;
    options.clock = [this] { return Instant{clock.load()}; };
    options.snapshot_every = snapshot_every;
    options.rung_every = rung_every;
    options.look_back_after = hours(1);  // what its own thread would prepare, the tests do when they want
    book = std::make_unique<Book>(store, catalogue, pack, options);
  }
  CommandId fresh_id() {
    CommandId id;
    ++ids;
    for (std::size_t i = 0; i < 8; ++i) id.bytes[8 + i] = static_cast<unsigned char>(ids >> (8 * i));
    return id;
  }
  Order order(std::string const& counter, std::int64_t by, std::optional<Instant> happened = {}) {
    return {{{Add{counter, Count{by}}, happened}}, Actor{"ann", "PORT", Role::terminal}, fresh_id(), false};
  }
  std::int64_t sum(std::string const& counter) {
    book->board().wait_for(store.last_sequence(), seconds(10));
    auto const reading = book->board().read();
    auto const* table = reading.table("counter.totals");
    auto const slot = table->find("counter/" + counter);
    return slot ? std::stoll(table->text(*slot, 2)) : 0;
  }
};

TEST(Book, ACommandBecomesAnEventAndARow) {
  Port port;
  auto const done = port.book->perform(port.order("a", 3));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->sequence, 1);
  EXPECT_EQ(port.sum("a"), 3);
}

TEST(Book, ANewIdBeginsWithItsTimeAndIsLikeNoOther) {
  Instant const at{1'796'083'200'000};
  auto const a = new_command_id(at), b = new_command_id(at), later = new_command_id(at + seconds(1));
  EXPECT_NE(a, b);
  EXPECT_LT(a, later);
  EXPECT_EQ(to_text(a).substr(0, 13), "01a22ee6b0007") << to_text(a);
}

TEST(Book, TheSameIdIsCarriedOutOnceAndAnsweredTheSame) {
  Port port;
  auto const order = port.order("a", 3);
  auto const first = port.book->perform(order);
  auto const again = port.book->perform(order);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->sequence, first->sequence);
  EXPECT_EQ(port.sum("a"), 3);
  auto misused = port.order("a", 4);
  misused.id = order.id;
  auto const refused = port.book->perform(misused);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().list[0].refusal.code, "command.id_reused");
}

TEST(Book, TheSameIdRacedFromManyThreadsIsCarriedOutOnce) {
  Port port;
  auto const order = port.order("a", 1);
  std::vector<std::thread> threads;
  std::atomic<int> fresh{0};
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      auto const answer = port.book->perform(order);
      if (answer && !answer->repeated) ++fresh;
    });
  }
  for (auto& t : threads) t.join();
  EXPECT_EQ(fresh, 1);
  EXPECT_EQ(port.sum("a"), 1);
}

TEST(Book, ADryRunDecidesAndChangesNothing) {
  Port port;
  auto order = port.order("a", 3);
  order.dry_run = true;
  EXPECT_TRUE(port.book->perform(order));
  order.items[0].command = Add{"a", Count{-1}};
  EXPECT_FALSE(port.book->perform(order));
  EXPECT_EQ(port.store.last_sequence(), 0);
  order.dry_run = false;
  order.items[0].command = Add{"a", Count{3}};
  EXPECT_FALSE(port.book->perform(order)->repeated) << "a dry run must not use up the command's id";
  order.dry_run = true;
  EXPECT_TRUE(port.book->perform(order)->repeated) << "what the real one would be told by now";
  EXPECT_EQ(port.store.last_sequence(), 1);
}

TEST(Book, AnOrderOfManyCommandsIsAllOrNothingAndSeesItself) {
  Port port;
  Order order = port.order("a", 5);
  order.items.push_back({Add{"a", Count{-5}}, {}});  // only possible after the first
  order.items.push_back({Add{"b", Count{-1}}, {}});  // never
  order.items.push_back({Add{"c", Count{-2}}, {}});  // never
  auto const refused = port.book->perform(order);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().list.size(), 2u);
  EXPECT_EQ(refused.error().list[0].index, 2u);
  EXPECT_EQ(refused.error().list[1].index, 3u);
  EXPECT_EQ(port.store.last_sequence(), 0);
  EXPECT_FALSE(port.book->perform(port.order("a", -1))) << "the state of a refused order must be forgotten";
  order.items.resize(2);
  order.id = port.fresh_id();
  ASSERT_TRUE(port.book->perform(order));
  EXPECT_EQ(port.store.last_sequence(), 2);
}

TEST(Book, OnlyThoseWithTheRoleMayAndNothingHappensInTheFuture) {
  Port port;
  auto order = port.order("a", 1);
  order.actor.roles = Role::shipper;
  EXPECT_EQ(port.book->perform(order).error().list[0].refusal.code, "command.not_permitted");
  EXPECT_EQ(port.book->perform(port.order("a", 1, Instant{port.clock} + hours(1))).error().list[0].refusal.code, "command.happened_in_future");
  EXPECT_EQ(port.book->perform(port.order("a", 1, Instant{0})).error().list[0].refusal.code, "command.happened_too_long_ago");
  EXPECT_TRUE(port.book->perform(port.order("a", 1, Instant{port.clock} - hours(1))));
}

TEST(Book, ManyWhoRaceForTheLastOneLeaveExactlyNone) {
  Port port;
  ASSERT_TRUE(port.book->perform(port.order("a", 1)));
  std::atomic<int> won{0};
  std::vector<std::thread> threads;
  std::vector<Order> orders;
  for (int i = 0; i < 64; ++i) orders.push_back(port.order("a", -1));
  for (auto& order : orders) {
    threads.emplace_back([&] { won += port.book->perform(order).has_value(); });
  }
  for (auto& t : threads) t.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(port.sum("a"), 0);
}

// A store that fails when told, to see that a failed commit leaves nothing behind.
class FailingStore : public MemoryStore {
 public:
  std::atomic<bool> fails{false};
  void append(Append const& what) override {
    if (fails) throw StoreFault("disk full");
    MemoryStore::append(what);
  }
};

TEST(Book, AFailedCommitIsAnsweredAndForgotten) {
  Port port;
  FailingStore store;
  Book::Options options;
  options.clock = [] { return Instant{1'000'000'000'000}; };
  Book book(store, port.catalogue, port.pack, options);
  ASSERT_TRUE(book.perform(port.order("a", 1)));
  store.fails = true;
  auto const failed = port.order("a", 5);
  auto const answer = book.perform(failed);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().list[0].refusal.code, "port.store_fault");
  store.fails = false;
  EXPECT_FALSE(book.perform(port.order("a", -2))) << "five were never added";
  auto const again = book.perform(failed);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->repeated);
}

// What a view must be at a moment: a fresh fold of the journal cut there.
std::map<std::string, std::int64_t> expected_at(Port& port, Moment moment) {
  std::map<std::string, std::int64_t> sums;
  JsonParser parser;
  port.store.read(0, port.store.last_sequence(), [&](StoredEvent&& stored) {
    Instant const at = moment.by_happened ? stored.happened : stored.recorded;
    if (at > moment.at) return true;
    auto const event = port.catalogue.read(stored, parser);
    sums[stored.stream] += event->event.get<counter::Counted>()->by.value;
    return true;
  });
  return sums;
}

std::map<std::string, std::int64_t> view_at(Port& port, History& history, Moment moment) {
  auto const& kind = port.catalogue.departments()[0].views[0];
  auto const view = history.view(kind, moment, port.book->board().position());
  std::map<std::string, std::int64_t> sums;
  auto const& table = *view->tables()[0];
  for (TableFace::Slot s = 0; s < table.slots(); ++s) sums[std::string(table.key(s))] = std::stoll(table.text(s, 2));
  return sums;
}
std::map<std::string, std::int64_t> view_at(Port& port, Moment moment) { return view_at(port, port.book->history(), moment); }

// Of a thousand facts a third become known late, by up to ten hours.
void live_on(Port& port, std::mt19937_64& random, int facts) {
  for (int i = 0; i < facts; ++i) {
    port.clock += static_cast<std::int64_t>(random() % 60'000);
    std::optional<Instant> happened;
    if (random() % 3 == 0) happened = Instant{port.clock} - minutes(static_cast<std::int64_t>(random() % 600));
    ASSERT_TRUE(port.book->perform(port.order("c" + std::to_string(random() % 20), static_cast<std::int64_t>(random() % 5) + 1, happened)));
  }
  port.book->board().wait_for(port.store.last_sequence(), seconds(10));
}

// From ten hours before the port's first fact to now.
Moment random_moment(Port const& port, std::mt19937_64& random, bool by_happened) {
  auto const begin = Port::first_ms - hours(10).ms;
  return {by_happened, Instant{begin + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(port.clock - begin))}};
}

// With no rungs, with rungs that stand close, and with none of them reached.
class HistoryWithRungs : public testing::TestWithParam<Sequence> {};
INSTANTIATE_TEST_SUITE_P(EverySoManyEvents, HistoryWithRungs, testing::Values(0, 7, 50, 10'000));

TEST_P(HistoryWithRungs, TwoHundredRandomMomentsEqualAFreshReplayByBothTimesWhileLateFactsComeIn) {
  Port port(/*snapshot_every=*/100, GetParam());
  std::mt19937_64 random(7);
  for (int i = 0; i < 200; ++i) {
    if (i % 20 == 0) live_on(port, random, 100);
    auto& history = port.book->history();
    for (auto const lane : {Lane::recorded, Lane::happened}) {
      auto const known = port.book->board().position();
      if (i % 10 == 5 && history.lacks_rungs(lane, known)) history.set_rungs(lane, known, [] { return true; });
    }
    auto const moment = random_moment(port, random, i % 2 == 0);
    ASSERT_EQ(view_at(port, moment), expected_at(port, moment)) << to_text(moment.at) << (moment.by_happened ? " happened" : " recorded");
  }
}

TEST(History, BeginsFromStoredSnapshotsOfBothOrdersAndLateFactsDropTheWrongOnes) {
  Port port(/*snapshot_every=*/100);
  std::mt19937_64 random(11);
  for (int round = 0; round < 5; ++round) {
    live_on(port, random, 300);
    History history(port.catalogue, port.store, {7, 20, minutes(30)});
    auto const known = port.book->board().position();
    int stored = 0;
    auto const go_on = [] { return true; };
    history.settle(known, go_on, [&](StoredSnapshot const& snapshot) {
      EXPECT_TRUE(snapshot.by_happened);
      EXPECT_TRUE(history.still_whole(snapshot));
      port.store.put_snapshot(snapshot);
      return ++stored > 0;
    });
    EXPECT_GT(stored, 0);
    for (int i = 0; i < 100; ++i) {
      for (auto const lane : {Lane::recorded, Lane::happened}) {
        EXPECT_EQ(history.lacks_rungs(lane, known), i == (lane == Lane::happened ? 1 : 2)) << "once somebody has looked";
        if (history.lacks_rungs(lane, known)) history.set_rungs(lane, known, go_on);
      }
      auto const moment = random_moment(port, random, i % 2 == 0);
      ASSERT_EQ(view_at(port, history, moment), expected_at(port, moment)) << to_text(moment.at) << (moment.by_happened ? " happened" : " recorded");
    }
  }
}

TEST(Rungs, TheNextOneStandsBehindThePlaceAndNotOnTheWayToIt) {
  Rungs rungs;
  auto const view = counter::describe().views[0].make();
  std::shared_ptr<View const> const some = view->copy();
  rungs.put(Lane::recorded, {10, 10, 0, {some}});
  rungs.put(Lane::recorded, {20, 20, 0, {nullptr}});
  rungs.put(Lane::recorded, {30, 30, 0, {some}});
  auto const found = rungs.below(Lane::recorded, 25, 30, 0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rung.place, 10);
  EXPECT_EQ(found->next, 30);
}

TEST(History, WhatBecomesKnownWhileASnapshotIsMadeMakesItWorthless) {
  Port port;
  History history(port.catalogue, port.store, {});
  StoredSnapshot const snapshot{"counter", "1", true, 10, Instant{5'000}, ""};
  EXPECT_TRUE(history.still_whole(snapshot));
  history.forget_from(Instant{6'000}, 11);
  history.forget_from(Instant{7'000}, 12);
  EXPECT_TRUE(history.still_whole(snapshot));
  history.forget_from(Instant{5'000}, 13);
  EXPECT_FALSE(history.still_whole(snapshot));
  EXPECT_TRUE(history.still_whole({"counter", "1", true, 13, Instant{5'000}, ""})) << "it knows of them";
}

TEST(History, ALateFactChangesWhatWasTrueButNotWhatWasKnown) {
  Port port;
  ASSERT_TRUE(port.book->perform(port.order("a", 1)));
  Instant const then{port.clock + 1};
  port.clock += 3'600'000;
  port.book->board().wait_for(1, seconds(10));
  EXPECT_EQ(view_at(port, {true, then}).at("counter/a"), 1);
  ASSERT_TRUE(port.book->perform(port.order("a", 10, then)));
  port.book->board().wait_for(2, seconds(10));
  // The follower forgets right after it publishes; a reader in between may still get the older fold.
  for (int i = 0; i < 1000 && view_at(port, {true, then}).at("counter/a") != 11; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(view_at(port, {true, then}).at("counter/a"), 11);
  EXPECT_EQ(view_at(port, {false, then}).at("counter/a"), 1);
}

TEST(Book, AStartFromSnapshotsShowsTheSameAsOneFromTheBeginning) {
  Port port(/*snapshot_every=*/64);
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(port.book->perform(port.order("c" + std::to_string(i % 7), 1)));
  port.book->board().wait_for(500, seconds(10));
  port.open();
  for (int i = 0; i < 7; ++i) EXPECT_EQ(port.sum("c" + std::to_string(i)), i < 3 ? 72 : 71);
  EXPECT_FALSE(port.book->perform(port.order("c0", -73)));
}

TEST(Book, ByHandAnOrderIsDoneAndShownBeforeItReturnsAndTheViewsAreStoredAtTheEnd) {
  Port port;
  port.book.reset();
  auto const key = SigningKey::from_seed(std::string(32, 's'));
  Book::Options options;
  options.clock = [&] { return Instant{port.clock.load()}; };
  options.key = &key;
  options.by_hand = true;
  Book book(port.store, port.catalogue, port.pack, options);
  for (int i = 1; i <= 20; ++i) {
    bool answered = false;
    book.submit(port.order("a", 1), [&](Answer answer) { answered = answer.has_value(); });
    ASSERT_TRUE(answered);
    ASSERT_EQ(book.board().position(), i);
  }
  EXPECT_FALSE(book.perform(port.order("a", -21)));
  EXPECT_TRUE(port.store.snapshots().empty());
  book.stop();
  book.stop();
  ASSERT_EQ(port.store.snapshots().size(), 1u);
  EXPECT_EQ(port.store.snapshots()[0].sequence, 20);
  ASSERT_TRUE(port.store.last_checkpoint());
  EXPECT_EQ(port.store.last_checkpoint()->sequence, 20);
  EXPECT_EQ(book.perform(port.order("a", 1)).error().list[0].refusal.code, "port.stopping");
  port.open();
  EXPECT_EQ(port.sum("a"), 20);
}

TEST(Book, SnapshotsOfACodeThatIsGoneAreDroppedAndTheOthersThinned) {
  Port port(/*snapshot_every=*/5);
  port.store.put_snapshot({"counter", "of an older code", false, 1, {}, "d"});
  port.store.put_snapshot({"abolished", "1", false, 1, {}, "d"});
  auto const old = [&] {
    auto const all = port.store.snapshots();
    return std::count_if(all.begin(), all.end(), [](auto const& p) { return p.shape == "of an older code" || p.view == "abolished"; });
  };
  port.open(5);
  EXPECT_EQ(old(), 2) << "a start alone drops nothing";
  // One falls due with every fifth command, and is left out while another is being saved: each is waited for.
  std::set<Sequence> stored;
  auto const look = [&] {
    for (auto const& p : port.store.snapshots()) {
      if (p.view == "counter" && p.shape != "of an older code" && !p.by_happened) stored.insert(p.sequence);
    }
    return stored.size();
  };
  int commands = 0;
  for (; stored.size() < 400 && commands < 4'000; ++commands) {
    ASSERT_TRUE(port.book->perform(port.order("a", 1)));
    port.book->board().wait_for(port.store.last_sequence(), seconds(10));
    auto const before = stored.size();
    for (int waited = 0; commands % 5 == 4 && look() == before && waited < 1'000; ++waited) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ASSERT_EQ(stored.size(), 400u);
  for (int i = 0; i < 10'000 && (old() > 0 || port.store.snapshots().size() > 300); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(old(), 0);
  EXPECT_LE(port.store.snapshots().size(), 300u) << "of 400 that were stored";
  EXPECT_GE(port.store.snapshots().size(), 100u);
  port.open(5);
  EXPECT_EQ(port.sum("a"), commands);
}

TEST(Board, ChangesAreExactlyTheRowsTouchedSince) {
  Port port;
  for (auto const* c : {"a", "b", "a"}) ASSERT_TRUE(port.book->perform(port.order(c, 1)));
  port.book->board().wait_for(3, seconds(10));
  auto const reading = port.book->board().read();
  auto const changes = port.book->board().changes_after(1, {true});
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].sequence, 2);
  EXPECT_EQ(changes[1].sequence, 3);
  EXPECT_TRUE(port.book->board().changes_after(3, {true}).empty());
}

TEST(Book, AClockThatIsSetBackBetweenTwoCommandsOfABatchStopsNothing) {
  Port port;
  port.book.reset();
  std::atomic<std::int64_t> clock{1'000'000'000'000};
  Book::Options options;
  options.clock = [&] { return Instant{clock.fetch_sub(1'000)}; };  // every look finds it earlier
  Book book(port.store, port.catalogue, port.pack, options);
  std::atomic<int> done{0};
  std::vector<Order> orders;
  for (int i = 0; i < 50; ++i) orders.push_back(port.order("a", 1));
  for (auto& order : orders) book.submit(std::move(order), [&](Answer answer) { done += answer.has_value(); });
  ASSERT_TRUE(book.perform(port.order("a", 1)));
  EXPECT_EQ(done, 50);
}

TEST(Book, TooManyWaitingAreRefusedAtOnce) {
  Port port;
  port.book.reset();
  Book::Options options;
  options.clock = [] { return Instant{1'000'000'000'000}; };
  options.queue_max = 0;
  Book book(port.store, port.catalogue, port.pack, options);
  EXPECT_EQ(book.perform(port.order("a", 1)).error().list[0].refusal.code, "port.busy");
}

}  // namespace
}  // namespace landport
