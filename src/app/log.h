// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace landport::app {

// One line of JSON on standard error: time, level, event, and what belongs to it. Any thread. Never give it a secret.
void log(std::string_view level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string_view>> details = {});

}  // namespace landport::app
