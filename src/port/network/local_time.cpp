// SPDX-License-Identifier: Apache-2.0
#include <date/tz.h>

#include "port/network/network.h"
#include "port/network/zone.h"

namespace landport::network {
namespace {

// The library throws for an unknown zone; nothing is thrown beyond this file.
date::time_zone const* zone_or_null(std::string const& name) {
  try {
    return date::locate_zone(name);
  } catch (std::exception const&) {
    return nullptr;
  }
}

Refusal no_such_zone(std::string const& zone) {
  return refuse("pack.no_such_zone").with("zone", zone);
}

}  // namespace

std::optional<ZoneSpan> zone_at(std::string const& zone, Instant at) {
  auto const* const place = zone_or_null(zone);
  if (!place) return {};
  auto const info = place->get_info(date::floor<std::chrono::seconds>(
      date::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{at.ms}}));
  auto const ms_of = [](date::sys_seconds s) { return std::chrono::milliseconds(s.time_since_epoch()).count(); };
  return ZoneSpan{Duration{std::chrono::milliseconds(info.offset).count()}, Instant{ms_of(info.begin)},
                  Instant{ms_of(info.end)}};
}

Result<Instant> instant_of(Day day, LocalTime time, std::string const& zone) {
  auto const* const place = zone_or_null(zone);
  if (!place) return no(no_such_zone(zone));
  date::local_seconds const wall{std::chrono::seconds{std::int64_t{day.days} * 86'400 + time.minutes * 60}};
  // `first` holds the offset before a gap and the earlier of two; with neither it is the only one.
  auto const offset = place->get_info(wall).first.offset;
  return Instant{(wall.time_since_epoch() - offset).count() * 1000};
}

Result<Day> local_day(Instant at, std::string const& zone) {
  auto const span = zone_at(zone, at);
  if (!span) return no(no_such_zone(zone));
  return utc_day(at + span->ahead);
}

}  // namespace landport::network
