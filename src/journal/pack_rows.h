// SPDX-License-Identifier: Apache-2.0
#pragma once

// Templates over field tables: for a department's module.cpp only.
#include "journal/pack.h"
#include "words/fields.h"

namespace landport {

namespace detail {
struct Dating {
  Day valid_from;
  std::optional<Day> valid_to;
  std::string source;
};
constexpr auto fields(Type<Dating>) {
  return field_list(field("valid_from", &Dating::valid_from, "生效", "Valid from"),
                    may("valid_to", &Dating::valid_to, "失效", "Valid to"),
                    field("source", &Dating::source, "来源", "Source"));
}
inline constexpr Day far_future{2'932'896};  // 9999-12-31
}  // namespace detail

template <class T>
Result<std::vector<Dated<T>>> PackFiles::rows(std::string_view file) const {
  auto const found = table(file);
  if (!found) return no(found.error());
  PackTable const& t = **found;
  auto const place = [&](int line, std::string_view column) {
    return pack_line(t.file, line, column);
  };
  for (auto const& header : t.headers) {
    bool known = header == "valid_from" || header == "valid_to" || header == "source";
    for (auto const& field : field_rows<T>()) known = known || field.name == header;
    if (!known) return no(refuse("pack.unknown_column").at(place(1, header)).with("column", header));
  }
  std::vector<Dated<T>> out;
  out.reserve(t.rows.size());
  for (std::size_t i = 0; i < t.rows.size(); ++i) {
    auto row = read_cells<T>(t.headers, t.rows[i]);
    auto dating = read_cells<detail::Dating>(t.headers, t.rows[i]);
    if (!row || !dating) {
      Refusal refusal = row ? dating.error() : row.error();
      refusal.place = place(t.lines[i], refusal.place);
      return no(std::move(refusal));
    }
    if (dating->source.empty()) return no(refuse("pack.no_source").at(place(t.lines[i], "source")));
    out.push_back({std::move(*row),
                   days_through(dating->valid_from, dating->valid_to.value_or(detail::far_future)),
                   std::move(dating->source),
                   t.lines[i]});
  }
  return out;
}

template <class T>
Result<std::vector<Dated<T>>> PackFiles::rows_if_there(std::string_view file) const {
  if (!table(file)) return std::vector<Dated<T>>{};
  return rows<T>(file);
}

}  // namespace landport
