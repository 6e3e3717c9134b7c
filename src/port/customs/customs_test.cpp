// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "journal/given.h"
#include "port/customs/commands.h"
#include "port/customs/module.h"

namespace landport::customs {
namespace {

using container::PlaceKind;
using container::UnitPlaced;
using container::UnitRegistered;
using container::Whereabouts;

UnitNumber const unit = *parse_unit_number("CSQU3054383");

struct Customs : ::testing::Test {
  Pack pack;
  Given port{pack};
  Customs() {
    port.as({"sun", "CUSTOMS", Role::customs});
    port.happened_before(container::unit_stream(unit), UnitRegistered{unit, {}});
  }
  bool released(Purpose purpose) {
    return port.state<Whereabouts>(container::unit_stream(unit)).customs_released(purpose);
  }
};

TEST_F(Customs, AReleaseIsForOnePurpose) {
  port.done(RecordRelease{unit, Purpose::export_, "D1"});
  EXPECT_TRUE(released(Purpose::export_));
  EXPECT_FALSE(released(Purpose::import_));
  EXPECT_EQ(port.refusal(RecordRelease{unit, Purpose::export_, "D2"}), "customs.already_released");
  EXPECT_EQ(port.refusal(WithdrawRelease{unit, Purpose::import_, "x"}), "customs.not_released");
  EXPECT_EQ(port.refusal(WithdrawRelease{unit, Purpose::export_, ""}), "customs.no_reason");
  port.done(WithdrawRelease{unit, Purpose::export_, "declaration deleted"});
  EXPECT_FALSE(released(Purpose::export_));
}

TEST_F(Customs, WhatIsUnknownOrGoneIsRefused) {
  auto const stranger = *parse_unit_number("TRHU4307252");
  EXPECT_EQ(port.refusal(RecordRelease{stranger, Purpose::export_, "D1"}), "customs.no_such_unit");
  EXPECT_EQ(port.refusal(RecordRelease{unit, Purpose::export_, ""}), "customs.no_reference");
  port.done(RecordRelease{unit, Purpose::export_, "D1"});
  port.happened_before(container::unit_stream(unit),
                       UnitPlaced{unit, {}, {PlaceKind::terminal_abroad, "PLMAL"}, "T"});
  EXPECT_EQ(port.refusal(WithdrawRelease{unit, Purpose::export_, "late"}), "customs.already_gone");
}

TEST_F(Customs, DescribesItself) {
  EXPECT_EQ(describe().commands.size(), 2u);
}

}  // namespace
}  // namespace landport::customs
