// SPDX-License-Identifier: Apache-2.0
#include "formats/edifact_builder.h"

#include <algorithm>
#include <array>

#include "formats/edifact_values.h"
#include "formats/text_encoding.h"
#include "words/unit_number.h"

namespace landport::formats {
namespace {

constexpr std::size_t known_tags = 43;
// Every tag of the five messages, sorted by its code.
constexpr std::array<std::string_view, known_tags> tags{
    "BGM", "CNI", "CNT", "COD", "COM", "CPI", "CTA", "CUX", "DAM", "DGS", "DIM", "DOC", "DTM", "EQA", "EQD",
    "EQN", "FTX", "GDS", "GID", "GIN", "GOR", "HAN", "LOC", "MEA", "MOA", "NAD", "PCD", "PCI", "PIA", "PRI",
    "QTY", "RFF", "RNG", "SEL", "SGP", "STS", "TCC", "TDT", "TMD", "TMP", "TOD", "TPL", "TSR"};

constexpr auto codes = [] {
  std::array<std::uint32_t, known_tags> all{};
  for (std::size_t i = 0; i < known_tags; ++i) all[i] = tag_code(tags[i]);
  return all;
}();

constexpr std::size_t index_of(std::uint32_t code) {
  std::size_t low = 0, high = known_tags;
  while (low < high) {
    auto const middle = (low + high) / 2;
    if (codes[middle] < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < known_tags && codes[low] == code ? low : known_tags;
}

static_assert(std::is_sorted(tags.begin(), tags.end()), "index_of searches by halves");

// The tags written one after the other as a set of bits.
constexpr std::uint64_t set_of(std::string_view list) {
  std::uint64_t set = 0;
  for (std::size_t i = 0; i + 3 <= list.size(); i += 4) {
    set |= std::uint64_t{1} << index_of(tag_code(list.substr(i, 3)));
  }
  return set;
}

// What may stand where, in all directories from D.95B to D.04B together: header, consignment, status, unit,
// goods, trailer for each kind. A tag that opens another place is in the set of the place it opens from.
using Sets = std::array<std::uint64_t, 6>;
constexpr auto in_unit =
    "EQD RFF EQN TMD DTM LOC MEA DIM TMP RNG SEL FTX PCD DGS EQA HAN TDT NAD CTA COM GDS CNT PIA DAM COD";
constexpr auto in_item =
    "GID EQD HAN TMP RNG TMD LOC MOA PIA FTX PCD NAD DTM GDS MEA EQN DIM RFF PCI GIN DOC GOR SEL TPL SGP TCC "
    "CUX PRI "
    "QTY DGS CTA COM EQA CNT";
constexpr auto in_status = "STS CNI RFF DTM DOC FTX NAD CTA COM LOC PCI TDT EQD GID CNT";
constexpr auto in_status_unit = "EQD GID STS CNI MEA DIM SEL RFF TPL TMD EQA CNT";
constexpr auto in_status_goods = "GID EQD STS CNI HAN SGP DGS FTX MEA EQN DIM PCI GIN CNT";
constexpr std::array<Sets, 5> allowed_sets{{
    {set_of("BGM DTM FTX RFF TDT LOC NAD CTA COM EQD CNT"), 0, 0, set_of(in_unit), 0, set_of("CNT")},
    {set_of("BGM DTM FTX RFF TDT LOC NAD CTA COM EQD CNT"), 0, 0, set_of(in_unit), 0, set_of("CNT")},
    {set_of("BGM CTA COM DTM TSR CUX MOA FTX CNT DOC GDS LOC TOD RFF GOR SEL CPI TCC PRI EQN PCD QTY TDT NAD "
            "TPL GID EQD"),
     0, 0, set_of(in_item), set_of(in_item), set_of("CNT")},
    {set_of("BGM DTM TSR NAD CTA COM RFF LOC FTX CNT CNI"), set_of("LOC CNT STS CNI"), set_of(in_status),
     set_of(in_status_unit), set_of(in_status_goods), set_of("CNT")},
    {set_of("BGM DTM RFF NAD CTA COM TDT LOC FTX"), 0, 0,
     set_of("LOC GID GDS FTX MEA DIM TMP RNG RFF EQD EQA NAD DGS HAN TMD SEL CNT"), 0, set_of("CNT")},
}};

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// The encoding that a character repertoire of ISO 9735 names; Latin where it promises less than what is
// there.
char const* encoding_of(std::string_view syntax) {
  if (syntax.size() != 4 || !syntax.starts_with("UNO")) return "ISO-8859-1";
  switch (syntax[3]) {
    case 'D':
      return "ISO-8859-2";
    case 'E':
      return "ISO-8859-5";
    case 'F':
      return "ISO-8859-7";
    case 'G':
      return "ISO-8859-3";
    case 'H':
      return "ISO-8859-4";
    case 'I':
      return "ISO-8859-6";
    case 'J':
      return "ISO-8859-8";
    case 'K':
      return "ISO-8859-9";
    case 'X':
      return "GB18030";
    default:
      return "ISO-8859-1";
  }
}

Kilograms rounded_kilograms(std::int64_t grams) {
  return Kilograms{(grams + (grams < 0 ? -500 : 500)) / 1000};
}

}  // namespace

// --- what belongs to what
// -------------------------------------------------------------------------------------------

template <class T>
T& MessageBuilder::append(std::vector<T>& all, Slice* owner) {
  if (owner != nullptr) {
    // A slice is one run: if others came in between, its elements are repeated at the end.
    if (owner->count > 0 && owner->first + owner->count != all.size()) {
      auto const first = owner->first;
      owner->first = static_cast<std::uint32_t>(all.size());
      for (std::uint32_t i = 0; i < owner->count; ++i) all.push_back(T(all[first + i]));
    }
    if (owner->count == 0) owner->first = static_cast<std::uint32_t>(all.size());
    ++owner->count;
  }
  return all.emplace_back();
}

// The slice of what the message is about now: `member(x)` gives it for a unit, a goods item, a status or the
// message itself, or nothing when that has none.
template <class Member>
Slice* MessageBuilder::slice(Member member) {
  auto& m = *message_;
  switch (base_) {
    case Base::unit:
      return member(m.all_units.back());
    case Base::goods:
      return member(m.all_goods.back());
    case Base::status:
      return member(m.all_statuses.back());
    case Base::consignment:
      return member(m.all_consignments.back());
    case Base::header:
    case Base::trailer:
      break;
  }
  return member(m);
}

// The slice called `name` of what the message is about now.
#define LP_SLICE(name)                            \
  slice([](auto& now) -> Slice* {                 \
    if constexpr (requires { now.name.count; }) { \
      return &now.name;                           \
    } else {                                      \
      return nullptr;                             \
    }                                             \
  })

Slice* MessageBuilder::references() {
  if (part_ == Part::transport) return &message_->all_transports.back().references;
  if (part_ == Part::party && message_->kind == MessageKind::iftmin && base_ == Base::header) {
    return &message_->all_parties.back().references;
  }
  return LP_SLICE(references);
}

Slice* MessageBuilder::times() {
  if (after_location_ && location_has_times_) return &message_->all_locations.back().times;
  if (part_ == Part::transport) return &message_->all_transports.back().times;
  return LP_SLICE(times);
}

Slice* MessageBuilder::locations() {
  if (part_ == Part::transport) return &message_->all_transports.back().locations;
  if (part_ == Part::party && message_->kind == MessageKind::iftmin)
    return &message_->all_parties.back().locations;
  return LP_SLICE(locations);
}

Slice* MessageBuilder::texts() {
  if (part_ == Part::danger) return &message_->all_dangers.back().texts;
  return LP_SLICE(texts);
}

// --- values
// ---------------------------------------------------------------------------------------------------------

std::string_view MessageBuilder::text(std::size_t element, std::size_t component) {
  auto const raw = segment_->at(element, component);
  if (raw.empty()) return {};
  if (is_ascii(raw) || !first_bad_utf8(raw)) return message_->texts_store.keep(raw);
  auto converted = to_utf8(raw, encoding_of(syntax_));
  if (!converted) converted = to_utf8(raw, "ISO-8859-1");
  return message_->texts_store.keep(converted ? std::string_view(*converted) : std::string_view{});
}

// All components of an element that are not empty, one to a line.
std::string_view MessageBuilder::lines(std::size_t element) {
  auto const count = segment_->components(element);
  if (count <= 1) return text(element);
  std::string joined;
  for (std::size_t c = 1; c <= count; ++c) {
    auto const line = text(element, c);
    if (line.empty()) continue;
    if (!joined.empty()) joined += '\n';
    joined += line;
  }
  return message_->texts_store.keep(joined);
}

Result<std::optional<std::int64_t>> MessageBuilder::number(std::size_t element, std::size_t component) {
  auto raw = segment_->at(element, component);
  while (raw.starts_with(' ')) raw.remove_prefix(1);
  while (raw.ends_with(' ')) raw.remove_suffix(1);
  if (raw.empty()) return std::optional<std::int64_t>{};
  auto const value = thousandths(raw);
  if (value) return value;
  return no(
      refuse("edifact.number").with("got", text(element, component)).at(segment_->place(element, component)));
}

tl::unexpected<Refusal> MessageBuilder::missing_element(std::size_t element) const {
  return no(refuse("edifact.missing_element").at(segment_->place(element, 1)));
}

// --- the course of a message
// ----------------------------------------------------------------------------------------

void MessageBuilder::begin(TransportMessage& message, MessageKind kind, MessageHead const& head,
                           Interchange const* interchange) {
  *this = MessageBuilder();
  message_ = &message;
  message.clear();
  message.kind = kind;
  auto keep = [&](std::string_view view) {
    return first_bad_utf8(view) ? std::string_view{} : message.texts_store.keep(view);
  };
  message.reference = keep(head.reference);
  message.version = keep(head.version);
  message.release = keep(head.release);
  message.agency = keep(head.agency);
  message.association = keep(head.association);
  if (interchange != nullptr) {
    syntax_ = interchange->syntax;
    message.sender = keep(interchange->sender);
    message.recipient = keep(interchange->recipient);
    message.interchange = keep(interchange->reference);
  }
  // In the directories of the last century the times of a voyage follow all of its places.
  auto const old = head.release.size() == 3 && head.release[0] == '9';
  location_has_times_ =
      kind == MessageKind::iftmin || kind == MessageKind::iftsta || (kind != MessageKind::baplie && !old);
}

bool MessageBuilder::allowed(std::uint32_t tag) const {
  auto const index = index_of(tag);
  auto const& sets = allowed_sets[static_cast<std::size_t>(message_->kind)];
  return index < known_tags && (sets[static_cast<std::size_t>(base_)] >> index & 1) != 0;
}

Result<void> MessageBuilder::add(Segment const& segment) {
  segment_ = &segment;
  auto const tag = segment.code();
  if (!any_segment_ && tag != tag_code("BGM")) {
    return no(refuse("edifact.missing_segment").with("expected", "BGM").at(segment.place()));
  }
  if (!allowed(tag) || (any_segment_ && tag == tag_code("BGM"))) {
    return no(refuse("edifact.unexpected_segment")
                  .with("tag", segment.tag())
                  .with("message", to_text(message_->kind))
                  .at(segment.place()));
  }
  any_segment_ = true;
  return add_known(tag);
}

Result<void> MessageBuilder::add_known(std::uint32_t tag) {
  auto const follows_location = after_location_ && tag == tag_code("DTM");
  after_location_ = follows_location;
  switch (tag) {
    case tag_code("BGM"):
      return add_document();
    case tag_code("RFF"):
      return add_reference();
    case tag_code("DTM"):
      return add_time();
    case tag_code("LOC"):
      return add_location();
    case tag_code("NAD"):
      return add_party();
    case tag_code("TDT"):
      return add_transport();
    case tag_code("EQD"):
      return add_unit();
    case tag_code("GID"):
      return add_goods();
    case tag_code("CNI"):
      return add_consignment();
    case tag_code("STS"):
      return add_status();
    case tag_code("MEA"):
      return add_measurement();
    case tag_code("TMP"):
      return add_temperature();
    case tag_code("RNG"):
      return add_range();
    case tag_code("DGS"):
      return add_danger();
    case tag_code("SGP"):
      return add_placement();
    case tag_code("CNT"):
      return add_count();
    default:
      add_detail(tag);
      return {};
  }
}

void MessageBuilder::add_detail(std::uint32_t tag) {
  switch (tag) {
    case tag_code("FTX"):
      add_text();
      return;
    case tag_code("SEL"):
      add_seal();
      return;
    case tag_code("EQA"):
      if (auto* const owner = LP_SLICE(attached)) {
        auto& attached = append(message_->all_attached, owner);
        attached = {text(1), text(2)};
      }
      return;
    case tag_code("TMD"):
      if (base_ == Base::unit) message_->all_units.back().movement = text(1);
      return;
    case tag_code("CTA"):
      if (part_ == Part::party && message_->all_parties.back().contact.empty()) {
        message_->all_parties.back().contact = text(2, 2);
      }
      return;
    case tag_code("COM"):
      if (part_ == Part::party && message_->all_parties.back().communication.empty()) {
        message_->all_parties.back().communication = text(1);
      }
      return;
    case tag_code("PIA"):
      if (base_ == Base::goods) {
        for (std::size_t element = 2; element <= segment_->elements(); ++element) {
          if (segment_->at(element, 2) == "HS") message_->all_goods.back().hs_code = text(element);
        }
      }
      return;
    default:
      return;
  }
}

Result<void> MessageBuilder::end(Segment const& segment, std::vector<Refusal>& findings) {
  auto missing = [&](std::string_view expected) {
    return no(refuse("edifact.missing_segment").with("expected", expected).at(segment.place()));
  };
  auto const& m = *message_;
  if (!any_segment_) return missing("BGM");
  switch (m.kind) {
    case MessageKind::coprar:
    case MessageKind::coarri:
    case MessageKind::baplie:
      if (!carried_) return missing("TDT");
      if (m.kind == MessageKind::coprar && m.all_units.empty()) return missing("EQD");
      break;
    case MessageKind::iftmin:
      if (!named_) return missing("NAD");
      break;
    case MessageKind::iftsta:
      for (auto const& consignment : m.all_consignments) {
        if (consignment.statuses.count == 0) return missing("STS");
      }
      break;
  }
  if (m.stated_units && static_cast<std::size_t>(*m.stated_units) != m.all_units.size()) {
    findings.push_back(refuse("edifact.unit_count")
                           .with("stated", std::to_string(*m.stated_units))
                           .with("counted", std::to_string(m.all_units.size()))
                           .at(segment.place()));
  }
  return {};
}

// --- segments
// -------------------------------------------------------------------------------------------------------

Result<void> MessageBuilder::add_document() {
  message_->document = text(1);
  message_->number = text(2);
  message_->function = text(3);
  return {};
}

Result<void> MessageBuilder::add_reference() {
  if (segment_->at(1).empty()) return missing_element(1);
  append(message_->all_references, references()) = {text(1, 1), text(1, 2)};
  return {};
}

Result<void> MessageBuilder::add_time() {
  if (segment_->at(1).empty()) return missing_element(1);
  MessageTime time{text(1, 1), text(1, 2), text(1, 3), {}, {}, {}};
  if (!read_time(time)) {
    return no(
        refuse("edifact.date").with("got", time.text).with("format", time.format).at(segment_->place(1, 2)));
  }
  append(message_->all_times, times()) = time;
  return {};
}

// In BAPLIE a cell (147) opens a unit, whose equipment comes later.
void MessageBuilder::open_cell() {
  base_ = Base::unit;
  part_ = Part::none;
  cell_open_ = true;
  auto& unit = message_->all_units.emplace_back();
  unit.segment = segment_->number();
}

Result<void> MessageBuilder::add_location() {
  if (segment_->at(1).empty()) return missing_element(1);
  auto const qualifier = segment_->at(1);
  auto const cell = qualifier == "147";
  if (message_->kind == MessageKind::baplie && cell) {
    if (segment_->at(2).empty()) return missing_element(2);
    open_cell();
  }
  auto& location = append(message_->all_locations, locations());
  location.qualifier = text(1);
  location.code = text(2, 1);
  location.code_list = text(2, 2);
  location.agency = text(2, 3);
  location.name = text(2, 4);
  if (segment_->elements() >= 3) {
    location.related_code = text(3, 1);
    location.related_code_list = text(3, 2);
    location.related_name = text(3, 4);
  }
  if (cell && base_ == Base::unit) message_->all_units.back().cell = location.code;
  after_location_ = true;
  return {};
}

Result<void> MessageBuilder::add_party() {
  if (segment_->at(1).empty()) return missing_element(1);
  if (base_ == Base::header) named_ = true;
  auto& party = append(message_->all_parties, LP_SLICE(parties));
  party.role = text(1);
  party.id = text(2, 1);
  party.code_list = text(2, 2);
  party.agency = text(2, 3);
  if (segment_->elements() > 2) {
    party.name = lines(4);
    if (party.name.empty()) party.name = lines(3);
    party.street = lines(5);
    party.city = text(6);
    party.region = text(7);
    party.postcode = text(8);
    party.country = text(9);
  }
  part_ = Part::party;
  return {};
}

Result<void> MessageBuilder::add_transport() {
  if (segment_->at(1).empty()) return missing_element(1);
  carried_ = true;
  auto& t = append(message_->all_transports, LP_SLICE(transports));
  t.stage = text(1);
  t.voyage = text(2);
  t.mode = text(3);
  t.means = text(4);
  t.carrier = text(5, 1);
  t.carrier_code_list = text(5, 2);
  t.carrier_agency = text(5, 3);
  t.carrier_name = text(5, 4);
  t.vehicle = text(8, 1);
  t.vehicle_code_list = text(8, 2);
  t.vehicle_name = text(8, 4);
  t.nationality = text(8, 5);
  part_ = Part::transport;
  return {};
}

Result<void> MessageBuilder::add_unit() {
  if (segment_->at(1).empty()) return missing_element(1);
  auto& m = *message_;
  auto const of_status = base_ == Base::status || (m.kind == MessageKind::iftsta && !m.all_statuses.empty());
  if (m.kind == MessageKind::baplie) {
    if (base_ != Base::unit) {
      return no(refuse("edifact.missing_segment").with("expected", "LOC+147").at(segment_->place()));
    }
    // A second piece of equipment in one cell shares what was said of the cell.
    if (!cell_open_) {
      auto again = m.all_units.back();
      again.parties = again.attached = {};
      m.all_units.push_back(again);
    }
    cell_open_ = false;
  } else {
    append(m.all_units, of_status ? &m.all_statuses.back().units : nullptr);
    m.all_units.back().segment = segment_->number();
  }
  base_ = Base::unit;
  part_ = Part::none;
  auto& unit = m.all_units.back();
  unit.kind = text(1);
  unit.number = text(2);
  if (unit.number.find_first_of(" -") != std::string_view::npos) {
    std::string clean(unit.number);
    std::erase_if(clean, [](char c) { return c == ' ' || c == '-'; });
    unit.number = m.texts_store.keep(clean);
  }
  if (unit.number.size() == 11 && unit.number[10] >= '0' && unit.number[10] <= '9') {
    auto const expected = unit_check_digit(unit.number.substr(0, 10));
    if (expected >= 0) {
      unit.check_digit = expected == unit.number[10] - '0' ? CheckDigit::holds : CheckDigit::wrong;
      unit.expected_digit = static_cast<std::int8_t>(expected);
    }
  }
  unit.size_type = text(3);
  unit.status = text(5);
  auto const filling = segment_->at(6);
  unit.filling = filling == "4" ? Filling::empty : filling == "5" ? Filling::full : Filling::unknown;
  return {};
}

Result<void> MessageBuilder::add_goods() {
  auto& m = *message_;
  if (m.kind == MessageKind::baplie) return {};  // describes the cell's contents, of which we keep the texts
  auto const packages = whole(segment_->at(2));
  if (!packages && !segment_->at(2).empty()) {
    return no(refuse("edifact.number").with("got", text(2)).at(segment_->place(2, 1)));
  }
  append(m.all_goods, m.kind == MessageKind::iftsta ? &m.all_statuses.back().goods : nullptr);
  base_ = Base::goods;
  part_ = Part::none;
  auto& goods = m.all_goods.back();
  goods.segment = segment_->number();
  goods.number = text(1);
  goods.packages = packages;
  goods.package_type = text(2, 2);
  goods.package_name = text(2, 5);
  return {};
}

Result<void> MessageBuilder::add_consignment() {
  base_ = Base::consignment;
  part_ = Part::none;
  auto& consignment = message_->all_consignments.emplace_back();
  consignment.number = text(1);
  consignment.document = text(2);
  return {};
}

Result<void> MessageBuilder::add_status() {
  auto& m = *message_;
  append(m.all_statuses, &m.all_consignments.back().statuses);
  base_ = Base::status;
  part_ = Part::none;
  auto& status = m.all_statuses.back();
  status.segment = segment_->number();
  status.category = text(1);
  status.code = text(2, 1);
  status.code_list = text(2, 2);
  status.agency = text(2, 3);
  status.description = text(2, 4);
  status.reason = text(3, 1);
  status.reason_text = text(3, 4);
  return {};
}

Result<void> MessageBuilder::add_measurement() {
  if (segment_->at(1).empty()) return missing_element(1);
  auto const value = number(3, 2);
  if (!value) return no(value.error());
  MessageMeasurement measurement{text(1), text(2), text(3, 1), text(3, 2), {}};
  if (*value) measurement.grams = to_grams(**value, measurement.unit);
  auto* owner = LP_SLICE(measurements);
  if (part_ == Part::danger) owner = &message_->all_dangers.back().measurements;
  if (part_ == Part::placement) owner = &message_->all_placements.back().measurements;
  append(message_->all_measurements, owner) = measurement;
  if (part_ != Part::danger && part_ != Part::placement) weigh(measurement);
  return {};
}

void MessageBuilder::weigh(MessageMeasurement const& measurement) {
  if (!measurement.grams) return;
  auto const kilograms = rounded_kilograms(*measurement.grams);
  auto const& attribute = measurement.attribute;
  auto const gross = attribute == "G" || attribute == "EGW" || attribute == "AAD" || attribute == "AET" ||
                     (attribute.empty() && measurement.purpose == "WT");
  if (base_ == Base::goods && gross) message_->all_goods.back().gross = kilograms;
  if (base_ != Base::unit) return;
  auto& unit = message_->all_units.back();
  if (attribute == "VGM" || measurement.purpose == "VGM") {
    unit.verified_gross = kilograms;
  } else if (gross) {
    unit.gross = kilograms;
  } else if (attribute == "T") {
    unit.tare = kilograms;
  }
}

Result<void> MessageBuilder::add_temperature() {
  if (segment_->at(1).empty()) return missing_element(1);
  auto const value = number(2, 1);
  if (!value) return no(value.error());
  auto& temperature = append(message_->all_temperatures, LP_SLICE(temperatures));
  temperature.qualifier = text(1);
  if (*value) temperature.setting = to_celsius(**value, segment_->at(2, 2));
  return {};
}

Result<void> MessageBuilder::add_range() {
  auto const lowest = number(2, 2);
  if (!lowest) return no(lowest.error());
  auto const highest = number(2, 3);
  if (!highest) return no(highest.error());
  auto const* const owner = LP_SLICE(temperatures);
  auto const unit = segment_->at(2, 1);
  auto const thermal = unit == "CEL" || unit == "FAH" || unit == "KEL";
  if (!thermal || owner == nullptr) return {};
  auto& temperature = owner->count > 0 ? message_->all_temperatures.back()
                                       : append(message_->all_temperatures, LP_SLICE(temperatures));
  if (*lowest) temperature.lowest = to_celsius(**lowest, unit);
  if (*highest) temperature.highest = to_celsius(**highest, unit);
  return {};
}

Result<void> MessageBuilder::add_danger() {
  auto& danger = append(message_->all_dangers, LP_SLICE(dangers));
  danger.regulation = text(1);
  danger.hazard_class = text(2, 1);
  danger.further_class = text(2, 2);
  danger.un_number = text(3, 1);
  danger.flashpoint = text(4, 1);
  danger.flashpoint_unit = text(4, 2);
  danger.packing_group = text(5);
  danger.ems = text(6);
  for (std::size_t i = 0; i < 3; ++i) danger.labels[i] = text(10, i + 1);
  part_ = Part::danger;
  return {};
}

Result<void> MessageBuilder::add_placement() {
  auto const packages = whole(segment_->at(2));
  if (!packages && !segment_->at(2).empty()) {
    return no(refuse("edifact.number").with("got", text(2)).at(segment_->place(2, 1)));
  }
  auto& placement = append(message_->all_placements, LP_SLICE(placements));
  placement.unit = text(1);
  placement.packages = packages;
  part_ = Part::placement;
  return {};
}

Result<void> MessageBuilder::add_count() {
  if (base_ != Base::header) base_ = Base::trailer;
  auto const value = number(1, 2);
  if (!value) return no(value.error());
  if (segment_->at(1) == "16" && *value) message_->stated_units = **value / 1000;
  // In IFTMIN and IFTSTA totals may stand in the header or in a consignment, with more to come.
  if (message_->kind == MessageKind::iftsta && !message_->all_consignments.empty()) base_ = Base::consignment;
  return {};
}

void MessageBuilder::add_text() {
  append(message_->all_texts, texts()) = {text(1), text(3), lines(4)};
}

void MessageBuilder::add_seal() {
  if (auto* const owner = LP_SLICE(seals)) append(message_->all_seals, owner) = {text(1), text(2), text(3)};
}

}  // namespace landport::formats
