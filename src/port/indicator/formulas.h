// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "journal/pack.h"
#include "port/network/network.h"
#include "port/network/zone.h"
#include "words/fields.h"

// The indicators as the pack has them: which formula holds on which day (indicators.csv), which corridor a service
// belongs to (the network's corridors), what others have published (published_figures.csv), and the port's own clock (pack.csv).
// The code knows how to measure; the row says what is measured, with which parameter, under which name, since when.
namespace landport::indicator {

// What can be measured. `none`: an indicator that is listed, but that nothing in the journal can tell yet.
enum class Measure : std::uint8_t {
  none,
  trains,
  trains_outbound,
  trains_return,
  teu,
  teu_growth,
  laden_of_carried,
  laden_of_offered,
  full_formation,
  laden_trains,
  return_to_outbound,
  return_to_total,
  departure_on_time,
  arrival_on_time,
  border_dwell,
  transshipment,
  km_per_day,
  plan_fulfilment,
  yard_dwell,
  truck_turn,
  wagon_turn,
  no_show,
  first_release
};
constexpr auto choices(Type<Measure>) {
  using M = Measure;
  return std::array{Choice<M>{M::none, "none", "尚未计量", "Not measured"},
                    Choice<M>{M::trains, "trains", "列数", "Trains"},
                    Choice<M>{M::trains_outbound, "trains_outbound", "去程列数", "Outbound trains"},
                    Choice<M>{M::trains_return, "trains_return", "回程列数", "Return trains"},
                    Choice<M>{M::teu, "teu", "标准箱", "TEU"},
                    Choice<M>{M::teu_growth, "teu_growth", "标准箱同比", "TEU on the year before"},
                    Choice<M>{M::laden_of_carried, "laden_of_carried", "重箱／所运箱", "Laden of carried"},
                    Choice<M>{M::laden_of_offered, "laden_of_offered", "重箱／所供箱位", "Laden of offered"},
                    Choice<M>{M::full_formation, "full_formation", "满编", "Full formation"},
                    Choice<M>{M::laden_trains, "laden_trains", "重箱折算列", "Laden-equivalent trains"},
                    Choice<M>{M::return_to_outbound, "return_to_outbound", "回程／去程", "Return to outbound"},
                    Choice<M>{M::return_to_total, "return_to_total", "回程／全部", "Return to total"},
                    Choice<M>{M::departure_on_time, "departure_on_time", "正点发车", "Departed on time"},
                    Choice<M>{M::arrival_on_time, "arrival_on_time", "正点到达", "Arrived on time"},
                    Choice<M>{M::border_dwell, "border_dwell", "口岸停留", "Border dwell"},
                    Choice<M>{M::transshipment, "transshipment", "换装", "Transshipment"},
                    Choice<M>{M::km_per_day, "km_per_day", "日均公里", "Kilometres a day"},
                    Choice<M>{M::plan_fulfilment, "plan_fulfilment", "计划兑现", "Plan fulfilment"},
                    Choice<M>{M::yard_dwell, "yard_dwell", "堆存", "Yard dwell"},
                    Choice<M>{M::truck_turn, "truck_turn", "集卡周转", "Truck turn"},
                    Choice<M>{M::wagon_turn, "wagon_turn", "车辆周转", "Wagon turn"},
                    Choice<M>{M::no_show, "no_show", "亏舱", "No-show"},
                    Choice<M>{M::first_release, "first_release", "一次放行", "First-time release"}};
}

// One version of an indicator's formula; names and formula as they are shown.
struct Formula {
  std::string code;
  std::int64_t version = 1;
  std::string name_zh, name_en;
  Measure measure = Measure::none;
  std::string numerator_zh, numerator_en;
  std::string denominator_zh, denominator_en;  // empty: the indicator is a plain sum
  std::string unit;                            // "%", "TEU", "min"
  std::string formula_zh, formula_en;
  // What the measure needs: hundredths of a TEU of a standard train (laden_trains), wagons of a full train
  // (full_formation), minutes of grace (departure_on_time, arrival_on_time). 0 for all others.
  std::int64_t parameter = 0;
  std::string published;               // metric of published_figures.csv that is shown beside it; may be empty
  std::string missing_zh, missing_en;  // why it cannot be told yet, when `measure` is none
  std::string source_zh;               // the row's source in Chinese; empty: it is told in its own language alone
};

// A figure as somebody published it, for a scope that is hardly ever ours: shown beside ours, never added to it.
struct Published {
  std::string metric, scope, period, value, unit, note;
};

struct IndicatorPack {
  std::vector<Dated<Formula>> formulas;   // by code, then by first day
  network::Register<network::Corridor> corridors;  // by service
  std::vector<Dated<Published>> published;
  std::string time_zone;
  network::NodeCode home;  // the port itself: where outbound trains leave and return trains end

  // Takes the corridors from the network that is loaded before. Refuses what pack_rows refuses and the codes of refusals.h
  // that begin with "pack_". A place without one of the files has no indicators or no published figures; that is no error.
  static Result<IndicatorPack> load(PackFiles const& files, Pack const& loaded_before);

  // The corridor of a service on that day; `other_corridor` when the network does not list it.
  std::string_view corridor(std::string_view service, Day day) const;
  bool known(std::string_view code) const;
};
inline constexpr std::string_view other_corridor = "other";

// The days of the port's clock. Remembers the offset between two changes of the clock, so that asking for many moments of
// the same season costs a comparison each.
class PortClock {
 public:
  explicit PortClock(std::string zone) : zone_(std::move(zone)) {}
  Day day(Instant at);

 private:
  std::string zone_;
  network::ZoneSpan span_{};
};

}  // namespace landport::indicator
