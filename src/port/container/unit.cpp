// SPDX-License-Identifier: Apache-2.0
#include "port/container/unit.h"

#include "port/container/commands.h"

namespace landport::container {

namespace {

Refusal no_such_unit(UnitNumber const& unit) {
  return refuse("container.no_such_unit").at("/unit").with("unit", unit.text());
}

// The unit, when it is known and the actor may know of it.
Result<Whereabouts const*> find(UnitNumber const& number, Desk& desk) {
  auto const& unit = desk.look<Whereabouts>(unit_stream(number));
  if (!may_see(unit, desk.actor())) return no(no_such_unit(number));
  return &unit;
}

Result<void> check_mass(Kilograms gross, Whereabouts const& unit) {
  auto const max = heaviest(unit);
  if (gross > max) {
    return no(
        refuse("container.mass_above_rating").at("/gross_kg").with("max_kg", std::to_string(max.value)));
  }
  auto const tare = unit.tare.value_or(Kilograms{1});
  if (gross < tare) {
    return no(
        refuse("container.mass_below_tare").at("/gross_kg").with("tare_kg", std::to_string(tare.value)));
  }
  return {};
}

Result<void> check_ratings(RegisterUnit const& order) {
  for (auto const& [mass, at] :
       {std::pair{order.tare, "/tare_kg"}, std::pair{order.gross_max, "/gross_max_kg"}}) {
    if (!mass) continue;
    if (*mass > rating_max) {
      return no(
          refuse("container.mass_above_rating").at(at).with("max_kg", std::to_string(rating_max.value)));
    }
    if (*mass <= Kilograms{0}) return no(refuse("container.mass_not_positive").at(at));
  }
  if (order.tare && order.gross_max && *order.tare >= *order.gross_max) {
    return no(refuse("container.mass_below_tare")
                  .at("/gross_max_kg")
                  .with("tare_kg", std::to_string(order.tare->value)));
  }
  return {};
}

// A label of RID 2.2: a class from 1 to 9, with its division and, for explosives, the compatibility group.
bool is_danger_class(std::string_view text) {
  if (text.empty() || text[0] < '1' || text[0] > '9') return false;
  if (text.size() == 1) return true;
  if (text[1] != '.' || text.size() < 3 || text[2] < '1' || text[2] > '6') return false;
  return text.size() == 3 || (text.size() == 4 && text[0] == '1' && text[3] >= 'A' && text[3] <= 'S');
}

bool keeps(Keeper keeper, Whereabouts const& unit, Actor const& actor) {
  switch (keeper) {
    case Keeper::customs:
      return actor.roles.has(Role::customs);
    case Keeper::terminal:
      return actor.roles.any(Role::terminal | Role::duty);
    case Keeper::duty:
      return actor.roles.has(Role::duty);
    case Keeper::carrier:
      return actor.roles.has(Role::duty) || (actor.roles.has(Role::carrier) && actor.org == unit.carrier);
  }
  return false;
}

// The gate clerk may stop a unit for the terminal, but not let it go again.
bool may_place(Keeper keeper, Whereabouts const& unit, Actor const& actor) {
  return keeps(keeper, unit, actor) ||
         (keeper == Keeper::terminal && actor.roles.any(Role::gate | Role::clock));
}

Refusal not_the_keeper(Keeper keeper) {
  return refuse("container.not_the_keeper").at("/hold").with("keeper", Codec<Keeper>::to_text(keeper));
}

}  // namespace

Result<Facts> decide(RegisterUnit const& order, Desk& desk) {
  auto const& unit = desk.look<Whereabouts>(unit_stream(order.unit));
  auto const owner = order.owner.empty() && !desk.actor().roles.any(staff) ? desk.actor().org : order.owner;
  bool const own = owner == desk.actor().org || desk.actor().roles.any(staff);
  if (!own) return no(refuse("container.not_your_organisation").at("/owner"));
  // A unit that a booking named first belongs to that booking's owner, registered or not.
  bool const taken = !unit.owner.empty() && unit.owner != owner && !desk.actor().roles.any(staff);
  if (unit.known || taken) {
    return no(refuse("container.already_registered").at("/unit").with("unit", order.unit.text()));
  }
  if (auto const checked = check_ratings(order); !checked) return no(checked.error());
  UnitRegistered fact{order.unit, order.size_type, order.tare, order.gross_max, owner, order.full, {}};
  if (!order.unit.check_digit_holds()) {
    auto const expected = std::to_string(unit_check_digit(order.unit.text().substr(0, 10)));
    if (!order.confirm_bad_check_digit) {
      return no(refuse("container.bad_check_digit")
                    .at("/unit")
                    .with("unit", order.unit.text())
                    .with("expected", expected));
    }
    if (!desk.actor().roles.any(Role::terminal | Role::duty | Role::admin)) {
      return no(
          refuse("container.may_not_confirm").at("/confirm_bad_check_digit").with("expected", expected));
    }
    fact.check_digit_confirmed_by = desk.actor().person;
  }
  return Facts{}.add(unit_stream(order.unit), fact).name("unit", order.unit.text());
}

Result<Facts> decide(VerifyMass const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  if (auto const checked = check_mass(order.gross, **unit); !checked) return no(checked.error());
  if (order.by.empty()) return no(refuse("container.nobody_answers").at("/by"));
  return Facts{}.add(unit_stream(order.unit), MassVerified{order.unit, order.gross, order.method, order.by});
}

Result<Facts> decide(AffixSeal const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  if (order.seal.empty()) return no(refuse("container.seal_missing").at("/seal"));
  if (order.kind == SealKind::customs && !desk.actor().roles.has(Role::customs)) {
    return no(refuse("container.not_the_keeper").at("/kind").with("keeper", "customs"));
  }
  if (std::ranges::find((*unit)->seals, order.seal) != (*unit)->seals.end()) {
    return no(refuse("container.seal_already_on").at("/seal").with("seal", order.seal));
  }
  return Facts{}.add(unit_stream(order.unit), UnitSealed{order.unit, order.seal, order.kind});
}

Result<Facts> decide(BreakSeal const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  if (std::ranges::find((*unit)->seals, order.seal) == (*unit)->seals.end()) {
    return no(refuse("container.seal_not_on").at("/seal").with("seal", order.seal));
  }
  if (order.reason.empty()) return no(refuse("container.reason_missing").at("/reason"));
  return Facts{}.add(unit_stream(order.unit), SealBroken{order.unit, order.seal, order.reason});
}

Result<Facts> decide(NoteCondition const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  return Facts{}.add(unit_stream(order.unit),
                     ConditionNoted{order.unit, order.condition, order.note, order.photos});
}

Result<Facts> decide(NoteContents const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  if ((*unit)->full == order.full) return Facts{};
  return Facts{}.add(unit_stream(order.unit), ContentsNoted{order.unit, order.full});
}

Result<Facts> decide(ChangeSetPoint const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  if (!(*unit)->size_type.reefer()) {
    return no(
        refuse("container.not_a_reefer").at("/set_point_dc").with("size_type", (*unit)->size_type.text()));
  }
  if (order.set_point && (*order.set_point < DeciCelsius{-650} || *order.set_point > DeciCelsius{300})) {
    return no(refuse("container.set_point_out_of_range").at("/set_point_dc"));
  }
  return Facts{}.add(unit_stream(order.unit), SetPointChanged{order.unit, order.set_point});
}

Result<Facts> decide(DeclareDanger const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  if (!is_danger_class(order.danger_class)) {
    return no(refuse("container.no_such_class").at("/danger_class").with("class", order.danger_class));
  }
  // Where it stands was chosen without knowing: from outside only, so that no rule of the yard is broken
  // behind its back.
  auto const kind = (*unit)->place.kind;
  if ((kind == PlaceKind::yard || kind == PlaceKind::wagon) && (*unit)->danger.empty()) {
    return no(refuse("container.danger_too_late").at("/unit").with("place", (*unit)->place.ref));
  }
  return Facts{}.add(unit_stream(order.unit),
                     DangerDeclared{order.unit, order.un_number, order.danger_class});
}

Result<Facts> decide(PlaceHold const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  if (!is_name(order.hold)) return no(refuse("container.hold_name").at("/hold"));
  if (order.forbids == Deeds{}) return no(refuse("container.hold_forbids_nothing").at("/forbids"));
  if (order.reason.empty()) return no(refuse("container.reason_missing").at("/reason"));
  if (!may_place(order.keeper, **unit, desk.actor())) return no(not_the_keeper(order.keeper));
  for (auto const& hold : (*unit)->holds) {
    if (hold.name == order.hold)
      return no(refuse("container.already_held").at("/hold").with("hold", order.hold));
  }
  return Facts{}.add(unit_stream(order.unit),
                     HoldPlaced{order.unit, order.hold, order.forbids, order.reason, order.keeper});
}

Result<Facts> decide(ReleaseHold const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  auto const& holds = (*unit)->holds;
  auto const hold = std::ranges::find_if(holds, [&](Hold const& h) { return h.name == order.hold; });
  if (hold == holds.end()) return no(refuse("container.no_such_hold").at("/hold").with("hold", order.hold));
  if (!keeps(hold->keeper, **unit, desk.actor())) return no(not_the_keeper(hold->keeper));
  return Facts{}.add(unit_stream(order.unit), HoldReleased{order.unit, order.hold, order.reason});
}

Result<Facts> decide(CorrectFact const& order, Desk& desk) {
  auto const unit = find(order.unit, desk);
  if (!unit) return no(unit.error());
  auto const& all = desk.look<Correctable>(unit_stream(order.unit)).entries;
  auto const wrong = std::ranges::find_if(all, [&](auto const& e) { return e.sequence == order.corrects; });
  if (wrong == all.end() || wrong->what != order.what) {
    return no(
        refuse("container.no_such_fact").at("/corrects").with("sequence", std::to_string(order.corrects)));
  }
  if (order.reason.empty()) return no(refuse("container.reason_missing").at("/reason"));
  FactCorrected fact{order.unit,       order.corrects, order.what, order.gross,
                     order.wrong_seal, order.seal,     {},         order.reason};
  if (order.what == Corrected::mass) {
    if (!order.gross) return no(refuse("malformed.missing_field").at("/gross_kg").with("field", "gross_kg"));
    if (auto const checked = check_mass(*order.gross, **unit); !checked) return no(checked.error());
  }
  if (order.what == Corrected::seal) fact.wrong_seal = wrong->seal;
  if (order.what == Corrected::place) {
    if (wrong->to != PlaceKind::truck || (*unit)->place.kind != PlaceKind::truck) {
      return no(refuse("container.place_moved_on").at("/corrects").with("place", (*unit)->place.ref));
    }
    fact.place = Place{};
  }
  return Facts{}.add(unit_stream(order.unit), fact);
}

}  // namespace landport::container
