// SPDX-License-Identifier: Apache-2.0
#pragma once

// The builder of a department's description. Templates over field tables: for module.cpp and tests only.
//
//   DepartmentDescription describe() {
//     return Department("gate", "闸口", "Gate")
//         .events<UnitAdmitted, UnitReleased>()
//         .commands<AdmitUnit, ReleaseUnit>()
//         .views<GateBoard>()
//         .refusals(refusal_rows);
//   }
//
// A command is a struct with a field table, `wire`, `zh`, `en`, `roles` and a decide(command, desk).
// An event is a struct with a field table, `wire`, `zh`, `en` and optionally `audience`.
// A view is a struct with `name`, `Folds`, `tables()` (std::tie of its tables) and an apply(event, recorded) for each.
// A row is a struct with a field table, `zh`, `en`, `audience` and a parties_of(row).
// A query is a struct with a field table, `wire`, `zh`, `en`, `roles` and an answer(query, room) giving a tabled struct.
#include <algorithm>

#include "journal/description.h"
#include "journal/pack_rows.h"
#include "journal/table.h"
#include "words/fields.h"

namespace landport {

namespace detail {

std::vector<FieldFace> faces(FieldRows const& rows);
bool all_celled(FieldRows const& rows);
// Refuses "malformed.range" for a mass or a length below zero: nobody can weigh or measure that. Facts and rows are read
// without it, whatever they hold. `slash` goes before the field's name in the place.
Result<void> check_measures(FieldRows const& rows, void const* order, std::string_view slash);

template <class C>
CommandKind command_kind() {
  static_assert(requires(C const& c, Desk& d) { { decide(c, d) } -> std::same_as<Result<Facts>>; },
                "every command has a Result<Facts> decide(Command const&, Desk&)");
  CommandKind kind{&command_tag<C>, C::wire, C::zh, C::en, C::roles, faces(field_rows<C>()), schema_json<C>(), {}, {}, {}, {}};
  kind.read = [](JsonValue const& v) -> Result<Command> {
    auto c = Codec<C>::read(v);
    if (!c) return no(std::move(c.error()));
    if (auto fits = check_measures(field_rows<C>(), &*c, "/"); !fits) return no(std::move(fits.error()));
    return Command(std::move(*c));
  };
  if (all_celled(field_rows<C>())) {
    kind.read_cells = [](std::vector<std::string> const& headers,
                         std::vector<std::string> const& cells) -> Result<Command> {
      auto c = landport::read_cells<C>(headers, cells);
      if (!c) return no(std::move(c.error()));
      if (auto fits = check_measures(field_rows<C>(), &*c, ""); !fits) return no(std::move(fits.error()));
      return Command(std::move(*c));
    };
  }
  kind.write = [](Command const& c, JsonWriter& out) { Codec<C>::write(out, *static_cast<C const*>(c.data())); };
  kind.decide = [](Command const& c, Desk& desk) { return decide(*static_cast<C const*>(c.data()), desk); };
  return kind;
}

template <class E>
EventKind event_kind() {
  Sights audience = seen_by::port | seen_by::admin | seen_by::customs;
  if constexpr (requires { E::audience; }) audience = E::audience;
  EventKind kind{&event_tag<E>, E::zh, E::en, audience, faces(field_rows<E>()), schema_json<E>(), {}, {}};
  kind.read = [](JsonValue const& v) -> Result<Event> {
    auto e = Codec<E>::read(v);
    if (!e) return no(std::move(e.error()));
    return Event(std::move(*e));
  };
  kind.write = [](Event const& e, JsonWriter& out, Sights sights) {
    out.begin_object();
    write_members(out, *static_cast<E const*>(e.data()), sights);
    out.end_object();
  };
  return kind;
}

std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view hex);

// Bytes in a saved row; longer than any text that people send.
struct Packed {
  std::string bytes;
};

}  // namespace detail

