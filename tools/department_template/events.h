// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "journal/event.h"
#include "words/fields.h"

// What can happen here. Sister departments may include this header and no other of the department.
namespace landport::@name@ {

// Everything about one subject stands in one stream.
inline StreamName case_stream(std::string_view subject) { return stream_name("@name@", subject); }

struct CaseOpened {
  static constexpr std::string_view wire = "@name@.case_opened.v1", zh = "已立案", en = "Case opened";
  std::string subject;
  std::string remark;
};
constexpr auto fields(Type<CaseOpened>) {
  return field_list(field("subject", &CaseOpened::subject, "对象", "Subject"),
                    may("remark", &CaseOpened::remark, "说明", "Remark"));
}

struct CaseClosed {
  static constexpr std::string_view wire = "@name@.case_closed.v1", zh = "已结案", en = "Case closed";
  std::string subject;
};
constexpr auto fields(Type<CaseClosed>) {
  return field_list(field("subject", &CaseClosed::subject, "对象", "Subject"));
}

}  // namespace landport::@name@
