// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "journal/desk.h"
#include "words/fields.h"

// What may be ordered here.
namespace landport::@name@ {

struct OpenCase {
  static constexpr std::string_view wire = "@name@.open_case", zh = "立案", en = "Open a case";
  static constexpr Roles roles = Role::terminal | Role::duty;
  std::string subject;  // what it is about: a unit number, a booking
  std::string remark;
};
constexpr auto fields(Type<OpenCase>) {
  return field_list(field("subject", &OpenCase::subject, "对象", "Subject"),
                    may("remark", &OpenCase::remark, "说明", "Remark"));
}
// Refuses "@name@.already_open" when the subject has an open case.
Result<Facts> decide(OpenCase const& order, Desk& desk);

struct CloseCase {
  static constexpr std::string_view wire = "@name@.close_case", zh = "结案", en = "Close a case";
  static constexpr Roles roles = Role::terminal | Role::duty;
  std::string subject;
};
constexpr auto fields(Type<CloseCase>) {
  return field_list(field("subject", &CloseCase::subject, "对象", "Subject"));
}
// Refuses "@name@.not_open" when the subject has no open case.
Result<Facts> decide(CloseCase const& order, Desk& desk);

}  // namespace landport::@name@
