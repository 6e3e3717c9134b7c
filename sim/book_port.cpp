// SPDX-License-Identifier: Apache-2.0
#include "sim/book_port.h"

#include <algorithm>

#include "sim/hands.h"

namespace landport::sim {

BookPort::BookPort(Book& book, std::vector<std::string> const& tables, std::uint64_t seed)
    : book_(book), tables_(book.board().tables().size()), seed_(seed) {
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    auto const name = book.board().tables()[t]->kind().name;
    tables_[t] = std::find(tables.begin(), tables.end(), name) != tables.end();
  }
}

BookPort::~BookPort() {
  // Those who asked may be gone: they are not called any more, only the book's thread is waited for.
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return open_ == 0; });
}

void BookPort::answered(Asked& asked, Answer const& answer) {
  // The last word under the lock: once nothing is open, settle() may let the world go.
  std::lock_guard lock(mutex_);
  if (!answer) {
    asked.answer = no(answer.error().list.front().refusal);
  } else {
    auto const names = answer_parser_.parse(answer->made);
    asked.answer = Made{answer->sequence, names ? names_of(*names) : std::map<std::string, std::string>{}};
  }
  if (--open_ == 0) changed_.notify_all();
}

void BookPort::give(Actor const& who, std::vector<Words> all, Then then) {
  commands_ += all.size();
  asked_.push_back({std::move(then)});
  auto& asked = asked_.back();
  auto order = read_order(book_.catalogue(), parser_, who, all, seed_, ++counter_);
  if (!order) {
    asked.answer = no(std::move(order.error()));
    return;
  }
  {
    std::lock_guard lock(mutex_);
    ++open_;
  }
  book_.submit(std::move(*order), [this, &asked](Answer const& answer) { answered(asked, answer); });
}

void BookPort::settle() {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return open_ == 0; });
  }
  // What they say next may be given in turn; it waits for the next settle().
  std::deque<Asked> done;
  done.swap(asked_);
  Sequence reached = 0;
  for (auto const& asked : done) {
    if (asked.answer) reached = std::max(reached, asked.answer->sequence);
  }
  book_.board().wait_for(reached, seconds(60));
  for (auto const& asked : done) {
    if (asked.then) asked.then(asked.answer);
  }
}

void BookPort::changes(Saw const& saw) {
  auto const& board = book_.board();
  if (begun_ && board.position() == seen_) return;
  struct Shown {
    std::string_view table;
    std::string key, json;
  };
  std::vector<Shown> shown;
  {
    auto const reading = board.read();
    for (auto const& change : board.changes_after(seen_, tables_)) {
      auto const& table = *board.tables()[change.table];
      shown.push_back({table.kind().name, std::string(table.key(change.slot)), {}});
      if (table.gone(change.slot)) continue;
      JsonWriter out(shown.back().json);
      out.begin_object();
      table.write(change.slot, Sights{~0u}, out);
      out.end_object();
    }
    seen_ = reading.position();
    begun_ = true;
  }
  // Without the lock: whoever sees a row may well give a command.
  for (auto const& one : shown) {
    if (one.json.empty()) {
      saw(one.table, one.key, nullptr);
      continue;
    }
    auto const value = row_parser_.parse(one.json);
    if (!value) continue;
    Row const row(*value);
    saw(one.table, one.key, &row);
  }
}

Result<std::string> BookPort::ask(Actor const& who, std::string_view query,
                                  std::vector<std::pair<std::string, std::string>> const& parameters) {
  auto const* kind = book_.catalogue().query(query);
  if (!kind) return no(refuse("command.unknown").with("command", query));
  std::vector<std::string> names, texts;
  for (auto const& [name, text] : parameters) {
    names.push_back(name);
    texts.push_back(text);
  }
  auto const room = book_.room(who, std::nullopt);
  return kind->run(names, texts, *room);
}

}  // namespace landport::sim