template <>
struct Codec<detail::Packed> {
  static constexpr ValueKind kind{"string", "hex", "", "hexadecimal digits", "十六进制数"};
  static void write(JsonWriter& out, detail::Packed const& v) { out.text(detail::to_hex(v.bytes)); }
  static Result<detail::Packed> read(JsonValue const& v) {
    if (v.kind() != JsonValue::Kind::text) return no(wrong_type(kind, v));
    return detail::Packed{detail::from_hex(v.text())};
  }
  static void schema(JsonWriter& out) { detail::schema_of_scalar(out, kind); }
};

namespace detail {

template <class Row>
struct Saved {
  std::string key;
  Packed trail;
  bool gone = false;
  Row row;
};
template <class Row>
constexpr auto fields(Type<Saved<Row>>) {
  return field_list(field("key", &Saved<Row>::key, "", ""), field("trail", &Saved<Row>::trail, "", ""),
                    field("gone", &Saved<Row>::gone, "", ""), field("row", &Saved<Row>::row, "", ""));
}

template <class Row>
TableKind table_kind(std::string_view name) {
  return {name, Row::zh, Row::en, Row::audience, faces(field_rows<Row>()), schema_json<Row>()};
}

// A table without its type: all that needs the type is where the rows are and whom they are about.
class AnyTable : public TableFace {
 public:
  AnyTable(FieldRows const& rows, TableKind const& kind) : rows_(rows), kind_(kind) {}
  TableKind const& kind() const override { return kind_; }
  void write(Slot s, Sights sights, JsonWriter& out) const override { write_fields(out, rows_, row(s), sights); }
  std::string text(Slot s, std::size_t field) const override;
  int compare(Slot a, Slot b, std::size_t field) const override;
  Result<std::function<bool(Slot)>> test(std::size_t field, Is is, std::string_view text) const override;

 protected:
  virtual void const* row(Slot slot) const = 0;

 private:
  FieldRows const& rows_;
  TableKind const& kind_;
};

template <class Row>
class TypedTable final : public AnyTable {
 public:
  TypedTable(Table<Row>& table, TableKind const& kind) : AnyTable(field_rows<Row>(), kind), table_(table) {}
  Slot slots() const override { return table_.slots(); }
  std::optional<Slot> find(std::string_view key) const override { return table_.slot(key); }
  std::string_view key(Slot s) const override { return table_.entry(s).key; }
  bool gone(Slot s) const override { return table_.entry(s).gone; }
  Trail const& trail(Slot s) const override { return table_.entry(s).trail; }
  Sights sights(Slot s, Actor const& actor) const override {
    return sights_of(actor, parties_of(table_.entry(s).row));
  }
  void now(Sequence sequence) override { table_.now(sequence); }
  void take_touched(std::vector<Slot>& into) override { table_.take_touched(into); }
  void save(Slot s, JsonWriter& out) const override {
    auto const& e = table_.entry(s);
    Codec<Saved<Row>>::write(out, {e.key, {e.trail.packed()}, e.gone, e.row});
  }
  Result<void> restore(JsonValue const& saved) override {
    auto s = Codec<Saved<Row>>::read(saved);
    if (!s) return no(std::move(s.error()));
    table_.restore({std::move(s->key), std::move(s->row), Trail::unpack(std::move(s->trail.bytes)), s->gone});
    return {};
  }

 private:
  void const* row(Slot slot) const override { return &table_.entry(slot).row; }
  Table<Row>& table_;
};

template <class V>
class TypedView final : public View {
 public:
  explicit TypedView(std::shared_ptr<std::vector<TableKind> const> kinds) : kinds_(std::move(kinds)) { show_tables(); }
  TypedView(TypedView const& other) : kinds_(other.kinds_), view_(other.view_) { show_tables(); }
  std::unique_ptr<View> copy() const override { return std::make_unique<TypedView>(*this); }
  void apply(Recorded const& fact) override {
    for (auto const& table : faces_) table->now(fact.sequence);
    apply_any(fact, typename V::Folds{});
  }
  std::span<std::unique_ptr<TableFace> const> tables() const override { return faces_; }
  void const* object() const override { return &view_; }

