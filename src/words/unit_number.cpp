// SPDX-License-Identifier: Apache-2.0
#include "words/unit_number.h"

namespace landport {

namespace {

// A=10, B=12 ...: 11, 22 and 33 are left out because they would vanish modulo 11.
constexpr int letter_value(char letter) {
  int const n = letter - 'A' + 10;
  return n + (n > 10) + (n > 20) + (n > 30);
}
static_assert(letter_value('A') == 10 && letter_value('B') == 12 && letter_value('K') == 21 &&
              letter_value('L') == 23 && letter_value('U') == 32 && letter_value('V') == 34 &&
              letter_value('Z') == 38);

bool letters_then_digits(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const fits = i < 4 ? (text[i] >= 'A' && text[i] <= 'Z') : (text[i] >= '0' && text[i] <= '9');
    if (!fits) return false;
  }
  return true;
}

// As people write it: "csqu 305438-3" is CSQU3054383. Anything longer than eleven signs keeps its length and is
// refused by the caller.
std::string squeezed(std::string_view text) {
  std::string out;
  for (char c : text.substr(0, 24)) {
    if (c == ' ' || (c == '-' && out.size() >= 4)) continue;
    out += (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

}  // namespace

int unit_check_digit(std::string_view first_ten) {
  if (first_ten.size() != 10 || !letters_then_digits(first_ten)) return -1;
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += (i < 4 ? letter_value(first_ten[i]) : first_ten[i] - '0') << i;
  return sum % 11 % 10;
}

bool UnitNumber::check_digit_holds() const { return unit_check_digit(text().substr(0, 10)) == text_[10] - '0'; }

Result<UnitNumber> parse_unit_number_as_seen(std::string_view text) {
  std::string const clean = squeezed(text);
  if (clean.size() != 11 || !letters_then_digits(clean)) {
    return no(refuse("malformed.unit_number").with("got", text.substr(0, 24)));
  }
  UnitNumber number;
  std::copy(clean.begin(), clean.end(), number.text_.begin());
  return number;
}

Result<UnitNumber> parse_unit_number(std::string_view text) {
  auto number = parse_unit_number_as_seen(text);
  if (number && !number->check_digit_holds()) {
    return no(refuse("malformed.check_digit")
                  .with("got", number->text())
                  .with("expected", std::to_string(unit_check_digit(number->text().substr(0, 10)))));
  }
  return number;
}

}  // namespace landport
