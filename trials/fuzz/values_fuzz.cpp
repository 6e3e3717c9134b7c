// SPDX-License-Identifier: Apache-2.0
#include "words/fields.h"

// Instants, days, numbers of units and wagons, codes and measures, as people write them in a cell or an address: what is
// read and written again is read as the same.
namespace {

using namespace landport;

template <class T>
void comes_back(std::string_view text) {
  auto const value = Codec<T>::from_text(text);
  if (!value) {
    LP_ASSERT(!value.error().code.empty(), "a refusal says which it is");
    return;
  }
  auto const again = Codec<T>::from_text(Codec<T>::to_text(*value));
  LP_ASSERT(again && *again == *value, "what is read and written is read as the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  comes_back<Instant>(text);
  comes_back<Day>(text);
  comes_back<Duration>(text);
  comes_back<UnitNumber>(text);
  comes_back<WagonNumber>(text);
  comes_back<UnLocode>(text);
  comes_back<Currency>(text);
  comes_back<HsCode>(text);
  comes_back<UnDangerNumber>(text);
  comes_back<SizeType>(text);
  comes_back<Kilograms>(text);
  comes_back<DeciCelsius>(text);
  comes_back<std::int64_t>(text);
  comes_back<double>(text);
  comes_back<bool>(text);
  if (auto const unit = parse_unit_number(text)) {
    LP_ASSERT(unit->check_digit_holds() && *parse_unit_number_as_seen(text) == *unit, "a good number is also one as seen");
  }
  return 0;
}
