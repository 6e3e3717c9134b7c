// SPDX-License-Identifier: Apache-2.0
#include "app/log.h"

#include <chrono>
#include <cstdio>

#include "words/json.h"
#include "words/time.h"

namespace landport::app {

void log(std::string_view level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string_view>> details) {
  auto const now = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch()).count();
  std::string line;
  JsonWriter out(line);
  out.begin_object();
  out.member("at", to_text(Instant{now}));
  out.member("level", level);
  out.member("event", event);
  for (auto const& [name, value] : details) out.member(name, value);
  out.end_object();
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);  // one call, so that lines of two threads do not mix
}

}  // namespace landport::app
