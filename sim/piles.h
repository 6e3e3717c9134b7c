// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace landport::sim {

// A block of the yard as the foreman knows it.
struct Ground {
  std::string block, kind;  // general, reefer, dangerous, bonded, empty
  int slots = 0, rows = 0, tiers = 0;  // 20-foot slots along the block
  std::int64_t y_mm = 0;               // the smaller, the nearer to the tracks
};

// Where the foreman puts units: those that leave together and are of one size on top of each other, lighter on heavier,
// so that a train is loaded without digging. The yard judges every position again. Looks nothing up by walking: a year
// has 150,000 units.
class Piles {
 public:
  struct Unit {
    std::string id;
    bool wide = true, full = true, cold = false, danger = false, high = false;
    std::int64_t gross_kg = 0;
  };

  void lay_out(std::vector<Ground> grounds);
  bool known() const { return !grounds_.empty(); }

  // A position like "A1-02-01-1" for a unit that leaves with `group`, kept for it until it stands there or the promise is
  // taken back: on its group's piles, on free ground, or, when there is none, on a pile of others. `inward` units (off a
  // train) stand away from the tracks. Not on the pile of `not_at` (a position, or empty). Empty when there is no room.
  std::string choose(Unit const& unit, std::string const& group, bool inward, std::string_view not_at);
  void take_back(std::string const& unit);
  // The unit was ordered away: nothing is put on its pile until it is gone.
  void leaves(std::string const& unit) { leaving_.insert(unit); }
  void stays(std::string const& unit) { leaving_.erase(unit); }
  bool is_leaving(std::string const& unit) const { return leaving_.contains(unit); }
  // The port shows the unit there, by whomever it was put; it leaves with `group`, which may have changed.
  void stands(Unit const& unit, std::string const& position, std::string const& group);
  // The port shows it outside the yard. What was promised to it stays promised.
  void gone(std::string const& unit);
  // The unit could not be put down there: that ground is not tried again until it is forgiven.
  void shun(std::string const& position);
  void forgive(std::string const& position);
  // Units above this one, the highest first.
  std::vector<std::string> above(std::string const& unit) const;
  // The unit below where this one stands or is to stand; empty for one on the ground.
  std::string below(std::string const& unit) const;
  // The units of a group, each after those that stand on it.
  std::vector<std::string> in_lifting_order(std::string const& group) const;
  std::size_t count(std::string const& kind) const;  // units in blocks of that kind

 private:
  struct Spot {  // a 20- or 40-foot ground position
    int ground = 0, bay = 0, row = 0;
    auto operator<=>(Spot const&) const = default;
  };
  struct Standing {
    Unit unit;
    std::string group;
    int tier = 1;
    bool here = true;  // otherwise expected
  };
  struct Pile {
    std::string kind;
    bool shunned = false;
    std::vector<Standing> units;
  };
  static std::string kind_of(Unit const& unit);
  std::optional<Spot> spot_of(std::string_view position) const;
  std::string text_of(Spot const& spot, int tier) const;
  std::vector<int> grounds_for(Unit const& unit, bool inward) const;
  std::optional<Spot> free_spot(Unit const& unit, std::vector<int> const& grounds);
  bool is_free(Spot const& spot) const;
  void occupy(Spot const& spot, bool take);
  bool takes(Pile const& pile, Unit const& unit, std::string const& kind, int tiers) const;
  // No tier: expected in the lowest that is free. The tier.
  int put(Unit const& unit, Spot const& spot, std::string const& group, std::optional<int> tier);
  void drop(std::string const& unit, Spot const& spot, bool here);
  void join_group(std::string const& unit, Spot const& spot, std::string const& group);
  void leave_group(std::string const& group, Spot const& spot);
  std::optional<Spot> pile_of_others(Unit const& unit, std::vector<int> const& grounds, std::optional<Spot> const& barred) const;

  std::vector<Ground> grounds_;
  std::map<Spot, Pile> piles_;
  std::vector<std::vector<std::vector<char>>> taken_;  // ground, row, slot
  std::unordered_map<std::string, Spot> where_, promised_;
  std::unordered_set<std::string> leaving_;
  std::set<Spot> shunned_;  // ground without a pile
  std::unordered_map<std::string, std::map<Spot, int>> by_group_;  // where units of a group stand or are to, and how many
  int turn_ = 0;
};

}  // namespace landport::sim
