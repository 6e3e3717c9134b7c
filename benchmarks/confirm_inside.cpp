// SPDX-License-Identifier: Apache-2.0
// What one confirmation costs inside: decided, made durable and shown in the views, without HTTP. For profiles of the
// writer; S1 measures the same over HTTP.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "app/departments.h"
#include "app/pack_folder.h"
#include "journal/book.h"
#include "stores/sqlite_store.h"

namespace landport {
namespace {

using Clock = std::chrono::steady_clock;

class Bench {
 public:
  explicit Bench(Book& book) : book_(book) {}

  Order order(std::string_view wire, std::string const& json, Actor actor) {
    auto const value = parser_.parse(json);
    auto command = book_.catalogue().command(wire)->read(*value);
    LP_ASSERT(command.has_value(), "the benchmark's commands are good ones");
    return {{{std::move(*command), {}}}, std::move(actor), new_command_id(book_.now()), false, true};
  }
  std::string made(Order order) {
    auto answer = book_.perform(std::move(order));
    if (!answer) fmt::print(stderr, "{} {}\n", answer.error().list.front().refusal.code, answer.error().list.front().refusal.place);
    LP_ASSERT(answer.has_value(), "the benchmark's commands are good ones");
    return answer->made;
  }
  // As many at once as there are clients, again as soon as one is answered.
  void all(std::vector<Order> orders, std::size_t clients) {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t under_way = 0;
    for (auto& order : orders) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return under_way < clients; });
      ++under_way;
      lock.unlock();
      book_.submit(std::move(order), [&](Answer answer) {
        LP_ASSERT(answer.has_value(), "the benchmark's commands are good ones");
        std::lock_guard guard(mutex);
        --under_way;
        changed.notify_one();
      });
    }
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return under_way == 0; });
  }

 private:
  Book& book_;
  JsonParser parser_;
};

// Every name in quotes that begins so.
std::vector<std::string> names_in(std::string_view json, std::string_view begin) {
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = json.find('"', at)) != std::string_view::npos;) {
    auto const end = json.find('"', at + 1);
    auto const name = json.substr(at + 1, end - at - 1);
    if (name.starts_with(begin)) names.emplace_back(name);
    at = end + 1;
  }
  return names;
}

int run(std::size_t count) {
  auto const folder = (std::filesystem::temp_directory_path() / fmt::format("landport-bench-{}", ::getpid())).string();
  Catalogue const catalogue(app::departments());
  auto const files = app::read_pack("packs/qingbaijiang");
  LP_ASSERT(files.has_value(), "run it in the root of the repository");
  auto const pack = catalogue.load(*files);
  {
    SqliteStore store(folder);
    Book::Options options;
    options.clock = [] {
      return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
    };
    Book book(store, catalogue, *pack, options);
    Bench bench(book);
    Actor const carrier{"bench", "CRE", Role::carrier}, shipper{"bench", "SHIP", Role::shipper};
    auto const departures = names_in(
        bench.made(bench.order("network.schedule_departures",
                               fmt::format(R"({{"service":"CD-LOD","from":"{}","days":{}}})",
                                           to_text(utc_day(book.now() + days(5))), count / 80 + 1), carrier)),
        "CD-LOD");
    std::vector<Order> confirming;
    for (std::size_t n = 0; n < count;) {
      Order requests;
      for (auto const until = std::min(count, n + 1'000); n < until; ++n) {
        auto one = bench.order("booking.request_booking",
            fmt::format(
                R"({{"departure":"{}","size_type":"22G1","quantity":1,"gross_kg":9000,"hs_code":"847130","description":"laptops","hold_hours":24}})",
                departures.at(n / 80)), shipper);
        auto item = std::move(one.items[0]);
        if (requests.items.empty()) requests = std::move(one), requests.items.clear();
        requests.items.push_back(std::move(item));
      }
      for (auto const& booking : names_in(bench.made(std::move(requests)), "BK")) {
        confirming.push_back(bench.order("booking.confirm_booking", fmt::format(R"({{"booking":"{}"}})", booking), shipper));
      }
    }
    fmt::print(stderr, "{} options wait\n", confirming.size());
    auto const commits = book.figures().commits.load();
    auto const micros = book.figures().commit_micros.load();
    auto const begun = Clock::now();
    bench.all(std::move(confirming), 64);
    double const seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    fmt::print("{} confirmations in {:.3f} s: {:.0f} a second, {} commits, {:.0f} us each\n", count, seconds,
               static_cast<double>(count) / seconds, book.figures().commits.load() - commits,
               static_cast<double>(book.figures().commit_micros.load() - micros) / static_cast<double>(book.figures().commits.load() - commits));
    book.stop();
  }
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace landport

int main(int argc, char** argv) { return landport::run(argc > 1 ? std::stoul(argv[1]) : 8'000); }
