// SPDX-License-Identifier: Apache-2.0
#include "formats/edifact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "formats/edifact_messages.h"
#include "formats/refusals.h"

namespace landport::formats {
namespace {

// A segment as text that shows its split: "RFF|BN:123|A*B".
std::string shown(Segment const& s) {
  std::string text(s.tag());
  for (std::size_t e = 1; e <= s.elements(); ++e) {
    text += '|';
    for (std::size_t r = 1; r <= s.repeats(e); ++r) {
      if (r > 1) text += '*';
      for (std::size_t c = 1; c <= s.components(e, r); ++c) {
        if (c > 1) text += ':';
        text += s.at(e, c, r);
      }
    }
  }
  return text;
}

struct Outcome {
  std::vector<std::string> segments;
  std::string refusal, place;
  std::size_t findings = 0;
  bool operator==(Outcome const&) const = default;
};

// Feeds `bytes` in pieces of `sizes` in turn; a copy of each piece is overwritten as soon as it may be.
template <class Reader>
Outcome run(Reader reader, std::string_view bytes, std::vector<std::size_t> const& sizes) {
  Outcome outcome;
  std::string chunk;
  std::size_t turn = 0;
  for (bool finished = false;;) {
    auto const step = reader.next();
    if (!step) {
      outcome.refusal = step.error().code;
      outcome.place = step.error().place;
      break;
    }
    if (*step == EdifactStep::end) break;
    if (*step == EdifactStep::segment) {
      outcome.segments.push_back(shown(reader.segment()));
      continue;
    }
    EXPECT_FALSE(finished) << "hungry after finish()";
    if (finished) break;
    if (bytes.empty()) {
      reader.finish();
      finished = true;
      continue;
    }
    auto const size = std::min(bytes.size(), sizes[turn++ % sizes.size()]);
    std::fill(chunk.begin(), chunk.end(), '#');
    chunk.assign(bytes.substr(0, size));
    bytes.remove_prefix(size);
    reader.feed(chunk);
  }
  if constexpr (requires { reader.findings(); }) outcome.findings = reader.findings().size();
  return outcome;
}

Outcome tokens(std::string_view bytes) {
  return run(EdifactTokenizer(), bytes, {bytes.size() + 1});
}
Outcome read(std::string_view bytes, ControlChecks checks = ControlChecks::by_envelope) {
  return run(EdifactReader(checks), bytes, {bytes.size() + 1});
}

using Segments = std::vector<std::string>;

TEST(EdifactTokenizer, SplitsElementsAndComponents) {
  EXPECT_EQ(tokens("EQD+CN+MSTI6415664+45G1:102:5++6+5'").segments,
            Segments{"EQD|CN|MSTI6415664|45G1:102:5||6|5"});
  EdifactTokenizer t;
  t.feed("BGM+45'EQD+CN+X+45G1:102:5++6'");
  ASSERT_EQ(t.next(), EdifactStep::segment);
  ASSERT_EQ(t.next(), EdifactStep::segment);
  EXPECT_EQ(t.segment().at(3, 2), "102");
  EXPECT_EQ(t.segment().at(3, 4), "");
  EXPECT_EQ(t.segment().at(4), "");
  EXPECT_EQ(t.segment().at(9), "");
  EXPECT_EQ(t.segment().at(1, 1, 2), "");
  EXPECT_EQ(t.segment().place(3, 2), "segment 2 EQD, element 3, component 2, byte 7");
}

TEST(EdifactTokenizer, ReleaseCharactersGiveTheNextCharacterBack) {
  EXPECT_EQ(tokens("FTX+AAA+++PLASTICS?:ARTICLES ??+?''").segments,
            (Segments{"FTX|AAA|||PLASTICS:ARTICLES ?|'"}));
  EXPECT_EQ(tokens("COM+?+4723249852:TE'RFF+A?BC'").segments, (Segments{"COM|+4723249852:TE", "RFF|ABC"}));
}

TEST(EdifactTokenizer, WrappedLinesAreJoinedAndBlanksAfterTerminatorsSkipped) {
  EXPECT_EQ(tokens("NAD+BY+792\n820524::16++CUM\r\nMINS'\r\n \tRFF+O\n?\n+N'\n\n").segments,
            (Segments{"NAD|BY|792820524::16||CUMMINS", "RFF|O+N"}));
}

TEST(EdifactTokenizer, ADoubledTerminatorEndsNothing) {
  EXPECT_EQ(tokens("'RFF+A'' 'RFF+B'").segments, (Segments{"RFF|A", "RFF|B"}));
}

TEST(EdifactTokenizer, UnaSaysTheCharactersAnywhereASegmentMayBegin) {
  EXPECT_EQ(tokens("\xEF\xBB\xBFUNA=*.? ~\nNAD*BY*79==16~UNA:+,? 'RFF+A=B*:C'").segments,
            (Segments{"NAD|BY|79::16", "RFF|A=B*:C"}));
  EXPECT_EQ(tokens("UNA:+.\\*'RFF+A*B:C\\*?'").segments, Segments{"RFF|A*B:C*?"})
      << "another release character";
  EXPECT_EQ(tokens("UNA:+.  'RFF+A?'").segments, Segments{"RFF|A?"}) << "no release character";
  EXPECT_EQ(tokens("UNA:+.? \nRFF+A:B\r\nRFF+C\n").segments, (Segments{"RFF|A:B", "RFF|C"}))
      << "a line break as terminator";
}

TEST(EdifactTokenizer, RefusesWhatCannotBeSplit) {
  struct Wrong {
    std::string bytes, code, place;
  };
  Wrong const cases[] = {
      {"UNA:+.?+'", "edifact.una", "segment 1, byte 0"},
      {"UNA:+.?A'", "edifact.una", "segment 1, byte 0"},
      {"UNA:\n.? '", "edifact.una", "segment 1, byte 0"},
      {"hello'", "edifact.not_edifact", "segment 1, byte 0"},
      {"RFF+A'\n rff+B'", "edifact.tag", "segment 2, byte 8"},
      {"RFF+A'RFF+B", "edifact.truncated", "segment 2, byte 6"},
      {"RFF+A'RFF+B?'", "edifact.truncated", "segment 2, byte 6"},
      {"RFF+A'UNA:+", "edifact.truncated", "segment 2, byte 6"},
      {"'+'", "edifact.not_edifact", "segment 1, byte 1"},
      {"RFF+" + std::string(5000, '+') + "'", "edifact.too_many_components", "segment 1, byte 0"},
      {"RFF+" + std::string(70000, 'x') + "'", "edifact.segment_too_long", "segment 1, byte 0"},
  };
  for (auto const& wrong : cases) {
    auto const outcome = tokens(wrong.bytes);
    EXPECT_EQ(outcome.refusal, wrong.code) << wrong.bytes.substr(0, 40);
    EXPECT_EQ(outcome.place, wrong.place) << wrong.bytes.substr(0, 40);
  }
}

TEST(EdifactReader, ChecksCountsAndReferences) {
  std::string const head = "UNB+UNOA:3+A+B+260101:0800+I7'UNH+M1+COPRAR:D:95B:UN'BGM+45'";
  EXPECT_EQ(read(head + "UNT+3+M1'UNZ+1+I7'").refusal, "");
  EXPECT_EQ(read(head + "UNT+2+M1'UNZ+1+I7'").findings, 1u) << "more than was promised: nothing is lost";
  EXPECT_EQ(read(head + "UNT+2+M1'UNZ+1+I7'", ControlChecks::refuse).refusal, "edifact.count");
  struct Wrong {
    std::string tail, code, place;
  };
  Wrong const cases[] = {
      {"UNT+4+M1'UNZ+1+I7'", "edifact.count", "segment 4 UNT, element 1, component 1, byte 60"},
      {"UNT+3+M2'UNZ+1+I7'", "edifact.reference", "segment 4 UNT, element 2, component 1, byte 60"},
      {"UNT+3+M1'UNZ+2+I7'", "edifact.count", "segment 5 UNZ, element 1, component 1, byte 69"},
      {"UNT+3+M1'UNZ+1+I8'", "edifact.reference", "segment 5 UNZ, element 2, component 1, byte 69"},
      {"UNT+x+M1'", "edifact.number", "segment 4 UNT, element 1, component 1, byte 60"},
      {"UNT++M1'", "edifact.missing_element", "segment 4 UNT, element 1, component 1, byte 60"},
      {"UNZ+1+I7'", "edifact.envelope", "segment 4 UNZ, byte 60"},
      {"UNH+M2+X:D:95B'", "edifact.envelope", "segment 4 UNH, byte 60"},
      {"UNT+3+M1'RFF+A'", "edifact.envelope", "segment 5 RFF, byte 69"},
      {"UNT+3+M1'UNE+1+G'", "edifact.envelope", "segment 5 UNE, byte 69"},
      {"UNT+3+M1'", "edifact.missing_end", "segment 4 UNT, byte 60"},
      {"", "edifact.missing_end", "segment 3 BGM, byte 53"},
  };
  for (auto const& wrong : cases) {
    auto const outcome = read(head + wrong.tail);
    EXPECT_EQ(outcome.refusal, wrong.code) << wrong.tail;
    EXPECT_EQ(outcome.place, wrong.place) << wrong.tail;
  }
  EXPECT_EQ(read("UNB+UNOA:5+A+B+260101:0800+I7'").refusal, "edifact.syntax_version");
  EXPECT_EQ(read("UNH+M1'").refusal, "edifact.missing_element");
  EXPECT_EQ(read("").refusal, "edifact.not_edifact");
  EXPECT_EQ(read("UNT+3+M1'").refusal, "edifact.envelope");
}

TEST(EdifactReader, NamesTheLastSegmentWhenItsBytesAreGone) {
  EdifactReader reader;
  std::string chunk = "UNB+UNOA:3+A+B+260101:0800+I7'UNH+M1+COPRAR:D:95B:UN'";
  reader.feed(chunk);
  while (*reader.next() == EdifactStep::segment) {
  }
  std::fill(chunk.begin(), chunk.end(), '#');
  reader.finish();
  auto const end = reader.next();
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().code, "edifact.missing_end");
  EXPECT_EQ(end.error().place, "segment 2 UNH, byte 30");
}

TEST(EdifactReader, GroupsAreCountedAndInterchangesMayFollowEachOther) {
  std::string const one =
      "UNB+UNOA:3+A+B+260101:0800+I'UNG+COPRAR+A+B+260101:0800+G+UN+D:95B'UNH+1+COPRAR:D:95B:UN'UNT+2+1'"
      "UNH+2+COPRAR:D:95B:UN'UNT+2+2'UNE+2+G'UNZ+1+I'\n";
  EXPECT_EQ(read(one + one).refusal, "");
  EXPECT_EQ(read(one + one).segments.size(), 16u);
  auto broken = one;
  broken.replace(broken.find("UNE+2"), 5, "UNE+3");
  EXPECT_EQ(read(broken).refusal, "edifact.count");
}

TEST(EdifactReader, AnExcerptMayMiscountAndSaysSo) {
  std::string const excerpt = "UNH+638+COPRAR:D:95B:UN'BGM+45'UNT+56+638'";
  EXPECT_EQ(read(excerpt).refusal, "");
  EXPECT_EQ(read(excerpt, ControlChecks::refuse).refusal, "edifact.count");
  EdifactReader reader;
  reader.feed(excerpt);
  while (*reader.next() == EdifactStep::segment) {
  }
  ASSERT_EQ(reader.findings().size(), 1u);
  EXPECT_EQ(reader.findings()[0].code, "edifact.count");
  EXPECT_EQ(reader.message().type, "COPRAR");
  EXPECT_EQ(reader.message().release, "95B");
}

TEST(EdifactReader, SyntaxVersion4RepeatsWithAnAsterisk) {
  std::string const message = "UNH+1+PAXLST:D:03B'ATT+2++M*F:x*M'UNT+3+1'UNZ+1+16'";
  EXPECT_EQ(read("UNB+UNOA:4+A+B+041013:1901+16'" + message).segments[2], "ATT|2||M*F:x*M");
  EdifactReader reader;
  auto const bytes = "UNB+UNOA:4+A+B+041013:1901+16'" + message;
  reader.feed(bytes);
  for (int i = 0; i < 3; ++i) ASSERT_EQ(reader.next(), EdifactStep::segment);
  EXPECT_EQ(reader.segment().repeats(3), 3u);
  EXPECT_EQ(reader.segment().at(3, 2, 2), "x");
  EXPECT_EQ(reader.segment().at(3), "M");
  EdifactReader old;
  auto const version3 = "UNB+UNOA:3+A+B+041013:1901+16'" + message;
  old.feed(version3);
  for (int i = 0; i < 3; ++i) ASSERT_EQ(old.next(), EdifactStep::segment);
  EXPECT_EQ(old.segment().repeats(3), 1u);
  EXPECT_EQ(old.segment().at(3, 1), "M*F");
}

TEST(EdifactReader, EveryRefusalHasItsRow) {
  for (auto const& row : refusals_of_formats()) {
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.remedy_zh.empty() || row.remedy_en.empty())
        << row.code;
    EXPECT_GE(row.status, 400) << row.code;
  }
}

