// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <set>

#include "sim/book_port.h"
#include "sim/world.h"
#include "trials/stories/always.h"
#include "trials/stories/story_port.h"

// Worlds that live at the whole port, in memory, on a clock of their own.
namespace landport::stories {
namespace {

// A port and its world, which may both die and begin again on the same journal.
class Place {
 public:
  Place(Instant from, sim::WorldOptions options, std::string pack = "qingbaijiang") : now_(from), options_(std::move(options)), pack_(std::move(pack)) { begin(); }

  void live_until(Instant until) {
    world_->live(until, minutes(4), port_->setter(), [this](Instant) { port_->book->tick(); });
    now_ = until;
  }
  // The same, and how many commands there were in each thirty days of it.
  void live_until(Instant until, std::vector<std::size_t>& of_month) {
    while (now_ < until) {
      auto const before = commands();
      auto const refused_before = refused();
      live_until(std::min(until, now_ + days(30)));
      of_month.push_back(commands() - before);
      std::printf("    %s: %zu commands, %zu refused, %lld events so far\n", to_text(now_).c_str(), of_month.back(), refused() - refused_before, static_cast<long long>(store_.last_sequence()));
      if (std::getenv("LANDPORT_REFUSALS")) tell_state();
      std::fflush(stdout);
    }
  }
  void tell_state() {
    sim::Hands hands(book(), 97);
    auto const count = [&](std::string_view table, std::string_view by) {
      std::map<std::string, int> counts;
      for (auto const& row : hands.rows(table)) ++counts[sim::member(row, by)];
      std::printf("      %s:", std::string(table).c_str());
      for (auto const& [value, n] : counts) std::printf(" %s %d", value.c_str(), n);
      std::printf("\n");
    };
    count("yard.stock", "block");
    count("yard.work", "state");
    count("booking.bookings", "stage");
    count("train.trains", "stage");
    count("gate.queue", "step");
    count("container.units", "place_kind");
    count("network.departures", "state");
  }
  void crash() {
    commands_ += hands_->commands();
    refused_ += world_->refused();
    world_.reset();
    hands_.reset();
    port_.reset();
    ++lives_;
    begin();
  }
  std::size_t commands() const { return commands_ + hands_->commands(); }
  std::size_t refused() const { return refused_ + world_->refused(); }
  MemoryStore const& store() const { return store_; }
  Book& book() { return *port_->book; }
  std::map<std::string, std::size_t> const& refused_why() const { return world_->refused_why(); }
  std::vector<std::string> const& refusals() const { return world_->refusals(); }

 private:
  void begin() {
    port_ = std::make_unique<StoryPort>(store_, now_, true, pack_);
    // Another life's commands have ids of their own; what its people decide is the same.
    hands_ = std::make_unique<sim::BookPort>(*port_->book, sim::watched_tables(), options_.seed + 1'000'003 * lives_);
    world_ = std::make_unique<sim::World>(*hands_, options_);
    world_->wake(now_);
  }

