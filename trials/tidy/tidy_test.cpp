// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "trials/tidy/rules.h"

// The house rules, on the repository itself and on small trees that break them: a rule that cannot fail is
// none.
namespace landport::tidy {
namespace {

SourceTree const& repository() {
  static SourceTree const tree = read_tree(LANDPORT_SOURCE_DIR);
  return tree;
}

SourceTree one(std::string path, std::string text) {
  return {{std::move(path), std::move(text)}};
}

testing::AssertionResult clean(Complaints const& complaints) {
  if (complaints.empty()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << complaints.size() << " complaints:" << printed(complaints);
}

std::string repeated(std::string const& line, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += line;
  return out;
}

TEST(TidyRepository, IsReadWhole) {
  EXPECT_GT(repository().size(), 20U);
  auto const has = [](std::string_view path) {
    return std::ranges::any_of(repository(), [&](SourceFile const& f) { return f.path == path; });
  };
  EXPECT_TRUE(has("src/words/result.h"));
  EXPECT_TRUE(has("trials/tidy/tidy_test.cpp"));
  EXPECT_TRUE(has("run"));
}

TEST(TidyRepository, RoomsIncludeOnlyWhatTheyMay) {
  EXPECT_TRUE(clean(check_rooms(repository())));
}
TEST(TidyRepository, ForeignHeadersStayInTheirRoom) {
  EXPECT_TRUE(clean(check_foreign_headers(repository())));
}
TEST(TidyRepository, FilesAreOneIdea) {
  EXPECT_TRUE(clean(check_file_length(repository())));
}
TEST(TidyRepository, FunctionsFitAScreen) {
  EXPECT_TRUE(clean(check_function_length(repository())));
}
TEST(TidyRepository, NothingUnfinishedIsLeft) {
  EXPECT_TRUE(clean(check_banned_words(repository())));
}
TEST(TidyRepository, EverySourceSaysItsLicence) {
  EXPECT_TRUE(clean(check_licence_line(repository())));
}
TEST(TidyRepository, NoMachineAndNoRegistryIsNamed) {
  EXPECT_TRUE(clean(check_foreign_places(repository())));
}
TEST(TidyRepository, WireNamesAreUniqueAndWellFormed) {
  EXPECT_TRUE(clean(check_wire_names(repository())));
}
TEST(TidyRepository, NoFileIsDead) {
  EXPECT_TRUE(clean(check_dead_files(repository())));
}
TEST(TidyRepository, CataloguesHaveBothLanguages) {
  EXPECT_TRUE(clean(check_catalogues(repository())));
}

TEST(TidyRepository, LinksLeadSomewhere) {
  EXPECT_TRUE(clean(check_links(repository())));
}

TEST(TidyRooms, AnArrowAgainstTheTableIsFound) {
  EXPECT_EQ(check_rooms(one("src/words/a.h", "#include \"journal/event.h\"\n")).size(), 1U);
  EXPECT_EQ(check_rooms(one("src/http/a.cpp", "#include \"port/gate/events.h\"\n")).size(), 1U);
  EXPECT_EQ(check_rooms(one("src/formats/a.cpp", "#include \"journal/event.h\"\n")).size(), 1U);
  EXPECT_EQ(check_rooms(one("src/links/a.cpp", "#include \"http/server.h\"\n")).size(), 1U);
  EXPECT_EQ(check_rooms(one("src/port/gate/a.cpp", "#include \"district/plan/events.h\"\n")).size(), 1U);
  EXPECT_EQ(check_rooms(one("src/cellar/a.cpp", "#include \"words/result.h\"\n")).size(), 1U);
  EXPECT_EQ(check_rooms(one("src/words/a.cpp", "#include \"result.h\"\n")).size(), 1U);
}

TEST(TidyRooms, TheTablesArrowsAreAllowed) {
  EXPECT_EQ(
      printed(check_rooms(one("src/journal/a.h", "#include \"words/result.h\"\n// #include \"http/a.h\"\n"))),
      "");
  EXPECT_EQ(printed(check_rooms(one("src/links/a.cpp", "#include \"port/gate/commands.h\"\n"))), "");
}

TEST(TidyRooms, SisterDepartmentsMeetThroughEventsAndNamedViews) {
  auto const sister = [](std::string const& header, std::string const& text) {
    return check_rooms({{"src/port/gate/visit.cpp", "#include \"port/yard/" + header + "\"\n"},
                        {"src/port/yard/" + header, text}});
  };
  EXPECT_EQ(printed(sister("events.h", "")), "");
  EXPECT_EQ(printed(sister("stock.h", "// Named view: where every unit stands.\n")), "");
  EXPECT_EQ(sister("stack.h", "").size(), 1U);
}

TEST(TidyForeignHeaders, AreFoundWhereTheyMayNotBe) {
  EXPECT_EQ(check_foreign_headers(one("src/port/gate/a.cpp", "#include <boost/asio.hpp>\n")).size(), 1U);
  EXPECT_EQ(check_foreign_headers(one("src/journal/a.cpp", "#include <simdjson.h>\n")).size(), 1U);
  EXPECT_EQ(check_foreign_headers(one("src/words/json.h", "#include <simdjson.h>\n")).size(), 1U);
  EXPECT_EQ(check_foreign_headers(one("src/words/a.h", "#include <iostream>\n")).size(), 1U);
  EXPECT_EQ(check_foreign_headers(one("src/http/a.cpp", "#include <regex>\n")).size(), 1U);
  EXPECT_EQ(printed(check_foreign_headers(one("src/words/json.cpp", "#include <simdjson.h>\n"))), "");
  EXPECT_EQ(printed(check_foreign_headers(one("src/http/a.cpp", "#include <boost/beast.hpp>\n"))), "");
}

TEST(TidyFileLength, LinesAreCounted) {
  EXPECT_EQ(check_file_length(one("src/a.cpp", repeated("int a;\n", 701))).size(), 1U);
  EXPECT_EQ(check_file_length(one("src/a.cpp", repeated("int a;\n", 700))).size(), 0U);
}

TEST(TidyFunctionLength, BodiesAreFound) {
  auto const body = [](int lines) {
    return "  int a() const {\n" + repeated("    call(\"}{\");  // }\n", lines) + "  }\n";
  };
  EXPECT_EQ(
      check_function_length(one("src/a.cpp", "namespace x {\nstruct S {\n" + body(68) + "};\n}\n")).size(),
      0U);
  EXPECT_EQ(
      check_function_length(one("src/a.cpp", "namespace x {\nstruct S {\n" + body(69) + "};\n}\n")).size(),
      1U);
  EXPECT_EQ(check_function_length(one("src/a.cpp", "TEST(A, B) {\n" + repeated("x();\n", 90) + "}\n")).size(),
            1U);
}

TEST(TidyFunctionLength, ConstructorsLambdasAndTablesAreUnderstood) {
  auto const found =
      functions_of("struct A {\n  A(int x) : x_{x} {\n    auto f = [] { return 1; };\n  }\n  int x_;\n};\n");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().last_line, 4);
  auto const table =
      "int f() {\n  static int const rows[] = {\n" + repeated("    {1},\n", 90) + "  };\n  return 0;\n}\n";
  EXPECT_EQ(printed(check_function_length(one("src/a.cpp", table))), "");
  EXPECT_EQ(
      functions_of("enum class E { a, b };\nstruct P { int x = 1; };\nint const t[] = {1, 2};\n").size(), 0U);
}

TEST(TidyWords, UnfinishedWorkIsFound) {
  EXPECT_EQ(check_banned_words(one("src/a.cpp",
                                   "// TO"
                                   "DO: later\n"))
                .size(),
            1U);
  EXPECT_EQ(check_banned_words(one("src/a.cpp",
                                   "// XX"
                                   "X\n"))
                .size(),
            1U);
  EXPECT_EQ(printed(check_banned_words(one("src/a.cpp", "char const* tag = \"XXX\";\n"))), "");
  EXPECT_EQ(check_banned_words(one("ui/src/a.ts",
                                   "// FIX"
                                   "ME\n"))
                .size(),
            1U);
  EXPECT_EQ(check_banned_words(one("src/a.h",
                                   "using namespace"
                                   " std;\n"))
                .size(),
            1U);
  EXPECT_EQ(check_banned_words(one("src/a.cpp", "try { f(); } catch (Fault const&) {\n}\n")).size(), 1U);
  EXPECT_EQ(printed(check_banned_words(
                one("src/a.cpp", "try { f(); } catch (Fault const&) {\n// tried again\n}\n"))),
            "");
  EXPECT_EQ(check_banned_words(one("src/a.cpp", "try { f(); } catch (...) {\n  // never mind\n}\n")).size(),
            1U);
  EXPECT_EQ(
      printed(check_banned_words(one("src/a.cpp", "try { f(); } catch (...) { throw; }\nint TODOS;\n"))), "");
}

TEST(TidyLicence, ItsLineIsRequired) {
  EXPECT_EQ(check_licence_line(one("src/a.cpp", "#include <vector>\n")).size(), 1U);
  EXPECT_EQ(check_licence_line(one("run", "#!/usr/bin/env bash\nset -e\n")).size(), 1U);
  EXPECT_EQ(
      printed(check_licence_line(one("run", "#!/usr/bin/env bash\n# SPDX-License-Identifier: Apache-2.0\n"))),
      "");
  EXPECT_EQ(printed(check_licence_line(one("ui/a.vue", "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"))),
            "");
}

TEST(TidyPlaces, MachinesAndRegistriesAreFound) {
  EXPECT_EQ(check_foreign_places(one("docs/a.md",
                                     "see /ho"
                                     "me/me/file\n"))
                .size(),
            1U);
  EXPECT_EQ(check_foreign_places(one("ui/package-lock.json",
                                     "\"resolved\": \""
                                     "http://x\"\n"))
                .size(),
            1U);
  EXPECT_EQ(printed(check_foreign_places(one("docs/a.md",
                                             "GET /api/v1/yard/wo"
                                             "rk/W1\n"))),
            "");
  EXPECT_EQ(printed(check_foreign_places(one("docs/a.md", "see http://localhost:8080/\n"))), "");
}

TEST(TidyWireNames, TheirShapeAndUniquenessAreChecked) {
  auto const event = [](std::string const& path, std::string const& name) {
    return SourceFile{path, "struct E { static constexpr std::string_view wire = \"" + name + "\"; };\n"};
  };
  auto const gate = "src/port/gate/events.h";
  EXPECT_EQ(printed(check_wire_names({event(gate, "gate.unit_admitted.v1")})), "");
  EXPECT_EQ(printed(check_wire_names({event("src/port/gate/commands.h", "gate.admit_unit")})), "");
  EXPECT_EQ(check_wire_names({event("src/port/gate/commands.h", "gate.Admit")}).size(), 1U);
  EXPECT_EQ(check_wire_names({event("src/port/unit/events.h", "gate.unit_admitted.v1")}).size(), 1U);
  EXPECT_EQ(printed(check_wire_names({event("src/port/unit/events.h", "gate.unit_admitted.v1"),
                                      {"src/port/gate/module.cpp", "d.events<unit::E>();\n"}})),
            "");
  EXPECT_EQ(check_wire_names({event(gate, "gate.unit_admitted")}).size(), 1U);
  EXPECT_EQ(check_wire_names({event(gate, "gate.unit_admitted.v0")}).size(), 1U);
  EXPECT_EQ(check_wire_names({event(gate, "gate.UnitAdmitted.v1")}).size(), 1U);
  EXPECT_EQ(check_wire_names({event(gate, "yard.unit_admitted.v1")}).size(), 1U);
  EXPECT_EQ(
      check_wire_names({event(gate, "gate.unit_admitted.v1"), event(gate, "gate.unit_admitted.v1")}).size(),
      1U);
}

TEST(TidyDeadFiles, SourcesAndHeadersThatNobodyUsesAreFound) {
  SourceTree const tree{{"src/words/CMakeLists.txt", "landport_room(words SOURCES a.cpp)\n"},
                        {"src/words/a.cpp", "#include \"words/a.h\"\n"},
                        {"src/words/a.h", ""},
                        {"src/words/aa.cpp", ""},
                        {"src/words/b.h", ""}};
  auto const found = check_dead_files(tree);
  ASSERT_EQ(found.size(), 2U) << printed(found);
  EXPECT_EQ(found[0].path, "src/words/aa.cpp");
  EXPECT_EQ(found[1].path, "src/words/b.h");
}

TEST(TidyCatalogues, MissingDoubleAndEmptyTextsAreFound) {
  auto const check = [](std::string const& zh, std::string const& en) {
    return check_catalogues({{"ui/src/i18n/en.ts", "export default {" + en + "}\n"},
                             {"ui/src/i18n/zh.ts", "export default {" + zh + "}\n"}});
  };
  EXPECT_EQ(printed(check("gate: { title: '闸口', 'in-out': \"进\" + '出' }, ok: '好' // 好\n",
                          "ok: 'Good, really', gate: { title: 'Gate {n}', 'in-out': 'In' },")),
            "");
  EXPECT_EQ(check("gate: { title: '闸口' }", "gate: { title: 'Gate', more: 'More' }").size(), 1U);
  EXPECT_EQ(check("a: '一', a: '二'", "a: 'one'").size(), 1U);
  EXPECT_EQ(check("a: ''", "a: 'one'").size(), 1U);
  EXPECT_EQ(check_catalogues(one("ui/src/i18n/zh/gate.ts", "export default { a: '一' }\n")).size(), 1U);
}

TEST(TidyLinks, OnesThatLeadNowhereAreFound) {
  auto const check = [](std::string const& text) {
    return check_links({{"docs/a.md", text}, {"docs/b.md", ""}, {"packs/here/pack.csv", ""}});
  };
  EXPECT_EQ(printed(check("[b](b.md#part) [p](../packs/here) [w](https://example.org/x) [t](#top)")), "");
  EXPECT_EQ(check("[c](c.md)").size(), 1U);
  EXPECT_EQ(check("[b](../b.md)").size(), 1U);
}

TEST(TidySource, CommentsAndStringsAreBlanked) {
  EXPECT_EQ(code_of("a // b\n\"c\" 'd' 1'000 /* e\n */ f"), "a     \n\" \" ' ' 1'000     \n    f");
  EXPECT_EQ(code_of("R\"(x\n})\" y"), "R\"( \n )\" y");
  EXPECT_EQ(code_of("\"a\\\"b\" // c", true), "\"a\\\"b\"     ");
}

}  // namespace
}  // namespace landport::tidy
