// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/train/train_board.h"

namespace landport::train {

// Whose bookings could come with this train instead of later: firm ones on a later departure of the same service, and
// displaced ones of it, with all their units in the yard; each with why it is proposed or what stands against it. At
// most 50, those that fit first, then by the departure that they wait for. None for a train that does not begin here.
struct TopUp {
  static constexpr std::string_view wire = "train.top_up", zh = "补轴候选", en = "Units to top up with";
  static constexpr Roles roles = Role::carrier | Role::terminal | Role::duty;
  RunId run;
};
constexpr auto fields(Type<TopUp>) {
  return field_list(field("run", &TopUp::run, "列车运行", "Run"));
}
struct TopUpCandidate {
  booking::BookingId booking;
  std::string owner;
  network::DepartureId departure;  // that it is booked on now
  bool displaced = false;
  std::vector<UnitNumber> units;
  CentiTeu teu;
  bool fits = false;  // every unit has a place that no rule stops
  std::string why_zh, why_en;
};
constexpr auto fields(Type<TopUpCandidate>) {
  using C = TopUpCandidate;
  return field_list(field("booking", &C::booking, "订舱号", "Booking"),
                    field("owner", &C::owner, "订舱人", "Booking party"),
                    field("departure", &C::departure, "现订班次", "Booked on"),
                    field("displaced", &C::displaced, "待改配", "Displaced"),
                    field("units", &C::units, "箱号", "Units"),
                    field("teu_cteu", &C::teu, "标准箱", "TEU"),
                    field("fits", &C::fits, "可装", "Fits"),
                    field("why_zh", &C::why_zh, "说明", "Why, in Chinese"),
                    field("why_en", &C::why_en, "英文说明", "Why"));
}
struct TopUpAnswer {
  CentiTeu free;  // of the train
  std::vector<TopUpCandidate> candidates;
};
constexpr auto fields(Type<TopUpAnswer>) {
  return field_list(field("free_cteu", &TopUpAnswer::free, "空余标准箱", "Free TEU"),
                    field("candidates", &TopUpAnswer::candidates, "候选", "Candidates"));
}
Result<TopUpAnswer> answer(TopUp const& query, Room const& room);

}  // namespace landport::train
