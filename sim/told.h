// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/event.h"
#include "words/json.h"
#include "words/time.h"

// What is said to the port, and what it answers: JSON as over HTTP. Nothing here knows a department.
namespace landport::sim {

// A JSON object, written member by member.
class Told {
 public:
  Told() { writer_.begin_object(); }
  Told(Told const&) = delete;
  Told& text(std::string_view name, std::string_view value) { return writer_.member(name, value), *this; }
  Told& number(std::string_view name, std::int64_t value) { return writer_.member(name, value), *this; }
  Told& yes(std::string_view name, bool value);
  Told& list(std::string_view name, std::vector<std::string> const& texts);
  Told& raw(std::string_view name, std::string_view json);
  std::string json();  // ends the object; once

 private:
  std::string out_;
  JsonWriter writer_{out_};
};

// One command.
struct Words {
  std::string_view wire;
  std::string json;
  std::optional<Instant> happened;
};

// What a command made, by the name of its kind: "booking" → "BK…". Several of a kind: as a JSON list.
struct Made {
  Sequence sequence = 0;
  std::map<std::string, std::string> names;

  std::string operator[](std::string const& what) const;  // empty when there is none
};

// From the JSON object of names that the port answers.
std::map<std::string, std::string> names_of(JsonValue const& object);

// "A1+A2" as the tables of a pack join codes.
std::vector<std::string> split(std::string_view joined);

// The member of a JSON object that is a text or a number, as text; empty when absent.
std::string member(std::string_view json, std::string_view name);

}  // namespace landport::sim
