// SPDX-License-Identifier: Apache-2.0
#include "formats/text_encoding.h"

#include <iconv.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace landport::formats {
namespace {

bool continues(unsigned char c) {
  return (c & 0xC0) == 0x80;
}

// The length of the well-formed sequence at `p`, or 0.
std::size_t sequence_length(unsigned char const* p, std::size_t left) {
  auto const a = p[0];
  if (a < 0x80) return 1;
  if (a < 0xC2 || a > 0xF4) return 0;
  if (a < 0xE0) return left >= 2 && continues(p[1]) ? 2 : 0;
  if (a < 0xF0) {
    if (left < 3 || !continues(p[1]) || !continues(p[2])) return 0;
    if (a == 0xE0 && p[1] < 0xA0) return 0;
    if (a == 0xED && p[1] > 0x9F) return 0;
    return 3;
  }
  if (left < 4 || !continues(p[1]) || !continues(p[2]) || !continues(p[3])) return 0;
  if (a == 0xF0 && p[1] < 0x90) return 0;
  if (a == 0xF4 && p[1] > 0x8F) return 0;
  return 4;
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view bytes) {
  auto const* const p = reinterpret_cast<unsigned char const*>(bytes.data());
  std::size_t i = 0;
  while (i < bytes.size()) {
    std::uint64_t eight = 0;
    if (i + 8 <= bytes.size()) {
      std::memcpy(&eight, p + i, 8);
      if ((eight & 0x8080808080808080u) == 0) {
        i += 8;
        continue;
      }
    }
    auto const length = sequence_length(p + i, bytes.size() - i);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

std::optional<std::string> to_utf8(std::string_view bytes, char const* encoding) {
  auto const converter = ::iconv_open("UTF-8", encoding);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out;
  auto* from = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
  auto left = bytes.size();
  bool good = true;
  while (left > 0 && good) {
    char buffer[4096];
    char* to = buffer;
    std::size_t room = sizeof buffer;
    auto const status = ::iconv(converter, &from, &left, &to, &room);
    out.append(buffer, sizeof buffer - room);
    good = status != static_cast<std::size_t>(-1) || errno == E2BIG;
  }
  ::iconv_close(converter);
  if (!good) return std::nullopt;
  return out;
}

}  // namespace landport::formats
