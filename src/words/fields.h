// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
//     return field_list(field("unit", &AdmitUnit::unit, "箱号", "Unit"),
//                       field("gross_kg", &AdmitUnit::gross, "总重", "Gross mass"));
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

// The fields of a struct in their order, as a function that shows each to a visitor. Not a std::tuple: its constructors
// and comparisons would be worked out for every struct in every file that includes a department's events.
template <class... F>
constexpr auto field_list(F const&... each) {
  return [each...](auto&& visit) { (visit(each), ...); };
}
// The fields of `first` and behind them those of `second`, for a struct that is another one and more.
template <class A, class B>
constexpr auto joined(A const& first, B const& second) {
  return [first, second](auto&& visit) {
    first(visit);
    second(visit);
  };
}

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
  // A name that says nothing is written as an empty text and must be readable again: a row or fact may hold one. A rule
  // that needs a name finds nothing under an empty one.
  static Result<T> read(JsonValue const& v) {
    if (v.kind() == JsonValue::Kind::text && v.text().empty()) return T{};
    return TextCodec<T>::read(v);
  }
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

// What can be done with a value of a type that is not known here. One of these for each member type, and a short list
// of rows for each struct: the loops over fields are written once, not once for every struct and field, which is what
// keeps a department's module.cpp quick to compile.
struct ValueOps {
  ValueKind const* kind;
  bool optional;
  void (*write)(JsonWriter& out, void const* value);
  bool (*read)(JsonValue const& json, void* value, Refusal& refusal);  // false: refused
  void (*schema)(JsonWriter& out);
  bool (*absent)(void const* value);                                        // an optional without a value
  std::string (*to_text)(void const* value);                                // these three may be null: not a cell
  bool (*from_text)(std::string_view text, void* value, Refusal& refusal);
  std::shared_ptr<void> (*make)();
  int (*compare)(void const* a, void const* b);                             // may be null: has no order
};

template <class M>
concept Celled = requires(M const& m) {
  { Codec<M>::to_text(m) } -> std::convertible_to<std::string>;
  Codec<M>::from_text(std::string_view{});
};

namespace detail {

template <class M>
bool take(Result<M>&& result, void* value, Refusal& refusal) {
  if (result) {
    *static_cast<M*>(value) = std::move(*result);
    return true;
  }
  refusal = std::move(result.error());
  return false;
}

template <class M>
constexpr ValueOps make_value_ops() {
  ValueOps ops{&Codec<M>::kind,
               requires(M const& m) { m.has_value(); },
               [](JsonWriter& out, void const* v) { Codec<M>::write(out, *static_cast<M const*>(v)); },
               [](JsonValue const& json, void* v, Refusal& refusal) { return take<M>(Codec<M>::read(json), v, refusal); },
               [](JsonWriter& out) { Codec<M>::schema(out); },
               [](void const*) { return false; },
               nullptr,
               nullptr,
               [] { return std::shared_ptr<void>(std::make_shared<M>()); },
               nullptr};
  if constexpr (requires(M const& m) { m.has_value(); }) {
    ops.absent = [](void const* v) { return !static_cast<M const*>(v)->has_value(); };
  }
  if constexpr (Celled<M>) {
    ops.to_text = [](void const* v) -> std::string { return Codec<M>::to_text(*static_cast<M const*>(v)); };
    ops.from_text = [](std::string_view t, void* v, Refusal& refusal) { return take<M>(Codec<M>::from_text(t), v, refusal); };
  }
  if constexpr (requires(M const& x, M const& y) { x < y; }) {
    ops.compare = [](void const* a, void const* b) {
      auto const& x = *static_cast<M const*>(a);
      auto const& y = *static_cast<M const*>(b);
      return x < y ? -1 : y < x ? 1 : 0;
    };
  }
  return ops;
}

template <class M>
inline constexpr ValueOps value_ops = make_value_ops<M>();

}  // namespace detail

// A field of a struct whose type is not known here.
struct FieldRow {
  std::string_view name, zh, en;
  bool required;
  Sights seen_by;
  std::size_t offset;
  ValueOps const* ops;

  void const* in(void const* row) const { return static_cast<char const*>(row) + offset; }
  void* in(void* row) const { return static_cast<char*>(row) + offset; }
};
using FieldRows = std::vector<FieldRow>;

namespace detail {
// Not inline on purpose: this is called once for every field of every struct.
void add_row(FieldRows& rows, FieldRow const& row);

template <class T, class F>
void add_field(FieldRows& rows, T const& sample, F const& f) {
  using M = std::remove_cvref_t<decltype(sample.*(f.member))>;
  auto const offset = reinterpret_cast<char const*>(&(sample.*(f.member))) - reinterpret_cast<char const*>(&sample);
  add_row(rows, {f.name, f.zh, f.en, f.required, f.seen_by, static_cast<std::size_t>(offset), &value_ops<M>});
}
}  // namespace detail

// The table of T, made once. Any thread.
template <Tabled T>
FieldRows const& field_rows() {
  static FieldRows const rows = [] {
    FieldRows made;
    T const sample{};
    fields(Type<T>{})([&](auto const& each) { detail::add_field(made, sample, each); });
    return made;
  }();
  return rows;
}

namespace detail {
void write_fields(JsonWriter& out, FieldRows const& rows, void const* value, Sights sights);
// Refuses unknown, missing and repeated fields by name, and puts the path of the field before the place.
bool read_fields(JsonValue const& json, FieldRows const& rows, void* value, Refusal& refusal);
bool read_field_cells(std::vector<std::string> const& headers, std::vector<std::string> const& cells, FieldRows const& rows,
                      void* value, Refusal& refusal);
void write_fields_schema(JsonWriter& out, FieldRows const& rows);
}  // namespace detail

// Writes the fields that `sights` may see as members of an object that is already open.
template <Tabled T>
void write_members(JsonWriter& out, T const& v, Sights sights) {
  detail::write_fields(out, field_rows<T>(), &v, sights);
}

template <Tabled T>
struct Codec<T> {
  static constexpr ValueKind kind{"object", "", "", "an object", "对象"};
  static void write(JsonWriter& out, T const& v) {
    out.begin_object();
    write_members(out, v, seen_by::everyone);
    out.end_object();
  }
  static Result<T> read(JsonValue const& v) {
    T out{};
    Refusal refusal;
    if (!detail::read_fields(v, field_rows<T>(), &out, refusal)) return no(std::move(refusal));
    return out;
  }
  static void schema(JsonWriter& out) { detail::write_fields_schema(out, field_rows<T>()); }
};

constexpr auto fields(Type<Money>) {
  return field_list(field("minor", &Money::minor, "金额（最小货币单位）", "Amount in the smallest unit"),
                    field("currency", &Money::currency, "货币", "Currency"));
}

// A row of cells into a struct with a table: `headers[i]` names the field of `cells[i]`. Refusals name the column in
// `place`. Used for configuration tables and spreadsheets.
template <Tabled T>
Result<T> read_cells(std::vector<std::string> const& headers, std::vector<std::string> const& cells) {
  T out{};
  Refusal refusal;
  if (!detail::read_field_cells(headers, cells, field_rows<T>(), &out, refusal)) return no(std::move(refusal));
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
