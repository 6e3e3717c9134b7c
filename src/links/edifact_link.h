// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/edifact_messages.h"
#include "journal/route.h"
#include "journal/book.h"

namespace landport::links {

// What a status in somebody's message means here: a row of the pack's message_status.csv.
struct StatusMeaning {
  std::string message, code, milestone;
};
struct MessageStatuses {
  std::vector<StatusMeaning> rows;
  static Result<MessageStatuses> load(PackFiles const& files, Pack const& before);
};

// What a unit of a message led to, or why it did not.
struct UnitNote {
  std::uint64_t segment = 0;
  std::string message, unit;
  Refusal refusal;
};

// The commands that a file of messages means. COPRAR, IFTMIN and BAPLIE announce units (register, verified mass,
// danger, set-point); COARRI and IFTSTA tell milestones. Units whose check digit is wrong are left out and flagged,
// unless `confirm` is given by someone who may; what has no meaning here (a status without a milestone, a place that
// is no node) is noted.
struct MessageOrder {
  Order order;
  std::vector<UnitNote> of_items;  // what each item is about
  std::vector<UnitNote> flagged;   // wrong check digits
  std::vector<UnitNote> noted;
  std::size_t messages = 0, others = 0;
};
Result<MessageOrder> order_of(std::string_view bytes, Book& book, Actor const& actor, bool confirm);

// The answer to a file, as JSON: what was done, flagged and noted, or the refusals by segment.
Response answer_of(Book& book, MessageOrder const& made, Answer const& answer);

// Who may send messages.
inline constexpr Roles senders = Role::terminal | Role::duty | Role::partner | Role::carrier;

// Carries a file of messages out (?confirm_bad_check_digit=true, ?dry_run=true) and answers once. Whether the actor may
// send messages is asked before.
void take_messages(Book& book, Request const& request, Actor const& actor, Respond const& respond);

// POST messages/edifact (?confirm_bad_check_digit=true, ?dry_run=true).
std::vector<Route> message_routes(Book& book);

}  // namespace landport::links
