// SPDX-License-Identifier: Apache-2.0
#include "http/window.h"

namespace landport::http {

namespace {

// "gate.admit_unit" → "GateAdmitUnit".
std::string component(std::string_view wire, std::string_view end = {}) {
  std::string name;
  bool up = true;
  for (char c : wire) {
    if (c == '.' || c == '_') {
      up = true;
      continue;
    }
    name += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    up = false;
  }
  return name.append(end);
}

void write_ref(JsonWriter& out, std::string const& name) {
  out.begin_object();
  out.member("$ref", "#/components/schemas/" + name);
  out.end_object();
}

void write_parameter(JsonWriter& out, std::string_view name, std::string_view in, std::string_view type,
                     std::string_view format, std::string_view description, bool required = false) {
  out.begin_object();
  out.member("name", name);
  out.member("in", in);
  if (!description.empty()) out.member("description", description);
  if (required || in == "path") {
    out.key("required");
    out.boolean(true);
  }
  out.key("schema");
  out.begin_object();
  out.member("type", type);
  if (!format.empty()) out.member("format", format);
  out.end_object();
  out.end_object();
}

void write_responses(JsonWriter& out, auto const& write_schema) {
  out.key("responses");
  out.begin_object();
  out.key("200");
  out.begin_object();
  out.member("description", "OK");
  out.key("content");
  out.begin_object();
  out.key("application/json");
  out.begin_object();
  out.key("schema");
  write_schema();
  out.end_object();
  out.end_object();
  out.end_object();
  out.key("default");
  out.begin_object();
  out.member("description", "Refused (RFC 9457)");
  out.key("content");
  out.begin_object();
  out.key("application/problem+json");
  out.begin_object();
  out.key("schema");
  write_ref(out, "Problem");
  out.end_object();
  out.end_object();
  out.end_object();
  out.end_object();
}

void write_head(JsonWriter& out, std::string_view tag, std::string_view id, std::string_view zh, std::string_view en, Roles roles) {
  out.key("tags");
  out.begin_array();
  out.text(tag);
  out.end_array();
  out.member("operationId", id);
  out.member("summary", en);
  out.member("x-zh", zh);
  if (roles.bits == 0) return;
  out.key("x-roles");
  out.begin_array();
  for (int i = 0; i < role_count; ++i) {
    if (roles.has(static_cast<Role>(i)) && static_cast<Role>(i) != Role::clock) out.text(to_text(static_cast<Role>(i)));
  }
  out.end_array();
}

void write_moment_parameters(JsonWriter& out) {
  write_parameter(out, "after", "query", "integer", "", "Wait until the views show this sequence");
  write_parameter(out, "recorded_at", "query", "string", "date-time", "As we knew it then");
  write_parameter(out, "happened_at", "query", "string", "date-time", "As it truly was then, as far as we know now");
}

void write_command(JsonWriter& out, DepartmentDescription const& d, CommandKind const& c) {
  out.key("/api/v1/" + path_of(c.wire));
  out.begin_object();
  out.key("post");
  out.begin_object();
  write_head(out, d.name, c.wire, c.zh, c.en, c.roles);
  out.key("parameters");
  out.begin_array();
  write_parameter(out, "dry_run", "query", "boolean", "", "Decide, but carry nothing out");
  write_parameter(out, "happened_at", "query", "string", "date-time", "When it happened, if earlier than now");
  write_parameter(out, "Idempotency-Key", "header", "string", "uuid", "The same key is carried out once");
  out.end_array();
  out.key("requestBody");
  out.begin_object();
  out.key("required");
  out.boolean(true);
  out.key("content");
  out.begin_object();
  out.key("application/json");
  out.begin_object();
  out.key("schema");
  write_ref(out, component(c.wire));
  out.end_object();
  out.end_object();
  out.end_object();
  write_responses(out, [&] { write_ref(out, "Done"); });
  out.end_object();
  out.end_object();
}

void write_table(JsonWriter& out, DepartmentDescription const& d, TableKind const& t) {
  auto const path = "/api/v1/" + path_of(t.name);
  out.key(path);
  out.begin_object();
  out.key("get");
  out.begin_object();
  write_head(out, d.name, t.name, t.zh, t.en, {});
  out.key("parameters");
  out.begin_array();
  for (auto const& f : t.fields) {
    if (f.json_type != "array" && f.json_type != "object") write_parameter(out, f.name, "query", "string", "", f.en);
  }
  write_parameter(out, "q", "query", "string", "", "Any text of the row; several: one of them");
  write_parameter(out, "sort", "query", "string", "", "Fields, with - before one to turn it");
  write_parameter(out, "limit", "query", "integer", "", "Rows, at most 1000");
  write_parameter(out, "cursor", "query", "string", "", "From the last page's next");
  write_parameter(out, "format", "query", "string", "", "json, csv or xlsx");
  write_moment_parameters(out);
  out.end_array();
  write_responses(out, [&] { write_ref(out, component(t.name, "Page")); });
  out.end_object();
  out.end_object();
  out.key(path + "/{key}/events");
  out.begin_object();
  out.key("get");
  out.begin_object();
  write_head(out, d.name, std::string(t.name) + ".events", t.zh, std::string(t.en) + ": what is behind a row", {});
  out.key("parameters");
  out.begin_array();
  write_parameter(out, "key", "path", "string", "", "");
  out.end_array();
  write_responses(out, [&] { out.raw(R"({"type":"object"})"); });
  out.end_object();
  out.end_object();
}

void write_query(JsonWriter& out, DepartmentDescription const& d, QueryKind const& q) {
  out.key("/api/v1/" + path_of(q.wire));
  out.begin_object();
  out.key("get");
  out.begin_object();
  write_head(out, d.name, q.wire, q.zh, q.en, q.roles);
  if (q.open) {
    out.key("security");
    out.raw("[]");
  }
  out.key("parameters");
  out.begin_array();
  for (auto const& f : q.fields) write_parameter(out, f.name, "query", f.json_type == "integer" ? "integer" : "string", f.format, f.en, f.required);
  write_moment_parameters(out);
  out.end_array();
  write_responses(out, [&] { write_ref(out, component(q.wire, "Answer")); });
  out.end_object();
  out.end_object();
}

void write_schemas(JsonWriter& out, Catalogue const& catalogue) {
  for (auto const& d : catalogue.departments()) {
    for (auto const& c : d.commands) {
      out.key(component(c.wire));
      out.raw(c.schema);
    }
    for (auto const& e : d.events) {
      out.key(component(e.tag->wire));
      out.raw(e.schema);
    }
    for (auto const& q : d.queries) {
      out.key(component(q.wire, "Answer"));
      out.raw(q.answer_schema);
    }
    for (auto const& v : d.views) {
      for (auto const& t : v.tables) {
        // A reader sees the fields that are for him: in an answer every field may be missing.
        std::string schema = t.schema;
        auto const required = schema.rfind(",\"required\":[");
        schema = schema.substr(0, required) + "}";
        auto const open = schema.find("\"properties\":{") + 14;
        schema.insert(open, R"("_key":{"type":"string"},"_sequence":{"type":"integer"})" + std::string(schema[open] == '}' ? "" : ","));
        schema.insert(schema.size() - 1, R"(,"required":["_key","_sequence"])");
        out.key(component(t.name, "Row"));
        out.raw(schema);
        out.key(component(t.name, "Page"));
        out.raw(R"({"type":"object","properties":{"sequence":{"type":"integer"},"at":{"type":"string","format":"date-time"},)"
                R"("total":{"type":"integer"},"rows":{"type":"array","items":{"$ref":"#/components/schemas/)" +
                component(t.name, "Row") + R"("}},"next":{"type":["string","null"]}},"required":["sequence","at","total","rows","next"]})");
      }
    }
  }
}

