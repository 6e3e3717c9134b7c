// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/train/rules_pack.h"
#include "words/fields.h"

namespace landport::train {

// The wagon types of the day that is looked at, with their places: what a train is drawn from.
struct WagonTypes {
  static constexpr std::string_view wire = "train.wagon_types", zh = "车型", en = "Wagon types";
  static constexpr Roles roles{};
};
constexpr auto fields(Type<WagonTypes>) {
  return field_list();
}

// `x_mm` is that of the middle of the place from the middle of its platform.
struct PlaceOfType {
  std::string pattern, place;
  std::int64_t feet = 20, platform = 1;
  Millimetres x;
  Kilograms gross_max;
};
constexpr auto fields(Type<PlaceOfType>) {
  using P = PlaceOfType;
  return field_list(field("pattern", &P::pattern, "装载方式", "Pattern"),
                    field("place", &P::place, "装载位", "Place"),
                    field("feet", &P::feet, "英尺", "Feet"),
                    field("platform", &P::platform, "平台", "Platform"),
                    field("x_mm", &P::x, "位置", "Position"),
                    field("gross_max_kg", &P::gross_max, "总重上限", "Gross mass, at most"));
}
struct TypeOfWagon {
  std::string code, name_zh, name_en, countries;  // countries: where it runs, "CN+KZ"
  std::int64_t gauge_mm = 0, platforms = 1;
  Millimetres length;
  Kilograms tare, payload_max;
  std::vector<PlaceOfType> places;
};
constexpr auto fields(Type<TypeOfWagon>) {
  using T = TypeOfWagon;
  return field_list(field("code", &T::code, "车型", "Type"),
                    field("name_zh", &T::name_zh, "中文名", "Chinese name"),
                    field("name_en", &T::name_en, "英文名", "English name"),
                    field("countries", &T::countries, "国家", "Countries"),
                    field("gauge_mm", &T::gauge_mm, "轨距（毫米）", "Gauge (mm)"),
                    field("platforms", &T::platforms, "平台数", "Platforms"),
                    field("length_mm", &T::length, "长度", "Length"),
                    field("tare_kg", &T::tare, "自重", "Tare"),
                    field("payload_max_kg", &T::payload_max, "载重", "Payload, at most"),
                    field("places", &T::places, "装载位", "Places"));
}
struct WagonTypesAnswer {
  std::vector<TypeOfWagon> types;
};
constexpr auto fields(Type<WagonTypesAnswer>) {
  return field_list(field("types", &WagonTypesAnswer::types, "车型", "Types"));
}
Result<WagonTypesAnswer> answer(WagonTypes const& query, Room const& room);

}  // namespace landport::train
