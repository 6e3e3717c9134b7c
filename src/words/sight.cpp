// SPDX-License-Identifier: Apache-2.0
#include "words/sight.h"

#include <algorithm>
#include <array>

namespace landport {

namespace {
constexpr std::array<std::string_view, role_count> role_names{"shipper", "carrier", "terminal", "gate",  "customs",
                                                              "bank",    "partner", "duty",     "admin", "clock"};
}

std::string_view to_text(Role role) {
  auto const i = static_cast<std::size_t>(role);
  return i < role_names.size() ? role_names[i] : std::string_view{};
}

bool role_from_text(std::string_view text, Role& role) {
  auto const found = std::find(role_names.begin(), role_names.end(), text);
  if (found == role_names.end()) return false;
  role = static_cast<Role>(found - role_names.begin());
  return true;
}

Sights sights_of(Actor const& actor, Parties const& parties) {
  if (actor.roles.has(Role::clock)) return seen_by::everyone;
  Sights sights = seen_by::anyone;
  if (actor.roles.bits == 0) return sights;
  sights = sights | seen_by::member;
  auto const mine = [&](std::string_view org) { return !org.empty() && org == actor.org; };
  auto const among = [&](std::vector<std::string> const* orgs) {
    return orgs && std::any_of(orgs->begin(), orgs->end(), mine);
  };
  bool const owns = mine(parties.owner) || among(parties.owners);
  if (actor.roles.has(Role::shipper) && owns) sights = sights | seen_by::owner;
  if (actor.roles.has(Role::carrier) && mine(parties.carrier)) sights = sights | seen_by::carrier;
  if (actor.roles.has(Role::bank) && mine(parties.bank)) sights = sights | seen_by::bank;
  if (actor.roles.has(Role::partner) && among(parties.partners)) sights = sights | seen_by::partner;
  if (actor.roles.any(Role::terminal | Role::gate)) sights = sights | seen_by::terminal;
  if (actor.roles.has(Role::customs)) sights = sights | seen_by::customs;
  if (actor.roles.has(Role::duty)) sights = sights | seen_by::duty;
  if (actor.roles.has(Role::admin)) sights = sights | seen_by::admin;
  return sights;
}

}  // namespace landport
