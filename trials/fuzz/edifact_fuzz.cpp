// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "formats/edifact.h"

// Whatever the bytes are and wherever they are cut, the same segments come out: all of a text in one piece
// against the text in chunks whose sizes follow from its first byte, each chunk in memory of its own size so
// that a read beyond it is caught.
namespace {

using namespace landport;
using namespace landport::formats;

std::string shown(Segment const& s) {
  std::string text =
      std::to_string(s.number()) + "@" + std::to_string(s.offset()) + " " + std::string(s.tag());
  for (std::size_t e = 1; e <= s.elements(); ++e) {
    for (std::size_t r = 1; r <= s.repeats(e); ++r) {
      text += r == 1 ? "|" : "*";
      for (std::size_t c = 1; c <= s.components(e, r); ++c) {
        text += ":";
        text += s.at(e, c, r);
      }
    }
  }
  return text;
}

template <class Reader>
std::vector<std::string> segments(Reader& reader, std::string_view bytes, std::size_t seed) {
  std::vector<std::string> all;
  std::vector<char> chunk;
  for (bool finished = false;;) {
    auto const step = reader.next();
    if (!step) {
      all.push_back("refused");
      LP_ASSERT(!reader.next(), "what is refused stays refused");
      return all;
    }
    if (*step == EdifactStep::end) return all;
    if (*step == EdifactStep::segment) {
      all.push_back(shown(reader.segment()));
      continue;
    }
    LP_ASSERT(!finished, "nothing is hungry after the end");
    if (bytes.empty()) {
      reader.finish();
      finished = true;
      continue;
    }
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    auto const size = std::min(bytes.size(), 1 + (seed >> 33) % 97);
    chunk = std::vector<char>(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    bytes.remove_prefix(size);
    reader.feed({chunk.data(), chunk.size()});
  }
}

// Small limits, so that they are reached, and so that a reader costs little to make.
constexpr EdifactLimits limits{512, 48};

template <class Reader>
void compare(Reader whole, Reader pieces, std::string_view bytes, std::size_t seed) {
  whole.feed(bytes);
  whole.finish();
  LP_ASSERT(segments(whole, {}, 0) == segments(pieces, bytes, seed), "cutting changes nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const seed = size > 0 ? std::size_t{data[size - 1]} : 0;
  compare(EdifactTokenizer(limits), EdifactTokenizer(limits), bytes, seed);
  auto const checks = ControlChecks::by_envelope;
  compare(EdifactReader(checks, limits), EdifactReader(checks, limits), bytes, seed + 1);
  return 0;
}
