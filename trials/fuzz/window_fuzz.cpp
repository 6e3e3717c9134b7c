// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>
#include <future>

#include "app/connections.h"
#include "app/departments.h"
#include "app/pack_folder.h"
#include "http/target.h"
#include "http/window.h"
#include "journal/memory_store.h"

// The target of a GET, with its query, filters, order, moments and keys, asked of a whole port by somebody who may see
// everything: it is answered or refused, never by a fault, and what is called JSON is JSON.
namespace {

using namespace landport;

constexpr Instant now{1'790'000'000'000};

struct Port {
  Port() : catalogue(app::departments()), pack(load()), book(store, catalogue, pack, options()), directory(file()), window(book, directory, {}) {
    for (auto& route : app::link_routes(book)) window.add(std::move(route));
    LP_ASSERT(directory.add({"PORT", "港", "Port", http::OrgKind::port}).has_value(), "an empty directory takes an organisation");
    auto const made = directory.make_token("fuzzer", "PORT", Role::terminal | Role::duty | Role::admin, "trial", now, days(1));
    LP_ASSERT(made.has_value(), "a token of the port's own roles is made");
    secret = made->second;
    post("network/schedule-departures", R"({"service":"T-AD","from":"2026-09-25","days":3})");
    post("container/register-unit", R"({"unit":"CSQU3054383","size_type":"22G1"})");
    post("container/register-unit", R"({"unit":"TRHU4307252","size_type":"45R1","tare_kg":4600})");
    post("gate/admit-unit", R"({"unit":"CSQU3054383","plate":"A1","full":false})");
    book.board().wait_for(store.last_sequence(), seconds(10));
  }
  Pack load() const {
    auto const files = app::read_pack(LANDPORT_SOURCE_DIR "/packs/testport");
    LP_ASSERT(files.has_value(), "the pack of trials is there");
    auto loaded = catalogue.load(*files);
    LP_ASSERT(loaded.has_value(), "and sound");
    return std::move(*loaded);
  }
  static std::string file() {
    auto const name = "/tmp/landport-window-fuzz-" + std::to_string(::getpid());
    std::remove(name.c_str());
    return name;
  }
  static Book::Options options() {
    Book::Options o;
    o.clock = [] { return now; };
    return o;
  }
  Response ask(Request request) {
    request.authorization = "Bearer " + secret;
    std::promise<Response> answer;
    window.handle(std::move(request), [&](Response r) { answer.set_value(std::move(r)); });
    return answer.get_future().get();
  }
  void post(std::string const& path, std::string body) {
    Request request;
    request.method = "POST";
    request.path = "/api/v1/" + path;
    request.body = std::move(body);
    auto const answer = ask(std::move(request));
    LP_ASSERT(answer.status == 200 || answer.status == 409 || answer.status == 422, "a command is answered");
  }

  Catalogue catalogue;
  Pack pack;
  MemoryStore store;
  Book book;
  http::Directory directory;
  http::Window window;
  std::string secret;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  static auto* const port = new Port;
  if (size > 4'000) return 0;
  Request request;
  request.method = "GET";
  http::take_target(request, {reinterpret_cast<char const*>(data), size});
  auto const answer = port->ask(std::move(request));
  LP_ASSERT(answer.status < 500 || answer.status == 503, "nothing that is asked is a fault");
  if (answer.feed || answer.file) return 0;
  if (answer.content_type.find("json") == std::string::npos) return 0;
  static JsonParser parser(64u << 20);
  LP_ASSERT(parser.parse(answer.body).has_value(), "what is called JSON is JSON");
  return 0;
}
