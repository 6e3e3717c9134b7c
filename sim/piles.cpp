// SPDX-License-Identifier: Apache-2.0
#include "sim/piles.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace landport::sim {

namespace {
constexpr std::int64_t heavier_max_kg = 2'500;  // on top of what is below; the yard's own rule allows a little more

int number(std::string_view text) {
  int n = -1;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}
}  // namespace

std::string Piles::kind_of(Unit const& unit) {
  return std::string(unit.wide ? "40" : "20") + (unit.high ? "H" : "L") + (unit.danger ? "D" : unit.cold ? "R" : unit.full ? "F" : "E");
}

void Piles::lay_out(std::vector<Ground> grounds) {
  grounds_ = std::move(grounds);
  taken_.clear();
  for (auto const& g : grounds_)
    taken_.emplace_back(static_cast<std::size_t>(g.rows) + 1, std::vector<char>(2 * static_cast<std::size_t>(g.slots) + 2, 0));
}

std::optional<Piles::Spot> Piles::spot_of(std::string_view position) const {
  // "A1-03-02-1": the block's own code may hold a hyphen, so the numbers are counted from the end.
  std::size_t cut[3];
  auto end = position.size();
  for (int i = 2; i >= 0; --i) {
    auto const at = position.rfind('-', end - 1);
    if (at == std::string_view::npos || at == 0) return {};
    cut[i] = at;
    end = at;
  }
  auto const block = position.substr(0, cut[0]);
  for (std::size_t g = 0; g < grounds_.size(); ++g) {
    if (grounds_[g].block != block) continue;
    Spot const spot{static_cast<int>(g), number(position.substr(cut[0] + 1, cut[1] - cut[0] - 1)), number(position.substr(cut[1] + 1, cut[2] - cut[1] - 1))};
    bool const inside = spot.bay > 0 && spot.bay < 2 * grounds_[g].slots && spot.row > 0 && spot.row <= grounds_[g].rows;
    return inside ? std::optional(spot) : std::nullopt;
  }
  return {};
}

std::string Piles::text_of(Spot const& spot, int tier) const {
  return fmt::format("{}-{:02}-{:02}-{}", grounds_[static_cast<std::size_t>(spot.ground)].block, spot.bay, spot.row, tier);
}

// Odd bays are 20-foot slots, an even bay the two beside it.
bool Piles::is_free(Spot const& spot) const {
  auto const& row = taken_[static_cast<std::size_t>(spot.ground)][static_cast<std::size_t>(spot.row)];
  auto const at = [&](int bay) { return row[static_cast<std::size_t>(bay)] != 0; };
  return spot.bay % 2 != 0 ? !at(spot.bay) : !at(spot.bay - 1) && !at(spot.bay + 1);
}

void Piles::occupy(Spot const& spot, bool take) {
  auto& row = taken_[static_cast<std::size_t>(spot.ground)][static_cast<std::size_t>(spot.row)];
  auto const set = [&](int bay) { row[static_cast<std::size_t>(bay)] = take ? 1 : 0; };
  if (spot.bay % 2 != 0) return set(spot.bay);
  set(spot.bay - 1);
  set(spot.bay + 1);
}

std::vector<int> Piles::grounds_for(Unit const& unit, bool inward) const {
  auto const wanted = unit.danger ? "dangerous" : unit.cold ? "reefer" : unit.full ? "general" : "empty";
  std::vector<int> found;
  for (std::size_t g = 0; g < grounds_.size(); ++g) {
    bool const fits = grounds_[g].kind == wanted || (inward && unit.full && !unit.danger && !unit.cold && grounds_[g].kind == "bonded");
    if (fits) found.push_back(static_cast<int>(g));
  }
  auto const y = [&](int g) { return grounds_[static_cast<std::size_t>(g)].y_mm; };
  std::stable_sort(found.begin(), found.end(), [&](int a, int b) { return inward ? y(a) > y(b) : y(a) < y(b); });
  return found;
}

