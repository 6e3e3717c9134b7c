// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/result.h"

namespace landport::network {

inline constexpr RefusalRow refusals[] = {
    {"network.no_such_service", 404, "没有班列线路“{service}”。", "There is no service “{service}”.",
     "请在班列网络中选择一条线路。", "Choose a service of the network."},
    {"network.no_such_departure", 404, "没有班次“{departure}”。", "There is no departure “{departure}”.",
     "请核对班次编号。", "Check the departure's number."},
    {"network.no_such_leg_run", 404, "没有运行线“{leg_run}”。", "There is no leg run “{leg_run}”.",
     "请核对运行线编号。", "Check the leg run's number."},
    {"network.no_such_node", 404, "没有节点“{node}”。", "There is no node “{node}”.",
     "请在班列网络中选择一个节点。", "Choose a node of the network."},
    {"network.same_node", 422, "起止是同一个节点“{node}”。", "Both ends are the same node “{node}”.",
     "请选择两个不同的节点。", "Choose two different nodes."},
    {"network.too_many_places", 422, "经由节点最多 {max} 个。", "At most {max} nodes on the way.",
     "请减少经由节点。", "Name fewer nodes."},
    {"network.no_path", 409, "{day} 没有生效的车次线 {path}。",
     "The train path {path} does not hold on {day}.", "请检查配置中该车次线、区段和节点的有效期。",
     "Check from when to when the path, its leg and its nodes hold in the pack."},
    {"network.not_your_carrier", 403, "您不能代表“{carrier}”排班。", "You may not schedule for “{carrier}”.",
     "请由该承运单位或值班经理排班。", "That carrier or the duty manager may."},
    {"network.departure_cancelled", 409, "班次 {departure} 已停运。", "Departure {departure} is cancelled.",
     "请选择其他班次。", "Choose another departure."},
    {"network.departure_closed", 409, "班次 {departure} 已停止订舱。",
     "Departure {departure} is closed for booking.", "如需恢复，请先恢复订舱。",
     "Reopen it first if it should take bookings."},
    {"network.departure_open", 409, "班次 {departure} 正在开放订舱。",
     "Departure {departure} is open for booking.", "无需操作。", "Nothing needs to be done."},
    {"network.limit_below_sold", 409, "{limit_zh}不能减到 {wanted}：已售和预留 {taken}。",
     "The {limit} cannot go down to {wanted}: {taken} is sold or held.", "请先改配或取消部分订舱。",
     "Roll or cancel some bookings first."},
    {"pack.no_such_reference", 422, "没有“{got}”这一项。", "There is no “{got}”.", "请补上该行，或改正代码。",
     "Add that row or mend the code."},
    {"pack.valid_twice", 422, "“{got}”在同一日期有两行有效（另见第 {other_line} 行）。",
     "“{got}” holds twice on the same day (also line {other_line}).", "请改有效期，使同一日期只有一行有效。",
     "Change the days so that one row holds on any day."},
    {"pack.broken_chain", 422, "区段不能首尾相接（{leg}）。",
     "The legs do not lead on from each other ({leg}).", "请检查起止节点和时间。",
     "Check the nodes and times."},
    {"pack.path_disagrees", 422, "与车次线 {path} 不一致。", "It disagrees with the train path {path}.",
     "请使线路区段与车次线的区段、时刻和开行日一致。",
     "Make leg, times and days of the service the same as the path's."},
    {"pack.no_such_zone", 422, "没有时区“{zone}”。", "There is no time zone “{zone}”.",
     "请使用 IANA 时区名。", "Use a name of the IANA database."},
    {"pack.two_currencies", 422, "同一费目的费率在同一天有两种货币（另见第 {other_line} 行）。",
     "Rates of one charge hold in two currencies on the same day (also line {other_line}).",
     "请统一该费目（运费按线路）的货币：不同货币不相加。",
     "Give one charge one currency, freight one for each service: amounts of two currencies are never added."},
    {"pack.out_of_range", 422, "数值超出可能范围。", "The number is outside what is possible.",
     "请检查数值及其单位。", "Check the number and its unit."},
};

}  // namespace landport::network
