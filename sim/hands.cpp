// SPDX-License-Identifier: Apache-2.0
#include "sim/hands.h"

namespace landport::sim {

Result<Order> read_order(Catalogue const& catalogue, JsonParser& parser, Actor const& actor, std::vector<Words> const& all,
                         std::uint64_t seed, std::uint64_t count) {
  Order order;
  order.actor = actor;
  for (std::size_t i = 0; i < 8; ++i) {
    order.id.bytes[i] = static_cast<unsigned char>(seed >> (8 * i));
    order.id.bytes[8 + i] = static_cast<unsigned char>(count >> (8 * i));
  }
  for (auto const& words : all) {
    auto const* kind = catalogue.command(words.wire);
    if (!kind) return no(refuse("command.unknown").with("command", words.wire));
    auto const value = parser.parse(words.json);
    if (!value) return no(value.error());
    auto command = kind->read(*value);
    if (!command) return no(std::move(command.error()));
    order.items.push_back({std::move(*command), words.happened});
  }
  return order;
}

Result<Made> Hands::give(Actor const& actor, std::string_view wire, std::string json,
                         std::optional<Instant> happened) {
  return give_all(actor, {{wire, std::move(json), happened}});
}

Result<Made> Hands::give_all(Actor const& actor, std::vector<Words> const& all) {
  auto order = read_order(book_.catalogue(), parser_, actor, all, seed_, ++counter_);
  if (!order) return no(std::move(order.error()));
  commands_ += all.size();
  auto const answer = book_.perform(std::move(*order));
  if (!answer) return no(answer.error().list.front().refusal);
  auto const names = parser_.parse(answer->made);
  return Made{answer->sequence, names ? names_of(*names) : std::map<std::string, std::string>{}};
}

void Hands::catch_up() {
  book_.board().wait_for(book_.store().last_sequence(), seconds(60));
}

std::vector<std::string> Hands::rows(std::string_view name) {
  catch_up();
  auto const reading = book_.board().read();
  std::vector<std::string> rows;
  auto const* table = reading.table(name);
  if (!table) return rows;
  for (TableFace::Slot slot = 0; slot < table->slots(); ++slot) {
    if (table->gone(slot)) continue;
    std::string json;
    JsonWriter out(json);
    out.begin_object();
    table->write(slot, Sights{~0u}, out);
    out.end_object();
    rows.push_back(std::move(json));
  }
  return rows;
}

std::string Hands::row(std::string_view name, std::string_view key) {
  catch_up();
  auto const reading = book_.board().read();
  auto const* table = reading.table(name);
  auto const slot = table ? table->find(key) : std::nullopt;
  std::string json;
  if (!slot || table->gone(*slot)) return json;
  JsonWriter out(json);
  out.begin_object();
  table->write(*slot, Sights{~0u}, out);
  out.end_object();
  return json;
}

}  // namespace landport::sim
