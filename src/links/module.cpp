// SPDX-License-Identifier: Apache-2.0
#include "journal/department.h"
#include "links/edifact_link.h"
#include "links/module.h"

namespace landport::links {

constexpr auto fields(Type<StatusMeaning>) {
  return field_list(field("message", &StatusMeaning::message, "报文", "Message"), field("code", &StatusMeaning::code, "状态码", "Status code"),
                    field("milestone", &StatusMeaning::milestone, "节点", "Milestone"));
}

Result<MessageStatuses> MessageStatuses::load(PackFiles const& files, Pack const&) {
  auto const rows = files.rows<StatusMeaning>("message_status.csv");
  if (!rows) return no(rows.error());
  MessageStatuses out;
  for (auto const& row : *rows) out.rows.push_back(row.row);
  return out;
}

DepartmentDescription describe() {
  static constexpr RefusalRow rows[] = {
      {"import.not_by_sheet", 422, "“{command}”不能用表格导入：有的字段放不进单元格。",
       "“{command}” cannot be imported from a sheet: some of its fields do not fit a cell.", "请改用接口。", "Use the API."},
      {"import.unknown_kind", 422, "看不出这是什么表：没有哪种导入有这些列：{got}。",
       "It cannot be told what list this is: nothing that is imported has these columns: {got}.",
       "请使用模板的表头，或指明种类（kind）：bookings、containers、edifact 或命令名，如 gate.admit_unit。",
       "Use the headings of a template, or name the kind: bookings, containers, edifact or a command such as gate.admit_unit."},
      {"import.several_kinds", 422, "这张表可以是几种导入：{kinds}。", "This list could be one of several kinds: {kinds}.",
       "请指明种类（kind）。", "Name the kind."},
      {"import.no_such_kind", 422, "没有“{got}”这种导入。", "There is no kind of import “{got}”.",
       "可用：bookings、containers、edifact，或命令名，如 gate.admit_unit。",
       "Use bookings, containers, edifact, or a command such as gate.admit_unit."},
      {"links.no_node", 422, "地点“{got}”不是本港路网的节点。", "The place “{got}” is no node of this port's network.",
       "如需使用，请在配置包 nodes.csv 中添加。", "Add it to the pack's nodes.csv if it should be one."},
      {"links.no_milestone", 422, "状态“{got}”（{words}）没有对应的节点含义。", "The status “{got}” ({words}) means no milestone here.",
       "如需使用，请在配置包 message_status.csv 中添加。", "Add it to the pack's message_status.csv if it should."},
  };
  return Department("links", "对接", "Links").packs<MessageStatuses>().refusals(rows);
}

}  // namespace landport::links
