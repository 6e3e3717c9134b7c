// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "words/json.h"
#include "words/quantities.h"
#include "words/result.h"
#include "words/sight.h"
#include "words/strong.h"
#include "words/time.h"
#include "words/unit_number.h"
#include "words/wagon_number.h"

// The field table beside a struct is the single source of its JSON, its schema, its form, its documentation and its
// permission:
//
//   struct AdmitUnit { UnitNumber unit; Kilograms gross; };
//   constexpr auto fields(Type<AdmitUnit>) {
//     return std::tuple{field("unit", &AdmitUnit::unit, "箱号", "Unit"),
//                       field("gross_kg", &AdmitUnit::gross, "总重", "Gross mass")};
//   }
//
// Templates here are instantiated in a department's module.cpp and in tests only.
namespace landport {

// Names a type in an overload set; argument-dependent lookup finds the table in the type's own namespace.
template <class T>
struct Type {};

template <class S, class M>
struct Field {
  std::string_view name;  // on the wire, with its unit at the end: "gross_kg"
  M S::*member;
  std::string_view zh, en;
  bool required = true;
  Sights seen_by = seen_by::everyone;

  // Only those who stand in one of these relations to the row see the field.
  constexpr Field only(Sights sights) const {
    Field f = *this;
    f.seen_by = sights;
    return f;
  }
};

template <class S, class M>
constexpr Field<S, M> field(std::string_view name, M S::*member, std::string_view zh, std::string_view en) {
  return {name, member, zh, en, true, seen_by::everyone};
}
// The same, but it may be missing: then the member keeps its initial value.
template <class S, class M>
constexpr Field<S, M> may(std::string_view name, M S::*member, std::string_view zh, std::string_view en) {
  return {name, member, zh, en, false, seen_by::everyone};
}

template <class T>
concept Tabled = requires { fields(Type<T>{}); };

// A row of an enumeration's table: enumerations declare `choices(Type<E>)` returning std::array<Choice<E>, N>.
template <class E>
struct Choice {
  E value;
  std::string_view name, zh, en;
};
template <class E>
concept Chosen = requires { choices(Type<E>{}); };

// What a kind of value is called in schemas and forms: JSON type, format, unit, and words for error messages.
struct ValueKind {
  std::string_view json_type;   // "string", "integer", "boolean", "number", "array", "object"
  std::string_view format;      // "unit-number", "instant" ... or empty
  std::string_view unit;        // "kg", "mm" ... or empty
  std::string_view en, zh;      // "a whole number of kilograms"
};

Refusal wrong_type(ValueKind const& expected, std::string_view got);
Refusal wrong_type(ValueKind const& expected, JsonValue const& got);

// How a type stands in JSON and in a cell of text. Specialised below; a department may specialise it for its own.
//   static ValueKind kind;  static void write(JsonWriter&, T const&);  static Result<T> read(JsonValue const&);
//   static std::string to_text(T const&);  static Result<T> from_text(std::string_view);  (scalars)
//   static void schema(JsonWriter&);
template <class T>
struct Codec;

namespace detail {
void schema_of_scalar(JsonWriter& out, ValueKind const& kind);
Result<std::int64_t> integer_from_text(ValueKind const& kind, std::string_view text);
std::string_view trimmed(std::string_view text);
Refusal unknown_field(std::string_view name, std::vector<std::string_view> const& known);
inline constexpr std::int64_t integer_limit = 1'000'000'000'000'000;  // 2^53 rounded down: exact in every reader
}  // namespace detail

// ---- scalars ----

template <class T>
struct TextCodec {  // for types whose JSON is a string
  static void write(JsonWriter& out, T const& v) { out.text(Codec<T>::to_text(v)); }
  static Result<T> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::text) return no(wrong_type(Codec<T>::kind, v));
    return Codec<T>::from_text(v.text());
  }
  static void schema(JsonWriter& out) { detail::schema_of_scalar(out, Codec<T>::kind); }
};

template <class T>
struct IntegerCodec {  // for types with a `value`
  static void write(JsonWriter& out, T const& v) { out.integer(v.value); }
  static Result<T> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::integer) return no(wrong_type(Codec<T>::kind, v));
    auto const n = v.integer();
    if (n > detail::integer_limit || n < -detail::integer_limit) return no(wrong_type(Codec<T>::kind, v));
    return T{n};
  }
  static std::string to_text(T const& v) { return std::to_string(v.value); }
  static Result<T> from_text(std::string_view text) {
    auto const n = detail::integer_from_text(Codec<T>::kind, text);
    if (!n) return no(n.error());
    return T{*n};
  }
  static void schema(JsonWriter& out) { detail::schema_of_scalar(out, Codec<T>::kind); }
};

