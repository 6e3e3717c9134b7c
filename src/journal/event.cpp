// SPDX-License-Identifier: Apache-2.0
#include "journal/event.h"

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
  if (sequence == last_) return;
  auto difference = static_cast<std::uint64_t>(sequence - last_);
  LP_ASSERT(sequence > last_, "a trail only grows");
  last_ = sequence;
  while (difference >= 128) {
    packed_ += static_cast<char>(difference | 128);
    difference >>= 7;
  }
  packed_ += static_cast<char>(difference);
}

std::vector<Sequence> Trail::all() const {
  std::vector<Sequence> out;
  Sequence at = 0;
  std::uint64_t difference = 0;
  int shift = 0;
  for (char c : packed_) {
    difference |= static_cast<std::uint64_t>(c & 127) << shift;
    shift += 7;
    if (c & 128) continue;
    at += static_cast<Sequence>(difference);
    out.push_back(at);
    difference = 0;
    shift = 0;
  }
  return out;
}

Trail Trail::unpack(std::string packed) {
  Trail trail;
  trail.packed_ = std::move(packed);
  auto const all = trail.all();
  trail.last_ = all.empty() ? 0 : all.back();
  return trail;
}

}  // namespace landport
