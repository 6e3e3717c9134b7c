// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "formats/edifact_messages.h"
#include "formats/text_encoding.h"

// Every slice of a message that is read lies in its list, and every text is UTF-8.
namespace {

using namespace landport::formats;

void text_is_good(std::string_view text) {
  LP_ASSERT(!first_bad_utf8(text), "texts of a message are UTF-8");
}

template <class T>
void slice_is_good(std::vector<T> const& all, Slice slice) {
  LP_ASSERT(slice.first <= all.size() && slice.count <= all.size() - slice.first, "a slice lies in its list");
}

void message_is_good(TransportMessage const& m) {
  for (auto const& u : m.all_units) {
    slice_is_good(m.all_references, u.references);
    slice_is_good(m.all_times, u.times);
    slice_is_good(m.all_locations, u.locations);
    slice_is_good(m.all_measurements, u.measurements);
    slice_is_good(m.all_seals, u.seals);
    slice_is_good(m.all_texts, u.texts);
    slice_is_good(m.all_dangers, u.dangers);
    slice_is_good(m.all_transports, u.transports);
    slice_is_good(m.all_parties, u.parties);
    text_is_good(u.number);
    text_is_good(u.size_type);
    text_is_good(u.cell);
  }
  for (auto const& s : m.all_statuses) {
    slice_is_good(m.all_units, s.units);
    slice_is_good(m.all_goods, s.goods);
    slice_is_good(m.all_transports, s.transports);
    slice_is_good(m.all_times, s.times);
    text_is_good(s.description);
  }
  for (auto const& c : m.all_consignments) slice_is_good(m.all_statuses, c.statuses);
  for (auto const& g : m.all_goods) {
    slice_is_good(m.all_placements, g.placements);
    slice_is_good(m.all_dangers, g.dangers);
  }
  for (auto const& t : m.all_transports) {
    slice_is_good(m.all_locations, t.locations);
    text_is_good(t.vehicle_name);
  }
  for (auto const& l : m.all_locations) {
    slice_is_good(m.all_times, l.times);
    text_is_good(l.name);
  }
  for (auto const& t : m.all_texts) text_is_good(t.text);
  for (auto const& p : m.all_parties) text_is_good(p.name);
  for (auto const& r : m.all_references) text_is_good(r.number);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  auto const file = read_transport_file({reinterpret_cast<char const*>(data), size}, ControlChecks::note);
  if (!file) {
    LP_ASSERT(!file.error().place.empty(), "a refusal names its place");
    return 0;
  }
  for (auto const& message : file->messages) message_is_good(message);
  return 0;
}