std::string file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Sample {
  char const* path;
  std::size_t segments;
  char const* refusal = "";
  char const* place = "";
  std::size_t findings = 0;
  friend void PrintTo(Sample const& sample, std::ostream* out) { *out << sample.path; }
};

// What other people's files are to us, broken ones included.
Sample const samples[] = {
    {"edifact-types/d04b_baplie.edi", 21},
    {"edifact-types/d95b_coprar.edi", 29, "", "", 1},
    {"edifact-types/iftmin_test_1.edi", 72, "", "", 1},
    {"edifact-types/iftsta_test_2.edi", 31},
    {"edifact-types/iftsta_test_3.edi", 31},
    {"edifact-types/iftsta_test_4.edi", 33},
    {"go-edi/aperak.golden.edi", 11},
    {"go-edi/contrl-error.golden.edi", 10},
    {"go-edi/contrl.golden.edi", 8},
    {"go-edi/cuscar-fri.golden.edi", 14},
    {"smooks/d93a-invoic-1_input.edi", 185},
    {"smooks/d96a-invoic-1_input.edi", 185},
    {"smooks/invoic_invoic.edi", 38},
    {"smooks/no_ung_unedifact-msg-01.edi", 2, "edifact.tag", "segment 3, byte 76"},
    {"smooks/no_ung_unedifact-msg-02.edi", 2, "edifact.tag", "segment 3, byte 85"},
    {"smooks/paxlst_paxlst.edi", 20},
    {"smooks/recadv_recadv.edi", 26},
    {"smooks/with_ung_unedifact-msg-01.edi", 3, "edifact.tag", "segment 4, byte 128"},
    {"staedi/empty-segment-example.edi", 7},
    {"staedi/empty-segment-loop-example.edi", 16},
    {"staedi/invoic_d93a_una.edi", 30},
    {"staedi/invoic_d97b.edi", 26},
    {"staedi/invoic_d97b_una.edi", 26},
    {"staedi/null-pointer-example.edi", 11},
    {"staedi/orders-with-group.edi", 19, "edifact.count", "segment 20 UNT, element 1"},
    {"staedi/other_dialect_term_segments.edi", 6},
    {"staedi/pnrgov.edi", 87},
    {"staedi/wrapped_invoic_d97b.edi", 26},
    {"staedi/wrapped_invoic_d97b_una.edi", 26},
};

