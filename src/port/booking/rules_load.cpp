// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "journal/pack_rows.h"
#include "port/booking/rules.h"

namespace landport::booking {
namespace {

struct LengthRow {
  std::string size_char;
  std::int64_t feet = 0;
  Millimetres length, slot_length;
  CentiTeu teu;
};
constexpr auto fields(Type<LengthRow>) {
  using R = LengthRow;
  return field_list(field("size_char", &R::size_char, "尺寸代码", "Size character"),
                    field("feet", &R::feet, "英尺", "Feet"), field("length_mm", &R::length, "箱长", "Length"),
                    field("teu_hundredths", &R::teu, "标准箱", "TEU"),
                    field("slot_length_mm", &R::slot_length, "占用长度", "Length of a slot"));
}
struct ProhibitedRow {
  UnDangerNumber from, to;
  std::string condition, reason_zh, reason_en;
};
constexpr auto fields(Type<ProhibitedRow>) {
  using R = ProhibitedRow;
  return field_list(field("un_from", &R::from, "自", "From"), field("un_to", &R::to, "至", "To"),
                    may("condition", &R::condition, "条件", "Condition"),
                    field("reason_zh", &R::reason_zh, "原因（中）", "Reason (Chinese)"),
                    field("reason_en", &R::reason_en, "原因（英）", "Reason (English)"));
}
struct NumberRow {
  std::string key;
  std::int64_t value = 0;
};
constexpr auto fields(Type<NumberRow>) {
  return field_list(field("key", &NumberRow::key, "规则", "Rule"),
                    field("value", &NumberRow::value, "值", "Value"));
}

// Of the wagons only what is asked here; the train department reads them in full.
struct WagonRow {
  std::string code, other;
  std::int64_t gauge_mm = 0;
};
constexpr auto fields(Type<WagonRow>) {
  using R = WagonRow;
  auto const other = [](std::string_view column) { return may(column, &R::other, "其他", "Other"); };
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("gauge_mm", &R::gauge_mm, "轨距", "Gauge"),
                    other("name_zh"),
                    other("name_en"),
                    other("countries"),
                    other("axles"),
                    other("bogies"),
                    other("articulated"),
                    other("platforms"),
                    other("tare_kg"),
                    other("payload_max_kg"),
                    other("axle_max_kg"),
                    other("gross_max_kg"),
                    other("length_mm"),
                    other("loading_length_mm"),
                    other("bogie_centres_mm"),
                    other("deck_height_mm"),
                    other("conventional_wagons_hundredths"));
}
struct WagonPlaceRow {
  std::string wagon_type, other;
  std::int64_t feet = 0;
};
constexpr auto fields(Type<WagonPlaceRow>) {
  using R = WagonPlaceRow;
  auto const other = [](std::string_view column) { return may(column, &R::other, "其他", "Other"); };
  return field_list(field("wagon_type", &R::wagon_type, "车型", "Type"),
                    field("feet", &R::feet, "英尺", "Feet"),
                    other("pattern"),
                    other("place"),
                    other("platform"),
                    other("x_mm"),
                    other("gross_max_kg"));
}

constexpr std::array keys_needed{
    std::string_view{"option_hours_default"}, std::string_view{"option_hours_max"},
    std::string_view{"gross_max_kg"},         std::string_view{"quantity_max"},
    std::string_view{"transfer_min_hours"},   std::string_view{"transfer_max_hours"},
    std::string_view{"search_days"},          std::string_view{"fare_step_minor"}};

int number_of(UnDangerNumber const& un) {
  int n = 0;
  for (char const c : un.text()) n = n * 10 + (c - '0');
  return n;
}

// A place holds on the days on which both its own row and a row of its wagon type hold.
Result<void> take_places(PackFiles const& files, BookingRules& rules) {
  auto const wagons = files.rows<WagonRow>("wagon_types.csv");
  if (!wagons) return no(wagons.error());
  auto const places = files.rows<WagonPlaceRow>("wagon_places.csv");
  if (!places) return no(places.error());
  for (auto const& place : *places) {
    for (auto const& wagon : *wagons) {
      if (wagon.row.code != place.row.wagon_type) continue;
      auto const begin = std::max(wagon.valid.begin, place.valid.begin);
      auto const end = std::min(wagon.valid.end, place.valid.end);
      if (begin < end)
        rules.places.push_back(
            {{wagon.row.gauge_mm, place.row.feet}, {begin, end}, place.source, place.line});
    }
  }
  return {};
}

}  // namespace

Result<BookingRules> BookingRules::load(PackFiles const& files, Pack const&) {
  BookingRules rules;
  auto const lengths = files.rows<LengthRow>("teu.csv");
  if (!lengths) return no(lengths.error());
  for (auto const& d : *lengths) {
    if (d.row.size_char.size() != 1) return no(pack_fault("pack.out_of_range", "teu.csv", d.line, "size_char"));
    if (d.row.slot_length.value <= 0)
      return no(pack_fault("pack.out_of_range", "teu.csv", d.line, "slot_length_mm"));
    rules.lengths.push_back(
        {{d.row.size_char[0], d.row.feet, d.row.slot_length, d.row.teu}, d.valid, d.source, d.line});
  }
  auto const prohibited = files.rows<ProhibitedRow>("dg_prohibited.csv");
  if (!prohibited) return no(prohibited.error());
  for (auto const& d : *prohibited) {
    rules.prohibited.push_back(
        {{number_of(d.row.from), number_of(d.row.to), d.row.condition, d.row.reason_zh, d.row.reason_en},
         d.valid,
         d.source,
         d.line});
  }
  if (auto r = take_places(files, rules); !r) return no(r.error());
  auto const numbers = files.rows<NumberRow>("booking_rules.csv");
  if (!numbers) return no(numbers.error());
  for (auto const& d : *numbers) {
    if (std::find(keys_needed.begin(), keys_needed.end(), d.row.key) == keys_needed.end()) {
      return no(pack_fault("pack.no_such_reference", "booking_rules.csv", d.line, "key").with("got", d.row.key));
    }
    if (d.row.value <= 0) return no(pack_fault("pack.out_of_range", "booking_rules.csv", d.line, "value"));
    rules.numbers[d.row.key].push_back({d.row.value, d.valid, d.source, d.line});
  }
  for (auto const key : keys_needed) {
    if (!rules.numbers.contains(key)) {
      return no(pack_fault("pack.missing_rule", "booking_rules.csv", 1, "key").with("key", key));
    }
  }
  return rules;
}

// Between two rows, and before the first, the nearest earlier one goes on, or else the first.
std::int64_t BookingRules::number(std::string_view key, Day day) const {
  auto const found = numbers.find(key);
  LP_ASSERT(found != numbers.end(), "every rule that booking asks for is checked on load");
  auto const* best = &found->second.front();
  for (auto const& dated : found->second) {
    if (dated.valid.begin <= day && (best->valid.begin > day || dated.valid.begin >= best->valid.begin))
      best = &dated;
  }
  return best->row;
}

bool BookingRules::carried(std::int64_t gauge_mm, int feet, Day day) const {
  bool any = false;
  for (auto const& place : places) {
    if (place.row.gauge_mm != gauge_mm || !place.valid.contains(day)) continue;
    if (place.row.feet == feet) return true;
    any = true;
  }
  return !any;
}

LengthClass const* BookingRules::length(SizeType size_type, Day day) const {
  for (auto const& dated : lengths) {
    if (dated.row.size_char == size_type.text()[0] && dated.valid.contains(day)) return &dated.row;
  }
  return nullptr;
}

}  // namespace landport::booking
