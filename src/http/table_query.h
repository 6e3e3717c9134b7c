// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "journal/route.h"
#include "http/window.h"
#include "journal/description.h"

namespace landport::http {

// The rows of a table that a reader may see and asked for, in the order asked for.
struct Selection {
  struct One {
    TableFace::Slot slot;
    Sights sights;
  };
  std::vector<One> rows;   // one page of it
  std::size_t total = 0;   // all that fit
  std::string next;        // cursor of the next page; empty at the end
};

// Parameters: FIELD=text, FIELD.min=, FIELD.max=, q=, sort=-field,other, limit=, cursor=. Others that start with none of
// these and are not in `reserved` are refused, so that a misspelt filter is not silently the whole table. A reader can
// filter and sort by fields that it may see only: otherwise order would tell what the answer hides.
Result<Selection> select(TableFace const& table, Request const& request, Actor const& actor, std::size_t limit_max);

// {"_key":..., "_sequence":..., fields}
void write_row(JsonWriter& out, TableFace const& table, TableFace::Slot slot, Sights sights);

std::string csv_of(ExportSheet const& sheet);
ExportSheet sheet_of(TableFace const& table, Selection const& selection, std::string_view language);

}  // namespace landport::http
