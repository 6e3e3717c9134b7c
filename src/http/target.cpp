// SPDX-License-Identifier: Apache-2.0
#include "http/target.h"

#include <algorithm>
#include <string>

namespace landport::http {

namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = static_cast<char>(c | 32);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string decode(std::string_view text, bool plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) << 4 | hex(text[i + 2]));
      i += 2;
    } else {
      out += plus && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

void take_target(Request& request, std::string_view target) {
  auto const mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark == std::string_view::npos) return;
  auto rest = target.substr(mark + 1);
  while (!rest.empty() && request.query.size() < 100) {
    auto const one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    auto const equals = one.find('=');
    request.query.emplace_back(decode(one.substr(0, equals), true),
                               equals == std::string_view::npos ? std::string{} : decode(one.substr(equals + 1), true));
  }
}

}  // namespace landport::http
