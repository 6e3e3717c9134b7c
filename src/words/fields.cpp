// SPDX-License-Identifier: Apache-2.0
#include "words/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "words/near_name.h"

namespace landport {

Refusal wrong_type(ValueKind const& expected, std::string_view got) {
  return refuse("malformed.type")
      .with("expected", expected.en)
      .with("expected_zh", expected.zh)
      .with("got", got.substr(0, 60));
}

Refusal wrong_type(ValueKind const& expected, JsonValue const& got) { return wrong_type(expected, got.print()); }

std::string Codec<double>::to_text(double v) { return fmt::format("{}", v); }

Result<double> Codec<double>::from_text(std::string_view t) {
  t = detail::trimmed(t);
  double value = 0;
  auto const [end, error] = std::from_chars(t.data(), t.data() + t.size(), value);
  bool const whole = error == std::errc{} && end == t.data() + t.size() && !t.empty();
  if (!whole || !std::isfinite(value)) return no(wrong_type(kind, t));  // "nan" and "inf" are read too
  return value;
}

Result<bool> Codec<bool>::from_text(std::string_view text) {
  text = detail::trimmed(text);
  for (std::string_view yes : {"true", "1", "yes", "是"}) {
    if (text == yes) return true;
  }
  for (std::string_view no_word : {"false", "0", "no", "否"}) {
    if (text == no_word) return false;
  }
  return no(wrong_type(kind, text));
}

namespace detail {

void schema_of_scalar(JsonWriter& out, ValueKind const& kind) {
  out.begin_object();
  out.member("type", kind.json_type);
  if (!kind.format.empty()) out.member("format", kind.format);
  if (!kind.unit.empty()) out.member("x-unit", kind.unit);
  out.end_object();
}

std::string_view trimmed(std::string_view text) {
  auto const blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

Result<std::int64_t> integer_from_text(ValueKind const& kind, std::string_view text) {
  text = trimmed(text);
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const whole = error == std::errc{} && !text.empty() && end == text.data() + text.size();
  if (!whole || value > integer_limit || value < -integer_limit) return no(wrong_type(kind, text));
  return value;
}

Refusal unknown_field(std::string_view name, std::vector<std::string_view> const& known) {
  auto hint = hint_at(name, known);
  if (hint.empty()) hint = fmt::format("→ {}", fmt::join(known, ", "));
  return refuse("malformed.unknown_field")
      .at("/" + std::string(name.substr(0, 80)))
      .with("field", name.substr(0, 80))
      .with("hint", hint);
}

void add_row(FieldRows& rows, FieldRow const& row) {
  rows.push_back(row);
  rows.back().required = row.required && !row.ops->optional;
}

void write_fields(JsonWriter& out, FieldRows const& rows, void const* value, Sights sights) {
  // Who sees everything also sees what nobody is shown: rows that are kept and facts are written whole.
  bool const whole = sights == seen_by::everyone;
  for (auto const& row : rows) {
    if (!whole && !sights.any(row.seen_by)) continue;
    void const* member = row.in(value);
    if (row.ops->absent(member)) continue;
    out.plain_key(row.name);
    row.ops->write(out, member);
  }
}

namespace {

// Our own writer keeps the table's order, so the next name is nearly always the next field.
std::size_t find_field(FieldRows const& rows, std::string_view name, std::size_t hint) {
  for (std::size_t i = hint; i < rows.size(); ++i) {
    if (rows[i].name == name) return i;
  }
  for (std::size_t i = 0; i < std::min(hint, rows.size()); ++i) {
    if (rows[i].name == name) return i;
  }
  return rows.size();
}

Refusal unknown_of(FieldRows const& rows, std::string_view name) {
  std::vector<std::string_view> known;
  for (auto const& row : rows) known.push_back(row.name);
  return unknown_field(name, known);
}

}  // namespace

bool read_fields(JsonValue const& json, FieldRows const& rows, void* value, Refusal& refusal) {
  static constexpr ValueKind object{"object", "", "", "an object", "对象"};
  if (json.kind() != JsonValue::Kind::object) {
    refusal = wrong_type(object, json);
    return false;
  }
  LP_ASSERT(rows.size() <= 64, "a field table has at most 64 fields");
  std::uint64_t found = 0;
  std::size_t hint = 0;
  for (JsonValue::Steps s(json); s; s.next()) {
    auto const i = find_field(rows, s.name(), hint);
    if (i == rows.size()) {
      refusal = unknown_of(rows, s.name());
      return false;
    }
    auto const& row = rows[i];
    if (found & (1ull << i)) {
      refusal = refuse("malformed.duplicate_field").at("/" + std::string(row.name)).with("field", row.name);
      return false;
    }
    found |= 1ull << i;
    hint = i + 1;
    if (!row.ops->read(s.value(), row.in(value), refusal)) {
      refusal.place = "/" + std::string(row.name) + refusal.place;
      return false;
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].required || (found & (1ull << i))) continue;
    refusal = refuse("malformed.missing_field").at("/" + std::string(rows[i].name)).with("field", rows[i].name);
    return false;
  }
  return true;
}

bool read_field_cells(std::vector<std::string> const& headers, std::vector<std::string> const& cells, FieldRows const& rows,
                      void* value, Refusal& refusal) {
  for (auto const& row : rows) {
    auto const column = static_cast<std::size_t>(std::find(headers.begin(), headers.end(), row.name) - headers.begin());
    std::string_view const cell = column < cells.size() ? std::string_view(cells[column]) : std::string_view{};
    bool const empty = trimmed(cell).empty();
    if (empty && !row.required) continue;
    if (column >= headers.size()) {
      // "-name": whoever reads knows of this field already and asks what else is wrong.
      if (std::find(headers.begin(), headers.end(), "-" + std::string(row.name)) != headers.end()) continue;
      refusal = refuse("malformed.missing_field").at(row.name).with("field", row.name);
      return false;
    }
    if (!row.ops->from_text) {
      refusal = refuse("malformed.type").with("expected", row.ops->kind->en).with("expected_zh", row.ops->kind->zh)
                    .with("got", cell.substr(0, 60)).at(row.name);
      return false;
    }
    if (!row.ops->from_text(cell, row.in(value), refusal)) {
      refusal.place = row.name;
      return false;
    }
  }
  return true;
}

void write_fields_schema(JsonWriter& out, FieldRows const& rows) {
  out.begin_object();
  out.member("type", "object");
  out.key("properties");
  out.begin_object();
  for (auto const& row : rows) {
    out.key(row.name);
    std::string inner;
    JsonWriter writer(inner);
    row.ops->schema(writer);
    inner.pop_back();  // the closing brace: labels belong to the field, not to its type
    inner += ",\"title\":";
    JsonWriter(inner).text(row.en);
    inner += ",\"x-zh\":";
    JsonWriter(inner).text(row.zh);
    inner += '}';
    out.raw(inner);
  }
  out.end_object();
  out.key("required");
  out.begin_array();
  for (auto const& row : rows) {
    if (row.required) out.text(row.name);
  }
  out.end_array();
  out.key("additionalProperties");
  out.boolean(false);
  out.end_object();
}

}  // namespace detail
}  // namespace landport
