// SPDX-License-Identifier: Apache-2.0
#include "journal/catalogue.h"

namespace landport {

std::span<RefusalRow const> refusals_of_journal() {
  static constexpr RefusalRow rows[] = {
      {"unknown", 500, "操作被拒绝（{code}）。", "Refused ({code}).", "请把这个代码告诉管理员。",
       "Tell this code to the administrator."},
      {"command.not_permitted", 403, "您的角色不能执行“{command}”。", "Your role may not do “{command}”.",
       "请联系有权限的同事，或向管理员申请角色。", "Ask a colleague who may, or ask the administrator for the role."},
      {"command.id_reused", 422, "此命令编号已用于另一条命令。", "This command id was used for another command.",
       "每条新命令请使用新的编号。", "Use a new id for each new command."},
      {"command.happened_in_future", 422, "发生时间 {got} 晚于现在 {now}。", "It cannot have happened at {got}: it is {now}.",
       "请检查时间和时区。", "Check the time and its zone."},
      {"command.happened_too_long_ago", 422, "发生时间 {got} 早于允许的最早时间 {min}。",
       "{got} is earlier than the earliest time allowed, {min}.", "请检查日期。", "Check the date."},
      {"command.too_many", 422, "一次最多 {max} 条命令，收到 {got} 条。", "At most {max} commands at once; these are {got}.",
       "请分几次提交。", "Send them in several parts."},
      {"port.busy", 503, "等待处理的命令已满。", "Too many commands are waiting.", "请稍后用同一编号重试。",
       "Try again shortly with the same id."},
      {"port.stopping", 503, "港口系统正在停止。", "The port is stopping.", "请稍后用同一编号重试。",
       "Try again shortly with the same id."},
      {"port.store_fault", 503, "账本无法写入：{why}。该命令未生效。", "The journal cannot be written: {why}. Nothing was done.",
       "请通知管理员；恢复后用同一编号重试。", "Tell the administrator; try again with the same id once it is mended."},
      {"journal.unreadable", 500, "账本第 {sequence} 条事件（{type}）无法读取：{why}。",
       "Event {sequence} ({type}) of the journal cannot be read: {why}.", "请运行 landport verify。", "Run landport verify."},
      {"query.no_such_table", 404, "没有名为“{name}”的表。{hint}", "There is no table “{name}”. {hint}", "请查阅接口文档。",
       "Look it up in the API document."},
      {"query.no_such_field", 422, "这里没有字段“{field}”。{hint}", "There is no field “{field}” here. {hint}", "请查阅接口文档。",
       "Look it up in the API document."},
      {"query.no_such_test", 422, "字段“{field}”不能这样筛选。", "The field “{field}” cannot be tested so.",
       "请改用 q= 或其他字段。", "Use q= or another field."},
      {"query.not_found", 404, "找不到“{key}”。", "“{key}” was not found.", "请核对编号。", "Check the name."},
      {"query.behind", 503, "视图尚未到达序号 {sequence}。", "The view has not reached sequence {sequence} yet.",
       "请稍后重试。", "Try again shortly."},
      {"pack.folder", 422, "没有配置包目录 {folder}。", "There is no folder of a pack at {folder}.", "请用 --pack 指明目录。",
       "Name the folder with --pack."},
      {"pack.file_missing", 422, "配置包缺少文件 {file}。", "The pack has no file {file}.", "请补上该文件。", "Add the file."},
      {"pack.unknown_column", 422, "没有名为“{column}”的列。", "There is no column “{column}” here.",
       "请对照配置说明。", "Compare it with the description of the pack."},
      {"pack.no_source", 422, "该行没有写明来源。", "The row does not say where it comes from.",
       "请在 source 列写明标准、文件或合同及日期。", "Name the standard, paper or contract and its date in `source`."},
      {"pack.no_demo", 422, "该配置包没有演示数据。", "This pack has no demonstration.", "请去掉 --demo，或补上 demo_people.csv 等文件。",
       "Leave out --demo, or add demo_people.csv and what belongs to it."},
      {"pack.demo_incomplete", 422, "演示数据缺少“{what}”。", "The demonstration has no “{what}”.", "请在 {file} 中补上。", "Add it to {file}."},
      {"pack.bad_reference", 422, "“{got}”在 {file} 中不存在。", "“{got}” is not in {file}.", "请先添加被引用的行。",
       "Add the row that it refers to."},
  };
  return rows;
}

Catalogue::Catalogue(std::vector<DepartmentDescription> departments) : departments_(std::move(departments)) {
  auto const add_refusals = [&](std::span<RefusalRow const> rows) {
    for (auto const& row : rows) {
      LP_ASSERT(refusals_.emplace(row.code, row).second, "every refusal code stands in one table once");
    }
  };
  add_refusals(refusals_of_words());
  add_refusals(refusals_of_journal());
  for (auto const& d : departments_) {
    add_refusals(d.refusals);
    for (auto const& e : d.events) {
      LP_ASSERT(events_.emplace(e.tag->wire, &e).second, "every event has a wire name of its own");
      event_tags_.emplace(e.tag, &e);
    }
    for (auto const& c : d.commands) {
      LP_ASSERT(commands_.emplace(c.wire, &c).second, "every command has a wire name of its own");
    }
    for (auto const& q : d.queries) {
      LP_ASSERT(queries_.emplace(q.wire, &q).second, "every query has a wire name of its own");
    }
    for (auto const& v : d.views) {
      for (auto const& t : v.tables) {
        LP_ASSERT(tables_.emplace(t.name, std::pair{&v, &t}).second, "every table has a name of its own");
      }
    }
  }
  for (auto const& d : departments_) {
    for (auto const& v : d.views) {
      for (auto const* tag : v.folds) LP_ASSERT(event_tags_.contains(tag), "a view folds events of departments only");
    }
  }
}

namespace {
template <class Map, class Key>
auto find_or_null(Map const& map, Key const& key) {
  auto const found = map.find(key);
  return found == map.end() ? typename Map::mapped_type{} : found->second;
}
}  // namespace

EventKind const* Catalogue::event(std::string_view wire) const { return find_or_null(events_, wire); }
EventKind const& Catalogue::event(EventTag const* tag) const {
  auto const* kind = find_or_null(event_tags_, tag);
  LP_ASSERT(kind, "a fact belongs to a department of the catalogue");
  return *kind;
}
CommandKind const* Catalogue::command(std::string_view wire) const { return find_or_null(commands_, wire); }
CommandKind const& Catalogue::command(CommandTag const* tag) const {
  auto const* kind = tag ? find_or_null(commands_, tag->wire) : nullptr;
  LP_ASSERT(kind, "a command belongs to a department of the catalogue");
  return *kind;
}
QueryKind const* Catalogue::query(std::string_view wire) const { return find_or_null(queries_, wire); }
TableKind const* Catalogue::table(std::string_view name) const { return find_or_null(tables_, name).second; }
ViewKind const* Catalogue::view_of_table(std::string_view name) const { return find_or_null(tables_, name).first; }
ViewKind const& Catalogue::view(std::type_index type) const {
  for (auto const& d : departments_) {
    for (auto const& v : d.views) {
      if (v.type == type) return v;
    }
  }
  LP_ASSERT(false, "a view belongs to a department of the catalogue");
}
RefusalRow const& Catalogue::refusal(std::string_view code) const {
  auto const found = refusals_.find(code);
  return found == refusals_.end() ? refusals_.find("unknown")->second : found->second;
}

Result<Pack> Catalogue::load(PackFiles const& files) const {
  Pack pack;
  for (auto const& d : departments_) {
    for (auto const& loader : d.loaders) {
      if (auto loaded = loader(files, pack); !loaded) return no(std::move(loaded.error()));
    }
  }
  return pack;
}

Result<Recorded> Catalogue::read(StoredEvent stored, JsonParser& parser) const {
  auto const unreadable = [&](std::string_view why) {
    return no(refuse("journal.unreadable").with("sequence", std::to_string(stored.sequence)).with("type", stored.type)
                  .with("why", why));
  };
  auto const* kind = event(stored.type);
  if (!kind) return unreadable("this version does not know the type");
  auto const value = parser.parse(stored.data);
  if (!value) return unreadable(fill("{why}", value.error()));
  auto fact = kind->read(*value);
  if (!fact) return unreadable(fact.error().code + " " + fact.error().place);
  Recorded r;
  r.sequence = stored.sequence;
  r.stream.text = std::move(stored.stream);
  r.version = stored.version;
  r.recorded = stored.recorded;
  r.happened = stored.happened;
  r.person = std::move(stored.person);
  r.org = std::move(stored.org);
  r.command = stored.command;
  r.event = std::move(*fact);
  return r;
}

}  // namespace landport
