// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "journal/pack_rows.h"
#include "port/train/rules_pack.h"

// The railway's tables as columns of files. Only here do their field tables meet the reader.
namespace landport::train {

constexpr auto fields(Type<SectionRow>) {
  using R = SectionRow;
  return field_list(
      field("code", &R::code, "代码", "Code"),
      field("name_zh", &R::name_zh, "中文名", "Chinese name"),
      field("name_en", &R::name_en, "英文名", "English name"),
      field("gauge_mm", &R::gauge_mm, "轨距", "Gauge"),
      field("countries", &R::countries, "国家", "Countries"),
      field("speed_max_kmh", &R::speed_max_kmh, "限速", "Speed"),
      field("train_length_max_mm", &R::train_length_max, "列车长度", "Train length"),
      field("wagons_max", &R::wagons_max, "车数", "Wagons"),
      field("conventional_wagons_max", &R::conventional_wagons_max, "换算车数", "Conventional wagons"),
      field("axle_max_kg", &R::axle_max, "轴重", "Axle load"),
      field("wagon_gross_max_kg", &R::wagon_gross_max, "车辆总重", "Wagon gross"),
      field("train_container_gross_max_kg", &R::train_container_gross_max, "箱总重合计", "Gross of units"),
      field("open_top_allowed", &R::open_top_allowed, "准许敞顶箱", "Open tops"),
      field("pair_20ft_required", &R::pair_20ft_required, "20 英尺成对", "Pairs of 20-foot"),
      field("gross_20ft_max_kg", &R::gross_20ft_max, "20 英尺总重", "20-foot gross"),
      field("pair_20ft_difference_max_kg", &R::pair_20ft_difference_max, "成对差", "Pair difference"),
      field("average_40ft_gross_max_kg", &R::average_40ft_gross_max, "40 英尺均重", "Average 40-foot gross"),
      field("average_40ft_cargo_max_kg", &R::average_40ft_cargo_max, "40 英尺均货重",
            "Average 40-foot cargo"),
      field("lateral_offset_max_mm", &R::lateral_offset_max, "横向偏移", "Lateral offset"),
      field("bogie_difference_max_kg", &R::bogie_difference_max, "转向架差", "Bogie difference"),
      field("cog_height_max_mm", &R::cog_height_max, "重心高", "Centre of gravity"),
      field("offset_assumed_mm", &R::offset_assumed, "假定偏移", "Assumed offset"));
}
constexpr auto fields(Type<WagonTypeRow>) {
  using R = WagonTypeRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"),
                    field("gauge_mm", &R::gauge_mm, "轨距", "Gauge"),
                    field("countries", &R::countries, "国家", "Countries"),
                    field("axles", &R::axles, "轴数", "Axles"),
                    field("bogies", &R::bogies, "转向架", "Bogies"),
                    field("articulated", &R::articulated, "铰接", "Articulated"),
                    field("platforms", &R::platforms, "平台", "Platforms"),
                    field("tare_kg", &R::tare, "自重", "Tare"),
                    field("payload_max_kg", &R::payload_max, "载重", "Payload"),
                    field("axle_max_kg", &R::axle_max, "轴重", "Axle load"),
                    field("gross_max_kg", &R::gross_max, "总重", "Gross"),
                    field("length_mm", &R::length, "长度", "Length"),
                    field("loading_length_mm", &R::loading_length, "装载长度", "Loading length"),
                    field("bogie_centres_mm", &R::bogie_centres, "销距", "Bogie centres"),
                    field("deck_height_mm", &R::deck_height, "地板高", "Deck height"),
                    field("conventional_wagons_hundredths", &R::conventional_wagons_hundredths, "换算车数",
                          "Conventional wagons"));
}
constexpr auto fields(Type<WagonPlaceRow>) {
  using R = WagonPlaceRow;
  return field_list(
      field("wagon_type", &R::wagon_type, "车型", "Type"),  field("pattern", &R::pattern, "方式", "Pattern"),
      field("place", &R::place, "装载位", "Place"),         field("feet", &R::feet, "英尺", "Feet"),
      field("platform", &R::platform, "平台", "Platform"),  field("x_mm", &R::x, "位置", "Position"),
      field("gross_max_kg", &R::gross_max, "总重", "Gross"));
}
constexpr auto fields(Type<SizeTypeRow>) {
  using R = SizeTypeRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"),
                    field("class", &R::kind, "类", "Class"),
                    field("feet", &R::feet, "英尺", "Feet"),
                    field("height_mm", &R::height, "高", "Height"),
                    field("power_plug", &R::power_plug, "供电", "Power"),
                    field("open_top", &R::open_top, "敞顶", "Open top"));
}
constexpr auto fields(Type<MixingRow>) {
  using R = MixingRow;
  return field_list(field("label_a", &R::label_a, "标志甲", "Label a"),
                    field("label_b", &R::label_b, "标志乙", "Label b"),
                    field("allowed", &R::allowed, "准许", "Allowed"),
                    may("condition_zh", &R::condition_zh, "条件", "Condition, Chinese"),
                    may("condition_en", &R::condition_en, "条件（英）", "Condition, English"));
}
constexpr auto fields(Type<ProhibitedRow>) {
  using R = ProhibitedRow;
  return field_list(field("un_from", &R::un_from, "自", "From"), field("un_to", &R::un_to, "至", "To"),
                    may("condition", &R::condition, "条件", "Condition"),
                    field("reason_zh", &R::reason_zh, "理由", "Reason, Chinese"),
                    field("reason_en", &R::reason_en, "理由（英）", "Reason, English"));
}
constexpr auto fields(Type<SegregationRow>) {
  using R = SegregationRow;
  return field_list(field("placard_a", &R::placard_a, "标志甲", "Placard a"),
                    field("placard_b", &R::placard_b, "标志乙", "Placard b"),
                    field("distance_min_mm", &R::distance_min, "间距", "Distance"),
                    field("wagons_between_min", &R::wagons_between_min, "隔离车数", "Wagons between"));
}
constexpr auto fields(Type<LegRow>) {
  using R = LegRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("from", &R::from, "起", "From"),
                    field("to", &R::to, "止", "To"),
                    field("mode", &R::mode, "方式", "Mode"),
                    may("gauge_mm", &R::gauge_mm, "轨距", "Gauge"),
                    may("sections", &R::sections, "区段", "Sections"),
                    may("distance_km", &R::distance_km, "里程", "Distance"),
                    may("distance_basis", &R::distance_basis, "依据", "Basis"),
                    may("published_km", &R::published_km, "公布里程", "Published distance"));
}
constexpr auto fields(Type<TransshipmentYardRow>) {
  using R = TransshipmentYardRow;
  return field_list(field("node", &R::node, "车站", "Node"), field("gauge_mm", &R::gauge_mm, "轨距", "Gauge"),
                    field("tracks", &R::tracks, "股道", "Tracks"),
                    field("length_cw", &R::conventional_wagons_max, "容车数", "Conventional wagons"),
                    field("minutes_per_train", &R::minutes_per_train, "每列分钟", "Minutes a train"));
}
constexpr auto fields(Type<DayRuleRow>) {
  return field_list(field("rule", &DayRuleRow::rule, "规则", "Rule"), may("value", &DayRuleRow::value, "值", "Value"));
}
constexpr auto fields(Type<TrackRow>) {
  using R = TrackRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"),
                    field("kind", &R::kind, "用途", "Kind"),
                    field("gauge_mm", &R::gauge_mm, "轨距", "Gauge"),
                    field("length_mm", &R::length, "有效长", "Usable length"),
                    field("x1_mm", &R::x1, "起点 x", "Start x"),
                    field("y1_mm", &R::y1, "起点 y", "Start y"),
                    field("x2_mm", &R::x2, "止点 x", "End x"),
                    field("y2_mm", &R::y2, "止点 y", "End y"));
}
constexpr auto fields(Type<AssumptionRow>) {
  return field_list(field("key", &AssumptionRow::key, "项", "Key"),
                    field("value", &AssumptionRow::value, "值", "Value"));
}

