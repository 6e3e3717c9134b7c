// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "journal/event.h"
#include "words/fields.h"

// What is remembered of commands that tell of an earlier time than when they are given: works on paper taken
// in afterwards, and what somebody would rather have had happen earlier.
namespace landport::audit {

// Back-dated commands of one day stand in one stream.
inline StreamName back_dating_stream(Day day) {
  return stream_name("back-dating", to_text(day));
}

// In the commit of the command itself; the envelope says who, and which command (its other facts have the
// same id).
struct BackDated {
  static constexpr std::string_view wire = "audit.back_dated.v1", zh = "补录", en = "Back-dated";
  std::string command;       // "gate.admit_unit"
  std::string subject;       // the unit, run, visit or booking that it names first; empty when it names none
  std::int64_t minutes = 0;  // how much earlier than it was recorded
  std::int64_t minutes_max = 0;  // how far its giver's roles could go on that day
  std::string reason;            // that the command carries; empty when it carries none
};
constexpr auto fields(Type<BackDated>) {
  using E = BackDated;
  return field_list(field("command", &E::command, "命令", "Command"),
                    may("subject", &E::subject, "对象", "Subject"),
                    field("minutes", &E::minutes, "提前（分钟）", "Minutes earlier"),
                    field("minutes_max", &E::minutes_max, "允许（分钟）", "Minutes allowed"),
                    may("reason", &E::reason, "原因", "Reason"));
}

}  // namespace landport::audit
