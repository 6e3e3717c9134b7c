// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/audit/events.h"

// What people see: who back-dated what, by how much and why.
namespace landport::audit {

struct BackDatedRow {
  static constexpr std::string_view zh = "补录审计", en = "Back-dating";
  static constexpr Sights audience = seen_by::admin | seen_by::port;
  std::int64_t sequence = 0;
  Instant recorded_at, happened_at;
  std::int64_t minutes = 0, minutes_max = 0;
  std::string person, org, command, subject, reason;
};
constexpr auto fields(Type<BackDatedRow>) {
  using R = BackDatedRow;
  return field_list(field("sequence", &R::sequence, "事件", "Event"),
                    field("recorded_at", &R::recorded_at, "记录时间", "Recorded at"),
                    field("happened_at", &R::happened_at, "发生时间", "Happened at"),
                    field("minutes", &R::minutes, "提前（分钟）", "Minutes earlier"),
                    field("minutes_max", &R::minutes_max, "允许（分钟）", "Minutes allowed"),
                    field("person", &R::person, "账号", "Account"),
                    field("org", &R::org, "单位", "Organisation"),
                    field("command", &R::command, "命令", "Command"),
                    field("subject", &R::subject, "对象", "Subject"),
                    field("reason", &R::reason, "原因", "Reason"));
}
inline Parties parties_of(BackDatedRow const&) {
  return {};
}

struct AuditBoard {
  static constexpr std::string_view name = "audit";
  static constexpr bool storable = true;
  using Folds = Types<BackDated>;
  Table<BackDatedRow> rows{"audit.back_dated"};
  auto tables() { return std::tie(rows); }
  void apply(BackDated const& e, Recorded const& r) {
    rows.edit(std::to_string(r.sequence)) = {r.sequence, r.recorded, r.happened, e.minutes, e.minutes_max,
                                             r.person,   r.org,      e.command,  e.subject, e.reason};
  }
};

}  // namespace landport::audit
