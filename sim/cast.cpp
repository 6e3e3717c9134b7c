// SPDX-License-Identifier: Apache-2.0
#include "sim/cast.h"

#include <algorithm>

#include "journal/pack_rows.h"
#include "sim/told.h"

namespace landport::sim {

namespace {

constexpr std::string_view parts[] = {"duty", "night", "terminal", "gate", "carrier", "customs", "partner", "bureau", "shipper"};
constexpr std::string_view keys[] = {"plate", "seal_prefix", "unit_owners", "telegram", "seven_digit_wagons"};

template <class T>
void take(std::vector<T>& into, std::vector<Dated<T>>&& rows) {
  for (auto& row : rows) into.push_back(std::move(row.row));
}

// Each account's roles are ones that exist.
Result<void> check_roles(std::vector<Dated<CastPerson>> const& people) {
  for (auto const& person : people) {
    auto const roles = split(person.row.roles);
    bool const known = !roles.empty() && std::ranges::all_of(roles, [](std::string const& name) {
      Role role;
      return role_from_text(name, role) && role != Role::clock;
    });
    if (!known) return no(pack_fault("malformed.choice", "demo_people.csv", person.line, "roles").with("got", person.row.roles).with("choices", "shipper, carrier, terminal, gate, customs, bank, partner, duty, admin"));
  }
  return {};
}

Refusal missing(std::string_view file, std::string_view what) {
  return refuse("pack.demo_incomplete").at(std::string(file)).with("what", what).with("file", file);
}

}  // namespace

constexpr auto fields(Type<CastOrganisation>) {
  using O = CastOrganisation;
  return field_list(field("code", &O::code, "代码", "Code"), field("name_zh", &O::name_zh, "中文名", "Chinese name"),
                    field("name_en", &O::name_en, "英文名", "English name"), field("kind", &O::kind, "类别", "Kind"));
}
constexpr auto fields(Type<CastPerson>) {
  using P = CastPerson;
  return field_list(field("account", &P::account, "账号", "Account"), field("org", &P::org, "单位", "Organisation"),
                    field("name_zh", &P::name_zh, "中文名", "Chinese name"), field("name_en", &P::name_en, "英文名", "English name"),
                    field("roles", &P::roles, "角色", "Roles"), may("part", &P::part, "扮演", "Part"));
}
constexpr auto fields(Type<CastGoods>) {
  using G = CastGoods;
  return field_list(field("way", &G::way, "方向", "Way"), may("care", &G::care, "照管", "Care"), field("name_zh", &G::name_zh, "品名", "Name"),
                    field("hs_code", &G::hs_code, "HS 编码", "HS code"), field("value_minor", &G::value_minor, "货值", "Value"));
}
constexpr auto fields(Type<CastWord>) {
  return field_list(field("key", &CastWord::key, "项", "Key"), may("value", &CastWord::value, "值", "Value"));
}

Result<Cast> Cast::load(PackFiles const& files) {
  Cast cast;
  if (!files.table("demo_people.csv")) return cast;
  auto organisations = files.rows<CastOrganisation>("demo_organisations.csv");
  if (!organisations) return no(std::move(organisations.error()));
  auto people = files.rows<CastPerson>("demo_people.csv");
  if (!people) return no(std::move(people.error()));
  if (auto r = check_roles(*people); !r) return no(r.error());
  auto goods = files.rows<CastGoods>("demo_goods.csv");
  if (!goods) return no(std::move(goods.error()));
  auto words = files.rows<CastWord>("demo.csv");
  if (!words) return no(std::move(words.error()));
  take(cast.organisations, std::move(*organisations));
  take(cast.people, std::move(*people));
  take(cast.goods_, std::move(*goods));
  take(cast.words_, std::move(*words));
  for (auto const part : parts) {
    if (cast.actors(part).empty()) return no(missing("demo_people.csv", part));
  }
  for (auto const key : keys) {
    if (std::ranges::none_of(cast.words_, [&](CastWord const& w) { return w.key == key; })) return no(missing("demo.csv", key));
  }
  for (auto const* way : {"out", "in"}) {
    if (cast.goods_of(way, {}).empty()) return no(missing("demo_goods.csv", way));
  }
  return cast;
}

Roles roles_of(CastPerson const& person) {
  Roles roles;
  for (auto const& name : split(person.roles)) {
    Role role;
    if (role_from_text(name, role)) roles = roles | role;
  }
  return roles;
}

std::vector<Actor> Cast::actors(std::string_view part) const {
  std::vector<Actor> out;
  for (auto const& person : people) {
    if (person.part == part) out.push_back({person.account, person.org, roles_of(person)});
  }
  return out;
}

Actor Cast::actor(std::string_view part) const {
  auto const all = actors(part);
  LP_ASSERT(!all.empty(), "every part of the world has somebody: load() looks");
  return all.front();
}

std::vector<CastGoods> Cast::goods_of(std::string_view way, std::string_view care) const {
  std::vector<CastGoods> out;
  for (auto const& goods : goods_) {
    if (goods.way == way && goods.care == care) out.push_back(goods);
  }
  return out;
}

std::string const& Cast::word(std::string_view key) const {
  auto const found = std::ranges::find(words_, key, &CastWord::key);
  LP_ASSERT(found != words_.end(), "every word of the world is there: load() looks");
  return found->value;
}

std::vector<std::string> Cast::words(std::string_view key) const { return split(word(key)); }

}  // namespace landport::sim
