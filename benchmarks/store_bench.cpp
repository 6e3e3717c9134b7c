// SPDX-License-Identifier: Apache-2.0

// How many events a second the store makes durable, by events per commit, and how many it reads.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

#include "journal/hash.h"
#include "stores/sqlite_store.h"

namespace landport {
namespace {

// On a disk, not in memory: the sync is what is measured.
struct Folder {
  std::string path;
  Folder() {
    path = (std::filesystem::current_path() / "store-bench-XXXXXX").string();
    if (!mkdtemp(path.data())) std::abort();
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path, error);
  }
};

// Batches of events of 200 bytes in ten thousand streams, numbered as they follow on; without hashes of their
// own, which are the journal's work and not the store's.
class Batches {
 public:
  std::vector<StoredEvent> const& next(std::size_t size) {
    events_.resize(size);
    for (auto& e : events_) {
      auto const stream = static_cast<std::size_t>(random_ >> 33U) % versions_.size();
      random_ = random_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
      e.sequence = ++sequence_;
      e.stream = "unit/CSQU" + std::to_string(1'000'000 + stream);
      e.version = ++versions_[stream];
      e.recorded = e.happened = {1'796'083'200'000 + sequence_};
      e.person = "li", e.org = "port", e.type = "trial.thing_moved.v1";
      e.data.assign(200, 'd');
      e.hash[0] = static_cast<unsigned char>(sequence_);
    }
    return events_;
  }

 private:
  std::vector<StoredEvent> events_;
  std::vector<Version> versions_ = std::vector<Version>(10'000);
  Sequence sequence_ = 0;
  std::uint64_t random_ = 7;
};

void append_events(benchmark::State& state) {
  Folder folder;
  SqliteStore store(folder.path);
  Batches batches;
  auto const size = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    auto const& events = batches.next(size);
    state.ResumeTiming();
    store.append({events, {}, {}});
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(append_events)->ArgName("per_commit")->Arg(1)->Arg(100)->Arg(1000)->UseRealTime();

void read_events(benchmark::State& state) {
  Folder folder;
  SqliteStore store(folder.path);
  Batches batches;
  for (Sequence n = 0; n < state.range(0); n += 1000) store.append({batches.next(1000), {}, {}});
  for (auto _ : state) {
    std::size_t bytes = 0;
    store.read(0, state.range(0), [&](StoredEvent&& e) {
      bytes += e.data.size();
      return true;
    });
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(read_events)->ArgName("events")->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->UseRealTime();

void look_up_head(benchmark::State& state) {
  Folder folder;
  SqliteStore store(folder.path);
  Batches batches;
  for (int n = 0; n < 100; ++n) store.append({batches.next(1000), {}, {}});
  std::size_t n = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(store.head("unit/CSQU" + std::to_string(1'000'000 + n++ * 7919 % 10'000)));
  }
}
BENCHMARK(look_up_head);

}  // namespace
}  // namespace landport

BENCHMARK_MAIN();
