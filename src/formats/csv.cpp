// SPDX-License-Identifier: Apache-2.0
#include "formats/csv.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/text_encoding.h"

namespace landport::formats {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

std::string at_cell(std::uint32_t row, std::size_t column) {
  return column_letters(static_cast<std::uint32_t>(column)) + std::to_string(row);
}

// True when the text begins a formula, perhaps behind apostrophes that already guard it.
bool needs_guard(std::string_view text) {
  auto const first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

// The bytes as UTF-8 text without mark: a view of them, or of `converted` when they were in another encoding.
Result<std::string_view> decode(std::string_view bytes, std::string& converted) {
  auto convert = [&](std::string_view body, char const* encoding) {
    auto text = to_utf8(body, encoding);
    if (text) converted = std::move(*text);
    return text.has_value();
  };
  if (bytes.starts_with("\xFF\xFE")) {
    if (!convert(bytes.substr(2), "UTF-16LE")) return no(refuse("csv.encoding").with("byte", "2"));
    return std::string_view(converted);
  }
  if (bytes.starts_with("\xFE\xFF")) {
    if (!convert(bytes.substr(2), "UTF-16BE")) return no(refuse("csv.encoding").with("byte", "2"));
    return std::string_view(converted);
  }
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  auto const bad = first_bad_utf8(bytes);
  if (!bad) return bytes;
  if (!convert(bytes, "GB18030")) return no(refuse("csv.encoding").with("byte", std::to_string(*bad)));
  return std::string_view(converted);
}

// The delimiter that occurs most often outside quotes in the first record that is not blank.
char find_delimiter(std::string_view text) {
  constexpr std::array<char, 4> candidates{',', ';', '\t', '|'};
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  bool blank = true;
  for (char const c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      if (blank) continue;
      break;
    }
    blank = false;
    for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += c == candidates[i];
  }
  auto const most = std::max_element(counts.begin(), counts.end());
  return candidates[static_cast<std::size_t>(most - counts.begin())];
}

class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter, std::uint32_t first_row, SheetLimits const& limits)
      : text_(text), delimiter_(delimiter), row_(first_row), limits_(limits) {}

  Result<Sheet> read() {
    while (at_ < text_.size()) {
      SheetRow row{row_, {}};
      if (auto done = read_record(row); !done) return no(std::move(done.error()));
      if (auto fits = take(std::move(row)); !fits) return no(std::move(fits.error()));
      ++row_;
    }
    if (sheet_.header.number == 0) return no(refuse("sheet.empty"));
    return std::move(sheet_);
  }

 private:
  Result<void> read_record(SheetRow& row) {
    for (;;) {
      if (row.cells.size() == limits_.columns) return no(too_big("columns", limits_.columns, row));
      auto& cell = row.cells.emplace_back();
      cell.row = row_;
      cell.column = static_cast<std::uint32_t>(row.cells.size());
      auto read = at_ < text_.size() && text_[at_] == '"' ? read_quoted(cell) : read_plain(cell);
      if (!read) return read;
      if (needs_guard(cell.text) && cell.text.front() == '\'') cell.text.erase(0, 1);
      cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
      if (++cells_ > limits_.cells) return no(too_big("cells", limits_.cells, row));
      if (at_ == text_.size()) return {};
      if (text_[at_] == delimiter_) {
        ++at_;
        continue;
      }
      at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
      return {};
    }
  }

  Result<void> read_plain(Cell& cell) {
    auto const begin = at_;
    for (; at_ < text_.size(); ++at_) {
      char const c = text_[at_];
      if (c == delimiter_ || c == '\n' || c == '\r') break;
      if (c == '"') return no(refuse("csv.quote_inside").at(cell.address()));
      if (c == '\0') return no(refuse("csv.control_character").at(cell.address()));
    }
    cell.text = text_.substr(begin, at_ - begin);
    return check_size(cell);
  }

  Result<void> read_quoted(Cell& cell) {
    ++at_;
    for (;;) {
      auto const quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return no(refuse("csv.quote_open").at(cell.address()));
      auto const piece = text_.substr(at_, quote - at_);
      if (piece.find('\0') != std::string_view::npos)
        return no(refuse("csv.control_character").at(cell.address()));
      cell.text += piece;
      at_ = quote + 1;
      if (auto fits = check_size(cell); !fits) return fits;
      if (at_ < text_.size() && text_[at_] == '"') {
        cell.text += '"';
        ++at_;
        continue;
      }
      if (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') {
        return no(refuse("csv.after_quote").at(cell.address()));
      }
      return {};
    }
  }

  Result<void> check_size(Cell const& cell) const {
    if (cell.text.size() <= limits_.cell_bytes) return {};
    return no(refuse("sheet.too_big")
                  .with("what", "cell_bytes")
                  .with("max", std::to_string(limits_.cell_bytes))
                  .at(cell.address()));
  }

  Result<void> take(SheetRow row) {
    if (sheet_.rows.size() == limits_.rows) return no(too_big("rows", limits_.rows, row));
    auto const width = sheet_.header.cells.size();
    if (width > 0) {
      for (auto i = width; i < row.cells.size(); ++i) {
        if (row.cells[i].text.empty()) continue;
        return no(refuse("csv.too_wide").with("columns", std::to_string(width)).at(row.cells[i].address()));
      }
      if (row.cells.size() > width) row.cells.resize(width);
      cells_ += width - row.cells.size();  // add_row fills the row up
      if (cells_ > limits_.cells) return no(too_big("cells", limits_.cells, row));
    }
    add_row(sheet_, std::move(row));
    return {};
  }

  Refusal too_big(std::string_view what, std::size_t max, SheetRow const& row) const {
    return refuse("sheet.too_big")
        .with("what", what)
        .with("max", std::to_string(max))
        .at(at_cell(row.number, row.cells.size() + 1));
  }

  std::string_view text_;
  char delimiter_;
  std::uint32_t row_;
  SheetLimits const& limits_;
  std::size_t at_ = 0;
  std::size_t cells_ = 0;
  Sheet sheet_;
};

