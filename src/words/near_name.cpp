// SPDX-License-Identifier: Apache-2.0
#include "words/near_name.h"

#include <algorithm>
#include <cstdint>

namespace landport {

namespace {

constexpr std::size_t letters_max = 60;

// How many letters are to be changed, put in or left out. Labels in Chinese are compared byte by byte, which is enough
// to find the nearest.
std::size_t steps_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const here = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
      corner = row[j];
      row[j] = here;
    }
  }
  return row[b.size()];
}

std::string_view stem(std::string_view name) { return name.substr(0, name.find_last_of('_')); }

}  // namespace

std::string_view near_name(std::string_view name, std::vector<std::string_view> const& known) {
  if (name.empty() || name.size() > letters_max) return {};
  std::string_view nearest;
  std::size_t fewest = SIZE_MAX;
  for (auto const k : known) {
    if (k.empty() || k.size() > letters_max) continue;
    // A wrong unit is the likeliest mistake, then a name cut short; what is misspelt comes after both.
    bool const one_of_two = stem(k) == stem(name) || k.starts_with(name) || name.starts_with(k);
    auto const steps = one_of_two ? 1 : steps_between(k, name);
    if (steps >= fewest || (!one_of_two && steps > std::max<std::size_t>(2, name.size() / 3))) continue;
    if (!one_of_two && steps >= std::max(name.size(), k.size())) continue;  // nothing in common
    nearest = k, fewest = steps;
  }
  return nearest;
}

std::string hint_at(std::string_view name, std::vector<std::string_view> const& known) {
  auto const meant = near_name(name, known);
  return meant.empty() ? std::string{} : "→ “" + std::string(meant) + "”?";
}

}  // namespace landport
