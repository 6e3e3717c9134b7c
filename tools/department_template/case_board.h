// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/@name@/events.h"

// What people see: every subject that ever had a case, and whether it is open.
namespace landport::@name@ {

struct CaseRow {
  static constexpr std::string_view zh = "@zh@", en = "@en@";
  static constexpr Sights audience = seen_by::port;
  std::string subject, remark;
  bool open = false;
  Instant opened;
};
constexpr auto fields(Type<CaseRow>) {
  return field_list(field("subject", &CaseRow::subject, "对象", "Subject"),
                    field("remark", &CaseRow::remark, "说明", "Remark"),
                    field("open", &CaseRow::open, "未结", "Open"),
                    field("opened", &CaseRow::opened, "立案时间", "Opened"));
}
Parties parties_of(CaseRow const& row);

struct CaseBoard {
  static constexpr std::string_view name = "@name@";
  static constexpr bool storable = true;
  using Folds = Types<CaseOpened, CaseClosed>;
  Table<CaseRow> cases{"@name@.cases"};
  auto tables() { return std::tie(cases); }
  void apply(CaseOpened const& e, Recorded const& fact);
  void apply(CaseClosed const& e, Recorded const& fact);
};

}  // namespace landport::@name@
