// SPDX-License-Identifier: Apache-2.0
#include "journal/pack.h"

#include "journal/department.h"

namespace landport {

void PackFiles::add(PackTable table) {
  auto name = table.file;
  tables_.insert_or_assign(std::move(name), std::move(table));
}
void PackFiles::add_bytes(std::string file, std::string bytes) { bytes_.insert_or_assign(std::move(file), std::move(bytes)); }

Result<PackTable const*> PackFiles::table(std::string_view file) const {
  auto const found = tables_.find(file);
  if (found == tables_.end()) return no(refuse("pack.file_missing").at(file).with("file", file));
  return &found->second;
}

std::string_view PackFiles::bytes(std::string_view file) const {
  auto const found = bytes_.find(file);
  return found == bytes_.end() ? std::string_view{} : std::string_view(found->second);
}

namespace detail {

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (unsigned char const b : bytes) {
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

std::string from_hex(std::string_view hex) {
  auto const value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(value(hex[i]) << 4 | value(hex[i + 1]));
  return out;
}

}  // namespace detail
}  // namespace landport
