// SPDX-License-Identifier: Apache-2.0
#include "http/window.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <future>

#include "http/feed.h"
#include "journal/counter_for_tests.h"
#include "journal/memory_store.h"

namespace landport::http {
namespace {

// A window in front of the counting department, with two organisations. Tokens, because argon2 is slow on purpose.
class WindowTest : public testing::Test {
 protected:
  WindowTest()
      : file_(testing::TempDir() + "landport-accounts-" + std::to_string(::getpid()) + "-" +
              testing::UnitTest::GetInstance()->current_test_info()->name()),
        catalogue_([] {
          std::vector<DepartmentDescription> list;
          list.push_back(counter::describe());
          list.push_back({.name = "http", .zh = "", .en = "", .refusals = refusals_of_http()});
          return Catalogue(std::move(list));
        }()),
        book_(store_, catalogue_, pack_, [] {
          Book::Options options;
          options.clock = [] { return Instant{1'000'000'000'000}; };
          return options;
        }()),
        directory_((std::remove(file_.c_str()), file_)),
        window_(book_, directory_, [] {
          Window::Options options;
          options.version = "test";
          options.pace = 6;
          options.files.emplace("/index.html", std::make_shared<std::string const>("<html>"));
          return options;
        }()) {
    EXPECT_TRUE(directory_.add({"PORT", "港", "Port", OrgKind::port}));
    EXPECT_TRUE(directory_.add({"ACME", "甲", "Acme", OrgKind::forwarder}));
    EXPECT_TRUE(directory_.add({"OTHER", "乙", "Other", OrgKind::forwarder}));
    terminal_ = token("PORT", Role::terminal);
    acme_ = token("ACME", Role::shipper);
    other_ = token("OTHER", Role::shipper);
    admin_ = token("PORT", Role::admin);
  }
  ~WindowTest() override { std::remove(file_.c_str()); }

  std::string token(std::string_view org, Roles roles) {
    return directory_.make_token("someone", org, roles, "test", book_.now(), days(1))->second;
  }
  Response call(std::string method, std::string target, std::string const& secret, std::string body = {}) {
    Request request;
    request.method = std::move(method);
    auto const mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) {
      std::string rest = target.substr(mark + 1);
      while (!rest.empty()) {
        auto const one = rest.substr(0, rest.find('&'));
        rest.erase(0, std::min(rest.size(), one.size() + 1));
        request.query.emplace_back(one.substr(0, one.find('=')), one.substr(one.find('=') + 1));
      }
    }
    if (!secret.empty()) request.authorization = "Bearer " + secret;
    request.body = std::move(body);
    request.idempotency_key = key_;
    std::promise<Response> promise;
    window_.handle(std::move(request), [&](Response r) { promise.set_value(std::move(r)); });
    return promise.get_future().get();
  }
  Response add(std::string_view by, std::string const& secret) {
    return call("POST", "/api/v1/counter/add", secret, R"({"counter":"a","by":)" + std::string(by) + "}");
  }
  void settle() { book_.board().wait_for(store_.last_sequence(), seconds(10)); }

