// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "words/result.h"

// Speaking to a port that runs: what programs beside it use. `url` is "http://HOST[:PORT]" (80 when no port is named),
// `target` the path with its query, escaped. Everything throws std::system_error when there is nobody, or no answer in
// time, or what answers does not speak HTTP.
namespace landport::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  int status = 0;
  std::string body;
};

// One conversation that is kept open between questions, and begun again when the port closed it. One thread at a time.
class Connection {
 public:
  // Refuses "http.url" when the address is none of ours (another scheme, no host).
  static Result<Connection> to(std::string const& url, std::chrono::seconds wait = std::chrono::seconds(120));
  ~Connection();
  Connection(Connection&&) noexcept;

  // Waits `wait` at most for each of connecting, sending and receiving. A question that a closed connection lost is
  // asked once more, so one that changes something needs an Idempotency-Key.
  Reply get(std::string const& target, Headers const& headers);
  Reply post(std::string const& target, Headers const& headers, std::string body);

 private:
  struct Impl;
  explicit Connection(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Posts once. Refuses as Connection::to does.
Result<Reply> post(std::string const& url, std::string const& target, Headers const& headers, std::string body,
                   std::chrono::seconds wait = std::chrono::seconds(120));

// Server-Sent Events (WHATWG HTML §9.2), read ahead by a thread of its own.
class EventReader {
 public:
  struct One {
    std::string name, id, data;
  };
  // Refuses as Connection::to does.
  static Result<EventReader> open(std::string const& url, std::string const& target, Headers const& headers);
  ~EventReader();
  EventReader(EventReader&&) noexcept;

  // The next event, in order; nothing when none comes within `wait`. Throws once the stream has ended and all that came
  // before was given.
  std::optional<One> next(std::chrono::milliseconds wait);

 private:
  struct Impl;
  explicit EventReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace landport::http
