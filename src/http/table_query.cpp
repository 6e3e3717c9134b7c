// SPDX-License-Identifier: Apache-2.0
#include "http/table_query.h"

#include <algorithm>
#include <charconv>

#include "words/near_name.h"

namespace landport::http {

namespace {

constexpr std::string_view reserved[] = {"after", "recorded_at", "happened_at", "format", "limit",
                                         "cursor", "sort",       "q",           "lang"};

struct Sorting {
  std::size_t field;
  bool down;
};

Result<std::size_t> field_of(TableKind const& kind, std::string_view name, std::string_view place) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    if (kind.fields[i].name == name) return i;
  }
  std::vector<std::string_view> known(std::begin(reserved), std::end(reserved));
  for (auto const& f : kind.fields) known.push_back(f.name);
  return no(refuse("query.no_such_field").at(place).with("field", name.substr(0, 60)).with("hint", hint_at(name, known)));
}

struct Wanted {
  std::vector<std::pair<std::size_t, std::function<bool(TableFace::Slot)>>> tests;
  std::vector<Sorting> sorting;
  std::vector<std::string> texts;  // any of them
  std::size_t limit = 100, offset = 0;
};

Result<std::size_t> number_param(std::string_view name, std::string_view text, std::size_t max) {
  std::size_t n = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size() || n > max) {
    return no(refuse("malformed.range").at(name).with("got", text.substr(0, 30)).with("min", "0").with("max", std::to_string(max)));
  }
  return n;
}

Result<void> add_sorting(Wanted& wanted, TableKind const& kind, std::string_view text) {
  while (!text.empty()) {
    auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    bool const down = part.starts_with('-');
    if (down) part.remove_prefix(1);
    auto const field = field_of(kind, part, "sort");
    if (!field) return no(field.error());
    wanted.sorting.push_back({*field, down});
  }
  return {};
}

Result<void> add_test(Wanted& wanted, TableFace const& table, std::string_view name, std::string_view value) {
  auto is = TableFace::Is::equal;
  std::string_view field_name = name;
  if (name.ends_with(".min")) is = TableFace::Is::at_least, field_name.remove_suffix(4);
  if (name.ends_with(".max")) is = TableFace::Is::at_most, field_name.remove_suffix(4);
  if (name.ends_with(".has")) is = TableFace::Is::contains, field_name.remove_suffix(4);
  auto const field = field_of(table.kind(), field_name, name);
  if (!field) return no(field.error());
  auto test = table.test(*field, is, value);
  if (!test) {
    test.error().place = name;
    if (test.error().details.empty()) test.error().details.emplace_back("field", field_name);
    return no(std::move(test.error()));
  }
  wanted.tests.emplace_back(*field, std::move(*test));
  return {};
}

Result<Wanted> read_wanted(TableFace const& table, Request const& request, std::size_t limit_max) {
  Wanted wanted;
  for (auto const& [name, value] : request.query) {
    if (name == "limit" || name == "cursor") {
      auto const n = number_param(name, value, name == "limit" ? limit_max : 100'000'000);
      if (!n) return no(n.error());
      (name == "limit" ? wanted.limit : wanted.offset) = *n;
    } else if (name == "sort") {
      if (auto added = add_sorting(wanted, table.kind(), value); !added) return no(added.error());
    } else if (name == "q") {
      if (!value.empty()) wanted.texts.push_back(value);
    } else if (std::find(std::begin(reserved), std::end(reserved), name) == std::end(reserved)) {
      if (auto added = add_test(wanted, table, name, value); !added) return no(added.error());
    }
  }
  return wanted;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_text(TableFace const& table, TableFace::Slot slot, Sights sights, std::string const& needle) {
  auto const& fields = table.kind().fields;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (!sights.any(fields[f].seen_by)) continue;
    auto const text = table.text(slot, f);
    auto const found = std::search(text.begin(), text.end(), needle.begin(), needle.end(),
                                   [](char a, char b) { return lower(a) == lower(b); });
    if (found != text.end()) return true;
  }
  return false;
}

}  // namespace

