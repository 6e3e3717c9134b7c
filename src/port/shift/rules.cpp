// SPDX-License-Identifier: Apache-2.0
#include "port/shift/rules.h"

#include <algorithm>

#include "journal/pack_rows.h"
#include "port/network/network.h"

namespace landport::shift {

namespace {

constexpr std::array<std::string_view, rule_count> rule_names{
    "open_early_minutes",      "train_late_minutes",      "train_silent_minutes",    "reefer_round_minutes",    "reefer_missed_minutes",
    "reefer_band_dc",          "travel_m_per_minute",     "dwell_noted_days",        "dwell_long_days",
    "dwell_stuck_days",        "block_fill_busy_percent", "block_fill_full_percent", "gate_queue_busy_trucks",
    "gate_queue_full_trucks",  "truck_wait_busy_minutes", "truck_wait_full_minutes", "tracks_busy_percent",
    "tracks_full_percent"};

constexpr int minutes_of_a_day = 1440;

// "20:00" in minutes from midnight; -1 when it is no time of a day.
int minutes_of(std::string_view text) {
  auto const digit = [&](std::size_t i) { return text[i] - '0'; };
  if (text.size() != 5 || text[2] != ':') return -1;
  for (auto const i : {0u, 1u, 3u, 4u}) {
    if (text[i] < '0' || text[i] > '9') return -1;
  }
  int const hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
  return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

// Whether two shifts stand on the same minute of any day.
bool share_time(Hours const& a, Hours const& b) {
  auto const begin_a = minutes_of(a.start), begin_b = minutes_of(b.start);
  for (int const turn : {-minutes_of_a_day, 0, minutes_of_a_day}) {
    if (begin_a < begin_b + turn + b.length_minutes && begin_b + turn < begin_a + a.length_minutes) return true;
  }
  return false;
}

Result<void> check_shifts(ShiftPack const& pack) {
  for (auto const& a : pack.shifts) {
    bool const sound = is_name(a.row.code) && minutes_of(a.row.start) >= 0 && a.row.length_minutes >= 1 &&
                       a.row.length_minutes <= minutes_of_a_day;
    if (!sound) return no(refuse("shift.pack_shift").at(pack_line("shifts.csv", a.line)).with("shift", a.row.code));
  }
  for (std::size_t i = 0; i < pack.shifts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      auto const &a = pack.shifts[i], &b = pack.shifts[j];
      if (!a.valid.overlaps(b.valid) || !share_time(a.row, b.row)) continue;
      return no(refuse("shift.pack_overlap")
                    .at(pack_line("shifts.csv", a.line))
                    .with("shift", a.row.code)
                    .with("other", b.row.code));
    }
  }
  return {};
}

Result<void> take_rules(ShiftPack& pack, PackFiles const& files) {
  auto const rows = files.rows<RuleRow>("shift_rules.csv");
  if (!rows) return no(rows.error());
  for (auto const& r : *rows) {
    auto const known = std::find(rule_names.begin(), rule_names.end(), r.row.rule);
    if (known == rule_names.end() || r.row.value < 1)
      return no(refuse("shift.pack_rule").at(pack_line("shift_rules.csv", r.line)).with("rule", r.row.rule));
    pack.rules[static_cast<Rule>(known - rule_names.begin())].push_back({r.row.value, r.valid, r.source, r.line});
  }
  for (std::size_t i = 0; i < rule_count; ++i) {
    if (!pack.rules.contains(static_cast<Rule>(i)))
      return no(refuse("shift.pack_rule_missing").at("shift_rules.csv").with("rule", rule_names[i]));
  }
  return {};
}

}  // namespace

constexpr auto fields(Type<Hours>) {
  return field_list(field("code", &Hours::code, "班别", "Code"), field("name_zh", &Hours::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Hours::name_en, "英文名", "English name"), field("start", &Hours::start, "开始", "Start"),
                    field("length_minutes", &Hours::length_minutes, "时长（分）", "Length (minutes)"));
}
constexpr auto fields(Type<RuleRow>) {
  return field_list(field("rule", &RuleRow::rule, "规则", "Rule"), field("value", &RuleRow::value, "值", "Value"));
}

std::string_view name_of(Rule rule) {
  return rule_names[static_cast<std::size_t>(rule)];
}

std::int64_t ShiftPack::rule(Rule name, Day day) const {
  auto const found = rules.find(name);
  if (found == rules.end()) return 0;
  for (auto const& r : found->second) {
    if (r.valid.contains(day)) return r.row;
  }
  return 0;
}

// The zone was found when the pack was loaded, so neither of the two can be refused.
Day ShiftPack::local_day(Instant at) const {
  return network::local_day(at, time_zone).value_or(utc_day(at));
}
Instant ShiftPack::midnight(Day day) const {
  return network::instant_of(day, {}, time_zone).value_or(start_of(day));
}

std::vector<Slot> ShiftPack::slots(Day day) const {
  std::vector<Slot> out;
  for (auto const& dated : shifts) {
    if (!dated.valid.contains(day)) continue;
    auto const& h = dated.row;
    auto const begins = network::instant_of(day, {minutes_of(h.start)}, time_zone).value_or(start_of(day));
    std::string date = to_text(day);
    std::erase(date, '-');
    out.push_back({ShiftId{date + "-" + h.code}, h.code, h.name_zh, h.name_en, day, begins, begins + minutes(h.length_minutes)});
  }
  std::sort(out.begin(), out.end(), [](Slot const& a, Slot const& b) { return a.begins < b.begins; });
  return out;
}

std::optional<Slot> ShiftPack::at(Instant at) const {
  auto const today = local_day(at);
  for (auto const day : {today, today + -1}) {
    for (auto& slot : slots(day)) {
      if (slot.begins <= at && at < slot.ends) return std::move(slot);
    }
  }
  return {};
}

std::optional<Slot> ShiftPack::find(ShiftId const& shift) const {
  auto const& text = shift.text;
  if (text.size() < 10 || text[8] != '-') return {};
  auto const day = parse_day(text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2));
  if (!day) return {};
  for (auto& slot : slots(*day)) {
    if (slot.shift == shift) return std::move(slot);
  }
  return {};
}

std::optional<Slot> ShiftPack::after(Slot const& slot) const {
  for (auto const day : {slot.day, slot.day + 1, slot.day + 2}) {
    for (auto& next : slots(day)) {
      if (next.begins > slot.begins) return std::move(next);
    }
  }
  return {};
}

Result<ShiftPack> ShiftPack::load(PackFiles const& files, Pack const& loaded_before) {
  ShiftPack pack;
  auto const& place = loaded_before.get<network::Network>().place;
  pack.time_zone = place.time_zone;
  pack.home = place.home_node.text;
  if (!files.table("shifts.csv")) return pack;  // a port without shifts
  auto shifts = files.rows<Hours>("shifts.csv");
  if (!shifts) return no(std::move(shifts.error()));
  pack.shifts = std::move(*shifts);
  if (auto const ok = check_shifts(pack); !ok) return no(ok.error());
  if (auto const ok = take_rules(pack, files); !ok) return no(ok.error());
  return pack;
}

}  // namespace landport::shift
