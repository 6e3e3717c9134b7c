// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>

#include "formats/archive.h"
#include "formats/text_encoding.h"
#include "formats/xlsx.h"

namespace landport::formats {
namespace {

constexpr std::uint32_t most_rows = 1'048'576, most_columns = 16'384;

// The name without its prefix: some writers say "x:row".
std::string_view local(char const* name) {
  std::string_view const whole(name);
  auto const colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (auto const c : node.children()) {
    if (local(c.name()) == name) return c;
  }
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (auto const a : node.attributes()) {
    if (local(a.name()) == name) return a.value();
  }
  return {};
}

template <class Number>
std::optional<Number> parse(std::string_view text) {
  Number value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Refusal broken(std::string_view place) {
  return refuse("xlsx.broken").at(place);
}

// Takes "_x000D_" back to the character it stands for, as far as it is one byte.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '_' && i + 7 <= text.size() && text[i + 1] == 'x' && text[i + 6] == '_') {
      unsigned code = 0;
      auto const [end, error] = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
      if (error == std::errc{} && end == text.data() + i + 6 && code > 0 && code < 0x80) {
        out += static_cast<char>(code);
        i += 7;
        continue;
      }
    }
    out += text[i++];
  }
  return out;
}

// The text of a shared or inline string: plain, or in runs of their own looks; readings (phonetic) are left
// out.
std::string string_item(pugi::xml_node item) {
  std::string text;
  for (auto const part : item.children()) {
    auto const name = local(part.name());
    if (name == "t") text += part.text().get();
    if (name == "r") text += child(part, "t").text().get();
  }
  return unescaped(text);
}

