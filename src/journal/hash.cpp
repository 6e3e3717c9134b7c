// SPDX-License-Identifier: Apache-2.0
#include "journal/hash.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace landport {

namespace {

void put_number(std::string& out, std::uint64_t n) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>(n >> (8 * i));
}
void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}
std::string_view bytes(Hash const& h) { return {reinterpret_cast<char const*>(h.data()), h.size()}; }

Hash blake(std::string_view text) {
  Hash h;
  crypto_generichash(h.data(), h.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size(), nullptr, 0);
  return h;
}

std::string signed_text(Checkpoint const& checkpoint) {
  std::string text = "landport checkpoint 1";
  put_number(text, static_cast<std::uint64_t>(checkpoint.sequence));
  put_number(text, static_cast<std::uint64_t>(checkpoint.recorded.ms));
  text += bytes(checkpoint.digest);
  return text;
}

}  // namespace

Hash hash_of(std::span<std::string_view const> parts) {
  std::string text;
  for (auto const part : parts) put_text(text, part);
  return blake(text);
}

Hash hash_of(StoredEvent const& e, Hash const& before) {
  thread_local std::string text;
  text.clear();
  put_number(text, static_cast<std::uint64_t>(e.sequence));
  put_text(text, e.stream);
  put_number(text, static_cast<std::uint64_t>(e.version));
  put_number(text, static_cast<std::uint64_t>(e.recorded.ms));
  put_number(text, static_cast<std::uint64_t>(e.happened.ms));
  put_text(text, e.person);
  put_text(text, e.org);
  text.append(reinterpret_cast<char const*>(e.command.bytes.data()), e.command.bytes.size());
  put_text(text, e.type);
  put_text(text, e.data);
  text += bytes(before);
  return blake(text);
}

Hash chained(Hash const& digest, Hash const& event) {
  std::array<char, 64> both;
  std::memcpy(both.data(), digest.data(), 32);
  std::memcpy(both.data() + 32, event.data(), 32);
  return blake({both.data(), both.size()});
}

std::string to_hex(std::span<unsigned char const> data) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(data.size() * 2);
  for (auto const b : data) {
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

bool from_hex(std::string_view text, std::span<unsigned char> bytes) {
  std::size_t size = 0;
  return text.size() == bytes.size() * 2 &&
         sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr) == 0 &&
         size == bytes.size();
}

SigningKey SigningKey::from_seed(std::string_view seed) {
  LP_ASSERT(seed.size() == crypto_sign_SEEDBYTES, "a seed has 32 bytes");
  LP_ASSERT(sodium_init() >= 0, "libsodium starts");
  SigningKey key;
  crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(),
                           reinterpret_cast<unsigned char const*>(seed.data()));
  return key;
}

SigningKey SigningKey::load_or_make(std::string const& file) {
  LP_ASSERT(sodium_init() >= 0, "libsodium starts");
  char seed[crypto_sign_SEEDBYTES];
  int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    auto const n = ::read(fd, seed, sizeof seed);
    ::close(fd);
    if (n != static_cast<ssize_t>(sizeof seed)) throw StoreFault("signing key " + file + " is damaged");
  } else {
    randombytes_buf(seed, sizeof seed);
    fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool const written = fd >= 0 && ::write(fd, seed, sizeof seed) == static_cast<ssize_t>(sizeof seed) &&
                         ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!written) throw StoreFault("cannot write the signing key " + file + ": " + std::strerror(errno));
  }
  auto key = from_seed({seed, sizeof seed});
  sodium_memzero(seed, sizeof seed);
  return key;
}

void SigningKey::sign(Checkpoint& checkpoint) const {
  auto const text = signed_text(checkpoint);
  crypto_sign_detached(checkpoint.signature.data(), nullptr, reinterpret_cast<unsigned char const*>(text.data()),
                       text.size(), secret_.data());
}

bool signature_holds(Checkpoint const& checkpoint, std::array<unsigned char, 32> const& public_key) {
  auto const text = signed_text(checkpoint);
  return crypto_sign_verify_detached(checkpoint.signature.data(), reinterpret_cast<unsigned char const*>(text.data()),
                                     text.size(), public_key.data()) == 0;
}

}  // namespace landport
