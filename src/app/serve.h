// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace landport::app {

struct ServeOptions {
  std::string data = "data", pack, ui, address = "127.0.0.1";
  int port = 8080;
  bool demo = false;
};

// Serves until SIGINT or SIGTERM; the exit code of the process.
int serve(ServeOptions const& options);

// The folder of a part of the installation: as given, or beside the current folder, or beside the program.
std::string installed(std::string const& given, std::string const& relative);

}  // namespace landport::app
