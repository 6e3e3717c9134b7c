// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/edifact.h"
#include "words/quantities.h"
#include "words/result.h"
#include "words/time.h"

// The five messages by which lines, terminals and railways tell each other of containers, as plain values:
//   COPRAR  order to load or discharge        COARRI  report that it was done
//   IFTMIN  instruction to carry goods        IFTSTA  a status on the way
//   BAPLIE  where each container stands on a vessel (version 2 of the SMDG guide, D.95B)
// One shape serves all of them, because they are made of the same segments; directories D.95B to D.04B were
// seen.
//
// Texts are UTF-8 and views into the message they belong to: they live as long as it does and move with it.
// Things of one kind stand in one list of the message; whatever they belong to keeps the slice of the list
// that is its own.
namespace landport::formats {

enum class MessageKind : std::uint8_t { coprar, coarri, iftmin, iftsta, baplie };
std::string_view to_text(MessageKind kind);  // "COPRAR"

// Elements first to first + count - 1 of one list of the message.
struct Slice {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct MessageReference {      // RFF
  std::string_view qualifier;  // "BN" booking, "BM" bill, "EQ" equipment ... (code list 1153)
  std::string_view number;
};

enum class TimeBasis : std::uint8_t {
  none,       // empty, a period, or a format that is not a moment: see `text` and `format`
  local,      // the wall clock of the place it speaks of: `at` is that clock read as if it were UTC
  universal,  // `at` is an Instant
};
enum class TimePrecision : std::uint8_t { day, minute, second };

struct MessageTime {           // DTM
  std::string_view qualifier;  // "132" estimated arrival, "133" estimated departure ... (code list 2005)
  std::string_view text;
  std::string_view format;  // "102", "203" ... (code list 2379)
  TimeBasis basis = TimeBasis::none;
  TimePrecision precision = TimePrecision::day;
  Instant at;
};

struct MessageLocation {       // LOC
  std::string_view qualifier;  // "9" loading, "11" discharge, "7" delivery, "147" cell ... (code list 3227)
  std::string_view code;       // a UN/LOCODE when code_list is "139" and agency "6"
  std::string_view code_list, agency, name;
  std::string_view related_code, related_code_list, related_name;  // a terminal in the port, for instance
  Slice times;
};

struct MessageParty {  // NAD with CTA and COM
  std::string_view
      role;  // "CA" carrier, "CZ" consignor, "CN" consignee, "CF" container operator ... (code list 3035)
  std::string_view id, code_list, agency;
  std::string_view name, street, city, region, postcode, country;
  std::string_view contact, communication;  // the first of each
  Slice references, locations;
};

struct MessageTransport {  // TDT: a vessel's voyage, a train, a truck
  std::string_view stage;  // "20" main, "10" before, "30" after (code list 8051)
  std::string_view voyage;
  std::string_view mode;   // "1" sea, "2" rail, "3" road, "8" inland water (UNECE Recommendation 19)
  std::string_view means;  // code list 8179
  std::string_view carrier, carrier_code_list, carrier_agency, carrier_name;
  std::string_view vehicle, vehicle_code_list, vehicle_name, nationality;  // call sign, IMO or train number
  Slice references, locations, times;
};

struct MessageMeasurement {    // MEA
  std::string_view purpose;    // "AAE", "WT", "VGM" ... (code list 6311)
  std::string_view attribute;  // "G" gross, "T" tare, "VGM" verified gross ... (code list 6313)
  std::string_view unit, text;
  std::optional<std::int64_t> grams;  // of a mass in KGM, GRM, TNE or LBR
};

struct MessageSeal {  // SEL
  std::string_view number;
  std::string_view party;  // "CA" carrier, "SH" shipper, "CU" customs ... (code list 9303)
  std::string_view condition;
};

struct MessageTemperature {    // TMP and RNG, converted from Fahrenheit or Kelvin where need be
  std::string_view qualifier;  // "2" transport temperature ... (code list 6245)
  std::optional<DeciCelsius> setting, lowest, highest;
};

struct MessageText {         // FTX; its lines are separated by '\n'
  std::string_view subject;  // "AAA" goods, "HAN" handling ... (code list 4451)
  std::string_view code, text;
};

struct MessageDanger {          // DGS
  std::string_view regulation;  // "IMD", "RID", "ADR" ...
  std::string_view hazard_class, further_class;
  std::string_view un_number;  // as written
  std::string_view packing_group, flashpoint, flashpoint_unit, ems;
  std::string_view labels[3];
  Slice texts, measurements;
};

enum class CheckDigit : std::uint8_t {
  holds,
  wrong,       // ISO 6346 form, another digit: see `expected_digit`
  other_form,  // not an ISO 6346 number, or none at all
};
enum class Filling : std::uint8_t { unknown, empty, full };

struct MessageUnit {  // EQD, or a cell of a BAPLIE
  std::string_view
      kind;  // "CN" container, "TE" trailer ... (code list 8053); empty for a cell without equipment
  std::string_view number;  // as written, without blanks and hyphens
  CheckDigit check_digit = CheckDigit::other_form;
  std::int8_t expected_digit = -1;
  std::string_view size_type;  // as written: "45G1", or older codes such as "4510"
  std::string_view status;     // "2" export, "3" import, "6" transshipment (code list 8249)
  Filling filling = Filling::unknown;
  std::string_view cell;      // LOC+147: bay, row and tier on the vessel
  std::string_view movement;  // TMD
  std::optional<Kilograms> gross, verified_gross,
      tare;  // rounded to the kilogram; all of them in `measurements`
  Slice references, times, locations, parties, transports, measurements, seals, texts, temperatures, dangers;
  Slice attached;             // EQA: gensets, other units
  std::uint64_t segment = 0;  // the number of its first segment, for answers
};

struct MessageAttached {  // EQA
  std::string_view kind, number;
};

struct MessagePlacement {  // SGP: how many packages of a goods item are in which unit
  std::string_view unit;
  std::optional<std::int64_t> packages;
  Slice measurements;
};

struct MessageGoods {  // GID
  std::string_view number;
  std::optional<std::int64_t> packages;
  std::string_view package_type, package_name;
  std::string_view hs_code;  // from PIA
  std::optional<Kilograms> gross;
  Slice references, times, locations, parties, measurements, texts, temperatures, dangers, placements;
  std::uint64_t segment = 0;
};

struct MessageConsignment {  // CNI
  std::string_view number, document;
  Slice locations;
  Slice statuses;
};

struct MessageStatus {        // STS
  std::string_view category;  // "1" transport ... (code list 9015)
  std::string_view code, code_list, agency, description;
  std::string_view reason, reason_text;
  Slice references, times, locations, parties, texts, transports, units, goods;
  std::uint64_t segment = 0;
};

// Memory for the texts of one message.
class TextStore {
 public:
  std::string_view keep(std::string_view text);
  void clear();  // keeps its memory for the next message

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0, size_ = 0;  // of the last block
};

// One message. It can be moved, not copied.
struct TransportMessage {
  MessageKind kind{};
  std::string_view reference;                              // UNH
  std::string_view version, release, agency, association;  // "D", "95B", "UN", "ITG13"
  std::string_view sender, recipient, interchange;         // UNB; empty in an excerpt
  std::string_view document, number;                       // BGM: code list 1001 ("45"), and its number
  std::string_view function;                               // BGM: "1" cancels, "5" replaces, "9" original ...
  Slice references, times, locations, parties, transports, texts;  // of the message as a whole
  std::optional<std::int64_t> stated_units;                        // CNT+16

