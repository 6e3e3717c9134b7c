// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "journal/description.h"
#include "journal/store.h"

namespace landport {

// All departments of this port, and how to find anything in them by name. Immutable once made; any thread may read it.
// Making it checks what would confuse people later: two things of one name, a command without a row for its refusal.
class Catalogue {
 public:
  explicit Catalogue(std::vector<DepartmentDescription> departments);
  Catalogue(Catalogue const&) = delete;

  std::vector<DepartmentDescription> const& departments() const { return departments_; }

  EventKind const* event(std::string_view wire) const;
  EventKind const& event(EventTag const* tag) const;
  CommandKind const* command(std::string_view wire) const;
  CommandKind const& command(CommandTag const* tag) const;
  QueryKind const* query(std::string_view wire) const;
  TableKind const* table(std::string_view name) const;
  // The view that holds the table.
  ViewKind const* view_of_table(std::string_view name) const;
  ViewKind const& view(std::type_index type) const;
  // The row of a refusal; a code without a row gives the row "unknown", so that a person is always told something.
  RefusalRow const& refusal(std::string_view code) const;

  // Every department's part, in the order of the departments.
  Result<Pack> load(PackFiles const& files) const;

  // From the store's form. Refuses when the text does not fit the type any more: then the journal was written by a
  // later version, or is damaged.
  Result<Recorded> read(StoredEvent stored, JsonParser& parser) const;

 private:
  std::vector<DepartmentDescription> departments_;
  std::unordered_map<std::string_view, EventKind const*> events_;
  std::unordered_map<EventTag const*, EventKind const*> event_tags_;
  std::unordered_map<std::string_view, CommandKind const*> commands_;
  std::unordered_map<std::string_view, QueryKind const*> queries_;
  std::unordered_map<std::string_view, std::pair<ViewKind const*, TableKind const*>> tables_;
  std::unordered_map<std::string_view, RefusalRow> refusals_;
};

// The refusals of the journal itself.
std::span<RefusalRow const> refusals_of_journal();

}  // namespace landport