namespace {

tl::unexpected<Refusal> broken(std::string_view file, int line, std::string_view what) {
  return no(pack_fault("train.pack_reference", file, line).with("what", what));
}

Result<void> check_references(Rules const& rules) {
  std::set<std::string, std::less<>> types, sections, with_places;
  for (auto const& t : rules.wagon_types) {
    types.insert(t.row.code);
    bool const shape = t.row.bogie_centres > Millimetres{0} && (t.row.bogies == 2 || t.row.bogies == 3);
    if (!shape) return broken("wagon_types.csv", t.line, "bogies");
  }
  for (auto const& s : rules.sections) sections.insert(s.row.code);
  for (auto const& p : rules.places) {
    if (!types.contains(p.row.wagon_type)) return broken("wagon_places.csv", p.line, p.row.wagon_type);
    with_places.insert(p.row.wagon_type);
  }
  for (auto const& t : rules.wagon_types) {
    if (!with_places.contains(t.row.code)) return broken("wagon_types.csv", t.line, t.row.code);
  }
  static constexpr std::string_view numbers[] = {"inspection_minutes", "inspection_minutes_per_wagon",
                                                 "shunting_minutes", "track_stay_minutes"};
  for (auto const& r : rules.day_rules) {
    bool const number = std::ranges::find(numbers, r.row.rule) != std::end(numbers);
    bool const digits = !r.row.value.empty() && r.row.value.size() < 6 &&
                        r.row.value.find_first_not_of("0123456789") == std::string::npos;
    bool const fits = r.row.rule == "plan_railway" || (number && digits) ||
                      (r.row.rule == "plan_needed" && (r.row.value == "0" || r.row.value == "1"));
    if (!fits) return broken("train_rules.csv", r.line, r.row.rule);
  }
  for (auto const& leg : rules.legs) {
    if (leg.row.mode != "rail") continue;
    auto const of_leg = rules.sections_of_leg(leg.row.code, leg.valid.begin);
    if (of_leg.empty()) return broken("legs.csv", leg.line, "sections");
    for (auto const& section : of_leg) {
      if (!sections.contains(section)) return broken("legs.csv", leg.line, section);
    }
  }
  return {};
}

template <class Row>
bool take(PackFiles const& files, std::string_view file, std::vector<Dated<Row>>& into,
          std::optional<Refusal>& refusal) {
  if (refusal) return false;
  auto rows = files.rows<Row>(file);
  if (!rows) {
    refusal = std::move(rows.error());
    return false;
  }
  into = std::move(*rows);
  return true;
}

}  // namespace

