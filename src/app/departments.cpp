// SPDX-License-Identifier: Apache-2.0
#include "app/departments.h"

#include "formats/refusals.h"
#include "http/window.h"
#include "links/module.h"
#include "port/audit/module.h"
#include "port/audit/watch.h"
#include "port/booking/module.h"
#include "port/container/module.h"
#include "port/customs/module.h"
#include "port/gate/module.h"
#include "port/indicator/module.h"
#include "port/liaison/module.h"
#include "port/network/module.h"
#include "port/pool/module.h"
#include "port/shift/module.h"
#include "port/tracking/module.h"
#include "port/train/module.h"
#include "port/yard/module.h"
#include "solvers/rail_route.h"

namespace landport::app {

std::vector<DepartmentDescription> departments() {
  // The order is that of loading the pack: a department may use the parts of those before it.
  std::vector<DepartmentDescription> list{
      network::describe(),
      booking::describe(),
      container::describe(),
      customs::describe(),
      gate::describe(),
      yard::describe(),
      train::describe(),
      tracking::describe(),
      indicator::describe(),
      links::describe(),
      liaison::describe(),
      pool::describe(),
      audit::describe(),
      shift::describe(),
  };
  audit::watch(list);
  // Those rooms have refusals of their own, and nothing else that a department has.
  list.push_back({.name = "http", .zh = "窗口", .en = "Window", .refusals = http::refusals_of_http()});
  list.push_back({.name = "formats", .zh = "格式", .en = "Formats", .refusals = refusals_of_formats()});
  list.push_back({.name = "rails", .zh = "径路", .en = "Ways over the rails", .refusals = solvers::refusals_of_rail_route()});
  return list;
}

}  // namespace landport::app
