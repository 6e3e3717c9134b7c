// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "journal/description.h"
#include "port/indicator/queries.h"
#include "port/network/pack_test.h"

// For trials only: facts told one by one to a board, and the queries asked of it.
namespace landport::indicator {

inline UnitNumber unit(int n) {
  auto const first_ten = "LPTU" + std::to_string(1'000'000 + n).substr(1);
  return *parse_unit_number(first_ten + std::to_string(unit_check_digit(first_ten)));
}

struct TrialPort : Room {
  IndicatorPack pack;
  std::unique_ptr<IndicatorBoard> board = std::make_unique<IndicatorBoard>();
  Instant now = at("2026-12-31T12:00:00Z");
  Actor who{"duty", "PORT", Role::duty};
  Sequence sequence = 0;
  int units = 0;

  TrialPort() {
    auto const files = network::pack_files("testport");
    Pack before;
    before.put(*network::Network::load(files, Pack{}));
    auto loaded = IndicatorPack::load(files, before);
    LP_ASSERT(loaded.has_value(), "the test pack loads");
    pack = std::move(*loaded);
    use_pack();
  }

  static Instant at(std::string_view text) { return *parse_instant(text); }

  template <class E>
  void say(Instant happened, E const& event, Instant recorded) {
    Recorded r;
    r.sequence = ++sequence;
    r.happened = happened;
    r.recorded = recorded;
    r.event = event;
    std::apply([&](auto&... table) { (table.now(sequence), ...); }, board->tables());
    board->apply(event, r);
  }
  template <class E>
  void say(std::string_view happened, E const& event, std::string_view recorded = {}) {
    say(at(happened), event, at(recorded.empty() ? happened : recorded));
  }

  // Planned for midnight UTC of its day, five days long, 1,000 km.
  network::DepartureScheduled departure(std::string const& service, std::string const& day,
                                        std::string const& from = "TPAAA", std::string const& to = "TPDDD") {
    network::DepartureScheduled e;
    e.departure = network::DepartureId{service + "-" + day};
    e.service = network::ServiceCode{service};
    e.from = network::NodeCode{from};
    e.to = network::NodeCode{to};
    auto const leaves = at(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6) + "T00:00:00Z");
    network::DepartureLeg leg;
    leg.from = e.from, leg.to = e.to, leg.departs = leaves, leg.arrives = leaves + days(5), leg.distance_km = 1000;
    e.legs = {leg};
    say(leaves + days(-20), e, leaves + days(-20));
    return e;
  }

  struct Box {
    char const* size_type;
    bool full;
  };
  // A train of so many wagons (each of so many hundredths of a TEU), composed and loaded a day before it leaves.
  train::RunId train(std::string const& service, std::string const& day, std::string_view left,
                     std::vector<Box> const& boxes, int wagons, int wagon_cteu, std::string const& from = "TPAAA",
                     std::string const& to = "TPDDD", std::string_view told = {}) {
    auto const planned = departure(service, day, from, to);
    Instant const leaves = at(left), before = leaves + days(-1);
    train::RunId const run{planned.departure.text};
    train::TrainComposed composed;
    composed.run = run, composed.departure = planned.departure, composed.service = planned.service;
    train::RunLeg leg;
    leg.from = planned.from, leg.to = planned.to;
    leg.departs = planned.legs.front().departs, leg.arrives = planned.legs.front().arrives;
    composed.legs = {leg};
    auto const recorded = [&](Instant happened) { return told.empty() ? happened : at(told); };
    say(before, composed, recorded(before));
    for (int i = 1; i <= wagons; ++i) {
      auto const number = *parse_wagon_number(std::to_string(5'000'000 + i));
      say(before, train::WagonAdded{run, number, "T", {}, {}, CentiTeu{wagon_cteu}}, recorded(before));
    }
    for (auto const& box : boxes) {
      auto const number = unit(++units);
      container::UnitRegistered registered;
      registered.unit = number, registered.full = box.full;
      say(before, registered, before);
      train::Cargo cargo;
      cargo.unit = number, cargo.size_type = *parse_size_type(box.size_type);
      say(before, train::UnitPlanned{run, cargo, {}, {}, ""}, recorded(before));
      say(before, train::UnitLoaded{run, number, {}}, recorded(before));
    }
    say(leaves, train::TrainDeparted{run, planned.from, Count{wagons}, {}, {}, {}}, recorded(leaves));
    return run;
  }

  void child(std::string const& name, std::vector<train::RunId> const& parents, std::string_view left) {
    train::TrainComposed composed;
    composed.run = train::RunId{name}, composed.parents = parents;
    say(left, composed);
    say(left, train::TrainDeparted{composed.run, {}, Count{9}, {}, {}, {}});
  }

