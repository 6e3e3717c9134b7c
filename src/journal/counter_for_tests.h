// SPDX-License-Identifier: Apache-2.0
#pragma once

// A department for trying the journal on.
#include "journal/department.h"

// A department of nine lines, to show the shape and to try the journal on: a counter that may not go below zero.
namespace landport::counter {

struct Counted {
  static constexpr std::string_view wire = "counter.counted.v1", zh = "计数", en = "Counted";
  Count by;
  std::string who;
};
constexpr auto fields(Type<Counted>) {
  return field_list(field("by", &Counted::by, "数量", "By"), field("who", &Counted::who, "谁", "Who"));
}
struct Add {
  static constexpr std::string_view wire = "counter.add", zh = "加", en = "Add";
  static constexpr Roles roles = Role::terminal;
  std::string counter;
  Count by;
};
constexpr auto fields(Type<Add>) {
  return field_list(field("counter", &Add::counter, "计数器", "Counter"), field("by", &Add::by, "数量", "By"));
}
struct Total {
  using Folds = Types<Counted>;
  Count sum;
};
inline void evolve(Total& total, Counted const& e) { total.sum += e.by; }
inline Result<Facts> decide(Add const& order, Desk& desk) {
  auto const& total = desk.look<Total>(stream_name("counter", order.counter));
  if (total.sum + order.by < Count{0}) return no(refuse("counter.below_zero").at("/by"));
  return Facts{}.add(stream_name("counter", order.counter), Counted{order.by, desk.actor().org});
}
struct Row {
  static constexpr std::string_view zh = "计数器", en = "Counters";
  static constexpr Sights audience = seen_by::port | seen_by::owner;
  std::string counter, org;
  Count sum;
};
constexpr auto fields(Type<Row>) {
  return field_list(field("counter", &Row::counter, "计数器", "Counter"), field("org", &Row::org, "单位", "Org"),
                    field("sum", &Row::sum, "合计", "Sum"));
}
inline Parties parties_of(Row const& row) { return {.owner = row.org}; }
struct Board {
  static constexpr std::string_view name = "counter";
  static constexpr bool storable = true;
  using Folds = Types<Counted>;
  Table<Row> rows{"counter.totals"};
  auto tables() { return std::tie(rows); }
  void apply(Counted const& e, Recorded const& r) {
    auto& row = rows.edit(r.stream.text);
    row.counter = r.stream.text;
    row.org = e.who;
    row.sum += e.by;
  }
};
struct Largest {
  static constexpr std::string_view wire = "counter.largest", zh = "最大", en = "Largest";
  static constexpr Roles roles = Role::terminal;
};
constexpr auto fields(Type<Largest>) { return field_list(); }
struct LargestAnswer {
  Count sum;
};
constexpr auto fields(Type<LargestAnswer>) { return field_list(field("sum", &LargestAnswer::sum, "合计", "Sum")); }
inline Result<LargestAnswer> answer(Largest const&, Room const& room) {
  LargestAnswer a;
  room.view<Board>().rows.each([&](std::string_view, Row const& row) { a.sum = std::max(a.sum, row.sum); });
  return a;
}
inline constexpr RefusalRow refusals[] = {{"counter.below_zero", 409, "不能小于零", "It cannot go below zero", "", ""}};

inline DepartmentDescription describe() {
  return Department("counter", "计数", "Counter")
      .events<Counted>()
      .commands<Add>()
      .views<Board>()
      .queries<Largest>()
      .refusals(refusals);
}

}  // namespace landport::counter
