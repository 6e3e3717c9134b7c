// SPDX-License-Identifier: Apache-2.0
#include "port/shift/documents.h"

#include <algorithm>

#include "port/container/board.h"
#include "port/network/network.h"
#include "port/shift/queries.h"
#include "port/yard/layout.h"

namespace landport::shift {

namespace {

Refusal no_such_key(std::string const& key) {
  return refuse("shift.no_such_key").with("key", key);
}

// Words of one language, times by the port's clock.
struct Pen {
  bool chinese;
  Room const& room;
  ShiftPack const& pack;

  Pen(bool zh, Room const& r) : chinese(zh), room(r), pack(r.pack<ShiftPack>()) {}
  std::string operator()(std::string_view zh, std::string_view en) const { return std::string(chinese ? zh : en); }
  std::string clock(Instant at) const {
    auto const minute = (at - pack.midnight(pack.local_day(at))).ms / 60'000;
    auto const two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ":" + two(minute % 60);
  }
  std::string time(std::optional<Instant> at) const { return at ? to_text(pack.local_day(*at)) + " " + clock(*at) : std::string("—"); }
  template <class E>
  std::string choice(E value) const {
    for (auto const& c : choices(Type<E>{})) {
      if (c.value == value) return (*this)(c.zh, c.en);
    }
    return {};
  }
  std::string node(network::NodeCode const& code) const {
    auto const* n = room.pack<network::Network>().nodes.find(code.text, pack.local_day(room.at()));
    return n ? (*this)(n->name_zh, n->name_en) : code.text;
  }
  // With the names of places for their codes.
  std::string told(std::string const& words) const {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
      auto const end = std::min(words.find(' ', at), words.size());
      auto const word = words.substr(at, end - at);
      out += (out.empty() ? "" : " ") + (word.size() == 5 ? node(network::NodeCode{word}) : word);
      at = end + 1;
    }
    return out;
  }
  std::string span(std::int64_t minutes_long) const {
    auto const h = minutes_long / 60, m = minutes_long % 60;
    if (h == 0) return std::to_string(m) + (*this)(" 分", " min");
    return std::to_string(h) + (*this)(" 小时 ", " h ") + std::to_string(m) + (*this)(" 分", " min");
  }
  // A truck by its plate, where that is known: nobody in the yard knows the number of its visit.
  std::string place(container::PlaceKind kind, std::string const& ref, std::string const& plate = {}) const {
    if (kind == container::PlaceKind::truck && !plate.empty()) return plate;
    return ref.empty() ? choice(kind) : ref;
  }
  Document begin(std::string_view zh, std::string_view en) const {
    auto const& where = room.pack<network::Network>().place;
    Document d;
    d.title = (*this)(zh, en);
    d.place = (*this)(where.name_zh, where.name_en);
    d.at = room.at();
    d.at_text = time(room.at());
    d.chinese = chinese;
    return d;
  }
};

std::string n(std::int64_t value) {
  return std::to_string(value);
}
std::string n(Count value) {
  return std::to_string(value.value);
}
std::string degrees(std::optional<DeciCelsius> t) {
  if (!t) return "—";
  auto const v = t->value < 0 ? -t->value : t->value;
  return (t->value < 0 ? "−" : "") + std::to_string(v / 10) + "." + std::to_string(v % 10);
}

DocumentTable trains(Pen const& pen, std::string title, std::vector<TrainLine> const& lines) {
  DocumentTable t{std::move(title),
                  {{pen("计划", "Planned"), 3}, {pen("预计", "Expected"), 3}, {pen("列车", "Train"), 5}, {pen("对方站", "To or from"), 4},
                   {pen("状态", "Stage"), 3}, {pen("箱数", "Units"), 2, true}, {pen("已装", "Loaded"), 2, true}},
                  {}, pen("没有列车", "No trains")};
  for (auto const& l : lines) {
    auto const stage = l.cancelled ? pen("停运", "Cancelled") : pen.choice(l.stage) + (l.late ? pen(" 晚点", " late") : std::string{});
    t.rows.push_back({pen.time(l.planned), l.expected ? pen.time(l.expected) : std::string{}, l.run.empty() ? l.departure : l.run, pen.node(l.other), stage, n(l.units), n(l.loaded)});
  }
  return t;
}

Result<Document> plan(std::string const& key, Pen const& pen) {
  PlanQuery query;
  if (!key.empty()) query.shift = ShiftId{key};
  auto const p = answer(query, pen.room);
  if (!p) return no(p.error());
  auto d = pen.begin("班计划", "Plan of the shift");
  if (p->shift) d.facts.emplace_back(pen("班次", "Shift"), p->shift->shift.text + " " + pen(p->shift->name_zh, p->shift->name_en));
  d.facts.emplace_back(pen("时间", "Time"), pen.time(p->begins) + " – " + pen.time(p->ends));
  if (p->shift && !p->shift->manager.empty()) d.facts.emplace_back(pen("值班经理", "Duty manager"), p->shift->manager);
  d.tables.push_back(trains(pen, pen("待编列车", "Departures to make up"), p->departures));
  d.tables.push_back(trains(pen, pen("到达列车", "Trains expected"), p->arrivals));
  DocumentTable hours_of{pen("预约车辆", "Trucks announced"), {{pen("时段", "Hour"), 2}, {pen("送箱", "Deliver"), 1, true}, {pen("提箱", "Pick up"), 1, true}, {pen("已到", "Came"), 1, true}}, {}, pen("没有预约", "None")};
  for (auto const& h : p->hours) {
    if (h.deliver + h.pick_up > Count{0}) hours_of.rows.push_back({pen.time(h.hour), n(h.deliver), n(h.pick_up), n(h.came)});
  }
  d.tables.push_back(std::move(hours_of));
  DocumentTable strip{pen("待卸列车", "Trains to strip"), {{pen("列车", "Train"), 3}, {pen("始发", "From"), 3}, {pen("到达", "Arrived"), 3}, {pen("已卸", "Stripped"), 2, true}}, {}, pen("没有待卸列车", "None")};
  for (auto const& s : p->to_strip) strip.rows.push_back({s.run, pen.node(s.from), pen.time(s.arrived), n(s.stripped) + " / " + n(s.units)});
  d.tables.push_back(std::move(strip));
  DocumentTable plug{pen("待插电冷箱", "Reefers to plug in"), {{pen("箱号", "Unit"), 3}, {pen("场位", "Position"), 3}, {pen("落位", "Since"), 3}}, {}, pen("均已插电", "All are plugged in")};
  for (auto const& u : p->to_plug) plug.rows.push_back({std::string(u.unit.text()), u.position, pen.time(u.since)});
  d.tables.push_back(std::move(plug));
  DocumentTable machines{pen("机械与司机", "Machines and drivers"), {{pen("机械", "Machine"), 4}, {pen("司机工号", "Driver"), 2}, {pen("箱区或股道", "Area"), 3}, {pen("未完作业", "Open"), 2, true}, {pen("预计（分）", "Minutes"), 2, true}}, {}, "—"};
  for (auto const& m : p->machines) machines.rows.push_back({m.machine + " " + pen(m.name_zh, m.name_en), m.driver, m.area, n(m.open), n(m.minutes)});
  d.tables.push_back(std::move(machines));
  return d;
}

Result<Document> hand_over(std::string const& key, Pen const& pen) {
  auto const* s = pen.room.view<ShiftBoard>().shifts.find(key);
  if (!s) return no(no_such_key(key));
  auto d = pen.begin("交接班记录", "Hand-over");
  d.facts = {{pen("班次", "Shift"), s->shift.text}, {pen("状态", "Stage"), pen.choice(s->stage)}, {pen("值班经理", "Duty manager"), s->manager},
             {pen("交班", "Handed over"), s->handed_over_by + " " + pen.time(s->handed_over_at)}, {pen("交班说明", "Remark"), s->hand_over_remark},
             {pen("接班", "Taken over"), s->taken_over_by + " " + pen.time(s->taken_over_at)}, {pen("接班说明", "Remark"), s->take_over_remark}};
  // Before the hand-over the paper shows what is open now.
  auto const items = s->handed_over_at ? s->items : open_things(pen.room).items;
  for (auto const& kind : choices(Type<OpenKind>{})) {
    DocumentTable t{pen(kind.zh, kind.en), {{pen("对象", "What"), 3}, {pen("情况", "About"), 6}, {pen("自", "Since"), 3}}, {}, pen("无", "None")};
    for (auto const& i : items) {
      if (i.kind != kind.value) continue;
      auto about = i.kind == OpenKind::note ? i.about : pen.told(i.about);
      if (i.minutes) about += " · " + pen.span(*i.minutes);
      t.rows.push_back({i.ref, std::move(about), pen.time(i.since)});
    }
    d.tables.push_back(std::move(t));
  }
  d.signatures = {pen("交班人", "Hands over"), pen("接班人", "Takes over")};
  return d;
}

std::string note_of(QueueLine const& w, Pen const& pen) {
  if (!w.held_for.empty()) return pen("暂缓：", "On hold: ") + w.held_for;
  if (w.state == yard::WorkState::started) return pen.choice(w.state);
  std::string out;
  for (auto const& unit : w.waits_for) out += (out.empty() ? pen("须等 ", "Waits for ") : " ") + std::string(unit.text());
  return out;
}

Result<Document> queue(std::string const& key, Pen const& pen) {
  auto const q = answer(QueuesQuery{key}, pen.room);
  if (!q || key.empty()) return no(no_such_key(key));
  auto const& machine = q->queues.front().machine;
  auto d = pen.begin("机械作业单", "Work list of a machine");
  d.facts = {{pen("机械", "Machine"), machine.machine + " " + pen(machine.name_zh, machine.name_en)}, {pen("司机工号", "Driver"), machine.driver},
             {pen("箱区或股道", "Area"), machine.area}, {pen("预计", "Takes about"), n(machine.minutes) + pen(" 分", " min")}};
  DocumentTable t{pen("作业", "Work"), {{"#", 1, true}, {pen("箱号", "Unit"), 3}, {pen("从", "From"), 3}, {pen("到", "To"), 3}, {pen("行走（米）", "Way (m)"), 2, true}, {pen("累计（分）", "Done in (min)"), 2, true}, {pen("备注", "Note"), 3}, {pen("完成", "Done"), 2}}, {}, pen("没有作业", "Nothing to be done")};
  int i = 0;
  for (auto const& w : q->queues.front().works) {
    auto const note = note_of(w, pen);
    t.rows.push_back({n(++i), std::string(w.unit.text()), pen.place(w.from_kind, w.from, w.plate), pen.place(w.to_kind, w.to, w.plate), n(w.travel_m), n(w.done_in_minutes), note, "□"});
  }
  d.tables.push_back(std::move(t));
  return d;
}

Result<Document> round(Pen const& pen) {
  auto d = pen.begin("冷箱巡检表", "Reefer round");
  auto const got = answer(RoundQuery{}, pen.room);
  d.facts = {{pen("间隔", "Every"), n(got->round_minutes) + pen(" 分", " min")}, {pen("允许偏差", "Band"), "± " + degrees(got->band) + " °C"}};
  DocumentTable t{pen("冷箱", "Reefers"), {{pen("场位", "Position"), 3}, {pen("箱号", "Unit"), 3}, {pen("插座", "Plug"), 2}, {pen("设定 °C", "Set °C"), 2, true}, {pen("上次 °C", "Last °C"), 2, true}, {pen("应测", "Due"), 3}, {pen("读数 °C", "Reading °C"), 2}, {pen("电表", "Meter"), 2}}, {}, pen("没有冷箱", "No reefers")};
  for (auto const& r : got->reefers)
    t.rows.push_back({r.position, std::string(r.unit.text()), r.plugged ? r.plug : pen("未插电", "unplugged"), degrees(r.set_point), degrees(r.temperature), pen.time(r.due), "", ""});
  d.tables.push_back(std::move(t));
  d.signatures = {pen("巡检人", "Walked by"), pen("时间", "Time")};
  return d;
}

// The wagon list of a train, or what is to come off it: a row for each unit in its place, wagons without a unit too.
Result<Document> train_list(bool loading, std::string const& key, Pen const& pen) {
  auto const& board = pen.room.view<train::TrainBoard>();
  auto const* train = board.trains.find(key);
  if (!train) return no(no_such_key(key));
  auto d = loading ? pen.begin("装车清单", "Train loading list") : pen.begin("卸车清单", "Stripping list");
  d.facts = {{pen("列车", "Train"), key}, {pen("区间", "From and to"), pen.node(train->from) + " – " + pen.node(train->to)},
             loading ? std::pair{pen("计划开", "Departs"), pen.time(train->departs_planned)} : std::pair{pen("到达", "Arrived"), pen.time(train->arrived)},
             {pen("车数 / 箱数", "Wagons / units"), n(train->wagons) + " / " + n(train->units)}, {pen("总重", "Mass"), n(train->mass.value) + " kg"}};
  DocumentTable t{pen("车辆与箱", "Wagons and units"), {{pen("车序", "No."), 1, true}, {pen("车号", "Wagon"), 2}, {pen("位", "Place"), 1}, {pen("箱号", "Unit"), 3}, {pen("箱型", "Type"), 1}, {pen("总重 kg", "Gross kg"), 2, true}, {pen("到站", "To"), 3}, {pen("危险", "Danger"), 2}, {pen("场位", "Stands"), 3}, {loading ? pen("已装", "Loaded") : pen("已卸", "Off"), 1}}, {}, pen("没有车辆", "No wagons")};
  for (auto const& wagon : train->wagon_list) {
    auto const* w = board.wagons.find(key + "/" + std::string(wagon.text()));
    auto const no_of = w ? n(w->sequence) : std::string{};
    bool any = false;
    for (auto const& unit : train->unit_list) {
      auto const* p = board.placements.find(key + "/" + std::string(unit.text()));
      if (!p || p->wagon != wagon) continue;
      auto const* u = pen.room.view<container::UnitBoard>().units.find(unit.text());
      bool const done = loading ? p->loaded : p->unloaded_at.has_value();
      t.rows.push_back({no_of, std::string(wagon.text()), p->place, std::string(unit.text()), std::string(p->size_type.text()), n(p->gross.value), pen.node(p->destination), p->danger,
                        u && u->place_kind == container::PlaceKind::yard ? u->place : std::string{}, done ? "√" : "□"});
      any = true;
    }
    if (!any) t.rows.push_back({no_of, std::string(wagon.text()), "", pen("空车", "empty"), "", "", "", "", "", ""});
  }
  d.tables.push_back(std::move(t));
  d.signatures = loading ? std::vector{pen("装车员", "Loaded by"), pen("列检员", "Inspected by")} : std::vector{pen("卸车员", "Stripped by")};
  return d;
}

Result<Document> receipt(std::string const& key, Pen const& pen) {
  auto const* v = pen.room.view<gate::GateBoard>().visits.find(key);
  if (!v) return no(no_such_key(key));
  auto d = pen.begin("设备交接单", "Equipment interchange receipt");
  std::string numbers;
  for (auto const& r : v->receipts) numbers += (numbers.empty() ? "" : ", ") + r;
  d.facts = {{pen("交接单号", "Receipt"), numbers.empty() ? "—" : numbers}, {pen("到访", "Visit"), key}, {pen("车牌", "Plate"), v->plate},
             {pen("方向", "For"), pen.choice(v->direction)}, {pen("到达", "Arrived"), pen.time(v->arrived_at)}, {pen("离开", "Left"), pen.time(v->left_at)}};
  DocumentTable t{pen("箱", "Units"), {{pen("交接", "Interchange"), 2}, {pen("箱号", "Unit"), 3}, {pen("箱型", "Type"), 2}, {pen("空重", "Full"), 1}, {pen("总重 kg", "Gross kg"), 2, true}, {pen("封号", "Seals"), 3}, {pen("箱况", "Condition"), 3}}, {}, pen("没有箱", "No unit")};
  auto const add = [&](std::vector<UnitNumber> const& list, std::string const& how) {
    for (auto const& unit : list) {
      auto const* u = pen.room.view<container::UnitBoard>().units.find(unit.text());
      if (!u) continue;
      std::string seals;
      for (auto const& s : u->seals) seals += (seals.empty() ? "" : " ") + s;
      t.rows.push_back({how, std::string(unit.text()), std::string(u->size_type.text()), u->full ? pen("重", "full") : pen("空", "empty"), u->verified_gross ? n(u->verified_gross->value) : "—", seals,
                        pen.choice(u->condition) + (u->condition_note.empty() ? "" : " " + u->condition_note)});
    }
  };
  add(v->brought, pen("收箱", "Received"));
  add(v->taken, pen("放箱", "Handed out"));
  d.tables.push_back(std::move(t));
  d.signatures = {pen("场站", "Terminal"), pen("司机", "Driver")};
  return d;
}

}  // namespace

Result<Document> document(std::string_view what, std::string const& key, bool chinese, Room const& room) {
  Pen const pen(chinese, room);
  if (what == "plan") return plan(key, pen);
  if (what == "hand-over") return hand_over(key, pen);
  if (what == "queue") return queue(key, pen);
  if (what == "round") return round(pen);
  if (what == "loading") return train_list(true, key, pen);
  if (what == "stripping") return train_list(false, key, pen);
  if (what == "receipt") return receipt(key, pen);
  return no(refuse("shift.no_such_document").with("what", what));
}

}  // namespace landport::shift
