// SPDX-License-Identifier: Apache-2.0
#include "words/json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace landport {

namespace dom = simdjson::dom;

namespace {

template <class T>
T load(unsigned char const* bytes) {
  static_assert(sizeof(T) <= 16 && std::is_trivially_copyable_v<T>);
  T value;
  std::memcpy(static_cast<void*>(&value), bytes, sizeof(T));
  return value;
}

template <class T>
void save(unsigned char* bytes, T const& value) {
  static_assert(sizeof(T) <= 16 && std::is_trivially_copyable_v<T>);
  std::memcpy(bytes, static_cast<void const*>(&value), sizeof(T));
}

// How many bytes from the beginning, eight at a time, need no escape: nearly always all of them but the last few.
std::size_t plain_bytes(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
  auto const has_zero = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    auto const control = (word - ones * 0x20) & ~word & highs;  // below a blank
    if (control | has_zero(word ^ (ones * '"')) | has_zero(word ^ (ones * '\\'))) break;
  }
  return at;
}

}  // namespace

void JsonWriter::separate() {
  if (!first_) *out_ += ',';
  first_ = false;
}
void JsonWriter::open(char c) {
  separate();
  *out_ += c;
  first_ = true;
}
void JsonWriter::close(char c) {
  *out_ += c;
  first_ = false;
}
void JsonWriter::key(std::string_view name) {
  text(name);
  *out_ += ':';
  first_ = true;
}
void JsonWriter::plain_key(std::string_view name) {
  auto const at = out_->size();
  out_->resize(at + name.size() + (first_ ? 3 : 4));
  char* to = out_->data() + at;
  if (!first_) *to++ = ',';
  *to++ = '"';
  to = std::copy(name.begin(), name.end(), to);
  *to++ = '"';
  *to = ':';
  first_ = true;
}
void JsonWriter::raw(std::string_view json) {
  separate();
  *out_ += json;
}
void JsonWriter::integer(std::int64_t value) {
  separate();
  char digits[24];
  auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out_->append(digits, end);
}
void JsonWriter::real(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  fmt::format_to(std::back_inserter(*out_), "{}", value);
}
void JsonWriter::text(std::string_view utf8) {
  separate();
  *out_ += '"';
  std::size_t plain = 0;
  for (std::size_t i = plain_bytes(utf8); i < utf8.size(); ++i) {
    auto const c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out_->append(utf8, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"': *out_ += "\\\""; break;
      case '\\': *out_ += "\\\\"; break;
      case '\n': *out_ += "\\n"; break;
      case '\r': *out_ += "\\r"; break;
      case '\t': *out_ += "\\t"; break;
      default: fmt::format_to(std::back_inserter(*out_), "\\u{:04x}", c);
    }
  }
  out_->append(utf8, plain, utf8.size() - plain);
  *out_ += '"';
}

JsonValue::Kind JsonValue::kind() const {
  switch (load<dom::element>(element_).type()) {
    case dom::element_type::BOOL: return Kind::boolean;
    case dom::element_type::INT64: return Kind::integer;
    case dom::element_type::UINT64: return Kind::real;  // beyond 63 bits: no number of ours is that large
    case dom::element_type::DOUBLE: return Kind::real;
    case dom::element_type::STRING: return Kind::text;
    case dom::element_type::ARRAY: return Kind::array;
    case dom::element_type::OBJECT: return Kind::object;
    default: return Kind::null;
  }
}
bool JsonValue::boolean() const { return load<dom::element>(element_).get_bool().value_unsafe(); }
std::int64_t JsonValue::integer() const { return load<dom::element>(element_).get_int64().value_unsafe(); }
double JsonValue::real() const { return load<dom::element>(element_).get_double().value_unsafe(); }
std::string_view JsonValue::text() const { return load<dom::element>(element_).get_string().value_unsafe(); }
std::string JsonValue::print() const { return simdjson::minify(load<dom::element>(element_)); }

bool JsonValue::member(std::string_view name, JsonValue& found) const {
  for (Steps s(*this); s; s.next()) {
    if (s.name() == name) {
      found = s.value();
      return true;
    }
  }
  return false;
}

JsonValue::Steps::Steps(JsonValue const& value) {
  auto const element = load<dom::element>(value.element_);
  if (element.is_object()) {
    object_ = true;
    auto const object = element.get_object().value_unsafe();
    save(at_, object.begin());
    save(end_, object.end());
    done_ = !(object.begin() != object.end());
  } else if (element.is_array()) {
    auto const array = element.get_array().value_unsafe();
    save(at_, array.begin());
    save(end_, array.end());
    done_ = !(array.begin() != array.end());
  } else {
    done_ = true;
  }
}
void JsonValue::Steps::next() {
  if (object_) {
    auto at = load<dom::object::iterator>(at_);
    done_ = !(++at != load<dom::object::iterator>(end_));
    save(at_, at);
  } else {
    auto at = load<dom::array::iterator>(at_);
    done_ = !(++at != load<dom::array::iterator>(end_));
    save(at_, at);
  }
}
std::string_view JsonValue::Steps::name() const {
  return object_ ? load<dom::object::iterator>(at_).key() : std::string_view{};
}
JsonValue JsonValue::Steps::value() const {
  JsonValue value;
  save(value.element_, object_ ? load<dom::object::iterator>(at_).value() : *load<dom::array::iterator>(at_));
  return value;
}

struct JsonParser::Impl {
  explicit Impl(std::size_t bytes_max) : parser(bytes_max), text_max(bytes_max) {}
  dom::parser parser;
  std::size_t text_max;
};

JsonParser::JsonParser(std::size_t bytes_max) : impl_(std::make_unique<Impl>(bytes_max)) {}
JsonParser::~JsonParser() = default;
JsonParser::JsonParser(JsonParser&&) noexcept = default;

Result<JsonValue> JsonParser::parse(std::string_view text) {
  if (text.size() > impl_->text_max) {
    return no(refuse("malformed.text_too_long").with("max", std::to_string(impl_->text_max)));
  }
  if (impl_->parser.max_depth() != 64) {
    if (impl_->parser.allocate(std::max<std::size_t>(text.size(), 4096), 64)) return no("malformed.json");
  }
  dom::element element;
  if (auto const error = impl_->parser.parse(text.data(), text.size()).get(element)) {
    return no(refuse("malformed.json").with("why", simdjson::error_message(error)));
  }
  JsonValue value;
  save(value.element_, element);
  return value;
}

}  // namespace landport
