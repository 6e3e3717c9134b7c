// SPDX-License-Identifier: Apache-2.0

// The power goes in the middle of anything, thousands of times: what was acknowledged is there, what was not
// is there whole or not at all, and the chains hold.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "journal/verify.h"
#include "stores/sqlite_store.h"
#include "trials/crash/faulty_vfs.h"
#include "trials/crash/options.h"
#include "trials/stores/sample_journal.h"

namespace landport::trials {
namespace {

constexpr int crashes_of_a_disk = 8;

struct Tally {
  int crashes = 0;
  long acknowledged = 0, refused = 0, came_late = 0, opened = 0;
};

// Something that must never be seen.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One disk with one journal on it, through several lives of the program.
class CrashTrial {
 public:
  struct Kind {
    bool sync = true;
    bool disk_lies = false;
  };
  CrashTrial(std::uint64_t seed, Kind kind, Tally& tally) : kind_(kind), tally_(tally), disk_(seed) {
    log_pages_ = static_cast<int>(std::array{3, 10, 40, 4'000}[below(4)]);
  }

  // What happened to this disk, for whoever has to find out why.
  std::string const& story() const { return story_; }

  // Throws Broken.
  void run() {
    for (int life = 0; life < crashes_of_a_disk; ++life) {
      disk_.arm(plan());
      live();
      ++tally_.crashes;
      disk_.power_cycle();
      if (below(2) == 0) inspect();
    }
    inspect();
  }

 private:
  std::uint64_t below(std::uint64_t n) { return disk_.chance() % n; }

  FaultyDisk::Plan plan() {
    FaultyDisk::Plan plan;
    plan.lies = kind_.disk_lies;
    plan.stop_at = static_cast<std::int64_t>(1 + below(below(4) == 0 ? 600 : 120));
    switch (below(8)) {
      case 0:
      case 1:
        plan.fail_sync_at = static_cast<std::int64_t>(1 + below(30));
        break;
      case 2:
        plan.fail_write_at = static_cast<std::int64_t>(1 + below(90));
        break;
      case 3:
        plan.full_after = static_cast<std::int64_t>(below(200'000));
        break;
      default:
        break;
    }
    plan.fails = static_cast<std::int64_t>(1 + below(4));
    auto const at = [](std::int64_t n) {
      return n == FaultyDisk::never ? std::string("never") : std::to_string(n);
    };
    tell("a life: the power goes at change " + at(plan.stop_at) + ", syncs fail at " + at(plan.fail_sync_at) +
         ", writes at " + at(plan.fail_write_at) + ", so often: " + at(plan.fails) + ", full after " +
         at(plan.full_after));
    return plan;
  }

  void tell(std::string const& what) {
    story_ += "  change " + std::to_string(disk_.changes()) + ", sync " + std::to_string(disk_.syncs()) +
              ": " + what + "\n";
  }

  void open(SqliteStore::Check check) {
    tell("open");
    store_.emplace("port",
                   SqliteStore::Options{
                       .check = check, .vfs = vfs_.name(), .log_pages = log_pages_, .sync = kind_.sync});
    ++tally_.opened;
  }

  void live() {
    try {
      open(SqliteStore::Check::tail);
      settle();
      for (auto left = 5 + below(40); left > 0 && !disk_.stopped(); --left) act();
    } catch (StoreFault const& fault) {
      if (!disk_.stopped() && !disk_.failed())
        throw Broken(std::string("a fault without a cause: ") + fault.what());
    }
    tell("the power goes");
    if (below(4) == 0) store_.reset();  // it may also end in good order, and the power go later
    disk_.stop();
    store_.reset();
  }

  void act() {
    switch (below(12)) {
      case 0:
        check_reads();
        break;
      case 1:
        put_snapshot();
        break;
      case 3:
        drop_snapshots();
        break;
      case 2:
        tell("close");
        store_.reset();
        open(SqliteStore::Check::none);
        settle();
        break;
      default:
        append();
        break;
    }
  }

  void append() {
    auto const size = std::array{20, 200, 2'000}[below(3)];
    for (auto n = 1 + below(12); n > 0; --n) {
      sample_.next("unit/" + std::to_string(below(30)),
                   std::string(1 + below(static_cast<std::uint64_t>(size)), 'd'),
                   seconds(static_cast<std::int64_t>(below(100))));
    }
    sample_.command(++commands_);
    auto const checkpoint = below(6) == 0 ? std::optional(sample_.checkpoint(&key_)) : std::nullopt;
    try {
      sample_.append(*store_, checkpoint);
      unanswered_.clear();
      ++tally_.acknowledged;
      tell("acknowledged up to " + std::to_string(sample_.last()));
    } catch (StoreFault const& fault) {
      unanswered_.push_back(sample_.forget());
      tell(std::string("refused: ") + fault.what());
      ++tally_.refused;
      if (disk_.stopped()) throw;
      if (!disk_.failed()) throw Broken("an append failed without a cause");
      if (store_->last_sequence() != sample_.last()) throw Broken("a refused append is counted");
    }
  }

  void put_snapshot() {
    auto const size = 1 + below(20'000);
    try {
      store_->put_snapshot({"yard", "s", below(2) == 0, sample_.last(),
                            first_morning + seconds(sample_.last()),
                            std::string(size, static_cast<char>('a' + size % 26))});
    } catch (StoreFault const&) {
      if (disk_.stopped() || !disk_.failed()) throw;
    }
  }

  void drop_snapshots() {
    try {
      auto places = store_->snapshots();
      std::erase_if(places, [&](auto const&) { return below(2) == 0; });
      store_->drop_snapshots(places);
    } catch (StoreFault const&) {
      if (disk_.stopped() || !disk_.failed()) throw;
    }
  }

  void check_reads() {
    if (!same(all_of(*store_), sample_.events())) throw Broken("what is read is not what was acknowledged");
  }

  // After a power cut: takes note of which unanswered append turned out to be there.
  void settle() {
    auto const there = all_of(*store_);
    auto const& known = sample_.events();
    if (there.size() < known.size()) {
      throw Broken("lost: " + std::to_string(known.size()) + " events were acknowledged, " +
                   std::to_string(there.size()) + " are there");
    }
    if (!same({there.begin(), there.begin() + sample_.last()}, known))
      throw Broken("lost: an event is another one");
    std::vector<StoredEvent> const more(there.begin() + sample_.last(), there.end());
    bool explained = more.empty();
    for (auto& plan : unanswered_) {
      if (!explained && same(plan.events, more)) {
        explained = true;
        ++tally_.came_late;
        sample_.settle(std::move(plan));
      } else if (store_->command(plan.commands[0].id)) {
        throw Broken("a command is there without its events");
      }
    }
    unanswered_.clear();
    if (!explained) throw Broken("an append that was not acknowledged is there in part");
  }

  void inspect() {
    try {
      open(SqliteStore::Check::whole);
    } catch (StoreFault const& fault) {
      throw Broken(std::string("does not open: ") + fault.what());
    }
    settle();
    auto const report = verify(*store_, key_.public_key());
    if (!report.sound()) throw Broken("verify: " + report.problems[0].en);
    for (auto const& command : sample_.commands()) {
      auto const found = store_->command(command.id);
      if (!found || found->first != command.first || found->answer != command.answer) {
        throw Broken("lost: command " + to_text(command.id));
      }
    }
    for (bool const lane : {false, true}) {
      auto const found = store_->snapshot("yard", "s", lane, INT64_MAX, first_morning + hours(999));
      if (found &&
          found->data != std::string(found->data.size(), static_cast<char>('a' + found->data.size() % 26))) {
        throw Broken("a snapshot is there in part");
      }
    }
    if (below(2) == 0) {
      disk_.stop();
      store_.reset();
      disk_.power_cycle();
    }
    store_.reset();
  }

  Kind kind_;
  Tally& tally_;
  FaultyDisk disk_;
  FaultyVfs vfs_{disk_};
  SigningKey key_ = SigningKey::from_seed(std::string(32, 'c'));
  SampleJournal sample_;
  std::vector<SampleJournal::Plan> unanswered_;  // since the last acknowledged append of this life
  std::optional<SqliteStore> store_;
  unsigned commands_ = 0;
  int log_pages_;
  std::string story_;
};

TEST(Crash, NothingAcknowledgedIsLostAndNothingIsThereByHalf) {
  Tally tally;
  auto const begun = std::chrono::steady_clock::now();
  for (std::uint64_t seed = options.seed; tally.crashes < options.crashes; ++seed) {
    CrashTrial trial(seed, {}, tally);
    try {
      trial.run();
    } catch (Broken const& broken) {
      FAIL() << trial.story() << broken.what() << "\nagain with: ./test crash --crashes 1 --seed " << seed;
    }
  }
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begun;
  std::cout << tally.crashes << " crashes in " << took.count() << " s: " << tally.acknowledged
            << " appends acknowledged and found again, " << tally.refused << " refused, of which "
            << tally.came_late << " were there whole after the restart; opened " << tally.opened
            << " times\n";
  EXPECT_GT(tally.acknowledged, tally.crashes);
}

// The trial can fail: without a sync it does.
int lost_among(int disks, CrashTrial::Kind kind) {
  Tally tally;
  int lost = 0;
  for (int i = 0; i < disks; ++i) {
    try {
      CrashTrial(options.seed + static_cast<std::uint64_t>(i), kind, tally).run();
    } catch (Broken const& broken) {
      lost += std::string_view(broken.what()).starts_with("lost");
    }
  }
  return lost;
}

TEST(Crash, AStoreThatDoesNotSyncIsFoundOut) {
  EXPECT_GT(lost_among(30, {.sync = false}), 10);
}

TEST(Crash, ADiskThatLiesIsFoundOut) {
  EXPECT_GT(lost_among(30, {.disk_lies = true}), 10);
}

}  // namespace
}  // namespace landport::trials
