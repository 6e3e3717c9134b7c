// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/town.h"

namespace landport::app {

struct ServeOptions {
  std::string data = "data", pack, ui, address = "127.0.0.1";
  int port = 8080;
  bool demo = false;
  // Of the demonstration: how many days of its past are lived when the journal is empty, whether its world lives on,
  // and how many times as fast as the machine's clock.
  int past_days = 32;
  bool live = false;
  int pace = 1;
  sim::Misbehaviour outside;
};

// Serves until SIGINT or SIGTERM; the exit code of the process.
int serve(ServeOptions const& options);

// Where the port that holds this data folder answers ("http://127.0.0.1:8080"), as `serve` noted it in the folder;
// empty when none is known. What a port noted that has ended meanwhile is still there: ask only when the folder is held.
std::string served_at(std::string const& data);

// The folder of the pack that this data folder's port ran on last, as `serve` noted it; empty when it never did.
std::string pack_of(std::string const& data);

// The folder of a part of the installation: as given, or beside the current folder, or beside the program.
std::string installed(std::string const& given, std::string const& relative);

}  // namespace landport::app
