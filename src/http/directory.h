// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "words/result.h"
#include "words/sight.h"
#include "words/time.h"

namespace landport::http {

// What kind of organisation it is decides which roles its people can have.
enum class OrgKind { port, forwarder, carrier, customs, bank, partner };
std::string_view to_text(OrgKind kind);
bool org_kind_from_text(std::string_view text, OrgKind& kind);
Roles roles_of(OrgKind kind);

struct Organisation {
  std::string code;  // "HUAXIA": what rows and facts carry
  std::string name_zh, name_en;
  OrgKind kind = OrgKind::forwarder;
};

struct Person {
  std::string account, org;
  Roles roles;
  std::string language = "zh";
  bool active = true;
};

struct Token {
  std::string id;  // not secret
  std::string account, org, label;
  Roles roles;
  Instant made, expires;
};

// Organisations, people, sessions and tokens, and who looked at what. Kept beside the journal, never in it: secrets as
// hashes only (passwords argon2id RFC 9106, session and token secrets BLAKE2b). Any thread. Faults of the file throw
// StoreFault.
class Directory {
 public:
  // Opens or makes the file.
  explicit Directory(std::string const& file);
  ~Directory();

  bool empty() const;  // no people yet
  std::vector<Organisation> organisations() const;
  std::vector<Person> people() const;
  std::vector<Token> tokens(Instant now) const;
  std::optional<Organisation> organisation(std::string_view code) const;

  // Refuses "directory.org_exists", "malformed.code".
  Result<void> add(Organisation organisation);
  // Refuses "directory.no_org", "directory.person_exists", "directory.role_not_of_kind", "directory.password_weak"
  // (fewer than 10 characters).
  Result<void> add(Person person, std::string_view password);
  // People with one known password, as in a demonstration: it is hashed once, which for each of them alone would take a
  // good part of a second. Stops at the first that is refused.
  Result<void> add(std::vector<Person> people, std::string_view password);
  // Changes roles, language or whether the account is active; ends its sessions. Refuses "query.not_found".
  Result<void> change(Person const& person);
  Result<void> set_password(std::string_view account, std::string_view password);

  // The secret of a new session, good for twelve hours. Refuses "session.wrong" for a wrong name or password alike (in
  // the same time) and "session.too_many_tries" after ten failures of one account or address in five minutes.
  Result<std::string> sign_in(std::string_view account, std::string_view password, std::string_view peer, Instant now);
  void sign_out(std::string_view secret);

  // A token's secret, shown once. Roles must be the person's or fewer.
  Result<std::pair<Token, std::string>> make_token(std::string_view account, std::string_view org, Roles roles,
                                                   std::string_view label, Instant now, Duration good_for);
  bool drop_token(std::string_view id);

  // Who holds this session or token secret now; nothing when nobody does (any more).
  struct Holder {
    Actor actor;
    std::string language;
    bool by_token = false;
  };
  std::optional<Holder> holder(std::string_view secret, Instant now) const;
  // Why a secret holds nothing: "session.token_expired", "session.token_unknown", or "session.ended" for one that is no
  // token.
  std::string_view why_not(std::string_view secret) const;

  // ---- who looked at what ----
  struct Access {
    Instant at;
    std::string person, org, method, path;
    int status = 0;
    std::int64_t times = 1;  // the same within a second is kept once, counted
  };
  // Queued and written in batches; when 100,000 wait, the oldest are written first by the caller.
  void note(Access access);
  std::vector<Access> accesses(std::string_view person, std::string_view path_part, int limit) const;
  void flush();

 private:
  Result<void> add_hashed(Person person, std::string const& hash);

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A consistent copy of a directory's file, readable by its owner only, also while it is in use. Throws StoreFault.
void copy_accounts(std::string const& from, std::string const& to);

// 32 random bytes as URL-safe text.
std::string random_secret();

}  // namespace landport::http
