// SPDX-License-Identifier: Apache-2.0
#include "formats/sheet.h"

#include <algorithm>

namespace landport::formats {
namespace {

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_heading(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

std::string Cell::address() const {
  return column_letters(column) + std::to_string(row);
}

std::optional<std::size_t> Sheet::column(std::string_view heading) const {
  std::optional<std::size_t> found;
  auto const wanted = trimmed(heading);
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    if (!same_heading(trimmed(header.cells[i].text), wanted)) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

std::string Sheet::place(Cell const& cell) const {
  return name.empty() ? cell.address() : name + "!" + cell.address();
}

std::string to_text(Decimal value) {
  auto const negative = value.digits < 0;
  // Negating the smallest number overflows, its unsigned image does not.
  auto const magnitude =
      negative ? 0 - static_cast<std::uint64_t>(value.digits) : static_cast<std::uint64_t>(value.digits);
  auto text = std::to_string(magnitude);
  if (value.decimals > 0) {
    if (text.size() <= value.decimals) text.insert(0, value.decimals + 1u - text.size(), '0');
    text.insert(text.size() - value.decimals, ".");
  }
  if (negative) text.insert(text.begin(), '-');
  return text;
}

std::string to_text(Value const& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::string const& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(Decimal decimal) const { return to_text(decimal); }
    std::string operator()(Instant at) const { return landport::to_text(at); }
    std::string operator()(bool truth) const { return truth ? "TRUE" : "FALSE"; }
  };
  return std::visit(Writer{}, value);
}

void add_row(Sheet& sheet, SheetRow row) {
  auto const blank =
      std::all_of(row.cells.begin(), row.cells.end(), [](Cell const& c) { return trimmed(c.text).empty(); });
  if (blank) return;
  if (sheet.header.number == 0) {
    while (trimmed(row.cells.back().text).empty()) row.cells.pop_back();
    sheet.header = std::move(row);
    return;
  }
  for (auto column = row.cells.size(); column < sheet.header.cells.size(); ++column) {
    row.cells.push_back(Cell{{}, row.number, static_cast<std::uint32_t>(column + 1), CellKind::empty});
  }
  sheet.rows.push_back(std::move(row));
}

}  // namespace landport::formats