std::optional<Piles::Spot> Piles::free_spot(Unit const& unit, std::vector<int> const& grounds) {
  // Blocks of one kind beside each other are filled in turn, so that their cranes share the work.
  std::size_t level = 1;
  auto const y = [&](std::size_t i) { return grounds_[static_cast<std::size_t>(grounds[i])].y_mm; };
  while (level < grounds.size() && y(level) == y(0)) ++level;
  ++turn_;
  for (std::size_t i = 0; i < grounds.size(); ++i) {
    auto const g = grounds[i < level ? (i + static_cast<std::size_t>(turn_)) % level : i];
    auto const& ground = grounds_[static_cast<std::size_t>(g)];
    for (int row = 1; row <= ground.rows; ++row) {
      // Forty-foot units from the one end, twenty-foot from the other.
      int const step = unit.wide ? 4 : 2;
      for (int n = 0;; ++n) {
        int const bay = unit.wide ? 2 + n * step : 2 * ground.slots - 1 - n * step;
        if (unit.wide ? bay + 1 > 2 * ground.slots - 1 : bay < 1) break;
        Spot const spot{g, bay, row};
        if (is_free(spot)) return spot;
      }
    }
  }
  return {};
}

bool Piles::takes(Pile const& pile, Unit const& unit, std::string const& kind, int tiers) const {
  if (pile.kind != kind || pile.shunned || static_cast<int>(pile.units.size()) >= tiers) return false;
  if (unit.gross_kg > pile.units.back().unit.gross_kg + heavier_max_kg) return false;
  return std::none_of(pile.units.begin(), pile.units.end(), [&](Standing const& s) { return leaving_.contains(s.unit.id); });
}

// The lowest pile that takes it: somebody will have to dig, but nobody waits at the gate.
std::optional<Piles::Spot> Piles::pile_of_others(Unit const& unit, std::vector<int> const& grounds, std::optional<Spot> const& barred) const {
  if (unit.danger) return {};
  std::optional<Spot> best;
  std::size_t lowest = 0;
  auto const kind = kind_of(unit);
  for (auto const& [spot, pile] : piles_) {
    if (spot == barred || std::find(grounds.begin(), grounds.end(), spot.ground) == grounds.end()) continue;
    if (!takes(pile, unit, kind, grounds_[static_cast<std::size_t>(spot.ground)].tiers)) continue;
    if (!best || pile.units.size() < lowest) best = spot, lowest = pile.units.size();
  }
  return best;
}

std::string Piles::choose(Unit const& unit, std::string const& group, bool inward, std::string_view not_at) {
  take_back(unit.id);
  auto const kind = kind_of(unit);
  auto const barred = not_at.empty() ? std::nullopt : spot_of(not_at);
  auto const grounds = grounds_for(unit, inward);
  std::optional<Spot> chosen;
  if (auto const found = by_group_.find(group); found != by_group_.end()) {
    for (auto const& [spot, count] : found->second) {
      auto const tiers = std::min(grounds_[static_cast<std::size_t>(spot.ground)].tiers, unit.danger ? 1 : unit.cold || inward ? 2 : unit.full ? 3 : 5);
      bool const allowed = spot != barred && std::find(grounds.begin(), grounds.end(), spot.ground) != grounds.end();
      if (!allowed || !takes(piles_.at(spot), unit, kind, tiers)) continue;
      chosen = spot;
      break;
    }
  }
  if (!chosen) chosen = free_spot(unit, grounds);
  if (!chosen) chosen = pile_of_others(unit, grounds, barred);
  if (!chosen) return {};
  auto const tier = put(unit, *chosen, group, {});
  promised_[unit.id] = *chosen;
  if (where_.contains(unit.id)) leaving_.insert(unit.id);
  return text_of(*chosen, tier);
}

int Piles::put(Unit const& unit, Spot const& spot, std::string const& group, std::optional<int> tier) {
  auto& pile = piles_[spot];
  if (pile.units.empty()) {
    occupy(spot, true);
    pile.kind = kind_of(unit);
  }
  ++by_group_[group][spot];
  // Whoever wakes sees the units of a pile in any order. One that is expected goes where one below is expected no more, or on top.
  int lowest = 1;
  for (auto const& s : pile.units) lowest += s.tier == lowest ? 1 : 0;
  auto const at = tier.value_or(lowest);
  auto const above = std::find_if(pile.units.begin(), pile.units.end(), [&](Standing const& s) { return s.tier > at; });
  pile.units.insert(above, {unit, group, at, tier.has_value()});
  return at;
}

void Piles::leave_group(std::string const& group, Spot const& spot) {
  auto const found = by_group_.find(group);
  if (--found->second.at(spot) > 0) return;
  found->second.erase(spot);
  if (found->second.empty()) by_group_.erase(found);
}

