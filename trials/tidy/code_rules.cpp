// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>

#include "trials/tidy/rules.h"

namespace landport::tidy {
namespace {

constexpr int function_lines_max = 70;

bool is_sign_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    bool const before = at > 0 && is_sign_of_word(text[at - 1]);
    auto const end = at + word.size();
    if (!before && (end >= text.size() || !is_sign_of_word(text[end]))) return true;
  }
  return false;
}

// What a `{` opens, judged by the text since the last `;`, `{` or `}`.
enum class Brace { scope, function, table, member, other };

// `A(int x) : x_{x} {`: the first brace belongs to a member, the second is the function's.
bool opens_member(std::string_view head, char last) {
  if (!is_sign_of_word(last) && last != '>') return false;
  for (auto at = head.find(':'); at != std::string_view::npos; at = head.find(':', at + 1)) {
    bool const scope = (at + 1 < head.size() && head[at + 1] == ':') || (at > 0 && head[at - 1] == ':');
    auto const before = scope || at == 0 ? std::string_view::npos : head.find_last_not_of(" \t\n", at - 1);
    if (before != std::string_view::npos &&
        (head[before] == ')' || head.substr(0, before + 1).ends_with("noexcept"))) {
      return true;
    }
  }
  return false;
}

Brace kind_of(std::string_view head, bool inside_function) {
  auto const end = head.find_last_not_of(" \t\n");
  auto const last = end == std::string_view::npos ? '\0' : head[end];
  if (last == '=') return Brace::table;
  if (inside_function) return Brace::other;
  if (has_word(head, "namespace") || head.find("extern") != std::string_view::npos) return Brace::scope;
  bool const type = has_word(head, "struct") || has_word(head, "class") || has_word(head, "union") ||
                    has_word(head, "enum");
  auto const round = head.find('(');
  if (opens_member(head, last)) return Brace::member;
  if (type && round == std::string_view::npos) return Brace::scope;
  return round == std::string_view::npos ? Brace::other : Brace::function;
}

struct OpenBrace {
  std::size_t at;
  std::size_t head;  // where the text before the brace goes on once it is closed
};

// Lines that a preprocessor reads hold no braces of functions.
std::string without_directives(std::string code) {
  bool directive = false;
  std::size_t at = 0;
  while (at < code.size()) {
    auto const end = std::min(code.find('\n', at), code.size());
    auto const first = code.find_first_not_of(" \t", at);
    directive = directive || (first < end && code[first] == '#');
    bool const goes_on = end > at && code[end - 1] == '\\';
    if (directive)
      std::fill(code.begin() + static_cast<long>(at), code.begin() + static_cast<long>(end), ' ');
    directive = directive && goes_on;
    at = end + 1;
  }
  return code;
}

struct WireName {
  std::string path;
  int line;
};

