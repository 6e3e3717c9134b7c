// SPDX-License-Identifier: Apache-2.0
#include "sim/told.h"

#include "sim/port.h"

namespace landport::sim {

Told& Told::yes(std::string_view name, bool value) {
  writer_.key(name);
  writer_.boolean(value);
  return *this;
}

Told& Told::list(std::string_view name, std::vector<std::string> const& texts) {
  writer_.key(name);
  writer_.begin_array();
  for (auto const& text : texts) writer_.text(text);
  writer_.end_array();
  return *this;
}

Told& Told::raw(std::string_view name, std::string_view json) {
  writer_.key(name);
  writer_.raw(json);
  return *this;
}

std::string Told::json() {
  writer_.end_object();
  return std::move(out_);
}

std::string Made::operator[](std::string const& what) const {
  auto const found = names.find(what);
  return found == names.end() ? std::string() : found->second;
}

namespace {

std::string text_of(JsonValue const& value) {
  switch (value.kind()) {
    case JsonValue::Kind::null: return {};
    case JsonValue::Kind::text: return std::string(value.text());
    default: return value.print();
  }
}

}  // namespace

std::map<std::string, std::string> names_of(JsonValue const& object) {
  std::map<std::string, std::string> names;
  if (object.kind() != JsonValue::Kind::object) return names;
  for (JsonValue::Steps s(object); s; s.next()) names[std::string(s.name())] = text_of(s.value());
  return names;
}

std::vector<std::string> split(std::string_view joined) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= joined.size();) {
    auto const end = std::min(joined.find('+', at), joined.size());
    if (end > at) out.emplace_back(joined.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string member(std::string_view json, std::string_view name) {
  JsonParser parser;
  auto const object = parser.parse(json);
  return object && object->kind() == JsonValue::Kind::object ? Row(*object).text(name) : std::string();
}

std::string Row::text(std::string_view name) const {
  JsonValue found;
  return object_.member(name, found) ? text_of(found) : std::string();
}

std::int64_t Row::number(std::string_view name) const {
  JsonValue found;
  return object_.member(name, found) && found.kind() == JsonValue::Kind::integer ? found.integer() : 0;
}

Instant Row::time(std::string_view name) const {
  auto const parsed = parse_instant(text(name));
  return parsed ? *parsed : Instant{};
}

std::vector<std::string> Row::list(std::string_view name) const {
  std::vector<std::string> texts;
  JsonValue found;
  if (!object_.member(name, found) || found.kind() != JsonValue::Kind::array) return texts;
  for (JsonValue::Steps s(found); s; s.next()) texts.push_back(text_of(s.value()));
  return texts;
}

void Row::each(std::string_view name, std::function<void(Row const&)> const& f) const {
  JsonValue found;
  if (!object_.member(name, found) || found.kind() != JsonValue::Kind::array) return;
  for (JsonValue::Steps s(found); s; s.next()) f(Row(s.value()));
}

}  // namespace landport::sim
