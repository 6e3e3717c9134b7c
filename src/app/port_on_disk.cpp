// SPDX-License-Identifier: Apache-2.0
#include "app/port_on_disk.h"

#include <sys/stat.h>

#include <chrono>
#include <filesystem>

#include "app/departments.h"
#include "app/log.h"
#include "app/pack_folder.h"

namespace landport::app {

PortOnDisk::~PortOnDisk() = default;

Instant PortOnDisk::now() const {
  if (auto const pretended = pretended_ms.load(std::memory_order_relaxed)) return Instant{pretended};
  return clock.now();
}

PortOnDisk::PortOnDisk(std::string const& data_folder, std::string const& pack_path, bool quiet, bool sync)
    : data(data_folder), pack_folder(pack_path), pack_name(std::filesystem::path(pack_path).filename().string()) {
  catalogue = std::make_unique<Catalogue>(departments());
  auto const files = read_pack(pack_folder);
  if (!files) throw PackFault{files.error()};
  auto loaded = catalogue->load(*files);
  if (!loaded) throw PackFault{loaded.error()};
  pack = std::move(*loaded);
  SqliteStore::Options store_options;
  store_options.sync = sync;
  store = std::make_unique<SqliteStore>(data, store_options);
  if (!sync) behind = std::make_unique<WriteBehind>(*store);
  ::chmod(data.c_str(), 0700);  // accounts and the signing key live here
  key = SigningKey::load_or_make(data + "/signing.key");
  directory = std::make_unique<http::Directory>(data + "/accounts.db");
  Book::Options options;
  options.clock = [this] { return now(); };
  options.key = &key;
  // Nobody looks back in a past that is still being made. Whoever opens a port that starts wants its present first.
  if (!sync) options.rung_every = 0;
  options.by_hand = !sync;
  options.look_back_after = seconds(5);
  auto const begun = std::chrono::steady_clock::now();
  book = std::make_unique<Book>(behind ? static_cast<Store&>(*behind) : *store, *catalogue, pack, options, [quiet](Sequence done, Sequence all) {
    if (!quiet && done % (1 << 18) == 0) log("info", "replay", {{"done", std::to_string(done)}, {"all", std::to_string(all)}});
  });
  auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  if (!quiet) log("info", "opened", {{"data", data}, {"pack", pack_name}, {"sequence", std::to_string(store->last_sequence())}, {"ms", std::to_string(ms)}});
}

}  // namespace landport::app
