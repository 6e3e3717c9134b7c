// SPDX-License-Identifier: Apache-2.0
#include "http/feed.h"

#include "http/table_query.h"

namespace landport::http {

namespace {
constexpr std::size_t text_max = 256u << 10;  // of one call: a slow reader gets the rest with the next
}

RowFeed::RowFeed(Board const& board, Actor actor, std::vector<bool> tables, Sequence after)
    : board_(board), actor_(std::move(actor)), tables_(std::move(tables)), after_(after) {}

std::string RowFeed::next() {
  if (!first_ && board_.position() <= after_) return {};
  std::string text;
  auto const reading = board_.read();
  if (first_ && after_ > reading.position()) {
    // The reader knows events that this journal does not have: it was restored from a backup. Begin again.
    after_ = reading.position();
    first_ = false;
    return "event: reset\nid: " + std::to_string(after_) + "\ndata: {}\n\n";
  }
  first_ = false;
  Sequence reached = reading.position();
  auto const changes = board_.changes_after(after_, tables_);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto const& change = changes[i];
    if (text.size() > text_max && i > 0 && changes[i - 1].sequence != change.sequence) {
      reached = changes[i - 1].sequence;
      break;
    }
    auto const& table = *board_.tables()[change.table];
    Sights const sights = table.sights(change.slot, actor_);
    if (!sights.any(table.kind().audience)) continue;
    text += "event: row\ndata: ";
    JsonWriter out(text);
    out.begin_object();
    out.member("table", table.kind().name);
    out.member("key", table.key(change.slot));
    out.key("row");
    table.gone(change.slot) ? out.null() : write_row(out, table, change.slot, sights);
    out.end_object();
    text += "\n\n";
  }
  after_ = reached;
  text += "event: position\nid: " + std::to_string(reached) + "\ndata: ";
  JsonWriter out(text);
  out.begin_object();
  out.member("sequence", reached);
  out.member("at", to_text(reading.at()));
  out.end_object();
  text += "\n\n";
  return text;
}

}  // namespace landport::http
