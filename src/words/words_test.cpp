// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "words/fields.h"
#include "words/near_name.h"

namespace landport {
namespace {

TEST(UnitNumber, TheVectorsOfTheStandardHold) {
  for (auto const* good : {"CSQU3054383", "FCIU9908030", "TRHU4307252", "MAGU5591240", "TCNU1234565", "CBHU0000002"}) {
    auto const number = parse_unit_number(good);
    ASSERT_TRUE(number) << good;
    EXPECT_EQ(number->text(), good);
  }
}

TEST(UnitNumber, AWrongCheckDigitIsNamedAndCanBeTakenAsSeen) {
  auto const refused = parse_unit_number("MSTI6415664");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "malformed.check_digit");
  EXPECT_EQ(refused.error().details[1], (std::pair<std::string, std::string>{"expected", "0"}));
  auto const seen = parse_unit_number_as_seen("MSTI6415664");
  ASSERT_TRUE(seen);
  EXPECT_FALSE(seen->check_digit_holds());
}

TEST(UnitNumber, IsReadAsPeopleWriteIt) {
  EXPECT_EQ(parse_unit_number("csqu 305438-3")->text(), "CSQU3054383");
  EXPECT_FALSE(parse_unit_number("CSQU30543831"));
  EXPECT_FALSE(parse_unit_number(""));
}

RC_GTEST_PROP(UnitNumber, OneChangedDigitIsNoticedUnlessTheDigitsAreEquivalent, ()) {
  std::string text = *rc::gen::container<std::string>(4, rc::gen::inRange('A', static_cast<char>('Z' + 1)));
  for (int i = 0; i < 6; ++i) text += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  int const check = unit_check_digit(text);
  RC_ASSERT(check >= 0 && check <= 9);
  auto const at = *rc::gen::inRange<std::size_t>(4, 10);
  std::string other = text;
  other[at] = static_cast<char>('0' + (text[at] - '0' + *rc::gen::inRange(1, 10)) % 10);
  // 10 and 0 share a digit, so those two remainders cannot be told apart: every other change is seen.
  if (unit_check_digit(other) == check) RC_ASSERT(check == 0);
}

TEST(WagonNumber, IsDigitsAndNothingElse) {
  // '/' stands just before '0': a wrong sign and it were taken for a digit and its check digit.
  for (auto const* none : {"1234567a890/", "abcdefg/", "5270001a", "527000a", "5270001                         and more", "", "-"}) {
    EXPECT_FALSE(parse_wagon_number(none)) << none;
  }
}

TEST(WagonNumber, TheThreeFamilies) {
  EXPECT_EQ(parse_wagon_number("21 81 2471 217-3")->family(), WagonNumber::Family::uic);
  EXPECT_TRUE(parse_wagon_number("31 80 4850 082-7"));
  EXPECT_EQ(parse_wagon_number("54080122")->family(), WagonNumber::Family::gauge_1520);
  EXPECT_EQ(parse_wagon_number("5200123")->family(), WagonNumber::Family::china);
  EXPECT_FALSE(parse_wagon_number("318048500826"));
  EXPECT_FALSE(parse_wagon_number("52001234567"));
}

TEST(Instant, ReadsZonesAndRefusesLocalTimes) {
  EXPECT_EQ(to_text(*parse_instant("2026-12-01T08:00:00+08:00")), "2026-12-01T00:00:00Z");
  EXPECT_EQ(to_text(*parse_instant("2026-12-01T08:00Z")), "2026-12-01T08:00:00Z");
  EXPECT_EQ(to_text(*parse_instant("1969-12-31T23:59:59.999Z")), "1969-12-31T23:59:59.999Z");
  for (auto const* bad : {"2026-12-01T08:00:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "08:00", "",
                          "2026-12-01T24:00:00Z", "2026-12-01T08:00:00Zz", "2026-12-01"}) {
    EXPECT_FALSE(parse_instant(bad)) << bad;
  }
}

RC_GTEST_PROP(Instant, TextAndBackIsTheSame, ()) {
  Instant const at{*rc::gen::inRange<std::int64_t>(-62'000'000'000'000, 200'000'000'000'000)};
  RC_ASSERT(parse_instant(to_text(at)) == at);
}

TEST(SizeType, LengthAndTeu) {
  EXPECT_EQ(parse_size_type("22G1")->teu(), CentiTeu{100});
  EXPECT_EQ(parse_size_type("L5G1")->feet(), 45);
  EXPECT_TRUE(parse_size_type("45R1")->reefer());
  EXPECT_FALSE(parse_size_type("40"));
}

enum class Colour { red, green };
constexpr auto choices(Type<Colour>) {
  return std::array{Choice<Colour>{Colour::red, "red", "红", "Red"},
                    Choice<Colour>{Colour::green, "green", "绿", "Green"}};
}
struct Load {
  Kilograms gross;
  std::optional<std::string> note;
  bool operator==(Load const&) const = default;
};
constexpr auto fields(Type<Load>) {
  return field_list(field("gross_kg", &Load::gross, "总重", "Gross mass"),
                    field("note", &Load::note, "备注", "Note"));
}
struct Sample {
  UnitNumber unit;
  Colour colour = Colour::red;
  std::vector<Load> loads;
  Instant at;
  std::int64_t price = 0;
  bool operator==(Sample const&) const = default;
};
constexpr auto fields(Type<Sample>) {
  return field_list(field("unit", &Sample::unit, "箱号", "Unit"), field("colour", &Sample::colour, "颜色", "Colour"),
                    field("loads", &Sample::loads, "载荷", "Loads"), field("at", &Sample::at, "时刻", "At"),
                    may("price", &Sample::price, "价", "Price").only(seen_by::owner));
}

Result<Sample> read_sample(std::string_view json) {
  static JsonParser parser;
  auto const value = parser.parse(json);
  if (!value) return no(value.error());
  return Codec<Sample>::read(*value);
}

TEST(Fields, JsonAndBack) {
  Sample const sample{*parse_unit_number("CSQU3054383"), Colour::green, {{Kilograms{24'000}, "a \"b\"\n"}, {}}, {0}, 7};
  auto const json = to_json(sample);
  EXPECT_EQ(json,
            R"({"unit":"CSQU3054383","colour":"green","loads":[{"gross_kg":24000,"note":"a \"b\"\n"},{"gross_kg":0}],)"
            R"("at":"1970-01-01T00:00:00Z","price":7})");
  EXPECT_EQ(*read_sample(json), sample);
}

TEST(Json, ATextThatIsNoneIsRefusedWhereItStopsBeingOne) {
  JsonParser parser;
  for (auto const& [text, place] : std::vector<std::pair<std::string, char const*>>{
           {"", "line 1, column 1"}, {"{", "line 1, column 2"}, {R"({"a":)", "line 1, column 6"}, {R"({"a":1,})", "line 1, column 8"},
           {"[1,\n 2 3]", "line 2, column 4"}, {"[1]]", "line 1, column 4"}, {R"({"a" 1})", "line 1, column 6"}, {"{a:1}", "line 1, column 2"},
           {"[tru]", "line 1, column 2"}, {"\"open", "line 1, column 6"}, {"[\"a\tb\"]", "line 1, column 4"}, {"[{\"a\":[}]", "line 1, column 8"},
           {std::string(100, '['), "line 1, column 65"}}) {
    auto const r = parser.parse(text);
    ASSERT_FALSE(r) << text;
    EXPECT_EQ(r.error().code, "malformed.json") << text;
    EXPECT_EQ(r.error().place, place) << text;
  }
  EXPECT_TRUE(parser.parse(R"( {"a": [1, -2.5e3, "x\"y", {}, [], null, true]} )"));
}

TEST(Json, WhatIsWrittenIsAlwaysUtf8) {
  std::string const word = "箱";
  for (auto const& [text, written] : std::vector<std::pair<std::string, std::string>>{
           {word, word}, {word.substr(0, 2), "��"}, {"a" + word.substr(0, 1) + "b", "a�b"}, {"\xff\xfe", "��"}, {"\xc0\xaf", "��"},
           {"\xed\xa0\x80", "���"}, {word + word.substr(0, 2), word + "��"}, {std::string("\xf0\x9f\x9a\x86"), "\xf0\x9f\x9a\x86"}}) {
    std::string json;
    JsonWriter(json).text(text);
    EXPECT_EQ(json, '"' + written + '"');
    JsonParser parser;
    EXPECT_TRUE(parser.parse("[" + json + "]")) << json;
  }
}

TEST(Fields, EveryMistakeIsNamedWithItsPlace) {
  struct Case {
    char const *json, *code, *place;
  };
  for (auto const& c : {
           Case{R"({"unit":"CSQU3054383")", "malformed.json", "line 1, column 22"},
           Case{R"([])", "malformed.type", ""},
           Case{R"({"unit":"X","colour":"red","loads":[],"at":"1970-01-01T00:00:00Z"})", "malformed.unit_number",
                "/unit"},
           Case{R"({"unit":"CSQU3054383","colour":"blue","loads":[],"at":"1970-01-01T00:00:00Z"})",
                "malformed.choice", "/colour"},
           Case{R"({"unit":"CSQU3054383","colour":"red","loads":[{"gross_kg":"24 t"}],"at":"1970-01-01T00:00:00Z"})",
                "malformed.type", "/loads/0/gross_kg"},
           Case{R"({"unit":"CSQU3054383","colour":"red","loads":[{"gross_t":24}],"at":"1970-01-01T00:00:00Z"})",
                "malformed.unknown_field", "/loads/0/gross_t"},
           Case{R"({"unit":"CSQU3054383","colour":"red","loads":[],"at":"1970-01-01T00:00:00"})", "malformed.instant",
                "/at"},
           Case{R"({"unit":"CSQU3054383","colour":"red","loads":[]})", "malformed.missing_field", "/at"},
           Case{R"({"unit":"CSQU3054383","unit":"CSQU3054383","colour":"red","loads":[],"at":"1970-01-01T00:00:00Z"})",
                "malformed.duplicate_field", "/unit"},
           Case{R"({"unit":"CSQU3054383","colour":"red","loads":[{"gross_kg":1.5}],"at":"1970-01-01T00:00:00Z"})",
                "malformed.type", "/loads/0/gross_kg"},
       }) {
    auto const r = read_sample(c.json);
    ASSERT_FALSE(r) << c.json;
    EXPECT_EQ(r.error().code, c.code) << c.json;
    EXPECT_EQ(r.error().place, c.place) << c.json;
  }
}

TEST(Fields, AFieldThatDoesNotExistBringsTheOneThatWasMeant) {
  std::vector<std::string_view> const known{"departure", "size_type", "quantity", "gross_kg", "goods_mass_kg", "数量"};
  for (auto const& [written, meant] : std::vector<std::pair<char const*, char const*>>{
           {"depature", "departure"}, {"gross_t", "gross_kg"}, {"gros_kg", "gross_kg"}, {"qty", ""}, {"colour", ""},
           {"quantity_of_units", "quantity"}, {"size", "size_type"}, {"Departure", "departure"}, {"数 量", "数量"}, {"x", ""}, {"", ""}}) {
    EXPECT_EQ(near_name(written, known), meant) << written;
  }
  auto const r = read_sample(R"({"unit":"CSQU3054383","color":"red","loads":[],"at":"1970-01-01T00:00:00Z"})");
  ASSERT_FALSE(r);
  EXPECT_EQ(fill("{hint}", r.error()), "→ “colour”?");
}

TEST(Fields, ANumberIsOneThatCanBeReckonedWith) {
  for (auto const* none : {"nan", "-nan", "NaN", "inf", "-infinity", "1e999", "", "1,5", "0x10"}) EXPECT_FALSE(Codec<double>::from_text(none)) << none;
  EXPECT_EQ(*Codec<double>::from_text(" -12.5e-3 "), -0.0125);
}

struct Slot : Name<Slot> {
  using Name::Name;
};
TEST(Fields, AnEmptyNameThatWasWrittenCanBeReadAgain) {
  JsonParser parser;
  for (auto const& slot : {Slot{}, Slot{"A-1"}}) {
    EXPECT_EQ(*Codec<Slot>::read(*parser.parse("[" + to_json(slot) + "]").map([](JsonValue v) { return JsonValue::Steps(v).value(); })), slot);
  }
  EXPECT_FALSE(Codec<Slot>::from_text(""));
  EXPECT_FALSE(Codec<Slot>::from_text("a b"));
}

TEST(Fields, AFieldIsWrittenOnlyForThoseWhoMaySeeIt) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  write_members(writer, Sample{}, seen_by::member);
  writer.end_object();
  EXPECT_EQ(out.find("price"), std::string::npos);
}

