// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iterator>

#include "formats/xlsx.h"
#include "links/folder.h"
#include "trials/port/whole_port.h"

// Files that other people made: spreadsheets and UN/EDIFACT, by post and from a folder. All of a file, or
// nothing.
namespace landport::trials {
namespace {

namespace fs = std::filesystem;

constexpr auto sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr auto wishes = "import/booking/request-booking";

struct Links : testing::Test {
  Links() {
    using http::OrgKind;
    port.at("2026-11-25T00:00:00Z");
    port.org("PORT", OrgKind::port), port.org("RAIL", OrgKind::carrier), port.org("FWD", OrgKind::forwarder);
    port.org("PARTNERONE", OrgKind::partner);
    carrier = port.token("chen", "RAIL", Role::carrier), shipper = port.token("li", "FWD", Role::shipper);
    terminal = port.token("tom", "PORT", Role::terminal),
    partner = port.token("pia", "PARTNERONE", Role::partner);
    auto const r = port.post("network/schedule-departures", carrier,
                             R"({"service":"T-AD","from":"2026-11-28","days":3})");
    EXPECT_EQ(r.status, 200) << r.body;
    port.settle();
  }
  std::size_t rows(std::string const& table, std::string const& filter = "?limit=1000") {
    port.settle();
    return static_cast<std::size_t>(std::stoul(value_in(port.get(table + filter, terminal).body, "total")));
  }
  // Refused as `code` at `place`, and not a single event of it is in the journal.
  void refused(Response const& r, std::string_view code, std::string_view place, Sequence before) {
    EXPECT_EQ(r.status, 422) << r.body;
    EXPECT_EQ(value_in(r.body, "code"), code) << r.body;
    EXPECT_TRUE(has(value_in(r.body, "place"), place)) << r.body;
    EXPECT_TRUE(has(r.body, "title_zh") && has(r.body, "title_en")) << r.body;
    EXPECT_EQ(port.store.last_sequence(), before);
  }
  Response send(std::string const& secret, std::string bytes, std::string const& rest = "") {
    return port.post("messages/edifact" + rest, secret, std::move(bytes));
  }

