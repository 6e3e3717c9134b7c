// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <vector>

#include "solvers/rail_route.h"

// The tables of a rail graph file; its head and the checksum that would hide them from the fuzzer are put on here. A graph
// that is read can be asked for ways.
namespace {

using namespace landport::solvers;

// CRC-32 as in ISO 3309, of the file's own format.
std::uint32_t checksum(std::vector<std::uint8_t> const& bytes) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (auto const byte : bytes) {
    sum ^= byte;
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::vector<std::uint8_t> bytes{'L', 'P', 'R', 'G', 1};
  bytes.insert(bytes.end(), data, data + size);
  auto const sum = checksum(bytes);
  for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(sum >> shift));
  auto const graph = RailGraph::decode(bytes);
  if (!graph) {
    LP_ASSERT(graph.error().place.starts_with("byte "), "a file that cannot be read is refused at a byte");
    return 0;
  }
  auto const first = graph->node(0), last = graph->node(static_cast<std::uint32_t>(graph->node_count() - 1));
  LP_ASSERT(graph->nearest_node(first) < graph->node_count(), "a node is found");
  auto const route = graph->route(first, last);
  if (!route) return 0;
  LP_ASSERT(std::isfinite(route->raw_km) && std::isfinite(route->calibrated_km), "a way has a length");
  LP_ASSERT(route->line.size() == route->run_km.size() && !route->line.empty(), "and a line that knows how far it is");
  position_at(*route, 0.5);
  return 0;
}
