// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace landport::app {

// Prints the answer to an import for a person, in Chinese and English: what was done on standard output, what was
// refused on standard error, each cell with its sheet, row and column or each segment with its place, what is wrong and
// what to do. Gives the exit code of `landport import`: 0, or 3 when the port refused the file, 2 when it refused the
// sender, 1 when it broke.
int print_report(int status, std::string_view body, std::string_view file);

}  // namespace landport::app
