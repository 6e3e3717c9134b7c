// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/pack.h"
#include "words/sight.h"

// Who lives in the demonstration of a place and with what: the files demo*.csv of its pack. A pack without them is a port
// without a demonstration.
namespace landport::sim {

struct CastOrganisation {
  std::string code, name_zh, name_en;  // "{}" in a name is the place's own
  std::string kind;                    // as http/directory.h has them
};

// One account. `part` says which of the world's people it is: "duty", "night", "terminal", "gate", "carrier", "customs",
// "partner" (of all that is abroad), "bureau" (the railway that approves plans), "shipper" (two or more); empty for one that
// only signs in.
struct CastPerson {
  std::string account, org, name_zh, name_en, roles, part;
};

// `way`: "out" from the place or "in" to it; `care`: empty, "frozen" or "dangerous". The value is of one 40-foot unit.
struct CastGoods {
  std::string way, care, name_zh, hs_code;
  std::int64_t value_minor = 0;
};

// "plate" (each # is a digit), "seal_prefix", "unit_owners" (BIC codes joined by +), "telegram" (“{}” is its
// number), "seven_digit_wagons" (countries joined by +).
struct CastWord {
  std::string key, value;
};

class Cast {
 public:
  // Refuses what reading the files refuses, "pack.demo_incomplete" for a part that nobody has, goods or a word that are not
  // there, and "malformed.choice" for a role or kind that does not exist. `is_there` of the answer is false for a pack without
  // demo_people.csv.
  static Result<Cast> load(PackFiles const& files);
  bool is_there() const { return !people.empty(); }

  // The one who has that part, as the port knows him; asserts that there is one.
  Actor actor(std::string_view part) const;
  std::vector<Actor> actors(std::string_view part) const;
  std::vector<CastGoods> goods_of(std::string_view way, std::string_view care) const;
  // Of demo.csv; asserts that the key is one of those above.
  std::string const& word(std::string_view key) const;
  std::vector<std::string> words(std::string_view key) const;

  std::vector<CastOrganisation> organisations;
  std::vector<CastPerson> people;

 private:
  std::vector<CastGoods> goods_;
  std::vector<CastWord> words_;
};

// The account's roles.
Roles roles_of(CastPerson const& person);

}  // namespace landport::sim
