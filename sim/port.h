// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/told.h"
#include "words/sight.h"
#include "words/json.h"

namespace landport::sim {

// A row of a table as its reader sees it. Valid during the call that shows it.
class Row {
 public:
  explicit Row(JsonValue const& object) : object_(object) {}
  // A member as text, number, time or list of texts; empty (0, false, {}) when it is absent or null.
  std::string text(std::string_view name) const;
  std::int64_t number(std::string_view name) const;
  bool yes(std::string_view name) const { return text(name) == "true"; }
  Instant time(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;
  // Each object of a member that is a list of them.
  void each(std::string_view name, std::function<void(Row const&)> const& f) const;

 private:
  JsonValue object_;
};

// A row that changed; no row: it is gone.
using Saw = std::function<void(std::string_view table, std::string_view key, Row const* row)>;

// How the world uses the port: by its commands, tables and queries and by nothing else. The same world plays in the
// port's own process on a clock that it moves, and over HTTP beside a port that runs. One thread at a time.
class Port {
 public:
  using Then = std::function<void(Result<Made> const&)>;
  virtual ~Port() = default;

  // Gives commands that are carried out together or not at all. `then` (may be empty) is called by settle().
  virtual void give(Actor const& who, std::vector<Words> all, Then then) = 0;
  // Until everything that was given is answered and the tables show it.
  virtual void settle() = 0;
  // What changed in the watched tables since the last call; the first call shows every row. A row that changed several
  // times is shown once, as it is now, those first that changed first.
  virtual void changes(Saw const& saw) = 0;
  // A query's answer as JSON.
  virtual Result<std::string> ask(Actor const& who, std::string_view query,
                                  std::vector<std::pair<std::string, std::string>> const& parameters) = 0;
};

}  // namespace landport::sim
