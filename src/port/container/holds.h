// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "words/fields.h"

// What a unit can be held from, and by whom.
namespace landport::container {

// What a hold can forbid. `move` is any change of place inside the port, `load` onto a wagon, `gate_out` out
// of the gate, `depart` a train with it.
enum class Deed : std::uint8_t { load, gate_out, depart, move };
constexpr auto choices(Type<Deed>) {
  return std::array{Choice<Deed>{Deed::load, "load", "装车", "Load on a wagon"},
                    Choice<Deed>{Deed::gate_out, "gate_out", "出闸", "Leave by the gate"},
                    Choice<Deed>{Deed::depart, "depart", "发车", "Depart by train"},
                    Choice<Deed>{Deed::move, "move", "移动", "Move in the yard"}};
}

// A set of deeds. JSON: a list; in a cell: "load+depart".
struct Deeds {
  std::uint8_t bits = 0;
  constexpr Deeds() = default;
  constexpr Deeds(std::initializer_list<Deed> deeds) {
    for (auto const d : deeds) add(d);
  }
  constexpr void add(Deed d) { bits = static_cast<std::uint8_t>(bits | (1u << static_cast<unsigned>(d))); }
  constexpr bool has(Deed d) const { return bits & (1u << static_cast<unsigned>(d)); }
  constexpr bool operator==(Deeds const&) const = default;
};

// Who lifts a hold: the customs officer, the terminal (or the duty manager), the duty manager alone, the
// train operator of its booking (or the duty manager).
enum class Keeper : std::uint8_t { customs, terminal, duty, carrier };
constexpr auto choices(Type<Keeper>) {
  return std::array{Choice<Keeper>{Keeper::customs, "customs", "海关", "Customs"},
                    Choice<Keeper>{Keeper::terminal, "terminal", "场站", "Terminal"},
                    Choice<Keeper>{Keeper::duty, "duty", "值班经理", "Duty manager"},
                    Choice<Keeper>{Keeper::carrier, "carrier", "班列公司", "Train operator"}};
}

struct Hold {
  std::string name;  // "customs-inspection": one hold of a name at a time
  Deeds forbids;
  std::string reason;
  Keeper keeper = Keeper::terminal;
  bool operator==(Hold const&) const = default;
};

}  // namespace landport::container

template <>
struct landport::Codec<landport::container::Deeds> {
  using Deed = landport::container::Deed;
  using Deeds = landport::container::Deeds;
  static constexpr ValueKind kind{"array", "", "", "a list of deeds, or load+depart in a cell",
                                  "动作列表（单元格中如 load+depart）"};
  static void write(JsonWriter& out, Deeds const& v) { Codec<std::vector<Deed>>::write(out, list(v)); }
  static Result<Deeds> read(JsonValue const& v) {
    auto const all = Codec<std::vector<Deed>>::read(v);
    if (!all) return no(all.error());
    Deeds deeds;
    for (auto const d : *all) deeds.add(d);
    return deeds;
  }
  static std::string to_text(Deeds const& v) {
    std::string out;
    for (auto const d : list(v)) out += (out.empty() ? "" : "+") + Codec<Deed>::to_text(d);
    return out;
  }
  static Result<Deeds> from_text(std::string_view text) {
    Deeds deeds;
    while (!text.empty()) {
      auto const end = std::min(text.find('+'), text.size());
      auto const d = Codec<Deed>::from_text(text.substr(0, end));
      if (!d) return no(d.error());
      deeds.add(*d);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return deeds;
  }
  static void schema(JsonWriter& out) { Codec<std::vector<Deed>>::schema(out); }

 private:
  static std::vector<Deed> list(Deeds const& v) {
    std::vector<Deed> out;
    for (auto const& c : choices(landport::Type<Deed>{})) {
      if (v.has(c.value)) out.push_back(c.value);
    }
    return out;
  }
};

namespace landport::container {
constexpr auto fields(Type<Hold>) {
  return field_list(field("name", &Hold::name, "扣留名称", "Hold"),
                    field("forbids", &Hold::forbids, "禁止", "Forbids"),
                    field("reason", &Hold::reason, "原因", "Reason"),
                    field("keeper", &Hold::keeper, "解除方", "Released by"));
}
}  // namespace landport::container