template <>
struct Codec<Kilograms> : IntegerCodec<Kilograms> {
  static constexpr ValueKind kind{"integer", "kilograms", "kg", "a whole number of kilograms", "整数（千克）"};
};
template <>
struct Codec<Millimetres> : IntegerCodec<Millimetres> {
  static constexpr ValueKind kind{"integer", "millimetres", "mm", "a whole number of millimetres", "整数（毫米）"};
};
template <>
struct Codec<DeciCelsius> : IntegerCodec<DeciCelsius> {
  static constexpr ValueKind kind{"integer", "deci-celsius", "0.1 °C", "a whole number of tenths of a degree Celsius",
                                  "整数（0.1 摄氏度）"};
};
template <>
struct Codec<CentiTeu> : IntegerCodec<CentiTeu> {
  static constexpr ValueKind kind{"integer", "centi-teu", "0.01 TEU", "a whole number of hundredths of a TEU",
                                  "整数（0.01 标准箱）"};
};
template <>
struct Codec<Count> : IntegerCodec<Count> {
  static constexpr ValueKind kind{"integer", "count", "", "a whole number", "整数"};
};
template <class T>
  requires std::is_base_of_v<Whole<T>, T>
struct Codec<T> : IntegerCodec<T> {
  static constexpr ValueKind kind{"integer", "", "", "a whole number", "整数"};
};

template <>
struct Codec<std::int64_t> {
  static constexpr ValueKind kind{"integer", "", "", "a whole number", "整数"};
  static void write(JsonWriter& out, std::int64_t v) { out.integer(v); }
  static Result<std::int64_t> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::integer) return no(wrong_type(kind, v));
    return v.integer();
  }
  static std::string to_text(std::int64_t v) { return std::to_string(v); }
  static Result<std::int64_t> from_text(std::string_view t) { return detail::integer_from_text(kind, t); }
  static void schema(JsonWriter& out) { detail::schema_of_scalar(out, kind); }
};
template <>
struct Codec<double> {  // maps and solvers only; facts hold whole numbers
  static constexpr ValueKind kind{"number", "", "", "a number", "数值"};
  static void write(JsonWriter& out, double v) { out.real(v); }
  static Result<double> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::integer && v.kind() != JsonValue::Kind::real) return no(wrong_type(kind, v));
    return v.real();
  }
  static std::string to_text(double v);
  static Result<double> from_text(std::string_view t);
  static void schema(JsonWriter& out) { detail::schema_of_scalar(out, kind); }
};
template <>
struct Codec<bool> {
  static constexpr ValueKind kind{"boolean", "", "", "true or false", "true 或 false"};
  static void write(JsonWriter& out, bool v) { out.boolean(v); }
  static Result<bool> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::boolean) return no(wrong_type(kind, v));
    return v.boolean();
  }
  static std::string to_text(bool v) { return v ? "true" : "false"; }
  static Result<bool> from_text(std::string_view text);  // also 1/0, yes/no, 是/否
  static void schema(JsonWriter& out) { detail::schema_of_scalar(out, kind); }
};
template <>
struct Codec<std::string> : TextCodec<std::string> {
  static constexpr std::size_t bytes_max = 4000;
  static constexpr ValueKind kind{"string", "", "", "a text", "文本"};
  static void write(JsonWriter& out, std::string const& v) { out.text(v); }
  static std::string to_text(std::string const& v) { return v; }
  static Result<std::string> from_text(std::string_view text) {
    if (text.size() > bytes_max) return no(refuse("malformed.text_too_long").with("max", std::to_string(bytes_max)));
    return std::string(text);
  }
};
template <>
struct Codec<Instant> : TextCodec<Instant> {
  static constexpr ValueKind kind{"string", "date-time", "", "an instant like 2026-12-01T08:00:00Z",
                                  "时刻（如 2026-12-01T08:00:00Z）"};
  static std::string to_text(Instant v) { return landport::to_text(v); }
  static Result<Instant> from_text(std::string_view t) { return parse_instant(detail::trimmed(t)); }
};
template <>
struct Codec<Day> : TextCodec<Day> {
  static constexpr ValueKind kind{"string", "date", "", "a date like 2026-12-01", "日期（如 2026-12-01）"};
  static std::string to_text(Day v) { return landport::to_text(v); }
  static Result<Day> from_text(std::string_view t) { return parse_day(detail::trimmed(t)); }
};
template <>
struct Codec<Duration> {
  static constexpr ValueKind kind{"integer", "milliseconds", "ms", "a whole number of milliseconds", "整数（毫秒）"};
  static void write(JsonWriter& out, Duration v) { out.integer(v.ms); }
  static Result<Duration> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::integer) return no(wrong_type(kind, v));
    return Duration{v.integer()};
  }
  static std::string to_text(Duration v) { return std::to_string(v.ms); }
  static Result<Duration> from_text(std::string_view t) {
    auto const n = detail::integer_from_text(kind, t);
    if (!n) return no(n.error());
    return Duration{*n};
  }
  static void schema(JsonWriter& out) { detail::schema_of_scalar(out, kind); }
};
// A unit number as facts and rows hold it: its form must hold, its check digit is judged where the number is first
// given to the port (a fact that was accepted with a wrong digit must still be readable).
template <>
struct Codec<UnitNumber> : TextCodec<UnitNumber> {
  static constexpr ValueKind kind{"string", "unit-number", "", "a unit number like CSQU3054383 (ISO 6346)",
                                  "箱号（ISO 6346，如 CSQU3054383）"};
  static void write(JsonWriter& out, UnitNumber const& v) { out.text(v.text()); }
  static std::string to_text(UnitNumber const& v) { return std::string(v.text()); }
  static Result<UnitNumber> from_text(std::string_view t) { return parse_unit_number_as_seen(detail::trimmed(t)); }
};
template <>
struct Codec<WagonNumber> : TextCodec<WagonNumber> {
  static constexpr ValueKind kind{"string", "wagon-number", "", "a wagon number", "车号"};
  static std::string to_text(WagonNumber const& v) { return v.text(); }
  static Result<WagonNumber> from_text(std::string_view t) { return parse_wagon_number(detail::trimmed(t)); }
};

