// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "http/client.h"
#include "sim/port.h"

namespace landport::app {

// A port that runs, over HTTP: commands as batches, tables by the event stream. Each actor has a token of its own; the
// tables are seen with the rights of `watcher`. Throws std::system_error when the port is gone.
class HttpPort final : public sim::Port {
 public:
  // `tokens` by account. Refuses "http.url".
  static Result<HttpPort> at(std::string const& url, std::map<std::string, std::string> tokens, std::string const& watcher,
                             std::vector<std::string> const& tables);

  void give(Actor const& who, std::vector<sim::Words> all, Then then) override;
  void settle() override;
  void changes(sim::Saw const& saw) override;
  Result<std::string> ask(Actor const& who, std::string_view query,
                          std::vector<std::pair<std::string, std::string>> const& parameters) override;

  // Waits for something to change, so long at most.
  void wait(std::chrono::milliseconds at_most);

 private:
  HttpPort(http::Connection connection, http::EventReader events, std::map<std::string, std::string> tokens, Sequence begin)
      : connection_(std::move(connection)), events_(std::move(events)), tokens_(std::move(tokens)), begin_(begin) {}
  http::Headers headers(std::string const& account) const;
  Result<sim::Made> send(Actor const& who, std::vector<sim::Words> const& all);
  bool take(std::chrono::milliseconds wait);

  http::Connection connection_;
  http::EventReader events_;
  std::map<std::string, std::string> tokens_;
  JsonParser parser_, row_parser_;
  std::vector<std::pair<Then, Result<sim::Made>>> answers_;
  std::vector<std::string> rows_;  // that the stream brought and nobody has seen yet
  Sequence begin_ = 0;             // where the port stood when this began
  Sequence shown_ = 0;             // the stream is so far
};

}  // namespace landport::app
