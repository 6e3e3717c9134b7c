// SPDX-License-Identifier: Apache-2.0
#include "formats/edifact_values.h"

namespace landport::formats {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads `count` digits off the front; -1 when they are not there.
int take(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

constexpr bool leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}

struct Layout {
  std::size_t year_digits, clock_digits;  // clock: 0, 4 (HHMM) or 6 (HHMMSS)
  bool zone;
};

std::optional<Layout> layout_of(std::string_view format) {
  if (format == "102") return Layout{4, 0, false};
  if (format == "203") return Layout{4, 4, false};
  if (format == "201") return Layout{2, 4, false};
  if (format == "204") return Layout{4, 6, false};
  if (format == "101") return Layout{2, 0, false};
  if (format == "205" || format == "303") return Layout{4, 4, true};
  if (format == "304") return Layout{4, 6, true};
  return std::nullopt;
}

// What follows the clock in 205, 303 and 304. The offset in minutes; nothing for the name of a zone we do not
// know. `good` turns false when it is an offset that cannot be.
std::optional<int> offset_of(std::string_view zone, bool& good) {
  if (zone == "UTC" || zone == "GMT" || zone == "Z") return 0;
  if (zone.empty() || (zone[0] != '+' && zone[0] != '-')) {
    good = good && zone.size() <= 4;
    return std::nullopt;
  }
  auto const sign = zone[0] == '-' ? -1 : 1;
  zone.remove_prefix(1);
  auto const hours = take(zone, 2);
  auto const minutes = zone.empty() ? 0 : take(zone, 2);
  good = good && zone.empty() && hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60;
  return sign * (hours * 60 + minutes);
}

}  // namespace

std::optional<std::int64_t> thousandths(std::string_view text) {
  auto const negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  int decimals = -1;  // how many were read since the mark
  bool any = false;
  for (char const c : text) {
    if ((c == '.' || c == ',') && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    any = true;
    if (decimals >= 3) continue;
    if (decimals >= 0) ++decimals;
    value = value * 10 + (c - '0');
    if (value > 9'000'000'000'000'000) return std::nullopt;
  }
  if (!any) return std::nullopt;
  for (int i = decimals < 0 ? 0 : decimals; i < 3; ++i) {
    value *= 10;
    if (value > 9'000'000'000'000'000) return std::nullopt;
  }
  return negative ? -value : value;
}

std::optional<std::int64_t> whole(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  for (char const c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool read_time(MessageTime& time) {
  auto const layout = layout_of(time.format);
  if (!layout || time.text.empty()) return true;
  auto text = time.text;
  auto year = take(text, layout->year_digits);
  if (layout->year_digits == 2 && year >= 0) year += year >= 70 ? 1900 : 2000;
  auto const month = take(text, 2);
  auto const day = take(text, 2);
  auto const clock = text.empty() ? 0 : layout->clock_digits;
  auto const hour = clock > 0 ? take(text, 2) : 0;
  auto const minute = clock > 0 ? take(text, 2) : 0;
  auto const second = clock == 6 ? take(text, 2) : 0;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return false;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  if (hour == 24 && (minute > 0 || second > 0)) return false;
  bool good = layout->zone || text.empty();
  auto const offset = layout->zone ? offset_of(text, good) : std::nullopt;
  if (!good) return false;
  time.at = start_of(day_of(year, static_cast<unsigned>(month), static_cast<unsigned>(day))) + hours(hour) +
            minutes(minute - offset.value_or(0)) + seconds(second);
  time.basis = offset ? TimeBasis::universal : TimeBasis::local;
  time.precision = clock == 0   ? TimePrecision::day
                   : clock == 4 ? TimePrecision::minute
                                : TimePrecision::second;
  return true;
}

std::optional<std::int64_t> to_grams(std::int64_t value, std::string_view unit) {
  if (unit == "KGM") return value;
  if (unit == "GRM") return value / 1000;
  if (unit == "TNE")
    return value > 9'000'000'000'000 || value < -9'000'000'000'000 ? std::nullopt
                                                                   : std::optional(value * 1000);
  if (unit == "LBR") {
    // In two parts, because the product of the whole would not fit.
    constexpr std::int64_t scale = 100'000'000, factor = 45'359'237;
    auto const rest = value % scale * factor;
    return value / scale * factor + (rest + (rest < 0 ? -scale : scale) / 2) / scale;
  }
  return std::nullopt;
}

DeciCelsius to_celsius(std::int64_t value, std::string_view unit) {
  auto const rounded = [](std::int64_t n, std::int64_t by) { return (n + (n < 0 ? -by : by) / 2) / by; };
  if (unit == "FAH") return DeciCelsius{rounded((value - 32'000) * 5, 900)};
  if (unit == "KEL") return DeciCelsius{rounded(value - 273'150, 100)};
  return DeciCelsius{rounded(value, 100)};
}

}  // namespace landport::formats
