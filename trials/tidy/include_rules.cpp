// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "trials/tidy/rules.h"

namespace landport::tidy {
namespace {

using Names = std::set<std::string_view>;

// ARCHITECTURE.md, "The rooms". A room may always include itself.
std::map<std::string_view, Names> const& room_table() {
  static std::map<std::string_view, Names> const table{
      {"words", {}},
      {"journal", {"words"}},
      {"stores", {"words", "journal"}},
      {"solvers", {"words"}},
      {"formats", {"words"}},
      {"port", {"words", "journal", "solvers"}},
      {"district", {"words", "journal", "solvers"}},
      {"http", {"words", "journal"}},
      {"links", {"words", "journal", "formats", "port", "district"}},
      {"sim", {"words", "journal"}},
      {"app",
       {"words", "journal", "stores", "solvers", "formats", "port", "district", "http", "links", "sim"}},
  };
  return table;
}

struct Include {
  std::string_view header;
  int line;
  bool quoted;
};

std::vector<Include> includes_of(std::string_view code) {
  std::vector<Include> found;
  int number = 0;
  for (auto line : lines_of(code)) {
    ++number;
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with("#include")) continue;
    auto const open = line.find_first_of("\"<");
    if (open == std::string_view::npos) continue;
    auto const close = line.find_first_of("\">", open + 1);
    found.push_back({line.substr(open + 1, close - open - 1), number, line[open] == '"'});
  }
  return found;
}

bool is_named_view(SourceTree const& tree, std::string_view header) {
  auto const path = "src/" + std::string(header);
  auto const file = std::ranges::find(tree, path, &SourceFile::path);
  return file != tree.end() && file->text.find("// Named view") != std::string::npos;
}

// Why a file of `from` (src/port/gate/visit.cpp) may not include `header` (port/yard/stack.h); empty when it
// may.
std::string why_not(SourceTree const& tree, std::string_view from, std::string_view header) {
  auto const here = path_parts(from);
  auto const there = path_parts(header);
  auto const room = here[1];
  if (there.size() < 2) return "includes \"" + std::string(header) + "\" without its room";
  auto const allowed = room_table().find(room);
  if (allowed == room_table().end()) return "stands in a room that the table of rooms does not name";
  if (there[0] != room) {
    if (allowed->second.contains(there[0])) return {};
    return std::string(room) + " may not include " + std::string(there[0]) + " (" + std::string(header) + ")";
  }
  if ((room != "port" && room != "district") || here.size() < 4 || there.size() < 3) return {};
  if (here[2] == there[1] || is_test(from) || there.back() == "events.h") return {};
  if (is_named_view(tree, header)) return {};
  return "department " + std::string(here[2]) + " may see " + std::string(there[1]) +
         " only through its events.h and its named views (" + std::string(header) + ")";
}

constexpr std::array rooms_below_http{std::string_view{"words"},   std::string_view{"journal"},
                                      std::string_view{"stores"},  std::string_view{"solvers"},
                                      std::string_view{"formats"}, std::string_view{"port"},
                                      std::string_view{"district"}};
constexpr std::string_view json_source = "src/words/json.cpp";

// Why `path` may not include the foreign `header`; empty when it may.
std::string why_not_foreign(std::string_view path, std::string_view header) {
  auto const room = path_parts(path)[1];
  bool const boost = header.starts_with("boost/");
  bool const parser = header.starts_with("simdjson") || header.starts_with("boost/json") ||
                      header.starts_with("nlohmann/") || header.starts_with("rapidjson/");
  bool const heavy =
      boost || parser || header == "regex" || header == "iostream" || header.starts_with("spdlog/");
  if (parser && path != json_source && !is_test(path))
    return "JSON is parsed in " + std::string(json_source) + " only";
  if (header == "regex") return "hand-written parsers instead of <regex>";
  if (boost && room != "http" && room != "links" && room != "app")
    return "Boost stays in http, links and app";
  bool const below = std::ranges::find(rooms_below_http, room) != rooms_below_http.end();
  if (heavy && below && path.ends_with(".h"))
    return "a heavy header in a header below http: " + std::string(header);
  return {};
}

}  // namespace

Complaints check_rooms(SourceTree const& tree) {
  Complaints complaints;
  for (auto const& file : tree) {
    if (!is_cpp(file.path) || !file.path.starts_with("src/")) continue;
    auto const code = code_of(file.text, true);
    for (auto const& include : includes_of(code)) {
      if (!include.quoted) continue;
      auto why = why_not(tree, file.path, include.header);
      if (!why.empty()) complaints.push_back({file.path, include.line, std::move(why)});
    }
  }
  return complaints;
}

Complaints check_foreign_headers(SourceTree const& tree) {
  Complaints complaints;
  for (auto const& file : tree) {
    if (!is_cpp(file.path) || !file.path.starts_with("src/")) continue;
    auto const code = code_of(file.text, true);
    for (auto const& include : includes_of(code)) {
      auto why = why_not_foreign(file.path, include.header);
      if (!why.empty()) complaints.push_back({file.path, include.line, std::move(why)});
    }
  }
  return complaints;
}

Complaints check_dead_files(SourceTree const& tree) {
  Complaints complaints;
  std::set<std::string, std::less<>> included;
  std::string lists;
  for (auto const& file : tree) {
    if (file.path.ends_with("CMakeLists.txt")) lists += "\n@" + file.path + "\n" + file.text + "\n@";
    if (!is_cpp(file.path)) continue;
    auto const code = code_of(file.text, true);
    for (auto const& include : includes_of(code)) included.insert(std::string(include.header));
  }
  for (auto const& file : tree) {
    if (!is_cpp(file.path) || !file.path.starts_with("src/")) continue;
    if (file.path.ends_with(".h")) {
      if (!included.contains(file.path.substr(4)))
        complaints.push_back({file.path, 0, "no file includes this header"});
      continue;
    }
    bool built = false;
    for (auto slash = file.path.rfind('/'); slash != std::string::npos && !built;
         slash = slash == 0 ? std::string::npos : file.path.rfind('/', slash - 1)) {
      auto const list = lists.find("\n@" + file.path.substr(0, slash) + "/CMakeLists.txt\n");
      if (list == std::string::npos) continue;
      auto const end = lists.find("\n@", list + 1);
      auto const text = std::string_view(lists).substr(list, end - list);
      auto const name = file.path.substr(slash + 1);
      for (auto at = text.find(name); at != std::string_view::npos && !built; at = text.find(name, at + 1)) {
        auto const before = text[at - 1];
        built = before == ' ' || before == '\n' || before == '(' || before == '\t' || before == '/';
      }
    }
    if (!built) complaints.push_back({file.path, 0, "no CMakeLists.txt builds this source"});
  }
  return complaints;
}

}  // namespace landport::tidy
