// SPDX-License-Identifier: Apache-2.0
#include "app/demo_past.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "app/accounts.h"
#include "app/log.h"
#include "port/network/network.h"
#include "sim/demo.h"
#include "stores/sqlite_files.h"

namespace landport::app {

namespace fs = std::filesystem;

namespace {

bool has_a_past(std::string const& data) {
  std::error_code ignored;
  if (!fs::exists(fs::path(data) / SqliteStore::file_name, ignored)) return false;
  SqliteStore::Options options;
  options.use = SqliteStore::Use::read;
  return SqliteStore(data, options).last_sequence() > 0;
}

void sync(fs::path const& path) {
  int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 || ::fsync(file) != 0) throw StoreFault("sync " + path.string());
  ::close(file);
}

void live_in(std::string const& making, std::string const& pack_folder, int days, sim::Misbehaviour const& outside) {
  fmt::print("  正在生成演示数据（过去 {0} 天）… / making the demo's past of {0} days …\n", days);
  std::fflush(stdout);
  auto const begun = machine_clock();
  PortOnDisk port(making, pack_folder, true, false);
  auto const lived = sim::live_past(*port.book, [&](Instant at) { port.pretended_ms = at.ms; }, port.now(), days, world_of(port, outside));
  port.pretended_ms = 0;
  port.book->stop();
  port.behind->drain();
  for (auto const& [why, times] : lived.refused_why) log("info", "demo", {{"refused", why}, {"times", std::to_string(times)}});
  auto const events = port.store->last_sequence();
  auto const seconds = static_cast<double>((machine_clock() - begun).ms) / 1000;
  log("info", "demo", {{"commands", std::to_string(lived.commands)}, {"refused", std::to_string(lived.refused)}, {"events", std::to_string(events)}, {"seconds", fmt::format("{:.1f}", seconds)}});
  fmt::print("  {0} 条指令，{1} 个事件，{2:.1f} 秒 / {0} commands, {1} events, {2:.1f} s\n", lived.commands, events, seconds);
}

}  // namespace

sim::WorldOptions world_of(PortOnDisk const& port, sim::Misbehaviour const& outside) {
  sim::WorldOptions world;
  world.cast = cast_of(port.pack_folder);
  world.home = port.pack.get<network::Network>().place.home_node.text;
  world.outside = outside;
  return world;
}

void make_past(std::string const& data, std::string const& pack_folder, int days, sim::Misbehaviour const& outside) {
  fs::path const folder(data), making = folder / "making";
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
  // Nobody else serves this folder while its journal is made and moved in.
  sqlite::FolderLock const lock(data);
  if (has_a_past(data)) return;
  fs::remove_all(making);  // of a start that did not get to its end
  fs::create_directories(making);
  live_in(making.string(), pack_folder, days, outside);
  if (fs::exists(making / (std::string(SqliteStore::file_name) + "-wal"))) throw StoreFault("the demo's past is not whole in " + making.string());
  sync(making / SqliteStore::file_name);
  for (auto const* old : {"-wal", "-shm"}) fs::remove(folder / (std::string(SqliteStore::file_name) + old));
  // The key first: a journal is not left without the key that signed it.
  fs::rename(making / "signing.key", folder / "signing.key");
  fs::rename(making / SqliteStore::file_name, folder / SqliteStore::file_name);
  sync(folder);
  fs::remove_all(making);
}

}  // namespace landport::app
