// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "journal/given.h"
#include "port/container/board.h"
#include "port/network/embargo_board.h"
#include "port/network/network.h"
#include "port/network/pack_test.h"
#include "port/network/timetable.h"
#include "port/shift/commands.h"
#include "port/shift/queries.h"
#include "port/yard/commands.h"
#include "port/yard/layout.h"

// For trials only: a port that works in shifts, on the pack of tests (three of eight hours, early at 06:00 in Shanghai).
namespace landport::shift {

inline UnitNumber nth_unit(int n) {
  auto const first_ten = "LPTU" + std::to_string(1'000'000 + n).substr(1);
  return *parse_unit_number(first_ten + std::to_string(unit_check_digit(first_ten)));
}
inline Pack const& shift_pack() {
  static Pack const pack = [] {
    Pack p;
    auto const files = network::pack_files("qingbaijiang");
    auto network = network::Network::load(files, p);
    if (!network) ADD_FAILURE() << network.error().code << " " << network.error().place;
    p.put(std::move(*network));
    auto yard = yard::YardPack::load(files, p);
    if (!yard) ADD_FAILURE() << yard.error().code << " " << yard.error().place;
    p.put(std::move(*yard));
    auto part = ShiftPack::load(network::pack_files("testport"), p);
    if (!part) ADD_FAILURE() << part.error().code << " " << part.error().place;
    p.put(std::move(*part));
    return p;
  }();
  return pack;
}

// What a query sees: the views of a trial.
class TrialRoom final : public Room {
 public:
  explicit TrialRoom(Given const& port)
      : now_(port.now()), units_(port.view<container::UnitBoard>()), yard_(port.view<yard::YardBoard>()), gate_(port.view<gate::GateBoard>()),
        trains_(port.view<train::TrainBoard>()), train_day_(port.view<train::DayBoard>()), times_(port.view<network::Timetable>()), embargoes_(port.view<network::EmbargoBoard>()), shift_(port.view<ShiftBoard>()) {}
  Instant at() const override { return now_; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return shift_pack(); }

 protected:
  void const* find_view(std::type_index type) const override {
    if (type == typeid(container::UnitBoard)) return units_.get();
    if (type == typeid(yard::YardBoard)) return yard_.get();
    if (type == typeid(gate::GateBoard)) return gate_.get();
    if (type == typeid(train::TrainBoard)) return trains_.get();
    if (type == typeid(train::DayBoard)) return train_day_.get();
    if (type == typeid(network::Timetable)) return times_.get();
    if (type == typeid(network::EmbargoBoard)) return embargoes_.get();
    return shift_.get();
  }

 private:
  Instant now_;
  std::unique_ptr<container::UnitBoard> units_;
  std::unique_ptr<yard::YardBoard> yard_;
  std::unique_ptr<gate::GateBoard> gate_;
  std::unique_ptr<train::TrainBoard> trains_;
  std::unique_ptr<train::DayBoard> train_day_;
  std::unique_ptr<network::Timetable> times_;
  std::unique_ptr<network::EmbargoBoard> embargoes_;
  std::unique_ptr<ShiftBoard> shift_;
  Actor actor_{"zhou", "PORT", Role::duty};
};

struct ShiftPort {
  Given port{shift_pack()};
  Actor const zhou{"zhou", "PORT", Role::duty}, lin{"lin", "PORT", Role::duty}, clock{"clock", "", Role::clock};
  gate::VisitId const visit{"V1"};
  int units = 0;

  ShiftPort() {
    port.at("2026-12-01T00:00:00Z").as(zhou);  // 08:00 in Shanghai, two hours into the early shift
    port.happened_before(gate::visit_stream(visit), gate::VisitOpened{visit, "川A12345"});
  }
  // A unit that stands on its truck.
  UnitNumber on_truck(std::string_view type = "22G1", std::optional<DeciCelsius> set_point = {}) {
    auto const unit = nth_unit(++units);
    auto const stream = container::unit_stream(unit);
    port.happened_before(stream, container::UnitRegistered{unit, *parse_size_type(type), Kilograms{3000}});
    port.happened_before(stream, container::MassVerified{unit, tonnes(20), container::MassMethod::sm1, "W1"});
    if (set_point) port.happened_before(stream, container::SetPointChanged{unit, set_point});
    port.happened_before(stream, container::UnitPlaced{unit, {}, gate::on_truck(visit), "V1"});
    return unit;
  }
  yard::WorkId order(UnitNumber const& unit, std::string_view position, std::string machine = {}) {
    return yard::WorkId{port.done(yard::OrderMove{unit, *yard::parse_position(position), {}, std::move(machine), {}}).made.at(0).second};
  }
  UnitNumber reefer(std::string_view position, DeciCelsius set_point = DeciCelsius{-180}) {
    auto const unit = on_truck("45R1", set_point);
    port.done(yard::CompleteWork{order(unit, position)});
    port.done(yard::PlugIn{unit, "P"});
    return unit;
  }
  ShiftId opened() { return ShiftId{port.done(OpenShift{}).made.at(0).second}; }
  // What the port's clock does within a second.
  void tick(ShiftId const& shift) {
    auto const open = open_things(TrialRoom(port));
    port.as(clock).done(ListOpen{shift, open.items, open.left_off});
  }
  ShiftId changed(ShiftId const& shift) {
    port.as(zhou).done(HandOver{shift, "quiet"});
    tick(shift);
    return ShiftId{port.as(lin).done(TakeOver{shift, "seen"}).made.at(0).second};
  }
  template <class Q>
  auto ask(Q const& query) {
    auto got = answer(query, TrialRoom(port));
    LP_ASSERT(got.has_value(), "the trial asks what can be answered");
    return *got;
  }
};

}  // namespace landport::shift
