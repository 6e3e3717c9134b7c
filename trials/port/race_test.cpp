// SPDX-License-Identifier: Apache-2.0
#include <barrier>
#include <thread>

#include "port/booking/board.h"
#include "port/network/timetable.h"
#include "trials/port/whole_port.h"

// Three services share the leg from B to C on one day, and many people want its last slot at the same moment.
namespace landport::trials {
namespace {

constexpr int clients = 64;
constexpr std::string_view middle = "P-BC-20261130";
constexpr char const* sailings[] = {"T-AD-20261128", "T-ED-20261128", "T-BD-20261130"};

std::string wish(std::string const& departure, std::string const& rest) {
  return R"({"departure":")" + departure + R"(","hs_code":"847130",)" + rest + "}";
}

struct Sum {
  std::int64_t length = 0, mass = 0, plugs = 0, teu = 0;
  bool operator==(Sum const&) const = default;
};
std::ostream& operator<<(std::ostream& out, Sum const& s) {
  return out << s.length << " mm, " << s.mass << " kg, " << s.plugs << " plugs, " << s.teu << " TEU/100";
}

struct Race : testing::Test {
  Race() {
    port.at("2026-11-25T00:00:00Z");
    port.org("RAIL", http::OrgKind::carrier);
    carrier = port.token("chen", "RAIL", Role::carrier);
    for (int i = 0; i < 8; ++i) {
      auto const code = "FWD" + std::to_string(i);
      port.org(code, http::OrgKind::forwarder);
      shippers.push_back(port.token("p" + std::to_string(i), code, Role::shipper));
    }
    for (auto const* service : {"T-AD", "T-ED", "T-BD"}) {
      auto const r =
          port.post("network/schedule-departures", carrier,
                    R"({"service":")" + std::string(service) + R"(","from":"2026-11-28","days":3})");
      EXPECT_EQ(r.status, 200) << r.body;
    }
  }

  // Books and confirms what is taken before the race.
  void fill(std::string const& rest) {
    auto const made = port.post("booking/request-booking", shippers[0], wish(sailings[0], rest));
    ASSERT_EQ(made.status, 200) << made.body;
    auto const sure = port.post("booking/confirm-booking", shippers[0],
                                R"({"booking":")" + value_in(made.body, "booking") + "\"}");
    ASSERT_EQ(sure.status, 200) << sure.body;
  }

