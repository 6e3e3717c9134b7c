// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "words/time.h"

namespace landport::sim {

// Chance that anybody can look up again: the same seed and the same words give the same number, whenever it is asked and
// whatever was asked before. So a world that wakes in the middle of a day goes on as it would have.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : seed_(seed) {}
  std::uint64_t number(std::string_view about) const;
  std::int64_t pick(std::string_view about, std::int64_t least, std::int64_t most) const;  // both included
  bool one_in(std::string_view about, std::int64_t n) const { return pick(about, 1, n) == 1; }
  bool percent(std::string_view about, std::int64_t p) const { return pick(about, 1, 100) <= p; }

 private:
  std::uint64_t seed_;
};

// What is to be done when. Each entry has a name: what is written down or done already is not written down again, so
// that whoever sees a row twice does not act twice.
class Diary {
 public:
  // Passed over when an entry of that name was written before (and not struck). A time that has passed is now.
  void at(Instant when, std::string_view name, std::function<void()> what);
  // The name may be written again: what was done failed.
  void strike(std::string_view name);
  std::optional<Instant> next() const;
  // Takes out and does what is due until `until`, in order; with each entry `now` is its time.
  void live(Instant until);

  Instant now;

 private:
  struct Entry {
    std::uint64_t name;
    std::function<void()> what;
  };
  std::multimap<Instant, Entry> entries_;
  std::unordered_set<std::uint64_t> written_;
};

}  // namespace landport::sim
