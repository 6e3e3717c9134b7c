// SPDX-License-Identifier: Apache-2.0
#include "port/booking/options.h"

#include <algorithm>
#include <map>
#include <set>

#include "port/booking/rules.h"
#include "port/booking/way.h"
#include "port/network/timetable.h"

namespace landport::booking {
namespace {

using network::DepartureRow;
using network::DepartureScheduled;
using network::NodeCode;

constexpr std::size_t answers_max = 60;  // of each kind

DepartureScheduled plan_of(DepartureRow const& row) {
  return {row.departure, row.service,
          row.name_zh,   row.name_en,
          row.carrier,   row.from,
          row.to,        row.day,
          row.legs,      {row.booking_cutoff, row.documents_cutoff, row.gate_in_cutoff, row.vgm_cutoff}};
}

// A way before its price is known.
struct Draft {
  std::vector<Stretch> route;
  std::vector<DepartureScheduled const*> plans;
};

class Search {
 public:
  Search(Options const& query, Room const& room)
      : query_(query),
        room_(room),
        network_(room.pack<network::Network>()),
        rules_(room.pack<BookingRules>()),
        item_{query.size_type, query.quantity, query.gross, query.laden, query.reefer} {}

  Result<OptionsAnswer> run();

 private:
  void collect();
  void direct();
  void with_transfer();
  bool changes_at(NodeCode const& node, Day day) const;
  bool may_join(DepartureScheduled const& plan, Stretch const& stretch);
  void weigh(Draft const& draft);
  Result<Slots> room_on(std::vector<Stretch> const& route, Slots const& needed) const;
  std::int64_t co2_kg(Draft const& draft) const;
  std::int64_t reliability(Draft const& draft) const;

