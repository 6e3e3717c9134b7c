// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "journal/description.h"

namespace landport::audit {

// How far a role may back-date, and from when on it is remembered (back_dating.csv).
struct LimitRow {
  std::string role;  // a role; "remember": from how many minutes on a command counts as back-dated
  std::int64_t minutes = 0;
};
struct LimitPack {
  std::vector<Dated<LimitRow>>
      rows;  // none when the pack has no back_dating.csv: nothing is limited, all is remembered

  // The most that one of the roles allows on `day`; nothing when none of them has a row: no limit then.
  std::optional<std::int64_t> minutes_max(Roles roles, Day day) const;
  std::int64_t remember_from(Day day) const;

  // Refuses "audit.pack_role" with file and line.
  static Result<LimitPack> load(PackFiles const& files, Pack const& loaded_before);
};

// Every command of these departments, when it is given with an earlier time than now, is from now on held to
// the limits of its giver's roles ("audit.too_early"), and remembered with a fact in its own commit. Commands
// themselves know nothing of it. The port's clock is not limited.
void watch(std::vector<DepartmentDescription>& departments);

}  // namespace landport::audit
