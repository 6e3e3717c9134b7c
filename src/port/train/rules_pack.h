// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journal/pack.h"
#include "words/quantities.h"
#include "words/time.h"

// The railway's limits as the pack gives them. Every row has the days it holds; a rule asks for the row of
// the day on which the train leaves. Nothing of this is a number in code: see docs/train.md for how to change
// one.
namespace landport::train {

// What a section of line admits (sections.csv). A limit that is not given does not bind there.
struct SectionRow {
  std::string code, name_zh, name_en;
  std::int64_t gauge_mm = 0;
  std::string countries;
  std::int64_t speed_max_kmh = 0;
  Millimetres train_length_max;
  std::optional<Count> wagons_max, conventional_wagons_max;
  Kilograms axle_max, wagon_gross_max;
  std::optional<Kilograms> train_container_gross_max;
  bool open_top_allowed = false, pair_20ft_required = true;
  std::optional<Kilograms> gross_20ft_max, pair_20ft_difference_max, average_40ft_gross_max,
      average_40ft_cargo_max;
  std::optional<Millimetres> lateral_offset_max;
  std::optional<Kilograms> bogie_difference_max;
  std::optional<Millimetres> cog_height_max;
  Millimetres offset_assumed;
};

struct WagonTypeRow {
  std::string code, name_zh, name_en;
  std::int64_t gauge_mm = 0;
  std::string countries;
  std::int64_t axles = 4, bogies = 2;
  bool articulated = false;
  std::int64_t platforms = 1;
  Kilograms tare, payload_max, axle_max, gross_max;
  Millimetres length, loading_length, bogie_centres, deck_height;
  std::int64_t conventional_wagons_hundredths = 100;
};

struct WagonPlaceRow {
  std::string wagon_type, pattern, place;
  std::int64_t feet = 20, platform = 1;
  Millimetres x;  // of the middle of the place from the middle of its platform
  Kilograms gross_max;
};

struct SizeTypeRow {
  std::string code, name_zh, name_en, kind;
  std::int64_t feet = 20;
  Millimetres height;
  bool power_plug = false, open_top = false;
};

struct MixingRow {
  std::string label_a, label_b;
  bool allowed = false;
  std::string condition_zh, condition_en;
};
struct ProhibitedRow {
  std::string un_from, un_to, condition, reason_zh, reason_en;
};
struct SegregationRow {
  std::string placard_a, placard_b;
  Millimetres distance_min;
  Count wagons_between_min;
};
// Where units change trains (transshipment_yards.csv): how long a train can be made up on a track of one gauge.
struct TransshipmentYardRow {
  std::string node;
  std::int64_t gauge_mm = 0;
  Count tracks, conventional_wagons_max;
  std::int64_t minutes_per_train = 0;
};
struct LegRow {
  std::string code, from, to, mode, gauge_mm, sections, distance_km, distance_basis, published_km;
};
// What the tables of wagons and boxes do not say and a rule needs all the same (loading.csv).
struct AssumptionRow {
  std::string key;
  std::int64_t value = 0;
};

// What the railway and this station ask of a train on its day (train_rules.csv): a plan or none, minutes of work.
struct DayRuleRow {
  std::string rule, value;
};
// A track of this port (tracks.csv), as far as trains stand on it.
struct TrackRow {
  std::string code, name_zh, name_en, kind;
  std::int64_t gauge_mm = 0;
  Millimetres length, x1, y1, x2, y2;
};

// A pattern of a wagon type with its places, in the order of the table.
struct PatternView {
  std::string_view pattern;
  std::vector<WagonPlaceRow const*> places;
};

struct Rules {
  std::vector<Dated<SectionRow>> sections;
  std::vector<Dated<WagonTypeRow>> wagon_types;
  std::vector<Dated<WagonPlaceRow>> places;
  std::vector<Dated<SizeTypeRow>> size_types;
  std::vector<Dated<MixingRow>> mixing;
  std::vector<Dated<ProhibitedRow>> prohibited;
  std::vector<Dated<SegregationRow>> segregation;
  std::vector<Dated<LegRow>> legs;
  std::vector<Dated<AssumptionRow>> assumptions;
  PackKeys settings;
  std::vector<Dated<TransshipmentYardRow>> transshipment_yards;  // a pack may have none
  std::vector<Dated<DayRuleRow>> day_rules;
  std::vector<Dated<TrackRow>> tracks;

  // Refuses "pack.file_missing", "pack.unknown_column" and "train.pack_reference" with file and line in
  // `place`.
  static Result<Rules> load(PackFiles const& files, Pack const& pack);

  SectionRow const* section(std::string_view code, Day day) const;
  WagonTypeRow const* wagon_type(std::string_view code, Day day) const;
  std::vector<PatternView> patterns(std::string_view wagon_type, Day day) const;
  WagonPlaceRow const* place(std::string_view wagon_type, std::string_view pattern, std::string_view place,
                             Day day) const;
  std::vector<std::string> sections_of_leg(std::string_view leg, Day day) const;
  // nullptr when the pack knows no tracks of that gauge there: then only the sections limit a train.
  TransshipmentYardRow const* transshipment_yard(std::string_view node, std::int64_t gauge_mm, Day day) const;
  std::string_view home(Day day) const;  // the node of this port; empty when the pack does not say
  std::string_view day_rule(std::string_view rule, Day day) const;  // empty when the pack does not say
  std::int64_t day_number(std::string_view rule, Day day) const;    // 0 likewise
  TrackRow const* track(std::string_view code, Day day) const;      // nullptr: there is none
  std::int64_t assumed(std::string_view key, Day day) const;  // 0 when the pack does not say

  // A size type that the pack does not list stands on what its own four characters say.
  bool needs_plug(SizeType type, Day day) const;
  bool open_top(SizeType type, Day day) const;
  Millimetres height(SizeType type, Day day) const;

  // Whether two labels may stand on one wagon. A pair without a row is prohibited.
  bool may_mix(std::string_view a, std::string_view b, Day day) const;
  // The row that keeps two placards apart; nullptr when none does.
  SegregationRow const* apart(std::string_view a, std::string_view b, Day day) const;
  // Why the railway does not take this substance; nullptr when it does.
  ProhibitedRow const* prohibited_row(std::string_view un_number, bool tank, Day day) const;
};

// The label that the tables know a class by: "1.4S" stays; 1.1 to 1.3 are placarded "1", "1.5D" is "1.5".
std::string_view label_of(std::string_view danger_class);
std::string_view placard_of(std::string_view danger_class);

}  // namespace landport::train
