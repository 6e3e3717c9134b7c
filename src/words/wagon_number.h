// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>

#include "words/result.h"

namespace landport {

// The running number of a wagon. Three families, told apart by their length: UIC (12 digits, Luhn check, UIC 438-2),
// 1520 mm railways (8 digits, the same weighting over seven) and China Railway (7 digits, no check digit).
class WagonNumber {
 public:
  enum class Family { uic, gauge_1520, china };

  WagonNumber() = default;
  std::string const& text() const { return text_; }  // digits only
  Family family() const;

  auto operator<=>(WagonNumber const&) const = default;

 private:
  friend Result<WagonNumber> parse_wagon_number(std::string_view text);
  std::string text_ = "0000000";
};

// The Luhn check digit for `digits` (weights 2, 1, 2 ... from the right); -1 if one is not a digit.
int luhn_check_digit(std::string_view digits);

// Blanks and hyphens are tolerated. Refuses "malformed.wagon_number" for another length, another sign or a wrong
// check digit.
Result<WagonNumber> parse_wagon_number(std::string_view text);

}  // namespace landport

template <>
struct std::hash<landport::WagonNumber> {
  std::size_t operator()(landport::WagonNumber const& n) const noexcept { return std::hash<std::string>{}(n.text()); }
};