Result<Selection> select(TableFace const& table, Request const& request, Actor const& actor, std::size_t limit_max) {
  auto const wanted = read_wanted(table, request, limit_max);
  if (!wanted) return no(wanted.error());
  auto const& kind = table.kind();
  Selection selection;
  std::vector<Selection::One> all;
  for (TableFace::Slot s = 0; s < table.slots(); ++s) {
    if (table.gone(s)) continue;
    Sights const sights = table.sights(s, actor);
    if (!sights.any(kind.audience)) continue;
    bool fits = true;
    for (auto const& [field, test] : wanted->tests) fits = fits && sights.any(kind.fields[field].seen_by) && test(s);
    fits = fits && (wanted->texts.empty() || std::any_of(wanted->texts.begin(), wanted->texts.end(), [&](auto const& text) {
                      return has_text(table, s, sights, text);
                    }));
    if (fits) all.push_back({s, sights});
  }
  if (!wanted->sorting.empty()) {
    std::stable_sort(all.begin(), all.end(), [&](auto const& a, auto const& b) {
      for (auto const& by : wanted->sorting) {
        bool const see_a = a.sights.any(kind.fields[by.field].seen_by), see_b = b.sights.any(kind.fields[by.field].seen_by);
        int const order = see_a && see_b ? table.compare(a.slot, b.slot, by.field) : see_a - see_b;
        if (order != 0) return by.down ? order > 0 : order < 0;
      }
      return false;
    });
  }
  selection.total = all.size();
  auto const begin = std::min(wanted->offset, all.size()), end = std::min(begin + wanted->limit, all.size());
  selection.rows.assign(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end));
  if (end < all.size()) selection.next = std::to_string(end);
  return selection;
}

void write_row(JsonWriter& out, TableFace const& table, TableFace::Slot slot, Sights sights) {
  out.begin_object();
  out.member("_key", table.key(slot));
  out.member("_sequence", table.trail(slot).last());
  table.write(slot, sights, out);
  out.end_object();
}

ExportSheet sheet_of(TableFace const& table, Selection const& selection, std::string_view language) {
  ExportSheet sheet;
  auto const& kind = table.kind();
  sheet.name = language == "en" ? kind.en : kind.zh;
  // Columns that no row of the reader shows are left out; a cell that its row hides stays empty.
  std::vector<bool> shown(kind.fields.size(), selection.rows.empty());
  for (auto const& row : selection.rows) {
    for (std::size_t f = 0; f < kind.fields.size(); ++f) shown[f] = shown[f] || row.sights.any(kind.fields[f].seen_by);
  }
  for (std::size_t f = 0; f < kind.fields.size(); ++f) {
    if (shown[f]) sheet.columns.push_back(kind.fields[f]);
  }
  for (auto const& row : selection.rows) {
    auto& cells = sheet.rows.emplace_back();
    for (std::size_t f = 0; f < kind.fields.size(); ++f) {
      if (shown[f]) cells.push_back(row.sights.any(kind.fields[f].seen_by) ? table.text(row.slot, f) : std::string{});
    }
  }
  return sheet;
}

std::string csv_of(ExportSheet const& sheet) {
  std::string out = "\xEF\xBB\xBF";  // so that spreadsheets read it as UTF-8
  auto const cell = [&](std::string_view text, bool last) {
    // A cell that a spreadsheet would take for a formula is made a text.
    bool const formula = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos &&
                         !std::all_of(text.begin() + 1, text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    bool const quote = formula || text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quote) out += '"';
    if (formula) out += '\'';
    for (char c : text) out.append(c == '"' && quote ? 2 : 1, c);
    if (quote) out += '"';
    out += last ? "\r\n" : ",";
  };
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) cell(sheet.columns[i].name, i + 1 == sheet.columns.size());
  for (auto const& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) cell(row[i], i + 1 == row.size());
  }
  return out;
}

}  // namespace landport::http
