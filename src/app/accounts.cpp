// SPDX-License-Identifier: Apache-2.0
#include "app/accounts.h"

#include <fmt/format.h>

namespace landport::app {

namespace {

constexpr std::string_view demo_password = "landport-demo";

struct DemoOrg {
  std::string_view code, zh, en;
  http::OrgKind kind;
};
constexpr DemoOrg demo_orgs[] = {
    {"PORT", "{}（演示）", "{} (demo)", http::OrgKind::port},  // the place's own name
    {"CDIRS", "国际班列公司（演示）", "Train Operator (demo)", http::OrgKind::carrier},
    {"HUAXIA", "华夏货代（演示）", "Huaxia Forwarding (demo)", http::OrgKind::forwarder},
    {"SHUDAO", "蜀道供应链（演示）", "Shudao Supply Chain (demo)", http::OrgKind::forwarder},
    {"CUSTOMS", "属地海关（演示）", "Local Customs (demo)", http::OrgKind::customs},
    {"EURAIL", "境外铁路合作方（演示）", "Partner Railway Abroad (demo)", http::OrgKind::partner},
    {"CDRAIL", "铁路局（演示）", "Railway Bureau (demo)", http::OrgKind::partner},
    {"BANK", "港区银行（演示）", "Port Area Bank (demo)", http::OrgKind::bank},
};

struct DemoPerson {
  std::string_view account, org, zh;
  Roles roles;
};
constexpr DemoPerson demo_people[] = {
    {"duty", "PORT", "值班经理", Role::duty | Role::terminal},
    {"duty2", "PORT", "夜班值班经理", Role::duty | Role::terminal},
    {"terminal", "PORT", "场站", Role::terminal},
    {"gate", "PORT", "闸口", Role::gate},
    {"admin", "PORT", "系统管理员", Role::admin | Role::duty},
    {"carrier", "CDIRS", "班列公司", Role::carrier},
    {"shipper", "HUAXIA", "货主/货代", Role::shipper},
    {"shipper2", "SHUDAO", "另一家货代", Role::shipper},
    {"customs", "CUSTOMS", "海关", Role::customs},
    {"partner", "EURAIL", "境外合作方", Role::partner},
    {"bureau", "CDRAIL", "铁路局", Role::partner},
    {"bank", "BANK", "银行", Role::bank},
};

}  // namespace

std::string prepare_accounts(http::Directory& directory, bool demo, network::Place const& place) {
  if (demo) {
    for (auto const& o : demo_orgs) {
      if (!directory.organisation(o.code)) {
        LP_ASSERT(directory.add({std::string(o.code), fmt::format(fmt::runtime(o.zh), place.name_zh), fmt::format(fmt::runtime(o.en), place.name_en), o.kind}).has_value(), "the demo's organisations fit");
      }
    }
    if (directory.empty()) {
      std::vector<http::Person> people;
      for (auto const& p : demo_people) people.push_back({std::string(p.account), std::string(p.org), p.roles, "zh", true});
      LP_ASSERT(directory.add(std::move(people), demo_password).has_value(), "the demo's people fit");
    }
    std::string text = "  演示账号 / demo accounts（密码 / password: " + std::string(demo_password) + "）\n    ";
    for (auto const& p : demo_people) text += fmt::format("{} {}   ", p.account, p.zh);
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
    for (auto const& o : demo_orgs) {
      if (!http::roles_of(o.kind).has(role)) continue;
      code = o.code;
      if (auto added = directory.add({code, code, code, o.kind}); !added) return no(added.error());
      break;
    }
  }
  auto made = directory.make_token("token-" + role_name, code, role, "command line", now, days(good_for_days));
  if (!made) return no(made.error());
  return made->second;
}

}  // namespace landport::app
