// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <deque>
#include <map>

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
  return field_list(field("gross_kg", &Weighed::gross, "", ""), may("length_mm", &Weighed::length, "", ""),
                    field("temperature_dc", &Weighed::temperature, "", ""));
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

// A table and its copies against a map and its copies: whatever is done to one is not seen in another.
RC_GTEST_PROP(Table, CopiesShareWhatNeitherHasChanged, (std::vector<std::pair<std::uint16_t, std::uint8_t>> const& steps)) {
  using Rows = std::map<std::string, int, std::less<>>;
  struct Pair {
    Table<int> table;
    Rows rows;
  };
  std::deque<Pair> pairs;
  pairs.push_back({Table<int>("numbers"), {}});
  Sequence sequence = 0;
  for (auto const& [number, kind] : steps) {
    auto& [table, rows] = pairs[number % pairs.size()];
    // Steps of one kind add many rows, so that the table grows over parts and their parts.
    int const times = kind % 16 == 0 ? 700 : 1;
    for (int i = 0; i < times; ++i) {
      auto const key = std::to_string((number + i) % 2'000);
      table.now(++sequence);
      if (kind % 4 == 1) {
        table.remove(key);
        rows.erase(key);
      } else {
        table.edit(key) = kind + i;
        rows[key] = kind + i;
      }
    }
    if (kind % 8 == 2 && pairs.size() < 6) pairs.push_back({Table<int>(table), rows});
  }
  for (auto const& [table, rows] : pairs) {
    RC_ASSERT(table.size() == rows.size());
    Rows seen;
    table.each([&seen](std::string_view key, int row) { seen.emplace(key, row); });
    RC_ASSERT(seen == rows);
    for (auto const& [key, row] : rows) {
      RC_ASSERT(table.find(key) != nullptr);
      RC_ASSERT(*table.find(key) == row);
    }
    RC_ASSERT(table.find("none") == nullptr);
  }
}

TEST(Desk, ARepeatedCommandMakesTheSameNames) {
  CommandId const id = *parse_command_id("0011223344556677-8899aabbccddeeff");
  EXPECT_EQ(to_text(id), "00112233445566778899aabbccddeeff");
  EXPECT_FALSE(parse_command_id("0011"));
}

}  // namespace
}  // namespace landport
