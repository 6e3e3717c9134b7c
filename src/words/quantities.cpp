// SPDX-License-Identifier: Apache-2.0
#include "words/quantities.h"

#include <algorithm>

namespace landport {

namespace {

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

tl::unexpected<Refusal> wrong_code(std::string_view got, std::string_view what, std::string_view what_zh) {
  return no(refuse("malformed.code").with("got", got.substr(0, 40)).with("what", what).with("what_zh", what_zh));
}

}  // namespace

Result<Currency> parse_currency(std::string_view text) {
  if (text.size() != 3 || !std::all_of(text.begin(), text.end(), upper)) {
    return wrong_code(text, "a currency like CNY (ISO 4217)", "货币代码（ISO 4217，如 CNY）");
  }
  return Currency{{text[0], text[1], text[2]}};
}

Result<UnLocode> parse_unlocode(std::string_view text) {
  auto const place = [](char c) { return upper(c) || (c >= '2' && c <= '9'); };
  if (text.size() != 5 || !upper(text[0]) || !upper(text[1]) || !std::all_of(text.begin() + 2, text.end(), place)) {
    return wrong_code(text, "a UN/LOCODE like CNCDU", "UN/LOCODE（如 CNCDU）");
  }
  UnLocode code;
  std::copy(text.begin(), text.end(), code.code.begin());
  return code;
}

Result<HsCode> parse_hs_code(std::string_view text) {
  bool const length = text.size() >= 2 && text.size() <= 10 && text.size() % 2 == 0;
  if (!length || !std::all_of(text.begin(), text.end(), digit)) {
    return wrong_code(text, "an HS code of 2, 4, 6, 8 or 10 digits", "HS 编码（2、4、6、8 或 10 位数字）");
  }
  return HsCode{std::string(text)};
}

Result<UnDangerNumber> parse_un_danger_number(std::string_view text) {
  if (text.size() == 6 && (text.starts_with("UN") || text.starts_with("un"))) text.remove_prefix(2);
  if (text.size() != 4 || !std::all_of(text.begin(), text.end(), digit)) {
    return wrong_code(text, "a UN number of four digits", "联合国编号（4 位数字）");
  }
  return UnDangerNumber{{text[0], text[1], text[2], text[3]}};
}

Result<SizeType> parse_size_type(std::string_view text) {
  static constexpr std::string_view lengths = "1234LMNP";
  bool const fits = text.size() == 4 && lengths.find(text[0]) != std::string_view::npos &&
                    (digit(text[1]) || upper(text[1])) && upper(text[2]) && (digit(text[3]) || upper(text[3]));
  if (!fits) return wrong_code(text, "a size and type like 22G1 or 45R1 (ISO 6346)", "箱型代码（ISO 6346，如 22G1、45R1）");
  SizeType type;
  std::copy(text.begin(), text.end(), type.code_.begin());
  return type;
}

int SizeType::feet() const {
  switch (code_[0]) {
    case '1': return 10;
    case '2': return 20;
    case '3': return 30;
    case '4': return 40;
    default: return 45;  // L 45 ft; M, N and P are longer and take the same room on a wagon's 45-foot position
  }
}

bool SizeType::high_cube() const { return code_[1] == '5' || code_[1] == '6' || code_[1] == 'E' || code_[1] == 'F'; }

CentiTeu SizeType::teu() const {
  switch (feet()) {
    case 10: return CentiTeu{50};
    case 20: return CentiTeu{100};
    case 30: return CentiTeu{150};
    default: return CentiTeu{200};
  }
}

Millimetres SizeType::length() const {
  switch (feet()) {
    case 10: return Millimetres{2'991};
    case 20: return Millimetres{6'058};
    case 30: return Millimetres{9'125};
    case 40: return Millimetres{12'192};
    default: return Millimetres{13'716};
  }
}

}  // namespace landport
