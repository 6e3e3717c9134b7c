// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "port/indicator/board.h"

// What each row contributes to an indicator. A figure is the sum of its shares and the evidence is the list of them, made
// by the same function: so what a figure opens is exactly what it was added up from.
namespace landport::indicator {

struct Share {
  Day day;                   // by the port's clock
  std::string_view service;  // empty: of the port as a whole
  std::int64_t numerator = 0, denominator = 0;
  std::string_view table, key;  // the row, whose events are its trail
  std::string_view label;       // the train, departure or measure
};

// How sums become the figure that is shown.
struct Scale {
  std::int64_t numerator = 1, denominator = 1;  // what the sums are divided by to be shown: 100 for hundredths of a TEU
  std::int64_t factor = 1;                      // 100 for a per cent
  enum class Kind : std::uint8_t { sum, ratio, growth, per_parameter } kind = Kind::ratio;
};
Scale scale_of(Measure measure);

// The figure of summed shares; nothing when there is no denominator. For `per_parameter` the denominator is the formula's
// parameter, and the sum of a plain sum is its own value.
std::optional<double> value_of(Formula const& formula, std::int64_t numerator, std::int64_t denominator);

// Calls f for every share of the formula's measure, in no order of days; `now` is the moment looked at.
void each_share(Formula const& formula, IndicatorBoard const& board, IndicatorPack const& pack, Instant now,
                std::function<void(Share const&)> const& f);

// The same day a year later; 29 February becomes 1 March.
Day a_year_later(Day day);

}  // namespace landport::indicator
