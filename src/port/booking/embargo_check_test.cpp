// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "port/booking/port_test.h"

// What the railway does not take cannot be booked, and the refusal says which order stands against it.
namespace landport::booking {
namespace {

using network::EmbargoAt, network::EmbargoId, network::EmbargoKind, network::ImposeEmbargo;

struct Embargo : TestPort {
  Actor const duty{"li", "PORT", Role::duty};

  static ImposeEmbargo stop(EmbargoAt at, std::string const& place) {
    ImposeEmbargo order;
    order.at = at;
    order.place = place;
    order.from = *parse_instant("2026-12-01T00:00:00Z");
    order.until = *parse_instant("2026-12-31T00:00:00Z");
    order.reason = "flood";
    order.source = "telegram 1187";
    return order;
  }
  EmbargoId impose(ImposeEmbargo const& order) {
    auto const id = as(duty).done(order).made.front().second;
    as(shipper);
    return EmbargoId{id};
  }
};

TEST_F(Embargo, OfANodeALegOrASectionStopsABookingAndSaysWhy) {
  for (auto const& order : {stop(EmbargoAt::node, "TPBBB"), stop(EmbargoAt::leg, "TPAAA-TPBBB"),
                            stop(EmbargoAt::section, "T-1435")}) {
    auto const id = impose(order);
    auto const refused = when(forty("T-AD-20261202"));
    ASSERT_FALSE(refused) << order.place;
    EXPECT_EQ(refused.error().code, "network.embargoed");
    EXPECT_EQ(refused.error().place, "/departure");
    std::map<std::string, std::string> said(refused.error().details.begin(), refused.error().details.end());
    EXPECT_EQ(said["embargo"], id.text);
    EXPECT_EQ(said["place"], order.place);
    EXPECT_EQ(said["until"], "2026-12-31T00:00:00Z");
    EXPECT_EQ(said["source"], "telegram 1187");
    as(duty).done(network::LiftEmbargo{id, "over"});
    as(shipper);
    EXPECT_EQ(refusal(forty("T-AD-20261202")), "");
  }
}

TEST_F(Embargo, OfAnotherTimeOrPlaceStopsNothing) {
  auto late = stop(EmbargoAt::node, "TPBBB");
  late.from = *parse_instant("2026-12-20T00:00:00Z");
  impose(late);
  EXPECT_EQ(refusal(forty("T-AD-20261202")), "");
}

TEST_F(Embargo, OfDangerousGoodsOrASizeStopsOnlyThose) {
  auto danger = stop(EmbargoAt::node, "TPBBB");
  danger.dangerous_only = true;
  impose(danger);
  auto size = stop(EmbargoAt::node, "TPBBB");
  size.size_types = {*parse_size_type("22G1")};
  impose(size);
  EXPECT_EQ(refusal(forty("T-AD-20261202")), "");
  auto twenty = forty("T-AD-20261202", 2);
  twenty.size_type = *parse_size_type("22G1");
  EXPECT_EQ(refusal(twenty), "network.embargoed");
}

TEST_F(Embargo, AnOptionThatIsOlderIsNotConfirmedAndAFirmBookingStays) {
  auto const option = book(forty("T-AD-20261202")), firm = book(forty("T-AD-20261202"));
  done(ConfirmBooking{firm});
  auto const id = impose(stop(EmbargoAt::node, "TPBBB"));
  EXPECT_EQ(refusal(ConfirmBooking{option}), "network.embargoed");
  EXPECT_EQ(state(firm).stage, Stage::firm);
  as(duty).done(network::LiftEmbargo{id, ""});
  as(shipper);
  EXPECT_EQ(refusal(ConfirmBooking{option}), "");
}

TEST_F(Embargo, NoBookingIsRolledIntoOne) {
  auto const id = book(forty("T-AD-20261202"));
  done(ConfirmBooking{id});
  auto order = stop(EmbargoAt::node, "TPAAA");
  order.from = *parse_instant("2026-12-03T00:00:00Z");
  impose(order);
  RollBooking roll;
  roll.booking = id;
  roll.departure = network::DepartureId{"T-AD-20261205"};
  EXPECT_EQ(refusal(roll), "network.embargoed");
}

TEST_F(Embargo, ALimitTakesSoManyTeuOfAPathAndDay) {
  auto order = stop(EmbargoAt::leg, "TPAAA-TPBBB");
  order.kind = EmbargoKind::limit;
  order.teu_max = CentiTeu{200};
  impose(order);
  auto const first = book(forty("T-AD-20261202"));
  auto const second = book(forty("T-AD-20261202"));
  done(ConfirmBooking{first});
  EXPECT_EQ(refusal(ConfirmBooking{second}), "network.embargoed");
}

}  // namespace
}  // namespace landport::booking