  std::vector<MessageConsignment> all_consignments;
  std::vector<MessageStatus> all_statuses;
  std::vector<MessageUnit> all_units;
  std::vector<MessageGoods> all_goods;
  std::vector<MessageReference> all_references;
  std::vector<MessageTime> all_times;
  std::vector<MessageLocation> all_locations;
  std::vector<MessageParty> all_parties;
  std::vector<MessageTransport> all_transports;
  std::vector<MessageMeasurement> all_measurements;
  std::vector<MessageSeal> all_seals;
  std::vector<MessageTemperature> all_temperatures;
  std::vector<MessageText> all_texts;
  std::vector<MessageDanger> all_dangers;
  std::vector<MessageAttached> all_attached;
  std::vector<MessagePlacement> all_placements;

  TextStore texts_store;

  // message.of(message.all_locations, unit.locations)
  template <class T>
  std::span<T const> of(std::vector<T> const& all, Slice slice) const {
    return std::span<T const>(all).subspan(slice.first, slice.count);
  }
  // The first with this qualifier, or nullptr.
  MessageReference const* reference_of(Slice references, std::string_view qualifier) const;
  MessageTime const* time_of(Slice times, std::string_view qualifier) const;
  MessageLocation const* location_of(Slice locations, std::string_view qualifier) const;
  MessageParty const* party_of(Slice parties, std::string_view role) const;
  // The main carriage (stage 20), or else the first transport, or nullptr.
  MessageTransport const* main_transport() const;

  void clear();
};

enum class MessageStep : std::uint8_t {
  message,  // one of the five is ready
  other,    // a message of another type has gone by; see head()
  hungry,   // feed more, or finish()
  end,
};

// Reads messages one after the other out of bytes that come in chunks; only the message at hand is in memory,
// at most 64 MB of it. One thread.
//
// Refuses what EdifactReader refuses and, always with segment, element and component:
// "edifact.unexpected_segment", "edifact.missing_segment", "edifact.missing_element", "edifact.number",
// "edifact.date", "edifact.message_too_big". A number whose check digit is wrong is not refused: the unit
// says so.
class TransportMessages {
 public:
  explicit TransportMessages(ControlChecks checks = ControlChecks::by_envelope);
  ~TransportMessages();
  TransportMessages(TransportMessages&&) noexcept;
  TransportMessages& operator=(TransportMessages&&) noexcept;

  void feed(std::string_view chunk);
  void finish();
  Result<MessageStep> next();

  TransportMessage const& message() const;  // until next() is called
  TransportMessage take();                  // the same, to keep
  MessageHead const& head() const;          // of the message that `next` spoke of
  Interchange const& interchange() const;
  std::vector<Refusal> const& findings() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

// A whole file: all of its messages or a refusal, so that a broken file changes nothing.
struct TransportFile {
  std::vector<TransportMessage> messages;
  std::vector<MessageHead> others;  // messages of other types, left unread
  std::vector<Refusal> findings;    // what was noted: counts that do not hold in an excerpt, for instance
};
Result<TransportFile> read_transport_file(std::string_view bytes,
                                          ControlChecks checks = ControlChecks::by_envelope);

}  // namespace landport::formats
