// SPDX-License-Identifier: Apache-2.0
#include "port/network/embargo_board.h"

#include "port/network/network.h"

namespace landport::network {

void EmbargoBoard::apply(EmbargoImposed const& e, Recorded const&) {
  auto& row = embargoes.edit(e.embargo.text);
  row.embargo = e.embargo;
  row.at = e.at;
  row.place = e.place;
  row.kind = e.kind;
  row.from = e.from;
  row.until = e.until;
  row.size_types = e.size_types;
  row.dangerous_only = e.dangerous_only;
  row.teu_max = e.teu_max;
  row.reason = e.reason;
  row.source = e.source;
}

void EmbargoBoard::apply(EmbargoLifted const& e, Recorded const& r) {
  auto* row = embargoes.touch(e.embargo.text);
  if (!row) return;
  row->lifted_at = r.happened;
  row->lifted_why = e.reason;
}

namespace {

void meet(EmbargoImposed const& embargo, DepartureRow const& row, Network const& network,
          std::vector<EmbargoMeeting>& out) {
  auto const words = words_of(embargo);
  for (auto const& leg : row.legs) {
    auto const* of_pack = network.legs.find(leg.leg.text, utc_day(leg.departs));
    Passage const passage{leg.leg,     leg.from,    leg.to,
                          leg.departs, leg.arrives, of_pack ? of_pack->sections : std::vector<std::string>{}};
    if (!meets(embargo, passage)) continue;
    out.push_back({row.departure, embargo.embargo, embargo.kind, leg.leg, leg.departs, leg.arrives,
                   about_all(embargo), words.zh, words.en});
  }
}

}  // namespace

Result<EmbargoEffectAnswer> answer(EmbargoEffect const& query, Room const& room) {
  std::vector<EmbargoImposed> list;
  room.view<EmbargoBoard>().embargoes.each([&](std::string_view, EmbargoRow const& row) {
    if (!row.lifted_at && (!query.embargo || *query.embargo == row.embargo)) list.push_back(row.fact());
  });
  EmbargoEffectAnswer out;
  if (list.empty()) return out;
  auto const& network = room.pack<Network>();
  room.view<Timetable>().departures.each([&](std::string_view, DepartureRow const& row) {
    bool const asked = !query.departure || *query.departure == row.departure;
    if (!asked || row.state == DepartureState::cancelled || row.arrives < room.at()) return;
    for (auto const& embargo : list) meet(embargo, row, network, out.meetings);
  });
  return out;
}

}  // namespace landport::network
