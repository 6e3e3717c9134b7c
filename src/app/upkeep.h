// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace landport::app {

// The commands that look after a port on disk. Each prints what it did and gives the exit code; faults are thrown.
int print_token(std::string const& data, std::string const& role, std::string const& org, int days);
int print_openapi();
int verify(std::string const& data, std::string const& public_key_hex, bool quiet);
int backup(std::string const& data, std::string const& to);
int restore(std::string const& from, std::string const& data);
int check_pack(std::string const& folder);

}  // namespace landport::app
