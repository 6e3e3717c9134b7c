// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace landport::app {
inline constexpr char const* version = "0.1.0";
}