Result<Rules> Rules::load(PackFiles const& files, Pack const&) {
  Rules rules;
  std::optional<Refusal> refusal;
  take(files, "sections.csv", rules.sections, refusal);
  take(files, "wagon_types.csv", rules.wagon_types, refusal);
  take(files, "wagon_places.csv", rules.places, refusal);
  take(files, "size_types.csv", rules.size_types, refusal);
  take(files, "dg_mixing.csv", rules.mixing, refusal);
  take(files, "dg_prohibited.csv", rules.prohibited, refusal);
  take(files, "dg_segregation.csv", rules.segregation, refusal);
  take(files, "legs.csv", rules.legs, refusal);
  take(files, "loading.csv", rules.assumptions, refusal);
  if (files.table("transshipment_yards.csv"))
    take(files, "transshipment_yards.csv", rules.transshipment_yards, refusal);
  // A port without these rules asks the railway for nothing and plans no minutes.
  if (files.table("train_rules.csv")) take(files, "train_rules.csv", rules.day_rules, refusal);
  if (files.table("tracks.csv")) take(files, "tracks.csv", rules.tracks, refusal);
  if (refusal) return no(std::move(*refusal));
  auto settings = PackKeys::load(files);
  if (!settings) return no(std::move(settings.error()));
  rules.settings = std::move(*settings);
  if (auto checked = check_references(rules); !checked) return no(std::move(checked.error()));
  return rules;
}

}  // namespace landport::train
