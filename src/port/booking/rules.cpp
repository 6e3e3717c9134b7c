// SPDX-License-Identifier: Apache-2.0
#include "port/booking/rules.h"

#include <algorithm>

namespace landport::booking {
namespace {

Refusal out_of_range(std::string_view field, std::int64_t got, std::int64_t min, std::int64_t max) {
  return refuse("malformed.range")
      .at(field)
      .with("got", std::to_string(got))
      .with("min", std::to_string(min))
      .with("max", std::to_string(max));
}

// "3", "4.1", "1.4S": a class, a division, and a letter of compatibility for explosives.
bool is_danger_class(std::string_view text) {
  if (text.empty() || text[0] < '1' || text[0] > '9') return false;
  if (text.size() == 1) return true;
  if (text[1] != '.' || text.size() < 3 || text[2] < '1' || text[2] > '6') return false;
  if (text.size() == 3) return true;
  return text.size() == 4 && text[0] == '1' && text[3] >= 'A' && text[3] <= 'S';
}

Result<void> check_danger(BookedItem const& item, Goods const& goods, BookingRules const& rules, Day day) {
  if (!goods.un_number && goods.danger_class.empty()) return {};
  if (!goods.un_number) return no(refuse("booking.danger_incomplete").at("/un_number"));
  if (!is_danger_class(goods.danger_class)) {
    return no(refuse("booking.danger_incomplete").at("/danger_class").with("got", goods.danger_class));
  }
  int number = 0;
  for (char const c : goods.un_number->text()) number = number * 10 + (c - '0');
  for (auto const& dated : rules.prohibited) {
    auto const& row = dated.row;
    if (!dated.valid.contains(day) || number < row.un_from || number > row.un_to) continue;
    // A condition about tanks leaves other units alone.
    if (row.condition.starts_with("tank") && !item.size_type.tank()) continue;
    return no(refuse("booking.danger_prohibited")
                  .at("/un_number")
                  .with("un_number", goods.un_number->text())
                  .with("reason_zh", row.reason_zh)
                  .with("reason", row.reason_en));
  }
  return {};
}

Result<void> check_temperature(BookedItem const& item, Goods const& goods) {
  if (item.powered && !item.size_type.reefer()) {
    return no(refuse("booking.no_plug_for_type").at("/powered").with("size_type", item.size_type.text()));
  }
  if (!goods.temperature_min && !goods.temperature_max) return {};
  if (!item.powered) return no(refuse("booking.temperature_needs_power").at("/powered"));
  if (goods.temperature_min && goods.temperature_max && *goods.temperature_min > *goods.temperature_max) {
    return no(refuse("booking.temperature_band").at("/temperature_min_dc"));
  }
  return {};
}

std::int64_t distance(network::DepartureScheduled const& plan, Stretch const* only) {
  std::int64_t km = 0;
  for (auto const& leg : plan.legs) {
    bool const used =
        !only || std::find(only->leg_runs.begin(), only->leg_runs.end(), leg.leg_run) != only->leg_runs.end();
    if (used) km += leg.distance_km;
  }
  return km;
}

}  // namespace

Result<Slots> slots_of(std::vector<BookedItem> const& items, BookingRules const& rules, Day day) {
  Slots sum;
  for (auto const& item : items) {
    auto const* const length = rules.length(item.size_type, day);
    if (!length)
      return no(refuse("booking.unknown_size").at("/size_type").with("size_type", item.size_type.text()));
    auto const n = item.quantity.value;
    sum = sum + Slots{length->slot_length * n, item.gross * n, Count{item.powered ? n : 0}, length->teu * n};
  }
  return sum;
}

Result<Money> price_of(std::vector<BookedItem> const& items, std::vector<PricedStretch> const& way,
                       network::Network const& network, BookingRules const& rules) {
  std::optional<Money> sum;
  for (auto const& [stretch, plan] : way) {
    auto const whole = distance(*plan, nullptr), part = distance(*plan, stretch);
    auto const step = rules.number("fare_step_minor", plan->day);
    for (auto const& item : items) {
      auto const* const t = network.tariff(network::Charge::freight, plan->service, item.size_type.feet(),
                                           item.laden, plan->day);
      if (!t || (sum && sum->currency != t->amount.currency)) {
        return no(refuse("booking.no_tariff")
                      .at("/size_type")
                      .with("service", plan->service.text)
                      .with("size_type", item.size_type.text())
                      .with("day", to_text(plan->day)));
      }
      auto fare = t->amount.minor;
      if (part < whole && whole > 0) fare = (fare * part + whole * step - 1) / (whole * step) * step;
      Money const amount{fare * item.quantity.value, t->amount.currency};
      sum = sum ? *sum + amount : amount;
    }
  }
  return sum.value_or(Money{});
}

Money fee_of(network::Charge charge, std::vector<BookedItem> const& items,
             network::DepartureScheduled const& plan, network::Network const& network) {
  Money sum;
  bool once = false;
  for (auto const& item : items) {
    auto const* const t = network.tariff(charge, plan.service, item.size_type.feet(), item.laden, plan.day);
    if (!t || (t->per == network::Per::booking && once)) continue;
    once = true;
    sum.currency = t->amount.currency;
    sum.minor += t->amount.minor * (t->per == network::Per::booking ? 1 : item.quantity.value);
  }
  return sum;
}

Result<void> check_items(BookedItem const& item, Goods const& goods, BookingRules const& rules, Day day) {
  auto const quantity_max = rules.number("quantity_max", day), gross_max = rules.number("gross_max_kg", day);
  if (item.quantity.value < 1 || item.quantity.value > quantity_max) {
    return no(out_of_range("/quantity", item.quantity.value, 1, quantity_max));
  }
  if (item.gross.value < 1 || item.gross.value > gross_max) {
    return no(out_of_range("/gross_kg", item.gross.value, 1, gross_max));
  }
  if (goods.mass < Kilograms{0} || goods.mass > item.gross * item.quantity.value) {
    return no(out_of_range("/goods_mass_kg", goods.mass.value, 0, item.gross.value * item.quantity.value));
  }
  if (!item.laden && (goods.mass > Kilograms{0} || goods.hs_code || goods.un_number)) {
    return no(refuse("booking.empty_with_goods").at("/laden"));
  }
  if (item.laden && !goods.hs_code) return no(refuse("booking.goods_missing").at("/hs_code"));
  if (auto r = check_danger(item, goods, rules, day); !r) return r;
  return check_temperature(item, goods);
}

Result<void> check_sections(BookedItem const& item, Stretch const& stretch,
                            network::DepartureScheduled const& plan, network::Network const& network,
                            BookingRules const& rules) {
  for (auto const& part : plan.legs) {
    if (std::find(stretch.leg_runs.begin(), stretch.leg_runs.end(), part.leg_run) == stretch.leg_runs.end())
      continue;
    if (part.mode == network::Mode::rail &&
        !rules.carried(part.gauge.value, item.size_type.feet(), utc_day(part.departs))) {
      return no(refuse("booking.no_wagon_for_size")
                    .at("/size_type")
                    .with("size_type", item.size_type.text())
                    .with("feet", std::to_string(item.size_type.feet()))
                    .with("leg", part.leg.text)
                    .with("gauge_mm", std::to_string(part.gauge.value)));
    }
    auto const* const leg = network.legs.find(part.leg.text, plan.day);
    if (!leg) continue;
    for (auto const& code : leg->sections) {
      auto const* const section = network.sections.find(code, plan.day);
      if (!section) continue;
      if (item.size_type.open_top() && !section->open_top_allowed) {
        return no(refuse("booking.open_top_barred")
                      .at("/size_type")
                      .with("leg", part.leg.text)
                      .with("section_zh", section->name_zh)
                      .with("section", section->name_en));
      }
      if (item.size_type.feet() == 20 && section->gross_20ft_max && item.gross > *section->gross_20ft_max) {
        return no(refuse("booking.unit_too_heavy")
                      .at("/gross_kg")
                      .with("leg", part.leg.text)
                      .with("section_zh", section->name_zh)
                      .with("section", section->name_en)
                      .with("max", std::to_string(section->gross_20ft_max->value))
                      .with("got", std::to_string(item.gross.value)));
      }
    }
  }
  return {};
}

namespace {

// 12192 thousandths are "12.192": exact, so that what is a little too much never looks like enough.
std::string decimal(std::int64_t value, int digits) {
  auto text = std::to_string(value);
  if (digits == 0 || value < 0) return text;
  auto const places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  text.insert(text.size() - places, 1, '.');
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

Result<void> fits(Slots const& needed, Slots const& free, network::LegRunId const& run,
                  network::NodeCode const& from, network::NodeCode const& to) {
  struct Limit {
    std::int64_t needed, free;
    std::string_view zh, en, field;
    int digits;  // behind the point, from the unit that is counted to the unit that is told
  };
  Limit const limits[] = {
      {needed.length.value, free.length.value, "装载长度（米）", "length (m)", "/quantity", 3},
      {needed.mass.value, free.mass.value, "总重（千克）", "mass (kg)", "/gross_kg", 0},
      {needed.plugs.value, free.plugs.value, "供电插座", "plugs", "/powered", 0},
      {needed.teu.value, free.teu.value, "标准箱（TEU）", "slots (TEU)", "/quantity", 2}};
  for (auto const& limit : limits) {
    if (limit.needed <= limit.free) continue;
    return no(refuse("booking.leg_full")
                  .at(limit.field)
                  .with("limit_zh", limit.zh)
                  .with("limit", limit.en)
                  .with("leg_run", run.text)
                  .with("from", from.text)
                  .with("to", to.text)
                  .with("needed", decimal(limit.needed, limit.digits))
                  .with("free", decimal(std::max<std::int64_t>(0, limit.free), limit.digits)));
  }
  return {};
}

}  // namespace landport::booking
