// SPDX-License-Identifier: Apache-2.0
#include "formats/edifact_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "formats/edifact_values.h"

namespace landport::formats {
namespace {

using testing::ElementsAre;

std::string file(std::string const& name) {
  std::ifstream in(std::filesystem::path(LANDPORT_SOURCE_DIR) / "trials/golden/edifact" / name,
                   std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TransportMessage one(std::string const& name) {
  auto read = read_transport_file(file(name));
  if (!read) {
    ADD_FAILURE() << name << ": " << read.error().code << ", " << read.error().place;
    return {};
  }
  EXPECT_EQ(read->messages.size(), 1u);
  return std::move(read->messages.at(0));
}

std::string at(MessageTime const* time) {
  return time == nullptr ? "none" : to_text(time->at);
}

TEST(EdifactMessages, CoprarOrdersContainersOntoAVessel) {
  auto const read = read_transport_file(file("edifact-types/d95b_coprar.edi"));
  ASSERT_TRUE(read) << read.error().code << read.error().place;
  ASSERT_EQ(read->messages.size(), 1u);
  auto const& m = read->messages[0];
  EXPECT_EQ(m.kind, MessageKind::coprar);
  EXPECT_EQ(m.reference, "638");
  EXPECT_EQ(m.release, "95B");
  EXPECT_EQ(m.document, "45");
  EXPECT_EQ(m.function, "9");
  auto const& t = *m.main_transport();
  EXPECT_EQ(t.voyage, "123W");
  EXPECT_EQ(t.carrier, "MSK");
  EXPECT_EQ(t.vehicle, "D5EP4");
  EXPECT_EQ(t.vehicle_name, "HELLO WORLD");
  EXPECT_EQ(m.location_of(t.locations, "9")->code, "AEJEA");
  EXPECT_EQ(m.time_of(t.times, "132")->precision, TimePrecision::day) << "20121124 in format 203";
  ASSERT_EQ(m.all_units.size(), 2u);
  auto const& u = m.all_units[0];
  EXPECT_EQ(u.number, "MSTI6415664");
  EXPECT_EQ(u.check_digit, CheckDigit::wrong) << "kept, and said to be wrong";
  EXPECT_EQ(u.expected_digit, 0);
  EXPECT_EQ(u.size_type, "45G1");
  EXPECT_EQ(u.filling, Filling::full);
  EXPECT_EQ(u.status, "6");
  EXPECT_EQ(u.gross, Kilograms{11740});
  EXPECT_EQ(u.verified_gross, Kilograms{11740});
  EXPECT_EQ(m.reference_of(u.references, "BN")->number, "2GO2005174");
  EXPECT_EQ(m.location_of(u.locations, "11")->code, "INNSA");
  EXPECT_EQ(m.of(m.all_texts, u.texts)[0].text, "PLASTICS:ARTICLES");
  EXPECT_EQ(m.all_transports[u.transports.first].voyage, "142E");
  EXPECT_EQ(m.party_of(u.parties, "CF")->id, "MSK");
  std::vector<std::string> found;
  for (auto const& finding : read->findings) found.push_back(finding.code);
  EXPECT_THAT(found, testing::UnorderedElementsAre("edifact.count", "edifact.unit_count"))
      << "the excerpt states 56 segments and 5 units";
}

TEST(EdifactMessages, CoarriReportsWhatWasLoaded) {
  auto const m = one("landport/d95b_coarri_rail.edi");
  EXPECT_EQ(m.kind, MessageKind::coarri);
  EXPECT_EQ(m.sender, "CDQBJ");
  EXPECT_EQ(m.interchange, "LP00017");
  auto const& t = *m.main_transport();
  EXPECT_EQ(t.mode, "2") << "rail";
  EXPECT_EQ(t.vehicle_name, "CHENGDU LODZ EXPRESS");
  EXPECT_EQ(m.location_of(t.locations, "9")->related_code, "QBJ");
  auto const* const departure = m.time_of(t.times, "133");
  EXPECT_EQ(at(departure), "2026-11-30T09:30:00Z");
  EXPECT_EQ(departure->basis, TimeBasis::local);
  ASSERT_EQ(m.all_units.size(), 3u);
  auto const& lamps = m.all_units[0];
  EXPECT_EQ(lamps.check_digit, CheckDigit::holds);
  EXPECT_EQ(lamps.verified_gross, Kilograms{23480});
  EXPECT_EQ(lamps.tare, Kilograms{3800});
  EXPECT_EQ(at(m.time_of(lamps.times, "203")), "2026-11-30T06:11:00Z");
  EXPECT_EQ(m.of(m.all_seals, lamps.seals)[0].number, "CN778123");
  auto const& batteries = m.all_units[1];
  EXPECT_EQ(batteries.check_digit, CheckDigit::wrong);
  EXPECT_EQ(batteries.gross, Kilograms{20000}) << "44092.45 pounds";
  EXPECT_EQ(batteries.seals.count, 2u);
  auto const danger = m.of(m.all_dangers, batteries.dangers)[0];
  EXPECT_EQ(danger.un_number, "3480");
  EXPECT_EQ(danger.hazard_class, "9");
  EXPECT_EQ(danger.packing_group, "2");
  EXPECT_EQ(m.of(m.all_texts, danger.texts)[0].text, "LITHIUM ION BATTERIES");
  auto const& reefer = m.all_units[2];
  EXPECT_EQ(reefer.gross, Kilograms{14200});
  auto const cold = m.of(m.all_temperatures, reefer.temperatures)[0];
  EXPECT_EQ(cold.setting, DeciCelsius{-180});
  EXPECT_EQ(cold.lowest, DeciCelsius{-200});
  EXPECT_EQ(cold.highest, DeciCelsius{-160});
}

TEST(EdifactMessages, IftminOrdersCarriage) {
  auto const read = read_transport_file(file("edifact-types/iftmin_test_1.edi"));
  ASSERT_TRUE(read) << read.error().code << read.error().place;
  EXPECT_EQ(read->findings.size(), 1u) << "its UNT states too few segments";
  auto const& m = read->messages.at(0);
  EXPECT_EQ(m.number, "70123451234567898");
  EXPECT_EQ(at(m.time_of(m.times, "137")), "2010-08-10T00:00:00Z");
  EXPECT_EQ(m.time_of(m.times, "137")->precision, TimePrecision::day);
  auto const* const consignor = m.party_of(m.parties, "CZ");
  ASSERT_NE(consignor, nullptr);
  EXPECT_EQ(consignor->name, "Bring IKT\nX");
  EXPECT_EQ(consignor->city, "OSLO");
  EXPECT_EQ(consignor->country, "NO");
  EXPECT_EQ(consignor->contact, "Kalle");
  EXPECT_EQ(consignor->communication, "+4723249852");
  EXPECT_EQ(m.reference_of(consignor->references, "ACD")->number, "23456");
  EXPECT_EQ(m.party_of(m.parties, "PW")->name, "Backer's Corner");
  EXPECT_EQ(m.reference_of(m.references, "CMR")->number, "70701020000000034");
  EXPECT_EQ(m.main_transport()->mode, "3");
  ASSERT_EQ(m.all_goods.size(), 1u);
  auto const& g = m.all_goods[0];
  EXPECT_EQ(g.packages, 1);
  EXPECT_EQ(g.package_type, "201");
  EXPECT_EQ(g.package_name, "Pallet");
  EXPECT_EQ(g.hs_code, "7411220000");
  EXPECT_EQ(m.of(m.all_temperatures, g.temperatures)[0].setting, DeciCelsius{-150});
  EXPECT_EQ(m.of(m.all_temperatures, g.temperatures)[0].highest, DeciCelsius{80});
  EXPECT_EQ(m.of(m.all_texts, g.texts)[0].text, "Dekk på felg");
  EXPECT_EQ(m.of(m.all_dangers, g.dangers)[0].hazard_class, "5.1");
  EXPECT_EQ(m.of(m.all_dangers, g.dangers)[0].further_class, "(6.1+8)");
  EXPECT_EQ(m.of(m.all_dangers, g.dangers)[0].un_number, "1463");
  ASSERT_EQ(m.all_units.size(), 1u);
  EXPECT_EQ(m.all_units[0].number, "NC044D");
  EXPECT_EQ(m.all_units[0].check_digit, CheckDigit::other_form);
}

TEST(EdifactMessages, IftstaTellsAMilestone) {
  for (auto const* const name : {"edifact-types/iftsta_test_2.edi", "edifact-types/iftsta_test_4.edi"}) {
    auto const m = one(name);
    EXPECT_EQ(m.reference_of(m.references, "BN")->number, "24O4023815");
    EXPECT_EQ(m.party_of(m.parties, "CA")->id, "ABCD");
    ASSERT_EQ(m.all_consignments.size(), 1u);
    ASSERT_EQ(m.all_statuses.size(), 1u);
    auto const& s = m.all_statuses[0];
    EXPECT_EQ(s.category, "1");
    EXPECT_EQ(s.code, "P");
    EXPECT_EQ(s.agency, "HS");
    EXPECT_EQ(s.description, "Rail Departed from In-Transit Locat");
    EXPECT_EQ(m.reference_of(s.references, "EQ")->number, "TRHU4561222");
    EXPECT_EQ(at(m.time_of(s.times, "334")), "2022-11-19T07:10:00Z");
    auto const* const where = m.location_of(s.locations, "175");
    EXPECT_EQ(where->code, "USSYR");
    EXPECT_EQ(where->name, "SYRACUSE");
    EXPECT_EQ(where->related_code, "US");
    ASSERT_EQ(s.transports.count, 1u);
    auto const& t = m.all_transports[s.transports.first];
    EXPECT_EQ(t.mode, "2");
    EXPECT_EQ(t.vehicle_name, "CSX TRANSPORTATION");
    std::vector<std::string> route;
    for (auto const& stop : m.of(m.all_locations, t.locations)) route.emplace_back(stop.code);
    EXPECT_THAT(route, ElementsAre("COCTG", "USNYC", "USCHI", "USWOQ"));
    auto const* const newark = m.location_of(t.locations, "11");
    EXPECT_EQ(at(m.time_of(newark->times, "178")), "2022-11-17T05:05:00Z");
    EXPECT_EQ(at(m.time_of(newark->times, "133")), "2022-11-18T16:30:00Z");
    ASSERT_EQ(s.units.count, 1u);
    EXPECT_EQ(m.all_units[s.units.first].number, "TRHU4561222");
  }
  auto const m = one("edifact-types/iftsta_test_3.edi");
  EXPECT_EQ(m.all_locations[2].name, "APM TERMINALS ELIZA' +BETH, , US");
}

TEST(EdifactMessages, BaplieSaysWhereEachContainerStands) {
  auto const old = one("edifact-types/d04b_baplie.edi");
  EXPECT_EQ(at(old.time_of(old.times, "137")), "2009-10-30T12:00:00Z");
  EXPECT_EQ(old.main_transport()->vehicle, "IMONUMBER");
  ASSERT_EQ(old.all_units.size(), 1u);
  EXPECT_EQ(old.all_units[0].cell, "0050302");
  EXPECT_EQ(old.all_units[0].gross, Kilograms{23000});
  EXPECT_EQ(old.party_of(old.all_units[0].parties, "CA")->id, "TSL");

  auto const m = one("landport/d95b_baplie.edi");
  EXPECT_EQ(m.reference_of(m.main_transport()->references, "VON")->number, "042E");
  ASSERT_EQ(m.all_units.size(), 3u);
  EXPECT_EQ(m.all_units[0].cell, "0180690");
  EXPECT_EQ(m.all_units[0].filling, Filling::empty);
  EXPECT_EQ(m.all_units[1].number, "TRHU4307253");
  EXPECT_EQ(m.all_units[1].expected_digit, 2);
  EXPECT_EQ(m.of(m.all_temperatures, m.all_units[1].temperatures)[0].setting, DeciCelsius{50})
      << "41 Fahrenheit";
  EXPECT_EQ(m.all_units[2].number, "FCIU9908030");
  EXPECT_EQ(m.all_units[2].cell, "0060886") << "two in one cell";
  EXPECT_EQ(m.location_of(m.all_units[2].locations, "11")->code, "JPOSA");
  EXPECT_EQ(m.party_of(m.all_units[1].parties, "CA"), nullptr);
  EXPECT_EQ(m.of(m.all_dangers, m.all_units[2].dangers)[0].un_number, "3480");
}

// Every sample of another project: how many messages are ours, how many of other types, or why it is refused.
struct Sample {
  char const* path;
  std::size_t messages, others;
  char const* refusal = "";
  friend void PrintTo(Sample const& sample, std::ostream* out) { *out << sample.path; }
};

Sample const samples[] = {
    {"edifact-types/d04b_baplie.edi", 1, 0},
    {"edifact-types/d95b_coprar.edi", 1, 0},
    {"edifact-types/iftmin_test_1.edi", 1, 0},
    {"edifact-types/iftsta_test_2.edi", 1, 0},
    {"edifact-types/iftsta_test_3.edi", 1, 0},
    {"edifact-types/iftsta_test_4.edi", 1, 0},
    {"landport/d95b_coarri_rail.edi", 1, 0},
    {"landport/d95b_baplie.edi", 1, 0},
    {"go-edi/aperak.golden.edi", 0, 1},
    {"go-edi/contrl-error.golden.edi", 0, 1},
    {"go-edi/contrl.golden.edi", 0, 1},
    {"go-edi/cuscar-fri.golden.edi", 0, 1},
    {"smooks/d93a-invoic-1_input.edi", 0, 1},
    {"smooks/d96a-invoic-1_input.edi", 0, 1},
    {"smooks/invoic_invoic.edi", 0, 1},
    {"smooks/no_ung_unedifact-msg-01.edi", 0, 0, "edifact.tag"},
    {"smooks/no_ung_unedifact-msg-02.edi", 0, 0, "edifact.tag"},
    {"smooks/paxlst_paxlst.edi", 0, 1},
    {"smooks/recadv_recadv.edi", 0, 1},
    {"smooks/with_ung_unedifact-msg-01.edi", 0, 0, "edifact.tag"},
    {"staedi/empty-segment-example.edi", 0, 1},
    {"staedi/empty-segment-loop-example.edi", 0, 1},
    {"staedi/invoic_d93a_una.edi", 0, 1},
    {"staedi/invoic_d97b.edi", 0, 1},
    {"staedi/invoic_d97b_una.edi", 0, 1},
    {"staedi/null-pointer-example.edi", 0, 1},
    {"staedi/orders-with-group.edi", 0, 0, "edifact.count"},
    {"staedi/other_dialect_term_segments.edi", 0, 1},
    {"staedi/pnrgov.edi", 0, 1},
    {"staedi/wrapped_invoic_d97b.edi", 0, 1},
    {"staedi/wrapped_invoic_d97b_una.edi", 0, 1},
};

TEST(EdifactMessages, EverySampleHasItsOutcome) {
  for (auto const& sample : samples) {
    auto const bytes = file(sample.path);
    ASSERT_FALSE(bytes.empty()) << sample.path;
    auto const read = read_transport_file(bytes);
    EXPECT_EQ(read ? "" : read.error().code, sample.refusal) << sample.path;
    if (!read) continue;
    EXPECT_EQ(read->messages.size(), sample.messages) << sample.path;
    EXPECT_EQ(read->others.size(), sample.others) << sample.path;
  }
}

TEST(EdifactMessages, ABrokenMessageIsRefusedWithSegmentAndElement) {
  auto const good = file("landport/d95b_coarri_rail.edi");
  struct Wrong {
    std::string from, to, code, place;
  };
  Wrong const cases[] = {
      {"KGM:23480", "KGM:2348O", "edifact.number", "segment 14 MEA, element 3, component 2, byte 396"},
      {"203:202611300611:203", "203:202613300611:203", "edifact.date",
       "segment 11 DTM, element 1, component 2"},
      {"203:202611300611:203", "203:202611300:203", "edifact.date", "segment 11 DTM, element 1, component 2"},
      {"EQD+CN+TRHU", "EQD++TRHU", "edifact.missing_element", "segment 8 EQD, element 1, component 1"},
      {"BGM+46", "BGX+46", "edifact.missing_segment", "segment 3 BGX"},
      {"TDT+20", "XXX+20", "edifact.unexpected_segment", "segment 4 XXX"},
      {"TMP+2+-18", "TMP+2+cold", "edifact.number", "segment 33 TMP, element 2, component 1"},
      {"CNT+16", "GID+16", "edifact.unexpected_segment", "segment 36 GID"},
      {"UNT+36", "UNT+37", "edifact.count", "segment 37 UNT, element 1"},
      {"UNT+36+LP1", "UNT+36+LP2", "edifact.reference", "segment 37 UNT, element 2"},
  };
  for (auto const& wrong : cases) {
    auto bytes = good;
    ASSERT_NE(bytes.find(wrong.from), std::string::npos) << wrong.from;
    bytes.replace(bytes.find(wrong.from), wrong.from.size(), wrong.to);
    auto const read = read_transport_file(bytes);
    ASSERT_FALSE(read) << wrong.to;
    EXPECT_EQ(read.error().code, wrong.code) << wrong.to;
    EXPECT_THAT(read.error().place, testing::StartsWith(wrong.place)) << wrong.to;
  }
  EXPECT_EQ(read_transport_file(good.substr(0, 700)).error().code, "edifact.truncated");
  EXPECT_EQ(read_transport_file("UNH+1+COPRAR:D:95B'BGM+45'UNT+3+1'").error().details[0].second, "TDT");
  EXPECT_EQ(read_transport_file("UNH+1+COPRAR:D:95B'BGM+45'TDT+20'UNT+4+1'").error().details[0].second,
            "EQD");
  EXPECT_EQ(read_transport_file("UNH+1+IFTMIN:D:00B'BGM+610'UNT+3+1'").error().details[0].second, "NAD");
  EXPECT_EQ(read_transport_file("UNH+1+IFTSTA:D:00B'BGM+23'CNI+1'UNT+4+1'").error().details[0].second, "STS");
  EXPECT_EQ(read_transport_file("UNH+1+IFTSTA:D:00B'STS+1'").error().code, "edifact.missing_segment");
}

TEST(EdifactMessages, TextsAreUtf8WhateverTheInterchangeSays) {
  std::string const head = "UNB+UNOC:3+A+B+260101:0800+I'UNH+1+IFTMIN:D:00B'BGM+610'NAD+CZ+++";
  std::string const tail = "'UNT+4+1'UNZ+1+I'";
  auto name = [&](std::string const& bytes) {
    auto const read = read_transport_file(bytes);
    return read ? std::string(read->messages.at(0).all_parties.at(0).name) : read.error().code;
  };
  EXPECT_EQ(name(head + "B\xDCTTNER" + tail), "BÜTTNER");
  EXPECT_EQ(name(head + "成都" + tail), "成都") << "UTF-8 in spite of UNOC, as many send it";
  auto cyrillic = head;
  cyrillic.replace(4, 4, "UNOE");
  EXPECT_EQ(name(cyrillic + "\xBC\xDE\xE1\xDA\xD2\xD0" + tail), "Москва");
}

TEST(EdifactMessages, CuttingChangesNothingAndMessagesFollowEachOther) {
  auto const bytes = file("landport/d95b_coarri_rail.edi") + file("landport/d95b_baplie.edi") +
                     file("edifact-types/d04b_baplie.edi") + file("go-edi/aperak.golden.edi");
  rc::check("any chunks give the same units", [&] {
    auto const size = *rc::gen::inRange<std::size_t>(1, 300);
    TransportMessages reader;
    std::vector<std::string> units;
    std::string chunk;
    std::size_t from = 0;
    for (;;) {
      auto const step = reader.next();
      RC_ASSERT(step.has_value());
      if (*step == MessageStep::end) break;
      if (*step == MessageStep::message) {
        for (auto const& unit : reader.message().all_units) units.emplace_back(unit.number);
      } else if (*step == MessageStep::other) {
        units.push_back(reader.head().type);
      } else if (from < bytes.size()) {
        std::fill(chunk.begin(), chunk.end(), '#');
        chunk = bytes.substr(from, size);
        from += chunk.size();
        reader.feed(chunk);
      } else {
        reader.finish();
      }
    }
    RC_ASSERT(units == (std::vector<std::string>{"TRHU4307252", "MAGU5591245", "CSQU3054383", "CSQU3054383",
                                                 "TRHU4307253", "FCIU9908030", "CONTAINER", "APERAK"}));
  });
}

TEST(EdifactMessages, WhatTheWriterWritesIsReadIntoTheSameUnits) {
  rc::check("numbers, masses and texts survive", [] {
    auto const count = *rc::gen::inRange<std::size_t>(1, 20);
    EdifactWriter w;
    w.open_interchange("A", "B", "I1", "261130", "0800");
    w.open_message("M1", "COARRI", "95B");
    w.segment("BGM").element("44").element("X").element("9");
    w.segment("TDT").element("20").element("X8001").element("2");
    w.segment("NAD").element("CF").element("CRE");
    std::vector<std::pair<std::int64_t, std::string>> expected;
    for (std::size_t i = 0; i < count; ++i) {
      auto const kilograms = *rc::gen::inRange<std::int64_t>(0, 99999);
      auto const goods =
          *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AB+:?'* 12箱").substr(0, 10)));
      w.segment("EQD").element("CN").element("CSQU3054383").element("22G1").component("102").component("5");
      w.segment("MEA").element("AAE").element("VGM").element("KGM").component(std::to_string(kilograms));
      w.segment("FTX").element("AAA").element().element().element("g" + goods);
      expected.emplace_back(kilograms, "g" + goods);
    }
    w.segment("CNT").element("16").component(std::to_string(count));
    w.close_message();
    w.close_interchange();
    auto const read = read_transport_file(w.text());
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->findings.empty());
    auto const& m = read->messages.at(0);
    RC_ASSERT(m.all_units.size() == count);
    for (std::size_t i = 0; i < count; ++i) {
      RC_ASSERT(m.all_units[i].verified_gross == Kilograms{expected[i].first});
      RC_ASSERT(m.of(m.all_texts, m.all_units[i].texts)[0].text == expected[i].second);
    }
  });
}

TEST(EdifactValues, NumbersAreReadInThousandths) {
  EXPECT_EQ(thousandths("11740"), 11'740'000);
  EXPECT_EQ(thousandths("1.5"), 1'500);
  EXPECT_EQ(thousandths("0,0019"), 1) << "a comma is a decimal mark; finer digits are cut";
  EXPECT_EQ(thousandths("-18"), -18'000);
  EXPECT_EQ(thousandths(".5"), 500);
  for (char const* wrong : {"", "-", ".", "1.2.3", "12a", "1 2", "99999999999999999999"}) {
    EXPECT_EQ(thousandths(wrong), std::nullopt) << wrong;
  }
}

TEST(EdifactValues, MassesAndTemperaturesAreConverted) {
  EXPECT_EQ(to_grams(1'500, "KGM"), 1'500);
  EXPECT_EQ(to_grams(525'000, "GRM"), 525);
  EXPECT_EQ(to_grams(2'500, "TNE"), 2'500'000);
  EXPECT_EQ(to_grams(1'000, "LBR"), 454);
  EXPECT_EQ(to_grams(-1'000'000, "LBR"), -453'592);
  EXPECT_EQ(to_grams(1'000, "LTR"), std::nullopt);
  EXPECT_EQ(to_celsius(-4'000, "FAH"), DeciCelsius{-200});
  EXPECT_EQ(to_celsius(273'150, "KEL"), DeciCelsius{0});
  EXPECT_EQ(to_celsius(-18'500, "CEL"), DeciCelsius{-185});
}

TEST(EdifactValues, DatesInTheirFormats) {
  auto read = [](std::string_view text, std::string_view format) -> std::string {
    MessageTime time{"137", text, format, {}, {}, {}};
    if (!read_time(time)) return "wrong";
    if (time.basis == TimeBasis::none) return "none";
    return to_text(time.at) + (time.basis == TimeBasis::local ? " local" : " universal");
  };
  EXPECT_EQ(read("20261130", "102"), "2026-11-30T00:00:00Z local");
  EXPECT_EQ(read("202611300611", "203"), "2026-11-30T06:11:00Z local");
  EXPECT_EQ(read("20261130061159", "204"), "2026-11-30T06:11:59Z local");
  EXPECT_EQ(read("2611300611", "201"), "2026-11-30T06:11:00Z local");
  EXPECT_EQ(read("991231", "101"), "1999-12-31T00:00:00Z local");
  EXPECT_EQ(read("202611300611+0800", "205"), "2026-11-29T22:11:00Z universal");
  EXPECT_EQ(read("202611300611GMT", "303"), "2026-11-30T06:11:00Z universal");
  EXPECT_EQ(read("202611300611CST", "303"), "2026-11-30T06:11:00Z local");
  EXPECT_EQ(read("20261130061159Z", "304"), "2026-11-30T06:11:59Z universal");
  EXPECT_EQ(read("202611302400", "203"), "2026-12-01T00:00:00Z local");
  EXPECT_EQ(read("20261130", "203"), "2026-11-30T00:00:00Z local");
  EXPECT_EQ(read("20240229", "102"), "2024-02-29T00:00:00Z local");
  EXPECT_EQ(read("", "203"), "none");
  EXPECT_EQ(read("48", "804"), "none");
  for (auto const& [text, format] :
       std::initializer_list<std::pair<char const*, char const*>>{{"20260229", "102"},
                                                                  {"2026113", "102"},
                                                                  {"202611300661", "203"},
                                                                  {"2026113a", "102"},
                                                                  {"202611300611+8", "205"},
                                                                  {"202611300611", "102"},
                                                                  {"00000101", "102"}}) {
    EXPECT_EQ(read(text, format), "wrong") << text << ' ' << format;
  }
}

}  // namespace
}  // namespace landport::formats
