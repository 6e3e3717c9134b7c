// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/edifact_messages.h"

namespace landport::formats {

// A number as EDIFACT writes it: digits with '.' or ',' and perhaps a sign, in thousandths; finer digits are
// cut. Nothing when it is not one, or beyond 9 * 10^15.
std::optional<std::int64_t> thousandths(std::string_view text);

// A whole number without sign, up to 18 digits.
std::optional<std::int64_t> whole(std::string_view text);

// Fills basis, precision and `at` from `text` in `format` (code list 2379): 101, 102, 201, 203, 204 are wall
// clocks; 205, 303 and 304 carry a zone (an offset, or UTC, GMT or Z; other zone names leave the clock
// local). Years of two digits from 70 on belong to the last century. False when the text does not fit its
// format or the day does not exist; other formats and an empty text are left as `none`.
bool read_time(MessageTime& time);

// Thousandths of `unit` as grams, when it is a unit of mass: KGM, GRM, TNE, LBR (0.45359237 kg).
std::optional<std::int64_t> to_grams(std::int64_t value, std::string_view unit);

// Thousandths of a degree in CEL, FAH or KEL as tenths of a degree Celsius; other units count as CEL.
DeciCelsius to_celsius(std::int64_t value, std::string_view unit);

}  // namespace landport::formats
