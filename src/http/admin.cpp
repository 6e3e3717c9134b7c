// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "http/window.h"
#include "words/fields.h"

// The parts of the window that are about people and the machine, not about the port.
namespace landport::http {

namespace {

struct SignIn {
  std::string person, password;
};
constexpr auto fields(Type<SignIn>) {
  return field_list(field("person", &SignIn::person, "账号", "Account"), field("password", &SignIn::password, "密码", "Password"));
}
struct NewOrganisation {
  std::string code, name_zh, name_en, kind;
};
constexpr auto fields(Type<NewOrganisation>) {
  return field_list(field("code", &NewOrganisation::code, "代码", "Code"), field("name_zh", &NewOrganisation::name_zh, "中文名", "Chinese name"),
                    field("name_en", &NewOrganisation::name_en, "英文名", "English name"), field("kind", &NewOrganisation::kind, "类别", "Kind"));
}
struct NewPerson {
  std::string account, org, password, language = "zh";
  std::vector<std::string> roles;
};
constexpr auto fields(Type<NewPerson>) {
  return field_list(field("account", &NewPerson::account, "账号", "Account"), field("org", &NewPerson::org, "单位", "Organisation"),
                    field("password", &NewPerson::password, "密码", "Password"), field("roles", &NewPerson::roles, "角色", "Roles"),
                    may("language", &NewPerson::language, "语言", "Language"));
}
struct ChangedPerson {
  std::string account, language = "zh";
  std::vector<std::string> roles;
  bool active = true;
  std::optional<std::string> password;
};
constexpr auto fields(Type<ChangedPerson>) {
  return field_list(field("account", &ChangedPerson::account, "账号", "Account"), field("roles", &ChangedPerson::roles, "角色", "Roles"),
                    may("language", &ChangedPerson::language, "语言", "Language"), may("active", &ChangedPerson::active, "启用", "Active"),
                    field("password", &ChangedPerson::password, "新密码", "New password"));
}
struct NewToken {
  std::string label, org;
  std::vector<std::string> roles;
  Count days{90};
};
constexpr auto fields(Type<NewToken>) {
  return field_list(field("label", &NewToken::label, "用途", "What for"), field("org", &NewToken::org, "单位", "Organisation"),
                    field("roles", &NewToken::roles, "角色", "Roles"), may("days", &NewToken::days, "有效天数", "Days"));
}

template <class T>
Result<T> read_body(Request const& request) {
  JsonParser parser;
  auto const value = parser.parse(request.body);
  if (!value) return no(value.error());
  return Codec<T>::read(*value);
}

Result<Roles> read_roles(std::vector<std::string> const& names) {
  Roles roles;
  for (auto const& name : names) {
    Role role;
    if (!role_from_text(name, role) || role == Role::clock) {
      return no(refuse("malformed.choice").at("/roles").with("got", name.substr(0, 40)).with("choices", "shipper, carrier, terminal, gate, customs, bank, partner, duty, admin"));
    }
    roles = roles | role;
  }
  return roles;
}

void write_roles(JsonWriter& out, Roles roles) {
  out.key("roles");
  out.begin_array();
  for (int i = 0; i < role_count; ++i) {
    if (roles.has(static_cast<Role>(i))) out.text(to_text(static_cast<Role>(i)));
  }
  out.end_array();
}

std::string list_of(std::string_view name, auto const& items, auto const& write) {
  std::string body;
  JsonWriter out(body);
  out.begin_object();
  out.key(name);
  out.begin_array();
  for (auto const& item : items) {
    out.begin_object();
    write(out, item);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return body;
}

}  // namespace

Response Window::session(Request const& request, Asking const& asking) {
  auto const describe = [&](Actor const& actor, std::string const& language) {
    std::string body;
    JsonWriter out(body);
    out.begin_object();
    out.member("person", actor.person);
    out.member("org", actor.org);
    if (auto const org = directory_.organisation(actor.org)) {
      out.member("org_name_zh", org->name_zh);
      out.member("org_name_en", org->name_en);
      out.member("org_kind", to_text(org->kind));
    }
    write_roles(out, actor.roles);
    out.member("language", language);
    out.end_object();
    return json_answer(std::move(body));
  };
  if (request.method == "GET") {
    if (!asking.signed_in) return problem(refuse(asking.why_not), asking);
    return describe(asking.actor, asking.language);
  }
  std::string const secure = options_.secure_cookie ? "; Secure" : "";
  if (request.method == "DELETE") {
    auto const at = request.cookie.find("landport_session=");
    if (at != std::string::npos) directory_.sign_out(request.cookie.substr(at + 17, request.cookie.find(';', at) - at - 17));
    Response response = json_answer("{}");
    response.headers.emplace_back("Set-Cookie", "landport_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0" + secure);
    return response;
  }
  if (request.method != "POST") return problem(refuse("http.method").with("method", request.method), asking);
  auto const sign_in = read_body<SignIn>(request);
  if (!sign_in) return problem(sign_in.error(), asking);
  auto const secret = directory_.sign_in(sign_in->person, sign_in->password, request.peer, book_.now());
  if (!secret) return problem(secret.error(), asking);
  auto const holder = directory_.holder(*secret, book_.now());
  LP_ASSERT(holder, "a session that was just made holds");
  Response response = describe(holder->actor, holder->language);
  response.headers.emplace_back("Set-Cookie", fmt::format("landport_session={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200{}", *secret, secure));
  return response;
}

Response Window::admin_people(Request const& request) {
  if (request.method == "GET") {
    return json_answer(list_of("people", directory_.people(), [](JsonWriter& out, Person const& p) {
      out.member("account", p.account);
      out.member("org", p.org);
      write_roles(out, p.roles);
      out.member("language", p.language);
      out.key("active");
      out.boolean(p.active);
    }));
  }
  if (request.method == "PUT") {
    auto const changed = read_body<ChangedPerson>(request);
    if (!changed) return problem(changed.error(), {});
    auto const roles = read_roles(changed->roles);
    if (!roles) return problem(roles.error(), {});
    if (auto done = directory_.change({changed->account, "", *roles, changed->language, changed->active}); !done) return problem(done.error(), {});
    if (changed->password) {
      if (auto done = directory_.set_password(changed->account, *changed->password); !done) return problem(done.error(), {});
    }
    return json_answer("{}");
  }
  auto const made = read_body<NewPerson>(request);
  if (!made) return problem(made.error(), {});
  auto const roles = read_roles(made->roles);
  if (!roles) return problem(roles.error(), {});
  if (auto done = directory_.add(Person{made->account, made->org, *roles, made->language, true}, made->password); !done) {
    return problem(done.error(), {});
  }
  return json_answer("{}", 201);
}

Response Window::admin_tokens(Request const& request, Asking const& asking, std::string_view path) {
  auto const write = [](JsonWriter& out, Token const& t) {
    out.member("id", t.id);
    out.member("label", t.label);
    out.member("account", t.account);
    out.member("org", t.org);
    write_roles(out, t.roles);
    out.member("made", to_text(t.made));
    out.member("expires", to_text(t.expires));
  };
  if (request.method == "GET") return json_answer(list_of("tokens", directory_.tokens(book_.now()), write));
  if (request.method == "DELETE") {
    auto const id = path.substr(std::min(path.size(), std::string_view("admin/tokens/").size()));
    if (!directory_.drop_token(id)) return problem(refuse("query.not_found").with("key", id.substr(0, 60)), asking);
    return json_answer("{}");
  }
  auto const wanted = read_body<NewToken>(request);
  if (!wanted) return problem(wanted.error(), asking);
  auto const roles = read_roles(wanted->roles);
  if (!roles) return problem(roles.error(), asking);
  auto const good_for = days(std::clamp<std::int64_t>(wanted->days.value, 1, 366));
  auto const made = directory_.make_token(asking.actor.person, wanted->org, *roles, wanted->label, book_.now(), good_for);
  if (!made) return problem(made.error(), asking);
  std::string body;
  JsonWriter out(body);
  out.begin_object();
  write(out, made->first);
  out.member("secret", made->second);
  out.end_object();
  return json_answer(std::move(body), 201);
}

Response Window::admin(Request const& request, Asking const& asking, std::string_view path) {
  if (!asking.actor.roles.has(Role::admin)) {
    return problem(refuse("command.not_permitted").with("command", path), asking);
  }
  if (path == "admin/organisations") {
    if (request.method == "GET") {
      return json_answer(list_of("organisations", directory_.organisations(), [](JsonWriter& out, Organisation const& o) {
        out.member("code", o.code);
        out.member("name_zh", o.name_zh);
        out.member("name_en", o.name_en);
        out.member("kind", to_text(o.kind));
      }));
    }
    auto const made = read_body<NewOrganisation>(request);
    if (!made) return problem(made.error(), asking);
    Organisation o{made->code, made->name_zh, made->name_en};
    if (!org_kind_from_text(made->kind, o.kind)) {
      return problem(refuse("malformed.choice").at("/kind").with("got", made->kind.substr(0, 40)).with("choices", "port, forwarder, carrier, customs, bank, partner"), asking);
    }
    if (auto done = directory_.add(o); !done) return problem(done.error(), asking);
    return json_answer("{}", 201);
  }
  if (path == "admin/people") return admin_people(request);
  if (path == "admin/tokens" || path.starts_with("admin/tokens/")) return admin_tokens(request, asking, path);
  if (path == "admin/audit") {
    directory_.flush();
    return json_answer(list_of("accesses", directory_.accesses(request.param("person"), request.param("path"), 500),
                        [](JsonWriter& out, Directory::Access const& a) {
                          out.member("at", to_text(a.at));
                          out.member("person", a.person);
                          out.member("org", a.org);
                          out.member("method", a.method);
                          out.member("path", a.path);
                          out.member("status", a.status);
                          out.member("times", a.times);
                        }));
  }
  if (path == "admin/status") {
    std::string body;
    JsonWriter out(body);
    out.begin_object();
    out.member("version", options_.version);
    out.member("pack", options_.pack_name);
    out.member("sequence", book_.store().last_sequence());
    out.member("views_at", book_.board().position());
    out.member("queued", static_cast<std::int64_t>(book_.queued()));
    auto const checkpoint = book_.store().last_checkpoint();
    out.member("checkpoint", checkpoint ? checkpoint->sequence : 0);
    out.end_object();
    return json_answer(std::move(body));
  }
  return nothing_at(path, asking);
}

Response Window::health() const {
  auto const behind = book_.store().last_sequence() - book_.board().position();
  return json_answer(fmt::format(R"({{"status":"ok","version":"{}","sequence":{},"behind":{}}})", options_.version,
                          book_.board().position(), behind));
}

Response Window::metrics() const {
  auto const& f = book_.figures();
  std::string text;
  auto const add = [&](std::string_view name, std::string_view type, std::string_view help, auto value) {
    text += fmt::format("# HELP landport_{0} {2}\n# TYPE landport_{0} {1}\nlandport_{0} {3}\n", name, type, help, value);
  };
  add("commands_total", "counter", "Commands carried out.", f.commands.load());
  add("commands_refused_total", "counter", "Commands refused.", f.refused.load());
  add("commands_repeated_total", "counter", "Commands answered from memory because their id was known.", f.repeated.load());
  add("commands_busy_total", "counter", "Commands refused because too many waited.", f.busy.load());
  add("events_total", "counter", "Events appended since the start.", f.events.load());
  add("commits_total", "counter", "Durable commits.", f.commits.load());
  add("commit_seconds_total", "counter", "Time spent in durable commits.", static_cast<double>(f.commit_micros.load()) / 1e6);
  add("store_faults_total", "counter", "Times the store failed.", f.faults.load());
  add("journal_sequence", "gauge", "Sequence number of the journal's last event.", book_.store().last_sequence());
  add("views_sequence", "gauge", "Sequence number that the views stand at.", book_.board().position());
  add("commands_queued", "gauge", "Commands that wait.", book_.queued());
  add("http_requests_total", "counter", "Requests.", figures_.requests.load());
  add("http_faults_total", "counter", "Requests that ended in a fault.", figures_.faults.load());
  add("http_connections", "gauge", "Open connections.", figures_.connections.load());
  add("http_feeds", "gauge", "Readers of the event stream.", figures_.feeds.load());
  Response response;
  response.content_type = "text/plain; version=0.0.4";
  response.body = std::move(text);
  return response;
}

}  // namespace landport::http
