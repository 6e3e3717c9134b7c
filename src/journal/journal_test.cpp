// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "journal/counter_for_tests.h"
#include "journal/given.h"

namespace landport {
namespace {

using counter::Add;

TEST(Given, FactsThenCommandThenFactsOrRefusal) {
  Pack const pack;
  Given port(pack);
  port.done(Add{"a", Count{3}});
  EXPECT_EQ(port.refusal(Add{"a", Count{-4}}), "counter.below_zero");
  EXPECT_EQ(port.refusal(Add{"a", Count{-3}}), "");
  EXPECT_EQ(port.view<counter::Board>()->rows.find("counter/a")->sum, Count{3});
}

TEST(Department, DescribesItselfFromItsFieldTables) {
  auto const d = counter::describe();
  ASSERT_EQ(d.commands.size(), 1u);
  EXPECT_EQ(d.commands[0].fields[1].name, "by");
  EXPECT_TRUE(d.commands[0].read_cells);
  EXPECT_EQ(d.views[0].tables[0].name, "counter.totals");
}

struct Weighed {
  Kilograms gross;
  std::optional<Millimetres> length;
  DeciCelsius temperature;
};
constexpr auto fields(Type<Weighed>) {
  return std::tuple{field("gross_kg", &Weighed::gross, "", ""), may("length_mm", &Weighed::length, "", ""),
                    field("temperature_dc", &Weighed::temperature, "", "")};
}
TEST(Department, NobodyWeighsOrMeasuresLessThanNothing) {
  auto const place = [](Weighed const& w, std::string_view slash) {
    auto const fits = detail::check_measures(field_rows<Weighed>(), &w, slash);
    return fits ? std::string("fits") : fits.error().code + " " + fits.error().place;
  };
  EXPECT_EQ(place({Kilograms{0}, Millimetres{0}, DeciCelsius{-180}}, "/"), "fits");
  EXPECT_EQ(place({Kilograms{-1}, {}, {}}, "/"), "malformed.range /gross_kg");
  EXPECT_EQ(place({{}, Millimetres{-1}, {}}, ""), "malformed.range length_mm");
}

RC_GTEST_PROP(Trail, PackingKeepsEverySequence, (std::vector<std::uint16_t> const& added)) {
  Trail trail;
  std::vector<Sequence> all;
  for (Sequence const s : added) {
    if (all.empty() || all.back() != s + 1) all.push_back(s + 1);
    trail.add(s + 1);
  }
  std::sort(all.begin(), all.end());
  RC_ASSERT(trail.all() == all);
  RC_ASSERT(Trail::unpack(trail.packed()).all() == all);
  RC_ASSERT(trail.last() == (all.empty() ? 0 : all.back()));
}

TEST(Desk, ARepeatedCommandMakesTheSameNames) {
  CommandId const id = *parse_command_id("0011223344556677-8899aabbccddeeff");
  EXPECT_EQ(to_text(id), "00112233445566778899aabbccddeeff");
  EXPECT_FALSE(parse_command_id("0011"));
}

}  // namespace
}  // namespace landport
