// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "words/result.h"

namespace landport::http {

struct Reply {
  int status = 0;
  std::string body;
};

// Posts `body` to a port that runs at `url` ("http://HOST[:PORT]", 80 when no port is named) and waits for the answer,
// `wait` at most for each of connecting, sending and receiving. `target` is the path with its query, escaped. Refuses
// "http.url" when the address is none of ours (another scheme, no host); throws std::system_error when there is nobody,
// or no answer in time, or what answers does not speak HTTP.
Result<Reply> post(std::string const& url, std::string const& target,
                   std::vector<std::pair<std::string, std::string>> const& headers, std::string body,
                   std::chrono::seconds wait = std::chrono::seconds(120));

}  // namespace landport::http
