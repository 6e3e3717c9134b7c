// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>

#include "port/yard/events.h"

namespace landport::yard {

namespace {

std::string two_digits(int n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

// A number from 1 to 999, or 0 when `text` is no such number.
int small_number(std::string_view text) {
  int n = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc{} && end == text.data() + text.size() && n > 0 && n < 1000 ? n : 0;
}

}  // namespace

std::string to_text(Position const& p) {
  return p.block.text + "-" + two_digits(p.bay) + "-" + two_digits(p.row) + "-" + std::to_string(p.tier);
}

Result<Position> parse_position(std::string_view text) {
  auto const refused = [&] { return no(refuse("yard.position_malformed").with("got", text.substr(0, 60))); };
  std::array<int, 3>
      numbers{};  // tier, row, bay: read from the right, so that a block's code may hold a hyphen
  std::string_view rest = text;
  for (auto& number : numbers) {
    auto const hyphen = rest.rfind('-');
    if (hyphen == std::string_view::npos) return refused();
    number = small_number(rest.substr(hyphen + 1));
    if (number == 0) return refused();
    rest = rest.substr(0, hyphen);
  }
  if (!is_name(rest)) return refused();
  return Position{BlockCode{rest}, numbers[2], numbers[1], numbers[0]};
}

}  // namespace landport::yard
