// SPDX-License-Identifier: Apache-2.0
#include "port/train/rules_pack.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace landport::train {

namespace {

template <class Row, class Match>
Row const* valid_row(std::vector<Dated<Row>> const& rows, Day day, Match&& matches) {
  for (auto const& dated : rows) {
    if (dated.valid.contains(day) && matches(dated.row)) return &dated.row;
  }
  return nullptr;
}

}  // namespace

SectionRow const* Rules::section(std::string_view code, Day day) const {
  return valid_row(sections, day, [&](SectionRow const& r) { return r.code == code; });
}

WagonTypeRow const* Rules::wagon_type(std::string_view code, Day day) const {
  return valid_row(wagon_types, day, [&](WagonTypeRow const& r) { return r.code == code; });
}

std::vector<PatternView> Rules::patterns(std::string_view type, Day day) const {
  std::vector<PatternView> out;
  for (auto const& dated : places) {
    if (dated.row.wagon_type != type || !dated.valid.contains(day)) continue;
    auto found =
        std::find_if(out.begin(), out.end(), [&](auto const& p) { return p.pattern == dated.row.pattern; });
    if (found == out.end()) found = out.insert(out.end(), {dated.row.pattern, {}});
    found->places.push_back(&dated.row);
  }
  return out;
}

WagonPlaceRow const* Rules::place(std::string_view type, std::string_view pattern, std::string_view place,
                                  Day day) const {
  return valid_row(places, day, [&](WagonPlaceRow const& r) {
    return r.wagon_type == type && r.pattern == pattern && r.place == place;
  });
}

std::vector<std::string> Rules::sections_of_leg(std::string_view leg, Day day) const {
  std::vector<std::string> out;
  auto const* row = valid_row(legs, day, [&](LegRow const& r) { return r.code == leg; });
  std::string_view rest = row ? std::string_view(row->sections) : std::string_view{};
  while (!rest.empty()) {
    auto const end = std::min(rest.find('+'), rest.size());
    if (end > 0) out.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

TransshipmentYardRow const* Rules::transshipment_yard(std::string_view node, std::int64_t gauge_mm,
                                                      Day day) const {
  return valid_row(transshipment_yards, day, [&](TransshipmentYardRow const& r) {
    return r.node == node && r.gauge_mm == gauge_mm;
  });
}

std::string_view Rules::home(Day day) const {
  auto const* row = settings.find("home_node", day);
  return row ? std::string_view(row->row.value) : std::string_view{};
}

std::string_view Rules::day_rule(std::string_view rule, Day day) const {
  auto const* row = valid_row(day_rules, day, [&](DayRuleRow const& r) { return r.rule == rule; });
  return row ? std::string_view(row->value) : std::string_view{};
}
std::int64_t Rules::day_number(std::string_view rule, Day day) const {
  auto const text = day_rule(rule, day);
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}
TrackRow const* Rules::track(std::string_view code, Day day) const {
  return valid_row(tracks, day, [&](TrackRow const& r) { return r.code == code; });
}

std::int64_t Rules::assumed(std::string_view key, Day day) const {
  auto const* row = valid_row(assumptions, day, [&](AssumptionRow const& r) { return r.key == key; });
  return row ? row->value : 0;
}

namespace {
SizeTypeRow const* size_row(Rules const& rules, SizeType type, Day day) {
  return valid_row(rules.size_types, day, [&](SizeTypeRow const& r) { return r.code == type.text(); });
}
}  // namespace

bool Rules::needs_plug(SizeType type, Day day) const {
  auto const* row = size_row(*this, type, day);
  return row ? row->power_plug : type.reefer();
}

bool Rules::open_top(SizeType type, Day day) const {
  auto const* row = size_row(*this, type, day);
  return row ? row->open_top : type.open_top();
}

Millimetres Rules::height(SizeType type, Day day) const {
  auto const* row = size_row(*this, type, day);
  return row ? row->height
             : Millimetres{assumed(type.high_cube() ? "high_cube_height_mm" : "unit_height_mm", day)};
}

bool Rules::may_mix(std::string_view a, std::string_view b, Day day) const {
  a = label_of(a), b = label_of(b);
  auto const* row = valid_row(mixing, day, [&](MixingRow const& r) {
    return (r.label_a == a && r.label_b == b) || (r.label_a == b && r.label_b == a);
  });
  return row && row->allowed;
}

SegregationRow const* Rules::apart(std::string_view a, std::string_view b, Day day) const {
  a = placard_of(a), b = placard_of(b);
  return valid_row(segregation, day, [&](SegregationRow const& r) {
    return (r.placard_a == a && r.placard_b == b) || (r.placard_a == b && r.placard_b == a);
  });
}

ProhibitedRow const* Rules::prohibited_row(std::string_view un_number, bool tank, Day day) const {
  return valid_row(prohibited, day, [&](ProhibitedRow const& r) {
    bool const listed = r.un_from <= un_number && un_number <= r.un_to;
    // Nobody declares an inhibitor, so a tank without a word about it counts as one without.
    return listed && (r.condition.empty() || tank);
  });
}

std::string_view label_of(std::string_view danger_class) {
  return danger_class;
}

std::string_view placard_of(std::string_view danger_class) {
  if (danger_class.starts_with("1.5")) return "1.5";
  if (danger_class.starts_with("1.6")) return "1.6";
  if (danger_class.starts_with("1.4")) return "1.4";
  if (danger_class == "1" || danger_class.starts_with("1.")) return "1";
  return danger_class.substr(0, danger_class.find('+'));
}

}  // namespace landport::train