void append_cell(std::string& out, Value const& value, char delimiter) {
  auto text = to_text(value);
  if (std::holds_alternative<std::string>(value) && needs_guard(text)) text.insert(0, 1, '\'');
  auto const quote = text.find_first_of("\"\r\n") != std::string::npos ||
                     text.find(delimiter) != std::string::npos || text.starts_with(' ') ||
                     text.ends_with(' ') || text.starts_with("sep=");
  if (!quote) {
    out += text;
    return;
  }
  out += '"';
  for (char const c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

Result<Sheet> read_csv(std::string_view bytes, CsvOptions const& options) {
  if (bytes.size() > options.limits.total_bytes) {
    return no(refuse("sheet.too_big")
                  .with("what", "total_bytes")
                  .with("max", std::to_string(options.limits.total_bytes)));
  }
  std::string converted;
  auto text = decode(bytes, converted);
  if (!text) return no(std::move(text.error()));
  auto delimiter = options.delimiter;
  std::uint32_t first_row = 1;
  auto const names_it = text->starts_with("sep=") && text->size() > 5 &&
                        std::string_view(",;\t|").find((*text)[4]) != std::string_view::npos &&
                        ((*text)[5] == '\r' || (*text)[5] == '\n');
  if (names_it) {
    if (delimiter == 0) delimiter = (*text)[4];
    text->remove_prefix(text->substr(5).starts_with("\r\n") ? 7 : 6);
    first_row = 2;
  }
  if (delimiter == 0) delimiter = find_delimiter(*text);
  return CsvReader(*text, delimiter, first_row, options.limits).read();
}

std::string write_csv(Table const& table, char delimiter) {
  std::string out(utf8_mark);
  auto write_row = [&](auto const& row) {
    bool first = true;
    for (auto const& value : row) {
      if (!first) out += delimiter;
      first = false;
      append_cell(out, value, delimiter);
    }
    out += "\r\n";
  };
  write_row(table.header);
  for (auto const& row : table.rows) write_row(row);
  return out;
}

}  // namespace landport::formats
