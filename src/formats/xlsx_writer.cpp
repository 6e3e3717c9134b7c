// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>

#include "formats/archive.h"
#include "formats/xlsx.h"

namespace landport::formats {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view package_names = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view relation_names =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view content_types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

// Cell looks, by their place in cellXfs.
constexpr int bold = 1, date = 2, first_decimal = 3;  // first_decimal + n has n decimals
constexpr int most_decimals = 9;

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  });
}

// Text as XML character data. Control characters, which XML cannot hold, become "_x000D_"; a text that looks
// like that already has its first underscore written so.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    auto const looks_escaped = c == '_' && i + 7 <= text.size() && text[i + 1] == 'x' && text[i + 6] == '_' &&
                               is_hex(text.substr(i + 2, 4));
    if (looks_escaped || (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')) {
      char code[8];
      std::snprintf(code, sizeof code, "_x%04X_", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += code;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) width += byte >= 0xE0 ? 2 : 1;  // Chinese characters are twice as wide
  }
  return width;
}

// What a spreadsheet allows: at most 31 characters, none of []:*?/\, no two alike.
std::string sheet_name(std::string_view wanted, std::size_t index) {
  std::string name;
  std::size_t characters = 0;
  for (char const c : wanted) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++characters > 31) break;
    auto const barred = std::string_view("[]:*?/\\'").find(c) != std::string_view::npos;
    name += barred || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return name.find_first_not_of(' ') == std::string::npos ? "Sheet" + std::to_string(index + 1) : name;
}

std::string serial_day(Instant at, Duration offset) {
  auto const epoch = start_of(day_of(1899, 12, 30));
  auto const milliseconds_since = (at + offset - epoch).ms;
  char text[32];
  std::snprintf(text, sizeof text, "%.10f", static_cast<double>(milliseconds_since) / 86'400'000.0);
  return text;
}

void append_text(std::string& out, std::string_view address, std::string_view text, int look) {
  out += "<c r=\"";
  out += address;
  if (look != 0) out += "\" s=\"" + std::to_string(look);
  out += "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text) + "</t></is></c>";
}

void append_number(std::string& out, std::string_view address, std::string_view number, int look) {
  out += "<c r=\"";
  out += address;
  out += "\" s=\"" + std::to_string(look) + "\"><v>";
  out += number;
  out += "</v></c>";
}

bool exact_in_a_spreadsheet(std::int64_t digits) {
  return digits > -1'000'000'000'000'000 && digits < 1'000'000'000'000'000;
}

void append_value(std::string& out, std::string_view address, Value const& value, XlsxStyle const& style) {
  auto const first_day = day_of(1900, 3, 1);
  if (auto const* const number = std::get_if<std::int64_t>(&value);
      number != nullptr && exact_in_a_spreadsheet(*number)) {
    return append_number(out, address, std::to_string(*number), first_decimal);
  }
  if (auto const* const decimal = std::get_if<Decimal>(&value);
      decimal != nullptr && exact_in_a_spreadsheet(decimal->digits) && decimal->decimals <= most_decimals) {
    return append_number(out, address, to_text(*decimal), first_decimal + decimal->decimals);
  }
  if (auto const* const at = std::get_if<Instant>(&value);
      at != nullptr && *at + style.clock_offset >= start_of(first_day)) {
    return append_number(out, address, serial_day(*at, style.clock_offset), date);
  }
  if (auto const* const truth = std::get_if<bool>(&value)) {
    out += "<c r=\"";
    out += address;
    out += *truth ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>";
    return;
  }
  auto const text = to_text(value);
  if (!text.empty()) append_text(out, address, text, 0);
}

std::string columns_of(Table const& table) {
  std::vector<std::size_t> widths;
  auto widen = [&](std::size_t column, std::size_t width) {
    if (column >= widths.size()) widths.resize(column + 1, 0);
    widths[column] = std::max(widths[column], width);
  };
  for (std::size_t c = 0; c < table.header.size(); ++c) widen(c, shown_width(table.header[c]) + 2);
  for (auto const& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) widen(c, shown_width(to_text(row[c])) + 1);
  }
  if (widths.empty()) return {};
  std::string out = "<cols>";
  for (std::size_t c = 0; c < widths.size(); ++c) {
    auto const number = std::to_string(c + 1);
    out += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
           std::to_string(std::clamp<std::size_t>(widths[c], 8, 60)) + "\" customWidth=\"1\"/>";
  }
  return out + "</cols>";
}

