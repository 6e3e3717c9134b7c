// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "port/network/network.h"
#include "trials/port/whole_port.h"
#include "words/unit_number.h"

// The whole chain at another place than the first: a dry port in Kenya, where the gauge changes in the port itself, money is
// of two currencies and the clock is Nairobi's. Nothing but the pack differs.
namespace landport::trials {
namespace {

class Naivasha : public testing::Test {
 protected:
  Naivasha() {
    port.at("2026-11-24T06:00:00Z");
    using http::OrgKind;
    std::pair<std::string, OrgKind> const orgs[] = {{"PORT", OrgKind::port}, {"KR", OrgKind::carrier}, {"FWD", OrgKind::forwarder},
                                                    {"CUSTOMS", OrgKind::customs}, {"URC", OrgKind::partner}};
    for (auto const& [code, kind] : orgs) port.org(code, kind);
    shipper = port.token("amina", "FWD", Role::shipper), rail = port.token("juma", "KR", Role::carrier);
    gate = port.token("grace", "PORT", Role::gate), yard = port.token("peter", "PORT", Role::terminal);
    customs = port.token("mary", "CUSTOMS", Role::customs), partner = port.token("okello", "URC", Role::partner);
    for (std::string const service : {"NVS-KLA", "KLA-NVS", "MBA-KLA"})
      tell(rail, "network.schedule_departures", R"({"service":")" + service + R"(","from":"2026-11-26","days":7})");
  }

  Response tell(std::string const& who, std::string const& wire, std::string const& body) {
    auto r = port.post(http::path_of(wire), who, body);
    EXPECT_EQ(r.status, 200) << wire << " " << body << "\n" << r.body;
    port.clock_ms += 1000;
    return r;
  }
  std::string see(std::string const& who, std::string const& path) {
    port.settle();
    return port.get(path, who).body;
  }
  static std::string unit(int n) {
    auto const ten = "KEVU" + std::to_string(100'000 + n);
    return ten + std::to_string(unit_check_digit(ten));
  }
  static std::string quoted(std::vector<std::string> const& texts) {
    std::string out;
    for (auto const& t : texts) out += (out.empty() ? "\"" : ",\"") + t + "\"";
    return "[" + out + "]";
  }
  static std::string of(std::string const& run, std::string const& rest = {}) { return R"({"run":")" + run + "\"" + rest + "}"; }

  std::string book(std::string const& departure, std::vector<std::string> const& units) {
    auto const booking = value_in(tell(shipper, "booking.request_booking",
                                       R"({"departure":")" + departure + R"(","size_type":"22G1","quantity":)" +
                                           std::to_string(units.size()) + R"(,"gross_kg":18000,"hs_code":"090240"})")
                                      .body,
                                  "booking");
    tell(shipper, "booking.confirm_booking", R"({"booking":")" + booking + "\"}");
    tell(shipper, "booking.assign_units", R"({"booking":")" + booking + R"(","units":)" + quoted(units) + "}");
    return booking;
  }
  // By truck through the gate, over the scales and into a stack, released by customs.
  void bring(std::string const& booking, std::string const& u) {
    tell(shipper, "container.register_unit", R"({"unit":")" + u + R"(","size_type":"22G1","tare_kg":2200,"owner":"FWD"})");
    tell(shipper, "container.affix_seal", R"({"unit":")" + u + R"(","seal":"KE-1"})");
    tell(shipper, "container.verify_mass", R"({"unit":")" + u + R"(","gross_kg":18000,"method":"SM2","by":"scales"})");
    auto const visit = value_in(tell(gate, "gate.open_visit", R"({"plate":"KDA-)" + u.substr(7, 3) + R"(","direction":"deliver","lane":"IN1"})").body, "visit");
    tell(gate, "gate.admit_unit", R"({"unit":")" + u + R"(","visit":")" + visit + R"(","gross_kg":18000,"seal":"KE-1"})");
    tell(gate, "gate.weigh_unit", R"({"visit":")" + visit + R"(","unit":")" + u + R"(","gross_kg":18000,"lane":"IN1"})");
    auto const place = value_in(see(yard, "yard/positions?unit=" + u), "position");
    auto const work = value_in(tell(yard, "yard.order_move", R"({"unit":")" + u + R"(","position":")" + place + "\"}").body, "work");
    tell(yard, "yard.complete_work", R"({"work":")" + work + "\"}");
    tell(gate, "gate.close_visit", R"({"visit":")" + visit + "\"}");
    tell(customs, "customs.record_release", R"({"unit":")" + u + R"(","purpose":"export","reference":")" + booking + "\"}");
  }
  std::string compose(std::string const& departure, std::string const& number, std::string const& type) {
    return value_in(tell(rail, "train.compose_train",
                         R"({"departure":")" + departure + R"(","wagons":[{"number":")" + number + R"(","type":")" + type + R"("}]})")
                        .body,
                    "run");
  }
  std::string list(std::vector<std::string> const& units) {
    std::string rows;
    for (auto const& u : units) rows += (rows.empty() ? "" : ",") + (R"({"unit":")" + u + R"(","size_type":"22G1","gross_kg":18000,"seal":"S)" + u.substr(7) + "\"}");
    return R"(,"inspected":true,"units":[)" + rows + "]";
  }

  Port port{"naivasha"};
  std::string shipper, rail, gate, yard, customs, partner;
};

