// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "words/result.h"
#include "words/time.h"

namespace landport {

// One table of a pack as it was read: headers, and rows of cells with the line they stand in.
struct PackTable {
  std::string file;
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows;
  std::vector<int> lines;
};

// A row's days as a person writes and reads them have their last day in them; in the code they end before `end`. Only these
// two turn one into the other.
inline Interval<Day> days_through(Day first, Day last) { return {first, last + 1}; }
inline Day last_day(Interval<Day> const& valid) { return valid.end + -1; }

// A row of configuration with the days it holds and where it comes from. Every row has them: a rule that comes from a
// regulation or a railway is dated configuration with its source.
template <class T>
struct Dated {
  T row;
  Interval<Day> valid;  // valid_to, the last day, included; an empty one is the far future
  std::string source;
  int line = 0;
};

// The files of a pack, before anybody has made sense of them.
class PackFiles {
 public:
  void add(PackTable table);
  void add_bytes(std::string file, std::string bytes);

  // Refuses "pack.file_missing".
  Result<PackTable const*> table(std::string_view file) const;
  // The bytes of a file that is not a table; empty when the pack has none of that name.
  std::string_view bytes(std::string_view file) const;

  // All rows of `file` as T (through its field table; other columns than T's and the three of Dated are refused).
  // Errors name file, line and column in `place`. Defined in journal/pack_rows.h, for module.cpp only.
  template <class T>
  Result<std::vector<Dated<T>>> rows(std::string_view file) const;
  // The same of a file that a place may do without: no rows then.
  template <class T>
  Result<std::vector<Dated<T>>> rows_if_there(std::string_view file) const;

 private:
  std::map<std::string, PackTable, std::less<>> tables_;
  std::map<std::string, std::string, std::less<>> bytes_;
};

// "yard.csv, line 3, column plugs": where a fault of a pack stands; without a column the whole line is meant.
std::string pack_line(std::string_view file, int line, std::string_view column = {});
Refusal pack_fault(std::string_view code, std::string_view file, int line, std::string_view column = {});

// What there is one of in a place: a row of pack.csv.
struct PackKey {
  std::string key, value;
};
struct PackKeys {
  std::vector<Dated<PackKey>> rows;

  // Refuses what reading pack.csv refuses.
  static Result<PackKeys> load(PackFiles const& files);
  // The row of that key that holds on `day`, or nullptr. Without a day: the last of them, for what does not change with time
  // (the zone of the port's clock, its currency, its node).
  Dated<PackKey> const* find(std::string_view key, Day day) const;
  Dated<PackKey> const* find(std::string_view key) const;
  std::string_view value(std::string_view key) const;  // empty when there is none
};

// The configuration of one place: each department's own struct, loaded from the files. Immutable once loaded.
class Pack {
 public:
  template <class P>
  void put(P part) {
    parts_[typeid(P)] = std::make_shared<P const>(std::move(part));
  }
  template <class P>
  P const& get() const {
    auto const found = parts_.find(typeid(P));
    LP_ASSERT(found != parts_.end(), "a department asks for a part of the pack that its description does not load");
    return *static_cast<P const*>(found->second.get());
  }
  template <class P>
  bool has() const {
    return parts_.contains(typeid(P));
  }

 private:
  std::map<std::type_index, std::shared_ptr<void const>> parts_;
};

// How a department loads its part: given the files and the parts loaded before it.
using PackLoader = std::function<Result<void>(PackFiles const&, Pack&)>;

}  // namespace landport