  std::string file_, terminal_, acme_, other_, admin_, key_;
  Catalogue catalogue_;
  Pack pack_;
  MemoryStore store_;
  Book book_;
  Directory directory_;
  Window window_;
};

bool has(Response const& r, std::string_view text) { return r.body.find(text) != std::string::npos; }

TEST_F(WindowTest, ACommandThenItsRowThenTheEventsBehindIt) {
  auto const done = add("3", terminal_);
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(has(done, R"("sequence":1)")) << done.body;
  auto const table = call("GET", "/api/v1/counter/totals?after=1", terminal_);
  EXPECT_TRUE(has(table, R"("_key":"counter/a")")) << table.body;
  EXPECT_TRUE(has(table, R"("sum":3)"));
  auto const events = call("GET", "/api/v1/counter/totals/counter%2Fa/events", terminal_);
  EXPECT_TRUE(has(events, R"("type":"counter.counted.v1")")) << events.body;
}

TEST_F(WindowTest, EveryMistakeIsAnsweredInBothLanguagesWithItsPlace) {
  struct Case {
    char const *body, *code, *place;
    int status;
  };
  for (auto const& c : {Case{R"({"counter":"a","by":)", "malformed.json", "line 1, column 21", 400},
                        Case{R"({"counter":"a","by":1,"bye":2})", "malformed.unknown_field", "/bye", 422},
                        Case{R"({"counter":"a","by":"1 t"})", "malformed.type", "/by", 422},
                        Case{R"({"counter":"a"})", "malformed.missing_field", "/by", 422},
                        Case{R"({"counter":"a","by":-1})", "counter.below_zero", "/by", 409}}) {
    auto const r = call("POST", "/api/v1/counter/add", terminal_, c.body);
    EXPECT_EQ(r.status, c.status) << c.body;
    EXPECT_EQ(r.content_type, "application/problem+json");
    EXPECT_TRUE(has(r, std::string(R"("code":")") + c.code + "\"")) << r.body;
    EXPECT_TRUE(!*c.place || has(r, std::string(R"("place":")") + c.place + "\"")) << r.body;
    EXPECT_TRUE(has(r, "title_zh"));
    EXPECT_TRUE(has(r, "title_en"));
  }
  EXPECT_EQ(store_.last_sequence(), 0) << "a refused command leaves nothing";
}

TEST_F(WindowTest, EveryAnswerOfTheApiTellsThePortsTimeAndHowFastItRuns) {
  auto const told = [](Response const& r, std::string_view name) {
    std::string value;
    for (auto const& [n, v] : r.headers) value += n == name ? v : "";
    return value;
  };
  for (auto const& answer : {call("GET", "/api/v1/counter/totals", terminal_), call("GET", "/api/v1/counter/totals", ""), add("1", terminal_), add("-9", terminal_)}) {
    EXPECT_EQ(told(answer, "Landport-Time"), to_text(Instant{1'000'000'000'000})) << answer.body;
    EXPECT_EQ(told(answer, "Landport-Pace"), "6") << answer.body;
  }
  EXPECT_EQ(told(call("GET", "/index.html", ""), "Landport-Time"), "") << "pages are kept by browsers, and so would a time be";
}

TEST_F(WindowTest, AnAnswerIsJsonWhateverBytesWereAskedFor) {
  JsonParser parser;
  for (std::string const target : {"/api/v1/counter/totals/\xff%00", "/api/v1/counter/%ff\xfe", "/api/v1/counter/totals?x\xff=1", "/api/v1/counter/totals?sort=\xe7\xae"}) {
    auto const r = call("GET", target, terminal_);
    EXPECT_GE(r.status, 400) << target;
    EXPECT_TRUE(parser.parse(r.body)) << r.body;
  }
}

TEST_F(WindowTest, WithoutATokenOrWithAForeignOneNothingIsTold) {
  EXPECT_EQ(add("1", "").status, 401);
  EXPECT_TRUE(has(add("1", ""), "session.none"));
  EXPECT_TRUE(has(add("1", "lp_forged"), "session.token_unknown"));
  auto const brief = directory_.make_token("brief", "PORT", Role::terminal, "trial", book_.now() - days(2), days(1));
  EXPECT_EQ(add("1", brief->second).status, 401);
  EXPECT_TRUE(has(add("1", brief->second), "session.token_expired"));
  EXPECT_EQ(add("1", acme_).status, 403);
  EXPECT_EQ(call("GET", "/api/v1/counter/totals", "").status, 401);
  EXPECT_EQ(call("GET", "/api/v1/admin/people", terminal_).status, 403);
  EXPECT_EQ(call("GET", "/api/v1/admin/people", admin_).status, 200);
}

TEST_F(WindowTest, ARowIsSeenByItsOwnerAndThePortOnly) {
  auto order = Order{{{counter::Add{"hers", Count{1}}, {}}}, Actor{"x", "ACME", Role::clock}, {}, false};
  ASSERT_TRUE(book_.perform(order));
  settle();
  for (auto const* target : {"/api/v1/counter/totals", "/api/v1/counter/totals?format=csv", "/api/v1/counter/totals/counter%2Fhers",
                             "/api/v1/counter/totals/counter%2Fhers/events", "/api/v1/counter/totals?q=hers"}) {
    EXPECT_TRUE(has(call("GET", target, terminal_), "hers") || std::string_view(target).ends_with("events")) << target;
    EXPECT_FALSE(has(call("GET", target, other_), "ACME")) << target;
  }
  EXPECT_TRUE(has(call("GET", "/api/v1/counter/totals", acme_), "hers"));
  EXPECT_EQ(call("GET", "/api/v1/counter/totals/counter%2Fhers", other_).status, 404);
  // Nobody learns from a filter what the answer would hide.
  EXPECT_TRUE(has(call("GET", "/api/v1/counter/totals?org=ACME", other_), R"("total":0)"));
}

TEST_F(WindowTest, TheSameKeyIsCarriedOutOnce) {
  key_ = "11111111-2222-3333-4444-555555555555";
  EXPECT_TRUE(has(add("3", terminal_), R"("repeated":false)"));
  EXPECT_TRUE(has(add("3", terminal_), R"("repeated":true)"));
  auto const misused = add("4", terminal_);
  EXPECT_EQ(misused.status, 422);
  EXPECT_TRUE(has(misused, "command.id_reused"));
  EXPECT_EQ(store_.last_sequence(), 1);
}

TEST_F(WindowTest, ABatchIsAllOrNothingAndNamesEachRefusal) {
  auto const refused = call("POST", "/api/v1/batch", terminal_,
                            R"({"commands":[{"command":"counter.add","body":{"counter":"a","by":1}},)"
                            R"({"command":"counter.add","body":{"counter":"b","by":-1}}]})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, R"("index":1)")) << refused.body;
  EXPECT_EQ(store_.last_sequence(), 0);
}

TEST_F(WindowTest, ADryRunSaysWhatWouldBeAndDoesNothing) {
  auto const r = call("POST", "/api/v1/counter/add?dry_run=true", terminal_, R"({"counter":"a","by":1})");
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(store_.last_sequence(), 0);
}

TEST_F(WindowTest, AMisspeltFilterIsRefusedInsteadOfGivingEverything) {
  EXPECT_EQ(call("GET", "/api/v1/counter/totals?summ=3", terminal_).status, 422);
  EXPECT_EQ(call("GET", "/api/v1/counter/totals?sum=three", terminal_).status, 422);
  EXPECT_EQ(call("GET", "/api/v1/counter/totals?sort=-nothing", terminal_).status, 422);
  EXPECT_EQ(call("GET", "/api/v1/counter/totals?limit=100000000", terminal_).status, 422);
  EXPECT_EQ(call("GET", "/api/v1/counter/totals?recorded_at=yesterday", terminal_).status, 422);
  EXPECT_EQ(call("GET", "/api/v1/counter/totals?after=99", terminal_).status, 503);
  EXPECT_EQ(call("GET", "/api/v1/counter/nothing", terminal_).status, 404);
}

TEST_F(WindowTest, TheStreamSendsWhatChangedSinceAndOnlyWhatTheReaderMaySee) {
  ASSERT_EQ(add("3", terminal_).status, 200);
  settle();
  auto const port_reader = call("GET", "/api/v1/stream?tables=counter.totals&after=0", terminal_);
  ASSERT_TRUE(port_reader.feed);
  auto const text = port_reader.feed->next();
  EXPECT_NE(text.find(R"("key":"counter/a")"), std::string::npos) << text;
  EXPECT_NE(text.find("id: 1\n"), std::string::npos) << text;
  EXPECT_EQ(port_reader.feed->next(), "");
  auto const stranger = call("GET", "/api/v1/stream?tables=counter.totals&after=0", other_);
  EXPECT_EQ(stranger.feed->next().find("counter/a"), std::string::npos);
  ASSERT_EQ(add("1", terminal_).status, 200);
  settle();
  EXPECT_NE(port_reader.feed->next().find(R"("sum":4)"), std::string::npos);
  auto const restored = call("GET", "/api/v1/stream?tables=counter.totals&after=500", terminal_);
  EXPECT_NE(restored.feed->next().find("event: reset"), std::string::npos);
  EXPECT_EQ(call("GET", "/api/v1/stream?tables=counter.nothing", terminal_).status, 404);
}

TEST_F(WindowTest, PasswordsAreTriedTenTimesAndForeignPagesNotAtAll) {
  ASSERT_TRUE(directory_.add(Person{"ann", "PORT", Role::duty, "zh", true}, "correct horse"));
  auto const sign_in = [&](std::string_view password, bool own) {
    Request request;
    request.method = "POST";
    request.path = "/api/v1/session";
    request.own_header = own;
    request.peer = "10.0.0.1";
    request.body = R"({"person":"ann","password":")" + std::string(password) + "\"}";
    Response response;
    window_.handle(std::move(request), [&](Response r) { response = std::move(r); });
    return response;
  };
  EXPECT_EQ(sign_in("correct horse", false).status, 403);
  auto const signed_in = sign_in("correct horse", true);
  ASSERT_EQ(signed_in.status, 200) << signed_in.body;
  EXPECT_FALSE(has(signed_in, "horse"));
  bool cookie = false;
  for (auto const& [name, value] : signed_in.headers) {
    cookie = cookie || (name == "Set-Cookie" && value.find("HttpOnly") != std::string::npos && value.find("SameSite=Strict") != std::string::npos);
  }
  EXPECT_TRUE(cookie);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in("wrong", true).status, 401);
  EXPECT_EQ(sign_in("correct horse", true).status, 429);
}