class EdifactSamples : public testing::TestWithParam<Sample> {};

TEST_P(EdifactSamples, HaveTheirOutcomeInEveryCutting) {
  auto const path = std::filesystem::path(LANDPORT_SOURCE_DIR) / "trials/golden/edifact" / GetParam().path;
  auto const bytes = file(path);
  ASSERT_FALSE(bytes.empty()) << path;
  auto const whole = read(bytes);
  EXPECT_EQ(whole.refusal, GetParam().refusal) << whole.place;
  EXPECT_EQ(whole.segments.size(), GetParam().segments);
  EXPECT_EQ(whole.findings, GetParam().findings);
  EXPECT_THAT(whole.place, testing::StartsWith(GetParam().place));
  for (std::size_t size : {1, 2, 3, 7, 63, 64, 65}) {
    EXPECT_EQ(run(EdifactReader(), bytes, {size}), whole) << "in pieces of " << size;
  }
}

INSTANTIATE_TEST_SUITE_P(All, EdifactSamples, testing::ValuesIn(samples), [](auto const& sample) {
  std::string name = sample.param.path;
  for (auto& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
});

TEST(EdifactSamplesElsewhere, AreReadTheSameInEveryCutting) {
  auto const* const folder = std::getenv("LANDPORT_CORPORA");
  if (folder == nullptr) GTEST_SKIP() << "LANDPORT_CORPORA names no folder of further .edi files";
  std::size_t files = 0, refused = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".edi") continue;
    auto const bytes = file(entry.path());
    auto const whole = read(bytes);
    ++files;
    refused += !whole.refusal.empty();
    auto const messages = read_transport_file(bytes);
    if (messages) {
      std::size_t units = 0;
      for (auto const& message : messages->messages) units += message.all_units.size();
      std::printf("%s: %zu messages, %zu units, %zu of other types, %zu findings\n", entry.path().c_str(),
                  messages->messages.size(), units, messages->others.size(), messages->findings.size());
    } else {
      std::printf("%s: %s, %s\n", entry.path().c_str(), messages.error().code.c_str(),
                  messages.error().place.c_str());
    }
    EXPECT_TRUE(whole.refusal.empty() || !messages) << entry.path();
    EXPECT_EQ(run(EdifactReader(), bytes, {1}), whole) << entry.path();
  }
  std::printf("%zu files, %zu refused\n", files, refused);
  EXPECT_GT(files, 0u);
}

