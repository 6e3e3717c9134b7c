// SPDX-License-Identifier: Apache-2.0
#include "words/result.h"

#include <cstdio>
#include <cstdlib>

namespace landport {

void assertion_failed(char const* expression, char const* file, int line, char const* why) {
  std::fprintf(stderr, "landport: bug: %s: expected %s (%s:%d)\n", why, expression, file, line);
  std::fflush(stderr);
  std::abort();
}

std::span<RefusalRow const> refusals_of_words() {
  static constexpr RefusalRow rows[] = {
      {"malformed.json", 400, "正文不是有效的 JSON：第 {line} 行第 {column} 列有误。",
       "The body is not valid JSON; see line {line}, column {column}: {why}",
       "请检查括号、引号和逗号后重发。", "Check brackets, quotes and commas, then send it again."},
      {"malformed.unknown_field", 422, "没有名为“{field}”的字段。{hint}", "There is no field “{field}” here. {hint}",
       "请对照接口文档中的字段名和单位。", "Compare the names and units with the API document."},
      {"malformed.missing_field", 422, "缺少字段“{field}”。", "The field “{field}” is missing.",
       "请补上该字段。", "Add this field."},
      {"malformed.duplicate_field", 422, "字段“{field}”出现了两次。", "The field “{field}” stands here twice.",
       "请只保留一个。", "Keep one of them."},
      {"malformed.type", 422, "此处应为{expected_zh}，收到的是“{got}”。", "Expected {expected}, got “{got}”.",
       "请改为所要求的类型；数值不带单位。", "Send the expected kind of value; numbers carry no unit."},
      {"malformed.range", 422, "数值 {got} 超出范围 {min} 至 {max}。", "{got} is outside the range {min} to {max}.",
       "请检查数值及其单位。", "Check the number and its unit."},
      {"malformed.choice", 422, "“{got}”不是可选值；可选：{choices}。", "“{got}” is not one of {choices}.",
       "请从列出的值中选择。", "Choose one of the listed values."},
      {"malformed.text_too_long", 422, "文本超过 {max} 字节。", "The text is longer than {max} bytes.",
       "请缩短文本。", "Shorten the text."},
      {"malformed.list_too_long", 422, "列表超过 {max} 项。", "The list has more than {max} items.",
       "请分多次提交。", "Send it in several parts."},
      {"malformed.instant", 422, "“{got}”不是一个存在的、带时区的时刻。",
       "“{got}” is not a moment that exists, written with its time zone.",
       "请用 ISO 8601 写法，例如 2026-12-01T08:00:00Z。", "Write it as in ISO 8601, for example 2026-12-01T08:00:00Z."},
      {"malformed.unit_number", 422, "“{got}”不是箱号：应为 4 个字母加 7 位数字（ISO 6346）。",
       "“{got}” is not a unit number: four letters and seven digits (ISO 6346).", "请核对箱门上的箱号。",
       "Compare it with the number on the container's door."},
      {"malformed.check_digit", 422, "箱号 {got} 的校验码不符，应为 {expected}。",
       "The check digit of {got} does not hold; it should be {expected}.",
       "请核对箱号；若箱门上确实如此，请由有权限的人员确认。",
       "Compare it with the door; if it really reads so, a person with the right may confirm it."},
      {"malformed.wagon_number", 422, "“{got}”不是车号。", "“{got}” is not a wagon number.",
       "UIC 车号 12 位，1520 轨距 8 位，国内 7 位。", "UIC numbers have 12 digits, 1520 mm ones 8, Chinese ones 7."},
      {"malformed.code", 422, "“{got}”不是{what_zh}。", "“{got}” is not {what}.", "请核对代码。", "Check the code."},
  };
  return rows;
}

std::string fill(std::string_view sentence, Refusal const& refusal) {
  std::string out;
  out.reserve(sentence.size() + 32);
  for (std::size_t i = 0; i < sentence.size();) {
    if (sentence[i] == '{') {
      auto const end = sentence.find('}', i);
      if (end != std::string_view::npos) {
        auto const name = sentence.substr(i + 1, end - i - 1);
        bool found = false;
        for (auto const& [key, value] : refusal.details) {
          if (key == name) {
            out += value;
            found = true;
            break;
          }
        }
        if (!found) out += sentence.substr(i, end - i + 1);
        i = end + 1;
        continue;
      }
    }
    out += sentence[i++];
  }
  while (out.ends_with(' ')) out.pop_back();  // before a hint that there was none of
  return out;
}

}  // namespace landport
