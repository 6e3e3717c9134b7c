// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "words/assert.h"

namespace landport {

// Why the port says no, or why an outsider's text cannot be read. An ordinary value, never thrown.
// `code` names a row of a refusal table ("booking.leg_full"); `place` is where the cause stands: a JSON pointer
// ("/units/0/gross_kg"), a cell ("Sheet1!C7") or a place in a message ("segment 14, element 2"); `details` fill
// the {names} of the row's sentences.
struct Refusal {
  std::string code;
  std::string place;
  std::vector<std::pair<std::string, std::string>> details;

  Refusal&& at(std::string_view where) && {
    place = where;
    return std::move(*this);
  }
  Refusal&& with(std::string_view name, std::string_view value) && {
    details.emplace_back(name, value);
    return std::move(*this);
  }
  bool operator==(Refusal const&) const = default;
};

template <class T>
using Result = tl::expected<T, Refusal>;

inline Refusal refuse(std::string_view code) { return Refusal{std::string(code), {}, {}}; }
inline tl::unexpected<Refusal> no(Refusal refusal) { return tl::unexpected<Refusal>(std::move(refusal)); }
inline tl::unexpected<Refusal> no(std::string_view code) { return tl::unexpected<Refusal>(refuse(code)); }

// One row of a refusal table: everything a person needs to be told, in both languages. `status` is the HTTP status
// (RFC 9110); the sentences may name details as {name}; the remedy says what to do next.
struct RefusalRow {
  std::string_view code;
  int status;
  std::string_view zh, en;
  std::string_view remedy_zh, remedy_en;
};

// The refusals of this room: what can be wrong with a text before any department has looked at it.
std::span<RefusalRow const> refusals_of_words();

// `sentence` with every {name} replaced by the refusal's detail of that name; an unknown name stays as it is.
std::string fill(std::string_view sentence, Refusal const& refusal);

}  // namespace landport
