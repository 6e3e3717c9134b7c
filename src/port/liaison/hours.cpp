// SPDX-License-Identifier: Apache-2.0
#include "port/liaison/hours.h"

#include <algorithm>

namespace landport::liaison {

namespace {

// As many as a panel of the overview has room for, and some to look back at.
constexpr std::size_t kept_facts = 8;

Instant hour_of(Instant moment) {
  auto const hour = hours(1).ms;
  auto const into = ((moment.ms % hour) + hour) % hour;
  return {moment.ms - into};
}

std::string_view key_of(Party party) {
  for (auto const& choice : choices(Type<Party>{})) {
    if (choice.value == party) return choice.name;
  }
  return {};
}

std::string text(UnitNumber const& unit) {
  return std::string(unit.text());
}

}  // namespace

// It is about nobody in particular; who sees it is said by its audience alone.
Parties parties_of(HourRow const&) {
  return {};
}

void HourBoard::tell(Party party, Word word, std::string about, std::string place, Recorded const& r) {
  auto const hour = hour_of(r.happened);
  auto& row = hours.edit(std::string(key_of(party)) + "/" + to_text(hour));
  row.party = party;
  row.hour = hour;
  row.facts = Count{row.facts.value + 1};
  auto const delay = std::max<std::int64_t>(0, (r.recorded - r.happened).ms);
  row.delay_sum_ms += delay;
  row.delay_worst_ms = std::max(row.delay_worst_ms, delay);
  if (r.recorded >= row.recorded_last) {
    row.recorded_last = r.recorded;
    row.delay_last_ms = delay;
  }
  auto const at = std::find_if(row.latest.begin(), row.latest.end(),
                               [&](auto const& told) { return told.happened <= r.happened; });
  row.latest.insert(at, {word, std::move(about), std::move(place), r.happened, r.recorded});
  if (row.latest.size() > kept_facts) row.latest.pop_back();
}

void HourBoard::apply(yard::UnitStacked const& e, Recorded const& r) {
  tell(Party::rail_yard, Word::stacked, text(e.unit), yard::to_text(e.position), r);
}
void HourBoard::apply(yard::UnitLifted const& e, Recorded const& r) {
  tell(Party::rail_yard, Word::lifted, text(e.unit), yard::to_text(e.position), r);
}
void HourBoard::apply(train::UnitLoaded const& e, Recorded const& r) {
  tell(Party::rail_yard, Word::loaded, text(e.unit), e.run.text, r);
}
void HourBoard::apply(train::WagonInspected const& e, Recorded const& r) {
  tell(Party::rail_yard, Word::inspected, std::string(e.wagon.text()), e.run.text, r);
}

void HourBoard::apply(container::ReleaseRecorded const& e, Recorded const& r) {
  tell(Party::customs, Word::released, text(e.unit), e.reference, r);
}
void HourBoard::apply(container::ReleaseWithdrawn const& e, Recorded const& r) {
  tell(Party::customs, Word::withdrawn, text(e.unit), {}, r);
}
// A hold of the terminal is not a word of customs.
void HourBoard::apply(container::HoldPlaced const& e, Recorded const& r) {
  if (e.keeper == container::Keeper::customs) tell(Party::customs, Word::held, text(e.unit), e.hold, r);
}

void HourBoard::apply(train::TrainComposed const& e, Recorded const& r) {
  tell(Party::platform, Word::composed, e.run.text, {}, r);
}
void HourBoard::apply(train::PlanSettled const& e, Recorded const& r) {
  tell(Party::platform, Word::settled, e.run.text, {}, r);
}
void HourBoard::apply(train::TrainDeparted const& e, Recorded const& r) {
  tell(Party::platform, Word::departed, e.run.text, e.node.text, r);
}
void HourBoard::apply(train::TrainReported const& e, Recorded const& r) {
  tell(Party::platform, Word::reported, e.run.text, e.node.text, r);
}
void HourBoard::apply(train::BorderReached const& e, Recorded const& r) {
  tell(Party::platform, Word::border, e.run.text, e.node.text, r);
}
void HourBoard::apply(train::TrainArrived const& e, Recorded const& r) {
  tell(Party::platform, Word::arrived, e.run.text, e.node.text, r);
}

void HourBoard::apply(gate::VisitOpened const& e, Recorded const& r) {
  tell(Party::multimodal, Word::truck_in, e.plate, {}, r);
}
void HourBoard::apply(gate::UnitAdmitted const& e, Recorded const& r) {
  tell(Party::multimodal, Word::unit_in, text(e.unit), {}, r);
}
void HourBoard::apply(gate::UnitReleased const& e, Recorded const& r) {
  tell(Party::multimodal, Word::unit_out, text(e.unit), {}, r);
}
void HourBoard::apply(tracking::MilestoneRecorded const& e, Recorded const& r) {
  tell(Party::multimodal, Word::milestone, text(e.unit), e.node.text, r);
}

}  // namespace landport::liaison
