// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "journal/store.h"

namespace landport {

// BLAKE2b-256 of the parts, each preceded by its length, so that no two lists of parts give the same bytes.
Hash hash_of(std::span<std::string_view const> parts);

// The hash of an event: over its envelope, its data and the hash before it in its stream (all zero for the first).
Hash hash_of(StoredEvent const& event, Hash const& before);

// The journal's digest after one more event.
Hash chained(Hash const& digest, Hash const& event);

std::string to_hex(std::span<unsigned char const> bytes);
// False when the text is not exactly as many hexadecimal digits as `bytes` needs.
bool from_hex(std::string_view text, std::span<unsigned char> bytes);

// A pair of Ed25519 keys (RFC 8032) that signs checkpoints. The secret key never leaves this object and its file.
class SigningKey {
 public:
  // Reads the file, or makes a key and writes it with mode 0600 when there is none. Throws StoreFault.
  static SigningKey load_or_make(std::string const& file);
  static SigningKey from_seed(std::string_view thirty_two_bytes);
  std::array<unsigned char, 32> const& public_key() const { return public_; }
  void sign(Checkpoint& checkpoint) const;

 private:
  std::array<unsigned char, 32> public_{};
  std::array<unsigned char, 64> secret_{};
};

// True when the signature of the checkpoint is by that key.
bool signature_holds(Checkpoint const& checkpoint, std::array<unsigned char, 32> const& public_key);

}  // namespace landport