TEST_F(WindowTest, ATextIsLookedForInEachRowAndSeveralAreEachEnough) {
  auto order = Order{{{counter::Add{"mine", Count{1}}, {}}}, Actor{"x", "ACME", Role::clock}, {}, false};
  ASSERT_TRUE(book_.perform(order));
  settle();
  auto const total = [&](char const* query) {
    auto const answer = call("GET", std::string("/api/v1/counter/totals?") + query, acme_);
    auto const at = answer.body.find("\"total\":");
    return at == std::string::npos ? std::string("none") : answer.body.substr(at + 8, 1);
  };
  EXPECT_EQ(total("q=mine"), "1");
  EXPECT_EQ(total("q=nowhere"), "0");
  EXPECT_EQ(total("q=nowhere&q=MINE"), "1");
  EXPECT_EQ(total("q="), total(""));
}

TEST_F(WindowTest, WhoLookedAtWhatIsWrittenDown) {
  call("GET", "/api/v1/counter/totals?q=gold", acme_);
  directory_.flush();
  auto const seen = directory_.accesses("someone", "q=gold", 10);
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].org, "ACME");
  EXPECT_EQ(seen[0].status, 200);
  // Asked without a person or a part of an address: all of them.
  EXPECT_EQ(directory_.accesses({}, {}, 10).size(), 1u);
  EXPECT_EQ(directory_.accesses({}, "q=silver", 10).size(), 0u);
}

