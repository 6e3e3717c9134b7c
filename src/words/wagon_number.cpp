// SPDX-License-Identifier: Apache-2.0
#include "words/wagon_number.h"

namespace landport {

int luhn_check_digit(std::string_view digits) {
  int sum = 0;
  bool twice = true;
  for (auto i = digits.rbegin(); i != digits.rend(); ++i, twice = !twice) {
    if (*i < '0' || *i > '9') return -1;
    int const d = (*i - '0') * (twice ? 2 : 1);
    sum += d / 10 + d % 10;
  }
  return (10 - sum % 10) % 10;
}

WagonNumber::Family WagonNumber::family() const {
  switch (text_.size()) {
    case 12: return Family::uic;
    case 8: return Family::gauge_1520;
    default: return Family::china;
  }
}

Result<WagonNumber> parse_wagon_number(std::string_view text) {
  WagonNumber number;
  number.text_.clear();
  for (char c : text.substr(0, 32)) {
    if (c != ' ' && c != '-') number.text_ += c;
  }
  std::string_view const digits = number.text_;
  bool fits = text.size() <= 32 && luhn_check_digit(digits) >= 0;  // digits only
  if (digits.size() == 12 || digits.size() == 8) {
    fits = fits && luhn_check_digit(digits.substr(0, digits.size() - 1)) == digits.back() - '0';
  } else {
    fits = fits && digits.size() == 7;
  }
  if (!fits) return no(refuse("malformed.wagon_number").with("got", text.substr(0, 32)));
  return number;
}

}  // namespace landport
