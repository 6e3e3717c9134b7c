// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "journal/department.h"
#include "journal/given.h"
#include "port/network/commands.h"
#include "port/network/embargo_board.h"
#include "port/network/module.h"
#include "port/network/pack_test.h"

namespace landport::network {
namespace {

Instant at(std::string_view text) {
  return *parse_instant(text);
}
Pack const& testport() {
  static Pack const pack = [] {
    Pack p;
    for (auto const& load : describe().loaders) {
      auto const r = load(pack_files("testport"), p);
      if (!r) ADD_FAILURE() << r.error().code << " " << r.error().place;
    }
    return p;
  }();
  return pack;
}
ImposeEmbargo order_for(EmbargoAt where, std::string const& place) {
  ImposeEmbargo order;
  order.at = where;
  order.place = place;
  order.from = at("2026-12-02T00:00:00Z");
  order.until = at("2026-12-04T00:00:00Z");
  order.reason = "snow";
  order.source = "telegram 12";
  return order;
}

TEST(Embargo, IsOfAPlaceThatThePackKnows) {
  Given port(testport());
  EXPECT_EQ(port.refusal(order_for(EmbargoAt::node, "NOWHERE")), "network.no_such_node");
  EXPECT_EQ(port.refusal(order_for(EmbargoAt::leg, "TPAAA")), "network.no_such_leg");
  EXPECT_EQ(port.refusal(order_for(EmbargoAt::section, "TPAAA")), "network.no_such_section");
  auto backwards = order_for(EmbargoAt::node, "TPBBB");
  backwards.until = backwards.from;
  EXPECT_EQ(port.refusal(backwards), "network.embargo_times");
  auto bare = order_for(EmbargoAt::node, "TPBBB");
  bare.kind = EmbargoKind::limit;
  EXPECT_EQ(port.refusal(bare), "network.embargo_limit");
}

TEST(Embargo, IsInForceUntilItIsLifted) {
  Given port(testport());
  EmbargoId const id{port.done(order_for(EmbargoAt::node, "TPBBB")).made.front().second};
  EXPECT_EQ(port.state<Embargoes>(embargo_stream()).list.size(), 1U);
  EXPECT_EQ(port.refusal(LiftEmbargo{EmbargoId{"EMOTHER"}, ""}), "network.no_such_embargo");
  port.done(LiftEmbargo{id, "line open again"});
  EXPECT_TRUE(port.state<Embargoes>(embargo_stream()).list.empty());
  EXPECT_EQ(port.refusal(LiftEmbargo{id, ""}), "network.no_such_embargo");
  auto const board = port.view<EmbargoBoard>();
  auto const* row = board->embargoes.find(id.text);
  ASSERT_NE(row, nullptr);
  EXPECT_TRUE(row->lifted_at);
  EXPECT_EQ(row->lifted_why, "line open again");
}

// A train meets an embargo of a leg exactly when the two times have a moment in common, the end not included.
RC_GTEST_PROP(EmbargoProperty, MeetsExactlyWhatItOverlaps, ()) {
  auto const hour = [](int n) { return at("2026-12-01T00:00:00Z") + hours(n); };
  int const from = *rc::gen::inRange(0, 20), lasts = *rc::gen::inRange(1, 20);
  int const leaves = *rc::gen::inRange(0, 40), takes = *rc::gen::inRange(0, 20);
  EmbargoImposed e;
  e.at = EmbargoAt::leg;
  e.place = "L";
  e.from = hour(from);
  e.until = hour(from + lasts);
  Passage const p{LegCode{"L"}, NodeCode{"A"}, NodeCode{"B"}, hour(leaves), hour(leaves + takes), {}};
  bool common = false;
  for (int h = leaves; h <= leaves + takes; ++h) common = common || (from <= h && h < from + lasts);
  RC_ASSERT(meets(e, p) == common);
  e.until.reset();
  RC_ASSERT(meets(e, p) == (leaves + takes >= from));
}

}  // namespace
}  // namespace landport::network
