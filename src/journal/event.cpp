// SPDX-License-Identifier: Apache-2.0
#include "journal/event.h"

#include <algorithm>

#include "journal/desk.h"
#include "journal/hash.h"
#include "journal/table.h"

namespace landport {

Result<CommandId> parse_command_id(std::string_view text) {
  CommandId id;
  std::size_t nibbles = 0;
  for (char c : text) {
    if (c == '-') continue;
    int const v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (v < 0 || nibbles == 32) {
      nibbles = 0;
      break;
    }
    auto& byte = id.bytes[nibbles / 2];
    byte = static_cast<unsigned char>(byte << 4 | v);
    ++nibbles;
  }
  if (nibbles != 32) {
    return no(refuse("malformed.code").with("got", text.substr(0, 60)).with("what", "a command id: 32 hexadecimal digits")
                  .with("what_zh", "命令编号（32 位十六进制数）"));
  }
  return id;
}

std::string to_text(CommandId const& id) { return to_hex(id.bytes); }

std::string Desk::fresh_name(std::string_view prefix) {
  // Crockford's base 32: no I, L, O or U, so that a name read over the radio is heard right.
  static constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string_view const id(reinterpret_cast<char const*>(context_.command.bytes.data()), 16);
  std::string const counter = std::to_string(names_++);
  std::string_view const parts[] = {prefix, id, counter};
  Hash const h = hash_of(parts);
  std::string name(prefix);
  for (std::size_t i = 0; i < 10; ++i) name += signs[h[i] & 31];
  return name;
}

void Trail::add(Sequence sequence) {
  if (sequence == newest_ && !packed_.empty()) return;
  auto const difference = sequence - newest_;
  newest_ = sequence;
  last_ = std::max(last_, sequence);
  // Small steps forward are the rule; the sign goes into the lowest bit, so that a step back is small as well.
  auto bits = static_cast<std::uint64_t>(difference) << 1 ^ static_cast<std::uint64_t>(difference >> 63);
  while (bits >= 128) {
    packed_ += static_cast<char>(bits | 128);
    bits >>= 7;
  }
  packed_ += static_cast<char>(bits);
}

std::vector<Sequence> Trail::all() const {
  std::vector<Sequence> out = in_order_added();
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<Sequence> Trail::in_order_added() const {
  std::vector<Sequence> out;
  Sequence at = 0;
  std::uint64_t bits = 0;
  int shift = 0;
  for (char c : packed_) {
    bits |= static_cast<std::uint64_t>(c & 127) << shift;
    shift += 7;
    if (c & 128) continue;
    at += static_cast<Sequence>(bits >> 1 ^ (~(bits & 1) + 1));
    out.push_back(at);
    bits = 0;
    shift = 0;
  }
  return out;
}

Trail Trail::unpack(std::string packed) {
  Trail trail;
  trail.packed_ = std::move(packed);
  auto const all = trail.in_order_added();
  if (all.empty()) return trail;
  trail.newest_ = all.back();
  trail.last_ = *std::max_element(all.begin(), all.end());
  return trail;
}

}  // namespace landport
