// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "words/result.h"

namespace landport {

// A length of time in milliseconds.
struct Duration {
  std::int64_t ms = 0;
  constexpr auto operator<=>(Duration const&) const = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.ms * n}; }
};
constexpr Duration milliseconds(std::int64_t n) { return {n}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1000}; }
constexpr Duration minutes(std::int64_t n) { return {n * 60'000}; }
constexpr Duration hours(std::int64_t n) { return {n * 3'600'000}; }
constexpr Duration days(std::int64_t n) { return {n * 86'400'000}; }

// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds. Never a local time: local times exist only
// where a person reads or writes them, with the zone of the place.
struct Instant {
  std::int64_t ms = 0;
  constexpr auto operator<=>(Instant const&) const = default;
  friend constexpr Instant operator+(Instant a, Duration d) { return {a.ms + d.ms}; }
  friend constexpr Instant operator-(Instant a, Duration d) { return {a.ms - d.ms}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }
};

// Half-open: from `begin` up to but without `end`.
template <class T>
struct Interval {
  T begin{}, end{};
  constexpr bool operator==(Interval const&) const = default;
  constexpr bool empty() const { return !(begin < end); }
  constexpr bool contains(T const& t) const { return begin <= t && t < end; }
  constexpr bool overlaps(Interval const& o) const { return begin < o.end && o.begin < end; }
  constexpr Interval intersect(Interval const& o) const { return {std::max(begin, o.begin), std::min(end, o.end)}; }
};

// A calendar day without a zone, as in a timetable or a tariff's validity.
struct Day {
  std::int32_t days = 0;  // since 1970-01-01
  constexpr auto operator<=>(Day const&) const = default;
  friend constexpr Day operator+(Day d, int n) { return {d.days + n}; }
};

Day day_of(int year, unsigned month, unsigned day);  // the proleptic Gregorian calendar; the date must exist
Day utc_day(Instant at);                             // the day in UTC
Instant start_of(Day day);                           // 00:00 UTC
int iso_weekday(Day day);                            // 1 Monday to 7 Sunday (ISO 8601)

// "2026-12-01T08:00:00Z", with ".123" when there are milliseconds. Years 0001 to 9999.
std::string to_text(Instant at);
// "2026-12-01".
std::string to_text(Day day);

// ISO 8601 with date, time to the minute or finer, and a zone ("Z" or "+08:00"). Refuses "malformed.instant": a time
// without a zone is not an instant. Fractions finer than a millisecond are cut.
Result<Instant> parse_instant(std::string_view text);
// "2026-12-01". Refuses "malformed.code".
Result<Day> parse_day(std::string_view text);

}  // namespace landport