// Types with a `text()` and a parse function.
#define LANDPORT_TEXT_CODEC(T, parse, format, en, zh)                                                  \
  template <>                                                                                          \
  struct Codec<T> : TextCodec<T> {                                                                     \
    static constexpr ValueKind kind{"string", format, "", en, zh};                                     \
    static std::string to_text(T const& v) { return std::string(v.text()); }                           \
    static Result<T> from_text(std::string_view t) { return parse(detail::trimmed(t)); }               \
  };
LANDPORT_TEXT_CODEC(UnLocode, parse_unlocode, "un-locode", "a UN/LOCODE like CNCDU", "UN/LOCODE（如 CNCDU）")
LANDPORT_TEXT_CODEC(Currency, parse_currency, "currency", "a currency like CNY", "货币代码（如 CNY）")
LANDPORT_TEXT_CODEC(HsCode, parse_hs_code, "hs-code", "an HS code", "HS 编码")
LANDPORT_TEXT_CODEC(UnDangerNumber, parse_un_danger_number, "un-number", "a UN number of four digits", "联合国编号")
LANDPORT_TEXT_CODEC(SizeType, parse_size_type, "size-type", "a size and type like 45G1", "箱型代码（如 45G1）")
#undef LANDPORT_TEXT_CODEC

template <class T>
  requires std::is_base_of_v<Name<T>, T>
struct Codec<T> : TextCodec<T> {
  static constexpr ValueKind kind{"string", "name", "", "a name of letters, digits, '.', '_' or '-'",
                                  "名称（字母、数字、“.”、“_”、“-”）"};
  static void write(JsonWriter& out, T const& v) { out.text(v.text); }
  static std::string to_text(T const& v) { return v.text; }
  static Result<T> from_text(std::string_view t) {
    t = detail::trimmed(t);
    if (!is_name(t)) return no(wrong_type(kind, t));
    return T{std::string(t)};
  }
};

template <Chosen E>
struct Codec<E> : TextCodec<E> {
  static constexpr ValueKind kind{"string", "choice", "", "one of the listed values", "列出的值之一"};
  static std::string to_text(E v) {
    for (auto const& c : choices(Type<E>{})) {
      if (c.value == v) return std::string(c.name);
    }
    return "unknown";
  }
  static Result<E> from_text(std::string_view t) {
    t = detail::trimmed(t);
    std::string all;
    for (auto const& c : choices(Type<E>{})) {
      if (c.name == t || c.zh == t) return c.value;
      all += (all.empty() ? "" : ", ") + std::string(c.name);
    }
    return no(refuse("malformed.choice").with("got", t.substr(0, 60)).with("choices", all));
  }
  static void schema(JsonWriter& out) {
    out.begin_object();
    out.member("type", "string");
    out.key("enum");
    out.begin_array();
    for (auto const& c : choices(Type<E>{})) out.text(c.name);
    out.end_array();
    out.key("x-labels");
    out.begin_object();
    for (auto const& c : choices(Type<E>{})) {
      out.key(c.name);
      out.begin_array();
      out.text(c.zh);
      out.text(c.en);
      out.end_array();
    }
    out.end_object();
    out.end_object();
  }
};

