// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "trials/port/whole_port.h"
#include "words/unit_number.h"

// For trials only: two organisations of every kind, and a story of two forwarders in which every free text,
// name and price carries a mark of whose it is. Alpha and Beta share a train of one operator; Beta also goes
// with the other.
namespace landport::trials {

struct Who {
  std::string person, org;
  Role role;
  std::string token;
  std::string name() const { return std::string(to_text(role)) + " of " + org; }
};

// Who may see a mark at most: goods: owner, carrier and the port's staff and customs; money: owner and
// carrier; secret: the owner; person: the owner and the staff.
enum class Level { goods, money, secret, person };
struct Mark {
  std::string text, owner, carrier;
  Level level;
  std::string partner =
      {};  // that runs a leg of it: the unit and its reference are told there, not whose it is

  bool shown_to(Who const& who) const {
    bool const staff = (Role::terminal | Role::gate | Role::duty | Role::admin | Role::customs).has(who.role);
    if (who.role == Role::shipper && who.org == owner) return true;
    if (level == Level::secret) return false;
    if (staff) return level != Level::money;
    if (!partner.empty() && who.role == Role::partner && who.org == partner) return true;
    return level != Level::person && who.role == Role::carrier && who.org == carrier;
  }
};

struct Told {
  std::string wire, body;
  Who who;
};

class Story {
 public:
  Story() {
    port.at("2026-11-25T00:00:00Z");
    people();
    schedule();
    alpha();
    beta();
    gamma();
    delta();
    from_hand_to_hand();
    imported();
    at_the_port();
    over_the_border();
    on_the_train();
    port.settle();
  }

  Response tell(Who const& who, std::string const& wire, std::string const& body) {
    auto r = port.post(http::path_of(wire), who.token, body);
    EXPECT_EQ(r.status, 200) << wire << " " << body << "\n" << r.body;
    told.push_back({wire, body, who});
    port.clock_ms += 1000;
    return r;
  }
  Who const& who(Role role, std::string_view org) const {
    for (auto const& w : everybody) {
      if (w.role == role && w.org == org) return w;
    }
    throw std::logic_error("no such person");
  }

  Port port;
  std::vector<Who> everybody;
  std::vector<Mark> marks;
  std::vector<Told> told;
  std::map<std::string, std::string> booking_of;  // "alpha" → its booking
  std::map<std::string, std::string> secret_of;
  std::map<std::string, std::vector<std::string>> units_of;
  std::string run, handed_over, announced;
  std::string far_run, first_run;  // the train that goes over the border: behind it, and up to it