  Options const& query_;
  Room const& room_;
  network::Network const& network_;
  BookingRules const& rules_;
  BookedItem item_;
  std::optional<Refusal> not_admitted_;  // why the first train that leads there takes no such units
  std::vector<DepartureScheduled> plans_;
  std::map<network::ServiceCode, std::pair<std::int64_t, std::int64_t>>
      kept_;  // of each service: not cancelled, all
  OptionsAnswer answer_;
};

void Search::collect() {
  Instant const from = query_.earliest ? std::max(start_of(*query_.earliest), room_.at()) : room_.at();
  Instant const until = from + days(rules_.number("search_days", utc_day(from)));
  room_.view<network::Timetable>().departures.each([&](std::string_view, DepartureRow const& row) {
    auto& [kept, all] = kept_[row.service];
    ++all;
    if (row.state != network::DepartureState::cancelled) ++kept;
    // A train that left its first node may still be joined on the way.
    bool const in_time = row.arrives > from && row.departs < until;
    if (row.state == network::DepartureState::open && in_time && !row.legs.empty())
      plans_.push_back(plan_of(row));
  });
}

bool Search::may_join(DepartureScheduled const& plan, Stretch const& stretch) {
  if (room_.at() >= cut_off_of(plan, stretch)) return false;
  auto const admitted = check_sections(item_, stretch, plan, network_, rules_);
  if (!admitted && !not_admitted_) not_admitted_ = admitted.error();
  return admitted.has_value();
}

void Search::direct() {
  for (auto const& plan : plans_) {
    auto const stretch = stretch_of(plan, query_.from, query_.to);
    bool const early = stretch && query_.earliest && stretch->departs < start_of(*query_.earliest);
    if (stretch && !early && may_join(plan, *stretch)) weigh({{*stretch}, {&plan}});
  }
}

// Trains are changed at hubs, ports and borders, not in just any city.
bool Search::changes_at(NodeCode const& node, Day day) const {
  auto const* const place = network_.nodes.find(node.text, day);
  return place && place->kind != network::NodeKind::inland_city;
}

void Search::with_transfer() {
  struct Onward {
    Stretch stretch;
    DepartureScheduled const* plan;
  };
  std::map<NodeCode, std::vector<Onward>> onward;
  for (auto const& plan : plans_) {
    for (auto const& leg : plan.legs) {
      if (leg.from == query_.from) break;  // it can be taken from the start
      auto const stretch = stretch_of(plan, leg.from, query_.to);
      if (stretch && may_join(plan, *stretch)) onward[leg.from].push_back({*stretch, &plan});
    }
  }
  for (auto& [node, list] : onward) {
    std::sort(list.begin(), list.end(),
              [](auto const& a, auto const& b) { return a.stretch.arrives < b.stretch.arrives; });
  }
  for (auto const& plan : plans_) {
    if (stretch_of(plan, query_.from, query_.to)) continue;
    for (auto const& leg : plan.legs) {
      auto const found = onward.find(leg.to);
      if (found == onward.end() || !changes_at(leg.to, plan.day)) continue;
      auto const first = stretch_of(plan, query_.from, leg.to);
      bool const early = first && query_.earliest && first->departs < start_of(*query_.earliest);
      if (!first || early || !may_join(plan, *first)) continue;
      std::set<network::ServiceCode> seen;  // the soonest of each service with room is enough
      for (auto const& next : found->second) {
        auto const wait = next.stretch.departs - first->arrives;
        if (wait < hours(rules_.number("transfer_min_hours", plan.day)) ||
            wait > hours(rules_.number("transfer_max_hours", plan.day)) ||
            next.plan->carrier != plan.carrier || seen.contains(next.plan->service)) {
          continue;
        }
        auto const before = answer_.options.size();
        weigh({{*first, next.stretch}, {&plan, next.plan}});
        if (answer_.options.size() > before) seen.insert(next.plan->service);
      }
    }
  }
}

// What is free on all leg runs of the route, or why it is not enough.
Result<Slots> Search::room_on(std::vector<Stretch> const& route, Slots const& needed) const {
  auto const& runs = room_.view<network::Timetable>().leg_runs;
  std::optional<Slots> least;
  for (auto const& id : leg_runs_of(route)) {
    auto const* const run = runs.find(id.text);
    Slots const free = run ? run->free(room_.at()) : Slots{};
    if (auto r = fits(needed, free, id, run ? run->from : NodeCode{}, run ? run->to : NodeCode{}); !r)
      return no(r.error());
    if (!least) least = free;
    *least = {std::min(least->length, free.length), std::min(least->mass, free.mass),
              std::min(least->plugs, free.plugs), std::min(least->teu, free.teu)};
  }
  return least.value_or(Slots{});
}

std::int64_t Search::co2_kg(Draft const& draft) const {
  std::int64_t mg_per_tonne = 0;
  for (std::size_t i = 0; i < draft.route.size(); ++i) {
    auto const& runs = draft.route[i].leg_runs;
    for (auto const& leg : draft.plans[i]->legs) {
      if (std::find(runs.begin(), runs.end(), leg.leg_run) == runs.end()) continue;
      mg_per_tonne += network_.emission(leg.mode, draft.plans[i]->day) * leg.distance_km;
    }
  }
  auto const kilograms = item_.gross.value * item_.quantity.value;
  return mg_per_tonne * kilograms / 1000 / 1'000'000;
}

std::int64_t Search::reliability(Draft const& draft) const {
  std::int64_t permille = 1000;
  for (auto const* plan : draft.plans) {
    auto const [kept, all] = kept_.at(plan->service);
    permille = permille * kept / all;
  }
  return permille;
}

std::string detail(Refusal const& refusal, std::string_view name) {
  for (auto const& [key, value] : refusal.details) {
    if (key == name) return value;
  }
  return {};
}

void Search::weigh(Draft const& draft) {
  auto const needed = slots_of({item_}, rules_, draft.plans.front()->day);
  std::vector<PricedStretch> way;
  for (std::size_t i = 0; i < draft.route.size(); ++i) way.push_back({&draft.route[i], draft.plans[i]});
  auto const price = price_of({item_}, way, network_, rules_);
  if (!needed || !price) return;
  std::string zh = draft.plans.front()->name_zh, en = draft.plans.front()->name_en;
  if (draft.plans.size() > 1)
    zh += " + " + draft.plans.back()->name_zh, en += " + " + draft.plans.back()->name_en;
  auto const departs = draft.route.front().departs, arrives = draft.route.back().arrives;
  auto const free = room_on(draft.route, *needed);
  if (!free) {
    auto const& why = free.error();
    answer_.full.push_back({draft.route, zh, en, departs, arrives, network::LegRunId{detail(why, "leg_run")},
                            detail(why, "limit_zh"), detail(why, "limit"), detail(why, "needed"),
                            detail(why, "free")});
    return;
  }
  auto const one = slots_of({{item_.size_type, Count{1}, item_.gross, item_.laden, item_.powered}}, rules_,
                            draft.plans.front()->day);
  auto units = std::min({free->length.value / one->length.value, free->mass.value / one->mass.value,
                         free->teu.value / one->teu.value});
  if (item_.powered) units = std::min(units, free->plugs.value);
  Instant cut_off = cut_off_of(*draft.plans.front(), draft.route.front());
  for (std::size_t i = 1; i < draft.route.size(); ++i)
    cut_off = std::min(cut_off, cut_off_of(*draft.plans[i], draft.route[i]));
  answer_.options.push_back({draft.route, zh, en, draft.plans.front()->carrier, departs, arrives, cut_off,
                             *price, co2_kg(draft), Count{static_cast<std::int64_t>(draft.route.size()) - 1},
                             reliability(draft), Count{units}});
}

template <class T>
void by_arrival(std::vector<T>& list) {
  std::stable_sort(list.begin(), list.end(), [](T const& a, T const& b) { return a.arrives < b.arrives; });
  if (list.size() > answers_max) list.resize(answers_max);
}

Result<OptionsAnswer> Search::run() {
  auto const today = utc_day(room_.at());
  for (auto const& [node, field] : {std::pair{&query_.from, "from"}, std::pair{&query_.to, "to"}}) {
    if (!network_.nodes.has(node->text))
      return no(refuse("booking.no_such_node").at(field).with("node", node->text));
  }
  Goods goods;
  if (item_.laden) goods.hs_code = HsCode{"999999"};  // goods of any kind
  goods.un_number = query_.un_number;
  goods.danger_class = query_.danger_class;
  if (auto r = check_items(item_, goods, rules_, today); !r) return no(r.error());
  if (auto r = slots_of({item_}, rules_, today); !r) return no(r.error());
  collect();
  direct();
  with_transfer();
  if (answer_.options.empty() && answer_.full.empty() && not_admitted_) {
    if (not_admitted_->place.starts_with("/")) not_admitted_->place.erase(0, 1);  // a query's field
    return no(*not_admitted_);
  }
  answer_.options = pareto(std::move(answer_.options));
  by_arrival(answer_.options);
  by_arrival(answer_.full);
  return std::move(answer_);
}

}  // namespace

std::vector<Option> pareto(std::vector<Option> options) {
  auto const beats = [](Option const& a, Option const& b) {
    if (a.price.currency != b.price.currency) return false;  // neither is the dearer
    bool const never_worse = a.arrives <= b.arrives && a.price.minor <= b.price.minor &&
                             a.co2_kg <= b.co2_kg && a.transfers <= b.transfers &&
                             a.reliability_permille >= b.reliability_permille;
    bool const once_better = a.arrives < b.arrives || a.price.minor < b.price.minor || a.co2_kg < b.co2_kg ||
                             a.transfers < b.transfers || a.reliability_permille > b.reliability_permille;
    return never_worse && once_better;
  };
  std::vector<Option> kept;
  for (auto const& option : options) {
    bool const beaten = std::any_of(options.begin(), options.end(),
                                    [&](Option const& other) { return beats(other, option); });
    if (!beaten) kept.push_back(option);
  }
  return kept;
}

Result<OptionsAnswer> answer(Options const& query, Room const& room) {
  return Search(query, room).run();
}

}  // namespace landport::booking
