// SPDX-License-Identifier: Apache-2.0
#include "app/import_report.h"

#include <fmt/format.h>

#include "words/json.h"

namespace landport::app {

namespace {

std::string text_in(JsonValue const& object, std::string_view name) {
  JsonValue found;
  if (object.kind() != JsonValue::Kind::object || !object.member(name, found)) return {};
  if (found.kind() == JsonValue::Kind::text) return std::string(found.text());
  return found.kind() == JsonValue::Kind::null ? std::string{} : found.print();
}

bool true_in(JsonValue const& object, std::string_view name) { return text_in(object, name) == "true"; }

// What is wrong and what to do, in both languages, below a line that says where.
void print_problem(std::FILE* out, std::string const& place, JsonValue const& problem) {
  if (!place.empty()) fmt::print(out, "  {}\n", place);
  for (std::string_view const language : {"zh", "en"}) {
    auto const title = text_in(problem, "title_" + std::string(language)), remedy = text_in(problem, "remedy_" + std::string(language));
    if (!title.empty()) fmt::print(out, "      {}{}{}\n", title, remedy.empty() ? "" : language == "zh" ? "" : " ", remedy);
  }
}

std::string cell_place(JsonValue const& cell) {
  auto const sheet = text_in(cell, "sheet"), at = text_in(cell, "cell"), row = text_in(cell, "row"), column = text_in(cell, "column");
  std::string place = (sheet.empty() || at.empty() ? "" : sheet + "!") + (at == row ? "" : at);
  if (at == row && !sheet.empty()) place = sheet;
  if (row != "0" && !row.empty()) place += fmt::format("{}第 {} 行 row {}", place.empty() ? "" : " · ", row, row);
  if (!column.empty()) place += fmt::format("{}列 column {}", place.empty() ? "" : " · ", column);
  return place;
}

std::string unit_place(JsonValue const& note) {
  auto place = fmt::format("第 {0} 段 segment {0}", text_in(note, "segment"));
  for (auto const* part : {"message", "unit"}) {
    if (auto const text = text_in(note, part); !text.empty()) place += " · " + text;
  }
  return place;
}

template <class Place>
std::size_t print_list(std::FILE* out, JsonValue const& body, std::string_view name, std::string_view heading, Place place_of) {
  JsonValue list;
  if (body.kind() != JsonValue::Kind::object || !body.member(name, list) || list.kind() != JsonValue::Kind::array) return 0;
  std::size_t n = 0;
  for (JsonValue::Steps s(list); s; s.next()) {
    if (n++ == 0 && !heading.empty()) fmt::print(out, "{}\n", heading);
    print_problem(out, place_of(s.value()), s.value());
  }
  return n;
}

void print_made(JsonValue const& body) {
  JsonValue made;
  if (!body.member("made", made) || made.kind() != JsonValue::Kind::object) return;
  for (JsonValue::Steps s(made); s; s.next()) fmt::print("  {}: {}\n", s.name(), s.value().kind() == JsonValue::Kind::text ? std::string(s.value().text()) : s.value().print());
}

void print_done(JsonValue const& body, std::string_view file) {
  auto const kind = text_in(body, "kind"), rows = text_in(body, "imported"), sequence = text_in(body, "sequence");
  bool const messages = kind == "edifact";
  auto const what_zh = messages ? fmt::format("{} 份报文、{} 条命令", text_in(body, "messages"), text_in(body, "commands")) : fmt::format("{} 行", rows);
  auto const what_en = messages ? fmt::format("{} messages, {} commands", text_in(body, "messages"), text_in(body, "commands")) : fmt::format("{} rows", rows);
  fmt::print("{} → {}\n", file, kind);
  if (true_in(body, "repeated")) {
    fmt::print("此前已导入，没有再次执行。/ It was imported before; nothing was done again.\n");
  } else if (true_in(body, "dry_run")) {
    fmt::print("可以导入（{}）；这是试算，什么都没有写入。/ It can be imported ({}); this was a dry run, nothing was written.\n", what_zh, what_en);
  } else {
    fmt::print("已导入：{}，日志到第 {} 条。/ Imported: {}; the journal is at event {}.\n", what_zh, sequence, what_en, sequence);
    print_made(body);
  }
  if (auto const others = text_in(body, "other_messages"); messages && others != "0") {
    fmt::print("另有 {0} 份其他类型的报文未处理。/ {0} messages of other types were passed over.\n", others);
  }
  print_list(stdout, body, "flagged", "校验码不符，等待确认（--confirm-bad-check-digit）：/ Wrong check digits, waiting for --confirm-bad-check-digit:", unit_place);
  print_list(stdout, body, "noted", "未处理的内容：/ Left out:", unit_place);
}

int refused(int status, JsonValue const& body, std::string_view file) {
  auto const title_zh = text_in(body, "title_zh");
  fmt::print(stderr, "landport: {}: {}\n", file, title_zh.empty() ? text_in(body, "title") : std::string("未导入 / not imported"));
  if (!title_zh.empty()) print_problem(stderr, text_in(body, "place"), body);
  auto const n = print_list(stderr, body, "cells", "", cell_place) + print_list(stderr, body, "refused", "", unit_place);
  if (n > 0) fmt::print(stderr, "{0} 处错误，改正后再次导入即可。/ {0} mistakes; correct them and import the file again.\n", n);
  if (status == 401 || status == 403) return 2;
  return status >= 500 || status == 429 ? 1 : 3;
}

}  // namespace

int print_report(int status, std::string_view text, std::string_view file) {
  JsonParser parser(64u << 20);
  auto const body = parser.parse(text);
  if (!body || body->kind() != JsonValue::Kind::object) {
    fmt::print(stderr, "landport: 收到的不是港口的回答（状态 {}）：{}\n          This is not a port's answer (status {}): {}\n", status, text.substr(0, 200),
               status, text.substr(0, 200));
    return 1;
  }
  if (status >= 300) return refused(status, *body, file);
  print_done(*body, file);
  return 0;
}

}  // namespace landport::app
