// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "journal/pack_rows.h"
#include "port/network/place.h"

// ---- cells that only this pack has ----

namespace landport {

template <>
struct Codec<network::Weekdays> : TextCodec<network::Weekdays> {
  static constexpr ValueKind kind{"string", "weekdays", "", "days of the week like 1,3,5 (1 is Monday)",
                                  "星期（如 1,3,5，1 为星期一）"};
  static std::string to_text(network::Weekdays const& v) {
    std::string out;
    for (int d = 1; d <= 7; ++d) {
      if (v.has(d)) out += (out.empty() ? "" : ",") + std::to_string(d);
    }
    return out;
  }
  static Result<network::Weekdays> from_text(std::string_view t) {
    t = detail::trimmed(t);
    network::Weekdays days;
    for (std::size_t i = 0; i < t.size(); ++i) {
      bool const digit = i % 2 == 0 && t[i] >= '1' && t[i] <= '7';
      if (!digit && !(i % 2 == 1 && t[i] == ',')) return no(wrong_type(kind, t));
      if (digit) days.bits = static_cast<std::uint8_t>(days.bits | (1u << (t[i] - '0')));
    }
    if (days.bits == 0 || t.size() % 2 == 0) return no(wrong_type(kind, t));
    return days;
  }
};

template <>
struct Codec<network::LocalTime> : TextCodec<network::LocalTime> {
  static constexpr ValueKind kind{"string", "local-time", "", "a time of day like 08:00", "时间（如 08:00）"};
  static std::string to_text(network::LocalTime v) {
    auto const two = [](int n) { return std::string{char('0' + n / 10), char('0' + n % 10)}; };
    return two(v.minutes / 60) + ":" + two(v.minutes % 60);
  }
  static Result<network::LocalTime> from_text(std::string_view t) {
    t = detail::trimmed(t);
    auto const digit = [&](std::size_t i) { return t[i] >= '0' && t[i] <= '9' ? t[i] - '0' : 100; };
    if (t.size() != 5 || t[2] != ':') return no(wrong_type(kind, t));
    int const hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour > 23 || minute > 59) return no(wrong_type(kind, t));
    return network::LocalTime{hour * 60 + minute};
  }
};

}  // namespace landport

