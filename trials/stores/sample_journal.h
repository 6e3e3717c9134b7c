// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "journal/hash.h"
#include "journal/store.h"

// Events as the journal would give them to a store: numbered and chained, for trials of stores.
namespace landport::trials {

inline constexpr Instant first_morning{1'796'083'200'000};  // 2026-12-01T00:00:00Z

// Writes down what a store ought to hold. `next` plans an event; `append` gives all that is planned to a
// store and, when that succeeds, counts it as there.
class SampleJournal {
 public:
  // The next event of `stream`, recorded one second after the last; happened so much earlier.
  StoredEvent const& next(std::string const& stream, std::string data = "{}", Duration earlier = {});
  // A command that caused the events planned since the last one.
  StoredCommand const& command(unsigned number);
  CommandId id(unsigned number) const;

  struct Plan {
    std::vector<StoredEvent> events;
    std::vector<StoredCommand> commands;
  };
  // Throws what the store throws; then nothing is counted, and `forget` takes the plan back.
  void append(Store& store, std::optional<Checkpoint> checkpoint = {});
  Plan forget();

  // A checkpoint over everything that is there and planned.
  Checkpoint checkpoint(SigningKey const* key = nullptr) const;

  std::vector<StoredEvent> const& events() const { return there_; }
  std::vector<StoredEvent> const& planned() const { return plan_.events; }
  std::vector<StoredCommand> const& commands() const { return commands_; }
  Sequence last() const { return static_cast<Sequence>(there_.size()); }

  // Counts a plan as there that follows on: what `append` does, and what a restart may show of an append that
  // failed.
  void settle(Plan plan);

 private:
  Store::Head head(std::string const& stream) const;

  std::vector<StoredEvent> there_;
  std::vector<StoredCommand> commands_;
  Plan plan_;
  std::map<std::string, Store::Head> heads_;
  std::size_t commanded_ = 0;  // of the planned events, how many have their command
};

std::vector<StoredEvent> all_of(Store const& store);

// Equal in every field.
bool same(StoredEvent const& a, StoredEvent const& b);
bool same(std::vector<StoredEvent> const& a, std::vector<StoredEvent> const& b);

// A folder of its own, in memory where the system has such a folder, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  std::string const& path() const { return path_; }
  std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

}  // namespace landport::trials
