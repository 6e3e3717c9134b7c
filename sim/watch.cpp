// SPDX-License-Identifier: Apache-2.0
#include "sim/town.h"

// The duty managers: one hands over and the next takes over, twelve hours after twelve hours. Now and then a telegram of
// the railway comes that some station takes no dangerous goods for a while.
namespace landport::sim {

namespace {

constexpr auto telegram_days = 9;  // one in so many days

class Watch final : public Trade {
 public:
  using Trade::Trade;

  void wakes() override {
    // Nobody may have the watch yet: an empty port, or one where somebody went home without a word.
    town_.diary.at(town_.now() + minutes(2), "first watch " + to_text(town_.now()), [this] {
      for (auto const& [id, shift] : town_.ledger.shifts) {
        if (shift.stage == "open" || shift.stage == "handing_over" || shift.stage == "handed_over") return;
      }
      town_.order(is_night() ? town_.who.night : town_.who.duty, "shift.open", Told().text("reason", "启用系统").json());
    });
    wait_for_telegram(town_.now().ms / days(telegram_days).ms);
  }

  void saw(DepartureSeen const& d) override {
    if (!town_.is_home(d) || d.departs <= town_.now() || d.legs.size() < 2) return;
    on_the_way_[d.legs.front().to] = std::max(on_the_way_[d.legs.front().to], d.departs);
  }

  void saw(ShiftSeen const& s) override {
    if (s.stage == "open") {
      town_.diary.at(s.ends - minutes(25), "hand over " + s.id, [this, s] {
        town_.order(has(s), "shift.hand_over", Told().text("shift", s.id).text("remark", "按计划交班").json());
      });
    } else if (s.stage == "handed_over") {
      town_.diary.at(std::max(s.ends - minutes(6), town_.now() + minutes(5)), "take over " + s.id, [this, s] {
        town_.order(&has(s) == &town_.who.duty ? town_.who.night : town_.who.duty, "shift.take_over", Told().text("shift", s.id).json());
      });
    }
  }

 private:
  // The last shift of a day is the one of the night.
  bool is_night() const {
    auto const answer = town_.port.ask(town_.who.duty, "shift.plan", {});
    if (!answer) return false;
    JsonParser parser;
    auto const object = parser.parse(*answer);
    if (!object) return false;
    Row const plan(*object);
    std::string last;
    plan.each("shifts", [&](Row const& shift) { last = shift.text("shift"); });
    return !last.empty() && member(plan.text("shift"), "shift") == last;
  }

  // Two people share the watch by turns.
  Actor const& has(ShiftSeen const& shift) const { return shift.manager == town_.who.night.person ? town_.who.night : town_.who.duty; }

  // In each span of days at a time of its own; one whose number the port knows has been entered.
  void wait_for_telegram(std::int64_t span) {
    auto const name = fmt::format("telegram {}", span);
    auto const at = Instant{span * days(telegram_days).ms} + minutes(town_.chance.pick(name, 0, telegram_days * 24 * 60 - 1));
    if (at < town_.now()) return wait_for_telegram(span + 1);
    town_.diary.at(at, name, [this, span, name] {
      enter_telegram(fmt::format(fmt::runtime(town_.options.cast.word("telegram")), 100 + span % 900), name);
      wait_for_telegram(span + 1);
    });
  }

  void enter_telegram(std::string const& number, std::string const& about) {
    std::vector<std::string> stations;
    for (auto const& [station, last] : on_the_way_) {
      if (last > town_.now()) stations.push_back(station);
    }
    for (auto const& [id, e] : town_.ledger.embargoes) {
      if (e.source == number) return;
    }
    if (stations.empty()) return;
    auto const& station = stations[static_cast<std::size_t>(town_.chance.pick("where " + about, 0, static_cast<std::int64_t>(stations.size()) - 1))];
    auto const from = town_.now() + hours(town_.chance.pick("from " + about, 20, 60));
    town_.order(town_.who.duty, "network.impose_embargo",
                Told()
                    .text("at", "node")
                    .text("place", station)
                    .text("kind", "stop")
                    .text("from", to_text(from))
                    .text("until", to_text(from + hours(town_.chance.pick("hours " + about, 18, 72))))
                    .yes("dangerous_only", true)
                    .text("reason", "危险货物换装场地检修")
                    .text("source", number)
                    .json());
  }

  std::map<std::string, Instant> on_the_way_;  // stations where a leg from here ends, and when the last one known begins
};

}  // namespace

std::unique_ptr<Trade> make_watch(Town& town) {
  return std::make_unique<Watch>(town);
}

}  // namespace landport::sim
