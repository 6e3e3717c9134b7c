// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "words/strong.h"
#include "words/time.h"

namespace landport {

// The place of an event in the whole journal, from 1 upward without gaps. 0 is "before the first".
using Sequence = std::int64_t;
// The place of an event in its stream, from 1 upward without gaps. 0 is "the stream is empty".
using Version = std::int64_t;

// What a stream is about: a kind and a name, "unit/CSQU3054383". The unit of consistency: an append states the versions
// of the streams that its decision looked at.
struct StreamName : Name<StreamName> {
  using Name::Name;
};
inline StreamName stream_name(std::string_view kind, std::string_view name) {
  std::string text;
  text.reserve(kind.size() + name.size() + 1);
  text.append(kind).append("/").append(name);
  return StreamName{std::move(text)};
}

// The client's name for its command: the same id always means the same command (once-only).
struct CommandId {
  std::array<unsigned char, 16> bytes{};
  auto operator<=>(CommandId const&) const = default;
};
// 32 hexadecimal digits, hyphens allowed (a UUID). Refuses "malformed.code".
Result<CommandId> parse_command_id(std::string_view text);
std::string to_text(CommandId const& id);

// BLAKE2b with 32 bytes (RFC 7693).
using Hash = std::array<unsigned char, 32>;

// A list of types, for the event types that a state or a view folds.
template <class... T>
struct Types {};

// The identity of an event type in this process; compared by address.
struct EventTag {
  std::string_view wire;  // "gate.unit_admitted.v1": never follows a rename in C++
};
template <class E>
inline constexpr EventTag event_tag{E::wire};

// A fact of any type, immutable and shared.
class Event {
 public:
  Event() = default;
  template <class E>
    requires requires { E::wire; }
  Event(E fact)  // NOLINT: a fact is an event
      : tag_(&event_tag<E>), data_(std::make_shared<E const>(std::move(fact))) {}

  EventTag const* tag() const { return tag_; }
  template <class E>
  E const* get() const {
    return tag_ == &event_tag<E> ? static_cast<E const*>(data_.get()) : nullptr;
  }
  void const* data() const { return data_.get(); }

 private:
  EventTag const* tag_ = nullptr;
  std::shared_ptr<void const> data_;
};

// An event as it stands in the journal.
struct Recorded {
  Sequence sequence = 0;
  StreamName stream;
  Version version = 0;
  Instant recorded;  // when the journal took it
  Instant happened;  // when it was so; often earlier, sometimes out of order, never later than recorded
  std::string person, org;  // who
  CommandId command;        // the command that caused it
  Event event;
};

}  // namespace landport