TEST_F(Naivasha, SaysWhatPlaceItIsToWhoeverAsks) {
  auto const place = port.get("network/place", "").body;
  EXPECT_EQ(value_in(place, "home_node"), "KENVS");
  EXPECT_EQ(value_in(place, "time_zone"), "Africa/Nairobi");
  EXPECT_EQ(value_in(place, "currency"), "KES");
  EXPECT_EQ(value_in(place, "name_en"), "Inland Container Depot Naivasha");
}

TEST_F(Naivasha, ABoxGoesFromATruckToKampalaOnTheMetreGauge) {
  auto const u = unit(1);
  auto const booking = book("NVS-KLA-20261127", {u});
  EXPECT_TRUE(has(see(shipper, "booking/bookings/" + booking), R"("price":{"minor":85000,"currency":"USD"})"));
  // 06:00 in Nairobi.
  EXPECT_EQ(value_in(see(shipper, "network/departures/NVS-KLA-20261127"), "departs"), "2026-11-27T03:00:00Z");
  bring(booking, u);
  EXPECT_EQ(value_in(see(yard, "yard/stock/" + u), "unit"), u);
  auto const run = compose("NVS-KLA-20261127", "4000011", "KE-MGR");
  tell(rail, "train.propose_plan", of(run, R"(,"units":)" + quoted({u})));
  tell(rail, "train.pass_inspection", of(run, R"(,"number":"4000011","passed":true)"));
  tell(rail, "train.settle_plan", of(run));
  tell(yard, "train.load_unit", of(run, R"(,"unit":")" + u + "\""));
  port.at("2026-11-27T03:00:00Z");
  tell(rail, "train.depart_train", of(run));
  port.at("2026-11-28T17:00:00Z");
  tell(partner, "train.report_running", of(run, R"(,"node":"UGMAL","what":"passed")"));
  port.at("2026-11-29T09:00:00Z");
  tell(partner, "train.arrive_train", of(run));
  EXPECT_EQ(value_in(see(rail, "train/trains/" + run), "stage"), "arrived");
  auto const seen = see(shipper, "container/units/" + u);
  EXPECT_TRUE(has(seen, "UGKLA")) << seen;
}

