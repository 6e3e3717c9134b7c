// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace landport::formats {

// The place of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no
// over-long forms), or nothing when all of it is.
std::optional<std::size_t> first_bad_utf8(std::string_view bytes);

// `bytes` in the named encoding (a name that iconv knows: "GB18030", "ISO-8859-1", "UTF-16LE") as UTF-8.
// Nothing when they are not text in that encoding, or the C library does not know it.
std::optional<std::string> to_utf8(std::string_view bytes, char const* encoding);

}  // namespace landport::formats
