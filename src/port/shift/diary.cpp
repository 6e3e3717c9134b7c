// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "port/shift/commands.h"
#include "port/shift/duty.h"
#include "port/shift/rules.h"
#include "port/yard/events.h"
#include "port/yard/layout.h"

// What is assigned, noted and measured in a shift.
namespace landport::shift {

namespace {

constexpr std::size_t note_bytes_max = 2'000;

// True when each of the codes joined with '+' in `wanted` is one of those in `all`.
bool within(std::string_view wanted, std::string_view all) {
  auto const padded = "+" + std::string(all) + "+";
  while (!wanted.empty()) {
    auto const end = std::min(wanted.find('+'), wanted.size());
    if (padded.find("+" + std::string(wanted.substr(0, end)) + "+") == std::string::npos) return false;
    wanted.remove_prefix(std::min(end + 1, wanted.size()));
  }
  return true;
}

// Adds a reading to the facts of its unit; true when it is out of band.
Result<bool> read(Reading const& reading, std::string const& place, Desk& desk, Facts& facts) {
  auto const stream = container::unit_stream(reading.unit);
  auto const& unit = desk.look<container::Whereabouts>(stream);
  auto const& tasks = desk.look<yard::Tasks>(stream);
  if (!unit.known || !tasks.plugged)
    return no(refuse("shift.not_plugged").at(place + "/unit").with("unit", reading.unit.text()));
  if (reading.temperature < DeciCelsius{-800} || reading.temperature > DeciCelsius{600})
    return no(refuse("shift.reading_out_of_range").at(place + "/temperature_dc"));
  facts.add(stream, yard::TemperatureRecorded{reading.unit, reading.temperature, unit.set_point});
  if (!unit.set_point) return false;
  DeciCelsius const band{desk.pack<ShiftPack>().rule(Rule::reefer_band_dc, desk.happened())};
  auto const off = reading.temperature - *unit.set_point;
  if (off <= band && -off <= band) return false;
  facts.add(stream, TemperatureOutOfBand{reading.unit, reading.temperature, *unit.set_point, band});
  return true;
}

}  // namespace

Result<Facts> decide(AssignMachine const& order, Desk& desk) {
  auto const& pack = desk.pack<ShiftPack>();
  auto const slot = pack.find(order.shift);
  if (!slot) return no(refuse("shift.unknown_shift").at("/shift").with("shift", order.shift.text));
  if (slot->ends <= desk.happened()) return no(refuse("shift.over").at("/shift").with("shift", order.shift.text));
  auto const* machine = desk.pack<yard::YardPack>().machine(order.machine, slot->day);
  if (!machine) return no(refuse("shift.no_such_machine").at("/machine").with("machine", order.machine));
  if (!order.driver.empty() && !is_name(order.driver))
    return no(refuse("shift.not_a_code").at("/driver").with("driver", order.driver));
  if (!within(order.area, machine->blocks + "+" + machine->tracks)) {
    return no(refuse("shift.out_of_reach").at("/area").with("machine", order.machine).with("area", order.area));
  }
  return Facts{}.add(shift_stream(order.shift), MachineAssigned{order.shift, order.machine, order.driver, order.area});
}

Result<Facts> decide(WriteNote const& order, Desk& desk) {
  if (order.text.empty()) return no(refuse("shift.note_empty").at("/text"));
  if (order.text.size() > note_bytes_max)
    return no(refuse("shift.note_too_long").at("/text").with("most", std::to_string(note_bytes_max)));
  NoteId const note{desk.fresh_name("NT")};
  Facts facts;
  facts.add(note_stream(note), NoteWritten{note, desk.look<Duty>(duty_stream()).opened.shift, order.text, order.about});
  return facts.name("note", note.text);
}

Result<Facts> decide(CloseNote const& order, Desk& desk) {
  auto const& note = desk.look<Note>(note_stream(order.note));
  if (!note.exists) return no(refuse("shift.no_such_note").at("/note").with("note", order.note.text));
  if (note.closed) return no(refuse("shift.note_closed").at("/note").with("note", order.note.text));
  return Facts{}.add(note_stream(order.note), NoteClosed{order.note, order.remark});
}

Result<Facts> decide(RecordRound const& order, Desk& desk) {
  if (order.readings.empty() || order.readings.size() > readings_max)
    return no(refuse("shift.no_readings").at("/readings").with("most", std::to_string(readings_max)));
  RoundId const round{desk.fresh_name("RD")};
  RoundRecorded recorded{round, desk.look<Duty>(duty_stream()).opened.shift, Count{static_cast<std::int64_t>(order.readings.size())}, {}};
  Facts facts;
  std::set<UnitNumber> seen;
  for (std::size_t i = 0; i < order.readings.size(); ++i) {
    auto const& reading = order.readings[i];
    auto const place = "/readings/" + std::to_string(i);
    if (!seen.insert(reading.unit).second)
      return no(refuse("shift.read_twice").at(place + "/unit").with("unit", reading.unit.text()));
    auto const out = read(reading, place, desk, facts);
    if (!out) return no(out.error());
    if (*out) recorded.out_of_band.push_back(reading.unit);
  }
  facts.add(round_stream(round), std::move(recorded));
  return facts.name("round", round.text);
}

}  // namespace landport::shift