TEST_F(Naivasha, ATrainFromMombasaBecomesOneOfTheMetreGaugeInThePort) {
  std::vector<std::string> const units{unit(11), unit(12)};
  book("MBA-KLA-20261126", units);
  auto const first = compose("MBA-KLA-20261126", "5000011", "KE-FLAT");
  tell(rail, "train.load_abroad", of(first, list(units)));
  port.at("2026-11-26T02:00:00Z");
  tell(rail, "train.depart_train", of(first));
  port.at("2026-11-26T14:00:00Z");
  tell(rail, "train.reach_border", of(first));
  auto const moved = tell(rail, "train.transfer_units",
                          of(first, R"(,"wagons":[{"number":"4000021","type":"KE-MGR"},{"number":"4000022","type":"KE-MGR"}])"));
  auto const second = value_in(moved.body, "run");
  EXPECT_TRUE(value_in(moved.body, "left").empty()) << moved.body;
  for (std::string const number : {"4000021", "4000022"})
    tell(rail, "train.pass_inspection", of(second, R"(,"number":")" + number + R"(","passed":true)"));
  port.at("2026-11-27T03:00:00Z");
  tell(rail, "train.depart_train", of(second));
  port.at("2026-11-29T09:00:00Z");
  tell(partner, "train.arrive_train", of(second));
  auto const arrived = see(rail, "train/trains/" + second);
  EXPECT_EQ(value_in(arrived, "stage"), "arrived");
  EXPECT_EQ(value_in(arrived, "gauge_mm"), "1000");
  for (auto const& u : units) EXPECT_TRUE(has(see(shipper, "container/units/" + u), "UGKLA")) << u;
}

TEST_F(Naivasha, ABoxFromKampalaIsStrippedAndFetchedByTruck) {
  auto const u = unit(21);
  auto const booking = book("KLA-NVS-20261126", {u});
  auto const run = compose("KLA-NVS-20261126", "4000031", "KE-MGR");
  tell(partner, "train.load_abroad", of(run, list({u})));
  port.at("2026-11-26T13:00:00Z");
  tell(partner, "train.depart_train", of(run));
  port.at("2026-11-29T03:00:00Z");
  tell(rail, "train.arrive_train", of(run));
  auto const work = value_in(tell(yard, "yard.order_stripping", of(run, R"(,"machine":"RMG1")")).body, "work");
  tell(yard, "yard.start_work", R"({"work":")" + work + "\"}");
  tell(yard, "yard.complete_work", R"({"work":")" + work + "\"}");
  tell(customs, "customs.record_release", R"({"unit":")" + u + R"(","purpose":"import","reference":"E-1"})");
  // 30 days are free; the 31st and 32nd cost KES 2,500 each.
  port.at("2026-12-30T10:00:00Z");
  EXPECT_TRUE(has(see(shipper, "gate/release-check?unit=" + u), R"("storage":{"minor":500000,"currency":"KES"})"));
  auto const hour = to_text(port.book.now());
  auto const appointment = value_in(tell(shipper, "gate.book_appointment",
                                         R"({"booking":")" + booking + R"(","direction":"pick_up","hour":")" + hour +
                                             R"(","plate":"KDB-021","unit":")" + u + "\"}")
                                        .body,
                                    "appointment");
  auto const visit = value_in(tell(gate, "gate.open_visit", R"({"plate":"KDB-021","direction":"pick_up","appointment":")" + appointment + "\"}").body, "visit");
  auto const lift = value_in(tell(yard, "yard.order_move", R"({"unit":")" + u + R"(","visit":")" + visit + "\"}").body, "work");
  tell(yard, "yard.complete_work", R"({"work":")" + lift + "\"}");
  tell(gate, "gate.release_unit", R"({"visit":")" + visit + R"(","unit":")" + u + "\"}");
  tell(gate, "gate.close_visit", R"({"visit":")" + visit + "\"}");
  EXPECT_EQ(value_in(see(shipper, "booking/bookings/" + booking), "state"), "COMPLETED");
}

TEST_F(Naivasha, AFeeInShillingsIsNotAddedToAPriceInDollars) {
  auto const two = value_in(tell(shipper, "booking.request_booking",
                                 R"({"departure":"NVS-KLA-20261202","size_type":"22G1","quantity":2,"gross_kg":18000,"hs_code":"090240"})").body, "booking");
  tell(shipper, "booking.confirm_booking", R"({"booking":")" + two + "\"}");
  tell(shipper, "booking.cancel_booking", R"({"booking":")" + two + R"(","reason":"no cargo"})");
  auto const row = see(shipper, "booking/bookings/" + two);
  EXPECT_TRUE(has(row, R"("price":{"minor":170000,"currency":"USD"})")) << row;
  EXPECT_TRUE(has(row, R"("fee":{"minor":1000000,"currency":"KES"})")) << row;
}

}  // namespace
}  // namespace landport::trials
