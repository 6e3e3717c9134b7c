// SPDX-License-Identifier: Apache-2.0
#include "sim/diary.h"

#include <algorithm>

namespace landport::sim {

namespace {

// FNV-1a (64 bits), then the finaliser of SplitMix64: FNV alone leaves the upper bits of short words much alike.
std::uint64_t hash_of(std::uint64_t seed, std::string_view text) {
  std::uint64_t h = 14695981039346656037ull ^ (seed * 0x9e3779b97f4a7c15ull);
  for (char const c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ull;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebull;
  return h ^ (h >> 31);
}

}  // namespace

std::uint64_t Chance::number(std::string_view about) const {
  return hash_of(seed_, about);
}

std::int64_t Chance::pick(std::string_view about, std::int64_t least, std::int64_t most) const {
  if (most <= least) return least;
  return least + static_cast<std::int64_t>(number(about) % static_cast<std::uint64_t>(most - least + 1));
}

void Diary::at(Instant when, std::string_view name, std::function<void()> what) {
  auto const id = hash_of(0, name);
  if (!written_.insert(id).second) return;
  entries_.emplace(std::max(when, now), Entry{id, std::move(what)});
}

void Diary::strike(std::string_view name) {
  written_.erase(hash_of(0, name));
}

std::optional<Instant> Diary::next() const {
  if (entries_.empty()) return {};
  return entries_.begin()->first;
}

void Diary::live(Instant until) {
  while (!entries_.empty() && entries_.begin()->first <= until) {
    auto const entry = entries_.extract(entries_.begin());
    now = std::max(now, entry.key());
    entry.mapped().what();
  }
}

}  // namespace landport::sim
