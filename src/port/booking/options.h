// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/description.h"
#include "port/booking/events.h"
#include "words/fields.h"

// The question how something can travel: the ways that no other way beats in arrival, price, CO2, transfers
// and reliability together, each with room on every leg at this moment; and the ways that are full.
namespace landport::booking {

struct Options {
  static constexpr std::string_view wire = "booking.options", zh = "可选方案", en = "Options";
  static constexpr Roles roles{};
  network::NodeCode from, to;
  std::optional<Day> earliest;  // day of departure at `from`, UTC; nothing: now
  SizeType size_type;
  Count quantity{1};
  Kilograms gross;
  bool laden = true, reefer = false;
  std::optional<UnDangerNumber> un_number;
  std::string danger_class;
};
constexpr auto fields(Type<Options>) {
  using Q = Options;
  return field_list(field("from", &Q::from, "起", "From"),
                    field("to", &Q::to, "止", "To"),
                    may("earliest", &Q::earliest, "最早开行日", "Earliest day"),
                    field("size_type", &Q::size_type, "箱型", "Size and type"),
                    may("quantity", &Q::quantity, "数量", "Quantity"),
                    field("gross_kg", &Q::gross, "单箱总重", "Gross mass of one unit"),
                    may("laden", &Q::laden, "重箱", "Laden"),
                    may("reefer", &Q::reefer, "需供电", "Needs power"),
                    may("un_number", &Q::un_number, "联合国编号", "UN number"),
                    may("danger_class", &Q::danger_class, "危险品类别", "Danger class"));
}

struct Option {
  std::vector<Stretch> route;
  std::string name_zh, name_en, carrier;
  Instant departs, arrives, cut_off;
  Money price;
  std::int64_t co2_kg = 0;
  Count transfers;
  std::int64_t reliability_permille = 0;  // share of the services' departures so far that were not cancelled
  Count units_free;                       // how many such units have room on every leg
};
constexpr auto fields(Type<Option>) {
  using O = Option;
  return field_list(
      field("route", &O::route, "路径", "Route"),
      field("name_zh", &O::name_zh, "中文名", "Chinese name"),
      field("name_en", &O::name_en, "英文名", "English name"),
      field("carrier", &O::carrier, "承运单位", "Carrier"),
      field("departs", &O::departs, "开", "Departs"),
      field("arrives", &O::arrives, "到", "Arrives"),
      field("cut_off", &O::cut_off, "截止订舱", "Booking cut-off"),
      field("price", &O::price, "运价", "Price"),
      field("co2_kg", &O::co2_kg, "二氧化碳（千克）", "CO2 (kg)"),
      field("transfers", &O::transfers, "换乘次数", "Transfers"),
      field("reliability_permille", &O::reliability_permille, "兑现率（千分）", "Reliability (permille)"),
      field("units_free", &O::units_free, "可订箱数", "Units free"));
}

// A way without room, and the limit that stops it first.
struct FullOption {
  std::vector<Stretch> route;
  std::string name_zh, name_en;
  Instant departs, arrives;
  network::LegRunId leg_run;
  std::string limit_zh, limit_en, needed, free;
};
constexpr auto fields(Type<FullOption>) {
  using O = FullOption;
  return field_list(field("route", &O::route, "路径", "Route"),
                    field("name_zh", &O::name_zh, "中文名", "Chinese name"),
                    field("name_en", &O::name_en, "英文名", "English name"),
                    field("departs", &O::departs, "开", "Departs"),
                    field("arrives", &O::arrives, "到", "Arrives"),
                    field("leg_run", &O::leg_run, "运行线", "Leg run"),
                    field("limit_zh", &O::limit_zh, "限制（中）", "Limit (Chinese)"),
                    field("limit_en", &O::limit_en, "限制（英）", "Limit (English)"),
                    field("needed", &O::needed, "需要", "Needed"),
                    field("free", &O::free, "剩余", "Free"));
}

struct OptionsAnswer {
  std::vector<Option> options;   // by arrival
  std::vector<FullOption> full;  // by arrival
};
constexpr auto fields(Type<OptionsAnswer>) {
  return field_list(field("options", &OptionsAnswer::options, "方案", "Options"),
                    field("full", &OptionsAnswer::full, "已满", "Full"));
}

Result<OptionsAnswer> answer(Options const&, Room const&);

// The options that no other one beats: not later, dearer, dirtier, with more transfers and less reliable, and
// better in one of them.
std::vector<Option> pareto(std::vector<Option> options);

}  // namespace landport::booking
