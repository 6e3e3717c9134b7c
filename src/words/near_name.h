// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace landport {

// The name among `known` that was probably meant by `name`: the same but for its unit ("gross_t" for "gross_kg"), cut off
// or gone on with, or at most a third of its letters away (two for short names). Empty when none is near.
std::string_view near_name(std::string_view name, std::vector<std::string_view> const& known);

// The same as the end of a sentence: "→ “gross_kg”?", or an empty text.
std::string hint_at(std::string_view name, std::vector<std::string_view> const& known);

}  // namespace landport
