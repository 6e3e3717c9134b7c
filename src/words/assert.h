// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace landport {

// Prints what was expected and where, and ends the process. Stays on in release: a bug must stop the node loudly
// before it writes anything wrong.
[[noreturn]] void assertion_failed(char const* expression, char const* file, int line, char const* why);

}  // namespace landport

#define LP_ASSERT(expression, why) \
  ((expression) ? static_cast<void>(0) : ::landport::assertion_failed(#expression, __FILE__, __LINE__, why))
