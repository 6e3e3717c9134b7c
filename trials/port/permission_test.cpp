// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/xlsx.h"
#include "trials/port/story.h"

// Everything that the window can answer, asked by every role of every organisation, and searched for what is
// somebody else's. What is asked is made from the catalogue, so a new table, query or command is tried
// without a line here.
namespace landport::trials {
namespace {

std::string replaced(std::string text, std::string const& what, std::string const& by) {
  if (what.empty()) return text;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

struct Permission : testing::Test {
  static void SetUpTestSuite() { story = new Story; }
  static void TearDownTestSuite() {
    delete story;
    story = nullptr;
  }
  static Story* story;

  Port& port() { return story->port; }
  Response get(Who const& who, std::string const& path) { return port().get(path, who.token); }

  // Notes the marks in `text` that are not for `who`; `where` without keys, so that a leak is told once.
  void search(Who const& who, std::string const& where, std::string_view text) {
    ++searched;
    for (auto const& mark : story->marks) {
      auto const at = text.find(mark.text);
      if (at == std::string_view::npos) continue;
      if (mark.shown_to(who)) {
        if (who.org == mark.owner) seen.insert(mark.text);
        continue;
      }
      auto const from = at < 60 ? 0 : at - 60;
      leaks.try_emplace(who.name() + " in " + where,
                        mark.text + " (" + mark.owner + "): …" + std::string(text.substr(from, 160)));
    }
  }
  void TearDown() override {
    std::string list;
    for (auto const& [where, what] : leaks) list += "\n  " + where + " sees " + what;
    EXPECT_TRUE(leaks.empty()) << list;
  }
  std::vector<TableKind const*> tables() {
    std::vector<TableKind const*> list;
    for (auto const* t : port().book.board().tables()) list.push_back(&t->kind());
    return list;
  }
  std::vector<std::string> keys(std::string_view table) {
    std::vector<std::string> list;
    auto const reading = port().book.board().read();
    auto const* face = reading.table(table);
    for (TableFace::Slot s = 0; s < face->slots(); ++s) list.emplace_back(face->key(s));
    return list;
  }

  std::map<std::string, std::string> leaks;
  std::set<std::string> seen;
  std::size_t searched = 0;
};
Story* Permission::story = nullptr;

std::string text_of_workbook(std::string const& bytes) {
  auto const sheets = formats::read_xlsx(bytes);
  std::string text;
  if (!sheets) return "unreadable " + sheets.error().code;
  for (auto const& sheet : *sheets) {
    for (auto const& row : sheet.rows) {
      for (auto const& cell : row.cells) text += cell.text + "|";
      text += "\n";
    }
  }
  return text;
}

TEST_F(Permission, EveryTableInEveryFormNowAndInThePast) {
  auto const now = to_text(port().book.now());
  std::string const before = "2026-11-26T00:00:00Z";  // all is announced, nothing has come yet
  for (auto const& who : story->everybody) {
    for (auto const* table : tables()) {
      auto const path = http::path_of(table->name);
      for (auto const& rest :
           {std::string("?limit=1000"), std::string("?format=csv"), std::string("?format=xlsx"),
            "?limit=1000&recorded_at=" + now, "?limit=1000&happened_at=" + now,
            "?limit=1000&recorded_at=" + before, "?limit=1000&happened_at=" + before,
            "?format=csv&recorded_at=" + now, "?format=xlsx&happened_at=" + now}) {
        auto const r = get(who, path + rest);
        ASSERT_EQ(r.status, 200) << path << rest << " " << r.body;
        auto const text = has(rest, "xlsx") ? text_of_workbook(r.body) : r.body;
        search(who, path + rest, text);
      }
    }
  }
  for (auto const& mark : story->marks) {
    if (mark.text == "22000.00" || mark.text == "40000.00" || mark.text == "29700.00")
      continue;                                 // another way to write it
    if (mark.level == Level::person) continue;  // stands behind the rows
    if (has(mark.text, "-photo.jpg") || has(mark.text, "-told")) continue;  // stands in the event behind the row
    EXPECT_TRUE(seen.contains(mark.text))
        << mark.owner << " does not see its own " << mark.text << ": the search finds nothing";
  }
}

TEST_F(Permission, NoFilterOrSearchTellsWhatTheAnswerHides) {
  for (auto const& who : story->everybody) {
    for (auto const* table : tables()) {
      auto const path = http::path_of(table->name);
      for (auto const& mark : story->marks) {
        if (mark.shown_to(who)) continue;
        auto const r = get(who, path + "?q=" + mark.text);
        ASSERT_EQ(r.status, 200) << r.body;
        if (value_in(r.body, "total") != "0") leaks.try_emplace(who.name() + " searching " + path, mark.text);
        for (auto const& f : table->fields) {
          if (f.json_type != "string" || !f.format.empty()) continue;
          auto const filtered = get(who, path + "?" + std::string(f.name) + "=" + mark.text);
          if (filtered.status == 200 && value_in(filtered.body, "total") != "0")
            leaks.try_emplace(who.name() + " filtering " + path + " by " + std::string(f.name), mark.text);
        }
      }
      for (auto const& f : table->fields)
        search(who, path + "?sort", get(who, path + "?sort=-" + std::string(f.name)).body);
    }
  }
}

TEST_F(Permission, EveryRowByItsKeyAndTheEventsBehindIt) {
  auto const now = to_text(port().book.now());
  int rows = 0, hidden = 0;
  for (auto const* table : tables()) {
    auto const path = http::path_of(table->name);
    for (auto const& key : keys(table->name)) {
      for (auto const& who : story->everybody) {
        for (std::string const end : {"", "/events"}) {
          for (auto const& rest : {std::string(), "?recorded_at=" + now, "?happened_at=" + now}) {
            auto const r = get(who, path + "/" + key + end + rest);
            ASSERT_TRUE(r.status == 200 || r.status == 404) << path << key << end << r.body;
            ++(r.status == 200 ? rows : hidden);
            if (r.status == 200) {
              search(who, path + "/KEY" + end + rest.substr(0, 12), r.body);
              continue;
            }
            // Another's row is answered as a row that nobody has.
            auto const none = get(who, path + "/NOBODY-HAS-THIS" + end + rest);
            EXPECT_EQ(replaced(r.body, key, "NOBODY-HAS-THIS"), none.body);
          }
        }
      }
    }
  }
  for (auto const& mark : story->marks) {
    bool const another_form = mark.level == Level::money && has(mark.text, ".");
    EXPECT_TRUE(another_form || seen.contains(mark.text))
        << mark.owner << " does not see its own " << mark.text;
  }
  EXPECT_GT(rows, 1000);
  EXPECT_GT(hidden, 1000);
}

TEST_F(Permission, TheStreamOfAllTables) {
  std::string names;
  for (auto const* table : tables()) names += (names.empty() ? "" : ",") + std::string(table->name);
  for (auto const& who : story->everybody) {
    auto const r = get(who, "stream?after=0&tables=" + names);
    ASSERT_TRUE(r.feed) << r.body;
    std::string all;
    for (auto more = r.feed->next(); !more.empty(); more = r.feed->next()) all += more;
    EXPECT_TRUE(has(all, "event: position"));
    search(who, "stream", all);
    for (auto const& mark : story->marks) {
      bool const own = who.role == Role::shipper && who.org == mark.owner && mark.level == Level::goods &&
                       has(mark.text, "-reference");
      EXPECT_TRUE(!own || has(all, mark.text)) << "the stream says nothing";
    }
  }
}

TEST_F(Permission, EveryQueryWithWhatOthersHave) {
  // What somebody might know or guess of another's affairs.
  std::set<std::string> answered;
  auto& s = *story;
  for (auto const& name : {"alpha", "beta", "gamma"}) {
    std::map<std::string, std::string, std::less<>> const known = {{"from", "TPAAA"},
                                                                   {"to", "TPDDD"},
                                                                   {"size_type", "22G1"},
                                                                   {"gross_kg", "10000"},
                                                                   {"quantity", "1"},
                                                                   {"number", s.booking_of[name]},
                                                                   {"secret", "guessed"},
                                                                   {"unit", s.units_of[name][0]},
                                                                   {"run", s.run},
                                                                   {"service", "T-AD"},
                                                                   {"departure", "T-AD-20261128"},
                                                                   {"leg", "TPAAA-TPBBB"},
                                                                   {"day", "2026-11-28"},
                                                                   {"earliest", "2026-11-26"},
                                                                   {"indicator", "laden_rate"},
                                                                   {"first_day", "2026-11-01"},
                                                                   {"last_day", "2026-12-31"},
                                                                   {"booking", s.booking_of[name]},
                                                                   {"owner", "ALPHAFWD"}};
    for (auto const& d : port().catalogue.departments()) {
      for (auto const& q : d.queries) {
        std::string needed, all;
        for (auto const& f : q.fields) {
          auto const found = known.find(f.name);
          EXPECT_TRUE(!f.required || found != known.end())
              << "a value for " << q.wire << " " << f.name << " is missing here";
          if (found == known.end()) continue;
          auto const one = (found->first + "=" + found->second);
          all += (all.empty() ? "?" : "&") + one;
          if (f.required) needed += (needed.empty() ? "?" : "&") + one;
        }
        for (auto const& who : s.everybody) {
          for (auto const& rest : {needed, all}) {
            auto const r = get(who, http::path_of(q.wire) + rest);
            bool const may = q.roles.bits == 0 || q.roles.has(who.role);
            EXPECT_EQ(r.status == 403, !may) << q.wire << " for " << who.name() << r.body;
            if (r.status == 200) answered.insert(std::string(q.wire));
            std::string text = r.body;
            for (auto const& [field, value] : known)
              text = r.status == 200 ? text : replaced(text, value, "");
            // A map or a way is the same for all; an answer that repeats the question tells nothing new.
            search(who, std::string(q.wire) + rest.substr(0, 40),
                   replaced(text, s.units_of[name][0], "the unit asked for"));
          }
        }
      }
    }
  }
  for (auto const& d : port().catalogue.departments()) {
    for (auto const& q : d.queries) {
      bool const opens_by_secret = q.open, needs_lines = q.wire == "network.route" ||
                                                         q.wire == "network.service_route" ||
                                                         q.wire == "network.leg_lines";
      EXPECT_TRUE(opens_by_secret || needs_lines || answered.contains(std::string(q.wire)))
          << q.wire << " answered nobody";
    }
  }
}

TEST_F(Permission, ThePublicPageOpensByTheSecretAlone) {
  auto& s = *story;
  for (auto const& name : {"alpha", "beta", "gamma"}) {
    for (auto const& number : {s.booking_of[name], s.units_of[name][0]}) {
      auto const path = "tracking/follow?number=" + number + "&secret=";
      auto const open = port().get(path + s.secret_of[name], "");
      EXPECT_EQ(open.status, 200) << open.body;
      EXPECT_TRUE(has(open.body, s.units_of[name][0])) << open.body;
      auto const unknown = port().get("tracking/follow?number=BKNOBODY&secret=x", "");
      for (auto const& wrong : {std::string(), std::string("guessed"), s.secret_of[name] + "x",
                                s.secret_of[name == std::string("alpha") ? "beta" : "alpha"]}) {
        auto const shut = port().get(path + wrong, "");
        EXPECT_NE(shut.status, 200) << shut.body;
        if (!wrong.empty()) {
          EXPECT_EQ(shut.body, unknown.body) << "an unknown number answers alike";
        }
      }
      // What the page shows is the journey, never the goods, the price or whose they are.
      for (auto const& mark : s.marks) {
        bool const journey =
            mark.text == s.booking_of[name] || std::ranges::count(s.units_of[name], mark.text) > 0;
        EXPECT_TRUE(journey || !has(open.body, mark.text)) << mark.text << " on the public page";
      }
    }
  }
}

TEST_F(Permission, ACommandOfARoleThatMayNotGiveIt) {
  int forbidden = 0;
  for (auto const& d : port().catalogue.departments()) {
    for (auto const& c : d.commands) {
      for (auto const& who : story->everybody) {
        auto const r = port().post(http::path_of(c.wire) + "?dry_run=true", who.token, "{}");
        EXPECT_EQ(r.status == 403 && has(r.body, "command.not_permitted"), !c.roles.has(who.role))
            << c.wire << " by " << who.name() << r.body;
        forbidden += !c.roles.has(who.role);
      }
    }
  }
  EXPECT_GT(forbidden, 200);
  // The same in a batch, with the commands of the story.
  auto const before = port().store.last_sequence();
  for (auto const& told : story->told) {
    auto const* kind = port().catalogue.command(told.wire);
    for (auto const& who : story->everybody) {
      if (kind->roles.has(who.role)) continue;
      auto const r =
          port().post("batch", who.token,
                      R"({"commands":[{"command":")" + told.wire + R"(","body":)" + told.body + "}]}");
      EXPECT_TRUE(r.status != 200 && has(r.body, "command.not_permitted"))
          << told.wire << " by " << who.name() << r.body;
    }
  }
  EXPECT_EQ(port().store.last_sequence(), before);
}

// Each command of a forwarder about its own things, given by the other forwarder, and by the operator of
// another train.
TEST_F(Permission, NobodyCommandsAnothersThings) {
  auto const before = port().store.last_sequence();
  int tried = 0;
  for (auto const& told : story->told) {
    if (told.who.role != Role::shipper) continue;
    bool const names_own = std::ranges::any_of(story->marks, [&](Mark const& m) {
      bool const id = m.text.starts_with("BK") || m.text.starts_with("ALPU") || m.text.starts_with("BETU") ||
                      m.text.starts_with("GAMU");
      return id && has(told.body, m.text);
    });
    if (!names_own) continue;
    bool const of_two = has(told.body, story->booking_of["gamma"]) || has(told.body, "GAMU");
    auto const* kind = port().catalogue.command(told.wire);
    for (auto const& who : {story->who(Role::shipper, told.who.org == "ALPHAFWD" ? "BETAFWD" : "ALPHAFWD"),
                            story->who(Role::carrier, of_two ? "RAILONE" : "RAILTWO")}) {
      if (!kind->roles.has(who.role)) continue;
      auto const r = port().post(http::path_of(told.wire) + "?dry_run=true", who.token, told.body);
      EXPECT_TRUE(r.status >= 400 && r.status < 500)
          << told.wire << told.body << " by " << who.name() << r.status << r.body;
      std::string text = r.body;
      for (auto const& mark : story->marks) {
        if (has(told.body, mark.text)) text = replaced(text, mark.text, "");
      }
      search(who, told.wire, text);
      ++tried;
    }
  }
  EXPECT_GT(tried, 30);
  EXPECT_EQ(port().store.last_sequence(), before);
}

// Each command of the story by an organisation of the same kind that has nothing to do with it, in the same role: it
// is answered as if there were no such thing. And the one whose thing it is comes further than that.
TEST_F(Permission, NoOrganisationDoesWhatAnotherOfItsKindMayDo) {
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"ALPHAFWD", "BETAFWD"}, {"RAILONE", "RAILTWO"}, {"PARTNERONE", "PARTNERTWO"}, {"BANKONE", "BANKTWO"}};
  auto const other = [&](std::string_view org) -> std::string_view {
    for (auto const& [one, two] : pairs) {
      if (org == one) return two;
      if (org == two) return one;
    }
    return {};
  };
  auto const before = port().store.last_sequence();
  std::map<Role, int> tried;
  std::set<std::string_view> for_anybody = {"network.schedule_departures"};  // each for its own services
  for (auto const& told : story->told) {
    if (other(told.who.org).empty() || for_anybody.contains(told.wire)) continue;
    // What names nothing of anybody's is a wish of one's own.
    bool const wish = told.wire == "booking.request_booking" || told.wire == "booking.join_waitlist" ||
                      told.wire == "container.register_unit" || told.wire == "train.register_wagon";
    if (wish || has(told.body, story->handed_over)) continue;
    auto const path = http::path_of(told.wire) + "?dry_run=true";
    auto const stranger = port().post(path, story->who(told.who.role, other(told.who.org)).token, told.body);
    auto const own = port().post(path, told.who.token, told.body);
    EXPECT_TRUE(stranger.status >= 400 && stranger.status < 500)
        << told.wire << told.body << " by " << other(told.who.org) << ": " << stranger.status << stranger.body;
    auto const code = value_in(stranger.body, "code");
    EXPECT_NE(code, "command.not_permitted") << told.wire << ": the role may give it";
    EXPECT_NE(code, value_in(own.body, "code"))
        << told.wire << told.body << ": refused for a reason that its own side has as well" << own.body;
    ++tried[told.who.role];
  }
  EXPECT_GT(tried[Role::shipper], 20);
  EXPECT_GT(tried[Role::carrier], 5);
  EXPECT_GE(tried[Role::partner], 7);
  EXPECT_EQ(port().store.last_sequence(), before);
}

TEST_F(Permission, APartnerSeesTheRunsOnItsOwnLegsAndNobodyElses) {
  auto const one = story->who(Role::partner, "PARTNERONE"), two = story->who(Role::partner, "PARTNERTWO");
  for (auto const& run : {story->first_run, story->far_run}) {
    EXPECT_EQ(get(one, "train/trains/" + run).status, 200) << run;
    EXPECT_EQ(get(two, "train/trains/" + run).status, 404) << run;
    EXPECT_EQ(get(one, "network/positions").status, 200);
    EXPECT_FALSE(has(get(two, "network/positions").body, run));
  }
  auto const placed = get(one, "train/placements?run=" + story->far_run);
  EXPECT_TRUE(has(placed.body, story->units_of["delta"][0]) && !has(placed.body, "ALPHAFWD")) << placed.body;
  EXPECT_EQ(value_in(get(two, "train/placements?run=" + story->far_run).body, "total"), "0");
  EXPECT_EQ(value_in(get(two, "tracking/units").body, "total"), "0");
  EXPECT_NE(value_in(get(one, "tracking/units").body, "total"), "0");
}

TEST_F(Permission, ABoxThatChangedHandsKeepsTheSecretsOfItsEarlierOwner) {
  auto const path = "container/units/" + story->handed_over + "/events";
  auto const later = get(story->who(Role::shipper, "BETAFWD"), path);
  EXPECT_EQ(later.status, 200) << later.body;
  EXPECT_TRUE(has(later.body, "container.unit_booked.v1") && has(later.body, "BETAFWD")) << later.body;
  for (auto const* hidden : {"alpha-earlier", "ALPHAFWD", "container.sealed.v1"})
    EXPECT_FALSE(has(later.body, hidden)) << later.body;
  auto const staff = get(story->who(Role::terminal, "PORT"), path);
  EXPECT_TRUE(has(staff.body, "alpha-earlier-seal") && has(staff.body, "alpha-earlier-why")) << staff.body;
  EXPECT_EQ(get(story->who(Role::shipper, "ALPHAFWD"), path).status, 404) << "it is not Alpha's any more";
}

TEST_F(Permission, WithoutAnAccountThereIsOnlyWhatIsOpen) {
  std::vector<std::string> paths{"session",       "stream?tables=booking.bookings",
                                 "admin/people",  "admin/organisations",
                                 "admin/audit",   "admin/status",
                                 "admin/pack",    "admin/tokens",
                                 "nothing/at-all"};
  for (auto const* table : tables()) {
    paths.push_back(http::path_of(table->name));
    paths.push_back(http::path_of(table->name) + "?format=csv");
    for (auto const& key : keys(table->name)) {
      paths.push_back(http::path_of(table->name) + "/" + key);
      paths.push_back(http::path_of(table->name) + "/" + key + "/events");
    }
  }
  std::vector<std::string> posts{"batch", "messages/edifact", "import/booking/request-booking",
                                 "admin/people", "admin/tokens"};
  for (auto const& d : port().catalogue.departments()) {
    for (auto const& q : d.queries) {
      if (!q.open) paths.push_back(http::path_of(q.wire));
    }
    for (auto const& c : d.commands) posts.push_back(http::path_of(c.wire));
  }
  for (auto const& secret : {std::string(), std::string("lp_forged")}) {
    for (auto const& path : paths) EXPECT_EQ(port().get(path, secret).status, 401) << path;
    for (auto const& path : posts) EXPECT_EQ(port().post(path, secret, "{}").status, 401) << path;
  }
  for (auto const* open : {"/health", "/metrics", "/", "/bookings", "/api/v1/openapi.json"}) {
    auto const r = port().call("GET", open, "");
    EXPECT_EQ(r.status, 200) << open;
    search({"", "nobody", Role::bank, ""}, open, r.body);
  }
  for (auto const& who : story->everybody) {
    for (auto const* path :
         {"admin/people", "admin/organisations", "admin/audit", "admin/tokens", "admin/status"}) {
      EXPECT_EQ(get(who, path).status, who.role == Role::admin ? 200 : 403) << path << " " << who.name();
    }
  }
}

// The last of these, because it changes what the others look at.
TEST_F(Permission, NobodyTakesABoxInThePortThatIsAnothers) {
  auto const &alpha = story->who(Role::shipper, "ALPHAFWD"), &beta = story->who(Role::shipper, "BETAFWD");
  auto const booking = value_in(get(beta, "booking/bookings?reference=beta-later").body, "booking");
  auto const with = [](std::string const& b, std::string const& unit) {
    return R"({"booking":")" + b + R"(","units":[")" + unit + "\"]}";
  };
  auto const& box = story->units_of["alpha"][1];
  EXPECT_EQ(port().post("booking/unassign-units", beta.token, with(booking, story->handed_over)).status, 200);
  auto const off = port().post("booking/unassign-units", alpha.token, with(story->booking_of["alpha"], box));
  ASSERT_EQ(off.status, 200) << off.body;
  auto const taken = port().post("booking/assign-units", beta.token, with(booking, box));
  EXPECT_EQ(taken.status, 409) << taken.body;
  EXPECT_EQ(value_in(taken.body, "code"), "booking.unit_not_available") << taken.body;
  // One that is in another's booking, and one that another registered outside, are refused with the same
  // words.
  auto const without = [](std::string body, std::string const& unit) {
    for (auto at = body.find(unit); at != std::string::npos; at = body.find(unit))
      body.replace(at, unit.size(), "-");
    return body;
  };
  auto const booked =
      port().post("booking/assign-units", beta.token, with(booking, story->units_of["alpha"][0]));
  auto const announced = port().post("booking/assign-units", beta.token, with(booking, story->announced));
  EXPECT_EQ(announced.status, 409) << announced.body;
  EXPECT_EQ(without(booked.body, story->units_of["alpha"][0]), without(taken.body, box));
  EXPECT_EQ(without(announced.body, story->announced), without(taken.body, box));
  auto const staff = port().post("booking/assign-units", story->who(Role::duty, "PORT").token,
                                 with(booking, story->units_of["alpha"][0]));
  EXPECT_EQ(value_in(staff.body, "code"), "booking.unit_elsewhere") << staff.body;
}

}  // namespace
}  // namespace landport::trials