namespace landport::network {
namespace {

// ---- the rows as they stand in the files ----

struct NodeRow : Node {};
constexpr auto fields(Type<NodeRow>) {
  return field_list(field("code", &Node::code, "代码", "Code"),
                    may("locode", &Node::locode, "UN/LOCODE", "UN/LOCODE"),
                    field("name_zh", &Node::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Node::name_en, "英文名", "English name"),
                    field("kind", &Node::kind, "类型", "Kind"),
                    field("country", &Node::country, "国家", "Country"),
                    field("time_zone", &Node::time_zone, "时区", "Time zone"),
                    field("lat", &Node::lat, "纬度", "Latitude"),
                    field("lon", &Node::lon, "经度", "Longitude"),
                    may("gauges", &Node::gauges, "轨距", "Gauges"));
}

struct LegPartnerRow : LegPartner {};
constexpr auto fields(Type<LegPartnerRow>) {
  return field_list(field("leg", &LegPartner::code, "区段代码", "Leg"),
                    field("org", &LegPartner::org, "单位", "Organisation"));
}

struct LegRow : Leg {
  std::string section_list, distance_basis;
  std::optional<std::int64_t> published_km;
};
constexpr auto fields(Type<LegRow>) {
  return field_list(field("code", &Leg::code, "代码", "Code"),
                    field("from", &Leg::from, "起", "From"),
                    field("to", &Leg::to, "止", "To"),
                    field("mode", &Leg::mode, "方式", "Mode"),
                    may("gauge_mm", &Leg::gauge, "轨距", "Gauge"),
                    may("sections", &LegRow::section_list, "区段", "Sections"),
                    field("distance_km", &Leg::distance_km, "里程", "Distance"),
                    field("distance_basis", &LegRow::distance_basis, "里程依据", "Basis of the distance"),
                    may("published_km", &LegRow::published_km, "公布里程", "Published distance"));
}

struct SectionRow : Section {
  std::int64_t gauge_mm = 0, speed_max_kmh = 0, train_length_max_mm = 0, axle_max_kg = 0,
               wagon_gross_max_kg = 0, train_container_gross_max_kg = 0;
  std::string countries;
  bool pair_20ft_required = false;
  std::optional<std::int64_t> wagons_max, conventional_wagons_max, pair_20ft_difference_max_kg,
      average_40ft_gross_max_kg, average_40ft_cargo_max_kg, lateral_offset_max_mm, bogie_difference_max_kg,
      cog_height_max_mm, offset_assumed_mm;
};
// Only code, names and what booking must know are used here; the train department reads the rest of the same
// file.
constexpr auto fields(Type<SectionRow>) {
  using R = SectionRow;
  return field_list(
      field("code", &Section::code, "代码", "Code"),
      field("name_zh", &Section::name_zh, "中文名", "Chinese name"),
      field("name_en", &Section::name_en, "英文名", "English name"),
      field("gauge_mm", &R::gauge_mm, "轨距", "Gauge"),
      field("countries", &R::countries, "国家", "Countries"),
      field("speed_max_kmh", &R::speed_max_kmh, "最高速度", "Speed, at most"),
      field("train_length_max_mm", &R::train_length_max_mm, "列车长度", "Train length"),
      may("wagons_max", &R::wagons_max, "车数", "Wagons"),
      may("conventional_wagons_max", &R::conventional_wagons_max, "换长车数", "Conventional wagons"),
      field("axle_max_kg", &R::axle_max_kg, "轴重", "Axle load"),
      field("wagon_gross_max_kg", &R::wagon_gross_max_kg, "车辆总重", "Wagon gross"),
      field("train_container_gross_max_kg", &R::train_container_gross_max_kg, "列车箱总重",
            "Containers of a train"),
      field("open_top_allowed", &Section::open_top_allowed, "允许开顶箱", "Open tops allowed"),
      field("pair_20ft_required", &R::pair_20ft_required, "20 英尺成对", "20-foot in pairs"),
      may("gross_20ft_max_kg", &Section::gross_20ft_max, "20 英尺箱总重", "20-foot gross"),
      may("pair_20ft_difference_max_kg", &R::pair_20ft_difference_max_kg, "成对重差", "Difference of a pair"),
      may("average_40ft_gross_max_kg", &R::average_40ft_gross_max_kg, "40 英尺平均总重",
          "40-foot average gross"),
      may("average_40ft_cargo_max_kg", &R::average_40ft_cargo_max_kg, "40 英尺平均货重",
          "40-foot average cargo"),
      may("lateral_offset_max_mm", &R::lateral_offset_max_mm, "横向偏移", "Lateral offset"),
      may("bogie_difference_max_kg", &R::bogie_difference_max_kg, "转向架差", "Bogie difference"),
      may("cog_height_max_mm", &R::cog_height_max_mm, "重心高", "Height of the centre of gravity"),
      may("offset_assumed_mm", &R::offset_assumed_mm, "假定偏移", "Assumed offset"));
}

struct PathRow : Path {};
constexpr auto fields(Type<PathRow>) {
  return field_list(field("code", &Path::code, "代码", "Code"),
                    field("leg", &Path::leg, "区段", "Leg"),
                    field("days", &Path::days, "开行日", "Days"),
                    field("depart_time", &Path::departs, "开", "Departs"),
                    field("arrive_day", &Path::arrive_day, "到达日", "Arrival day"),
                    field("arrive_time", &Path::arrives, "到", "Arrives"),
                    field("length_max_mm", &Path::length_max, "装载长度上限", "Length, at most"),
                    field("mass_max_kg", &Path::mass_max, "总重上限", "Mass, at most"),
                    field("plugs_max", &Path::plugs_max, "插座上限", "Plugs, at most"),
                    field("teu_max_hundredths", &Path::teu_max, "标准箱上限", "TEU, at most"));
}

struct ServiceRow : Service {
  std::int64_t booking_hours = 0, documents_hours = 0, gate_in_hours = 0, vgm_hours = 0;
};
constexpr auto fields(Type<ServiceRow>) {
  using R = ServiceRow;
  return field_list(field("code", &Service::code, "代码", "Code"),
                    field("name_zh", &Service::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Service::name_en, "英文名", "English name"),
                    field("from", &Service::from, "起", "From"),
                    field("to", &Service::to, "止", "To"),
                    field("days", &Service::days, "开行日", "Days"),
                    field("depart_time", &Service::departs, "开", "Departs"),
                    field("booking_cutoff_hours", &R::booking_hours, "截止订舱", "Booking cut-off"),
                    field("documents_cutoff_hours", &R::documents_hours, "截止交单", "Documents cut-off"),
                    field("gate_in_cutoff_hours", &R::gate_in_hours, "截止进站", "Gate-in cut-off"),
                    field("vgm_cutoff_hours", &R::vgm_hours, "截止重量申报", "VGM cut-off"));
}

struct ServiceLegRow : ServiceLeg {};
constexpr auto fields(Type<ServiceLegRow>) {
  return field_list(field("service", &ServiceLeg::service, "线路", "Service"),
                    field("seq", &ServiceLeg::seq, "序号", "Seq."),
                    field("leg", &ServiceLeg::leg, "区段", "Leg"),
                    field("path", &ServiceLeg::path, "车次线", "Path"),
                    field("from", &ServiceLeg::from, "起", "From"),
                    field("to", &ServiceLeg::to, "止", "To"),
                    field("depart_day", &ServiceLeg::depart_day, "开行日", "Departure day"),
                    field("depart_time", &ServiceLeg::departs, "开", "Departs"),
                    field("arrive_day", &ServiceLeg::arrive_day, "到达日", "Arrival day"),
                    field("arrive_time", &ServiceLeg::arrives, "到", "Arrives"));
}

struct CorridorRow : Corridor {};
constexpr auto fields(Type<CorridorRow>) {
  return field_list(field("service", &Corridor::code, "班列线路", "Service"),
                    field("corridor", &Corridor::corridor, "通道", "Corridor"),
                    field("name_zh", &Corridor::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Corridor::name_en, "英文名", "English name"),
                    may("counted_as", &Corridor::counted_as, "公布口径", "Counted as"));
}

struct CalendarRow : CalendarEntry {
  std::string service_list;
};
constexpr auto fields(Type<CalendarRow>) {
  using R = CalendarRow;
  return field_list(field("code", &R::code, "代码", "Code"),
                    field("services", &R::service_list, "班列线路", "Services"),
                    field("change", &R::change, "变更", "Change"),
                    field("days", &R::days, "星期", "Days of the week"),
                    field("name_zh", &R::name_zh, "中文名", "Chinese name"),
                    field("name_en", &R::name_en, "英文名", "English name"));
}

struct TariffRow : Tariff {
  std::int64_t amount_cents = 0;
  Currency currency;
};
constexpr auto fields(Type<TariffRow>) {
  return field_list(field("code", &Tariff::code, "代码", "Code"),
                    field("name_zh", &Tariff::name_zh, "中文名", "Chinese name"),
                    field("name_en", &Tariff::name_en, "英文名", "English name"),
                    field("charge", &Tariff::charge, "费目", "Charge"),
                    may("service", &Tariff::service, "线路", "Service"),
                    may("feet", &Tariff::feet, "英尺", "Feet"),
                    may("load", &Tariff::load, "空重", "Load"),
                    field("per", &Tariff::per, "单位", "Per"),
                    may("free_days", &Tariff::free_days, "免费天数", "Free days"),
                    may("from_day", &Tariff::from_day, "起算天", "From day"),
                    field("amount_cents", &TariffRow::amount_cents, "金额（分）", "Amount in cents"),
                    field("currency", &TariffRow::currency, "货币", "Currency"));
}

struct EmissionRow {
  Mode mode = Mode::rail;
  std::int64_t mg = 0;
};
constexpr auto fields(Type<EmissionRow>) {
  return field_list(
      field("mode", &EmissionRow::mode, "方式", "Mode"),
      field("co2e_mg_per_tonne_km", &EmissionRow::mg, "排放（毫克每吨公里）", "mg per tonne-km"));
}

// ---- checks ----

template <class T>
Result<void> referred(Register<T> const& reg, std::string_view code, std::string_view file, int line,
                      std::string_view column) {
  if (reg.has(code)) return {};
  return no(pack_fault("pack.no_such_reference", file, line, column).with("got", code));
}

std::string_view text_of(std::string const& code) {
  return code;
}
template <class N>
std::string_view text_of(Name<N> const& code) {
  return code.text;
}

// Reads `file` into `reg`; a code may stand in several rows, but only one may hold on a day.
template <class Row, class T, class Check>
Result<void> read(PackFiles const& files, std::string_view file, Register<T>& reg, Check&& check) {
  auto rows = files.rows<Row>(file);
  if (!rows) return no(rows.error());
  for (auto& dated : *rows) {
    auto const good = check(dated);
    if (!good) return no(good.error());
    std::string const code(text_of(dated.row.code));
    auto const& all = reg.all();
    if (auto const same = all.find(code); same != all.end()) {
      for (auto const& other : same->second) {
        if (!other.valid.overlaps(dated.valid)) continue;
        return no(pack_fault("pack.valid_twice", file, dated.line, "code")
                      .with("got", code)
                      .with("other_line", std::to_string(other.line)));
      }
    }
    reg.add(code, Dated<T>{static_cast<T const&>(dated.row), dated.valid, dated.source, dated.line});
  }
  return {};
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    auto const end = std::min(list.find('+'), list.size());
    parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

Result<void> load_places(PackFiles const& files, Network& n) {
  auto nodes = read<NodeRow>(files, "nodes.csv", n.nodes, [](Dated<NodeRow> const& d) -> Result<void> {
    if (!local_day(Instant{}, d.row.time_zone)) {
      return no(pack_fault("pack.no_such_zone", "nodes.csv", d.line, "time_zone").with("zone", d.row.time_zone));
    }
    if (std::abs(d.row.lat) > 90) return no(pack_fault("pack.out_of_range", "nodes.csv", d.line, "lat"));
    if (std::abs(d.row.lon) > 180) return no(pack_fault("pack.out_of_range", "nodes.csv", d.line, "lon"));
    return {};
  });
  if (!nodes) return nodes;
  auto sections = read<SectionRow>(files, "sections.csv", n.sections,
                                   [](Dated<SectionRow> const&) -> Result<void> { return {}; });
  if (!sections) return sections;
  return read<LegRow>(files, "legs.csv", n.legs, [&](Dated<LegRow>& d) -> Result<void> {
    for (auto const& [code, column] : {std::pair{&d.row.from, "from"}, std::pair{&d.row.to, "to"}}) {
      if (auto r = referred(n.nodes, code->text, "legs.csv", d.line, column); !r) return r;
    }
    d.row.sections = split(d.row.section_list);
    for (auto const& section : d.row.sections) {
      if (auto r = referred(n.sections, section, "legs.csv", d.line, "sections"); !r) return r;
    }
    if (d.row.distance_km <= 0) return no(pack_fault("pack.out_of_range", "legs.csv", d.line, "distance_km"));
    return {};
  });
}

Result<void> load_partners(PackFiles const& files, Network& n) {
  return read<LegPartnerRow>(files, "partners.csv", n.partners, [&](Dated<LegPartnerRow> const& d) {
    return referred(n.legs, d.row.code.text, "partners.csv", d.line, "leg");
  });
}

Result<void> load_paths(PackFiles const& files, Network& n) {
  return read<PathRow>(files, "paths.csv", n.paths, [&](Dated<PathRow>& d) -> Result<void> {
    if (auto r = referred(n.legs, d.row.leg.text, "paths.csv", d.line, "leg"); !r) return r;
    if (d.row.length_max.value <= 0 || d.row.mass_max.value <= 0 || d.row.plugs_max.value < 0 ||
        d.row.teu_max.value <= 0) {
      return no(pack_fault("pack.out_of_range", "paths.csv", d.line, "length_max_mm"));
    }
    return {};
  });
}

// The service leg says the same as its path: leg, times, and a day on which the path runs.
Result<void> agrees(Service const& service, ServiceLeg const& leg, Path const& path, int line) {
  auto const differs = [&](std::string_view column) {
    return no(pack_fault("pack.path_disagrees", "service_legs.csv", line, column).with("path", path.code.text));
  };
  if (path.leg != leg.leg) return differs("leg");
  if (path.departs != leg.departs) return differs("depart_time");
  if (path.arrives != leg.arrives) return differs("arrive_time");
  if (path.arrive_day != leg.arrive_day - leg.depart_day) return differs("arrive_day");
  for (int day = 1; day <= 7; ++day) {
    if (service.days.has(day) && !path.days.has((day - 1 + leg.depart_day) % 7 + 1))
      return differs("depart_day");
  }
  return {};
}

Result<void> load_service_legs(PackFiles const& files, Network& n) {
  static constexpr std::string_view file = "service_legs.csv";
  auto rows = files.rows<ServiceLegRow>(file);
  if (!rows) return no(rows.error());
  for (auto const& d : *rows) {
    if (auto r = referred(n.services, d.row.service.text, file, d.line, "service"); !r) return r;
    if (auto r = referred(n.legs, d.row.leg.text, file, d.line, "leg"); !r) return r;
    if (auto r = referred(n.paths, d.row.path.text, file, d.line, "path"); !r) return r;
    auto const* const leg = n.legs.find(d.row.leg.text, d.valid.begin);
    auto const* const path = n.paths.find(d.row.path.text, d.valid.begin);
    if (!leg) return no(pack_fault("pack.no_such_reference", file, d.line, "leg").with("got", d.row.leg.text));
    if (!path) return no(pack_fault("pack.no_such_reference", file, d.line, "path").with("got", d.row.path.text));
    if (leg->from != d.row.from)
      return no(pack_fault("pack.broken_chain", file, d.line, "from").with("leg", leg->code.text));
    if (leg->to != d.row.to)
      return no(pack_fault("pack.broken_chain", file, d.line, "to").with("leg", leg->code.text));
    for (auto& dated : n.services.all().find(d.row.service.text)->second) {
      if (!dated.valid.overlaps(d.valid)) continue;
      if (auto r = agrees(dated.row, d.row, *path, d.line); !r) return r;
      dated.row.legs.push_back(Dated<ServiceLeg>{d.row, d.valid, d.source, d.line});
    }
  }
  return {};
}

// On the first day of every service its legs lead without a gap from its first node to its last, and time
// goes forward.
Result<void> check_chains(Network& n) {
  for (auto& [service_code, versions] : n.services.all()) {
    auto const& code = service_code;  // clang 14 takes no binding into a lambda
    for (auto& dated : versions) {
      auto& service = dated.row;
      std::stable_sort(service.legs.begin(), service.legs.end(),
                       [](auto const& a, auto const& b) { return a.row.seq < b.row.seq; });
      auto const legs = service.legs_on(dated.valid.begin);
      auto const broken = [&](std::string_view column) {
        return no(pack_fault("pack.broken_chain", "services.csv", dated.line, column).with("leg", code));
      };
      if (legs.empty() || legs.front().from != service.from) return broken("from");
      if (legs.back().to != service.to) return broken("to");
      if (legs.front().departs != service.departs || legs.front().depart_day != 0)
        return broken("depart_time");
      for (std::size_t i = 1; i < legs.size(); ++i) {
        if (legs[i].from != legs[i - 1].to) return broken("from");
        auto const before = std::pair{legs[i - 1].arrive_day, legs[i - 1].arrives};
        if (std::pair{legs[i].depart_day, legs[i].departs} < before) return broken("depart_time");
      }
    }
  }
  return {};
}

Result<void> load_services(PackFiles const& files, Network& n) {
  auto services =
      read<ServiceRow>(files, "services.csv", n.services, [&](Dated<ServiceRow>& d) -> Result<void> {
        if (auto r = referred(n.nodes, d.row.from.text, "services.csv", d.line, "from"); !r) return r;
        if (auto r = referred(n.nodes, d.row.to.text, "services.csv", d.line, "to"); !r) return r;
        d.row.booking_cutoff = hours(d.row.booking_hours);
        d.row.documents_cutoff = hours(d.row.documents_hours);
        d.row.gate_in_cutoff = hours(d.row.gate_in_hours);
        d.row.vgm_cutoff = hours(d.row.vgm_hours);
        return {};
      });
  if (!services) return services;
  if (auto r = load_service_legs(files, n); !r) return r;
  return check_chains(n);
}

// A place may have no corridors.
Result<void> load_corridors(PackFiles const& files, Network& n) {
  if (!files.table("corridors.csv")) return {};
  return read<CorridorRow>(files, "corridors.csv", n.corridors, [&](Dated<CorridorRow> const& d) {
    return referred(n.services, d.row.code.text, "corridors.csv", d.line, "service");
  });
}

// An extra day needs the train paths of every leg on the weekday on which the train comes to it.
Result<void> extra_has_paths(Network const& n, std::string const& code, Dated<CalendarRow> const& d) {
  for (auto const& dated : n.services.all().find(code)->second) {
    if (!dated.valid.overlaps(d.valid)) continue;
    Service extra = dated.row;
    extra.days = d.row.days;
    for (auto const& leg : dated.row.legs) {
      auto const* const path = n.paths.find(leg.row.path.text, leg.valid.begin);
      if (!leg.valid.overlaps(d.valid) || !path || agrees(extra, leg.row, *path, leg.line)) continue;
      return no(pack_fault("pack.path_disagrees", "calendar.csv", d.line, "days").with("path", leg.row.path.text));
    }
  }
  return {};
}

// A place without the file runs its services on their days of the week.
Result<void> load_calendar(PackFiles const& files, Network& n) {
  auto rows = files.rows_if_there<CalendarRow>("calendar.csv");
  if (!rows) return no(rows.error());
  for (auto& d : *rows) {
    d.row.services = split(d.row.service_list);
    for (auto const& code : d.row.services) {
      if (auto r = referred(n.services, code, "calendar.csv", d.line, "services"); !r) return r;
      if (d.row.change != Change::extra) continue;
      if (auto r = extra_has_paths(n, code, d); !r) return r;
    }
    n.calendar.push_back({static_cast<CalendarEntry const&>(d.row), d.valid, d.source, d.line});
  }
  return {};
}

// What is added up is of one currency: freight of a service, and every other charge. Amounts of two are never added.
Result<void> one_currency_each(std::vector<Dated<Tariff>> const& tariffs) {
  for (std::size_t i = 0; i < tariffs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      auto const &a = tariffs[i], &b = tariffs[j];
      bool const added = a.row.charge == b.row.charge && a.valid.overlaps(b.valid) &&
                         (a.row.charge != Charge::freight || !a.row.service || !b.row.service || *a.row.service == *b.row.service);
      if (!added || a.row.amount.currency == b.row.amount.currency) continue;
      return no(pack_fault("pack.two_currencies", "tariffs.csv", a.line, "currency").with("other_line", std::to_string(b.line)));
    }
  }
  return {};
}

Result<void> load_money(PackFiles const& files, Network& n) {
  auto tariffs = files.rows<TariffRow>("tariffs.csv");
  if (!tariffs) return no(tariffs.error());
  for (auto& d : *tariffs) {
    if (d.row.service) {
      if (auto r = referred(n.services, d.row.service->text, "tariffs.csv", d.line, "service"); !r) return r;
    }
    if (d.row.amount_cents < 0) return no(pack_fault("pack.out_of_range", "tariffs.csv", d.line, "amount_cents"));
    d.row.amount = {d.row.amount_cents, d.row.currency};
    n.tariffs.push_back({static_cast<Tariff const&>(d.row), d.valid, d.source, d.line});
  }
  if (auto r = one_currency_each(n.tariffs); !r) return r;
  auto emissions = files.rows<EmissionRow>("emissions.csv");
  if (!emissions) return no(emissions.error());
  for (auto const& d : *emissions) n.emissions[d.row.mode].push_back({d.row.mg, d.valid, d.source, d.line});
  return {};
}

}  // namespace

Result<Network> Network::load(PackFiles const& files, Pack const&) {
  Network n;
  for (auto const part : {load_places, load_partners, load_paths, load_services, load_corridors, load_calendar, load_money}) {
    if (auto r = part(files, n); !r) return no(r.error());
  }
  auto const keys = PackKeys::load(files);
  if (!keys) return no(keys.error());
  auto place = place_of(*keys, n);
  if (!place) return no(place.error());
  n.place = std::move(*place);
  return n;
}

std::vector<ServiceLeg> Service::legs_on(Day day) const {
  std::vector<ServiceLeg> out;
  for (auto const& dated : legs) {
    if (dated.valid.contains(day)) out.push_back(dated.row);
  }
  return out;
}

bool Network::runs_on(Service const& service, Day day) const {
  int const weekday = iso_weekday(day);
  bool runs = service.days.has(weekday);
  for (auto const& dated : calendar) {
    auto const& entry = dated.row;
    bool const meant = dated.valid.contains(day) && entry.days.has(weekday) &&
                       std::find(entry.services.begin(), entry.services.end(), service.code.text) != entry.services.end();
    if (!meant) continue;
    if (entry.change == Change::dropped) return false;
    runs = true;
  }
  return runs;
}

Tariff const* Network::tariff(Charge charge, ServiceCode const& service, int feet, bool laden,
                              Day day) const {
  Tariff const* best = nullptr;
  int best_score = -1;
  for (auto const& dated : tariffs) {
    auto const& t = dated.row;
    if (t.charge != charge || !dated.valid.contains(day)) continue;
    if ((t.service && *t.service != service) || (t.feet && *t.feet != feet)) continue;
    if (t.load && (*t.load == Load::laden) != laden) continue;
    int const score = (t.service ? 4 : 0) + (t.feet ? 2 : 0) + (t.load ? 1 : 0);
    if (score <= best_score) continue;
    best = &t;
    best_score = score;
  }
  return best;
}

std::int64_t Network::emission(Mode mode, Day day) const {
  auto const found = emissions.find(mode);
  if (found == emissions.end()) return 0;
  for (auto const& dated : found->second) {
    if (dated.valid.contains(day)) return dated.row;
  }
  return 0;
}

}  // namespace landport::network
