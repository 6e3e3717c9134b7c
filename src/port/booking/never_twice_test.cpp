// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "port/booking/board.h"
#include "port/booking/port_test.h"
#include "port/network/timetable.h"

// "Slots are never sold twice on any leg, whatever arrives together": random orders from many shippers on
// three services that share the leg from B to C, with options that run out, limits that change and trains
// that are cancelled. After every order that is carried out, on every leg run: nothing beyond a limit, and
// what is taken is exactly what the living bookings have.
namespace landport::booking {
namespace {

struct Step {
  int what, which, departure, quantity, size;
};

struct World : TestPort {
  std::vector<BookingId> ids;
  std::vector<std::string> const departures{"T-AD-20261202", "T-ED-20261202", "T-BD-20261204",
                                            "T-BD-20261203", "T-AD-20261201"};
  std::map<std::string, int> carried_out;

  template <class C>
  void attempt(C const& order) {
    auto const facts = when(order);
    if (!facts) return;
    for (auto const& fact : facts->list) given().happened_before(fact.stream, fact.event);
    ++carried_out[std::string(C::wire)];
    for (auto const& [what, name] : facts->made) {
      if (what == "booking") ids.push_back(BookingId{name});
    }
  }
  BookingId pick(int n) const {
    return ids.empty() ? BookingId{"BK0"} : ids[static_cast<std::size_t>(n) % ids.size()];
  }
  std::string departure(int n) const { return departures[static_cast<std::size_t>(n) % departures.size()]; }

  void wish(Wish& w, Step const& s) {
    static char const* const sizes[] = {"22G1", "45G1", "45R1", "L5G1"};
    w.size_type = *parse_size_type(sizes[s.size % 4]);
    w.gross = Kilograms{s.size % 3 == 0 ? 9'000 : 23'500};
    w.powered = s.size % 4 == 2;
    if (s.which % 3 == 1) w.from = network::NodeCode{"TPBBB"};
    if (s.which % 3 == 2) w.to = network::NodeCode{"TPCCC"};
  }
  void step(Step const& s) {
    as(shipper);
    switch (s.what) {
      case 0:
      case 1:
      case 2: {
        auto order = forty(departure(s.departure), s.quantity);
        wish(order, s);
        return attempt(order);
      }
      case 3: {
        auto order = waiting(departure(s.departure), s.quantity);
        wish(order, s);
        return attempt(order);
      }
      case 4:
      case 5:
        return attempt(ConfirmBooking{pick(s.which)});
      case 6:
        return attempt(CancelBooking{pick(s.which), "x"});
      case 7:
        return attempt(RollBooking{pick(s.which), network::DepartureId{departure(s.departure)}, {}, {}, "x"});
      case 8:
        return attempt(AmendBooking{.booking = pick(s.which), .quantity = Count{s.quantity}});
      case 9:
        later(hours(s.quantity * 5));
        return;
      case 10:
        as(clock_);
        return attempt(ExpireOption{pick(s.which)});
      case 11:
        as(clock_);
        return attempt(PromoteWaitlisted{pick(s.which)});
      case 12:
        as(carrier);
        return attempt(network::ChangeLegLimits{
            network::LegRunId{"P-BC-20261204"}, Millimetres{12192 * s.quantity}, {}, {}, {}, "x"});
      case 13:
        as(carrier);
        return attempt(GrantAllotments{s.which % 2 ? "HUAXI" : "OTHERS", network::ServiceCode{"T-BD"},
                                       *parse_day("2026-12-03"), Count{2}, *parse_size_type("22G1"),
                                       Count{s.quantity}, tonnes(9), false, Count{s.which * 6}});
      default:
        as(carrier);
        return attempt(network::CancelDeparture{network::DepartureId{departure(s.departure)}, "x"});
    }
  }

