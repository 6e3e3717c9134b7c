// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "port/yard/layout.h"

// What may stand where. Pure: a block as the pack draws it, what stands there, what is to be put down.
namespace landport::yard {

// Whether `reserved` places count as if their units stood there already: while work is being ordered they do
// (orders are carried out one after the other), when a unit is really put down they do not carry anything.
enum class Counting { with_reserved, standing_only };

// Whether `load` may be put down at `at` in a block where `state` stands; places reserved by `work` itself
// are its own. Refuses, in this order: "yard.no_such_position", "yard.wrong_bay", "yard.position_taken",
// "yard.position_reserved", "yard.under_another", "yard.floats", "yard.no_corners", "yard.nothing_on_top",
// "yard.heavier_on_lighter", "yard.stack_too_heavy", "yard.no_plug", "yard.danger_area", "yard.danger_apart",
// "yard.empty_area".
Result<void> may_stand(YardPack const& yard, Block const& block, BlockState const& state, Position const& at,
                       Load const& load, WorkId const& work, Counting counting, Day day);

// What the yard must know of a unit to give it a place.
Load load_of(container::Whereabouts const& unit);

// The fact that puts `unit` down at `at` after every rule, as if `lifted` had left the block already. Refuses
// "yard.no_such_block" or as may_stand, with the place "/position".
Result<UnitStacked> stack(Desk& desk, container::Whereabouts const& unit, Position const& at,
                          std::string_view by, UnitNumber const* lifted = nullptr);

// Everything that is physically wrong in a block, in sentences; empty when nothing is. The same rules, looked
// at from what stands there: for tests and for reconciling the stock.
std::vector<std::string> faults_of(YardPack const& yard, Block const& block, BlockState const& state,
                                   Day day);

}  // namespace landport::yard
