// SPDX-License-Identifier: Apache-2.0
#include "trials/crash/faulty_disk.h"

#include <algorithm>
#include <cstring>

namespace landport::trials {

void FaultyDisk::arm(Plan plan) {
  plan_ = plan;
  failed_ = false;
  changes_ = writes_ = syncs_ = added_ = 0;
}

bool FaultyDisk::change() {
  if (++changes_ >= plan_.stop_at) stopped_ = true;
  return !stopped_;
}

FaultyDisk::Handle FaultyDisk::find(std::string const& name) const {
  auto const found = names_.find(name);
  return found == names_.end() ? nullptr : found->second;
}

DiskError FaultyDisk::create(std::string const& name, Handle& made) {
  if (stopped_ || !change()) return DiskError::stopped;
  made = names_[name] = std::make_shared<File>();
  return DiskError::none;
}

DiskError FaultyDisk::remove(std::string const& name, bool sync_folder) {
  if (stopped_ || !change()) return DiskError::stopped;
  names_.erase(name);
  if (sync_folder && !plan_.lies) kept_names_.erase(name);
  return DiskError::none;
}

DiskError FaultyDisk::read(File const& file, std::int64_t offset, char* to, std::int64_t size,
                           std::int64_t& got) const {
  if (stopped_) return DiskError::stopped;
  got = std::clamp<std::int64_t>(static_cast<std::int64_t>(file.now.size()) - offset, 0, size);
  if (got > 0) std::memcpy(to, file.now.data() + offset, static_cast<std::size_t>(got));
  std::memset(to + got, 0, static_cast<std::size_t>(size - got));
  return DiskError::none;
}

void FaultyDisk::apply(std::string& bytes, File::Change const& change) {
  auto const at = static_cast<std::size_t>(change.offset);
  if (change.truncates) {
    if (bytes.size() > at) bytes.resize(at);
    return;
  }
  if (bytes.size() < at + change.bytes.size()) bytes.resize(at + change.bytes.size());
  bytes.replace(at, change.bytes.size(), change.bytes);
}

DiskError FaultyDisk::write(File& file, std::int64_t offset, char const* from, std::int64_t size) {
  if (stopped_) return DiskError::stopped;
  ++writes_;
  auto const grows = std::max<std::int64_t>(0, offset + size - static_cast<std::int64_t>(file.now.size()));
  bool const full = grows > plan_.full_after - added_;
  bool const fails = writes_ >= plan_.fail_write_at && writes_ - plan_.fail_write_at < plan_.fails;
  auto const part =
      full || fails ? static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(size)) : size;
  if (!full) added_ += grows;
  file.pending.push_back({offset, std::string(from, static_cast<std::size_t>(part)), false});
  apply(file.now, file.pending.back());
  if (!change()) return DiskError::stopped;
  failed_ = failed_ || full || fails;
  return full ? DiskError::full : fails ? DiskError::failed : DiskError::none;
}

DiskError FaultyDisk::truncate(File& file, std::int64_t size) {
  if (stopped_) return DiskError::stopped;
  file.pending.push_back({size, {}, true});
  apply(file.now, file.pending.back());
  return change() ? DiskError::none : DiskError::stopped;
}

DiskError FaultyDisk::sync(std::string const& name, Handle const& file) {
  if (stopped_ || !change()) return DiskError::stopped;
  ++syncs_;
  if (syncs_ >= plan_.fail_sync_at && syncs_ - plan_.fail_sync_at < plan_.fails) {
    // As with many systems: what could not be written is forgotten, and the next sync will not try it again.
    failed_ = true;
    apply_in_part(*file);
    return DiskError::failed;
  }
  if (plan_.lies) return DiskError::none;
  for (auto const& each : file->pending) apply(file->kept, each);
  file->pending.clear();
  if (find(name) == file) kept_names_[name] = file;
  return DiskError::none;
}

void FaultyDisk::apply_torn(std::string& bytes, File::Change const& change) {
  auto const end = change.offset + static_cast<std::int64_t>(change.bytes.size());
  for (auto at = change.offset; at < end;) {
    auto const next = std::min(end, (at / sector + 1) * sector);
    auto part = change.bytes.substr(static_cast<std::size_t>(at - change.offset),
                                    static_cast<std::size_t>(next - at));
    if (one_in(16)) {
      for (auto& c : part) c = static_cast<char>(random_());  // the sector that was under the head
    }
    if (!one_in(3)) apply(bytes, {at, std::move(part), false});
    at = next;
  }
}

// One of the ways in which writes arrive that nobody waited for.
void FaultyDisk::apply_in_part(File& file) {
  enum { nothing, everything, beginning, some, torn, ways };
  auto const way = random_() % ways;
  auto const first = file.pending.empty() ? 0 : random_() % (file.pending.size() + 1);
  for (std::size_t i = 0; i < file.pending.size(); ++i) {
    auto const& each = file.pending[i];
    if (way == everything || (way == beginning && i < first) || (way == some && one_in(2))) {
      apply(file.kept, each);
    } else if (way == torn && each.truncates) {
      if (one_in(2)) apply(file.kept, each);
    } else if (way == torn || (way == beginning && i == first)) {
      apply_torn(file.kept, each);
    }
  }
  file.pending.clear();
}

void FaultyDisk::power_cycle() {
  std::map<std::string, Handle> survive;
  for (auto const& [name, file] : names_) {
    auto const before = kept_names_.find(name);
    if (before != kept_names_.end() && before->second == file) {
      survive[name] = file;
    } else if (one_in(2)) {
      survive[name] = file;
    } else if (before != kept_names_.end()) {
      survive[name] = before->second;
    }
  }
  for (auto const& [name, file] : kept_names_) {
    if (!names_.contains(name) && one_in(2)) survive[name] = file;
  }
  names_.clear();
  for (auto const& [name, file] : survive) {
    apply_in_part(*file);
    auto fresh = std::make_shared<File>();  // whoever still holds the old one holds nothing
    fresh->now = fresh->kept = file->kept;
    names_[name] = std::move(fresh);
  }
  kept_names_ = names_;
  stopped_ = false;
  arm({});
}

}  // namespace landport::trials
