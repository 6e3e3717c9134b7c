// SPDX-License-Identifier: Apache-2.0
#include "app/accounts.h"

#include <fmt/format.h>

#include "app/pack_folder.h"
#include "app/port_on_disk.h"

namespace landport::app {

namespace {

constexpr std::string_view demo_password = "landport-demo";

}  // namespace

sim::Cast cast_of(std::string const& pack_folder) {
  auto const files = read_pack(pack_folder);
  if (!files) throw PackFault{files.error()};
  auto cast = sim::Cast::load(*files);
  if (!cast) throw PackFault{cast.error()};
  if (!cast->is_there()) throw PackFault{refuse("pack.no_demo").at(pack_folder)};
  for (auto const& o : cast->organisations) {
    http::OrgKind kind{};
    if (http::org_kind_from_text(o.kind, kind)) continue;
    throw PackFault{refuse("malformed.choice").at("demo_organisations.csv, " + o.code).with("got", o.kind).with("choices", "port, forwarder, carrier, customs, bank, partner")};
  }
  return std::move(*cast);
}

std::string prepare_accounts(http::Directory& directory, sim::Cast const& cast, network::Place const& place) {
  if (cast.is_there()) {
    for (auto const& o : cast.organisations) {
      if (directory.organisation(o.code)) continue;
      http::OrgKind kind{};
      LP_ASSERT(http::org_kind_from_text(o.kind, kind), "the kinds of the demo's organisations were judged when it was read");
      LP_ASSERT(directory.add({o.code, fmt::format(fmt::runtime(o.name_zh), place.name_zh), fmt::format(fmt::runtime(o.name_en), place.name_en), kind}).has_value(), "the demo's organisations fit");
    }
    if (directory.empty()) {
      std::vector<http::Person> people;
      for (auto const& p : cast.people) people.push_back({p.account, p.org, sim::roles_of(p), "zh", true});
      LP_ASSERT(directory.add(std::move(people), demo_password).has_value(), "the demo's people fit");
    }
    std::string text = "  演示账号 / demo accounts（密码 / password: " + std::string(demo_password) + "）\n    ";
    for (auto const& p : cast.people) text += fmt::format("{} {}   ", p.account, p.name_zh);
    return text + "\n";
  }
  if (!directory.empty()) return "  请用您的账号登录 / sign in with your account\n";
  auto const password = http::random_secret().substr(0, 16);
  if (!directory.organisation("PORT")) {
    LP_ASSERT(directory.add({"PORT", "铁路港", "Rail port", http::OrgKind::port}).has_value(), "an empty directory takes its first organisation");
  }
  auto const added = directory.add({"admin", "PORT", Role::admin, "zh", true}, password);
  LP_ASSERT(added.has_value(), "an empty directory takes its first person");
  return fmt::format("  管理员 / administrator: admin\n  密码（只显示这一次）/ password (shown this once): {}\n", password);
}

Result<std::string> token_for(http::Directory& directory, std::string const& role_name, std::string const& org, Instant now, int good_for_days) {
  Role role;
  if (!role_from_text(role_name, role) || role == Role::clock) {
    return no(refuse("malformed.choice").with("got", role_name).with("choices", "shipper, carrier, terminal, gate, customs, bank, partner, duty, admin"));
  }
  std::string code = org;
  if (code.empty()) {
    for (auto const& o : directory.organisations()) {
      if (code.empty() && http::roles_of(o.kind).has(role)) code = o.code;
    }
  }
  if (code.empty()) {
    using enum http::OrgKind;
    for (auto const kind : {port, carrier, forwarder, customs, partner, bank}) {
      if (!http::roles_of(kind).has(role)) continue;
      // Named after what it is: "CARRIER".
      for (char const c : http::to_text(kind)) code += static_cast<char>(c - 'a' + 'A');
      if (auto added = directory.add({code, code, code, kind}); !added) return no(added.error());
      break;
    }
  }
  auto made = directory.make_token("token-" + role_name, code, role, "command line", now, days(good_for_days));
  if (!made) return no(made.error());
  return made->second;
}

}  // namespace landport::app
