// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
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

  // A position like "A1-02-01-1" for a unit that leaves with `group`, kept for it until it is taken or stands elsewhere.
  // `inward` units (off a train) stand away from the tracks. Not on the pile of `not_at` (a position, or empty). Empty
  // when there is no room; then the unit is where it was.
  std::string choose(Unit const& unit, std::string const& group, bool inward, std::string_view not_at);
  // The port shows the unit there, by whomever it was put. Nothing changes when it was expected there.
  void stands(Unit const& unit, std::string const& position);
  void gone(std::string const& unit);
  // The unit could not be put down where it was expected: that ground is not tried again.
  void shun(std::string const& position);
  // Units above this one, the highest first.
  std::vector<std::string> above(std::string const& unit) const;
  // The unit below this one; empty for one on the ground.
  std::string below(std::string const& unit) const;
  // The units of a group, each after those that stand on it.
  std::vector<std::string> in_lifting_order(std::string const& group) const;
  std::size_t count(std::string const& kind) const;  // units in blocks of that kind

 private:
  struct Spot {  // a 20- or 40-foot ground position
    int ground = 0, bay = 0, row = 0;
    auto operator<=>(Spot const&) const = default;
  };
  struct Pile {
    std::string group, kind;
    bool shunned = false;
    std::vector<Unit> units;
  };
  struct Where {
    Spot spot;
  };
  static std::string kind_of(Unit const& unit);
  std::optional<Spot> spot_of(std::string_view position) const;
  std::string text_of(Spot const& spot, std::size_t tier) const;
  std::vector<int> grounds_for(Unit const& unit, bool inward) const;
  std::optional<Spot> free_spot(Unit const& unit, std::vector<int> const& grounds);
  bool is_free(Spot const& spot) const;
  void occupy(Spot const& spot, bool take);
  void put(Unit const& unit, Spot const& spot, std::string const& group);

  std::vector<Ground> grounds_;
  std::map<Spot, Pile> piles_;
  std::vector<std::vector<std::vector<char>>> taken_;  // ground, row, slot
  std::unordered_map<std::string, Where> where_;
  std::unordered_map<std::string, std::set<Spot>> by_group_;
  int turn_ = 0;
};

}  // namespace landport::sim
