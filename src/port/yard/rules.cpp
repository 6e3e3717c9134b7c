// SPDX-License-Identifier: Apache-2.0
#include "port/yard/rules.h"

namespace landport::yard {

namespace {

using All = std::vector<Standing const*>;

std::string number(std::int64_t n) {
  return std::to_string(n);
}

bool wide(Load const& load) {
  return load.size_type.feet() > 20;
}

// Everything in the block that counts, but nothing of `unit` or `work` itself.
All others(BlockState const& state, WorkId const& work, Counting counting) {
  All all;
  for (auto const& s : state.standing) all.push_back(&s);
  if (counting == Counting::with_reserved) {
    for (auto const& s : state.reserved) {
      if (work.empty() || s.work != work) all.push_back(&s);
    }
  }
  return all;
}

Result<void> check_position(Block const& block, Position const& at, Load const& load) {
  bool const there = at.block == block.code && at.first_slot() >= 1 &&
                     at.last_slot() <= 2 * block.bays.value - 1 && at.row >= 1 &&
                     at.row <= block.rows.value && at.tier >= 1 && at.tier <= block.tiers.value;
  if (!there) return no(refuse("yard.no_such_position").with("position", to_text(at)));
  if (at.wide() != wide(load)) {
    return no(
        refuse("yard.wrong_bay").with("position", to_text(at)).with("size_type", load.size_type.text()));
  }
  return {};
}

Result<void> check_free(BlockState const& state, Position const& at, WorkId const& work) {
  for (auto const& s : state.standing) {
    if (!s.position.shares_ground(at)) continue;
    if (s.position.tier == at.tier) {
      return no(refuse("yard.position_taken").with("position", to_text(at)).with("other", s.unit.text()));
    }
    if (s.position.tier > at.tier) return no(refuse("yard.under_another").with("above", s.unit.text()));
  }
  for (auto const& s : state.reserved) {
    bool const own = !work.empty() && s.work == work;
    if (!own && s.position.tier == at.tier && s.position.shares_ground(at)) {
      return no(refuse("yard.position_reserved")
                    .with("position", to_text(at))
                    .with("other", s.unit.text())
                    .with("work", s.work.text));
    }
  }
  return {};
}

// What carries a unit at `at`: the units of the tier below on its ground.
All carriers(All const& all, Position const& at) {
  All below;
  for (auto const* s : all) {
    if (s->position.tier == at.tier - 1 && s->position.shares_ground(at)) below.push_back(s);
  }
  return below;
}

// A unit stands on corner castings: a 20-foot on a 20-foot in its bay, a 40-foot on a 40-foot in its bay or
// on two 20-foot of one height.
Result<void> check_carried(All const& below, Position const& at) {
  if (at.tier == 1) return {};
  auto const slots = at.wide() ? 2u : 1u;
  if (below.empty() || (at.wide() && below.size() == 1 && !below[0]->position.wide())) {
    return no(refuse("yard.floats").with("position", to_text(at)));
  }
  bool const same_bay = below.size() == 1 && below[0]->position.bay == at.bay;
  bool const pair = slots == 2 && below.size() == 2 && !below[0]->position.wide() &&
                    !below[1]->position.wide() &&
                    below[0]->load.size_type.high_cube() == below[1]->load.size_type.high_cube();
  if (!same_bay && !pair) {
    return no(refuse("yard.no_corners").with("position", to_text(at)).with("other", below[0]->unit.text()));
  }
  for (auto const* s : below) {
    if (s->load.size_type.open_top() || s->load.size_type.flat()) {
      return no(refuse("yard.nothing_on_top")
                    .with("other", s->unit.text())
                    .with("size_type", s->load.size_type.text()));
    }
  }
  return {};
}

Result<void> check_mass(YardPack const& yard, Block const& block, All const& all, All const& below,
                        Position const& at, Load const& load) {
  Kilograms carried_by;
  for (auto const* s : below) carried_by += s->load.gross;
  if (!below.empty() && load.gross > carried_by + yard.heavier_on_top_max) {
    return no(refuse("yard.heavier_on_lighter")
                  .with("gross_kg", number(load.gross.value))
                  .with("below_kg", number(carried_by.value))
                  .with("more_max_kg", number(yard.heavier_on_top_max.value)));
  }
  // Doubled, so that a wide unit's half on each of its two slots stays whole.
  for (int slot = at.first_slot(); slot <= at.last_slot(); slot += 2) {
    Kilograms twice = load.gross * (at.wide() ? 1 : 2);
    for (auto const* s : all) {
      bool const on_it =
          s->position.row == at.row && s->position.first_slot() <= slot && slot <= s->position.last_slot();
      if (on_it) twice += s->load.gross * (s->position.wide() ? 1 : 2);
    }
    if (twice > block.stack_mass_max * 2) {
      return no(refuse("yard.stack_too_heavy")
                    .with("mass_kg", number(twice.value / 2))
                    .with("max_kg", number(block.stack_mass_max.value)));
    }
  }
  return {};
}

Result<void> check_plug(Block const& block, All const& all, Load const& load) {
  if (!load.needs_plug) return {};
  auto const used = std::ranges::count_if(all, [](auto const* s) { return s->load.needs_plug; });
  if (used >= block.plugs.value) {
    return no(refuse("yard.no_plug").with("block", block.code.text).with("plugs", number(block.plugs.value)));
  }
  return {};
}

std::vector<std::string_view> classes_of(std::string_view joined) {
  std::vector<std::string_view> out;
  while (!joined.empty()) {
    auto const end = std::min(joined.find('+'), joined.size());
    out.push_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return out;
}

// A segregation row for class "1" is for all of class 1 but 1.4, whose goods are no explosion hazard to
// others.
bool is_class(std::string_view row, std::string_view declared) {
  if (row == declared) return true;
  return declared.size() >= 3 && declared.substr(0, 3) != "1.4" &&
         (row == declared.substr(0, 3) || (row == "1" && declared[0] == '1' && declared[1] == '.'));
}

// The least free ground between two units, over bays and rows.
Millimetres gap(Block const& block, Position const& a, Position const& b) {
  auto const slots = std::max(a.first_slot(), b.first_slot()) - std::min(a.last_slot(), b.last_slot());
  auto const along = std::max(0, slots / 2 - 1) * block.slot_length.value;
  auto const across = std::max(0, std::abs(a.row - b.row) - 1) * block.slot_width.value;
  return Millimetres{std::max(along, across)};
}

// How far apart two dangerous units must stand; nothing when they only may not share a stack.
Millimetres apart_of(YardPack const& yard, std::string_view a, std::string_view b, Day day) {
  Millimetres distance;
  for (auto const& r : yard.apart) {
    bool const both =
        (is_class(r.row.a, a) && is_class(r.row.b, b)) || (is_class(r.row.a, b) && is_class(r.row.b, a));
    if (both && r.valid.contains(day)) distance = std::max(distance, r.row.distance_min);
  }
  return distance;
}

Result<void> check_danger(YardPack const& yard, Block const& block, All const& all, Position const& at,
                          Load const& load, Day day) {
  if (load.danger_class.empty()) return {};
  if (block.kind != BlockKind::dangerous) {
    return no(refuse("yard.danger_area").with("block", block.code.text).with("class", load.danger_class));
  }
  for (auto const* s : all) {
    for (auto const theirs : classes_of(s->load.danger_class)) {
      for (auto const ours : classes_of(load.danger_class)) {
        bool const stacked = s->position.shares_ground(at) && !yard.may_be_mixed(ours, theirs);
        auto const distance = apart_of(yard, ours, theirs, day);
        if (!stacked && (distance == Millimetres{} || gap(block, s->position, at) >= distance)) continue;
        return no(refuse("yard.danger_apart")
                      .with("class", ours)
                      .with("other", s->unit.text())
                      .with("other_class", theirs)
                      .with("distance_mm", number(distance.value)));
      }
    }
  }
  return {};
}

}  // namespace

Result<void> may_stand(YardPack const& yard, Block const& block, BlockState const& state, Position const& at,
                       Load const& load, WorkId const& work, Counting counting, Day day) {
  if (auto r = check_position(block, at, load); !r) return r;
  if (auto r = check_free(state, at, work); !r) return r;
  auto const all = others(state, work, counting);
  auto const below = carriers(all, at);
  if (auto r = check_carried(below, at); !r) return r;
  if (auto r = check_mass(yard, block, all, below, at, load); !r) return r;
  if (auto r = check_plug(block, all, load); !r) return r;
  if (auto r = check_danger(yard, block, all, at, load, day); !r) return r;
  if (block.kind == BlockKind::empty && load.full)
    return no(refuse("yard.empty_area").with("block", block.code.text));
  return {};
}

Load load_of(container::Whereabouts const& unit) {
  Load load;
  load.size_type = unit.size_type;
  // An empty unit weighs its tare; one that nobody has weighed counts with the most that it may weigh.
  constexpr Kilograms empty_guess{4'500};
  load.gross = unit.full ? unit.verified_gross.value_or(container::heaviest(unit))
                         : unit.tare.value_or(empty_guess);
  load.needs_plug = unit.size_type.reefer() && unit.set_point.has_value();
  load.full = unit.full;
  for (auto const& d : unit.danger)
    load.danger_class += (load.danger_class.empty() ? "" : "+") + d.danger_class;
  return load;
}

std::vector<std::string> faults_of(YardPack const& yard, Block const& block, BlockState const& state,
                                   Day day) {
  std::vector<std::string> faults;
  for (auto const& s : state.standing) {
    BlockState rest = state;
    rest.reserved.clear();
    // Seen alone with what is beside and below it: what stands above is judged when its own turn comes.
    std::erase_if(rest.standing, [&](Standing const& x) {
      return x.unit == s.unit || (x.position.tier > s.position.tier && x.position.shares_ground(s.position));
    });
    auto const r = may_stand(yard, block, rest, s.position, s.load, {}, Counting::standing_only, day);
    if (!r)
      faults.push_back(std::string(s.unit.text()) + " at " + to_text(s.position) + ": " + r.error().code);
  }
  return faults;
}

}  // namespace landport::yard
