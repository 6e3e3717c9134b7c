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
  StoredCommand const& command(unsigned char number);
  CommandId id(unsigned number) const;

  // Throws what the store throws; then nothing is counted, and `forget` takes the plan back.
  void append(Store& store, std::optional<Checkpoint> checkpoint = {});
  void forget();

  // A checkpoint over everything that is there and planned.
  Checkpoint checkpoint(SigningKey const* key = nullptr) const;

  std::vector<StoredEvent> const& events() const { return there_; }
  std::vector<StoredEvent> const& planned() const { return planned_; }
  std::vector<StoredCommand> const& commands() const { return commands_; }
  Sequence last() const { return static_cast<Sequence>(there_.size()); }

  // Counts the plan as there although the append failed: for an outcome that turned out so after a restart.
  void settle();

 private:
  Store::Head head(std::string const& stream) const;

  std::vector<StoredEvent> there_, planned_;
  std::vector<StoredCommand> commands_, planned_commands_;
  std::map<std::string, Store::Head> heads_;
  std::size_t commanded_ = 0;  // of the planned events, how many have their command
};

std::vector<StoredEvent> all_of(Store const& store);

// Equal in every field.
bool same(StoredEvent const& a, StoredEvent const& b);
bool same(std::vector<StoredEvent> const& a, std::vector<StoredEvent> const& b);

// A folder of its own under the system's folder for temporary files, removed with everything in it.
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
