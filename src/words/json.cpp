// SPDX-License-Identifier: Apache-2.0
#include "words/json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cctype>
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

// Each byte that belongs to no character becomes U+FFFD: a text that was cut within one, or bytes of another encoding in
// an address. The limits of each length and of the surrogates are in the first two bytes (RFC 3629).
std::string mended(std::string_view text) {
  std::string out;
  auto const at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  auto const tail = [&](std::size_t i, std::size_t n) {
    for (std::size_t k = 0; k < n; ++k) {
      if ((at(i + k) & 0xC0U) != 0x80U) return false;
    }
    return true;
  };
  for (std::size_t i = 0; i < text.size();) {
    auto const a = at(i), b = at(i + 1);
    std::size_t size = 0;
    if (a < 0x80) size = 1;
    if (a >= 0xC2 && a <= 0xDF && tail(i + 1, 1)) size = 2;
    if (a >= 0xE0 && a <= 0xEF && tail(i + 1, 2) && (a != 0xE0 || b >= 0xA0) && (a != 0xED || b < 0xA0)) size = 3;
    if (a >= 0xF0 && a <= 0xF4 && tail(i + 1, 3) && (a != 0xF0 || b >= 0x90) && (a != 0xF4 || b < 0x90)) size = 4;
    if (size == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
    } else {
      out += text.substr(i, size);
      i += size;
    }
  }
  return out;
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
  if (!simdjson::validate_utf8(utf8.data(), utf8.size())) return text(mended(utf8));
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

namespace {

// Where a text that is no JSON stops being one: a walk over its grammar (RFC 8259) that looks for the first sign that
// cannot stand there. Run for bad texts only; without recursion, so that no text can exhaust the stack.
class FirstFault {
 public:
  explicit FirstFault(std::string_view text) : text_(text) {}

  std::size_t find() {
    for (;;) {
      blanks();
      if (!value()) return at_;
      for (;;) {
        blanks();
        if (open_.empty()) return at_;  // after the whole text, or at what follows it
        if (at_ >= text_.size()) return at_;
        char const c = text_[at_];
        if (c == ',') {
          ++at_;
          if (open_.back() == '{' && !name()) return at_;
          break;
        }
        if (c != (open_.back() == '{' ? '}' : ']')) return at_;
        ++at_;
        open_.pop_back();
      }
    }
  }

 private:
  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n')) ++at_;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool name() {
    blanks();
    if (!string()) return false;
    blanks();
    return take(':');
  }
  // A value, or the opening of one that goes on with a value; what is empty is closed again.
  bool value() {
    for (;;) {
      blanks();
      if (at_ >= text_.size()) return false;
      char const c = text_[at_];
      if (c == '"') return string();
      if (c != '{' && c != '[') return word();
      if (open_.size() == 64) return false;
      ++at_;
      blanks();
      if (take(c == '{' ? '}' : ']')) return true;
      open_ += c;
      if (c == '{' && !name()) return false;
    }
  }
  bool string() {
    if (!take('"')) return false;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (text_[at_] == '\\') ++at_;
    }
    return take('"');
  }
  bool word() {
    auto const from = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '-' || text_[at_] == '+' || text_[at_] == '.')) ++at_;
    auto const found = text_.substr(from, at_ - from);
    if (found == "true" || found == "false" || found == "null") return true;
    bool const number = !found.empty() && (found[0] == '-' || (found[0] >= '0' && found[0] <= '9'));
    if (!number) at_ = from;
    return number;
  }

  std::string_view text_;
  std::string open_;
  std::size_t at_ = 0;
};

Refusal no_json(std::string_view text, std::string_view why) {
  auto const at = std::min(FirstFault(text).find(), text.size());
  auto const before = text.substr(0, at);
  auto const line = 1 + std::count(before.begin(), before.end(), '\n');
  auto const column = at - (before.find_last_of('\n') + 1) + 1;
  return refuse("malformed.json").at(fmt::format("line {}, column {}", line, column)).with("why", why).with("line", std::to_string(line)).with("column", std::to_string(column));
}

}  // namespace

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
    return no(no_json(text, simdjson::error_message(error)));
  }
  JsonValue value;
  save(value.element_, element);
  return value;
}

}  // namespace landport