 private:
  void add(std::string const& person, std::string const& org, Role role) {
    everybody.push_back({person, org, role, port.token(person, org, role)});
  }
  void people() {
    using http::OrgKind;
    std::pair<std::string, OrgKind> const orgs[] = {
        {"PORT", OrgKind::port},         {"ALPHAFWD", OrgKind::forwarder}, {"BETAFWD", OrgKind::forwarder},
        {"RAILONE", OrgKind::carrier},   {"RAILTWO", OrgKind::carrier},    {"CUSTOMS", OrgKind::customs},
        {"BANKONE", OrgKind::bank},      {"BANKTWO", OrgKind::bank},       {"PARTNERONE", OrgKind::partner},
        {"PARTNERTWO", OrgKind::partner}};
    for (auto const& [code, kind] : orgs) port.org(code, kind);
    add("anna-alpha", "ALPHAFWD", Role::shipper), add("bert-beta", "BETAFWD", Role::shipper);
    add("carl", "RAILONE", Role::carrier), add("cleo", "RAILTWO", Role::carrier);
    add("pia", "PARTNERONE", Role::partner), add("paul", "PARTNERTWO", Role::partner);
    add("bo", "BANKONE", Role::bank), add("bea", "BANKTWO", Role::bank);
    add("kim", "CUSTOMS", Role::customs), add("tom", "PORT", Role::terminal), add("gil", "PORT", Role::gate);
    add("dan", "PORT", Role::duty), add("ada", "PORT", Role::admin);
    for (auto const* m : {"ALPHAFWD"}) mark(m, "ALPHAFWD", "RAILONE", Level::goods);
    mark("anna-alpha", "ALPHAFWD", "RAILONE", Level::person);
    mark("bert-beta", "BETAFWD", "RAILONE", Level::person);
  }
  void mark(std::string text, std::string owner, std::string carrier, Level level = Level::goods) {
    marks.push_back({std::move(text), std::move(owner), std::move(carrier), level});
  }
  void schedule() {
    tell(who(Role::carrier, "RAILONE"), "network.schedule_departures",
         R"({"service":"T-AD","from":"2026-11-28","days":3})");
    tell(who(Role::carrier, "RAILONE"), "network.schedule_departures",
         R"({"service":"T-DA","from":"2026-11-28","days":1})");
    tell(who(Role::carrier, "RAILTWO"), "network.schedule_departures",
         R"({"service":"T-ED","from":"2026-11-30","days":1})");
  }
  // A booking with its units, whose texts begin with `name`.
  void book(std::string const& name, Who const& owner, std::string const& carrier,
            std::string const& departure, std::string const& boxes, std::string const& value,
            std::vector<std::string> const& units, std::vector<std::string> const& price) {
    auto const made =
        tell(owner, "booking.request_booking",
             R"({"departure":")" + departure + R"(",)" + boxes + R"(,"hs_code":"847130","description":")" +
                 name + R"(-goods","reference":")" + name + R"(-reference","value_minor":)" + value +
                 R"(,"value_currency":"CNY","packages":12})");
    auto const booking = booking_of[name] = value_in(made.body, "booking");
    units_of[name] = units;
    tell(owner, "booking.confirm_booking", R"({"booking":")" + booking + "\"}");
    std::string list;
    for (auto const& u : units) {
      list += (list.empty() ? "\"" : ",\"") + u + "\"";
      mark(u, owner.org, carrier);
    }
    tell(owner, "booking.assign_units", R"({"booking":")" + booking + R"(","units":[)" + list + "]}");
    for (auto const* end : {"-goods", "-reference"}) mark(name + end, owner.org, carrier);
    mark(value, owner.org, carrier), mark(booking, owner.org, carrier);
    for (auto const& p : price) mark(p, owner.org, carrier, Level::money);
    port.settle();
    auto const row = port.get("booking/bookings/" + booking, owner.token);
    secret_of[name] = value_in(row.body, "tracking_secret");
    EXPECT_GE(secret_of[name].size(), 6u) << row.body;
    mark(secret_of[name], owner.org, carrier, Level::secret);
    for (auto const& u : units) {
      auto const own = name + "-" + u.substr(4, 7);
      tell(owner, "container.register_unit",
           R"({"unit":")" + u + R"(","size_type":")" + value_in(row.body, "size_type") +
               R"(","tare_kg":2200,"owner":")" + owner.org + "\"}");
      tell(owner, "container.affix_seal", R"({"unit":")" + u + R"(","seal":")" + own + "-seal\"}");
      tell(owner, "container.verify_mass",
           R"({"unit":")" + u + R"(","gross_kg":10000,"method":"SM2","by":")" + own + "-scales\"}");
      mark(own + "-seal", owner.org, carrier), mark(own + "-scales", owner.org, carrier);
    }
  }
  static std::string unit(std::string const& prefix, int n) {
    auto const ten = prefix + std::to_string(100'000 + n);
    return ten + std::to_string(unit_check_digit(ten));
  }
  void alpha() {
    auto const& owner = who(Role::shipper, "ALPHAFWD");
    book("alpha", owner, "RAILONE", "T-AD-20261128", R"("size_type":"22G1","quantity":2,"gross_kg":10000)",
         "77123401", {unit("ALPU", 1), unit("ALPU", 2)}, {"2200000", "22000.00"});
    auto const option =
        tell(owner, "booking.request_booking",
             R"({"departure":"T-AD-20261129","size_type":"22G1","quantity":1,"gross_kg":9000,)"
             R"("hs_code":"847130","reference":"alpha-option"})");
    mark("alpha-option", "ALPHAFWD", "RAILONE"),
        mark(value_in(option.body, "booking"), "ALPHAFWD", "RAILONE");
    auto const lone = unit("ALPU", 77);  // without a booking, so of no train operator
    tell(owner, "container.register_unit",
         R"({"unit":")" + lone + R"(","size_type":"22G1","full":false,"owner":"ALPHAFWD"})");
    mark(lone, "ALPHAFWD", "");
  }
  void beta() {
    auto const& owner = who(Role::shipper, "BETAFWD");
    book("beta", owner, "RAILONE", "T-AD-20261128", R"("size_type":"42G1","quantity":2,"gross_kg":20000)",
         "88123402", {unit("BETU", 1), unit("BETU", 2)}, {"4000000", "40000.00"});
    auto const waiting =
        tell(owner, "booking.join_waitlist",
             R"({"departure":"T-AD-20261128","size_type":"42G1","quantity":1,"gross_kg":9000,)"
             R"("hs_code":"847130","description":"beta-waits","reference":"beta-waiting"})");
    mark("beta-waits", "BETAFWD", "RAILONE"), mark("beta-waiting", "BETAFWD", "RAILONE");
    mark(value_in(waiting.body, "booking"), "BETAFWD", "RAILONE");
    auto const short_lived =
        tell(owner, "booking.request_booking",
             R"({"departure":"T-AD-20261129","size_type":"42G1","quantity":1,"gross_kg":9000,)"
             R"("hs_code":"847130","description":"beta-given-up"})");
    auto const name = value_in(short_lived.body, "booking");
    tell(owner, "booking.cancel_booking", R"({"booking":")" + name + R"(","reason":"beta-reason"})");
    mark("beta-given-up", "BETAFWD", "RAILONE"), mark("beta-reason", "BETAFWD", "RAILONE"),
        mark(name, "BETAFWD", "RAILONE");
  }
  void gamma() {
    book("gamma", who(Role::shipper, "BETAFWD"), "RAILTWO", "T-ED-20261130",
         R"("size_type":"22G1","quantity":3,"gross_kg":10000)", "99123403",
         {unit("GAMU", 1), unit("GAMU", 2), unit("GAMU", 3)}, {"2970000", "29700.00"});
  }

  // What Alpha sends over the border on a train of its own, which PARTNERONE takes over there.
  void delta() {
    book("delta", who(Role::shipper, "ALPHAFWD"), "RAILONE", "T-AD-20261129",
         R"("size_type":"22G1","quantity":2,"gross_kg":10000)", "66123404",
         {unit("DELU", 1), unit("DELU", 2)}, {});
    // What goes on a train whose broad gauge run PARTNERONE takes over.
    for (auto const* name : {"alpha", "beta", "delta"}) {
      for (auto& m : marks) {
        if (m.text == booking_of[name] || std::ranges::count(units_of[name], m.text) > 0)
          m.partner = "PARTNERONE";
      }
    }
  }
  void over_the_border() {
    auto const &one = who(Role::carrier, "RAILONE"), &abroad = who(Role::partner, "PARTNERONE");
    auto const& u = units_of["delta"];
    auto const made =
        tell(one, "train.compose_train",
             R"({"departure":"T-AD-20261129","wagons":[{"number":"5000011","type":"TW-1435"}]})");
    first_run = value_in(made.body, "run");
    auto const of = [](std::string const& name, std::string const& rest) {
      return R"({"run":")" + name + "\"" + rest + "}";
    };
    tell(one, "train.propose_plan", of(first_run, R"(,"units":[")" + u[0] + R"(",")" + u[1] + "\"]"));
    tell(one, "train.pass_inspection", of(first_run, R"(,"number":"5000011","passed":true)"));
    tell(one, "train.settle_plan", of(first_run, ""));
    for (auto const& unit : {u[1], u[0]})  // the one on top first
      tell(who(Role::terminal, "PORT"), "train.load_unit", of(first_run, R"(,"unit":")" + unit + "\""));
    tell(one, "train.depart_train", of(first_run, ""));
    tell(abroad, "train.reach_border", of(first_run, ""));
    auto const next = tell(abroad, "train.transfer_units",
                           of(first_run, R"(,"wagons":[{"number":"54080122","type":"TW-1520"}])"));
    far_run = value_in(next.body, "run");
    tell(abroad, "train.pass_inspection", of(far_run, R"(,"number":"54080122","passed":true)"));
    tell(abroad, "train.depart_train", of(far_run, ""));
    tell(abroad, "train.report_running", of(far_run, R"(,"node":"TPDDD","what":"passed")"));
    tell(abroad, "tracking.record_position",
         R"({"run":")" + far_run + R"(","lat_udeg":45000000,"lon_udeg":82000000,"source":"gps"})");
    tell(abroad, "tracking.record_milestone",
         R"({"unit":")" + u[0] +
             R"(","code":"DEPA","node":"TPCCC","source":"partner","source_text":"alpha-told"})");
    mark("alpha-told", "ALPHAFWD", "RAILONE");
  }

  // A box that Alpha sent something in, and that Beta now has.
  void from_hand_to_hand() {
    auto const &first = who(Role::shipper, "ALPHAFWD"), &second = who(Role::shipper, "BETAFWD");
    auto const& yard = who(Role::terminal, "PORT");
    auto const u = handed_over = unit("REUU", 1);
    auto const wish = [](char const* departure, char const* reference) {
      return R"({"departure":")" + std::string(departure) +
             R"(","size_type":"22G1","quantity":1,"gross_kg":9000,"hs_code":"847130","reference":")" +
             reference + "\"}";
    };
    auto const join = [&](std::string const& booking) {
      return R"({"booking":")" + booking + R"(","units":[")" + u + "\"]}";
    };
    auto const old = value_in(
        tell(first, "booking.request_booking", wish("T-AD-20261129", "alpha-earlier")).body, "booking");
    tell(first, "booking.assign_units", join(old));
    tell(first, "container.register_unit",
         R"({"unit":")" + u + R"(","size_type":"22G1","owner":"ALPHAFWD"})");
    tell(first, "container.affix_seal", R"({"unit":")" + u + R"(","seal":"alpha-earlier-seal"})");
    tell(yard, "container.break_seal",
         R"({"unit":")" + u + R"(","seal":"alpha-earlier-seal","reason":"alpha-earlier-why"})");
    tell(first, "booking.unassign_units", join(old));
    mark(old, "ALPHAFWD", "RAILONE"), mark("alpha-earlier", "ALPHAFWD", "RAILONE");
    auto const later = tell(second, "booking.request_booking", wish("T-AD-20261130", "beta-later"));
    // Alpha registered it: it is the carrier that hands it on.
    tell(who(Role::carrier, "RAILONE"), "booking.assign_units", join(value_in(later.body, "booking")));
    announced = unit("REUU", 2);  // Alpha's, not booked yet, somewhere outside
    tell(first, "container.register_unit",
         R"({"unit":")" + announced + R"(","size_type":"22G1","owner":"ALPHAFWD"})");
    mark(announced, "ALPHAFWD", "");
    mark(value_in(later.body, "booking"), "BETAFWD", "RAILONE"), mark("beta-later", "BETAFWD", "RAILONE");
  }

  // Two boxes of Alpha's from D: loaded there, over the border, stripped here, one fetched by a truck, and
  // its empty box brought back.
  void imported() {
    auto const &owner = who(Role::shipper, "ALPHAFWD"), &rail = who(Role::carrier, "RAILONE");
    auto const &gate = who(Role::gate, "PORT"), &yard = who(Role::terminal, "PORT");
    auto const first = unit("IMPU", 1), second = unit("IMPU", 2);
    auto const booked =
        tell(owner, "booking.request_booking",
             R"({"departure":"T-DA-20261128","size_type":"22G1","quantity":2,"gross_kg":10000,)"
             R"("hs_code":"847130","description":"import-goods","reference":"import-reference"})");
    auto const booking = value_in(booked.body, "booking");
    tell(owner, "booking.confirm_booking", R"({"booking":")" + booking + "\"}");
    tell(owner, "booking.assign_units",
         R"({"booking":")" + booking + R"(","units":[")" + first + R"(",")" + second + "\"]}");
    auto const train =
        value_in(tell(rail, "train.compose_train",
                      R"({"departure":"T-DA-20261128","wagons":[{"number":"5000021","type":"TW-1520"}]})")
                     .body,
                 "run");
    auto const row = [](std::string const& u, std::string const& seal) {
      return R"({"unit":")" + u + R"(","size_type":"22G1","gross_kg":10000,"seal":")" + seal + "\"}";
    };
    tell(rail, "train.load_abroad",
         R"({"run":")" + train + R"(","inspected":true,"units":[)" + row(first, "import-seal-one") + "," +
             row(second, "import-seal-two") + "]}");
    auto const on = R"({"run":")" + train + "\"}";
    tell(rail, "train.depart_train", on), tell(rail, "train.reach_border", on);
    tell(rail, "train.transfer_units",
         R"({"run":")" + train + R"(","wagons":[{"number":"5000022","type":"TW-1435"}]})");
    auto const next = R"({"run":")" + train + R"(-2")";
    tell(rail, "train.pass_inspection", next + R"(,"number":"5000022"})");
    tell(rail, "train.depart_train", next + "}"), tell(rail, "train.arrive_train", next + "}");
    tell(yard, "train.strip_unit", R"({"unit":")" + second + R"(","position":"A-05-02-1"})");
    auto const work =
        value_in(tell(yard, "yard.order_stripping", next + R"(,"machine":"RS1"})").body, "work");
    tell(yard, "yard.start_work", R"({"work":")" + work + "\"}");
    tell(yard, "yard.complete_work", R"({"work":")" + work + "\"}");
    tell(who(Role::customs, "CUSTOMS"), "customs.record_release",
         R"({"unit":")" + first + R"(","purpose":"import","reference":"import-release"})");
    fetched(owner, gate, yard, booking, first);
    for (auto const& m :
         {first, second, booking, std::string("import-goods"), std::string("import-reference"),
          std::string("import-seal-two"), std::string("import-plate")})
      mark(m, "ALPHAFWD", "RAILONE");
    empties(owner, gate, yard, first);
  }
  // The box comes back empty, joins the pool as the operator's, and is promised to a booking of Alpha's.
  void empties(Who const& owner, Who const& gate, Who const& yard, std::string const& u) {
    tell(gate, "gate.admit_unit", R"({"unit":")" + u + R"(","plate":"empty-plate","full":false})");
    auto const work = value_in(
        tell(yard, "yard.order_move", R"({"unit":")" + u + R"(","position":"A-03-02-1"})").body, "work");
    tell(yard, "yard.complete_work", R"({"work":")" + work + "\"}");
    tell(yard, "pool.take_in", R"({"unit":")" + u + R"(","owner":"RAILONE"})");
    auto const booking =
        value_in(tell(owner, "booking.request_booking",
                      R"({"departure":"T-AD-20261129","size_type":"22G1","quantity":1,"gross_kg":9000,)"
                      R"("hs_code":"847130","reference":"alpha-empties"})")
                     .body,
                 "booking");
    tell(owner, "booking.confirm_booking", R"({"booking":")" + booking + "\"}");
    auto const order = value_in(tell(owner, "pool.order_release",
                                     R"({"booking":")" + booking + R"(","size_type":"22G1","quantity":1})")
                                    .body,
                                "order");
    mark(booking, "ALPHAFWD", "RAILONE"), mark("alpha-empties", "ALPHAFWD", "RAILONE");
    mark(order, "ALPHAFWD", "RAILONE");
  }
  void fetched(Who const& owner, Who const& gate, Who const& yard, std::string const& booking,
               std::string const& u) {
    auto const appointment =
        value_in(tell(owner, "gate.book_appointment",
                      R"({"booking":")" + booking + R"(","direction":"pick_up","hour":")" +
                          to_text(port.book.now()) + R"(","plate":"import-plate","unit":")" + u + "\"}")
                     .body,
                 "appointment");
    auto const visit = value_in(
        tell(gate, "gate.open_visit",
             R"({"plate":"import-plate","direction":"pick_up","appointment":")" + appointment + "\"}")
            .body,
        "visit");
    auto const lift = value_in(
        tell(yard, "yard.order_move", R"({"unit":")" + u + R"(","visit":")" + visit + "\"}").body, "work");
    tell(yard, "yard.complete_work", R"({"work":")" + lift + "\"}");
    auto const both = R"({"visit":")" + visit + R"(","unit":")" + u + "\"}";
    tell(gate, "gate.release_unit", both), tell(gate, "gate.issue_receipt", both);
    tell(gate, "gate.close_visit", R"({"visit":")" + visit + "\"}");
    for (auto const& id : {appointment, visit}) mark(id, "ALPHAFWD", "RAILONE");
  }

  // The units come by truck, are weighed and stacked, held and released.
  void at_the_port() {
    port.at("2026-11-26T00:30:00Z");
    for (std::string const name : {"alpha", "beta", "gamma", "delta"}) {
      bool const first = name == "alpha" || name == "delta";
      auto const& owner = who(Role::shipper, first ? "ALPHAFWD" : "BETAFWD");
      std::string const carrier = name == "gamma" ? "RAILTWO" : "RAILONE";
      for (std::size_t i = 0; i < units_of[name].size(); ++i) {
        port.clock_ms += hours(1).ms;
        bring(name, owner, carrier, units_of[name][i]);
      }
    }
  }
  void bring(std::string const& name, Who const& owner, std::string const& carrier, std::string const& u) {
    auto const &gate = who(Role::gate, "PORT"), &yard = who(Role::terminal, "PORT");
    auto const own = name + "-" + u.substr(4, 7);
    auto const made =
        tell(owner, "gate.book_appointment",
             R"({"booking":")" + booking_of[name] + R"(","direction":"deliver","hour":")" +
                 to_text(port.book.now()) + R"(","plate":")" + own + R"(-plate","unit":")" + u + "\"}");
    auto const appointment = value_in(made.body, "appointment");
    auto const opened = tell(gate, "gate.open_visit",
                             R"({"plate":")" + own + R"(-plate","direction":"deliver","lane":"IN1",)" +
                                 R"("appointment":")" + appointment + "\"}");
    auto const visit = value_in(opened.body, "visit");
    tell(gate, "gate.admit_unit",
         R"({"unit":")" + u + R"(","visit":")" + visit + R"(","gross_kg":10000,"seal":")" + own +
             R"(-seal","condition":"damaged","condition_note":")" + own + R"(-dent","photos":")" + own +
             R"(-photo.jpg"})");
    tell(gate, "gate.weigh_unit",
         R"({"visit":")" + visit + R"(","unit":")" + u + R"(","gross_kg":10000,"lane":"IN1"})");
    auto const receipt =
        tell(gate, "gate.issue_receipt", R"({"visit":")" + visit + R"(","unit":")" + u + "\"}");
    port.settle();
    auto const place = value_in(port.get("yard/positions?unit=" + u, yard.token).body, "position");
    auto const work = tell(yard, "yard.order_move",
                           R"({"unit":")" + u + R"(","position":")" + place +
                               R"(","machine":"RS1","reason":")" + own + "-move\"}");
    auto const order = value_in(work.body, "work");
    tell(yard, "yard.start_work", R"({"work":")" + order + "\"}");
    tell(yard, "yard.complete_work", R"({"work":")" + order + "\"}");
    tell(gate, "gate.close_visit", R"({"visit":")" + visit + "\"}");
    tell(who(Role::customs, "CUSTOMS"), "customs.record_release",
         R"({"unit":")" + u + R"(","purpose":"export","reference":")" + own + "-release\"}");
    tell(who(Role::duty, "PORT"), "container.place_hold",
         R"({"unit":")" + u + R"(","hold":")" + own + R"(-hold","forbids":["gate_out"],"reason":")" + own +
             R"(-why","keeper":"duty"})");
    for (auto const* end : {"-plate", "-dent", "-photo.jpg", "-release", "-hold", "-why"})
      mark(own + end, owner.org, carrier);
    for (auto const& id : {appointment, visit, value_in(receipt.body, "receipt")})
      mark(id, owner.org, carrier);
  }
  void on_the_train() {
    auto const& one = who(Role::carrier, "RAILONE");
    auto const made =
        tell(one, "train.compose_train",
             R"({"departure":"T-AD-20261128","wagons":[{"number":"5000001","type":"TW-1435"},)"
             R"({"number":"5000002","type":"TW-1435"},{"number":"5000003","type":"TW-1435"}]})");
    run = value_in(made.body, "run");
    std::string list;
    for (auto const* name : {"alpha", "beta"}) {
      for (auto const& u : units_of[name]) list += (list.empty() ? "\"" : ",\"") + u + "\"";
    }
    tell(one, "train.propose_plan", R"({"run":")" + run + R"(","units":[)" + list + "]}");
  }
};

}  // namespace landport::trials
