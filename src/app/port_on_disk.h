// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "app/clock.h"
#include "http/directory.h"
#include "journal/book.h"
#include "stores/sqlite_store.h"
#include "stores/write_behind.h"

namespace landport::app {

// A port in a data folder: journal, accounts, signing key, and the pack that it runs on.
struct PortOnDisk {
  // Opens or makes it and replays the journal. Throws StoreFault, FolderHeld when another process has it open; a pack
  // that cannot be read is a PackFault. Writes to the log unless it is `quiet`. Without `sync` it is made
  // anew, and what is committed is written later: only where nobody is promised anything (app/demo_past.h).
  PortOnDisk(std::string const& data, std::string const& pack_folder, bool quiet = false, bool sync = true);
  ~PortOnDisk();

  Instant now() const;

  std::string data, pack_folder, pack_name;
  std::unique_ptr<Catalogue> catalogue;
  Pack pack;
  SigningKey key;
  std::unique_ptr<SqliteStore> store;
  std::unique_ptr<WriteBehind> behind;  // before it, without `sync`
  std::unique_ptr<http::Directory> directory;
  // The demo's past is written on a clock of its own; 0 is `clock`.
  std::atomic<std::int64_t> pretended_ms{0};
  PacedClock clock;  // set before anybody else looks at it
  std::unique_ptr<Book> book;
};

struct PackFault {
  Refusal refusal;
};

}  // namespace landport::app