TEST(EdifactTokenizer, NoCuttingChangesWhatIsRead) {
  rc::check("chunks of any sizes give the same segments", [] {
    auto const alphabet = std::string("AB:+?'*\n\r UNRFF\xEF");
    std::string bytes =
        *rc::gen::element(std::string(), std::string("UNA:+.?*'"), std::string("\xEF\xBB\xBFUNA=+.! ~"));
    auto const body = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("RFF", "UNA:+.? '", "UN", "+", ":", "?", "'", "'", "*", "\n", "\r\n",
                                      " ", "ABC", "箱", "=", "!", "~"));
    for (auto const& piece : body) bytes += piece;
    auto const sizes = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 80)));
    RC_ASSERT(run(EdifactTokenizer(), bytes, sizes) == tokens(bytes));
  });
}

TEST(EdifactWriter, CountsAndReleases) {
  EdifactWriter w;
  w.service_string();
  w.open_interchange("LANDPORT", "MSK", "I1", "260101", "0800");
  w.open_message("M1", "COARRI", "95B", "ITG13");
  w.segment("BGM").element("44").element("").element("9").element();
  w.segment("EQD")
      .element("CN")
      .element("MSTI6415660")
      .element("45G1")
      .component("102")
      .component("")
      .element();
  w.segment("FTX").element("AAA").element().element().element("it's 5+5: ok?").component("a\nb");
  w.close_message();
  w.close_interchange();
  EXPECT_EQ(w.text(),
            "UNA:+.? '\nUNB+UNOC:3+LANDPORT+MSK+260101:0800+I1'\nUNH+M1+COARRI:D:95B:UN:ITG13'\nBGM+44++9'\n"
            "EQD+CN+MSTI6415660+45G1:102'\nFTX+AAA+++it?'s 5?+5?: ok??:a b'\nUNT+5+M1'\nUNZ+1+I1'\n");
  EXPECT_EQ(read(w.text()).refusal, "");
}

