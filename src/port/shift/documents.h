// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "journal/description.h"
#include "words/document.h"

// The papers of a shift, as plain data: links hands them to whoever draws them.
namespace landport::shift {

// Who may print; the same that may ask the queries they are made of.
inline constexpr Roles who_print = Role::terminal | Role::duty | Role::admin | Role::gate;

// The names of the papers: "plan" (key: a shift, or nothing for the present one), "hand-over" (a shift), "queue" (a
// machine), "round" (nothing), "loading" and "stripping" (a run), "receipt" (a visit). Refuses "shift.no_such_document" and
// "shift.no_such_key".
Result<Document> document(std::string_view what, std::string const& key, bool chinese, Room const& room);

}  // namespace landport::shift
