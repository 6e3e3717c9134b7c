// SPDX-License-Identifier: Apache-2.0
#include "sim/stacks.h"

#include <fmt/format.h>

#include <algorithm>

namespace landport::sim {

namespace {

struct Ground {
  char const* block;
  int bays, rows, tiers;
};
constexpr Ground rail_side[] = {{"A1", 30, 6, 4}, {"A2", 30, 6, 4}, {"A3", 30, 6, 4}, {"A4", 30, 6, 4}};
constexpr Ground reefers{"R1", 24, 4, 3}, dangerous{"D1", 12, 3, 2}, empties{"E1", 30, 8, 6};
constexpr std::int64_t heavier_max_kg = 3'000;  // on top of what is below, as the yard's rules have it

std::string kind_of(Box const& box) {
  auto const size = std::string(box.wide() ? "40" : "20") + box.size_type[1];
  return size + (box.danger ? "D" : box.reefer ? "R" : box.full ? "F" : "E");
}

int tiers_of(Box const& box) {
  return box.danger ? 1 : box.reefer ? 2 : box.full ? 3 : 5;
}

}  // namespace

Stacks::Stack* Stacks::open_ground(BoxPtr const& box, std::string const& departure, std::string const& kind) {
  Ground ground = rail_side[turn_++ % 4];
  if (box->danger)
    ground = dangerous;
  else if (box->reefer)
    ground = reefers;
  else if (!box->full)
    ground = empties;
  // Dangerous goods stand far from each other: only every fourth bay of the middle row.
  int const step = box->danger ? 8 : box->wide() ? 4 : 2;
  int const first = box->wide() ? 2 : 1;
  for (int row = box->danger ? 2 : 1; row <= ground.rows; ++row) {
    for (int n = 0; first + n * step + (box->wide() ? 1 : 0) <= 2 * ground.bays - 1; ++n) {
      // Forty-foot boxes from the one end, twenty-foot from the other.
      int const bay = box->wide() ? first + n * step : 2 * ground.bays - 1 - n * step;
      std::vector<std::tuple<std::string, int, int>> slots;
      if (box->wide())
        slots = {{ground.block, bay - 1, row}, {ground.block, bay + 1, row}};
      else
        slots = {{ground.block, bay, row}};
      if (std::any_of(slots.begin(), slots.end(), [&](auto const& s) { return taken_.contains(s); }))
        continue;
      taken_.insert(slots.begin(), slots.end());
      stacks_.push_back(std::make_unique<Stack>(Stack{ground.block, bay, row, departure, kind, {}}));
      return stacks_.back().get();
    }
  }
  return nullptr;
}

std::string Stacks::put(BoxPtr const& box, std::string const& departure) {
  auto const kind = kind_of(*box);
  Stack* stack = nullptr;
  for (auto const& s : stacks_) {
    bool const fits = s->departure == departure && s->kind == kind && !s->boxes.empty() &&
                      static_cast<int>(s->boxes.size()) < tiers_of(*box) &&
                      box->gross_kg <= s->boxes.back()->gross_kg + heavier_max_kg;
    if (fits) stack = s.get();
  }
  if (!stack) stack = open_ground(box, departure, kind);
  if (!stack) return {};
  stack->boxes.push_back(box);
  box->position = fmt::format("{}-{:02}-{:02}-{}", stack->block, stack->bay, stack->row, stack->boxes.size());
  return box->position;
}

void Stacks::take(BoxPtr const& box) {
  for (auto it = stacks_.begin(); it != stacks_.end(); ++it) {
    auto& s = **it;
    if (std::erase(s.boxes, box) == 0) continue;
    box->position.clear();
    if (!s.boxes.empty()) return;
    if (box->wide()) {
      taken_.erase({s.block, s.bay - 1, s.row});
      taken_.erase({s.block, s.bay + 1, s.row});
    } else {
      taken_.erase({s.block, s.bay, s.row});
    }
    stacks_.erase(it);
    return;
  }
}

std::vector<BoxPtr> Stacks::in_lifting_order(std::string const& departure) const {
  std::vector<BoxPtr> out;
  for (auto const& s : stacks_) {
    if (s->departure == departure) out.insert(out.end(), s->boxes.rbegin(), s->boxes.rend());
  }
  return out;
}

}  // namespace landport::sim
