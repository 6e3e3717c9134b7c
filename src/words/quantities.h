// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "words/result.h"
#include "words/strong.h"

namespace landport {

struct Kilograms : Quantity<Kilograms> { using Quantity::Quantity; };
struct Millimetres : Quantity<Millimetres> { using Quantity::Quantity; };
// Tenths of a degree Celsius, as a reefer's set-point is given.
struct DeciCelsius : Quantity<DeciCelsius> { using Quantity::Quantity; };
// Hundredths of a TEU, so that the 2.25 that some statistics give a 45-foot box stays whole (port-rules §3).
struct CentiTeu : Quantity<CentiTeu> { using Quantity::Quantity; };
// A number of things: slots, plugs, packages, wagons.
struct Count : Quantity<Count> { using Quantity::Quantity; };

constexpr Kilograms tonnes(std::int64_t n) { return Kilograms{n * 1000}; }

// An ISO 4217 currency: three capital letters.
struct Currency {
  std::array<char, 3> code{'C', 'N', 'Y'};
  std::string_view text() const { return {code.data(), 3}; }
  auto operator<=>(Currency const&) const = default;
};

// An amount in the smallest unit of its currency (fen, cents). Adding two currencies is a bug, not a sum.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  auto operator<=>(Money const&) const = default;
  friend Money operator+(Money a, Money b) {
    LP_ASSERT(a.currency == b.currency, "money of two currencies is never added");
    return {a.minor + b.minor, a.currency};
  }
};

// "CNY". Refuses "malformed.code".
Result<Currency> parse_currency(std::string_view text);

// A UN/LOCODE: two letters of the country, three letters or digits 2-9 (UNECE Recommendation 16).
struct UnLocode {
  std::array<char, 5> code{'X', 'X', 'X', 'X', 'X'};
  std::string_view text() const { return {code.data(), 5}; }
  std::string_view country() const { return text().substr(0, 2); }
  auto operator<=>(UnLocode const&) const = default;
};
Result<UnLocode> parse_unlocode(std::string_view text);

// A Harmonized System code: 2, 4 or 6 digits, or 8 or 10 in a national tariff.
struct HsCode {
  std::string digits;
  std::string const& text() const { return digits; }
  auto operator<=>(HsCode const&) const = default;
};
Result<HsCode> parse_hs_code(std::string_view text);

// A UN number of dangerous goods: four digits.
struct UnDangerNumber {
  std::array<char, 4> digits{'0', '0', '0', '0'};
  std::string_view text() const { return {digits.data(), 4}; }
  auto operator<=>(UnDangerNumber const&) const = default;
};
Result<UnDangerNumber> parse_un_danger_number(std::string_view text);

// ISO 6346 size and type, four characters: "22G1", "45R1", "L5G1".
class SizeType {
 public:
  SizeType() = default;
  std::string_view text() const { return {code_.data(), 4}; }
  int feet() const;         // 10, 20, 30, 40 or 45, from the first character
  bool high_cube() const;   // second character 5 or 6 (ISO 6346 table E.2)
  bool reefer() const { return code_[2] == 'R' || code_[2] == 'H'; }
  bool tank() const { return code_[2] == 'T'; }
  bool flat() const { return code_[2] == 'P'; }
  bool open_top() const { return code_[2] == 'U'; }
  CentiTeu teu() const;     // 20' = 1, 40' = 2, 45' = 2 (port-rules §3)
  Millimetres length() const;  // outside length (ISO 668)
  auto operator<=>(SizeType const&) const = default;

 private:
  friend Result<SizeType> parse_size_type(std::string_view text);
  std::array<char, 4> code_{'2', '2', 'G', '1'};
};
// Refuses "malformed.code".
Result<SizeType> parse_size_type(std::string_view text);

}  // namespace landport