// ---- compounds ----

template <class T>
struct Codec<std::optional<T>> {
  static constexpr ValueKind kind = Codec<T>::kind;
  static void write(JsonWriter& out, std::optional<T> const& v) { v ? Codec<T>::write(out, *v) : out.null(); }
  static Result<std::optional<T>> read(JsonValue const& v) {
    if (v.kind() == JsonValue::Kind::null) return std::optional<T>{};
    auto r = Codec<T>::read(v);
    if (!r) return no(std::move(r.error()));
    return std::optional<T>{std::move(*r)};
  }
  static std::string to_text(std::optional<T> const& v)
    requires requires(T const& t) { Codec<T>::to_text(t); }
  {
    return v ? Codec<T>::to_text(*v) : std::string{};
  }
  static Result<std::optional<T>> from_text(std::string_view t)
    requires requires { Codec<T>::from_text(std::string_view{}); }
  {
    if (detail::trimmed(t).empty()) return std::optional<T>{};
    auto r = Codec<T>::from_text(t);
    if (!r) return no(std::move(r.error()));
    return std::optional<T>{std::move(*r)};
  }
  static void schema(JsonWriter& out) { Codec<T>::schema(out); }
};

template <class T>
struct Codec<std::vector<T>> {
  static constexpr std::size_t items_max = 10'000;
  static constexpr ValueKind kind{"array", "", "", "a list", "列表"};
  static void write(JsonWriter& out, std::vector<T> const& v) {
    out.begin_array();
    for (auto const& item : v) Codec<T>::write(out, item);
    out.end_array();
  }
  static Result<std::vector<T>> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::array) return no(wrong_type(kind, v));
    std::vector<T> out;
    for (JsonValue::Steps s(v); s; s.next()) {
      if (out.size() == items_max) return no(refuse("malformed.list_too_long").with("max", std::to_string(items_max)));
      auto item = Codec<T>::read(s.value());
      if (!item) {
        item.error().place = "/" + std::to_string(out.size()) + item.error().place;
        return no(std::move(item.error()));
      }
      out.push_back(std::move(*item));
    }
    return out;
  }
  static void schema(JsonWriter& out) {
    out.begin_object();
    out.member("type", "array");
    out.key("items");
    Codec<T>::schema(out);
    out.end_object();
  }
};

// Calls f(field) for each field of T's table, in order.
template <Tabled T, class F>
constexpr void each_field(F&& f) {
  std::apply([&](auto const&... each) { (f(each), ...); }, fields(Type<T>{}));
}

// Writes the fields that `sights` may see as members of an object that is already open.
template <Tabled T>
void write_members(JsonWriter& out, T const& v, Sights sights) {
  each_field<T>([&](auto const& f) {
    if (!sights.any(f.seen_by)) return;
    auto const& member = v.*(f.member);
    if constexpr (requires { member.has_value(); }) {
      if (!member.has_value()) return;
    }
    out.key(f.name);
    Codec<std::remove_cvref_t<decltype(member)>>::write(out, member);
  });
}

template <Tabled T>
struct Codec<T> {
  static constexpr ValueKind kind{"object", "", "", "an object", "对象"};
  static void write(JsonWriter& out, T const& v) {
    out.begin_object();
    write_members(out, v, seen_by::everyone);
    out.end_object();
  }

