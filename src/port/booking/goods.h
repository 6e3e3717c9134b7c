// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "port/network/events.h"
#include "words/fields.h"

// The words that booking's facts and states are made of.
namespace landport::booking {

struct BookingId : Name<BookingId> {
  using Name::Name;
};

// DCSA Booking 2.0 state names, used as they are (port-rules §9).
enum class State : std::uint8_t {
  received,
  pending_update,
  confirmed,
  pending_amendment,
  rejected,
  declined,
  cancelled,
  completed
};
constexpr auto choices(Type<State>) {
  return std::array{
      Choice<State>{State::received, "RECEIVED", "已收到", "Received"},
      Choice<State>{State::pending_update, "PENDING_UPDATE", "待更新", "Pending update"},
      Choice<State>{State::confirmed, "CONFIRMED", "已确认", "Confirmed"},
      Choice<State>{State::pending_amendment, "PENDING_AMENDMENT", "待变更", "Pending amendment"},
      Choice<State>{State::rejected, "REJECTED", "已拒绝", "Rejected"},
      Choice<State>{State::declined, "DECLINED", "承运人退订", "Declined"},
      Choice<State>{State::cancelled, "CANCELLED", "已取消", "Cancelled"},
      Choice<State>{State::completed, "COMPLETED", "已完成", "Completed"}};
}

// How far the booking has come at this port, finer than the state's name. What holds slots: option, firm,
// shipped and completed. Displaced: it was firm, and its departure does not run; it waits to be rolled or
// cancelled.
enum class Stage : std::uint8_t { option, waiting, firm, shipped, completed, expired, cancelled, displaced };
constexpr auto choices(Type<Stage>) {
  return std::array{Choice<Stage>{Stage::option, "option", "预留", "Option"},
                    Choice<Stage>{Stage::waiting, "waiting", "候补", "Waiting list"},
                    Choice<Stage>{Stage::firm, "firm", "已确认", "Confirmed"},
                    Choice<Stage>{Stage::shipped, "shipped", "已发运", "Shipped"},
                    Choice<Stage>{Stage::completed, "completed", "已完成", "Completed"},
                    Choice<Stage>{Stage::expired, "expired", "预留失效", "Expired"},
                    Choice<Stage>{Stage::cancelled, "cancelled", "已取消", "Cancelled"},
                    Choice<Stage>{Stage::displaced, "displaced", "待改配", "To be rolled"}};
}

// Units of one kind in a booking.
struct BookedItem {
  SizeType size_type;
  Count quantity;
  Kilograms gross;  // of one unit with its contents and its tare
  bool laden = true;
  bool powered = false;  // needs a plug on the train
  bool operator==(BookedItem const&) const = default;
};
constexpr auto fields(Type<BookedItem>) {
  using I = BookedItem;
  return field_list(field("size_type", &I::size_type, "箱型", "Size and type"),
                    field("quantity", &I::quantity, "数量", "Quantity"),
                    field("gross_kg", &I::gross, "单箱总重", "Gross mass of one unit"),
                    may("laden", &I::laden, "重箱", "Laden"),
                    may("powered", &I::powered, "需供电", "Needs power"));
}

struct Goods {
  std::optional<HsCode> hs_code;  // nothing for empty units
  std::string description;
  Count packages;
  Kilograms mass;
  std::optional<Money> value;
  std::optional<UnDangerNumber> un_number;
  std::string danger_class;  // "3", "4.1", "1.4S"; empty when not dangerous
  std::optional<DeciCelsius> temperature_min, temperature_max;
  bool operator==(Goods const&) const = default;
};
constexpr auto fields(Type<Goods>) {
  using G = Goods;
  return field_list(
      may("hs_code", &G::hs_code, "HS 编码", "HS code"),
      may("description", &G::description, "品名", "Description"),
      may("packages", &G::packages, "件数", "Packages"),
      may("mass_kg", &G::mass, "货物重量", "Mass of the goods"),
      may("value", &G::value, "货值", "Value").only(seen_by::owner | seen_by::customs | seen_by::bank),
      may("un_number", &G::un_number, "联合国编号", "UN number"),
      may("danger_class", &G::danger_class, "危险品类别", "Danger class"),
      may("temperature_min_dc", &G::temperature_min, "最低温度", "Temperature, at least"),
      may("temperature_max_dc", &G::temperature_max, "最高温度", "Temperature, at most"));
}

// One departure's share of a booking's way. A booking has one, or two with a change of trains.
struct Stretch {
  network::DepartureId departure;
  network::NodeCode from, to;
  Instant departs, arrives;
  std::vector<network::LegRunId> leg_runs;
  bool operator==(Stretch const&) const = default;
};
constexpr auto fields(Type<Stretch>) {
  return field_list(field("departure", &Stretch::departure, "班次", "Departure"),
                    field("from", &Stretch::from, "起", "From"),
                    field("to", &Stretch::to, "止", "To"),
                    field("departs", &Stretch::departs, "开", "Departs"),
                    field("arrives", &Stretch::arrives, "到", "Arrives"),
                    field("leg_runs", &Stretch::leg_runs, "运行线", "Leg runs"));
}

// What is taken of a leg run, or needed on it.
struct Slots {
  Millimetres length;
  Kilograms mass;
  Count plugs;
  CentiTeu teu;
  bool operator==(Slots const&) const = default;
  friend Slots operator+(Slots a, Slots const& b) {
    a.length += b.length, a.mass += b.mass, a.plugs += b.plugs, a.teu += b.teu;
    return a;
  }
  friend Slots operator-(Slots a, Slots const& b) {
    a.length -= b.length, a.mass -= b.mass, a.plugs -= b.plugs, a.teu -= b.teu;
    return a;
  }
};
constexpr auto fields(Type<Slots>) {
  return field_list(
      field("length_mm", &Slots::length, "长度", "Length"), field("mass_kg", &Slots::mass, "重量", "Mass"),
      field("plugs", &Slots::plugs, "插座", "Plugs"), field("teu_hundredths", &Slots::teu, "标准箱", "TEU"));
}

}  // namespace landport::booking
