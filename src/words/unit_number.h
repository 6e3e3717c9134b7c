// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "words/result.h"

namespace landport {

// The number on a container's door: owner code, category, serial number and check digit (ISO 6346:2022), eleven
// characters. One exists only if its text has that form; whether its check digit holds is remembered, because real
// traffic carries numbers whose digit is wrong (see `parse_unit_number_as_seen`).
class UnitNumber {
 public:
  UnitNumber() { text_.fill('0'); }

  std::string_view text() const { return {text_.data(), text_.size()}; }
  std::string_view owner() const { return text().substr(0, 3); }
  char category() const { return text_[3]; }  // U freight container, J detachable equipment, Z trailer or chassis
  bool check_digit_holds() const;

  auto operator<=>(UnitNumber const&) const = default;

 private:
  friend Result<UnitNumber> parse_unit_number(std::string_view text);
  friend Result<UnitNumber> parse_unit_number_as_seen(std::string_view text);
  std::array<char, 11> text_;
};

// The check digit of four letters and six digits, 0 to 9 (ISO 6346 annex A: letters count 10 upward without the
// multiples of 11, weights are powers of two, the remainder 10 counts as 0). -1 when `first_ten` has another form.
int unit_check_digit(std::string_view first_ten);

// Takes upper or lower case and tolerates blanks and a hyphen before the check digit, as people write it.
// Refuses "malformed.unit_number" for another form and "malformed.check_digit" (with `expected`) for a wrong digit.
Result<UnitNumber> parse_unit_number(std::string_view text);

// The same, but takes a number whose check digit is wrong: the caller must then record who confirmed it.
Result<UnitNumber> parse_unit_number_as_seen(std::string_view text);

}  // namespace landport

template <>
struct std::hash<landport::UnitNumber> {
  std::size_t operator()(landport::UnitNumber const& n) const noexcept {
    return std::hash<std::string_view>{}(n.text());
  }
};
