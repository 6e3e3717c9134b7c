// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journal/book.h"

// What people do at a port, done by a program: commands as JSON and tables as JSON, exactly as over HTTP, but
// in the same process. Nothing here knows a department.
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

// What a command made, by the name of its kind: "booking" → "BK…". Several of a kind: the last.
struct Made {
  Sequence sequence = 0;
  std::map<std::string, std::string> names;

  std::string operator[](std::string const& what) const;  // empty when there is none
};

// One thread at a time.
class Hands {
 public:
  // Commands get ids made of `seed` and a counter, so the same commands in the same order give the same
  // names.
  Hands(Book& book, std::uint64_t seed) : book_(book), seed_(seed) {}

  struct Words {
    std::string_view wire;
    std::string json;
    std::optional<Instant> happened;
  };
  // Refuses what the command refuses, "command.unknown" for a wire that no department has.
  Result<Made> give(Actor const& actor, std::string_view wire, std::string json,
                    std::optional<Instant> happened = {});
  // All or none; the first refusal.
  Result<Made> give_all(Actor const& actor, std::vector<Words> const& all);

  // Each row of a table as JSON in the order of first appearance, after everything that was given is shown.
  std::vector<std::string> rows(std::string_view table);
  // One row by its key; empty when there is none.
  std::string row(std::string_view table, std::string_view key);

  // Waits until the views show everything that was given.
  void catch_up();
  std::size_t commands() const { return commands_; }

 private:
  Book& book_;
  std::uint64_t seed_, counter_ = 0;
  std::size_t commands_ = 0;
  JsonParser parser_;
};

// The member of a JSON object that is a text or a number, as text; empty when absent.
std::string member(std::string_view json, std::string_view name);

}  // namespace landport::sim