bool is_snake_case(std::string_view text) {
  if (text.empty() || text.front() == '_' || text.back() == '_') return false;
  return std::ranges::all_of(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_version(std::string_view text) {
  return text.size() > 1 && text[0] == 'v' && text[1] != '0' &&
         std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

// The name of the struct that is open at `at`.
std::string struct_before(std::string_view code, std::size_t at) {
  auto const found = code.substr(0, at).rfind("struct ");
  if (found == std::string_view::npos) return {};
  auto const begin = found + 7;
  return std::string(code.substr(begin, code.find_first_of(" \n:{", begin) - begin));
}

// True when `department` describes the struct of its sister as its own: a fact that it writes into a stream
// which the sister keeps is declared where that stream is.
bool describes(SourceTree const& tree, std::string const& department, std::string const& sister_struct) {
  for (std::string const room : {"src/port/", "src/district/"}) {
    auto const module = std::ranges::find(tree, room + department + "/module.cpp", &SourceFile::path);
    if (module != tree.end() && has_word(module->text, sister_struct)) return true;
  }
  return false;
}

// Why `name`, declared in `path`, is no wire name; empty when it is one. Events carry a version, commands and
// queries do not.
std::string why_no_wire_name(std::string_view path, std::string_view name, bool described_by_sister) {
  auto const names = path_parts(path);
  auto const dot = name.find('.');
  auto const department = name.substr(0, dot);
  if (dot == std::string_view::npos || !is_snake_case(department)) return "does not begin with a department";
  bool const in_department = names.size() > 3 && (names[1] == "port" || names[1] == "district");
  if (in_department && names[2] != department && !described_by_sister) {
    return "does not begin with its department, " + std::string(names[2]);
  }
  auto rest = name.substr(dot + 1);
  auto const last = rest.rfind('.');
  bool const versioned = last != std::string_view::npos && is_version(rest.substr(last + 1));
  if (names.back() == "events.h" && !versioned) return "does not end with its version, as in .v1";
  if (versioned) rest = rest.substr(0, last);
  return is_snake_case(rest) ? std::string{} : "is not in snake_case";
}

}  // namespace

std::vector<FunctionBody> functions_of(std::string_view text) {
  auto const code = without_directives(code_of(text));
  std::vector<FunctionBody> found;
  std::vector<OpenBrace> open;
  std::optional<std::size_t> function_depth, table_depth;
  std::size_t head = 0;
  int table_lines = 0;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == ';') {
      head = at + 1;
    } else if (code[at] == '{') {
      auto const kind = kind_of(std::string_view(code).substr(head, at - head), function_depth.has_value());
      if (kind == Brace::function && !function_depth) {
        function_depth = open.size();
        table_lines = 0;
      }
      if (kind == Brace::table && !table_depth) table_depth = open.size();
      open.push_back({at, kind == Brace::member ? head : std::string::npos});
      head = at + 1;
    } else if (code[at] == '}' && !open.empty()) {
      auto const [begin, head_before] = open.back();
      open.pop_back();
      head = head_before == std::string::npos ? at + 1 : head_before;
      if (table_depth == open.size()) {
        table_lines += line_at(code, at) - line_at(code, begin);
        table_depth.reset();
      }
      if (function_depth == open.size()) {
        found.push_back({line_at(code, begin), line_at(code, at), table_lines});
        function_depth.reset();
      }
    }
  }
  return found;
}

Complaints check_function_length(SourceTree const& tree) {
  Complaints complaints;
  for (auto const& file : tree) {
    if (!is_cpp(file.path)) continue;
    for (auto const& body : functions_of(file.text)) {
      auto const lines = body.last_line - body.first_line + 1 - body.table_lines;
      if (lines <= function_lines_max) continue;
      complaints.push_back(
          {file.path, body.first_line, "a function of " + std::to_string(lines) + " lines, more than 70"});
    }
  }
  return complaints;
}

Complaints check_wire_names(SourceTree const& tree) {
  Complaints complaints;
  std::map<std::string, WireName> known;
  for (auto const& file : tree) {
    if (!is_cpp(file.path) || !file.path.starts_with("src/") || is_test(file.path)) continue;
    auto const code = code_of(file.text, true);
    for (auto at = code.find(" wire = \""); at != std::string::npos; at = code.find(" wire = \"", at + 1)) {
      auto const begin = code.find('"', at) + 1;
      auto const name = code.substr(begin, code.find('"', begin) - begin);
      auto const line = line_at(code, at);
      auto const parts = path_parts(file.path);
      auto const own =
          parts.size() > 3 ? std::string(parts[2]) + "::" + struct_before(code, at) : std::string{};
      auto const sister = !own.empty() && describes(tree, name.substr(0, name.find('.')), own);
      auto const why = why_no_wire_name(file.path, name, sister);
      if (!why.empty()) complaints.push_back({file.path, line, "wire name " + name + " " + why});
      auto const [first, fresh] = known.emplace(name, WireName{file.path, line});
      if (!fresh) {
        complaints.push_back({file.path, line,
                              "wire name " + name + " is also in " + first->second.path + ":" +
                                  std::to_string(first->second.line)});
      }
    }
  }
  return complaints;
}

}  // namespace landport::tidy
