// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "app/pack_folder.h"
#include "sim/cast.h"

// Who plays a demonstration, read from the tables of a pack.
namespace landport::sim {
namespace {

PackFiles files_of(std::string const& place) {
  auto files = app::read_pack(LANDPORT_SOURCE_DIR "/packs/" + place);
  LP_ASSERT(files.has_value(), "the pack can be read");
  return std::move(*files);
}

// The same files with one table changed.
template <class Change>
Result<Cast> with(std::string const& file, Change const& change) {
  auto files = files_of("naivasha");
  auto table = **files.table(file);
  change(table);
  files.add(std::move(table));
  return Cast::load(files);
}
void drop_rows_with(PackTable& table, std::string const& cell) {
  for (std::size_t i = table.rows.size(); i-- > 0;) {
    if (std::ranges::find(table.rows[i], cell) == table.rows[i].end()) continue;
    table.rows.erase(table.rows.begin() + static_cast<std::ptrdiff_t>(i));
    table.lines.erase(table.lines.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

std::string detail(Result<Cast> const& refused, std::string const& name) {
  for (auto const& [key, value] : refused.error().details) {
    if (key == name) return value;
  }
  return {};
}

TEST(Cast, IsOfThePlaceAndNoOther) {
  auto const here = *Cast::load(files_of("qingbaijiang")), there = *Cast::load(files_of("naivasha"));
  EXPECT_EQ(here.actor("bureau").org, "CDRAIL");
  EXPECT_EQ(there.actor("bureau").org, "KRC");
  EXPECT_EQ(there.actor("duty").roles, Role::duty | Role::terminal);
  EXPECT_EQ(there.actors("shipper").size(), 2u);
  EXPECT_TRUE(there.words("seven_digit_wagons").empty());
  EXPECT_EQ(here.words("seven_digit_wagons").size(), 3u);
}

TEST(Cast, APackWithoutPeopleHasNoDemonstration) { EXPECT_FALSE(Cast::load(files_of("testport"))->is_there()); }

TEST(Cast, SaysWhatIsMissingAndWhere) {
  auto const no_bureau = with("demo_people.csv", [](PackTable& t) { drop_rows_with(t, "bureau"); });
  ASSERT_FALSE(no_bureau);
  EXPECT_EQ(no_bureau.error().code, "pack.demo_incomplete");
  EXPECT_EQ(detail(no_bureau, "what"), "bureau");
  EXPECT_EQ(detail(no_bureau, "file"), "demo_people.csv");
  auto const no_plate = with("demo.csv", [](PackTable& t) { drop_rows_with(t, "plate"); });
  ASSERT_FALSE(no_plate);
  EXPECT_EQ(detail(no_plate, "what"), "plate");
  auto const nothing_in = with("demo_goods.csv", [](PackTable& t) { drop_rows_with(t, "in"); });
  ASSERT_FALSE(nothing_in);
  EXPECT_EQ(detail(nothing_in, "what"), "in");
}

TEST(Cast, ARoleThatDoesNotExistIsNamedWithItsLine) {
  auto const wrong = with("demo_people.csv", [](PackTable& t) { std::ranges::replace(t.rows[0], std::string("duty+terminal"), std::string("duty+king")); });
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, "malformed.choice");
  EXPECT_EQ(wrong.error().place, "demo_people.csv, line 2, column roles");
}

}  // namespace
}  // namespace landport::sim