  // All at once; then what each was answered.
  std::vector<std::pair<Response, Response>> race(std::string const& rest) {
    std::vector<std::pair<Response, Response>> answers(clients);
    std::barrier start(clients);
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
      threads.emplace_back([&, i] {
        auto const& who = shippers[static_cast<std::size_t>(i) % shippers.size()];
        auto const body = wish(sailings[i % 3], rest);
        start.arrive_and_wait();
        auto& [asked, sure] = answers[static_cast<std::size_t>(i)];
        asked = port.post("booking/request-booking", who, body);
        if (asked.status != 200) return;
        sure = port.post("booking/confirm-booking", who,
                         R"({"booking":")" + value_in(asked.body, "booking") + "\"}");
      });
    }
    for (auto& t : threads) t.join();
    port.settle();
    return answers;
  }

  // Exactly one has the slot; every other was told which limit on which leg, and how much is free.
  void check_winner(std::vector<std::pair<Response, Response>> const& answers, std::string_view limit,
                    std::string_view needed, std::string_view free) {
    int won = 0;
    for (auto const& [asked, sure] : answers) {
      if (asked.status == 200) {
        ++won;
        EXPECT_EQ(sure.status, 200) << sure.body;
        continue;
      }
      EXPECT_EQ(asked.status, 409);
      EXPECT_EQ(value_in(asked.body, "code"), "booking.leg_full") << asked.body;
      EXPECT_EQ(value_in(asked.body, "leg_run"), middle) << asked.body;
      EXPECT_TRUE(has(value_in(asked.body, "limit"), limit)) << asked.body;
      EXPECT_EQ(value_in(asked.body, "needed"), needed) << asked.body;
      EXPECT_EQ(value_in(asked.body, "free"), free) << asked.body;
    }
    EXPECT_EQ(won, 1);
  }

  // What is booked on each leg run, counted from the bookings, is what the leg runs say is sold: nothing
  // leaks anywhere.
  void check_sums() {
    auto const reading = port.book.board().read();
    auto const& board = *static_cast<booking::Board const*>(reading.view(typeid(booking::Board)));
    auto const& timetable = *static_cast<network::Timetable const*>(reading.view(typeid(network::Timetable)));
    std::map<std::string, Sum> booked;
    int active = 0;
    board.bookings.each([&](std::string_view, booking::BookingRow const& b) {
      ASSERT_EQ(b.stage, booking::Stage::firm) << b.booking.text;
      ++active;
      auto const n = b.quantity.value;
      auto const feet = b.size_type.feet();
      auto const slot = feet == 20 ? 6096 : feet == 40 ? 12192 : 13716;
      Sum const own{n * slot, n * b.gross.value, b.plugs.value, n * (feet == 20 ? 100 : 200)};
      bool on = false;
      for (auto const& leg : timetable.departures.find(b.departure.text)->legs) {
        on = on || leg.from == b.from;
        if (!on) continue;
        auto& sum = booked[leg.leg_run.text];
        sum = {sum.length + own.length, sum.mass + own.mass, sum.plugs + own.plugs, sum.teu + own.teu};
        if (leg.to == b.to) break;
      }
    });
    EXPECT_EQ(active, 2) << "the one before the race and its winner";
    timetable.leg_runs.each([&](std::string_view key, network::LegRunRow const& run) {
      Sum const sold{run.length_sold.value, run.mass_sold.value, run.plugs_sold.value, run.teu_sold.value};
      EXPECT_EQ(sold, booked[std::string(key)]) << key;
      Sum const held{run.length_held.value, run.mass_held.value, run.plugs_held.value, run.teu_held.value};
      EXPECT_EQ(held, Sum{}) << key;
      EXPECT_LE(sold.length, run.length_max.value) << key;
      EXPECT_LE(sold.mass, run.mass_max.value) << key;
      EXPECT_LE(sold.plugs, run.plugs_max.value) << key;
      EXPECT_LE(sold.teu, run.teu_max.value) << key;
      EXPECT_EQ(run.length_free.value, run.length_max.value - sold.length) << key;
    });
    EXPECT_TRUE(booked.contains(std::string(middle)));
  }

  static std::map<std::string, std::string> rows_of(Book& book) {
    std::map<std::string, std::string> rows;
    auto const reading = book.board().read();
    for (auto const* table : book.board().tables()) {
      for (TableFace::Slot s = 0; s < table->slots(); ++s) {
        std::string row = table->gone(s) ? "gone " : "";
        JsonWriter out(row);
        table->save(s, out);
        rows[std::string(table->kind().name) + " " + std::string(table->key(s))] = std::move(row);
      }
    }
    return rows;
  }

  void check_replay() {
    port.settle();
    Book again(port.store, port.catalogue, port.pack, port.options());
    auto const before = rows_of(port.book), after = rows_of(again);
    EXPECT_GT(before.size(), 10u);
    EXPECT_EQ(before, after);
  }

  Port port;
  std::string carrier;
  std::vector<std::string> shippers;
};

TEST_F(Race, TheLastLengthOfASharedLegIsSoldOnce) {
  fill(R"("size_type":"22G1","quantity":5,"gross_kg":4000)");  // 6.096 m stay free: one 20-foot unit, not two
  auto const answers = race(R"("size_type":"22G1","quantity":1,"gross_kg":10000)");
  check_winner(answers, "length", "6.096", "0");
  check_sums();
  check_replay();
}

TEST_F(Race, TheLastMassOfASharedLegIsSoldOnce) {
  fill(R"("size_type":"42G1","quantity":1,"gross_kg":30000)");  // 30 t stay free, and length for two
  auto const answers = race(R"("size_type":"42G1","quantity":1,"gross_kg":20000)");
  check_winner(answers, "mass", "20000", "10000");
  check_sums();
  check_replay();
}

TEST_F(Race, TheLastPlugOfASharedLegIsSoldOnce) {
  fill(R"("size_type":"22R1","quantity":1,"gross_kg":10000,"powered":true)");  // one plug stays free, and
                                                                               // length and mass for many
  auto const answers = race(R"("size_type":"22R1","quantity":1,"gross_kg":10000,"powered":true)");
  check_winner(answers, "plug", "1", "0");
  check_sums();
  check_replay();
}

}  // namespace
}  // namespace landport::trials
