// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "journal/department.h"
#include "journal/given.h"
#include "port/audit/board.h"
#include "port/audit/watch.h"
#include "port/network/pack_test.h"

// A department of its own, so that watching is tried on any command.
namespace landport::audit::trial {

struct Noted {
  static constexpr std::string_view wire = "trial.noted.v1", zh = "记", en = "Noted";
  std::string unit;
};
constexpr auto fields(Type<Noted>) {
  return field_list(field("unit", &Noted::unit, "箱", "Unit"));
}
struct Note {
  static constexpr std::string_view wire = "trial.note", zh = "记", en = "Note";
  static constexpr Roles roles = Role::gate | Role::duty;
  std::string unit, reason;
};
constexpr auto fields(Type<Note>) {
  return field_list(field("unit", &Note::unit, "箱", "Unit"), may("reason", &Note::reason, "原因", "Reason"));
}
Result<Facts> decide(Note const& order, Desk&) {
  return Facts{}.add(StreamName{"trial/" + order.unit}, Noted{order.unit});
}

struct AtDesk final : Desk {
  AtDesk(Pack const& the_pack, Context context) : Desk(std::move(context)), pack_(the_pack) {}
  void const* state(StateKind const&, StreamName const&) override { return nullptr; }
  Pack const& context_pack() const override { return pack_; }
  Pack const& pack_;
};

struct BackDating : ::testing::Test {
  BackDating() {
    auto part = LimitPack::load(network::pack_files("testport"), pack);
    EXPECT_TRUE(part) << part.error().place;
    pack.put(std::move(*part));
    list.push_back(landport::Department("trial", "试", "Trial").events<Noted>().commands<Note>());
    watch(list);
  }
  Result<Facts> given(Roles roles, std::int64_t minutes_ago, std::string reason = {}) {
    Instant const now = *parse_instant("2026-12-01T10:00:00Z");
    AtDesk desk(pack, {now, now - minutes(minutes_ago), {"gil", "PORT", roles}, {}});
    return list[0].commands[0].decide(Command(Note{"U1", std::move(reason)}), desk);
  }
  Pack pack;
  std::vector<DepartmentDescription> list;
};

TEST_F(BackDating, WhatIsToldAtOnceIsNotRemembered) {
  EXPECT_EQ(given(Role::gate, 0)->list.size(), 1u);
  EXPECT_EQ(given(Role::gate, 14)->list.size(), 1u);
}

TEST_F(BackDating, WhatIsToldLaterIsRememberedWithItsReason) {
  auto const facts = given(Role::gate, 120, "the network was down");
  ASSERT_TRUE(facts);
  ASSERT_EQ(facts->list.size(), 2u);
  auto const* fact = facts->list[1].event.get<BackDated>();
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->command, "trial.note");
  EXPECT_EQ(fact->subject, "U1");
  EXPECT_EQ(fact->minutes, 120);
  EXPECT_EQ(fact->minutes_max, 720);
  EXPECT_EQ(fact->reason, "the network was down");
}

TEST_F(BackDating, ARoleGoesBackAsFarAsItsRowSays) {
  EXPECT_TRUE(given(Role::gate, 720));
  auto const refused = given(Role::gate, 721);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "audit.too_early");
  EXPECT_TRUE(given(Role::duty, 721)) << "the duty manager goes further";
  EXPECT_TRUE(given(Role::gate | Role::duty, 721)) << "the widest of the roles holds";
  EXPECT_EQ(given(Role::clock, 100'000)->list.size(), 1u) << "the port's own clock is not limited";
}

TEST_F(BackDating, TheListSaysWhoAndByHowMuch) {
  AuditBoard board;
  Recorded r;
  r.sequence = 7;
  r.person = "gil";
  r.org = "PORT";
  r.recorded = *parse_instant("2026-12-01T10:00:00Z");
  r.happened = r.recorded - minutes(120);
  board.rows.now(7);
  board.apply(BackDated{"gate.admit_unit", "U1", 120, 720, "paper"}, r);
  auto const* row = board.rows.find("7");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->person, "gil");
  EXPECT_EQ(row->minutes, 120);
}

}  // namespace landport::audit::trial
