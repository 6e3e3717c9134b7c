// SPDX-License-Identifier: Apache-2.0
#include "http/directory.h"

#include <argon2.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <unordered_map>

#include "journal/hash.h"
#include "journal/store.h"
#include "words/strong.h"

namespace landport::http {

namespace {

constexpr std::array<std::string_view, 6> kind_names{"port", "forwarder", "carrier", "customs", "bank", "partner"};

// argon2id as RFC 9106 §4 recommends where memory is scarce (64 MiB, three passes), one lane on a small machine.
constexpr std::uint32_t argon_passes = 3, argon_memory_kib = 64 * 1024, argon_lanes = 1;
constexpr Duration session_length = hours(12);
constexpr Duration tries_window = minutes(5);
constexpr std::size_t tries_max = 10;
constexpr std::size_t waiting_max = 100'000;

std::string hashed(std::string_view secret) {
  std::string_view const parts[] = {"landport secret", secret};
  return to_hex(hash_of(parts));
}

std::string password_hash(std::string_view password) {
  std::array<char, 128> out{};
  std::array<unsigned char, 16> salt{};
  randombytes_buf(salt.data(), salt.size());
  int const error = argon2id_hash_encoded(argon_passes, argon_memory_kib, argon_lanes, password.data(),
                                          password.size(), salt.data(), salt.size(), 32, out.data(), out.size());
  if (error != ARGON2_OK) throw StoreFault(std::string("argon2: ") + argon2_error_message(error));
  return out.data();
}

bool password_fits(std::string const& hash, std::string_view password) {
  return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

// A small hand around a statement: binds in order, steps, reads columns.
class Query {
 public:
  Query(sqlite3* db, char const* sql) : db_(db) {
    if (sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) != SQLITE_OK) fail();
  }
  ~Query() { sqlite3_finalize(statement_); }
  Query(Query const&) = delete;
  Query& bind(std::string_view text) {
    // A view of nothing has no address, and SQLite would take that for NULL, which equals not even an empty text.
    sqlite3_bind_text(statement_, ++bound_, text.data() ? text.data() : "", static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Query& bind(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
  }
  bool step() {
    int const code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail();
    return code == SQLITE_ROW;
  }
  void again() {
    sqlite3_reset(statement_);
    bound_ = 0;
  }
  std::string text(int column) {
    auto const* bytes = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string{};
  }
  std::int64_t number(int column) { return sqlite3_column_int64(statement_, column); }

 private:
  [[noreturn]] void fail() { throw StoreFault(std::string("accounts: ") + sqlite3_errmsg(db_)); }
  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

Roles roles_from(std::int64_t bits) {
  Roles r;
  r.bits = static_cast<std::uint32_t>(bits);
  return r;
}

}  // namespace

std::string_view to_text(OrgKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
bool org_kind_from_text(std::string_view text, OrgKind& kind) {
  auto const found = std::find(kind_names.begin(), kind_names.end(), text);
  if (found == kind_names.end()) return false;
  kind = static_cast<OrgKind>(found - kind_names.begin());
  return true;
}

Roles roles_of(OrgKind kind) {
  switch (kind) {
    case OrgKind::port: return Role::terminal | Role::gate | Role::duty | Role::admin;
    case OrgKind::forwarder: return Role::shipper;
    case OrgKind::carrier: return Role::carrier;
    case OrgKind::customs: return Role::customs;
    case OrgKind::bank: return Role::bank;
    case OrgKind::partner: return Role::partner;
  }
  return {};
}

void copy_accounts(std::string const& from, std::string const& to) {
  sqlite3 *source = nullptr, *copy = nullptr;
  bool done = sqlite3_open_v2(from.c_str(), &source, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK &&
              sqlite3_open_v2(to.c_str(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) == SQLITE_OK;
  if (done) {
    ::chmod(to.c_str(), 0600);
    auto* work = sqlite3_backup_init(copy, "main", source, "main");
    done = work && sqlite3_backup_step(work, -1) == SQLITE_DONE;
    if (work) done = sqlite3_backup_finish(work) == SQLITE_OK && done;
  }
  std::string const why = copy ? sqlite3_errmsg(copy) : source ? sqlite3_errmsg(source) : "out of memory";
  sqlite3_close(source);
  sqlite3_close(copy);
  if (!done) throw StoreFault("accounts: cannot copy " + from + " to " + to + ": " + why);
}

std::string random_secret() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

struct Directory::Impl {
  struct Account {
    Person person;
    std::string hash;
  };
  struct Session {
    std::string account;
    Instant expires;
  };

  sqlite3* db = nullptr;
  mutable std::mutex db_mutex;
  mutable std::shared_mutex mutex;
  std::map<std::string, Organisation, std::less<>> orgs;
  std::map<std::string, Account, std::less<>> accounts;
  std::unordered_map<std::string, Session> sessions;  // by hash of the secret
  std::unordered_map<std::string, Token> tokens;
  std::string unknown_hash;  // verified against for unknown names, so that they take as long

  std::mutex tries_mutex;
  std::unordered_map<std::string, std::deque<Instant>> tries;
  std::mutex sign_in_mutex;  // one argon2 at a time: 64 MiB each

  std::mutex waiting_mutex;
  std::condition_variable waiting_changed;
  std::vector<Access> waiting;
  std::unordered_map<std::string, std::size_t> waiting_index;
  bool stopping = false;
  std::thread scribe;

  void run(char const* sql) const {
    char* error = nullptr;
    if (sqlite3_exec(db, sql, nullptr, nullptr, &error) != SQLITE_OK) {
      std::string const why = error ? error : "unknown";
      sqlite3_free(error);
      throw StoreFault("accounts: " + why);
    }
  }
  void load();
  void load_token(std::string const& hash);
  void write_waiting();
  bool too_many_tries(std::string const& who, Instant now);
};

void Directory::Impl::load() {
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
      "CREATE TABLE IF NOT EXISTS organisation(code TEXT PRIMARY KEY, name_zh TEXT, name_en TEXT, kind TEXT) STRICT;"
      "CREATE TABLE IF NOT EXISTS person(account TEXT PRIMARY KEY, org TEXT REFERENCES organisation(code), roles INTEGER,"
      " language TEXT, active INTEGER, hash TEXT) STRICT;"
      "CREATE TABLE IF NOT EXISTS session(secret TEXT PRIMARY KEY, account TEXT, expires INTEGER) STRICT;"
      "CREATE TABLE IF NOT EXISTS token(secret TEXT PRIMARY KEY, id TEXT UNIQUE, account TEXT, org TEXT, label TEXT,"
      " roles INTEGER, made INTEGER, expires INTEGER) STRICT;"
      "CREATE TABLE IF NOT EXISTS access(at INTEGER, person TEXT, org TEXT, method TEXT, path TEXT, status INTEGER,"
      " times INTEGER) STRICT;"
      "CREATE INDEX IF NOT EXISTS access_by_person ON access(person, at);");
  for (Query q(db, "SELECT code, name_zh, name_en, kind FROM organisation"); q.step();) {
    Organisation o{q.text(0), q.text(1), q.text(2)};
    org_kind_from_text(q.text(3), o.kind);
    orgs.emplace(o.code, o);
  }
  for (Query q(db, "SELECT account, org, roles, language, active, hash FROM person"); q.step();) {
    Person p{q.text(0), q.text(1), roles_from(q.number(2)), q.text(3), q.number(4) != 0};
    auto const account = p.account;
    accounts.emplace(account, Account{std::move(p), q.text(5)});
  }
  for (Query q(db, "SELECT secret, account, expires FROM session"); q.step();) {
    sessions.emplace(q.text(0), Session{q.text(1), Instant{q.number(2)}});
  }
  for (Query q(db, "SELECT secret, id, account, org, label, roles, made, expires FROM token"); q.step();) {
    tokens.emplace(q.text(0), Token{q.text(1), q.text(2), q.text(3), q.text(4), roles_from(q.number(5)),
                                    Instant{q.number(6)}, Instant{q.number(7)}});
  }
}

void Directory::Impl::load_token(std::string const& hash) {
  std::lock_guard db_lock(db_mutex);
  Query q(db, "SELECT id, account, org, label, roles, made, expires FROM token WHERE secret=?");
  q.bind(hash);
  if (!q.step()) return;
  std::lock_guard lock(mutex);
  tokens.emplace(hash, Token{q.text(0), q.text(1), q.text(2), q.text(3), roles_from(q.number(4)), Instant{q.number(5)},
                             Instant{q.number(6)}});
}

Directory::Directory(std::string const& file) : impl_(std::make_unique<Impl>()) {
  LP_ASSERT(sodium_init() >= 0, "libsodium starts");
  if (sqlite3_open_v2(file.c_str(), &impl_->db,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr) != SQLITE_OK) {
    std::string const why = sqlite3_errmsg(impl_->db);
    sqlite3_close(impl_->db);
    throw StoreFault("accounts: cannot open " + file + ": " + why);
  }
  sqlite3_busy_timeout(impl_->db, 5000);
  impl_->load();
  impl_->scribe = std::thread([impl = impl_.get()] {
    std::unique_lock lock(impl->waiting_mutex);
    while (!impl->stopping) {
      impl->waiting_changed.wait_for(lock, std::chrono::seconds(1));
      lock.unlock();
      try {
        impl->write_waiting();
      } catch (StoreFault const&) {
        // The log is kept and tried again in a second: what people may do does not depend on it.
      }
      lock.lock();
    }
  });
}

Directory::~Directory() {
  {
    std::lock_guard lock(impl_->waiting_mutex);
    impl_->stopping = true;
  }
  impl_->waiting_changed.notify_all();
  if (impl_->scribe.joinable()) impl_->scribe.join();
  try {
    impl_->write_waiting();
  } catch (StoreFault const&) {
    // Nothing is left to try: the process ends.
  }
  sqlite3_close(impl_->db);
}

bool Directory::empty() const {
  std::shared_lock lock(impl_->mutex);
  return impl_->accounts.empty();
}
std::vector<Organisation> Directory::organisations() const {
  std::shared_lock lock(impl_->mutex);
  std::vector<Organisation> out;
  for (auto const& [code, o] : impl_->orgs) out.push_back(o);
  return out;
}
std::optional<Organisation> Directory::organisation(std::string_view code) const {
  std::shared_lock lock(impl_->mutex);
  auto const found = impl_->orgs.find(code);
  if (found == impl_->orgs.end()) return std::nullopt;
  return found->second;
}
std::vector<Person> Directory::people() const {
  std::shared_lock lock(impl_->mutex);
  std::vector<Person> out;
  for (auto const& [name, a] : impl_->accounts) out.push_back(a.person);
  return out;
}
std::vector<Token> Directory::tokens(Instant now) const {
  std::shared_lock lock(impl_->mutex);
  std::vector<Token> out;
  for (auto const& [secret, t] : impl_->tokens) {
    if (t.expires > now) out.push_back(t);
  }
  std::sort(out.begin(), out.end(), [](Token const& a, Token const& b) { return a.made < b.made; });
  return out;
}

Result<void> Directory::add(Organisation o) {
  if (!is_name(o.code)) {
    return no(refuse("malformed.code").at("/code").with("got", o.code.substr(0, 60)).with("what", "a short code")
                  .with("what_zh", "简短代码"));
  }
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  if (impl_->orgs.contains(o.code)) return no(refuse("directory.org_exists").at("/code").with("code", o.code));
  Query(impl_->db, "INSERT INTO organisation VALUES(?,?,?,?)")
      .bind(o.code).bind(o.name_zh).bind(o.name_en).bind(to_text(o.kind)).step();
  auto code = o.code;
  impl_->orgs.emplace(std::move(code), std::move(o));
  return {};
}

Result<void> Directory::add(Person person, std::string_view password) {
  return add(std::vector<Person>{std::move(person)}, password);
}

Result<void> Directory::add(std::vector<Person> people, std::string_view password) {
  if (password.size() < 10) return no(refuse("directory.password_weak").at("/password"));
  auto const hash = password_hash(password);
  for (auto& person : people) {
    if (auto added = add_hashed(std::move(person), hash); !added) return added;
  }
  return {};
}

Result<void> Directory::add_hashed(Person p, std::string const& hash) {
  if (!is_name(p.account)) {
    return no(refuse("malformed.code").at("/account").with("got", p.account.substr(0, 60))
                  .with("what", "an account name").with("what_zh", "账号名"));
  }
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  auto const org = impl_->orgs.find(p.org);
  if (org == impl_->orgs.end()) return no(refuse("directory.no_org").at("/org").with("org", p.org));
  if (impl_->accounts.contains(p.account)) {
    return no(refuse("directory.person_exists").at("/account").with("account", p.account));
  }
  if ((p.roles.bits & ~roles_of(org->second.kind).bits) != 0 || p.roles.bits == 0) {
    return no(refuse("directory.role_not_of_kind").at("/roles").with("kind", to_text(org->second.kind)));
  }
  Query(impl_->db, "INSERT INTO person VALUES(?,?,?,?,?,?)")
      .bind(p.account).bind(p.org).bind(std::int64_t{p.roles.bits}).bind(p.language).bind(std::int64_t{p.active})
      .bind(hash).step();
  auto account = p.account;
  impl_->accounts.emplace(std::move(account), Impl::Account{std::move(p), hash});
  return {};
}

Result<void> Directory::change(Person const& p) {
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  auto const found = impl_->accounts.find(p.account);
  if (found == impl_->accounts.end()) return no(refuse("query.not_found").with("key", p.account));
  auto const& org = impl_->orgs.find(found->second.person.org)->second;
  if ((p.roles.bits & ~roles_of(org.kind).bits) != 0 || p.roles.bits == 0) {
    return no(refuse("directory.role_not_of_kind").at("/roles").with("kind", to_text(org.kind)));
  }
  Query(impl_->db, "UPDATE person SET roles=?, language=?, active=? WHERE account=?")
      .bind(std::int64_t{p.roles.bits}).bind(p.language).bind(std::int64_t{p.active}).bind(p.account).step();
  Query(impl_->db, "DELETE FROM session WHERE account=?").bind(p.account).step();
  found->second.person.roles = p.roles;
  found->second.person.language = p.language;
  found->second.person.active = p.active;
  std::erase_if(impl_->sessions, [&](auto const& s) { return s.second.account == p.account; });
  return {};
}

Result<void> Directory::set_password(std::string_view account, std::string_view password) {
  if (password.size() < 10) return no(refuse("directory.password_weak").at("/password"));
  auto const hash = password_hash(password);
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  auto const found = impl_->accounts.find(account);
  if (found == impl_->accounts.end()) return no(refuse("query.not_found").with("key", account));
  Query(impl_->db, "UPDATE person SET hash=? WHERE account=?").bind(hash).bind(account).step();
  Query(impl_->db, "DELETE FROM session WHERE account=?").bind(account).step();
  found->second.hash = hash;
  std::erase_if(impl_->sessions, [&](auto const& s) { return s.second.account == account; });
  return {};
}

bool Directory::Impl::too_many_tries(std::string const& who, Instant now) {
  std::lock_guard lock(tries_mutex);
  if (tries.size() > 100'000) tries.clear();  // a flood of names must not fill the memory
  auto& list = tries[who];
  while (!list.empty() && list.front() < now - tries_window) list.pop_front();
  return list.size() >= tries_max;
}

Result<std::string> Directory::sign_in(std::string_view account, std::string_view password, std::string_view peer,
                                       Instant now) {
  std::string const by_name = "name " + std::string(account.substr(0, 64)), by_peer = "peer " + std::string(peer);
  if (impl_->too_many_tries(by_name, now) || impl_->too_many_tries(by_peer, now)) return no("session.too_many_tries");
  std::string hash;
  bool known = false;
  {
    std::shared_lock lock(impl_->mutex);
    auto const found = impl_->accounts.find(account);
    if (found != impl_->accounts.end() && found->second.person.active) {
      hash = found->second.hash;
      known = true;
    }
  }
  bool fits;
  {
    std::lock_guard lock(impl_->sign_in_mutex);
    if (impl_->unknown_hash.empty()) impl_->unknown_hash = password_hash(random_secret());
    if (!known) hash = impl_->unknown_hash;
    fits = password_fits(hash, password.substr(0, 1024)) && known;
  }
  if (!fits) {
    std::lock_guard lock(impl_->tries_mutex);
    impl_->tries[by_name].push_back(now);
    impl_->tries[by_peer].push_back(now);
    return no("session.wrong");
  }
  auto const secret = random_secret();
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  Query(impl_->db, "DELETE FROM session WHERE expires < ?").bind(now.ms).step();
  std::erase_if(impl_->sessions, [&](auto const& s) { return s.second.expires < now; });
  Query(impl_->db, "INSERT INTO session VALUES(?,?,?)")
      .bind(hashed(secret)).bind(account).bind((now + session_length).ms).step();
  impl_->sessions.emplace(hashed(secret), Impl::Session{std::string(account), now + session_length});
  return secret;
}

void Directory::sign_out(std::string_view secret) {
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  Query(impl_->db, "DELETE FROM session WHERE secret=?").bind(hashed(secret)).step();
  impl_->sessions.erase(hashed(secret));
}

Result<std::pair<Token, std::string>> Directory::make_token(std::string_view account, std::string_view org, Roles roles,
                                                            std::string_view label, Instant now, Duration good_for) {
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  auto const found = impl_->orgs.find(org);
  if (found == impl_->orgs.end()) return no(refuse("directory.no_org").at("/org").with("org", org));
  if ((roles.bits & ~roles_of(found->second.kind).bits) != 0 || roles.bits == 0) {
    return no(refuse("directory.role_not_of_kind").at("/roles").with("kind", to_text(found->second.kind)));
  }
  auto const secret = "lp_" + random_secret();
  Token token{random_secret().substr(0, 12), std::string(account), std::string(org), std::string(label.substr(0, 200)),
              roles, now, now + good_for};
  Query(impl_->db, "INSERT INTO token VALUES(?,?,?,?,?,?,?,?)")
      .bind(hashed(secret)).bind(token.id).bind(token.account).bind(token.org).bind(token.label)
      .bind(std::int64_t{roles.bits}).bind(now.ms).bind(token.expires.ms).step();
  impl_->tokens.emplace(hashed(secret), token);
  return std::pair{token, secret};
}

bool Directory::drop_token(std::string_view id) {
  std::lock_guard db(impl_->db_mutex);
  std::lock_guard lock(impl_->mutex);
  Query(impl_->db, "DELETE FROM token WHERE id=?").bind(id).step();
  return std::erase_if(impl_->tokens, [&](auto const& t) { return t.second.id == id; }) > 0;
}

std::optional<Directory::Holder> Directory::holder(std::string_view secret, Instant now) const {
  if (secret.empty() || secret.size() > 128) return std::nullopt;
  auto const key = hashed(secret);
  std::shared_lock lock(impl_->mutex);
  if (secret.starts_with("lp_")) {
    auto found = impl_->tokens.find(key);
    if (found == impl_->tokens.end()) {
      // `landport token` may have written it while we run.
      lock.unlock();
      impl_->load_token(key);
      lock.lock();
      found = impl_->tokens.find(key);
    }
    if (found == impl_->tokens.end() || found->second.expires <= now) return std::nullopt;
    auto const& t = found->second;
    return Holder{Actor{t.account, t.org, t.roles}, "zh", true};
  }
  auto const found = impl_->sessions.find(key);
  if (found == impl_->sessions.end() || found->second.expires <= now) return std::nullopt;
  auto const account = impl_->accounts.find(found->second.account);
  if (account == impl_->accounts.end() || !account->second.person.active) return std::nullopt;
  auto const& p = account->second.person;
  return Holder{Actor{p.account, p.org, p.roles}, p.language, false};
}

std::string_view Directory::why_not(std::string_view secret) const {
  if (!secret.starts_with("lp_")) return "session.ended";
  std::shared_lock lock(impl_->mutex);
  return impl_->tokens.contains(hashed(secret)) ? "session.token_expired" : "session.token_unknown";
}

void Directory::note(Access access) {
  bool full;
  {
    std::lock_guard lock(impl_->waiting_mutex);
    std::string key = access.person + '\n' + access.method + '\n' + access.path + '\n' + std::to_string(access.status);
    auto const [found, fresh] = impl_->waiting_index.emplace(std::move(key), impl_->waiting.size());
    if (!fresh) {
      ++impl_->waiting[found->second].times;
      return;
    }
    impl_->waiting.push_back(std::move(access));
    full = impl_->waiting.size() >= waiting_max;
  }
  if (full) flush();
}

void Directory::Impl::write_waiting() {
  std::vector<Access> batch;
  {
    std::lock_guard lock(waiting_mutex);
    batch.swap(waiting);
    waiting_index.clear();
  }
  if (batch.empty()) return;
  try {
    std::lock_guard lock(db_mutex);
    run("BEGIN");
    {
      Query q(db, "INSERT INTO access VALUES(?,?,?,?,?,?,?)");
      for (auto const& a : batch) {
        q.again();
        q.bind(a.at.ms).bind(a.person).bind(a.org).bind(a.method).bind(a.path).bind(std::int64_t{a.status}).bind(a.times);
        q.step();
      }
    }
    run("COMMIT");
  } catch (StoreFault const&) {
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    std::lock_guard lock(waiting_mutex);
    if (waiting.size() + batch.size() <= waiting_max) waiting.insert(waiting.end(), batch.begin(), batch.end());
    throw;
  }
}

void Directory::flush() { impl_->write_waiting(); }

std::vector<Directory::Access> Directory::accesses(std::string_view person, std::string_view path_part, int limit) const {
  std::lock_guard lock(impl_->db_mutex);
  Query q(impl_->db,
          "SELECT at, person, org, method, path, status, times FROM access WHERE (?1='' OR person=?1) AND "
          "(?2='' OR instr(path, ?2) > 0) ORDER BY at DESC LIMIT ?3");
  q.bind(person).bind(path_part).bind(std::int64_t{limit});
  std::vector<Access> out;
  while (q.step()) {
    out.push_back({Instant{q.number(0)}, q.text(1), q.text(2), q.text(3), q.text(4), static_cast<int>(q.number(5)),
                   q.number(6)});
  }
  return out;
}

}  // namespace landport::http
