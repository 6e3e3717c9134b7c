// SPDX-License-Identifier: Apache-2.0
#include "sim/town.h"

#include <algorithm>

#include "words/unit_number.h"
#include "words/wagon_number.h"

namespace landport::sim {

namespace {
constexpr std::size_t noted_max = 1'000;

std::string told(Instant at, Words const& words, Refusal const& refusal) {
  std::string text = to_text(at) + " " + std::string(words.wire) + " " + words.json.substr(0, 160) + ": " + refusal.code + " " +
                     refusal.place;
  for (auto const& [name, value] : refusal.details) text += " " + name + "=" + value.substr(0, 300);
  return text;
}
}  // namespace

void Town::order(Actor const& actor, std::vector<Words> all, std::function<void(Made const&)> then,
                 std::function<void(Refusal const&)> otherwise) {
  auto const first = all.front();
  port.give(actor, std::move(all), [this, first, then = std::move(then), otherwise = std::move(otherwise)](auto const& made) {
    if (made) {
      if (then) then(*made);
      return;
    }
    ++counts.refused;
    ++counts.why[fmt::format("{}: {}", first.wire, made.error().code)];
    if (refusals.size() < noted_max) refusals.push_back(told(now(), first, made.error()));
    if (otherwise) otherwise(made.error());
  });
}

void tell_care(Told& told, bool cold, bool danger) {
  if (cold) told.yes("powered", true).number("temperature_min_dc", -200).number("temperature_max_dc", -160);
  if (danger) told.text("un_number", "1263").text("danger_class", "3");
}

bool Town::takes_no_danger(DepartureSeen const& departure) const {
  auto const holds = [](EmbargoSeen const& e, Instant at) { return e.from <= at && at < e.until; };
  for (auto const& [id, e] : ledger.embargoes) {
    if (e.lifted || e.at != "node") continue;
    for (auto const& leg : departure.legs) {
      if ((leg.from == e.place && holds(e, leg.departs)) || (leg.to == e.place && holds(e, leg.arrives))) return true;
    }
  }
  return false;
}

WagonType const* Town::wagon_type(std::int64_t gauge_mm, std::string const& node) const {
  auto const at = country(node);
  WagonType const* best = nullptr;
  for (auto const& type : wagon_types) {
    bool const runs_there = std::ranges::find(type.countries, at) != type.countries.end();
    if (type.gauge_mm == gauge_mm && runs_there && (!best || type.feet > best->feet)) best = &type;
  }
  return best;
}

std::string Town::wagons(std::string_view about, WagonType const& type, std::string const& node, std::int64_t count) const {
  std::string json = "[";
  for (std::int64_t i = 0; i < count; ++i) {
    auto const number = wagon_number(*this, fmt::format("{} {}", about, i), type.gauge_mm, country(node));
    json += (i > 0 ? "," : "") + Told().text("number", number).text("type", type.code).json();
  }
  return json + "]";
}

std::string unit_number(Town const& town, std::string_view about) {
  auto const owners = town.options.cast.words("unit_owners");
  auto const n = town.chance.number(about);
  auto const first_ten = fmt::format("{}{:06}", owners[n % owners.size()], (n / 10) % 1'000'000);
  return first_ten + std::to_string(unit_check_digit(first_ten));
}

std::string wagon_number(Town const& town, std::string_view about, std::int64_t gauge_mm, std::string_view country) {
  auto const n = town.chance.number(about);
  auto const seven = town.options.cast.words("seven_digit_wagons");
  if (gauge_mm != 1520 && std::ranges::find(seven, country) != seven.end()) return fmt::format("{:07}", 1'000'000 + n % 9'000'000);
  auto const body = gauge_mm == 1520 ? fmt::format("{:07}", 1'000'000 + n % 9'000'000) : fmt::format("3368{:07}", 1'000'000 + n % 9'000'000);
  return body + std::to_string(luhn_check_digit(body));
}

std::string plate(Town const& town, std::string_view about) {
  auto text = town.options.cast.word("plate");
  auto n = town.chance.pick(about, 0, 999'999);
  for (auto& sign : text) {
    if (sign != '#') continue;
    sign = static_cast<char>('0' + n % 10);
    n /= 10;
  }
  return text;
}

std::string seal_of(Town const& town, std::string const& unit) { return town.options.cast.word("seal_prefix") + unit.substr(4); }

std::string lane(Town const& town, bool in, std::string_view about) {
  auto const& lanes = in ? town.lanes_in : town.lanes_out;
  return lanes.empty() ? std::string() : lanes[static_cast<std::size_t>(town.chance.pick(about, 0, static_cast<std::int64_t>(lanes.size()) - 1))];
}

}  // namespace landport::sim
