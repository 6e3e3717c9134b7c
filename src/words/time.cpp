// SPDX-License-Identifier: Apache-2.0
#include "words/time.h"

#include <chrono>
#include <cstdio>
#include <optional>

#include "words/strong.h"

namespace landport {

namespace {

namespace ch = std::chrono;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0) && ((a < 0) != (b < 0))); }

// Reads exactly `digits` digits at `at` and moves on.
std::optional<int> number(std::string_view text, std::size_t& at, int digits) {
  int value = 0;
  for (int i = 0; i < digits; ++i, ++at) {
    if (at >= text.size() || text[at] < '0' || text[at] > '9') return std::nullopt;
    value = value * 10 + (text[at] - '0');
  }
  return value;
}

bool skip(std::string_view text, std::size_t& at, char c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

std::optional<Day> read_day(std::string_view text, std::size_t& at) {
  auto const y = number(text, at, 4);
  if (!y || !skip(text, at, '-')) return std::nullopt;
  auto const m = number(text, at, 2);
  if (!m || !skip(text, at, '-')) return std::nullopt;
  auto const d = number(text, at, 2);
  if (!d) return std::nullopt;
  auto const ymd = ch::year{*y} / ch::month(static_cast<unsigned>(*m)) / ch::day(static_cast<unsigned>(*d));
  if (!ymd.ok() || *y < 1) return std::nullopt;
  return Day{static_cast<std::int32_t>(ch::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<std::int64_t> read_zone_ms(std::string_view text, std::size_t& at) {
  if (skip(text, at, 'Z') || skip(text, at, 'z')) return 0;
  if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return std::nullopt;
  std::int64_t const sign = text[at++] == '+' ? 1 : -1;
  auto const h = number(text, at, 2);
  if (!h || *h > 23) return std::nullopt;
  skip(text, at, ':');
  auto const m = number(text, at, 2);
  if (!m || *m > 59) return std::nullopt;
  return sign * (*h * 60 + *m) * 60'000;
}

std::optional<std::int64_t> read_clock_ms(std::string_view text, std::size_t& at) {
  auto const h = number(text, at, 2);
  if (!h || *h > 23 || !skip(text, at, ':')) return std::nullopt;
  auto const m = number(text, at, 2);
  if (!m || *m > 59) return std::nullopt;
  std::int64_t ms = (*h * 60 + *m) * 60'000;
  if (!skip(text, at, ':')) return ms;
  auto const s = number(text, at, 2);
  if (!s || *s > 59) return std::nullopt;
  ms += *s * 1000;
  if (!skip(text, at, '.')) return ms;
  int scale = 100;
  std::size_t const first = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - first < 9) {
    ms += (text[at++] - '0') * scale;
    scale /= 10;
  }
  if (at == first) return std::nullopt;
  return ms;
}

}  // namespace

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

Day day_of(int year, unsigned month, unsigned day) {
  auto const ymd = ch::year{year} / ch::month(month) / ch::day(day);
  LP_ASSERT(ymd.ok(), "day_of takes a date that exists");
  return {static_cast<std::int32_t>(ch::sys_days{ymd}.time_since_epoch().count())};
}

Day utc_day(Instant at) { return {static_cast<std::int32_t>(floor_div(at.ms, 86'400'000))}; }
Instant start_of(Day day) { return {std::int64_t{day.days} * 86'400'000}; }
int iso_weekday(Day day) {
  return static_cast<int>(ch::weekday{ch::sys_days{ch::days{day.days}}}.iso_encoding());
}

std::string to_text(Day day) {
  ch::year_month_day const ymd{ch::sys_days{ch::days{day.days}}};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()));
  return text;
}

std::string to_text(Instant at) {
  Day const day = utc_day(at);
  ch::year_month_day const ymd{ch::sys_days{ch::days{day.days}}};
  auto const ms = static_cast<int>(at.ms - start_of(day).ms);
  // Written by hand: this runs for every instant of every answer, and snprintf was a third of the cost of a row.
  char text[25];
  auto two = [](char* p, int v) {
    p[0] = static_cast<char>('0' + v / 10);
    p[1] = static_cast<char>('0' + v % 10);
  };
  int const y = static_cast<int>(ymd.year());
  two(text, y / 100 % 100);
  two(text + 2, y % 100);
  text[4] = text[7] = '-';
  two(text + 5, static_cast<int>(static_cast<unsigned>(ymd.month())));
  two(text + 8, static_cast<int>(static_cast<unsigned>(ymd.day())));
  text[10] = 'T';
  two(text + 11, ms / 3'600'000);
  text[13] = text[16] = ':';
  two(text + 14, ms / 60'000 % 60);
  two(text + 17, ms / 1000 % 60);
  if (ms % 1000 == 0) {
    text[19] = 'Z';
    return std::string(text, 20);
  }
  text[19] = '.';
  text[20] = static_cast<char>('0' + ms % 1000 / 100);
  two(text + 21, ms % 100);
  text[23] = 'Z';
  return std::string(text, 24);
}

Result<Instant> parse_instant(std::string_view text) {
  auto const wrong = [&] { return no(refuse("malformed.instant").with("got", text.substr(0, 40))); };
  std::size_t at = 0;
  auto const day = read_day(text, at);
  if (!day || at >= text.size() || (text[at] != 'T' && text[at] != 't' && text[at] != ' ')) return wrong();
  ++at;
  auto const clock = read_clock_ms(text, at);
  if (!clock) return wrong();
  auto const zone = read_zone_ms(text, at);
  if (!zone || at != text.size()) return wrong();
  return Instant{start_of(*day).ms + *clock - *zone};
}

Result<Day> parse_day(std::string_view text) {
  std::size_t at = 0;
  auto const day = read_day(text, at);
  if (!day || at != text.size()) {
    return no(refuse("malformed.code").with("got", text.substr(0, 40)).with("what", "a date like 2026-12-01")
                  .with("what_zh", "形如 2026-12-01 的日期"));
  }
  return *day;
}

}  // namespace landport
