// SPDX-License-Identifier: Apache-2.0
#include "trials/stores/sample_journal.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace landport::trials {

Store::Head SampleJournal::head(std::string const& stream) const {
  for (auto e = plan_.events.rbegin(); e != plan_.events.rend(); ++e) {
    if (e->stream == stream) return {e->version, e->hash};
  }
  auto const found = heads_.find(stream);
  return found == heads_.end() ? Store::Head{} : found->second;
}

CommandId SampleJournal::id(unsigned number) const {
  CommandId id;
  for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<unsigned char>(number >> (8 * i));
  return id;
}

StoredEvent const& SampleJournal::next(std::string const& stream, std::string data, Duration earlier) {
  StoredEvent e;
  e.sequence = last() + static_cast<Sequence>(plan_.events.size()) + 1;
  e.stream = stream;
  auto const before = head(stream);
  e.version = before.version + 1;
  e.recorded = first_morning + seconds(e.sequence);
  e.happened = e.recorded - earlier;
  e.person = e.sequence % 3 == 0 ? "li" : "wang";
  e.org = "port";
  e.command = id(static_cast<unsigned>(e.sequence));
  e.type = e.sequence % 2 == 0 ? "trial.thing_moved.v1" : "trial.thing_seen.v1";
  e.data = std::move(data);
  e.hash = hash_of(e, before.hash);
  return plan_.events.emplace_back(std::move(e));
}

StoredCommand const& SampleJournal::command(unsigned number) {
  StoredCommand c;
  c.id = id(number);
  c.body.fill(static_cast<unsigned char>(number));
  c.first = last() + static_cast<Sequence>(commanded_) + 1;
  c.last = last() + static_cast<Sequence>(plan_.events.size());
  c.answer = R"({"thing":")" + std::to_string(number) + "\"}";
  commanded_ = plan_.events.size();
  return plan_.commands.emplace_back(std::move(c));
}

void SampleJournal::append(Store& store, std::optional<Checkpoint> checkpoint) {
  store.append({plan_.events, plan_.commands, checkpoint});
  settle(forget());
}

void SampleJournal::settle(Plan plan) {
  for (auto& e : plan.events) {
    heads_[e.stream] = {e.version, e.hash};
    there_.push_back(std::move(e));
  }
  for (auto& c : plan.commands) commands_.push_back(std::move(c));
}

SampleJournal::Plan SampleJournal::forget() {
  commanded_ = 0;
  return std::exchange(plan_, {});
}

Checkpoint SampleJournal::checkpoint(SigningKey const* key) const {
  Checkpoint c;
  c.sequence = last() + static_cast<Sequence>(plan_.events.size());
  c.recorded = first_morning + seconds(c.sequence);
  for (auto const& e : there_) c.digest = chained(c.digest, e.hash);
  for (auto const& e : plan_.events) c.digest = chained(c.digest, e.hash);
  if (key) key->sign(c);
  return c;
}

std::vector<StoredEvent> all_of(Store const& store) {
  std::vector<StoredEvent> out;
  store.read(0, store.last_sequence(), [&](StoredEvent&& e) {
    out.push_back(std::move(e));
    return true;
  });
  return out;
}

bool same(StoredEvent const& a, StoredEvent const& b) {
  return a.sequence == b.sequence && a.stream == b.stream && a.version == b.version &&
         a.recorded == b.recorded && a.happened == b.happened && a.person == b.person && a.org == b.org &&
         a.command == b.command && a.type == b.type && a.data == b.data && a.hash == b.hash;
}

bool same(std::vector<StoredEvent> const& a, std::vector<StoredEvent> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](StoredEvent const& x, StoredEvent const& y) { return same(x, y); });
}

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  auto const memory = std::filesystem::path("/dev/shm");
  auto const free = std::filesystem::space(memory, error).available;
  bool const roomy = !error && free > (64U << 20U);
  auto pattern = ((roomy ? memory : std::filesystem::temp_directory_path()) / "landport-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder for temporary files");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

}  // namespace landport::trials