 private:
  void show_tables() {
    std::size_t i = 0;
    std::apply([&](auto&... table) { (add(table, (*kinds_)[i++]), ...); }, view_.tables());
  }
  template <class Row>
  void add(Table<Row>& table, TableKind const& kind) {
    faces_.push_back(std::make_unique<TypedTable<Row>>(table, kind));
  }
  template <class... E>
  void apply_any(Recorded const& fact, Types<E...>) {
    (apply_one<E>(fact) || ...);
  }
  template <class E>
  bool apply_one(Recorded const& fact) {
    auto const* e = fact.event.get<E>();
    if (!e) return false;
    view_.apply(*e, fact);
    return true;
  }
  std::shared_ptr<std::vector<TableKind> const> kinds_;
  V view_;
  std::vector<std::unique_ptr<TableFace>> faces_;
};

template <class... E>
std::vector<EventTag const*> tags(Types<E...>) {
  return {&event_tag<E>...};
}
template <class Row>
TableKind kind_of_table(Table<Row> const& table) {
  return table_kind<Row>(table.name());
}

template <class V>
ViewKind view_kind() {
  ViewKind kind;
  kind.type = typeid(V);
  kind.name = V::name;
  kind.folds = tags(typename V::Folds{});
  auto sample = std::make_unique<V>();
  std::apply([&](auto&... table) { (kind.tables.push_back(kind_of_table(table)), ...); }, sample->tables());
  for (auto const* tag : kind.folds) kind.shape.append(tag->wire).append(";");
  for (auto const& table : kind.tables) kind.shape += table.schema;
  if constexpr (requires { V::storable; }) kind.storable = V::storable;
  // The table kinds are shared by all instances of the view, so they live as long as the maker does.
  auto const kinds = std::make_shared<std::vector<TableKind> const>(kind.tables);
  kind.make = [kinds] { return std::unique_ptr<View>(std::make_unique<TypedView<V>>(kinds)); };
  return kind;
}

template <class Q>
QueryKind query_kind() {
  using Answer = typename std::remove_cvref_t<decltype(answer(std::declval<Q const&>(),
                                                             std::declval<Room const&>()))>::value_type;
  QueryKind kind{Q::wire, Q::zh, Q::en, Q::roles, false, faces(field_rows<Q>()), schema_json<Answer>(), {}};
  if constexpr (requires { Q::open; }) kind.open = Q::open;
  kind.run = [](std::vector<std::string> const& names, std::vector<std::string> const& texts,
                Room const& room) -> Result<std::string> {
    auto q = landport::read_cells<Q>(names, texts);
    if (!q) return no(std::move(q.error()));
    auto a = answer(*q, room);
    if (!a) return no(std::move(a.error()));
    return to_json(*a);
  };
  return kind;
}

}  // namespace detail

class Department {
 public:
  Department(std::string_view name, std::string_view zh, std::string_view en) { made_.name = name, made_.zh = zh, made_.en = en; }

  template <class... E>
  Department&& events() && {
    (made_.events.push_back(detail::event_kind<E>()), ...);
    return std::move(*this);
  }
  template <class... C>
  Department&& commands() && {
    (made_.commands.push_back(detail::command_kind<C>()), ...);
    return std::move(*this);
  }
  template <class... V>
  Department&& views() && {
    (made_.views.push_back(detail::view_kind<V>()), ...);
    return std::move(*this);
  }
  template <class... Q>
  Department&& queries() && {
    (made_.queries.push_back(detail::query_kind<Q>()), ...);
    return std::move(*this);
  }
  // P has `static Result<P> load(PackFiles const&, Pack const& loaded_before)`.
  template <class... P>
  Department&& packs() && {
    (made_.loaders.push_back([](PackFiles const& files, Pack& pack) -> Result<void> {
      auto part = P::load(files, pack);
      if (!part) return no(std::move(part.error()));
      pack.put(std::move(*part));
      return {};
    }),
     ...);
    return std::move(*this);
  }
  // Called about once a second with the port's clock.
  Department&& due(DueCommands commands) && {
    made_.due.push_back(std::move(commands));
    return std::move(*this);
  }
  Department&& refusals(std::span<RefusalRow const> rows) && {
    made_.refusals = rows;
    return std::move(*this);
  }
  operator DepartmentDescription() && { return std::move(made_); }  // NOLINT: the end of the chain

 private:
  DepartmentDescription made_;
};

}  // namespace landport
