// SPDX-License-Identifier: Apache-2.0
#include "sim/machines.h"

namespace landport::sim {

namespace {

// "A1" of "A1-03-02-1" (bay, row and tier follow the block); empty for what is no position.
std::string_view block_of(std::string_view position) {
  auto end = position.size();
  for (int i = 0; i < 3; ++i) {
    end = position.substr(0, end).rfind('-');
    if (end == std::string_view::npos) return {};
  }
  return position.substr(0, end);
}

}  // namespace

std::string Machines::choose(std::string_view from, std::string_view to, std::int64_t mass_kg) const {
  Machine const* best = nullptr;
  int least = 0;
  for (auto const& m : machines_) {
    if (m.lift_max_kg < mass_kg) continue;
    auto const reaches = [&](std::string_view block) { return block.empty() || m.blocks.contains(block); };
    if (!reaches(block_of(from)) || !reaches(block_of(to))) continue;
    auto const found = open_.find(m.code);
    int const open = found == open_.end() ? 0 : found->second;
    if (!best || open < least) best = &m, least = open;
  }
  return best ? best->code : std::string();
}

void Machines::works(std::string const& work, std::string const& machine) {
  auto const [at, fresh] = machine_of_.try_emplace(work, machine);
  if (!fresh && at->second == machine) return;
  if (!fresh) --open_[at->second];
  at->second = machine;
  ++open_[machine];
}

void Machines::rests(std::string const& work) {
  auto const found = machine_of_.find(work);
  if (found == machine_of_.end()) return;
  --open_[found->second];
  machine_of_.erase(found);
}

}  // namespace landport::sim
