// SPDX-License-Identifier: Apache-2.0
#include "port/audit/watch.h"

#include "journal/pack_rows.h"
#include "port/audit/events.h"

namespace landport::audit {

constexpr auto fields(Type<LimitRow>) {
  return field_list(field("role", &LimitRow::role, "角色", "Role"),
                    field("minutes", &LimitRow::minutes, "分钟", "Minutes"));
}

std::optional<std::int64_t> LimitPack::minutes_max(Roles roles, Day day) const {
  std::optional<std::int64_t> most;
  for (auto const& dated : rows) {
    Role role{};
    bool const mine = dated.valid.contains(day) && role_from_text(dated.row.role, role) && roles.has(role);
    if (mine) most = std::max(most.value_or(0), dated.row.minutes);
  }
  return most;
}

std::int64_t LimitPack::remember_from(Day day) const {
  for (auto const& dated : rows) {
    if (dated.row.role == "remember" && dated.valid.contains(day)) return dated.row.minutes;
  }
  return 1;
}

Result<LimitPack> LimitPack::load(PackFiles const& files, Pack const&) {
  LimitPack pack;
  if (!files.table("back_dating.csv")) return pack;
  auto rows = files.rows<LimitRow>("back_dating.csv");
  if (!rows) return no(std::move(rows.error()));
  for (auto const& r : *rows) {
    Role role{};
    bool const known = r.row.role == "remember" || role_from_text(r.row.role, role);
    if (!known || r.row.minutes < 0) {
      return no(refuse("audit.pack_role")
                    .at(pack_line("back_dating.csv", r.line))
                    .with("role", r.row.role));
    }
  }
  pack.rows = std::move(*rows);
  return pack;
}

namespace {

// What a command says of itself: its reason, and the first thing that it names.
struct Said {
  std::string reason, subject;
};
Said said_by(CommandKind const& kind, Command const& command) {
  std::string json;
  JsonWriter out(json);
  kind.write(command, out);
  JsonParser parser;
  auto const body = parser.parse(json);
  Said said;
  if (!body) return said;
  auto const text_of = [&](std::string_view name) {
    JsonValue value;
    bool const is_text = body->member(name, value) && value.kind() == JsonValue::Kind::text;
    return is_text ? std::string(value.text()) : std::string{};
  };
  said.reason = text_of("reason");
  for (auto const* name : {"unit", "run", "visit", "booking", "departure", "work", "order", "plate"}) {
    if (said.subject.empty()) said.subject = text_of(name);
  }
  return said;
}

std::function<Result<Facts>(Command const&, Desk&)> watched(CommandKind kind) {
  auto decide = kind.decide;
  return [kind = std::move(kind), decide = std::move(decide)](Command const& command,
                                                              Desk& desk) -> Result<Facts> {
    auto const minutes = (desk.at() - desk.happened()).ms / 60'000;
    auto const& limits = desk.pack<LimitPack>();
    auto const day = utc_day(desk.at());
    if (minutes < limits.remember_from(day) || desk.actor().roles.has(Role::clock))
      return decide(command, desk);
    auto const most = limits.minutes_max(desk.actor().roles, day);
    if (most && minutes > *most) {
      return no(refuse("audit.too_early")
                    .at("happened_at")
                    .with("minutes", std::to_string(minutes))
                    .with("minutes_max", std::to_string(*most)));
    }
    auto facts = decide(command, desk);
    if (!facts || facts->list.empty()) return facts;
    auto said = said_by(kind, command);
    facts->add(back_dating_stream(day), BackDated{std::string(kind.wire), std::move(said.subject), minutes,
                                                  most.value_or(0), std::move(said.reason)});
    return facts;
  };
}

}  // namespace

void watch(std::vector<DepartmentDescription>& departments) {
  for (auto& department : departments) {
    for (auto& kind : department.commands) kind.decide = watched(kind);
  }
}

}  // namespace landport::audit
