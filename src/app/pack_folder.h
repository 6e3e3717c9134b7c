// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "journal/pack.h"

namespace landport::app {

// The tables (*.csv) and other files of a pack's folder. Refuses "pack.folder" when there is no such folder, and what
// reading a table refuses, with the file's name before the place.
Result<PackFiles> read_pack(std::string const& folder);

// Every file below `folder` by the path under which it is served: "/map/rail.geojson" for prefix "/map" and file
// rail.geojson. An absent folder has none.
std::map<std::string, std::shared_ptr<std::string const>> read_files(std::string const& folder, std::string const& prefix);

}  // namespace landport::app