  Port port;
  std::string carrier, shipper, terminal, partner;
};

std::string workbook(std::vector<std::vector<formats::Value>> rows) {
  formats::Table table;
  table.name = "bookings";
  table.header = {"departure", "箱型", "Quantity", "gross_kg", "hs_code", "reference"};
  table.rows = std::move(rows);
  return formats::write_xlsx({&table, 1});
}
formats::Value text(char const* t) {
  return std::string(t);
}
formats::Value number(std::int64_t n) {
  return n;
}

TEST_F(Links, BookingsComeAsACsv) {
  std::string const csv =
      "departure,size_type,quantity,gross_kg,hs_code,reference\r\n"
      "T-AD-20261128,22G1,1,9000,847130,first\r\n"
      "T-AD-20261129,22G1,1,9000,847130,\"second, with a comma\"\r\n";
  auto const tried =
      port.call("POST", "/api/v1/" + std::string(wishes) + "?dry_run=true", shipper, csv, "text/csv");
  EXPECT_EQ(tried.status, 200) << tried.body;
  EXPECT_EQ(rows("booking/bookings"), 0u) << "a dry run leaves nothing";
  // A dry run of a file does not stand in the way of the file itself.
  auto const done = port.call("POST", "/api/v1/" + std::string(wishes), shipper, csv, "text/csv");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(value_in(done.body, "imported"), "2");
  EXPECT_EQ(value_in(done.body, "repeated"), "false");
  EXPECT_EQ(rows("booking/bookings"), 2u);
  EXPECT_TRUE(has(port.get("booking/bookings", shipper).body, "second, with a comma"));

  auto const last = port.store.last_sequence();
  auto const again = port.call("POST", "/api/v1/" + std::string(wishes), shipper, csv, "text/csv");
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(value_in(again.body, "repeated"), "true");
  EXPECT_EQ(port.store.last_sequence(), last);
  EXPECT_EQ(rows("booking/bookings"), 2u) << "the same file twice is done once";
}

TEST_F(Links, BookingsComeAsAWorkbook) {
  auto const good = workbook(
      {{text("T-AD-20261128"), text("22G1"), number(1), number(9000), number(847130), text("first")},
       {text("T-AD-20261129"), text("42G1"), number(1), number(9000), number(847130), text("second")}});
  auto const done = port.call("POST", "/api/v1/" + std::string(wishes), shipper, good, sheet_type);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(rows("booking/bookings"), 2u);
  auto const again = port.call("POST", "/api/v1/" + std::string(wishes), shipper, good, sheet_type);
  EXPECT_EQ(value_in(again.body, "repeated"), "true") << again.body;
  EXPECT_EQ(rows("booking/bookings"), 2u);
}

TEST_F(Links, EveryWrongCellIsNamedAndNothingIsImported) {
  auto const bad = workbook(
      {{text("T-AD-20261128"), text("22G1"), number(1), number(9000), number(847130), text("right")},
       {text("T-AD-20261128"), text("9999999"), number(1), number(9000), number(847130), text("wrong")},
       {text("T-AD-20261129"), text("22G1"), text("several"), text("heavy"), number(847130),
        text("wrong twice")}});
  std::string const csv =
      "departure,size_type,quantity,gross_kg,hs_code,reference\n"
      "T-AD-20261128,22G1,1,9000,847130,right\n"
      "T-AD-20261128,9999999,1,9000,847130,wrong\n"
      "T-AD-20261129,22G1,several,heavy,847130,wrong twice\n";
  auto const before = port.store.last_sequence();
  for (auto const& bytes : {bad, csv}) {
    auto const r = port.call("POST", "/api/v1/" + std::string(wishes), shipper, bytes,
                             bytes == bad ? sheet_type : "text/csv");
    EXPECT_EQ(r.status, 422) << r.body;
    for (auto const* cell : {"B3", "C4", "D4"})
      EXPECT_TRUE(has(r.body, "\"cell\":\"" + std::string(cell) + "\"")) << cell << r.body;
    std::size_t named = 0;
    for (auto at = r.body.find("\"cell\":"); at != std::string::npos; at = r.body.find("\"cell\":", at + 1))
      ++named;
    EXPECT_EQ(named, 3u) << "each once, and none that is right: " << r.body;
    EXPECT_EQ(port.store.last_sequence(), before);
  }
  // Cells that read well, but that a rule refuses: the row is named, and the good row beside it is not booked
  // either.
  auto const full =
      port.call("POST", "/api/v1/" + std::string(wishes), shipper,
                "departure,size_type,quantity,gross_kg,hs_code\nT-AD-20261128,22G1,1,9000,847130\n"
                "T-AD-20261128,22G1,90,9000,847130\n",
                "text/csv");
  EXPECT_EQ(full.status, 422) << full.body;
  EXPECT_TRUE(has(full.body, "\"row\":3")) << full.body;
  EXPECT_TRUE(has(full.body, "booking.leg_full")) << full.body;
  EXPECT_EQ(port.store.last_sequence(), before);
}

TEST_F(Links, AMissingColumnHidesNoWrongCell) {
  auto const csv = "size_type,quantity,gross_kg,hs_code\n22G1,many,9000,847130\n22G1,1,9t,847130\n";
  auto const r = port.call("POST", "/api/v1/" + std::string(wishes), shipper, csv, "text/csv");
  EXPECT_EQ(r.status, 422) << r.body;
  EXPECT_TRUE(has(r.body, "班次 / Departure (departure)")) << r.body;
  EXPECT_TRUE(has(r.body, "\"cell\":\"B2\"")) << r.body;
  EXPECT_TRUE(has(r.body, "\"cell\":\"C3\"")) << r.body;
}

TEST_F(Links, ASheetGivesNobodyMoreThanItsCommand) {
  auto const before = port.store.last_sequence();
  auto const csv = "departure,size_type,quantity,gross_kg,hs_code\nT-AD-20261128,22G1,1,9000,847130\n";
  auto const r = port.call("POST", "/api/v1/" + std::string(wishes), partner, csv, "text/csv");
  EXPECT_TRUE(r.status == 422 || r.status == 403) << r.body;
  EXPECT_TRUE(has(r.body, "command.not_permitted")) << r.body;
  EXPECT_EQ(port.store.last_sequence(), before);
}

// A loading list of two units; the check digit of the second should be 3, and is 4.
std::string const coprar =
    "UNB+UNOA:2+RAIL:ZZZ+PORT:ZZZ+261125:0700+LP1'UNH+M1+COPRAR:D:95B:UN'BGM+45+LIST1+9'TDT+20+X1+2+25+CRE:"
    "172:ZZZ'"
    "LOC+9+TPAAA:139:6'EQD+CN+CSQU3054383+22G1:102:5++2+5'MEA+AAE+VGM+KGM:9500'"
    "EQD+CN+CSQU3054384+22G1:102:5++2+5'MEA+AAE+VGM+KGM:9600'CNT+16:2'UNT+10+M1'UNZ+1+LP1'";

TEST_F(Links, AWrongCheckDigitIsFlaggedUntilSomebodyWhoMayConfirmsIt) {
  auto const first = send(terminal, coprar);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_TRUE(has(first.body, "\"flagged\":[{")) << first.body;
  EXPECT_TRUE(has(first.body, "CSQU3054384")) << first.body;
  EXPECT_EQ(rows("container/units"), 1u) << "the right one is registered, the flagged one waits";
  EXPECT_EQ(port.get("container/units/CSQU3054384", terminal).status, 404);
  EXPECT_EQ(value_in(port.get("container/units/CSQU3054383", terminal).body, "verified_gross_kg"), "9500");

  // A partner's word is no confirmation.
  send(partner, coprar, "?confirm_bad_check_digit=true");
  send(carrier, coprar, "?confirm_bad_check_digit=true");
  port.settle();
  EXPECT_EQ(port.get("container/units/CSQU3054384", terminal).status, 404);

  auto const confirmed = send(terminal, coprar, "?confirm_bad_check_digit=true");
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(rows("container/units"), 2u);
  auto const row = port.get("container/units/CSQU3054384", terminal);
  EXPECT_EQ(value_in(row.body, "check_digit_confirmed_by"), "tom") << row.body;
  EXPECT_EQ(value_in(row.body, "verified_gross_kg"), "9600");
  auto const last = port.store.last_sequence();
  EXPECT_EQ(send(terminal, coprar, "?confirm_bad_check_digit=true").status, 200);
  EXPECT_EQ(port.store.last_sequence(), last) << "the same file again is done once";
}

TEST_F(Links, AStatusBecomesAMilestone) {
  std::string const iftsta =
      "UNB+UNOA:2+ABROAD:ZZZ+PORT:ZZZ+261125:0800+S1'UNH+M2+IFTSTA:D:00B:UN'BGM+23+R1+9'CNI+1'STS+1+24::HS:"
      "Left the terminal'"
      "RFF+EQ:CSQU3054383'DTM+334:202611242210:203'LOC+175+TPBBB'EQD+CN+CSQU3054383+22G1:102:5+++5'UNT+9+M2'"
      "UNZ+1+S1'";
  auto const made = port.post(
      "booking/request-booking", shipper,
      R"({"departure":"T-AD-20261128","size_type":"22G1","quantity":1,"gross_kg":9000,"hs_code":"847130"})");
  auto const unit = R"({"unit":"CSQU3054383","size_type":"22G1"})";
  ASSERT_EQ(port.post("container/register-unit", terminal, unit).status, 200);
  auto const joined = R"({"booking":")" + value_in(made.body, "booking") + R"(","units":["CSQU3054383"]})";
  ASSERT_EQ(port.post("booking/assign-units", shipper, joined).status, 200);
  port.settle();
  auto const r = send(partner, iftsta);
  ASSERT_EQ(r.status, 200) << r.body;
  port.settle();
  auto const found = port.get("tracking/units?unit=CSQU3054383", terminal);
  EXPECT_EQ(value_in(found.body, "total"), "1") << r.body << found.body;
  auto const at = found.body.find(R"("code":"DEPA","node":"TPBBB")");
  ASSERT_NE(at, std::string::npos) << found.body;
  EXPECT_EQ(value_in(std::string_view(found.body).substr(at), "actual"), "2026-11-24T22:10:00Z") << found.body;
  auto const events = port.get("tracking/units/" + value_in(found.body, "_key") + "/events", terminal);
  EXPECT_TRUE(has(events.body, "Left the terminal")) << "the sender's own words are kept: " << events.body;
}

std::string changed(std::string text, std::string const& from, std::string const& to) {
  auto const at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

struct Broken {
  char const *from, *to, *code, *place;
};
constexpr Broken broken[] = {
    {"UNT+10+M1'UNZ+1+LP1'", "", "edifact.missing_end", "segment 10"},
    {"UNZ+1+LP1'", "", "edifact.missing_end", "segment 11"},
    {"UNZ+1+LP1'", "UNZ+1+L", "edifact.truncated", "segment 12"},
    {"UNT+10+M1", "UNT+12+M1", "edifact.count", "segment 11 UNT, element 1"},
    {"LOC+9+TPAAA:139:6'", "LOC+9+TPAAA:139:6'DTM+133:20261341:203'", "edifact.date",
     "segment 6 DTM, element 1, component 2"},
    {"KGM:9500", "KGM:heavy", "edifact.number", "segment 7 MEA, element 3, component 2"},
    {"UNH+M1+COPRAR:D:95B:UN'", "UNH+M1'", "edifact.missing_element", "segment 2 UNH, element 2"},
    {"UNB+UNOA", "Dear port", "edifact.", ""},
};

TEST_F(Links, ABrokenFileIsRefusedAtItsSegmentAndElementAndChangesNothing) {
  auto const before = port.store.last_sequence();
  for (auto const& b : broken) {
    SCOPED_TRACE(b.to);
    auto const r = send(terminal, changed(coprar, b.from, b.to));
    if (std::string_view(b.code) == "edifact.") {
      EXPECT_EQ(r.status, 422) << r.body;
      EXPECT_EQ(port.store.last_sequence(), before);
      continue;
    }
    refused(r, b.code, b.place, before);
  }
  EXPECT_EQ(send(terminal, "").status, 422);
  EXPECT_EQ(port.store.last_sequence(), before);
  EXPECT_EQ(send(terminal, coprar).status, 200) << "unbroken, it is taken";
}

TEST_F(Links, OnlyThoseWhoMaySendMessages) {
  auto const before = port.store.last_sequence();
  EXPECT_EQ(send(shipper, coprar).status, 403);
  EXPECT_EQ(send("", coprar).status, 401);
  EXPECT_EQ(port.store.last_sequence(), before);
}

std::string content(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(Links, TheFolderTakesFilesAndSaysWhatBecameOfThem) {
  fs::path const folder = port.file + "-folder";
  fs::remove_all(folder);
  fs::create_directories(folder);
  auto const drop = [&](char const* name, std::string const& bytes, bool quiet = true) {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    if (quiet)
      fs::last_write_time(folder / name, fs::file_time_type::clock::now() - std::chrono::seconds(10));
  };
  Actor const actor{"folder", "PORT", Role::terminal};
  drop("good.edi", coprar);
  drop("broken.edi", changed(coprar, "KGM:9500", "KGM:heavy"));
  drop("growing.edi", coprar.substr(0, 100), false);
  EXPECT_EQ(links::take_folder(port.book, folder.string(), actor), 2u);
  EXPECT_TRUE(fs::exists(folder / "done/good.edi") && !fs::exists(folder / "good.edi"));
  EXPECT_EQ(content(folder / "done/good.edi"), coprar);
  EXPECT_TRUE(has(content(folder / "done/good.edi.json"), "CSQU3054384"));
  EXPECT_TRUE(fs::exists(folder / "to-confirm/good.edi")) << "a person is asked about the check digit";
  EXPECT_TRUE(fs::exists(folder / "refused/broken.edi"));
  auto const report = content(folder / "refused/broken.edi.json");
  EXPECT_EQ(value_in(report, "code"), "edifact.number") << report;
  EXPECT_TRUE(has(report, "segment 7 MEA")) << report;
  EXPECT_TRUE(fs::exists(folder / "growing.edi")) << "half a file is left alone";
  EXPECT_EQ(rows("container/units"), 1u);

  auto const last = port.store.last_sequence();
  drop("good.edi", coprar);
  EXPECT_EQ(links::take_folder(port.book, folder.string(), actor), 1u);
  EXPECT_EQ(port.store.last_sequence(), last) << "the same content twice is done once";
  EXPECT_TRUE(fs::exists(folder / "done/good-1.edi")) << "and no earlier file is overwritten";
  fs::remove_all(folder);
}

}  // namespace
}  // namespace landport::trials
