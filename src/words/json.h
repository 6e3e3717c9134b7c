// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "words/result.h"

namespace landport {

// Writes JSON (RFC 8259) to the end of a string. The caller keeps begin and end in pairs; commas are its own business.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(&out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);
  void plain_key(std::string_view name);  // of letters, digits and signs that need no escape: names of our own fields
  void text(std::string_view utf8);  // a byte that belongs to no character is written as U+FFFD
  void integer(std::int64_t value);
  void real(double value);  // "null" when it is not finite
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  void raw(std::string_view json);  // one whole value that is JSON already

  void member(std::string_view name, std::string_view utf8) { key(name), text(utf8); }
  void member(std::string_view name, std::int64_t value) { key(name), integer(value); }

  std::string& out() { return *out_; }

 private:
  void open(char c);
  void close(char c);
  void separate();
  std::string* out_;
  bool first_ = true;
};

// A value inside a text that a JsonParser holds; valid until that parser parses again or dies. Cheap to copy.
class JsonValue {
 public:
  enum class Kind { null, boolean, integer, real, text, array, object };

  Kind kind() const;
  // Each of these needs its kind (asserted); `integer` takes an integer that fits 64 bits with sign.
  bool boolean() const;
  std::int64_t integer() const;
  double real() const;  // also of an integer
  std::string_view text() const;

  // Steps through an object or array: `for (JsonSteps s(value); s; s.next())`. An array's steps have an empty name.
  class Steps;
  // The member of that name, or null kind with `found` false.
  bool member(std::string_view name, JsonValue& found) const;
  // The value as JSON text again, for error messages.
  std::string print() const;

 private:
  friend class JsonParser;
  friend class Steps;
  alignas(8) unsigned char element_[16] = {};
};

class JsonValue::Steps {
 public:
  explicit Steps(JsonValue const& array_or_object);
  explicit operator bool() const { return !done_; }
  void next();
  std::string_view name() const;
  JsonValue value() const;

 private:
  alignas(8) unsigned char at_[16] = {};
  alignas(8) unsigned char end_[16] = {};
  bool object_ = false, done_ = false;
};

// Parses one text after another, keeping its memory. One thread at a time.
class JsonParser {
 public:
  explicit JsonParser(std::size_t bytes_max = 16u << 20);
  ~JsonParser();
  JsonParser(JsonParser&&) noexcept;
  // Refuses "malformed.json" with why, at "line 2, column 11". At most `bytes_max` bytes and 64 levels deep.
  Result<JsonValue> parse(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace landport