TEST(EdifactWriter, WhatIsWrittenIsReadBack) {
  rc::check("any texts survive", [] {
    ServiceCharacters characters;
    if (*rc::gen::arbitrary<bool>()) characters = {'=', '*', ',', '!', '%', '~'};
    characters.repetition = characters.component == ':' ? '*' : '%';
    auto const text = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab1:+'?*=!%~ ,.")));
    // A whole number of segments > elements > repeats > components, each ending in a text so that nothing is
    // trimmed.
    using Components = std::vector<std::string>;
    auto const few = [](auto gen) { return rc::gen::resize(4, std::move(gen)); };
    auto const components = rc::gen::nonEmpty(rc::gen::container<Components>(few(text)));
    auto const repeats = rc::gen::nonEmpty(rc::gen::container<std::vector<Components>>(few(components)));
    auto const elements = rc::gen::container<std::vector<std::vector<Components>>>(few(repeats));
    auto const all = *few(rc::gen::container<std::vector<std::vector<std::vector<Components>>>>(elements));
    EdifactWriter w(characters, *rc::gen::arbitrary<bool>());
    w.service_string();
    Segments expected;
    for (auto const& segment : all) {
      w.segment("XYZ");
      expected.push_back("XYZ");
      for (auto const& element : segment) {
        expected.back() += '|';
        for (std::size_t r = 0; r < element.size(); ++r) {
          for (std::size_t c = 0; c < element[r].size(); ++c) {
            auto const last = element[r][c] + "z";
            if (c > 0)
              w.component(last);
            else if (r > 0)
              w.repeat(last);
            else
              w.element(last);
            expected.back() += (c > 0 ? ":" : r > 0 ? "*" : "") + last;
          }
        }
      }
    }
    auto const outcome = tokens(w.text());
    RC_ASSERT(outcome.refusal == "");
    RC_ASSERT(outcome.segments == expected);
  });
}

}  // namespace
}  // namespace landport::formats
