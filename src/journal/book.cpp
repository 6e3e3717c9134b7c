// SPDX-License-Identifier: Apache-2.0
#include "journal/book.h"

#include <pthread.h>
#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <future>

#include "journal/snapshot_plan.h"

namespace landport {

namespace {

constexpr Version young_events_max = 8;
constexpr Sequence replay_part = 4'096;
constexpr std::size_t followed_events_max = 200'000;

unsigned readers_max() { return std::clamp(std::thread::hardware_concurrency(), 1u, 4u); }

std::string key_of(CommandId const& id) { return {reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size()}; }

std::string json_of(Facts const& facts) {
  std::string json;
  JsonWriter out(json);
  out.begin_object();
  // A name that was given several times (departures of a week) is a list.
  for (std::size_t i = 0; i < facts.made.size(); ++i) {
    auto const& what = facts.made[i].first;
    auto const same = [&](auto const& other) { return other.first == what; };
    if (std::any_of(facts.made.begin(), facts.made.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
    out.key(what);
    bool const several = std::count_if(facts.made.begin(), facts.made.end(), same) > 1;
    if (several) out.begin_array();
    for (auto const& [name, value] : facts.made) {
      if (name == what) out.text(value);
    }
    if (several) out.end_array();
  }
  out.end_object();
  return json;
}

// f(0) to f(n - 1), each once, on as many threads as there are processors. Throws what one of them threw.
template <class F>
void side_by_side(std::size_t n, F const& f) {
  std::atomic<std::size_t> next{0};
  std::vector<std::future<void>> workers;
  for (std::size_t i = 0; i < std::min<std::size_t>(n, readers_max()); ++i) {
    workers.push_back(std::async(std::launch::async, [&] {
      for (auto at = next++; at < n; at = next++) f(at);
    }));
  }
  for (auto& worker : workers) worker.get();
}

}  // namespace

CommandId new_command_id(Instant at) {
  CommandId id;
  randombytes_buf(id.bytes.data(), id.bytes.size());
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<unsigned char>(at.ms >> (40 - 8 * i));
  id.bytes[6] = static_cast<unsigned char>(0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<unsigned char>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

// The desk of one decision: states from the streams kept in memory.
class Book::BookDesk final : public Desk {
 public:
  BookDesk(Book& book, Batch const& batch, Context context)
      : Desk(std::move(context)), book_(book), batch_(batch) {}

 protected:
  void const* state(StateKind const& kind, StreamName const& stream) override {
    return book_.state(kind, stream.text, batch_);
  }
  Pack const& context_pack() const override { return book_.pack_; }

 private:
  Book& book_;
  Batch const& batch_;
};

Book::Book(Store& store, Catalogue const& catalogue, Pack const& pack, Options options,
           std::function<void(Sequence, Sequence)> progress)
    : store_(store),
      catalogue_(catalogue),
      pack_(pack),
      options_(std::move(options)),
      board_(catalogue),
      history_(catalogue, store, {options_.rung_every, options_.snapshot_every}) {
  LP_ASSERT(options_.clock, "a book needs a clock");
  LP_ASSERT(sodium_init() >= 0, "libsodium starts");
  last_ = store_.last_sequence();
  start_views(progress);
  start_digest();
  history_.started_at(last_);
  auto const save = [this](StoredSnapshot snapshot) { take_snapshot(std::move(snapshot)); };
  historian_.emplace(history_, board_, Historian::Options{options_.rung_every > 0 && !options_.by_hand ? options_.snapshot_every : 0, options_.look_back_after}, save, [this] { ++figures_.faults; });
  if (options_.by_hand) return;
  writer_ = std::thread([this] { write_on(); });
  follower_ = std::thread([this] { follow_on(); });
  saver_ = std::thread([this] { save_on(); });
  // So that a profile and `top -H` say whose time it is.
  pthread_setname_np(writer_.native_handle(), "lp-writer");
  pthread_setname_np(follower_.native_handle(), "lp-follower");
  pthread_setname_np(saver_.native_handle(), "lp-saver");
}

Book::~Book() { stop(); }

void Book::start_views(std::function<void(Sequence, Sequence)> const& progress) {
  side_by_side(board_.hung().size(), [this](std::size_t v) {
    auto& hung = board_.hung()[v];
    if (!hung.kind->storable) return;
    auto const stored = store_.snapshot(hung.kind->name, hung.kind->shape, false, last_, {});
    if (stored && restore_view(*hung.view, stored->data)) {
      hung.position = stored->sequence;
    } else if (stored) {
      board_.hang_anew(v);  // a damaged snapshot costs time, nothing else
    }
  });
  Sequence from = last_;
  for (auto const& hung : board_.hung()) from = std::min(from, hung.position);
  board_.started_at(from, {});
  snapshot_at_ = from;
  // Reading and decoding cost several times what the views do with an event, and parts of the journal do not depend on
  // each other for it: they are read ahead side by side, and applied in order.
  std::deque<std::future<std::vector<Recorded>>> ahead;
  auto const readers = readers_max();
  Sequence asked = from;
  for (;;) {
    for (; ahead.size() <= readers && asked < last_; asked += replay_part) {
      ahead.push_back(std::async(std::launch::async, [this, asked] {
        return read_part(asked, std::min(last_, asked + replay_part));
      }));
    }
    if (ahead.empty()) break;
    auto const part = ahead.front().get();
    ahead.pop_front();
    board_.apply(part);
    if (progress) progress(board_.position(), last_);
  }
  if (last_ > 0) {
    store_.read(last_ - 1, last_, [&](StoredEvent&& stored) {
      last_recorded_ = stored.recorded;
      return true;
    });
  }
  if (board_.position() == last_ && from == last_) board_.started_at(last_, last_recorded_);
  LP_ASSERT(board_.position() == last_, "the views stand at the journal's end after a start");
}

std::vector<Recorded> Book::read_part(Sequence after, Sequence until) const {
  std::vector<Recorded> part;
  part.reserve(static_cast<std::size_t>(until - after));
  JsonParser parser;
  store_.read(after, until, [&](StoredEvent&& stored) {
    auto event = catalogue_.read(std::move(stored), parser);
    if (!event) throw StoreFault(fill(catalogue_.refusal(event.error().code).en, event.error()));
    part.push_back(std::move(*event));
    return true;
  });
  return part;
}

void Book::start_digest() {
  if (auto const checkpoint = store_.last_checkpoint()) {
    checkpointed_ = checkpoint->sequence;
    digest_ = checkpoint->digest;
  }
  store_.read(checkpointed_, last_, [&](StoredEvent&& stored) {
    digest_ = chained(digest_, stored.hash);
    return true;
  });
}

void Book::submit(Order order, std::function<void(Answer)> callback) {
  if (options_.by_hand && !stopping_) {
    std::deque<Waiting> one;
    one.push_back({std::move(order), std::move(callback)});
    return carry_out(one);
  }
  std::string_view why;
  {
    std::lock_guard lock(queue_mutex_);
    if (stopping_) {
      why = "port.stopping";
    } else if (queue_.size() >= options_.queue_max) {
      why = "port.busy";
      ++figures_.busy;
    } else {
      queue_.push_back({std::move(order), std::move(callback)});
    }
  }
  if (!why.empty()) return callback(tl::unexpected(Refused{{{0, refuse(why)}}}));
  queue_changed_.notify_one();
}

Answer Book::perform(Order order) {
  std::promise<Answer> promise;
  submit(std::move(order), [&](Answer answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

std::size_t Book::queued() const {
  std::lock_guard lock(queue_mutex_);
  return queue_.size();
}

std::size_t Book::tick() {
  if (ticking_.exchange(true)) return 0;  // the last tick's commands are still under way
  std::vector<Command> due;
  {
    auto const present = room(Actor{"clock", "", Role::clock}, std::nullopt);
    for (auto const& d : catalogue_.departments()) {
      for (auto const& give : d.due) {
        for (auto& command : give(*present)) due.push_back(std::move(command));
      }
    }
  }
  auto const left = std::make_shared<std::atomic<std::size_t>>(due.size() + 1);
  auto const one_less = [this, left] {
    if (--*left == 0) ticking_ = false;
  };
  for (auto& command : due) {
    Order order{{{std::move(command), {}}}, Actor{"clock", "", Role::clock}, {}, false};
    order.id = new_command_id(options_.clock());
    order.id_is_new = true;
    // A refusal is no fault here: what was due may have been done by somebody else in the meantime.
    submit(std::move(order), [one_less](Answer const&) { one_less(); });
  }
  one_less();
  return due.size();
}

void Book::stop() {
  {
    std::lock_guard lock(queue_mutex_);
    if (stopping_ && !writer_.joinable()) return;
    stopping_ = true;
  }
  if (options_.by_hand) {
    store_views();
    sign_the_end();
  }
  queue_changed_.notify_all();
  historian_->hurry();
  if (writer_.joinable()) writer_.join();
  {
    std::lock_guard lock(follow_mutex_);
    follow_stopping_ = true;
  }
  follow_changed_.notify_all();
  if (follower_.joinable()) follower_.join();
  {
    std::lock_guard lock(save_mutex_);
    save_stopping_ = true;
  }
  save_changed_.notify_all();
  if (saver_.joinable()) saver_.join();
  historian_->stop();
  board_.give_up_waiting();
}

void Book::write_on() {
  for (;;) {
    std::deque<Waiting> taken;
    std::vector<StoredSnapshot> snapshots;
    {
      std::unique_lock lock(queue_mutex_);
      queue_changed_.wait(lock, [&] { return stopping_ || !queue_.empty() || !snapshots_.empty() || !surplus_.empty(); });
      // Whatever queued while the last commit ran is the next batch: no timer, nothing to tune.
      auto const n = std::min(queue_.size(), options_.batch_max);
      for (std::size_t i = 0; i < n; ++i) {
        taken.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
      snapshots.swap(snapshots_);
      if (taken.empty() && snapshots.empty() && stopping_) break;
    }
    if (!snapshots.empty()) store_snapshots(snapshots);
    if (!taken.empty()) {
      carry_out(taken);
    } else {
      drop_surplus();  // while nobody waits, a few at a time
    }
  }
  sign_the_end();
}

void Book::sign_the_end() {
  checkpointed_ = std::min(checkpointed_, last_);
  if (!options_.key || last_ <= checkpointed_) return;
  try {
    Checkpoint checkpoint{last_, last_recorded_, digest_, {}};
    options_.key->sign(checkpoint);
    store_.append({{}, {}, checkpoint});
  } catch (StoreFault const&) {
    ++figures_.faults;  // the next start signs instead
  }
}

void Book::store_views() {
  auto const reading = board_.read();
  if (reading.position() == 0) return;
  std::vector<StoredSnapshot> made(board_.hung().size());
  side_by_side(made.size(), [&](std::size_t v) {
    auto const& hung = board_.hung()[v];
    if (!hung.kind->storable) return;
    made[v] = {std::string(hung.kind->name), hung.kind->shape, false, reading.position(), reading.at(), save_view(*hung.view)};
  });
  std::erase_if(made, [](auto const& snapshot) { return snapshot.view.empty(); });
  store_snapshots(made);
}

void Book::take_snapshot(StoredSnapshot made) {
  {
    std::lock_guard lock(queue_mutex_);
    snapshots_.push_back(std::move(made));
  }
  queue_changed_.notify_one();
}

void Book::store_snapshots(std::vector<StoredSnapshot> const& made) {
  try {
    for (auto const& snapshot : made) {
      if (!snapshot.by_happened || history_.still_whole(snapshot)) store_.put_snapshot(snapshot);
    }
    surplus_ = surplus(store_.snapshots(), catalogue_.departments(), last_, last_recorded_);
  } catch (StoreFault const&) {
    ++figures_.faults;  // a snapshot only makes things faster; the journal itself says so if the disk is full
  }
}

void Book::drop_surplus() {
  constexpr std::size_t at_once = 4;
  if (surplus_.empty()) return;
  auto const n = std::min(at_once, surplus_.size());
  bool dropped = false;
  try {
    dropped = store_.drop_snapshots(std::span(surplus_).last(n));
  } catch (StoreFault const&) {
    ++figures_.faults;
  }
  // During a backup, or when the disk refuses: what is still too much is found again with the next snapshots.
  dropped ? surplus_.resize(surplus_.size() - n) : surplus_.clear();
}

void Book::carry_out(std::deque<Waiting>& taken) {
  ++batch_number_;
  Batch batch;
  for (auto& waiting : taken) {
    Answer answer = decide(waiting.order, batch);
    if (!answer) {
      ++figures_.refused;
    } else if (answer->repeated) {
      ++figures_.repeated;
    } else {
      ++figures_.commands;
    }
    batch.answers.emplace_back(std::move(waiting.callback), std::move(answer));
  }
  try {
    if (!batch.stored.empty() || !batch.commands.empty()) commit(batch);
  } catch (StoreFault const& fault) {
    ++figures_.faults;
    roll_back(batch, 0);
    for (auto& [callback, answer] : batch.answers) {
      // Refusals and repetitions stand: they wrote nothing. What would have been written was not.
      if (answer && !answer->repeated) {
        answer = tl::unexpected(Refused{{{0, refuse("port.store_fault").with("why", fault.what())}}});
      }
    }
  }
  for (auto& [callback, answer] : batch.answers) callback(std::move(answer));
  if (kept_.size() > options_.streams_kept_max) forget_streams();
}

void Book::commit(Batch& batch) {
  std::optional<Checkpoint> checkpoint;
  Hash digest = digest_;
  for (auto const& event : batch.stored) digest = chained(digest, event.hash);
  Sequence const last = batch.stored.empty() ? last_ : batch.stored.back().sequence;
  if (options_.key && last - checkpointed_ >= options_.checkpoint_every) {
    checkpoint = Checkpoint{last, batch.stored.back().recorded, digest, {}};
    options_.key->sign(*checkpoint);
  }
  if (!batch.recorded.empty()) {
    auto const earliest = std::min_element(batch.recorded.begin(), batch.recorded.end(), [](auto const& a, auto const& b) {
                            return a.happened < b.happened;
                          })->happened;
    // Before the store: nobody knows of these events yet who could begin from what lacks them.
    history_.forget_from(earliest, last);
  }
  auto const begun = std::chrono::steady_clock::now();
  store_.append({batch.stored, batch.commands, checkpoint});
  figures_.commit_micros += static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count());
  ++figures_.commits;
  figures_.events += batch.stored.size();
  digest_ = digest;
  last_ = last;
  if (checkpoint) checkpointed_ = last;
  if (batch.recorded.empty()) return;
  last_recorded_ = batch.recorded.back().recorded;
  if (options_.by_hand) return board_.apply(batch.recorded);
  {
    std::unique_lock lock(follow_mutex_);
    // The follower may fall behind by so many events; then writing waits for it rather than filling the memory.
    follow_changed_.wait(lock, [&] { return followed_events_ < followed_events_max; });
    followed_events_ += batch.recorded.size();
    followed_.push_back(std::move(batch.recorded));
  }
  follow_changed_.notify_all();
}

Hash Book::body_of(Order const& order) const {
  std::string text;
  JsonWriter out(text);
  out.begin_array();
  for (auto const& item : order.items) {
    auto const& kind = catalogue_.command(item.command.tag());
    out.text(kind.wire);
    kind.write(item.command, out);
    item.happened ? out.integer(item.happened->ms) : out.null();
  }
  out.end_array();
  std::string_view const parts[] = {text, order.actor.person, order.actor.org};
  return hash_of(parts);
}

std::optional<Answer> Book::repeated(Order const& order, Hash const& body, Batch const& batch) {
  std::optional<StoredCommand> before;
  auto const pending = batch.ids.find(key_of(order.id));
  if (pending != batch.ids.end()) {
    before = batch.commands[pending->second];
  } else {
    before = store_.command(order.id);
  }
  if (!before) return std::nullopt;
  if (before->body != body) return tl::unexpected(Refused{{{0, refuse("command.id_reused")}}});
  return Done{before->last, true, before->answer};
}

std::optional<Refusal> Book::permitted(Order const& order, Order::Item const& item, Instant now) const {
  auto const& kind = catalogue_.command(item.command.tag());
  if (!order.actor.roles.any(kind.roles | Role::clock)) {
    return refuse("command.not_permitted").with("command", kind.wire);
  }
  if (item.happened) {
    // A little ahead is forgiven: clocks of gates and phones differ by seconds.
    if (*item.happened > now + minutes(2)) {
      return refuse("command.happened_in_future").at("happened_at").with("got", to_text(*item.happened)).with("now", to_text(now));
    }
    Instant const earliest = now - options_.happened_ago_max;
    if (*item.happened < earliest) {
      return refuse("command.happened_too_long_ago").at("happened_at").with("got", to_text(*item.happened)).with("min", to_text(earliest));
    }
  }
  return std::nullopt;
}

Result<Facts> Book::decide_one(Order const& order, Order::Item const& item, std::size_t index, Instant now,
                               Batch const& batch) {
  if (auto refusal = permitted(order, item, now)) return no(std::move(*refusal));
  CommandId id = order.id;
  // Each command of an order makes names of its own.
  for (std::size_t i = 0; i < 8; ++i) id.bytes[i] ^= static_cast<unsigned char>(index >> (8 * i));
  Instant const happened = std::min(item.happened.value_or(now), now);
  BookDesk desk(*this, batch, {now, happened, order.actor, id});
  return catalogue_.command(item.command.tag()).decide(item.command, desk);
}

Answer Book::decide(Order const& order, Batch& batch) {
  if (order.items.size() > options_.commands_max) {
    return tl::unexpected(Refused{{{0, refuse("command.too_many")
                                           .with("max", std::to_string(options_.commands_max))
                                           .with("got", std::to_string(order.items.size()))}}});
  }
  Hash const body = body_of(order);
  std::size_t const keep = batch.stored.size();
  try {
    // A dry run too is told that this was done before: that is what the real one would be told.
    if (!order.id_is_new) {
      if (auto answer = repeated(order, body, batch)) return *answer;
    }
    // Times of recording never go back, not even within a batch when the machine's clock is set back.
    Instant const now = std::max({options_.clock(), last_recorded_, batch.stored.empty() ? Instant{} : batch.stored.back().recorded});
    bool const alone = order.items.size() == 1;
    Refused refused;
    Facts all;
    for (std::size_t i = 0; i < order.items.size(); ++i) {
      auto facts = decide_one(order, order.items[i], i, now, batch);
      if (!facts) {
        refused.list.push_back({i, std::move(facts.error())});
        continue;
      }
      for (auto& name : facts->made) all.made.push_back(std::move(name));
      if (alone && order.dry_run) continue;  // nothing to see on: nothing needs to be taken back
      stage(std::move(*facts), order, std::min(order.items[i].happened.value_or(now), now), now, batch);
    }
    if (!refused.list.empty() || order.dry_run) {
      roll_back(batch, keep);
      if (!refused.list.empty()) return tl::unexpected(std::move(refused));
      return Done{last_, false, json_of(all)};
    }
    Sequence const last = last_ + static_cast<Sequence>(batch.stored.size());
    Sequence const first = last_ + static_cast<Sequence>(keep) + 1;
    Done done{last, false, json_of(all)};
    batch.ids.emplace(key_of(order.id), batch.commands.size());
    batch.commands.push_back({order.id, body, first, last, done.made});
    return done;
  } catch (StoreFault const& fault) {
    ++figures_.faults;
    roll_back(batch, keep);
    return tl::unexpected(Refused{{{0, refuse("port.store_fault").with("why", fault.what())}}});
  }
}

void Book::stage(Facts facts, Order const& order, Instant happened, Instant now, Batch& batch) {
  for (auto& fact : facts.list) {
    LP_ASSERT(fact.event.tag(), "a decision gives facts that say something");
    auto const& kind = catalogue_.event(fact.event.tag());
    Kept& kept = stream(fact.stream.text, batch);
    StoredEvent stored;
    stored.sequence = last_ + static_cast<Sequence>(batch.stored.size()) + 1;
    stored.stream = fact.stream.text;
    stored.version = kept.head.version + 1;
    stored.recorded = now;
    stored.happened = happened;
    stored.person = order.actor.person;
    stored.org = order.actor.org;
    stored.command = order.id;
    stored.type = kind.tag->wire;
    JsonWriter out(stored.data);
    kind.write(fact.event, out, seen_by::everyone);
    stored.hash = hash_of(stored, kept.head.hash);
    Recorded recorded{stored.sequence, fact.stream,    stored.version, now,       happened,
                      stored.person,   stored.org,     stored.command, fact.event};
    if (static_cast<Version>(kept.events.size()) == kept.head.version && kept.head.version < young_events_max) {
      kept.events.push_back(recorded);
    } else {
      kept.events = {};
    }
    for (auto& [state_kind, state] : kept.states) state_kind->evolve(state.get(), recorded);
    kept.head = {stored.version, stored.hash};
    batch.by_stream[fact.stream.text].push_back(batch.stored.size());
    batch.stored.push_back(std::move(stored));
    batch.recorded.push_back(std::move(recorded));
  }
}

void Book::roll_back(Batch& batch, std::size_t keep) {
  for (std::size_t i = batch.stored.size(); i > keep; --i) {
    auto const& name = batch.stored[i - 1].stream;
    kept_.erase(name);  // its states have seen what did not happen: they are folded anew when next needed
    auto& places = batch.by_stream[name];
    places.pop_back();
  }
  batch.stored.resize(keep);
  batch.recorded.resize(keep);
}

Book::Kept& Book::stream(std::string const& name, Batch const& batch) {
  auto const [found, fresh] = kept_.try_emplace(name);
  Kept& kept = found->second;
  kept.used = batch_number_;
  if (fresh) {
    kept.head = store_.head(name);
    auto const pending = batch.by_stream.find(name);
    if (pending != batch.by_stream.end() && !pending->second.empty()) {
      auto const& last = batch.stored[pending->second.back()];
      kept.head = {last.version, last.hash};
    }
  }
  return kept;
}

void const* Book::state(StateKind const& kind, std::string const& name, Batch const& batch) {
  Kept& kept = stream(name, batch);
  for (auto const& [known, state] : kept.states) {
    if (known == &kind) return state.get();
  }
  std::shared_ptr<void> made(kind.make(), kind.destroy);
  if (!kept.events.empty()) {
    for (auto const& event : kept.events) kind.evolve(made.get(), event);
    kept.states.emplace_back(&kind, made);
    return made.get();
  }
  if (kept.head.version > 0) {
    store_.read_stream(name, 0, [&](StoredEvent&& stored) {
      auto event = catalogue_.read(std::move(stored), parser_);
      if (!event) throw StoreFault(fill(catalogue_.refusal(event.error().code).en, event.error()));
      kind.evolve(made.get(), *event);
      return true;
    });
  }
  auto const pending = batch.by_stream.find(name);
  if (pending != batch.by_stream.end()) {
    for (auto const i : pending->second) kind.evolve(made.get(), batch.recorded[i]);
  }
  kept.states.emplace_back(&kind, made);
  return made.get();
}

void Book::forget_streams() {
  // Those not used for the longest time go; half, so that this is rare.
  std::vector<std::uint64_t> used;
  used.reserve(kept_.size());
  for (auto const& [name, kept] : kept_) used.push_back(kept.used);
  auto const middle = used.begin() + static_cast<std::ptrdiff_t>(used.size() / 2);
  std::nth_element(used.begin(), middle, used.end());
  std::erase_if(kept_, [&](auto const& entry) { return entry.second.used <= *middle; });
}

void Book::follow_on() {
  auto const views = board_.hung().size();
  snapshot_next_ = views;
  for (;;) {
    std::vector<Recorded> events;
    {
      std::unique_lock lock(follow_mutex_);
      follow_changed_.wait(lock, [&] { return follow_stopping_ || !followed_.empty() || (snapshot_next_ < views && saver_free_); });
      if (followed_.empty() && follow_stopping_) return;
      if (!followed_.empty()) {
        events = std::move(followed_.front());
        followed_.pop_front();
        followed_events_ -= events.size();
      }
    }
    if (!events.empty()) show(events);
    // One view between two batches: saving all of them at once would keep everyone from seeing what they just did.
    if (snapshot_next_ < views && saver_free_) make_snapshot(snapshot_next_++);
  }
}

void Book::show(std::vector<Recorded> const& events) {
  follow_changed_.notify_all();
  board_.apply(events);
  history_.passed(events.back().sequence, [this](std::size_t view) { return board_.hung()[view].view->copy(); });
  bool const due = events.back().sequence - snapshot_at_ >= std::max(options_.snapshot_every, snapshot_rows_);
  if (!due || snapshot_next_ < board_.hung().size()) return;
  snapshot_at_ = events.back().sequence;
  snapshot_rows_ = 0;
  snapshot_next_ = 0;
}

void Book::make_snapshot(std::size_t view) {
  auto const& hung = board_.hung()[view];
  if (!hung.kind->storable) return;
  Saving saving;
  {
    auto const reading = board_.read();
    for (auto const& table : hung.view->tables()) snapshot_rows_ += static_cast<Sequence>(table->slots());
    saving = {hung.kind, hung.view->copy(), reading.position(), reading.at()};
  }
  saver_free_ = false;
  {
    std::lock_guard lock(save_mutex_);
    saving_ = std::move(saving);
  }
  save_changed_.notify_all();
}

// Writing a view's rows as text takes as long as the port does hundreds of commands: a thread of its own does it, on a
// copy.
void Book::save_on() {
  for (;;) {
    Saving saving;
    {
      std::unique_lock lock(save_mutex_);
      save_changed_.wait(lock, [this] { return saving_ || save_stopping_; });
      if (!saving_) return;
      saving = std::move(*saving_);
      saving_.reset();
    }
    StoredSnapshot made{std::string(saving.kind->name), saving.kind->shape, false, saving.sequence, saving.at, save_view(*saving.view)};
    take_snapshot(std::move(made));
    {
      std::lock_guard lock(follow_mutex_);
      saver_free_ = true;
    }
    follow_changed_.notify_all();
  }
}

}  // namespace landport
