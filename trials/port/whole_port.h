// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <future>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/connections.h"
#include "app/departments.h"
#include "app/pack_folder.h"
#include "http/feed.h"
#include "http/window.h"
#include "journal/memory_store.h"
#include "words/json.h"

// For trials only: the whole port with all departments and links, the pack of trials, a journal in memory and
// a window that is called as a function.
namespace landport::trials {

inline Pack load_pack(Catalogue const& catalogue, std::string const& name) {
  auto files = app::read_pack(std::string(LANDPORT_SOURCE_DIR) + "/packs/" + name);
  if (!files) throw std::runtime_error(files.error().code + " " + files.error().place);
  auto pack = catalogue.load(*files);
  if (!pack) throw std::runtime_error(pack.error().code + " " + pack.error().place);
  return std::move(*pack);
}

// What comes after `"name":` up to the end of that value, without quotes; empty when there is none. For flat
// answers.
inline std::string value_in(std::string_view json, std::string_view name) {
  std::string const key = "\"" + std::string(name) + "\":";
  auto const at = json.find(key);
  if (at == std::string_view::npos) return {};
  json.remove_prefix(at + key.size());
  if (json.starts_with('"')) return std::string(json.substr(1, json.find('"', 1) - 1));
  return std::string(json.substr(0, json.find_first_of(",}]")));
}

inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct Port {
  explicit Port(std::string const& place = "testport")
      : file(testing::TempDir() + "landport-port-" + std::to_string(::getpid()) + "-" +
             std::to_string(++counted())),
        catalogue(app::departments()),
        pack(load_pack(catalogue, place)),
        book(store, catalogue, pack, options()),
        directory((std::remove(file.c_str()), file)),
        window(book, directory, [] {
          http::Window::Options o;
          o.version = "trial";
          o.xlsx = app::workbook_of;
          o.files.emplace("/index.html", std::make_shared<std::string const>("<html>"));
          return o;
        }()) {
    for (auto& route : app::link_routes(book)) window.add(std::move(route));
  }
  ~Port() {
    book.stop();
    std::remove(file.c_str());
  }
  static int& counted() {
    static int n = 0;
    return n;
  }
  Book::Options options() {
    Book::Options o;
    o.clock = [this] { return Instant{clock_ms.load()}; };
    return o;
  }
  void at(std::string_view iso) { clock_ms = parse_instant(iso)->ms; }

  void org(std::string const& code, http::OrgKind kind) {
    EXPECT_TRUE(directory.add({code, code, code, kind}));
  }
  std::string token(std::string const& person, std::string const& code, Roles roles) {
    auto made = directory.make_token(person, code, roles, "trial", book.now(), days(60));
    EXPECT_TRUE(made) << person;
    return made ? made->second : std::string{};
  }

  Response call(std::string method, std::string const& target, std::string const& secret,
                std::string body = {}, std::string content_type = {}) {
    Request request;
    request.method = std::move(method);
    request.content_type = std::move(content_type);
    auto const mark = target.find('?');
    request.path = target.substr(0, mark);
    for (std::string rest = mark == std::string::npos ? "" : target.substr(mark + 1); !rest.empty();) {
      auto const one = rest.substr(0, rest.find('&'));
      rest.erase(0, one.size() + 1);
      auto const is = one.find('=');
      request.query.emplace_back(one.substr(0, is), is == std::string::npos ? "" : one.substr(is + 1));
    }
    if (!secret.empty()) request.authorization = "Bearer " + secret;
    request.body = std::move(body);
    request.peer = "10.0.0." + std::to_string(calls++ % 250);
    std::promise<Response> promise;
    window.handle(std::move(request), [&](Response r) { promise.set_value(std::move(r)); });
    return promise.get_future().get();
  }
  Response get(std::string const& path, std::string const& secret) {
    return call("GET", "/api/v1/" + path, secret);
  }
  Response post(std::string const& path, std::string const& secret, std::string body) {
    return call("POST", "/api/v1/" + path, secret, std::move(body));
  }
  void settle() { ASSERT_TRUE(book.board().wait_for(store.last_sequence(), seconds(30))); }

  std::string file;
  std::atomic<std::int64_t> clock_ms{1'790'000'000'000};
  std::atomic<int> calls{0};
  Catalogue catalogue;
  Pack pack;
  MemoryStore store;
  Book book;
  http::Directory directory;
  http::Window window;
};

}  // namespace landport::trials
