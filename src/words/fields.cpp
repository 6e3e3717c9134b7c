// SPDX-License-Identifier: Apache-2.0
#include "words/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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
  if (error != std::errc{} || end != t.data() + t.size() || t.empty()) return no(wrong_type(kind, t));
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
  // A wrong unit is the likeliest mistake: "gross_t" for "gross_kg" shares all but the last part.
  auto const stem = [](std::string_view n) { return n.substr(0, n.find_last_of('_')); };
  std::string hint;
  for (auto const k : known) {
    if (stem(k) == stem(name) || k.starts_with(name) || name.starts_with(k)) hint = fmt::format("→ “{}”?", k);
  }
  if (hint.empty()) hint = fmt::format("→ {}", fmt::join(known, ", "));
  return refuse("malformed.unknown_field")
      .at("/" + std::string(name.substr(0, 80)))
      .with("field", name.substr(0, 80))
      .with("hint", hint);
}

}  // namespace detail
}  // namespace landport