void Piles::drop(std::string const& unit, Spot const& spot, bool here) {
  auto const pile = piles_.find(spot);
  if (pile == piles_.end()) return;
  std::erase_if(pile->second.units, [&](Standing const& s) {
    bool const it = s.unit.id == unit && s.here == here;
    if (it) leave_group(s.group, spot);
    return it;
  });
  if (!pile->second.units.empty()) return;
  occupy(spot, false);
  piles_.erase(pile);
}

void Piles::take_back(std::string const& unit) {
  leaving_.erase(unit);
  auto const found = promised_.find(unit);
  if (found == promised_.end()) return;
  drop(unit, found->second, false);
  promised_.erase(found);
}

void Piles::stands(Unit const& unit, std::string const& position, std::string const& group) {
  auto const spot = spot_of(position);
  if (!spot) return;
  auto const was = where_.find(unit.id);
  if (was != where_.end() && was->second == *spot) return join_group(unit.id, *spot, group);
  gone(unit.id);
  auto const promised = promised_.find(unit.id);
  if (promised != promised_.end() && promised->second == *spot) {
    for (auto& s : piles_.at(*spot).units) {
      if (s.unit.id == unit.id) s.here = true;
    }
    promised_.erase(promised);
    join_group(unit.id, *spot, group);
  } else {
    take_back(unit.id);
    put(unit, *spot, group, number(position.substr(position.rfind('-') + 1)));
  }
  where_[unit.id] = *spot;
}

void Piles::join_group(std::string const& unit, Spot const& spot, std::string const& group) {
  for (auto& s : piles_.at(spot).units) {
    if (s.unit.id != unit || !s.here || s.group == group) continue;
    leave_group(s.group, spot);
    s.group = group;
    ++by_group_[group][spot];
  }
}

void Piles::gone(std::string const& unit) {
  auto const found = where_.find(unit);
  if (found == where_.end()) return;
  drop(unit, found->second, true);
  where_.erase(found);
  leaving_.erase(unit);
}

void Piles::shun(std::string const& position) {
  auto const spot = spot_of(position);
  if (!spot) return;
  auto const pile = piles_.find(*spot);
  if (pile != piles_.end()) {
    pile->second.shunned = true;
  } else {
    occupy(*spot, true);  // somebody else uses it, who knows how
    shunned_.insert(*spot);
  }
}

void Piles::forgive(std::string const& position) {
  auto const spot = spot_of(position);
  if (!spot) return;
  auto const pile = piles_.find(*spot);
  if (pile != piles_.end()) pile->second.shunned = false;
  if (shunned_.erase(*spot) > 0 && pile == piles_.end()) occupy(*spot, false);
}

std::vector<std::string> Piles::above(std::string const& unit) const {
  std::vector<std::string> out;
  auto const found = where_.find(unit);
  if (found == where_.end()) return out;
  auto const& units = piles_.at(found->second).units;
  for (auto u = units.rbegin(); u != units.rend() && u->unit.id != unit; ++u) out.push_back(u->unit.id);
  return out;
}

std::string Piles::below(std::string const& unit) const {
  auto const promised = promised_.find(unit);
  auto const found = promised == promised_.end() ? where_.find(unit) : promised;
  if (found == where_.end()) return {};
  auto const& units = piles_.at(found->second).units;
  auto const at = std::find_if(units.begin(), units.end(), [&](Standing const& s) { return s.unit.id == unit; });
  return at == units.begin() || at == units.end() ? std::string() : std::prev(at)->unit.id;
}

std::vector<std::string> Piles::in_lifting_order(std::string const& group) const {
  std::vector<std::string> out;
  auto const found = by_group_.find(group);
  if (found == by_group_.end()) return out;
  for (auto const& [spot, count] : found->second) {
    auto const& units = piles_.at(spot).units;
    for (auto u = units.rbegin(); u != units.rend(); ++u) {
      if (u->group == group) out.push_back(u->unit.id);
    }
  }
  return out;
}

std::size_t Piles::count(std::string const& kind) const {
  std::size_t n = 0;
  for (auto const& [spot, pile] : piles_) {
    if (grounds_[static_cast<std::size_t>(spot.ground)].kind == kind) n += pile.units.size();
  }
  return n;
}

}  // namespace landport::sim
