// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "http/directory.h"
#include "port/network/network.h"
#include "sim/cast.h"
#include "words/time.h"

namespace landport::app {

// Who plays the demonstration of a pack. Throws PackFault: a pack that cannot be read, or has no demonstration.
sim::Cast cast_of(std::string const& pack_folder);

// Makes sure that somebody can sign in, and says how, for the start-up text: with a `cast` that is there its people, with a
// known password, otherwise (in an empty directory) an administrator with a random password that is shown this once.
std::string prepare_accounts(http::Directory& directory, sim::Cast const& cast, network::Place const& place);

// A token's secret for scripts: of the organisation `org`, or the first one whose kind may give the role (made if there
// is none). Refuses as Directory::make_token does.
Result<std::string> token_for(http::Directory& directory, std::string const& role, std::string const& org, Instant now, int good_for_days);

}  // namespace landport::app
