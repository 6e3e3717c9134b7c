// SPDX-License-Identifier: Apache-2.0
// S3: a start of the port, which replays the journal into all views, beside the least it could cost: the same rows read
// from SQLite and their JSON parsed by simdjson, and nothing else.
#include <fmt/format.h>
#include <simdjson.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "app/departments.h"
#include "app/pack_folder.h"
#include "journal/book.h"
#include "stores/sqlite_store.h"
#include "words/unit_number.h"

namespace landport {
namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

std::string number_of(std::size_t n) {
  auto text = fmt::format("LP{}U{:06}", static_cast<char>('A' + n / 1'000'000), n % 1'000'000);
  return text + static_cast<char>('0' + unit_check_digit(text));
}

// Gives the commands of a unit's first day; five events a unit.
class Filling {
 public:
  explicit Filling(Book& book) : book_(book) {}
  void unit(std::size_t n) {
    auto const unit = number_of(n);
    give("container.register_unit", fmt::format(R"({{"unit":"{}","size_type":"45G1"}})", unit));
    give("container.verify_mass", fmt::format(R"({{"unit":"{}","gross_kg":21000,"method":"SM1","by":"bench"}})", unit));
    give("container.affix_seal", fmt::format(R"({{"unit":"{0}","seal":"S{0}"}})", unit));
    give("container.note_condition", fmt::format(R"({{"unit":"{}","condition":"sound"}})", unit));
    give("tracking.record_milestone", fmt::format(R"({{"unit":"{}","code":"ARRI","node":"CNAKL","source":"bench"}})", unit));
    if (order_.items.size() >= 5'000) flush();
  }
  void flush() {
    if (order_.items.empty()) return;
    order_.actor = Actor{"bench", "PORT", Role::terminal};
    ++order_.id.bytes[0] == 0 ? ++order_.id.bytes[1] : 0;
    auto const answer = book_.perform(order_);
    LP_ASSERT(answer.has_value(), "the benchmark's commands are good ones");
    order_.items.clear();
  }

 private:
  void give(std::string_view wire, std::string const& json) {
    auto const value = parser_.parse(json);
    auto command = book_.catalogue().command(wire)->read(*value);
    LP_ASSERT(command.has_value(), "the benchmark's commands are good ones");
    order_.items.push_back({std::move(*command), {}});
  }
  Book& book_;
  Order order_;
  JsonParser parser_;
};

Book::Options options() {
  Book::Options made;
  made.clock = [] {
    return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
  };
  made.snapshot_every = Sequence{1} << 60;  // none: the replay is what is measured
  return made;
}

double parse_only(std::string const& file, Sequence& rows) {
  sqlite3* db = nullptr;
  LP_ASSERT(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK, "the journal opens");
  auto const begun = Clock::now();
  sqlite3_stmt* statement = nullptr;
  LP_ASSERT(sqlite3_prepare_v2(db, "SELECT * FROM event ORDER BY sequence", -1, &statement, nullptr) == SQLITE_OK, "the journal has events");
  int data = -1;
  for (int c = 0; c < sqlite3_column_count(statement); ++c) {
    if (std::string_view(sqlite3_column_name(statement, c)) == "data") data = c;
  }
  simdjson::dom::parser parser;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement, data));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement, data));
    if (!parser.parse(text, size).error()) ++rows;
  }
  double const seconds = since(begun);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return seconds;
}

struct Place {
  explicit Place(std::string name)
      : folder((std::filesystem::temp_directory_path() / fmt::format("landport-bench-{}-{}", ::getpid(), name)).string()), catalogue(app::departments()) {
    auto const files = app::read_pack(std::filesystem::exists("packs/qingbaijiang") ? "packs/qingbaijiang" : "../packs/qingbaijiang");
    pack.emplace(*catalogue.load(*files));
  }
  ~Place() { std::filesystem::remove_all(folder); }
  std::string folder;
  Catalogue catalogue;
  std::optional<Pack> pack;
};

void measure(Place const& place, std::string_view what) {
  auto const& [folder, catalogue, pack] = place;
  Sequence rows = 0;
  double const limit = parse_only(folder + "/" + SqliteStore::file_name, rows);
  double seconds = 0;
  {
    SqliteStore store(folder);
    auto const begun = Clock::now();
    Book book(store, catalogue, *pack, options());
    seconds = since(begun);
    LP_ASSERT(book.board().position() == rows, "every event was replayed");
  }
  double const rate = static_cast<double>(rows) / seconds, rival = static_cast<double>(rows) / limit;
  fmt::print(R"({{"goal":"S3","work":"{}","size":{},"figure":{:.0f},"unit":"events/s","seconds":{:.4f},)"
             R"("rival":"SQLite + simdjson, nothing else","rival_figure":{:.0f},"target":"half of it","met":{},)"
             R"("note":"10 million would take {:.1f} s"}})"
             "\n",
             what, rows, rate, seconds, rival, rate >= rival / 2, 1e7 / rate);
  std::fflush(stdout);
}

void measure_first_days(std::size_t units) {
  Place const place(std::to_string(units));
  {
    SqliteStore store(place.folder);
    Book book(store, place.catalogue, *place.pack, options());
    Filling filling(book);
    for (std::size_t n = 0; n < units; ++n) filling.unit(n);
    filling.flush();
    book.stop();
  }
  measure(place, "replay of the journal into all views");
}

// A port's whole life, with what it kept of its views forgotten.
void measure_year(std::string const& lived) {
  Place const place("year");
  std::filesystem::copy(lived, place.folder);
  {
    SqliteStore store(place.folder);
    store.drop_snapshots(store.snapshots());
  }
  measure(place, "replay of a year of the port");
}

}  // namespace
}  // namespace landport

int main(int argc, char** argv) {
  bool const quick = argc > 1 && std::string_view(argv[1]) == "--quick";
  for (std::size_t const units : quick ? std::vector<std::size_t>{20'000} : std::vector<std::size_t>{20'000, 60'000, 200'000}) {
    landport::measure_first_days(units);
  }
  if (char const* const year = std::getenv("LANDPORT_YEAR")) landport::measure_year(year);
}
