// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "words/result.h"
#include "words/sight.h"

namespace landport {

// A request as the window sees it: no socket, so every endpoint can be called as a function.
struct Request {
  std::string method;  // "GET", "POST", "DELETE" ...
  std::string path;    // decoded, without the query: "/api/v1/yard/stock"
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::string cookie, authorization, idempotency_key, content_type, accept_language, last_event_id;
  bool own_header = false;  // "X-Landport" was sent: the request comes from our own page, not from a foreign form
  std::string body;
  std::string peer;  // address, for limits on those without an account

  std::string_view param(std::string_view name) const {
    for (auto const& [key, value] : query) {
      if (key == name) return value;
    }
    return {};
  }
};

// Text that goes on for as long as the reader stays: called for what is new, at most once at a time per reader. Gives
// an empty text when there is nothing new.
class Feed {
 public:
  virtual ~Feed() = default;
  virtual std::string next() = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<std::string const> file;  // instead of body, when many share it
  std::unique_ptr<Feed> feed;               // the body goes on
};

inline Response json_answer(std::string body, int status = 200) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

using Respond = std::function<void(Response)>;

// A route that a link brings along (messages, imports). `run` answers exactly once, from any thread.
struct Route {
  std::string method, path;  // below /api/v1; a path that ends in "/*" takes everything below it
  Roles roles;               // who may; none: whoever is signed in
  std::string zh, en;        // for the API document
  std::function<void(Request const&, Actor const&, Respond)> run;
};

}  // namespace landport
