// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

// A disk in memory that keeps what a real one keeps: what was written is lost at a power cut until it was
// synced, and of what was not synced any part may have arrived, in any order, torn at sectors. It can run
// full, fail, and lie.
namespace landport::trials {

enum class DiskError { none, stopped, full, failed };

class FaultyDisk {
 public:
  static constexpr std::int64_t sector = 512;
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  // What goes wrong, counted from `arm` on; the n-th call is n = 1.
  struct Plan {
    std::int64_t stop_at = never;        // the power goes at the n-th call that changes something
    std::int64_t full_after = never;     // so many bytes may still be added
    std::int64_t fail_write_at = never;  // the n-th write fails, after a part of it
    std::int64_t fail_sync_at = never;   // the n-th sync fails; what it should have kept may be lost for good
    std::int64_t fails = 1;              // for so many calls in a row
    bool lies = false;                   // a sync says it is done and does nothing
  };

  explicit FaultyDisk(std::uint64_t seed) : random_(seed) {}

  void arm(Plan plan);
  // The power goes now: every call fails from here on.
  void stop() { stopped_ = true; }
  // The power is back; what was not synced has arrived in part. No plan is armed.
  void power_cycle();

  bool stopped() const { return stopped_; }
  bool failed() const { return failed_; }  // some call has failed since `arm` though the power was on
  std::int64_t changes() const { return changes_; }
  std::int64_t syncs() const { return syncs_; }

  // One file, as a program holds it open: it stays usable when its name is removed.
  struct File {
    struct Change {
      std::int64_t offset;
      std::string bytes;
      bool truncates;  // to `offset`
    };
    std::string now;              // as programs read it
    std::string kept;             // what the power cannot take
    std::vector<Change> pending;  // between the two, in order
  };
  using Handle = std::shared_ptr<File>;

  Handle find(std::string const& name) const;
  DiskError create(std::string const& name, Handle& made);
  DiskError remove(std::string const& name, bool sync_folder);
  // Bytes beyond the end are zero; gives how many were there.
  DiskError read(File const& file, std::int64_t offset, char* to, std::int64_t size, std::int64_t& got) const;
  DiskError write(File& file, std::int64_t offset, char const* from, std::int64_t size);
  DiskError truncate(File& file, std::int64_t size);
  // The first sync of a file keeps its name, too.
  DiskError sync(std::string const& name, Handle const& file);

  std::uint64_t chance() { return random_(); }

 private:
  bool one_in(std::uint64_t n) { return random_() % n == 0; }
  bool change();
  static void apply(std::string& bytes, File::Change const& change);
  void apply_in_part(File& file);
  void apply_torn(std::string& bytes, File::Change const& change);

  std::mt19937_64 random_;
  std::map<std::string, Handle> names_, kept_names_;
  Plan plan_;
  bool stopped_ = false, failed_ = false;
  std::int64_t changes_ = 0, writes_ = 0, syncs_ = 0, added_ = 0;
};

}  // namespace landport::trials