  // Compares every leg run with the sum over the bookings that live.
  void check() {
    std::map<network::LegRunId, Slots> wanted;
    for (auto const& id : ids) {
      auto const b = state(id);
      bool const lives = b.stage == Stage::firm || b.stage == Stage::shipped || b.stage == Stage::completed ||
                         (b.stage == Stage::option && now() < b.hold_until);
      if (!lives) continue;
      auto const slots = slots_of(b.items, testport().get<BookingRules>(), utc_day(now()));
      for (auto const& stretch : b.route) {
        for (auto const& run : stretch.leg_runs) wanted[run] = wanted[run] + *slots;
      }
    }
    auto const timetable = view<network::Timetable>();
    timetable->leg_runs.each([&](std::string_view key, network::LegRunRow const& row) {
      auto const run = given().state<LegRun>(network::leg_run_stream(network::LegRunId{key}));
      auto const taken = run.taken(now());
      for (auto const& [id, taking] : run.takings) {
        if (id.text.starts_with("AL-") && taking.counts(now()))
          wanted[run.id] = wanted[run.id] + taking.slots;
      }
      RC_ASSERT(taken == wanted[run.id]);
      RC_ASSERT(taken.length <= run.limits.length);
      RC_ASSERT(taken.mass <= run.limits.mass);
      RC_ASSERT(taken.plugs <= run.limits.plugs);
      RC_ASSERT(taken.teu <= run.limits.teu);
      RC_ASSERT(row.free(now()) == run.free(now()));
    });
  }
};

rc::Gen<Step> steps() {
  return rc::gen::build<Step>(rc::gen::set(&Step::what, rc::gen::inRange(0, 15)),
                              rc::gen::set(&Step::which, rc::gen::inRange(0, 12)),
                              rc::gen::set(&Step::departure, rc::gen::inRange(0, 5)),
                              rc::gen::set(&Step::quantity, rc::gen::inRange(1, 4)),
                              rc::gen::set(&Step::size, rc::gen::inRange(0, 12)));
}

RC_GTEST_PROP(NeverTwice, WhateverArrivesTogether, ()) {
  auto const length = *rc::gen::inRange(1, 60);
  auto const script = *rc::gen::container<std::vector<Step>>(static_cast<std::size_t>(length), steps());
  World world;
  for (auto const& s : script) {
    world.step(s);
    world.check();
  }
  RC_CLASSIFY(world.carried_out.contains("booking.roll_booking"), "rolled");
  RC_CLASSIFY(world.carried_out.contains("booking.promote_waitlisted"), "promoted");
  RC_CLASSIFY(world.carried_out.contains("booking.amend_booking"), "amended");
}

// Of 64 who want the last slot of the middle leg, one gets it, and nothing is left behind on the other legs.
class LastSlot : public testing::TestWithParam<int> {};
TEST_P(LastSlot, IsSoldOnce) {
  World world;
  RequestBooking first = TestPort::forty("T-BD-20261204", 2), wanted = TestPort::forty("T-BD-20261204");
  if (GetParam() == 1) {  // mass: 25 tonnes are left
    first.quantity = Count{1};
    first.gross = tonnes(35);
  }
  if (GetParam() == 2) {  // plugs
    first.size_type = wanted.size_type = *parse_size_type("45R1");
    first.powered = wanted.powered = true;
    first.quantity = Count{1};
    first.gross = wanted.gross = tonnes(10);
  }
  world.as(world.shipper);
  world.attempt(first);
  std::vector<std::string> const ways{"T-AD-20261202", "T-ED-20261202", "T-BD-20261204"};
  for (std::size_t i = 0; i < 64; ++i) {
    world.as({"p", "SHIPPER" + std::to_string(i), Role::shipper});
    wanted.departure = network::DepartureId{ways[i % ways.size()]};
    auto const refused = world.refusal(wanted);
    EXPECT_EQ(refused, i == 0 ? "" : "booking.leg_full");
    world.attempt(wanted);
  }
  EXPECT_EQ(world.ids.size(), 2u);
  world.check();
}
INSTANTIATE_TEST_SUITE_P(LengthMassPlugs, LastSlot, testing::Values(0, 1, 2));

}  // namespace
}  // namespace landport::booking