TEST_F(WindowTest, PagesHealthMetricsAndTheDocument) {
  EXPECT_EQ(*call("GET", "/yard", "").file, "<html>");
  EXPECT_EQ(call("GET", "/missing.js", "").status, 404);
  EXPECT_TRUE(has(call("GET", "/health", ""), "ok"));
  EXPECT_TRUE(has(call("GET", "/metrics", ""), "landport_commands_total 0"));
  auto const document = call("GET", "/api/v1/openapi.json", "");
  JsonParser parser;
  EXPECT_TRUE(parser.parse(document.body));
  EXPECT_TRUE(has(document, "/api/v1/counter/add"));
}

TEST(Directory, RolesFitTheKindOfOrganisationAndAnEndedAccountIsOut) {
  std::string const file = testing::TempDir() + "landport-directory-" + std::to_string(::getpid());
  std::remove(file.c_str());
  Directory directory(file);
  ASSERT_TRUE(directory.add({"ACME", "甲", "Acme", OrgKind::forwarder}));
  EXPECT_EQ(directory.add(Person{"eve", "ACME", Role::admin, "zh", true}, "long enough!").error().code, "directory.role_not_of_kind");
  EXPECT_EQ(directory.add(Person{"eve", "ACME", Role::shipper, "zh", true}, "short").error().code, "directory.password_weak");
  ASSERT_TRUE(directory.add(Person{"eve", "ACME", Role::shipper, "zh", true}, "long enough!"));
  auto const secret = directory.sign_in("eve", "long enough!", "", Instant{0});
  ASSERT_TRUE(secret);
  EXPECT_TRUE(directory.holder(*secret, Instant{1}));
  EXPECT_FALSE(directory.holder(*secret, Instant{0} + hours(13)));
  ASSERT_TRUE(directory.change(Person{"eve", "", Role::shipper, "zh", false}));
  EXPECT_FALSE(directory.holder(*secret, Instant{1}));
  EXPECT_FALSE(directory.sign_in("eve", "long enough!", "", Instant{2}));
  std::remove(file.c_str());
}

}  // namespace
}  // namespace landport::http
