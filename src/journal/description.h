// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"
#include "journal/pack.h"
#include "journal/table.h"
#include "words/json.h"
#include "words/sight.h"

// A department as data: what it can be told, what can happen in it, what hangs on its walls. The window (http), the
// links and the journal know departments only through this. Made by the builder in journal/department.h.
namespace landport {

// A field of a row, command or event, for schemas, forms, tables, filters and exports.
struct FieldFace {
  std::string_view name, zh, en;
  std::string_view json_type, format, unit;
  bool required = true;
  Sights seen_by;
};

// A command of any type, with the identity of its type.
struct CommandTag {
  std::string_view wire;  // "gate.admit_unit"
};
template <class C>
inline constexpr CommandTag command_tag{C::wire};

class Command {
 public:
  Command() = default;
  template <class C>
    requires requires { C::roles; }
  Command(C order)  // NOLINT: an order is a command
      : tag_(&command_tag<C>), data_(std::make_shared<C const>(std::move(order))) {}
  CommandTag const* tag() const { return tag_; }
  void const* data() const { return data_.get(); }

 private:
  CommandTag const* tag_ = nullptr;
  std::shared_ptr<void const> data_;
};

struct CommandKind {
  CommandTag const* tag;
  std::string_view wire, zh, en;
  Roles roles;  // who may give it
  std::vector<FieldFace> fields;
  std::string schema;  // JSON Schema
  std::function<Result<Command>(JsonValue const&)> read;
  // From a row of a spreadsheet; empty when a field of the command is not a single cell.
  std::function<Result<Command>(std::vector<std::string> const& headers, std::vector<std::string> const& cells)> read_cells;
  std::function<Result<Facts>(Command const&, Desk&)> decide;
  void (*write)(Command const&, JsonWriter&);  // as JSON, the same text for the same command
};

struct EventKind {
  EventTag const* tag;
  std::string_view zh, en;
  Sights audience;  // who may see such an event behind a row that they see
  std::vector<FieldFace> fields;
  std::string schema;
  std::function<Result<Event>(JsonValue const&)> read;
  void (*write)(Event const&, JsonWriter&, Sights);
};

// The rows of one table of one view, without their type. Slots count from 0 in the order of first appearance; a slot
// keeps its row for as long as the view lives. Call under the board's lock (see journal/board.h).
struct TableKind {
  std::string_view name;  // "yard.stock": served at /yard/stock
  std::string_view zh, en;
  Sights audience;  // who may see a row at all
  std::vector<FieldFace> fields;
  std::string schema;
};

class TableFace {
 public:
  using Slot = std::size_t;
  virtual ~TableFace() = default;
  virtual TableKind const& kind() const = 0;
  virtual Slot slots() const = 0;
  virtual std::optional<Slot> find(std::string_view key) const = 0;  // also a removed row
  virtual std::string_view key(Slot slot) const = 0;
  virtual bool gone(Slot slot) const = 0;
  virtual Trail const& trail(Slot slot) const = 0;
  virtual Sights sights(Slot slot, Actor const& actor) const = 0;
  virtual void write(Slot slot, Sights sights, JsonWriter& out) const = 0;  // members of an open object
  virtual std::string text(Slot slot, std::size_t field) const = 0;        // as a cell; empty when it has none
  virtual int compare(Slot a, Slot b, std::size_t field) const = 0;
  enum class Is { equal, at_least, at_most, contains };
  // A test for rows, from a text of the field's kind. Refuses as reading that kind does.
  virtual Result<std::function<bool(Slot)>> test(std::size_t field, Is is, std::string_view text) const = 0;
  virtual void now(Sequence sequence) = 0;
  // The slots touched since the last call, each once for each event; what was in `into` is gone, its memory is reused.
  virtual void take_touched(std::vector<Slot>& into) = 0;
  virtual void save(Slot slot, JsonWriter& out) const = 0;  // everything, as one JSON object
  virtual Result<void> restore(JsonValue const& saved) = 0;
};

class View {
 public:
  virtual ~View() = default;
  virtual void apply(Recorded const& fact) = 0;
  virtual std::span<std::unique_ptr<TableFace> const> tables() const = 0;
  virtual void const* object() const = 0;
  // Cheap, because it shares what neither changes (journal/table.h). Under the shared lock of whoever changes this one.
  virtual std::unique_ptr<View> copy() const = 0;
};

struct ViewKind {
  std::type_index type = typeid(void);
  std::string_view name;
  std::vector<EventTag const*> folds;
  std::vector<TableKind> tables;
  std::string shape;  // changes when rows or folds change; part of what makes a stored snapshot usable
  bool storable = false;  // every table's rows can be restored, and the view keeps nothing beside its tables
  std::function<std::unique_ptr<View>()> make;
};

// What a query sees: views at one moment, the pack, who asks.
class Room {
 public:
  virtual ~Room() = default;
  template <class V>
  V const& view() const {
    return *static_cast<V const*>(find_view(typeid(V)));
  }
  template <class P>
  P const& pack() const {
    return whole_pack().template get<P>();
  }
  virtual Instant at() const = 0;  // now, or the moment that is looked at
  virtual Actor const& actor() const = 0;
  virtual Pack const& whole_pack() const = 0;

 protected:
  virtual void const* find_view(std::type_index type) const = 0;
};

struct QueryKind {
  std::string_view wire;  // "booking.options": served at /booking/options
  std::string_view zh, en;
  Roles roles;  // none: whoever is signed in
  bool open = false;  // without an account
  std::vector<FieldFace> fields;
  std::string answer_schema;
  // Parameters as (name, text); the answer as JSON.
  std::function<Result<std::string>(std::vector<std::string> const& names, std::vector<std::string> const& texts,
                                    Room const&)>
      run;
};

// What the port's own clock should order now: options that ran out, and the like.
using DueCommands = std::function<std::vector<Command>(Room const&)>;

struct DepartmentDescription {
  std::string_view name, zh, en;
  std::vector<EventKind> events;
  std::vector<CommandKind> commands;
  std::vector<ViewKind> views;
  std::vector<QueryKind> queries;
  std::vector<DueCommands> due;
  std::vector<PackLoader> loaders;
  std::span<RefusalRow const> refusals;
};

}  // namespace landport
