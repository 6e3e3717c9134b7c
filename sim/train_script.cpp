// SPDX-License-Identifier: Apache-2.0
#include "sim/train_script.h"

#include <fmt/format.h>

#include "words/unit_number.h"
#include "words/wagon_number.h"

namespace landport::sim {

std::string Days::unit_number() {
  static constexpr char const* owners[] = {"CDLU", "QBJU", "SCRU", "LPTU"};
  auto const first_ten = fmt::format("{}{:06}", owners[units_ % 4], 204'117 + 37 * units_);
  ++units_;
  return first_ten + std::to_string(unit_check_digit(first_ten));
}

std::string Days::wagon_number(int digits) {
  int const n = ++wagons_;
  if (digits == 7) return fmt::format("{:07}", 5'230'100 + n);
  auto const body =
      digits == 8 ? fmt::format("{:07}", 9'462'000 + n) : fmt::format("3368{:07}", 4'955'000 + n);
  return body + std::to_string(luhn_check_digit(body));
}

std::string Days::plate() {
  return fmt::format("川A·{:05}", 10'243 + (7'919 * plates_++) % 80'000);
}

namespace {

struct Train {
  TrainPlan plan;
  std::vector<BoxPtr> boxes;
  std::vector<std::vector<Leg>> runs;  // of one gauge each
  std::vector<std::string> wagons;     // of the run it is on
  std::string run;
  int plugs = 0;
};
using TrainPtr = std::shared_ptr<Train>;

std::vector<std::vector<Leg>> runs_of(Departure const& departure) {
  std::vector<std::vector<Leg>> runs;
  bool fresh = true;
  for (auto const& leg : departure.legs) {
    if (leg.mode != "rail") {
      fresh = true;
      continue;
    }
    if (fresh || runs.back().back().gauge_mm != leg.gauge_mm) runs.emplace_back();
    fresh = false;
    runs.back().push_back(leg);
  }
  return runs;
}

BoxPtr make_box(Days& days, Wanted const& wanted, std::string const& booking) {
  auto box = std::make_shared<Box>();
  box->number = days.unit_number();
  box->size_type = wanted.size_type;
  box->owner = wanted.shipper.org;
  box->booking = booking;
  box->reefer = wanted.reefer;
  box->danger = !wanted.un_number.empty();
  box->tare_kg = box->wide() ? 3'850 + days.pick(0, 9) * 10 : 2'230 + days.pick(0, 9) * 10;
  if (box->reefer) box->tare_kg += 800;
  box->gross_kg = box->wide() ? 15'200 + days.pick(0, 76) * 100 : 17'000 + days.pick(0, 35) * 100;
  return box;
}

// The shipper names the box, has it weighed and seals it.
void prepare(Days& days, Wanted const& wanted, BoxPtr const& box) {
  days.all(
      wanted.shipper,
      {{"container.register_unit",
        Told()
            .text("unit", box->number)
            .text("size_type", box->size_type)
            .number("tare_kg", box->tare_kg)
            .number("gross_max_kg", box->wide() ? 32'500 : 30'480)
            .json(),
        {}},
       {"booking.assign_units", Told().text("booking", box->booking).list("units", {box->number}).json(), {}},
       {"container.verify_mass",
        Told()
            .text("unit", box->number)
            .number("gross_kg", box->gross_kg)
            .text("method", "SM1")
            .text("by", wanted.shipper.org)
            .json(),
        {}},
       {"container.affix_seal",
        Told().text("unit", box->number).text("seal", "CN" + box->number.substr(4)).json(),
        {}}});
  ++days.boxes;
}

std::vector<std::string> numbers_of(std::vector<BoxPtr> const& boxes) {
  std::vector<std::string> out;
  for (auto const& box : boxes) out.push_back(box->number);
  return out;
}

std::string wagons_json(std::vector<std::string> const& numbers, std::string_view type) {
  std::string json = "[";
  for (auto const& n : numbers)
    json += (json.size() > 1 ? "," : "") + Told().text("number", n).text("type", type).json();
  return json + "]";
}

void inspect(Days& days, Actor const& who, TrainPtr const& train) {
  std::vector<Hands::Words> words;
  for (auto const& wagon : train->wagons)
    words.push_back(
        {"train.pass_inspection", Told().text("run", train->run).text("number", wagon).json(), {}});
  days.all(who, words);
}

void report(Days& days, TrainPtr const& train, Actor const& who, std::string const& node, char const* what,
            std::optional<Instant> happened = {}) {
  auto const json =
      Told().text("run", train->run).text("node", node).text("what", what).text("source", who.org).json();
  days.all(who, {{"train.report_running", json, happened}});
}

void run_on(Days& days, TrainPtr const& train, std::size_t n);

// At the end of a run: to the other gauge, or home.
void end_run(Days& days, TrainPtr const& train, std::size_t n, Instant when) {
  auto const who = n == 0 ? who::carrier : who::partner;
  if (n + 1 == train->runs.size()) {
    days.at(when, [&days, train, who] {
      days.order(who, "train.arrive_train", Told().text("run", train->run).json());
    });
    return;
  }
  days.at(when, [&days, train, who] {
    days.order(who, "train.reach_border", Told().text("run", train->run).json());
  });
  days.at(when + hours(4), [&days, train, n] {
    auto const wide =
        std::count_if(train->boxes.begin(), train->boxes.end(), [](auto const& b) { return b->wide(); });
    auto const small = static_cast<std::ptrdiff_t>(train->boxes.size()) - wide;
    bool const broad = train->runs[n + 1].front().gauge_mm == 1520;
    train->wagons.clear();
    for (std::ptrdiff_t i = 0; i < (wide + 1) / 2 + (small + 1) / 2; ++i)
      train->wagons.push_back(days.wagon_number(broad ? 8 : 12));
    auto const made =
        days.order(who::partner, "train.transfer_units",
                   Told()
                       .text("run", train->run)
                       .raw("wagons", wagons_json(train->wagons, broad ? "13-7024" : "SGGRSS80"))
                       .number("plugs", train->plugs)
                       .json());
    train->run = made["run"];
    if (auto const left = made["left"]; !left.empty())
      days.refusals.push_back(to_text(days.time) + " left behind on " + train->run + ": " + left);
  });
  days.at(when + hours(6), [&days, train] { inspect(days, who::partner, train); });
  run_on(days, train, n + 1);
}

void run_on(Days& days, TrainPtr const& train, std::size_t n) {
  auto const& legs = train->runs[n];
  auto const who = n == 0 ? who::carrier : who::partner;
  auto delay = minutes(n == 0 ? train->plan.late_minutes + days.pick(0, 12) : days.pick(0, 40));
  days.at(legs.front().departs + delay, [&days, train, n, who] {
    days.order(n == 0 ? who::terminal : who, "train.depart_train", Told().text("run", train->run).json());
  });
  for (std::size_t i = 0; i < legs.size(); ++i) {
    auto const& leg = legs[i];
    if (i > 0)
      days.at(leg.departs + delay,
              [&days, train, who, leg] { report(days, train, who, leg.from, "departed"); });
    delay = delay + minutes(days.pick(-10, 25));
    if (delay.ms < 0) delay = minutes(0);
    // Word from abroad comes late, and says when it was.
    auto const arrived = leg.arrives + delay;
    auto const word = arrived + minutes(n == 0 ? 0 : 50);
    if (i + 1 < legs.size())
      days.at(word,
              [&days, train, who, leg, arrived] { report(days, train, who, leg.to, "arrived", arrived); });
    // A wait that is longer than the delay takes it up.
    if (i + 1 < legs.size() && leg.arrives + delay < legs[i + 1].departs) delay = minutes(0);
  }
  end_run(days, train, n, legs.back().arrives + delay);
}

void release(Days& days, TrainPtr const& train) {
  std::vector<Hands::Words> words;
  int n = 0;
  for (auto const& box : train->boxes) {
    if (box->position.empty()) continue;
    words.push_back(
        {"customs.record_release",
         Told()
             .text("unit", box->number)
             .text("purpose", "export")
             .text("reference",
                   fmt::format("7901{}{:04}",
                               train->plan.departure.id.substr(train->plan.departure.id.size() - 6), ++n))
             .json(),
         {}});
  }
  if (!words.empty()) days.all(who::customs, words);
}

void compose(Days& days, TrainPtr const& train) {
  std::ptrdiff_t wide = 0;
  for (auto const& wanted : train->plan.wanted) wide += wanted.size_type.front() != '2' ? wanted.quantity : 0;
  std::ptrdiff_t all = 0;
  for (auto const& wanted : train->plan.wanted) all += wanted.quantity;
  for (std::ptrdiff_t i = 0; i < wide + (all - wide + 1) / 2 + 2; ++i)
    train->wagons.push_back(days.wagon_number(7));
  train->run = days.order(who::terminal, "train.compose_train",
                          Told()
                              .text("departure", train->plan.departure.id)
                              .raw("wagons", wagons_json(train->wagons, "NX70A"))
                              .number("plugs", train->plugs)
                              .json())["run"];
  ++days.trains;
}

void plan_load(Days& days, TrainPtr const& train, bool settle) {
  auto const boxes = days.stacks.in_lifting_order(train->plan.departure.id);
  if (boxes.empty()) return;
  auto const made = days.order(who::terminal, "train.propose_plan",
                               Told().text("run", train->run).list("units", numbers_of(boxes)).json());
  if (auto const left = made["left"]; !left.empty())
    days.refusals.push_back(to_text(days.time) + " no place on " + train->run + ": " + left);
  if (settle) days.order(who::terminal, "train.settle_plan", Told().text("run", train->run).json());
}

void load(Days& days, TrainPtr const& train, Instant from) {
  auto when = from;
  for (auto const& box : days.stacks.in_lifting_order(train->plan.departure.id)) {
    days.at(when, [&days, train, box] {
      if (box->reefer) days.order(who::terminal, "yard.plug_out", Told().text("unit", box->number).json());
      auto const made = days.order(who::terminal, "train.load_unit",
                                   Told().text("run", train->run).text("unit", box->number).json());
      if (made.sequence > 0) days.stacks.take(box);
    });
    when = when + minutes(9);
  }
}

}  // namespace

void book(Days& days, Wanted const& wanted, Departure const& departure, bool confirm,
          std::function<void(std::string const&)> then) {
  bool const wide = wanted.size_type.front() != '2';
  std::int64_t const gross = wide ? 23'000 : 20'800;
  Told told;
  told.text("departure", departure.id)
      .text("size_type", wanted.size_type)
      .number("quantity", wanted.quantity)
      .number("gross_kg", gross)
      .text("hs_code", wanted.goods.hs)
      .text("description", wanted.goods.zh)
      .number("packages", wanted.quantity * days.pick(18, 64))
      .number("goods_mass_kg", wanted.quantity * (gross - 5'200))
      .number("value_minor", wanted.goods.value_minor * wanted.quantity)
      .text("value_currency", "CNY")
      .text("reference", fmt::format("{}-{:04}", wanted.shipper.org.substr(0, 2), days.pick(1000, 9999)));
  if (wanted.reefer)
    told.yes("powered", true).number("temperature_min_dc", -200).number("temperature_max_dc", -160);
  if (!wanted.un_number.empty())
    told.text("un_number", wanted.un_number).text("danger_class", wanted.danger_class);
  auto const made = days.order(wanted.shipper, "booking.request_booking", told.json());
  auto const booking = made["booking"];
  if (booking.empty() || !confirm) return;
  days.at(days.time + hours(2) + minutes(days.pick(0, 90)), [&days, wanted, booking, then] {
    days.order(wanted.shipper, "booking.confirm_booking", Told().text("booking", booking).json());
    if (then) then(booking);
  });
}

void bring(Days& days, BoxPtr box, std::string const& departure, Instant when) {
  auto const plate = days.plate();
  auto const appointment = std::make_shared<std::string>(), visit = std::make_shared<std::string>(),
             work = std::make_shared<std::string>();
  auto const lane = fmt::format("IN{}", days.pick(1, 3));
  if (!box->booking.empty()) {
    days.at(when - hours(5), [=, &days] {
      auto const& who = box->owner == who::huaxia.org ? who::huaxia : who::shudao;
      *appointment = days.order(who, "gate.book_appointment",
                                Told()
                                    .text("booking", box->booking)
                                    .text("direction", "deliver")
                                    .text("hour", to_text(when))
                                    .text("plate", plate)
                                    .text("unit", box->number)
                                    .json())["appointment"];
    });
  }
  days.at(when, [=, &days] {
    Told told;
    told.text("plate", plate).text("direction", "deliver").text("lane", lane);
    if (!appointment->empty()) told.text("appointment", *appointment);
    *visit = days.order(who::gate, "gate.open_visit", told.json())["visit"];
  });
  days.at(when + minutes(4), [=, &days] {
    Told told;
    told.text("unit", box->number).text("visit", *visit);
    if (box->full)
      told.number("gross_kg", box->gross_kg).text("seal", "CN" + box->number.substr(4));
    else
      told.text("size_type", box->size_type).yes("full", false);
    days.order(who::gate, "gate.admit_unit", told.json());
  });
  days.at(when + minutes(6), [=, &days] {
    days.order(who::gate, "gate.issue_receipt",
               Told().text("visit", *visit).text("unit", box->number).json());
  });
  days.at(when + minutes(11), [=, &days] {
    auto const position = days.stacks.put(box, departure);
    *work = days.order(who::terminal, "yard.order_move",
                       Told().text("unit", box->number).text("position", position).json())["work"];
    if (work->empty()) days.stacks.take(box);
  });
  days.at(when + minutes(19), [=, &days] {
    if (!work->empty()) days.order(who::terminal, "yard.start_work", Told().text("work", *work).json());
  });
  days.at(when + minutes(23), [=, &days] {
    if (work->empty()) return;
    days.order(who::terminal, "yard.complete_work", Told().text("work", *work).json());
    if (box->reefer) days.order(who::terminal, "yard.plug_in", Told().text("unit", box->number).json());
  });
  days.at(when + minutes(34),
          [=, &days] { days.order(who::gate, "gate.close_visit", Told().text("visit", *visit).json()); });
}

void script(Days& days, TrainPlan plan) {
  auto const train = std::make_shared<Train>();
  train->plan = std::move(plan);
  train->runs = runs_of(train->plan.departure);
  auto const& p = train->plan;
  std::int64_t count = 0, nth = 0;
  for (auto const& wanted : p.wanted) {
    count += wanted.quantity;
    if (wanted.reefer) train->plugs += wanted.quantity;
  }
  auto const step = Duration{(p.gate_ends - p.gate_begins).ms / std::max<std::int64_t>(count, 1)};
  for (auto const& wanted : p.wanted) {
    auto const first = nth;
    nth += wanted.quantity;
    days.at(p.booked + minutes(days.pick(0, 240)), [&days, train, wanted, first, step] {
      book(days, wanted, train->plan.departure, true,
           [&days, train, wanted, first, step](std::string const& booking) {
             for (int i = 0; i < wanted.quantity; ++i) {
               auto const comes = train->plan.gate_begins + step * (first + i) + minutes(days.pick(0, 6));
               auto box = make_box(days, wanted, booking);
               days.at(comes - hours(9), [&days, wanted, box, train] {
                 prepare(days, wanted, box);
                 train->boxes.push_back(box);
               });
               bring(days, box, train->plan.departure.id, comes);
             }
           });
    });
  }
  if (!p.composed) return;
  days.at(*p.composed, [&days, train] { compose(days, train); });
  bool const settles = p.loaded_from.has_value();
  days.at(*p.composed + minutes(40), [&days, train] { release(days, train); });
  days.at(*p.composed + minutes(75), [&days, train, settles] { plan_load(days, train, settles); });
  if (!settles) return;
  days.at(*p.loaded_from, [&days, train] { load(days, train, *train->plan.loaded_from); });
  days.at(p.departure.departs - minutes(70), [&days, train] { inspect(days, who::terminal, train); });
  run_on(days, train, 0);
}

}  // namespace landport::sim
