// SPDX-License-Identifier: Apache-2.0
// S10: a move of the time slider over a port that has lived, beside a replay of the journal from its beginning. A move is
// what the overview asks for at one moment: five views, by either of the two times. People drag to and fro and now and
// then jump, so half of the moves are some hours from the one before and half are anywhere in the last thirty days.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <thread>

#include "app/accounts.h"
#include "app/departments.h"
#include "app/pack_folder.h"
#include "port/network/network.h"
#include "sim/demo.h"
#include "stores/sqlite_store.h"

namespace landport {
namespace {

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point begun) { return std::chrono::duration<double, std::milli>(Clock::now() - begun).count(); }

constexpr int moves = 200;
constexpr double goal_ms = 300;
constexpr int look_back_days = 30;
constexpr std::string_view overview[] = {"timetable", "train", "yard", "gate", "liaison"};

double p99(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() * 99 / 100];
}

struct Port {
  explicit Port(std::string const& folder) : catalogue(app::departments()), store(folder, unsynced()) {
    auto const files = app::read_pack("packs/qingbaijiang");
    LP_ASSERT(files.has_value(), "the pack can be read");
    auto loaded = catalogue.load(*files);
    LP_ASSERT(loaded.has_value(), "the pack can be loaded");
    pack = std::move(*loaded);
    Book::Options options;
    options.clock = [this] { return Instant{now.load()}; };
    auto const last = store.last_sequence();
    if (last > 0) {
      store.read(last - 1, last, [this](StoredEvent&& event) {
        now = event.recorded.ms;
        return true;
      });
    }
    book = std::make_unique<Book>(store, catalogue, pack, options);
  }
  void live(int length) {
    sim::WorldOptions world;
    world.cast = app::cast_of("packs/qingbaijiang");
    world.home = pack.get<network::Network>().place.home_node.text;
    auto const end = *parse_instant("2026-11-24T02:30:00Z");
    sim::live_past(*book, [this](Instant at) { now = at.ms; }, end, length, world);
  }
  static SqliteStore::Options unsynced() {
    SqliteStore::Options options;
    options.sync = false;
    return options;
  }

  Catalogue catalogue;
  Pack pack;
  std::atomic<std::int64_t> now{0};
  SqliteStore store;
  std::unique_ptr<Book> book;
};

bool in_overview(ViewKind const& kind) {
  return std::find(std::begin(overview), std::end(overview), kind.name) != std::end(overview);
}

double look(Port& port, Moment moment) {
  auto const begun = Clock::now();
  auto const known = port.store.last_sequence();
  for (auto const& department : port.catalogue.departments()) {
    for (auto const& kind : department.views) {
      if (in_overview(kind)) port.book->history().view(kind, moment, known);
    }
  }
  return ms_since(begun);
}

// What somebody looks at is prepared for more looks: how many seconds from the first looks until it is.
double first_looks(Port& port) {
  auto const begun = Clock::now();
  for (bool const happened : {false, true}) look(port, {happened, Instant{port.now} - days(1)});
  auto const waits = [&](Lane lane) { return port.book->history().lacks_rungs(lane, port.store.last_sequence()); };
  while (waits(Lane::recorded) || waits(Lane::happened)) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  return ms_since(begun) / 1000;
}

// The same views from the journal's first event to its last, with nothing remembered.
double replay_from_the_start(Port& port) {
  auto const begun = Clock::now();
  struct Fresh {
    ViewKind const* kind;
    std::unique_ptr<View> view;
  };
  std::vector<Fresh> fresh;
  for (auto const& department : port.catalogue.departments()) {
    for (auto const& kind : department.views) {
      if (in_overview(kind)) fresh.push_back({&kind, kind.make()});
    }
  }
  JsonParser parser;
  port.store.read_by_happened({}, Instant{port.now}, port.store.last_sequence(), [&](StoredEvent&& stored) {
    auto const folds = [&](Fresh const& f) {
      return std::any_of(f.kind->folds.begin(), f.kind->folds.end(), [&](EventTag const* tag) { return tag->wire == stored.type; });
    };
    std::vector<Fresh const*> wanted;
    for (auto const& f : fresh) {
      if (folds(f)) wanted.push_back(&f);
    }
    if (wanted.empty()) return true;
    auto const event = port.catalogue.read(std::move(stored), parser);
    for (auto const* f : wanted) f->view->apply(*event);
    return true;
  });
  return ms_since(begun);
}

void measure(Port& port, bool happened, int length, double prepared_s) {
  std::mt19937_64 random(5);
  auto const end = Instant{port.now};
  auto const span = std::min(length, look_back_days) * std::int64_t{1440};
  auto at = end - minutes(90);
  std::vector<double> all;
  for (int i = 0; i < moves; ++i) {
    if (i % 2 == 0) {
      at = end - minutes(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(span)));
    } else {
      at = std::min(end, at + minutes(static_cast<std::int64_t>(random() % 720) - 360));
    }
    all.push_back(look(port, {happened, at}));
  }
  auto const replay = replay_from_the_start(port);
  auto const figure = p99(all);
  std::sort(all.begin(), all.end());
  fmt::print(R"({{"goal":"S10","work":"a move of the slider, {}{}","size":{},"figure":{:.0f},"unit":"ms p99","seconds":{:.4f},"rival":"replay from the start","rival_figure":{:.0f},"higher_is_better":false,"target":"under 300 ms","met":{},"note":"median {:.1f} ms, longest {:.0f} ms, {:.0f} s after the first look"}})"
             "\n",
             happened ? "as it happened" : "as recorded", length > 365 ? ", a year behind it" : "", port.store.last_sequence(), figure, figure / 1000, replay, figure < goal_ms, all[all.size() / 2], all.back(), prepared_s);
  std::fflush(stdout);
}

}  // namespace
}  // namespace landport

int main(int argc, char** argv) {
  bool const quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
  auto const folder = std::filesystem::temp_directory_path() / fmt::format("landport-s10-{}", ::getpid());
  auto const measure_both = [](landport::Port& port, int length) {
    auto const prepared_s = landport::first_looks(port);
    landport::measure(port, false, length, prepared_s);
    landport::measure(port, true, length, prepared_s);
  };
  for (int const length : quick ? std::vector<int>{8} : std::vector<int>{16, 45, 120}) {
    {
      landport::Port port(folder.string());
      port.live(length);
      measure_both(port, length);
    }
    std::filesystem::remove_all(folder);
  }
  if (char const* const year = std::getenv("LANDPORT_YEAR")) {
    std::filesystem::copy(year, folder);
    {
      landport::Port port(folder.string());
      measure_both(port, 366);
    }
    std::filesystem::remove_all(folder);
  }
}