  // Refuses unknown, missing and repeated fields by name, and puts the path of the field before the place.
  static Result<T> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::object) return no(wrong_type(kind, v));
    constexpr auto table = fields(Type<T>{});
    constexpr std::size_t n = std::tuple_size_v<decltype(table)>;
    static_assert(n <= 64);
    T out{};
    std::uint64_t found = 0;
    std::optional<Refusal> refusal;
    std::size_t hint = 0;  // our own writer keeps the table's order, so the next name is nearly always the next field
    for (JsonValue::Steps s(v); s && !refusal; s.next()) {
      auto const name = s.name();
      bool const known = read_next(table, name, s.value(), out, found, refusal, hint) ||
                         (hint != 0 && (hint = 0, read_next(table, name, s.value(), out, found, refusal, hint)));
      if (!known && !refusal) refusal = unknown(name);
    }
    if (!refusal) refusal = missing(found);
    if (refusal) return no(std::move(*refusal));
    return out;
  }

  static void schema(JsonWriter& out) {
    out.begin_object();
    out.member("type", "object");
    out.key("properties");
    out.begin_object();
    each_field<T>([&](auto const& f) {
      using M = std::remove_cvref_t<decltype(std::declval<T>().*(f.member))>;
      out.key(f.name);
      std::string inner;
      JsonWriter writer(inner);
      Codec<M>::schema(writer);
      inner.pop_back();  // the closing brace: labels belong to the field, not to its type
      JsonWriter tail(inner);
      inner += ",\"title\":";
      tail.text(f.en);
      inner += ",\"x-zh\":";
      JsonWriter(inner).text(f.zh);
      inner += '}';
      out.raw(inner);
    });
    out.end_object();
    out.key("required");
    out.begin_array();
    each_field<T>([&](auto const& f) {
      if (is_required(f)) out.text(f.name);
    });
    out.end_array();
    out.key("additionalProperties");
    out.boolean(false);
    out.end_object();
  }

  template <class F>
  static constexpr bool is_required(F const& f) {
    using M = std::remove_cvref_t<decltype(std::declval<T>().*(f.member))>;
    if constexpr (requires(M m) { m.has_value(); }) return false;
    return f.required;
  }

 private:
  template <class Table>
  static bool read_next(Table const& table, std::string_view name, JsonValue const& value, T& out,
                        std::uint64_t& found, std::optional<Refusal>& refusal, std::size_t& hint) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return ((I >= hint && std::get<I>(table).name == name &&
               (take(std::get<I>(table), I, value, out, found, refusal), hint = I + 1, true)) ||
              ...);
    }(std::make_index_sequence<std::tuple_size_v<Table>>{});
  }
  template <class F>
  static void take(F const& f, std::size_t index, JsonValue const& value, T& out, std::uint64_t& found,
                   std::optional<Refusal>& refusal) {
    if (found & (1ull << index)) {
      refusal = refuse("malformed.duplicate_field").at("/" + std::string(f.name)).with("field", f.name);
      return;
    }
    found |= 1ull << index;
    using M = std::remove_cvref_t<decltype(out.*(f.member))>;
    auto member = Codec<M>::read(value);
    if (member) {
      out.*(f.member) = std::move(*member);
    } else {
      refusal = std::move(member.error());
      refusal->place = "/" + std::string(f.name) + refusal->place;
    }
  }
  static Refusal unknown(std::string_view name) {
    std::vector<std::string_view> known;
    each_field<T>([&](auto const& f) { known.push_back(f.name); });
    return detail::unknown_field(name, known);
  }
  static std::optional<Refusal> missing(std::uint64_t found) {
    std::optional<Refusal> refusal;
    std::size_t i = 0;
    each_field<T>([&](auto const& f) {
      if (!refusal && is_required(f) && !(found & (1ull << i))) {
        refusal = refuse("malformed.missing_field").at("/" + std::string(f.name)).with("field", f.name);
      }
      ++i;
    });
    return refusal;
  }
};

constexpr auto fields(Type<Money>) {
  return std::tuple{field("minor", &Money::minor, "金额（最小货币单位）", "Amount in the smallest unit"),
                    field("currency", &Money::currency, "货币", "Currency")};
}

// A row of cells into a struct with a table: `headers[i]` names the field of `cells[i]`. Refusals name the column in
// `place`. Used for configuration tables and spreadsheets.
template <Tabled T>
Result<T> read_cells(std::vector<std::string> const& headers, std::vector<std::string> const& cells) {
  T out{};
  std::optional<Refusal> refusal;
  each_field<T>([&](auto const& f) {
    if (refusal) return;
    using M = std::remove_cvref_t<decltype(out.*(f.member))>;
    for (std::size_t i = 0; i < headers.size(); ++i) {
      if (headers[i] != f.name) continue;
      std::string_view const cell = i < cells.size() ? std::string_view(cells[i]) : std::string_view{};
      if (detail::trimmed(cell).empty() && !Codec<T>::is_required(f)) return;
      auto member = Codec<M>::from_text(cell);
      if (member) {
        out.*(f.member) = std::move(*member);
      } else {
        refusal = std::move(member.error()).at(f.name);
      }
      return;
    }
    if (Codec<T>::is_required(f)) refusal = refuse("malformed.missing_field").at(f.name).with("field", f.name);
  });
  if (refusal) return no(std::move(*refusal));
  return out;
}

template <class T>
std::string to_json(T const& v) {
  std::string out;
  JsonWriter writer(out);
  Codec<T>::write(writer, v);
  return out;
}

template <class T>
std::string schema_json() {
  std::string out;
  JsonWriter writer(out);
  Codec<T>::schema(writer);
  return out;
}

}  // namespace landport
