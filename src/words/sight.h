// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace landport {

// What a person may do at the port. A person has roles in one organisation; which roles an organisation may give is
// fixed by its kind (see http/directory.h).
enum class Role : std::uint8_t {
  shipper,   // books, follows, pays
  carrier,   // train operator: sells slots, plans and runs trains
  terminal,  // gate, yard, cranes, track
  gate,      // the gate clerk: admits and releases, sees what the gate needs
  customs,   // officer
  bank,      // lends on goods and bills
  partner,   // next railway, terminal or agent abroad
  duty,      // duty manager and district operations centre
  admin,     // people, organisations, tokens, the pack
  clock,     // the port's own clock and its links: never a person
};
inline constexpr int role_count = 10;

struct Roles {
  std::uint32_t bits = 0;
  constexpr Roles() = default;
  constexpr Roles(Role role) : bits(1u << static_cast<unsigned>(role)) {}  // NOLINT: a role is a set of one
  constexpr bool has(Role role) const { return bits & (1u << static_cast<unsigned>(role)); }
  constexpr bool any(Roles other) const { return bits & other.bits; }
  friend constexpr Roles operator|(Roles a, Roles b) {
    Roles r;
    r.bits = a.bits | b.bits;
    return r;
  }
  constexpr bool operator==(Roles const&) const = default;
};
constexpr Roles operator|(Role a, Role b) { return Roles(a) | Roles(b); }

// "shipper" and so on; the empty view for a number that is no role.
std::string_view to_text(Role role);
bool role_from_text(std::string_view text, Role& role);

// Who does or asks something: a person (or a token) of an organisation with its roles.
struct Actor {
  std::string person;  // account name, never a personal name
  std::string org;
  Roles roles;
  bool operator==(Actor const&) const = default;
};

// How somebody stands to a row or an event; a set of these. Rows and fields name the stands that may see them, and one
// filter applies it to answers, exports, the event stream, drill-down and time travel alike.
struct Sights {
  std::uint32_t bits = 0;
  constexpr bool any(Sights other) const { return bits & other.bits; }
  friend constexpr Sights operator|(Sights a, Sights b) { return {a.bits | b.bits}; }
  constexpr bool operator==(Sights const&) const = default;
};

namespace seen_by {
inline constexpr Sights anyone{1u << 0};    // without an account
inline constexpr Sights member{1u << 1};    // anyone signed in
inline constexpr Sights owner{1u << 2};     // the organisation whose booking or goods it is
inline constexpr Sights carrier{1u << 3};   // the train operator that it travels with
inline constexpr Sights terminal{1u << 4};  // terminal and gate staff
inline constexpr Sights customs{1u << 5};
inline constexpr Sights bank{1u << 6};      // a bank it is pledged to
inline constexpr Sights partner{1u << 7};   // a partner abroad that handles it
inline constexpr Sights duty{1u << 8};
inline constexpr Sights admin{1u << 9};
inline constexpr Sights everyone{0xffffffffu};  // whoever may see the row at all
inline constexpr Sights port = Sights{terminal.bits | duty.bits};
inline constexpr Sights nobody{0};
}  // namespace seen_by

// The organisations that a row is about. Empty means: no such organisation, so nobody stands in that relation.
struct Parties {
  std::string_view owner, carrier, bank;
  std::vector<std::string> const* owners = nullptr;    // when several organisations own a part of it
  std::vector<std::string> const* partners = nullptr;  // those abroad that run or receive it
};

// How `actor` stands to something with these parties.
Sights sights_of(Actor const& actor, Parties const& parties);

}  // namespace landport
