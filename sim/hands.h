// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journal/book.h"
#include "sim/told.h"

// What people do at a port, done by a program: commands as JSON and tables as JSON, exactly as over HTTP, but
// in the same process. Nothing here knows a department.
namespace landport::sim {

// An order of commands that are told as JSON. Its id is made of `seed` and `count`, so the same commands in the same order
// give the same names. Refuses what reading a command refuses, "command.unknown" for a wire that no department has.
Result<Order> read_order(Catalogue const& catalogue, JsonParser& parser, Actor const& actor, std::vector<Words> const& all,
                         std::uint64_t seed, std::uint64_t count);

// One thread at a time.
class Hands {
 public:
  // Commands get ids made of `seed` and a counter, so the same commands in the same order give the same
  // names.
  Hands(Book& book, std::uint64_t seed) : book_(book), seed_(seed) {}

  using Words = sim::Words;
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

}  // namespace landport::sim
