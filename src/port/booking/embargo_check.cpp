// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/booking/way.h"

// Whether the railway takes what is to be booked, on every leg of its way.
namespace landport::booking {
namespace {

// What is firmly sold of a leg run without that booking; options may still run out.
CentiTeu sold_teu(LegRun const& run, BookingId const& except) {
  CentiTeu sum;
  for (auto const& [id, taking] : run.takings) {
    if (id != except && !taking.until) sum += taking.slots.teu;
  }
  return sum;
}

struct Freight {
  std::vector<BookedItem> const& items;
  bool dangerous;
  Slots const& slots;
  BookingId const& booking;
};

bool hits(network::EmbargoImposed const& embargo, network::DepartureLeg const& leg, Freight const& freight,
          Desk& desk) {
  auto const* of_pack = desk.pack<network::Network>().legs.find(leg.leg.text, utc_day(leg.departs));
  network::Passage const passage{leg.leg,     leg.from,    leg.to,
                                 leg.departs, leg.arrives, of_pack ? of_pack->sections : std::vector<std::string>{}};
  bool const about = std::any_of(freight.items.begin(), freight.items.end(), [&](BookedItem const& item) {
    return network::is_about(embargo, item.size_type, freight.dangerous);
  });
  if (!about || !network::meets(embargo, passage)) return false;
  if (embargo.kind == network::EmbargoKind::stop) return true;
  auto const& run = desk.look<LegRun>(network::leg_run_stream(leg.leg_run));
  return sold_teu(run, freight.booking) + freight.slots.teu > embargo.teu_max.value_or(CentiTeu{});
}

}  // namespace

Wanted wanted_of(BookingCore const& core) {
  return {core.owner, core.carrier, core.route, core.items, core.goods, {}};
}

Result<void> check_embargoes(Wanted const& wanted, Slots const& slots, BookingId const& booking, Desk& desk) {
  auto const& list = desk.look<network::Embargoes>(network::embargo_stream()).list;
  if (list.empty()) return {};
  Freight const freight{wanted.items, wanted.goods.un_number.has_value(), slots, booking};
  for (auto const& stretch : wanted.route) {
    auto const& plan = desk.look<network::Sailing>(network::departure_stream(stretch.departure)).plan;
    for (auto const& leg : plan.legs) {
      bool const on_it = std::find(stretch.leg_runs.begin(), stretch.leg_runs.end(), leg.leg_run) !=
                         stretch.leg_runs.end();
      if (!on_it) continue;
      for (auto const& embargo : list) {
        if (hits(embargo, leg, freight, desk)) return no(network::refuse_embargo(embargo));
      }
    }
  }
  return {};
}

}  // namespace landport::booking
