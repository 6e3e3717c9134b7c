// SPDX-License-Identifier: Apache-2.0
#include "formats/edifact_messages.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "formats/edifact_builder.h"

namespace landport::formats {
namespace {

constexpr std::uint64_t message_bytes = 64u << 20;
constexpr std::array<std::string_view, 5> names{"COPRAR", "COARRI", "IFTMIN", "IFTSTA", "BAPLIE"};

std::optional<MessageKind> kind_of(std::string_view type) {
  auto const found = std::find(names.begin(), names.end(), type);
  if (found == names.end()) return std::nullopt;
  return static_cast<MessageKind>(found - names.begin());
}

template <class T, class Name>
T const* first_with(std::vector<T> const& all, Slice slice, Name T::*member, std::string_view wanted) {
  for (std::uint32_t i = 0; i < slice.count; ++i) {
    if (all[slice.first + i].*member == wanted) return &all[slice.first + i];
  }
  return nullptr;
}

}  // namespace

std::string_view to_text(MessageKind kind) {
  return names[static_cast<std::size_t>(kind)];
}

std::string_view TextStore::keep(std::string_view text) {
  if (text.empty()) return {};
  if (size_ - used_ < text.size()) {
    size_ = std::max<std::size_t>(text.size(), std::clamp<std::size_t>(size_ * 2, 4096, 1u << 20));
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size_));
    used_ = 0;
  }
  auto* const to = blocks_.back().get() + used_;
  std::memcpy(to, text.data(), text.size());
  used_ += text.size();
  return {to, text.size()};
}

void TextStore::clear() {
  if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
  used_ = 0;
}

MessageReference const* TransportMessage::reference_of(Slice slice, std::string_view qualifier) const {
  return first_with(all_references, slice, &MessageReference::qualifier, qualifier);
}
MessageTime const* TransportMessage::time_of(Slice slice, std::string_view qualifier) const {
  return first_with(all_times, slice, &MessageTime::qualifier, qualifier);
}
MessageLocation const* TransportMessage::location_of(Slice slice, std::string_view qualifier) const {
  return first_with(all_locations, slice, &MessageLocation::qualifier, qualifier);
}
MessageParty const* TransportMessage::party_of(Slice slice, std::string_view role) const {
  return first_with(all_parties, slice, &MessageParty::role, role);
}
MessageTransport const* TransportMessage::main_transport() const {
  auto const* const main = first_with(all_transports, transports, &MessageTransport::stage, "20");
  if (main != nullptr) return main;
  return transports.count > 0 ? &all_transports[transports.first] : nullptr;
}

void TransportMessage::clear() {
  auto empty = [](auto&... lists) { (lists.clear(), ...); };
  empty(all_consignments, all_statuses, all_units, all_goods, all_references, all_times, all_locations,
        all_parties, all_transports, all_measurements, all_seals, all_temperatures, all_texts, all_dangers,
        all_attached, all_placements, texts_store);
  references = times = locations = parties = transports = texts = {};
  reference = version = release = agency = association = sender = recipient = interchange = {};
  document = number = function = {};
  stated_units.reset();
}

struct TransportMessages::Work {
  explicit Work(ControlChecks checks) : reader(checks) {}

  EdifactReader reader;
  MessageBuilder builder;
  TransportMessage message;
  MessageHead head;
  std::vector<Refusal> findings;
  std::size_t findings_taken = 0;  // of the reader's
  std::uint64_t begin = 0;         // where the message began
  bool known = false;              // the message at hand is one of the five
  bool bare = false;               // segments without UNH have gone by
  bool reported = false;
  std::optional<Refusal> refused;

  Result<MessageStep> next();
  void collect_findings();
  Result<std::optional<MessageStep>> take(Segment const& segment);
};

// One segment; the step that it completes, if any.
Result<std::optional<MessageStep>> TransportMessages::Work::take(Segment const& segment) {
  switch (segment.code()) {
    case tag_code("UNH"): {
      head = reader.message();
      auto const kind = kind_of(head.type);
      known = kind.has_value();
      begin = segment.offset();
      if (known)
        builder.begin(message, *kind, head, reader.in_interchange() ? &reader.interchange() : nullptr);
      return std::nullopt;
    }
    case tag_code("UNT"): {
      if (!known) return MessageStep::other;
      auto ended = builder.end(segment, findings);
      if (!ended) return no(std::move(ended.error()));
      return MessageStep::message;
    }
    default:
      break;
  }
  if (!reader.in_message()) {
    auto const code = segment.code();
    bare = bare || !(code == tag_code("UNB") || code == tag_code("UNZ") || code == tag_code("UNG") ||
                     code == tag_code("UNE"));
    return std::nullopt;
  }
  if (!known) return std::nullopt;
  return no(refuse("edifact.message_too_big").with("max", std::to_string(message_bytes)).at(segment.place()));
}

void TransportMessages::Work::collect_findings() {
  auto const& found = reader.findings();
  while (findings_taken < found.size()) findings.push_back(found[findings_taken++]);
}

Result<MessageStep> TransportMessages::Work::next() {
  for (;;) {
    EdifactStep step{};
    if (!reader.advance(step)) return no(reader.refusal());
    if (step == EdifactStep::hungry) return MessageStep::hungry;
    if (step == EdifactStep::end) {
      collect_findings();
      if (!bare || reported) return MessageStep::end;
      reported = true;
      head = {};
      return MessageStep::other;
    }
    auto const& segment = reader.segment();
    if (known && reader.in_message() && segment.code() != tag_code("UNH") &&
        segment.offset() - begin < message_bytes) {
      auto added = builder.add(segment);
      if (!added) return no(std::move(added.error()));
      continue;
    }
    auto done = take(segment);
    if (!done) return no(std::move(done.error()));
    if (*done) {
      collect_findings();
      return **done;
    }
  }
}

TransportMessages::TransportMessages(ControlChecks checks) : work_(std::make_unique<Work>(checks)) {}
TransportMessages::~TransportMessages() = default;
TransportMessages::TransportMessages(TransportMessages&&) noexcept = default;
TransportMessages& TransportMessages::operator=(TransportMessages&&) noexcept = default;

void TransportMessages::feed(std::string_view chunk) {
  work_->reader.feed(chunk);
}
void TransportMessages::finish() {
  work_->reader.finish();
}

Result<MessageStep> TransportMessages::next() {
  if (work_->refused) return no(*work_->refused);
  auto step = work_->next();
  if (!step) work_->refused = step.error();
  return step;
}

TransportMessage const& TransportMessages::message() const {
  return work_->message;
}
TransportMessage TransportMessages::take() {
  return std::exchange(work_->message, TransportMessage{});
}
MessageHead const& TransportMessages::head() const {
  return work_->head;
}
Interchange const& TransportMessages::interchange() const {
  return work_->reader.interchange();
}
std::vector<Refusal> const& TransportMessages::findings() const {
  return work_->findings;
}

Result<TransportFile> read_transport_file(std::string_view bytes, ControlChecks checks) {
  TransportMessages reader(checks);
  TransportFile file;
  reader.feed(bytes);
  reader.finish();
  for (;;) {
    auto const step = reader.next();
    if (!step) return no(step.error());
    if (*step == MessageStep::message) file.messages.push_back(reader.take());
    if (*step == MessageStep::other) file.others.push_back(reader.head());
    if (*step == MessageStep::end) break;
  }
  file.findings = reader.findings();
  return file;
}

}  // namespace landport::formats