  MemoryStore store_;
  Instant now_;
  sim::WorldOptions options_;
  std::string pack_;
  std::uint64_t lives_ = 0;
  std::size_t commands_ = 0, refused_ = 0;
  std::unique_ptr<StoryPort> port_;
  std::unique_ptr<sim::BookPort> hands_;
  std::unique_ptr<sim::World> world_;
};

void judge(Place const& place, std::uint64_t seed) {
  Always always;
  place.store().read(0, place.store().last_sequence(), [&](StoredEvent&& event) {
    always.take(event);
    return true;
  });
  // What was refused most, for whoever looks for it.
  if (std::getenv("LANDPORT_REFUSALS")) {
    for (auto const& [why, times] : place.refused_why()) std::printf("    %6zu %s\n", times, why.c_str());
    for (auto const& words : place.refusals()) std::printf("      %s\n", words.c_str());
  }
  EXPECT_EQ(always.broken(), std::vector<std::string>{}) << "seed " << seed;
  EXPECT_GT(always.moves(), 1'000u);
  std::printf("  seed %llu: %zu commands, %zu refused, %lld events, %zu moves, %zu trains, %zu empties promised\n", static_cast<unsigned long long>(seed), place.commands(), place.refused(),
              static_cast<long long>(place.store().last_sequence()), always.moves(), always.trains(), always.promises());
}

// Services whose trains the published figure counts.
std::set<std::string> counted_services() {
  std::set<std::string> services;
  std::ifstream file(LANDPORT_SOURCE_DIR "/packs/qingbaijiang/corridors.csv");
  for (std::string line; std::getline(file, line);) {
    if (line.find(",china_europe,") != std::string::npos) services.insert(line.substr(0, line.find(',')));
  }
  return services;
}

// The published figures are of 2024: 2,285 trains to and from Chengdu (published_figures.csv).
TEST(World, AMonthHasAsManyTrainsAsArePublished) {
  auto const begun = std::chrono::steady_clock::now();
  auto const end = at("2026-11-24T02:30:00Z");
  Place place(end - days(45), options(7));
  place.live_until(end);
  auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  std::map<std::string, std::string> ends;  // departure → "from to"
  sim::Hands hands(place.book(), 99);
  for (auto const& row : hands.rows("network.departures")) ends[sim::member(row, "departure")] = sim::member(row, "from") + " " + sim::member(row, "to");
  auto const counted = counted_services();
  int out = 0, in = 0;
  for (auto const& row : hands.rows("train.trains")) {
    auto const run = sim::member(row, "run");
    auto const departed = parse_instant(sim::member(row, "departed"));
    bool const first = run == sim::member(row, "departure");
    if (!first || !departed || *departed < end - days(30) || !counted.contains(sim::member(row, "service"))) continue;
    ++(ends[run].starts_with("CDQBJ") ? out : in);
  }
  std::printf("  %d trains out, %d in, of 30 days; %lld ms\n", out, in, static_cast<long long>(ms));
  auto const published = 2'285.0 * 30 / 366;
  EXPECT_NEAR(out + in, published, published * 0.05);
  // Who missed a train is soon booked on another: without that hundreds stand there with one that left long ago.
  std::map<std::string, Instant> leaves;
  for (auto const& row : hands.rows("network.departures")) leaves[sim::member(row, "departure")] = *parse_instant(sim::member(row, "departs"));
  int missed = 0;
  for (auto const& row : hands.rows("yard.stock")) {
    auto const departure = sim::member(row, "departure");
    bool const outward = sim::member(row, "full") == "true" && ends[departure].starts_with("CDQBJ");
    missed += outward && leaves[departure] < end - days(3);
  }
  std::printf("  %d units missed a train more than three days ago\n", missed);
  EXPECT_LT(missed, 20);
  judge(place, 7);
}

// Nothing of one place is in the code: another pack's people, gauges and gate hours make another world.
TEST(World, AnotherPlaceLivesByItsOwnPack) {
  auto const begin = at("2026-10-05T00:00:00Z");
  Place place(begin, options(11, "naivasha"), "naivasha");
  place.live_until(begin + days(21));
  sim::Hands hands(place.book(), 95);
  std::set<std::string> gauges;
  int arrived = 0;
  for (auto const& row : hands.rows("train.trains")) {
    if (!sim::member(row, "departed").empty()) gauges.insert(sim::member(row, "gauge_mm"));
    arrived += !sim::member(row, "arrived").empty() && sim::member(row, "to") == "KENVS";
  }
  EXPECT_EQ(gauges, (std::set<std::string>{"1000", "1435"}));
  EXPECT_GT(arrived, 20);
  EXPECT_LT(place.refused() * 20, place.commands());
  judge(place, 11);
}

// Of the trucks that were to come in the hours after a moment, those that came, in a hundred.
int came_after(Place& place, Instant moment) {
  int all = 0, came = 0;
  sim::Hands hands(place.book(), 93);
  for (auto const& row : hands.rows("gate.appointments")) {
    auto const hour = *parse_instant(sim::member(row, "hour"));
    if (hour < moment || hour > moment + hours(6) || sim::member(row, "state") == "cancelled") continue;
    ++all;
    came += sim::member(row, "state") == "kept";
  }
  return all > 0 ? 100 * came / all : 0;
}

// Railways and customs that tell late, twice, in the wrong order, wrongly or nothing; and a port that dies in the middle.
// LANDPORT_YEARS=N lives N years, each of another seed, instead of a few weeks (./test years).
TEST(World, WhateverItsNeighboursDoWhatIsAlwaysTrueStaysTrue) {
  char const* const asked = std::getenv("LANDPORT_YEARS");
  int const years = asked ? std::atoi(asked) : 0;
  for (std::uint64_t seed = 41; seed < 41 + static_cast<std::uint64_t>(std::max(1, years)); ++seed) {
    auto bad = options(seed);
    bad.outside = {8, 5, 5, 3, 3};
    auto const begin = at("2026-01-05T00:00:00Z");
    int const length = years > 0 ? 365 : 20;
    Place place(begin, bad);
    std::vector<std::size_t> of_month;
    place.live_until(begin + days(length / 2) + hours(7), of_month);
    auto const crashed = begin + days(length / 2) + hours(7);
    place.crash();
    place.live_until(begin + days(length), of_month);
    judge(place, seed);
    // Also after the port died its people know where everything stands.
    EXPECT_LT(place.refused() * 200, place.commands()) << "seed " << seed;
    EXPECT_GT(came_after(place, crashed), 80) << "seed " << seed;
    // A year of the world is as busy at its end as it was once it had begun.
    if (years > 0) {
      EXPECT_GT(of_month[of_month.size() - 2] * 10, of_month[1] * 8) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace landport::stories
