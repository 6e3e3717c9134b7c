// SPDX-License-Identifier: Apache-2.0

// A real process writes a real file and is killed at any moment, again and again.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "stores/sqlite_store.h"
#include "trials/crash/options.h"
#include "trials/stores/sample_journal.h"

namespace landport::trials {
namespace {

// The journal is the same in every process: event n is what n says, and commits end after every seventh.
constexpr Sequence commit_size = 7;

void plan_commit(SampleJournal& sample) {
  for (int i = 0; i < commit_size; ++i) {
    auto const n = sample.last() + i;
    sample.next("unit/" + std::to_string(n * n % 23),
                std::string(static_cast<std::size_t>(n * 37 % 900), 'k'));
  }
}

SampleJournal journal_up_to(Sequence last) {
  SampleJournal sample;
  while (sample.last() < last) {
    plan_commit(sample);
    sample.settle(sample.forget());
  }
  return sample;
}

// Never returns: it is killed.
[[noreturn]] void write_until_killed(std::string const& folder, int acknowledge) {
  try {
    SqliteStore store(folder);
    auto sample = journal_up_to(store.last_sequence());
    for (;;) {
      plan_commit(sample);
      sample.append(store);
      auto const last = sample.last();
      if (::write(acknowledge, &last, sizeof last) != sizeof last) _exit(3);
    }
  } catch (StoreFault const& fault) {
    std::fprintf(stderr, "the child: %s\n", fault.what());
    _exit(4);
  }
}

// The last acknowledged sequence; 0 when there was none.
Sequence run_and_kill(std::string const& folder, std::chrono::microseconds after) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  auto const child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(folder, ends[1]);
  }
  ::close(ends[1]);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  Sequence last = 0, each = 0;
  while (::read(ends[0], &each, sizeof each) == sizeof each) last = each;
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
  return last;
}

TEST(Kill, NothingAcknowledgedIsLostWhenTheProcessIsKilled) {
  TemporaryFolder folder;
  std::mt19937_64 random(options.seed);
  Sequence last = 0;
  for (int kill = 1; kill <= options.kills; ++kill) {
    auto const acknowledged =
        run_and_kill(folder.path(), std::chrono::microseconds(2'000 + random() % 120'000));
    SqliteStore store(folder.path(), {.check = SqliteStore::Check::whole});
    ASSERT_GE(store.last_sequence(), std::max(last, acknowledged)) << "kill " << kill;
    ASSERT_EQ(store.last_sequence() % commit_size, 0) << "a commit is there in part";
    ASSERT_TRUE(same(all_of(store), journal_up_to(store.last_sequence()).events())) << "kill " << kill;
    last = store.last_sequence();
  }
  std::cout << options.kills << " kills, " << last << " events, each found again\n";
  EXPECT_GT(last, options.kills);
}

}  // namespace
}  // namespace landport::trials