bool is_date_format(int id, std::map<int, std::string> const& custom) {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
    return true;
  auto const found = custom.find(id);
  if (found == custom.end()) return false;
  auto const& code = found->second;
  for (std::size_t i = 0; i < code.size(); ++i) {
    char const c = code[i];
    if (c == ';') return false;  // only the first section, for positive numbers
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"' || c == '[') {
      auto const end = code.find(c == '"' ? '"' : ']', i + 1);
      if (end == std::string::npos) return false;
      auto const inside = std::string_view(code).substr(i + 1, end - i - 1);
      if (c == '[' && (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s"))
        return true;
      i = end;
    } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

std::string number_text(std::string_view text) {
  auto const value = parse<double>(text);
  if (!value || !std::isfinite(*value)) return {};
  if (text.find_first_not_of("0123456789-") == std::string_view::npos) return std::string(text);
  char digits[64];
  auto const format = std::fabs(*value) < 1e15 && std::fabs(*value) >= 1e-5 ? std::chars_format::fixed
                                                                            : std::chars_format::general;
  // Fifteen digits are what a spreadsheet shows: 0.1 + 0.2 is 0.3.
  auto const [first_end, e1] =
      std::to_chars(digits, digits + sizeof digits, *value, std::chars_format::general, 15);
  auto const rounded = parse<double>(std::string_view(digits, static_cast<std::size_t>(first_end - digits)));
  auto const [end, e2] = std::to_chars(digits, digits + sizeof digits, rounded.value_or(*value), format);
  if (e1 != std::errc{} || e2 != std::errc{}) return std::string(text);
  return {digits, end};
}

// A serial day of the 1900 or 1904 calendar as ISO 8601 text without a zone; empty when it is beyond the year
// 9999.
std::string date_text(double serial, bool calendar_1904) {
  if (!(serial >= 0) || serial >= 2'958'466) return {};
  auto const total_seconds = std::llround(serial * 86'400);
  auto days = total_seconds / 86'400;
  auto const clock = total_seconds % 86'400;
  std::string time;
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d:%02d", static_cast<int>(clock / 3600),
                static_cast<int>(clock / 60 % 60), static_cast<int>(clock % 60));
  if (!calendar_1904 && days == 0) return text;
  // The 1900 calendar has a 29 February that never was: days before it count from one later.
  auto const epoch = calendar_1904 ? day_of(1904, 1, 1)
                     : days < 60   ? day_of(1899, 12, 31)
                                   : day_of(1899, 12, 30);
  auto const date = to_text(epoch + static_cast<int>(days));
  return clock == 0 ? date : date + "T" + text;
}

class Workbook {
 public:
  Workbook(Archive archive, XlsxLimits const& limits) : archive_(std::move(archive)), limits_(limits) {}

  Result<std::vector<Sheet>> read() {
    if (auto done = read_parts(); !done) return no(std::move(done.error()));
    std::vector<Sheet> sheets;
    for (auto const& [name, path] : sheet_paths_) {
      auto sheet = read_sheet(name, path);
      if (!sheet) return no(std::move(sheet.error()));
      if (sheet->header.number > 0) sheets.push_back(std::move(*sheet));
    }
    if (sheets.empty()) return no("sheet.empty");
    return sheets;
  }

 private:
  Result<pugi::xml_document*> load(std::string const& path) {
    auto content = archive_.read(path);
    if (!content) return no(std::move(content.error()));
    content_ = std::move(*content);
    auto const parsed = document_.load_buffer_inplace(
        content_.data(), content_.size(),
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata);
    if (!parsed) return no(broken(path).with("why", parsed.description()));
    return &document_;
  }

  // The path of a relationship's target, seen from the folder of its source.
  static std::string target_path(std::string const& folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    auto base = folder;
    while (target.starts_with("../")) {
      target.remove_prefix(3);
      auto const slash = base.find_last_of('/', base.size() < 2 ? 0 : base.size() - 2);
      base.resize(slash == std::string::npos ? 0 : slash + 1);
    }
    return base + std::string(target);
  }

  // The targets of a part by id, and those of the types we use by the last word of the type.
  Result<std::map<std::string, std::string>> relations(std::string const& part) {
    auto const slash = part.find_last_of('/');
    auto const folder = slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
    auto const file = slash == std::string::npos ? part : part.substr(slash + 1);
    auto document = load(folder + "_rels/" + file + ".rels");
    if (!document) return no(std::move(document.error()));
    std::map<std::string, std::string> found;
    for (auto const relation : (*document)->document_element().children()) {
      auto const path = target_path(folder, attribute(relation, "Target"));
      std::string id(1, '#');
      found[id.append(attribute(relation, "Id"))] = path;
      auto const type = attribute(relation, "Type");
      found[std::string(type.substr(type.find_last_of('/') + 1))] = path;
    }
    return found;
  }

  Result<void> read_parts() {
    auto const top = relations("");
    if (!top) return no(top.error());
    auto const office = top->find("officeDocument");
    if (office == top->end()) return no("xlsx.not_xlsx");
    auto const parts = relations(office->second);
    if (!parts) return no(parts.error());
    if (auto const styles = parts->find("styles"); styles != parts->end()) {
      if (auto done = read_styles(styles->second); !done) return done;
    }
    if (auto const strings = parts->find("sharedStrings"); strings != parts->end()) {
      if (auto done = read_shared_strings(strings->second); !done) return done;
    }
    auto document = load(office->second);
    if (!document) return no(std::move(document.error()));
    auto const book = (*document)->document_element();
    auto const calendar = attribute(child(book, "workbookPr"), "date1904");
    calendar_1904_ = calendar == "1" || calendar == "true";
    for (auto const sheet : child(book, "sheets").children()) {
      auto const state = attribute(sheet, "state");
      if (state == "hidden" || state == "veryHidden") continue;
      auto id = std::string("#");
      for (auto const a : sheet.attributes()) {
        if (std::string_view(a.name()) != "id" && local(a.name()) == "id") id += a.value();
      }
      auto const path = parts->find(id);
      if (path == parts->end() || first_bad_utf8(attribute(sheet, "name"))) return no(broken(office->second));
      if (sheet_paths_.size() == limits_.sheets) return no(too_big("sheets", limits_.sheets, office->second));
      sheet_paths_.emplace_back(attribute(sheet, "name"), path->second);
    }
    return {};
  }

  Result<void> read_styles(std::string const& path) {
    auto document = load(path);
    if (!document) return no(std::move(document.error()));
    auto const root = (*document)->document_element();
    std::map<int, std::string> custom;
    for (auto const format : child(root, "numFmts").children()) {
      custom[parse<int>(attribute(format, "numFmtId")).value_or(-1)] = attribute(format, "formatCode");
    }
    for (auto const look : child(root, "cellXfs").children()) {
      date_styles_.push_back(is_date_format(parse<int>(attribute(look, "numFmtId")).value_or(0), custom));
    }
    return {};
  }

  Result<void> read_shared_strings(std::string const& path) {
    auto document = load(path);
    if (!document) return no(std::move(document.error()));
    for (auto const item : (*document)->document_element().children()) {
      if (local(item.name()) != "si") continue;
      if (strings_.size() == limits_.shared_strings) {
        return no(too_big("shared_strings", limits_.shared_strings, path));
      }
      strings_.push_back(string_item(item));
    }
    return {};
  }

  Result<Sheet> read_sheet(std::string const& name, std::string const& path) {
    auto document = load(path);
    if (!document) return no(std::move(document.error()));
    Sheet sheet;
    sheet.name = name;
    cells_ = 0;
    text_bytes_ = 0;
    std::uint32_t last = 0;
    for (auto const node : child((*document)->document_element(), "sheetData").children()) {
      if (local(node.name()) != "row") continue;
      auto const stated = attribute(node, "r");
      auto const number = stated.empty() ? last + 1 : parse<std::uint32_t>(stated).value_or(0);
      if (number <= last || number > most_rows) return no(broken(name + "!" + std::to_string(last + 1)));
      last = number;
      SheetRow row{number, {}};
      if (auto done = read_row(node, row, name); !done) return no(std::move(done.error()));
      if (row.cells.empty()) continue;
      if (row.cells.size() < sheet.header.cells.size())
        cells_ += sheet.header.cells.size() - row.cells.size();
      if (sheet.rows.size() == limits_.sheet.rows) {
        return no(too_big("rows", limits_.sheet.rows, name + "!" + std::to_string(number)));
      }
      add_row(sheet, std::move(row));
    }
    return sheet;
  }

  Result<void> read_row(pugi::xml_node node, SheetRow& row, std::string const& sheet) {
    for (auto const c : node.children()) {
      if (local(c.name()) != "c") continue;
      auto const address = attribute(c, "r");
      auto column = static_cast<std::uint32_t>(row.cells.size() + 1);
      if (!address.empty()) {
        auto const stated = column_of(address, row.number);
        if (stated < column) return no(broken(sheet + "!" + std::string(address.substr(0, 16))));
        column = stated;
      }
      auto const place = sheet + "!" + column_letters(column) + std::to_string(row.number);
      if (column > limits_.sheet.columns) return no(too_big("columns", limits_.sheet.columns, place));
      cells_ += column - row.cells.size();
      if (cells_ > limits_.sheet.cells) return no(too_big("cells", limits_.sheet.cells, place));
      while (row.cells.size() + 1 < column) {
        row.cells.push_back(
            Cell{{}, row.number, static_cast<std::uint32_t>(row.cells.size() + 1), CellKind::empty});
      }
      auto& cell = row.cells.emplace_back(Cell{{}, row.number, column, CellKind::empty});
      if (!read_cell(c, cell) || first_bad_utf8(cell.text)) return no(broken(place));
      text_bytes_ += cell.text.size();
      if (cell.text.size() > limits_.sheet.cell_bytes * 4)
        return no(too_big("cell_bytes", limits_.sheet.cell_bytes * 4, place));
      if (text_bytes_ > limits_.sheet.total_bytes)
        return no(too_big("total_bytes", limits_.sheet.total_bytes, place));
    }
    return {};
  }

  // The column of "C7", or 0 when it is no cell of this row.
  static std::uint32_t column_of(std::string_view address, std::uint32_t row) {
    std::uint32_t column = 0;
    std::size_t i = 0;
    for (; i < address.size() && i < 4 && address[i] >= 'A' && address[i] <= 'Z'; ++i) {
      column = column * 26 + static_cast<std::uint32_t>(address[i] - 'A' + 1);
    }
    auto const number = parse<std::uint32_t>(address.substr(i));
    return number == row && column <= most_columns ? column : 0;
  }

  // False when the value is not what its type says.
  bool read_cell(pugi::xml_node node, Cell& cell) const {
    auto const type = attribute(node, "t");
    std::string_view const value = child(node, "v").text().get();
    if (type == "inlineStr") {
      cell.text = string_item(child(node, "is"));
    } else if (value.empty()) {
      return true;
    } else if (type == "s") {
      auto const index = parse<std::size_t>(value);
      if (!index || *index >= strings_.size()) return false;
      cell.text = strings_[*index];
    } else if (type == "b") {
      cell.text = value == "1" || value == "true" ? "TRUE" : "FALSE";
      cell.kind = CellKind::boolean;
      return true;
    } else if (type == "str" || type == "e") {
      cell.text = unescaped(value);
    } else if (type == "d") {
      cell.text = value;
      cell.kind = CellKind::date;
      return true;
    } else {
      return read_number(node, value, cell);
    }
    cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
    return true;
  }

  bool read_number(pugi::xml_node node, std::string_view value, Cell& cell) const {
    auto const style = parse<std::size_t>(attribute(node, "s")).value_or(0);
    auto const number = parse<double>(value);
    if (!number) return false;
    if (style < date_styles_.size() && date_styles_[style]) {
      cell.text = date_text(*number, calendar_1904_);
      cell.kind = CellKind::date;
      if (!cell.text.empty()) return true;
    }
    cell.text = number_text(value);
    cell.kind = CellKind::number;
    return !cell.text.empty();
  }

  static Refusal too_big(std::string_view what, std::size_t max, std::string_view place) {
    return refuse("sheet.too_big").with("what", what).with("max", std::to_string(max)).at(place);
  }

  Archive archive_;
  XlsxLimits const& limits_;
  pugi::xml_document document_;
  std::string content_;  // what document_ points into
  std::vector<std::string> strings_;
  std::vector<bool> date_styles_;
  std::vector<std::pair<std::string, std::string>> sheet_paths_;
  bool calendar_1904_ = false;
  std::size_t cells_ = 0, text_bytes_ = 0;
};

}  // namespace

Result<std::vector<Sheet>> read_xlsx(std::string_view bytes, XlsxLimits const& limits) {
  if (bytes.size() > limits.sheet.total_bytes) {
    return no(refuse("sheet.too_big")
                  .with("what", "total_bytes")
                  .with("max", std::to_string(limits.sheet.total_bytes)));
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return no("xlsx.old_format");
  auto archive =
      Archive::open(bytes, {limits.entries, limits.entry_bytes, limits.unpacked_bytes, limits.ratio});
  if (!archive) return no(std::move(archive.error()));
  if (!archive->has("_rels/.rels")) return no("xlsx.not_xlsx");
  return Workbook(std::move(*archive), limits).read();
}

}  // namespace landport::formats
