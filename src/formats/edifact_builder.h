// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/edifact_messages.h"

namespace landport::formats {

// Builds one TransportMessage out of its segments. It follows the groups of the directory only as far as it
// must know what a segment belongs to; a segment that has no business there is refused, one that says nothing
// we use (money, handling instructions) is passed over.
class MessageBuilder {
 public:
  // Begins a message of this kind; `message` must outlive the builder's work on it and be empty.
  void begin(TransportMessage& message, MessageKind kind, MessageHead const& head,
             Interchange const* interchange);
  Result<void> add(Segment const& segment);
  // At UNT: what must be there, is. `findings` takes a count of units that does not hold.
  Result<void> end(Segment const& segment, std::vector<Refusal>& findings);

 private:
  // What the message is about at the moment, and what part of it the last group trigger opened.
  enum class Base : std::uint8_t { header, consignment, status, unit, goods, trailer };
  enum class Part : std::uint8_t { none, transport, party, danger, placement };

  std::string_view text(std::size_t element, std::size_t component = 1);
  std::string_view lines(std::size_t element);
  Result<std::optional<std::int64_t>> number(std::size_t element, std::size_t component);
  tl::unexpected<Refusal> missing_element(std::size_t element) const;
  bool allowed(std::uint32_t tag) const;

  template <class T>
  T& append(std::vector<T>& all, Slice* owner);
  template <class Member>
  Slice* slice(Member member);

  Result<void> add_known(std::uint32_t tag);
  void add_detail(std::uint32_t tag);
  Result<void> add_document();
  Result<void> add_time();
  Result<void> add_reference();
  Result<void> add_location();
  Result<void> add_party();
  Result<void> add_transport();
  Result<void> add_unit();
  Result<void> add_goods();
  Result<void> add_consignment();
  Result<void> add_status();
  Result<void> add_measurement();
  Result<void> add_temperature();
  Result<void> add_range();
  Result<void> add_danger();
  Result<void> add_placement();
  Result<void> add_count();
  void add_text();
  void add_seal();
  void open_cell();
  void weigh(MessageMeasurement const& measurement);
  Slice* references();
  Slice* times();
  Slice* locations();
  Slice* texts();

  TransportMessage* message_ = nullptr;
  Segment const* segment_ = nullptr;
  std::string syntax_;
  Base base_ = Base::header;
  Part part_ = Part::none;
  bool any_segment_ = false;
  bool location_has_times_ = false;  // in this message, a DTM after a LOC belongs to the LOC
  bool after_location_ = false;
  bool cell_open_ = false;                // a BAPLIE cell that has no equipment yet
  bool carried_ = false, named_ = false;  // a TDT, a NAD in the header
};

}  // namespace landport::formats
