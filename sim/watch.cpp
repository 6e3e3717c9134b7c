// SPDX-License-Identifier: Apache-2.0
#include "sim/town.h"

// The duty managers: one hands over and the next takes over, twelve hours after twelve hours.
namespace landport::sim {

namespace {

class Watch final : public Trade {
 public:
  using Trade::Trade;

  void wakes() override {
    // Nobody may have the watch yet: an empty port, or one where somebody went home without a word.
    town_.diary.at(town_.now() + minutes(2), "first watch " + to_text(town_.now()), [this] {
      for (auto const& [id, shift] : town_.ledger.shifts) {
        if (shift.stage == "open" || shift.stage == "handing_over" || shift.stage == "handed_over") return;
      }
      town_.order(who::duty, "shift.open", Told().text("reason", "启用系统").json());
    });
  }

  void saw(ShiftSeen const& s) override {
    if (s.stage == "open") {
      town_.diary.at(s.ends - minutes(25), "hand over " + s.id, [this, id = s.id] {
        town_.order(who::duty, "shift.hand_over", Told().text("shift", id).text("remark", "按计划交班").json());
      });
    } else if (s.stage == "handed_over") {
      town_.diary.at(std::max(s.ends - minutes(6), town_.now() + minutes(5)), "take over " + s.id, [this, id = s.id] {
        town_.order(who::night, "shift.take_over", Told().text("shift", id).json());
      });
    }
  }
};

}  // namespace

std::unique_ptr<Trade> make_watch(Town& town) {
  return std::make_unique<Watch>(town);
}

}  // namespace landport::sim
