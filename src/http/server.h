// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <system_error>

#include "http/window.h"

namespace landport::http {

// The server cannot listen: the port is taken, the address is not one of this machine or no address at all, or ports like
// this need rights that this user has not.
struct ListenFault : std::system_error {
  enum class Why { taken, not_ours, no_address, not_allowed, other };
  ListenFault(Why w, std::error_code code) : std::system_error(code), why(w) {}
  Why why;
};

// HTTP/1.1 in front of a window (Boost.Beast): keep-alive, chunked event streams, limits on header, body, time and
// connections, and the security headers on every answer.
class Server {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;  // 0: any free one
    int threads = 2;
    std::size_t connections_max = 4'000;
    int idle_seconds = 60;
  };
  // Binds at once; throws ListenFault.
  Server(Window& window, Board& board, Options options);
  ~Server();

  unsigned short port() const;
  void start();
  // Takes no more, lets what is under way finish for a moment, closes the rest.
  void stop();

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace landport::http