TEST(Json, AnyTextComesBackAsItWas) {
  EXPECT_TRUE(rc::check([] {
    // Mostly plain text with here and there a sign that needs an escape, at every place of a group of eight.
    auto const signs = *rc::gen::container<std::vector<std::string>>(rc::gen::weightedOneOf<std::string>(
        {{8, rc::gen::elementOf(std::vector<std::string>{"a", "b", "z", "7"})},
         {1, rc::gen::elementOf(std::vector<std::string>{"\"", "\\", "\n", "\x1f", "\x7f", " ", "中", "é"})}}));
    std::string text;
    for (auto const& sign : signs) text += sign;
    std::string out;
    JsonWriter writer(out);
    writer.text(text);
    JsonParser parser;
    auto const value = parser.parse("[" + out + "]");
    RC_ASSERT(value.has_value());
    RC_ASSERT(JsonValue::Steps(*value).value().text() == text);
    auto const escaped = std::count_if(text.begin(), text.end(), [](char c) {
      return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
    });
    RC_ASSERT(out.size() >= text.size() + 2 + static_cast<std::size_t>(escaped));
  }));
}

TEST(Json, APlainNameOfAMemberIsWrittenAsAnyOther) {
  std::string plain, any;
  JsonWriter p(plain), a(any);
  for (auto* writer : {&p, &a}) {
    writer->begin_object();
    for (std::string_view const name : {"unit", "gross_kg"}) {
      writer == &p ? writer->plain_key(name) : writer->key(name);
      writer->integer(1);
    }
    writer->end_object();
  }
  EXPECT_EQ(plain, any);
}

TEST(Sights, AnOrganisationStandsOnlyToItsOwn) {
  Actor const shipper{"a", "ACME", Role::shipper};
  EXPECT_TRUE(sights_of(shipper, {.owner = "ACME"}).any(seen_by::owner));
  EXPECT_FALSE(sights_of(shipper, {.owner = "OTHER"}).any(seen_by::owner));
  EXPECT_FALSE(sights_of(shipper, {}).any(seen_by::owner));
  EXPECT_FALSE(sights_of(Actor{"a", "", Role::shipper}, {.owner = ""}).any(seen_by::owner));
  EXPECT_FALSE(sights_of(Actor{}, {.owner = "ACME"}).any(seen_by::member));
}

TEST(Refusal, SentencesAreFilledFromDetails) {
  EXPECT_EQ(fill("{got} of {what} {", refuse("x").with("got", "1")), "1 of {what} {");
}

}  // namespace
}  // namespace landport