  void booked(std::string const& id, std::string const& departure_id) {
    booking::BookingRequested requested;
    requested.booking = booking::BookingId{id};
    requested.wanted.route = {{network::DepartureId{departure_id}, {}, {}, {}, {}, {}}};
    say("2026-11-20T00:00:00Z", requested);
    say("2026-11-21T00:00:00Z", booking::BookingConfirmed{requested.booking});
  }

  // December 2026: a train a day that is later and emptier as the month goes on, a return train every third day, three
  // trains over the border as two, one departure cancelled.
  void month_of_trains() {
    std::vector<train::RunId> border;
    for (int d = 1; d <= 30; ++d) {
      auto const two = (d < 10 ? "0" : "") + std::to_string(d);
      auto const date = "202612" + two;
      if (d == 17) {
        departure("T-AD", date);
        say("2026-12-16T00:00:00Z", network::DepartureCancelled{network::DepartureId{"T-AD-" + date}, "embargo"});
        continue;
      }
      departure("T-AD", date);
      booked("B" + two, "T-AD-" + date);
      auto const left = "2026-12-" + two + "T0" + std::to_string(d / 10) + ":30:00Z";
      auto const run = train("T-AD", date, left, {{"45G1", true}, {"22G1", d < 20}, {"45G1", d % 2 == 0}}, 1 + d % 2, 400);
      if (d % 4 != 0) say(left, booking::BookingShipped{booking::BookingId{"B" + two}});
      box_wagon_and_release(d, "2026-12-" + two);
      if (d <= 3) border.push_back(run);
      if (d % 3 == 0) train("T-DA", date, left, {{"45G1", true}}, 2, 400, "TPDDD", "TPAAA");
      gate::VisitOpened opened;
      opened.visit = gate::VisitId{"V" + two};
      say("2026-12-" + two + "T08:00:00Z", opened);
      say("2026-12-" + two + "T08:" + std::to_string(20 + d) + ":00Z", gate::VisitClosed{opened.visit});
    }
    for (auto const& run : border) {
      say("2026-12-08T00:00:00Z", train::BorderReached{run, {}});
      say("2026-12-08T02:00:00Z", train::UnitTransferred{run, train::RunId{"M1"}, unit(1), {}});
    }
    child("M1", {border[0], border[1]}, "2026-12-08T06:00:00Z");
    child("M2", {border[1], border[2]}, "2026-12-08T09:00:00Z");
    for (auto const* name : {"M1", "M2"}) say("2026-12-13T00:00:00Z", train::TrainArrived{train::RunId{name}, {}});
  }

  // A box that stands in the yard for d hours, a wagon that is d hours in a train, a release; every fifth after a hold.
  void box_wagon_and_release(int d, std::string const& date) {
    Instant const begin = at(date + "T01:00:00Z");
    auto const box = unit(9'000 + d);
    auto const wagon = *parse_wagon_number(std::to_string(6'000'000 + d));
    say(begin, container::UnitPlaced{box, {}, {container::PlaceKind::yard, "A"}, ""}, begin);
    say(begin, train::WagonTaken{wagon, train::RunId{"R"}}, begin);
    container::HoldPlaced hold;
    hold.unit = box, hold.keeper = container::Keeper::customs;
    if (d % 5 == 0) say(begin, hold, begin);
    say(begin, container::ReleaseRecorded{box, container::Purpose::export_, "R"}, begin);
    say(begin + hours(d), train::WagonFreed{wagon, train::RunId{"R"}, ""}, begin + hours(d));
    say(begin + hours(d), container::UnitPlaced{box, {}, {container::PlaceKind::wagon, "R"}, ""}, begin + hours(d));
  }

  FiguresAnswer figures(Figures const& query) const {
    auto got = answer(query, *this);
    LP_ASSERT(got.has_value(), "the trial asks what can be answered");
    return *got;
  }
  // The figure of December 2026 for all corridors.
  Figure whole(std::string const& indicator) const {
    for (auto const& f : figures({Grain::month, day_of(2026, 12, 1), day_of(2026, 12, 31), "", indicator}).whole)
      if (f.corridor.empty()) return f;
    ADD_FAILURE() << indicator << " has no figure";
    return {};
  }

  Instant at() const override { return now; }
  Actor const& actor() const override { return who; }
  Pack const& whole_pack() const override { return whole_; }
  // After a trial changed `pack`.
  void use_pack() { whole_.put(pack); }

 protected:
  void const* find_view(std::type_index) const override { return board.get(); }

 private:
  Pack whole_;
};

}  // namespace landport::indicator