void write_extra(JsonWriter& out, Route const& extra) {
  std::string path = extra.path;
  if (path.ends_with("/*")) path.replace(path.size() - 1, 1, "{what}");
  out.key("/api/v1/" + path);
  out.begin_object();
  out.key(extra.method == "GET" ? "get" : "post");
  out.begin_object();
  write_head(out, "links", "links." + path, extra.zh, extra.en, extra.roles);
  if (path != extra.path) {
    out.key("parameters");
    out.begin_array();
    write_parameter(out, "what", "path", "string", "", "");
    out.end_array();
  }
  write_responses(out, [&] { out.raw(R"({"type":"object"})"); });
  out.end_object();
  out.end_object();
}

}  // namespace

std::string openapi_of(Catalogue const& catalogue, std::vector<Route> const& extras, std::string_view version) {
  std::string text;
  JsonWriter out(text);
  out.begin_object();
  out.member("openapi", "3.1.0");
  out.key("info");
  out.begin_object();
  out.member("title", "Landport");
  out.member("version", version);
  out.member("description", "One journal of events; everything else is a view of it. Made from the departments' own descriptions.");
  out.key("license");
  out.raw(R"({"name":"Apache-2.0","identifier":"Apache-2.0"})");
  out.end_object();
  out.key("security");
  out.raw(R"([{"token":[]},{"session":[]}])");
  out.key("tags");
  out.begin_array();
  for (auto const& d : catalogue.departments()) {
    out.begin_object();
    out.member("name", d.name);
    out.member("description", std::string(d.en) + " · " + std::string(d.zh));
    out.end_object();
  }
  out.end_array();
  out.key("paths");
  out.begin_object();
  for (auto const& d : catalogue.departments()) {
    for (auto const& c : d.commands) write_command(out, d, c);
    for (auto const& v : d.views) {
      for (auto const& t : v.tables) write_table(out, d, t);
    }
    for (auto const& q : d.queries) write_query(out, d, q);
  }
  for (auto const& extra : extras) write_extra(out, extra);
  out.end_object();
  out.key("components");
  out.begin_object();
  out.key("securitySchemes");
  out.raw(R"({"token":{"type":"http","scheme":"bearer"},"session":{"type":"apiKey","in":"cookie","name":"landport_session"}})");
  out.key("schemas");
  out.begin_object();
  out.key("Done");
  out.raw(R"({"type":"object","properties":{"sequence":{"type":"integer"},"repeated":{"type":"boolean"},"dry_run":{"type":"boolean"},)"
          R"("made":{"type":"object","additionalProperties":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}}},)"
          R"("required":["sequence","repeated","made"]})");
  out.key("Problem");
  out.raw(R"({"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
          R"("detail":{"type":"string"},"code":{"type":"string"},"place":{"type":"string"},"title_zh":{"type":"string"},)"
          R"("title_en":{"type":"string"},"remedy_zh":{"type":"string"},"remedy_en":{"type":"string"},)"
          R"("details":{"type":"object","additionalProperties":{"type":"string"}}},"required":["type","title","status","code"]})");
  write_schemas(out, catalogue);
  out.end_object();
  out.end_object();
  out.end_object();
  return text;
}

}  // namespace landport::http
