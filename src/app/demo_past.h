// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/port_on_disk.h"
#include "sim/town.h"

namespace landport::app {

// The world of the demonstration at that port.
sim::WorldOptions world_of(PortOnDisk const& port, sim::Misbehaviour const& outside);

// Gives a data folder whose journal is missing or empty a past of so many days, and says so on the screen. It is lived
// in a folder beside it and moved in when it is whole: a power cut leaves an empty port behind and never half a past.
// Nobody is promised anything of it before that, so its commits do not wait for the disk one by one.
void make_past(std::string const& data, std::string const& pack_folder, int days, sim::Misbehaviour const& outside);

}  // namespace landport::app
