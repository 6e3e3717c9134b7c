// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "journal/route.h"

namespace landport::http {

// Puts the target of a request line ("/api/v1/yard/stock?block=A") into the request: the path as it was sent, because
// keys may hold an escaped slash and are decoded where they are read, and the first hundred parameters decoded. A bad
// escape stands for itself.
void take_target(Request& request, std::string_view target);

}  // namespace landport::http