std::string sheet_part(Table const& table, XlsxStyle const& style) {
  std::string out(declaration);
  out += "<worksheet xmlns=\"";
  out += main_names;
  out +=
      "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
      "activePane=\"bottomLeft\" "
      "state=\"frozen\"/></sheetView></sheetViews>";
  out += columns_of(table) + "<sheetData><row r=\"1\">";
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    append_text(out, column_letters(static_cast<std::uint32_t>(c + 1)) + "1", table.header[c], bold);
  }
  out += "</row>";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    auto const number = std::to_string(r + 2);
    out += "<row r=\"" + number + "\">";
    for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
      append_value(out, column_letters(static_cast<std::uint32_t>(c + 1)) + number, table.rows[r][c], style);
    }
    out += "</row>";
  }
  return out + "</sheetData></worksheet>";
}

std::string styles_part() {
  std::string out(declaration);
  out += "<styleSheet xmlns=\"";
  out += main_names;
  out += "\"><numFmts count=\"" + std::to_string(most_decimals + 2) + "\">";
  out += "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/>";
  for (int n = 0; n <= most_decimals; ++n) {
    out += "<numFmt numFmtId=\"" + std::to_string(165 + n) + "\" formatCode=\"0" + (n > 0 ? "." : "") +
           std::string(static_cast<std::size_t>(n), '0') + "\"/>";
  }
  out +=
      "</numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz "
      "val=\"11\"/>"
      "<name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
      "patternType=\"none\"/></fill><fill>"
      "<patternFill patternType=\"gray125\"/></fill></fills><borders "
      "count=\"1\"><border><left/><right/><top/><bottom/>"
      "<diagonal/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>";
  out +=
      "<cellXfs count=\"" + std::to_string(most_decimals + 4) + "\"><xf/><xf fontId=\"1\" applyFont=\"1\"/>";
  for (int n = -1; n <= most_decimals; ++n) {
    out += "<xf numFmtId=\"" + std::to_string(165 + n) + "\" applyNumberFormat=\"1\"/>";
  }
  return out + "</cellXfs></styleSheet>";
}

}  // namespace

std::string write_xlsx(std::span<Table const> tables, XlsxStyle const& style) {
  std::string types(declaration), book(declaration), relations(declaration), top(declaration);
  types.append("<Types xmlns=\"")
      .append(package_names)
      .append("content-types\"><Default Extension=\"rels\" ContentType=\"");
  types +=
      "application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
      "ContentType=\"application/xml\"/>";
  auto override_type = [&](std::string const& part, std::string_view type) {
    types.append("<Override PartName=\"/" + part + "\" ContentType=\"")
        .append(content_types)
        .append(type)
        .append("+xml\"/>");
  };
  override_type("xl/workbook.xml", "sheet.main");
  override_type("xl/styles.xml", "styles");
  book.append("<workbook xmlns=\"")
      .append(main_names)
      .append("\" xmlns:r=\"")
      .append(relation_names)
      .append("\"><sheets>");
  relations.append("<Relationships xmlns=\"").append(package_names).append("relationships\">");
  auto relate = [](std::string& out, std::string const& id, std::string_view type, std::string_view target) {
    out += "<Relationship Id=\"" + id + "\" Type=\"";
    out.append(relation_names).append("/").append(type).append("\" Target=\"").append(target).append("\"/>");
  };
  std::vector<std::pair<std::string, std::string>> sheets;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    auto const number = std::to_string(i + 1);
    auto name = sheet_name(tables[i].name, i);
    if (std::find(names.begin(), names.end(), name) != names.end()) name = "Sheet" + number;
    names.push_back(name);
    override_type("xl/worksheets/sheet" + number + ".xml", "worksheet");
    book += "<sheet name=\"" + escaped(name) + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
    relate(relations, "rId" + number, "worksheet", "worksheets/sheet" + number + ".xml");
    sheets.emplace_back("xl/worksheets/sheet" + number + ".xml", sheet_part(tables[i], style));
  }
  relate(relations, "rIdStyles", "styles", "styles.xml");
  top.append("<Relationships xmlns=\"").append(package_names).append("relationships\">");
  relate(top, "rId1", "officeDocument", "xl/workbook.xml");
  std::vector<std::pair<std::string, std::string>> files{
      {"[Content_Types].xml", types + "</Types>"},
      {"_rels/.rels", top + "</Relationships>"},
      {"xl/workbook.xml", book + "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", relations + "</Relationships>"},
      {"xl/styles.xml", styles_part()}};
  files.insert(files.end(), sheets.begin(), sheets.end());
  return write_archive(files);
}

}  // namespace landport::formats
