// SPDX-License-Identifier: Apache-2.0
#include "stores/sqlite_store.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "journal/verify.h"
#include "stores/sqlite_files.h"
#include "stores/sqlite_schema.h"
#include "stores/sqlite_writer.h"

namespace landport {

namespace {

constexpr std::size_t idle_readers_max = 8;
constexpr Sequence tail = 1'000;

[[noreturn]] void damaged(std::string const& file, std::string const& en, std::string const& zh) {
  throw StoreFault(
      file + " is damaged: " + en +
      ". Keep the file as it is, run `landport verify`, then restore the last backup. 日志已损坏：" + zh +
      "。请保留原文件，运行 landport verify，然后恢复最近的备份。");
}

void must_be_sound(std::string const& file, VerifyReport const& report) {
  if (report.sound()) return;
  auto const& first = report.problems.front();
  auto const of_stream = first.stream.empty() ? std::string() : ", stream " + first.stream;
  damaged(file, "event " + std::to_string(first.sequence) + of_stream + ": " + first.en,
          "事件 " + std::to_string(first.sequence) + "：" + first.zh);
}

}  // namespace

struct SqliteStore::Inside {
  std::string file;
  std::string vfs;
  std::string folder;  // empty when it lives in another file layer
  std::optional<sqlite::FolderLock> lock;

  // Before the readers, so that it is closed after them: the last connection to close tidies the log away.
  std::recursive_mutex write_mutex;  // a `take` on the writer's connection may call the store again
  std::optional<sqlite::Writer> writer;
  std::optional<sqlite::Reader> beside_writer;  // on the writer's connection
  bool beside_writer_busy = false;
  std::atomic<std::thread::id> appends{};  // the thread that appended last
  std::atomic<Sequence> last{0};

  std::mutex idle_mutex;
  std::vector<std::unique_ptr<sqlite::Reader>> idle;

  sqlite::Writer& writing() {
    if (!writer) throw StoreFault(file + " is open for reading only");
    return *writer;
  }
  std::unique_ptr<sqlite::Reader> take_reader() {
    {
      std::lock_guard const guard(idle_mutex);
      if (!idle.empty()) {
        auto reader = std::move(idle.back());
        idle.pop_back();
        return reader;
      }
    }
    return std::make_unique<sqlite::Reader>(file, vfs);
  }
  void give_back(std::unique_ptr<sqlite::Reader> reader) {
    std::lock_guard const guard(idle_mutex);
    if (idle.size() < idle_readers_max) idle.push_back(std::move(reader));
  }
  // For what decisions ask. The thread that appends reads on the writer's connection: every commit makes all
  // other connections forget what they remember of the file, so that a stream would be read from the log again.
  template <class Work>
  auto deciding(Work&& work) {
    if (appends.load(std::memory_order_relaxed) == std::this_thread::get_id()) {
      std::lock_guard const guard(write_mutex);
      if (!beside_writer_busy) {
        struct Busy {
          explicit Busy(bool& f) : flag(f) { flag = true; }
          ~Busy() { flag = false; }
          bool& flag;
        } const busy(beside_writer_busy);
        return work(*beside_writer);
      }
    }
    return reading(work);
  }
  // A reader that met a fault is not used again.
  template <class Work>
  auto reading(Work&& work) {
    auto reader = take_reader();
    if constexpr (std::is_void_v<decltype(work(*reader))>) {
      work(*reader);
      give_back(std::move(reader));
    } else {
      auto result = work(*reader);
      give_back(std::move(reader));
      return result;
    }
  }
};

SqliteStore::SqliteStore(std::string const& data_dir) : SqliteStore(data_dir, Options()) {}

SqliteStore::SqliteStore(std::string const& data_dir, Options options) : inside_(std::make_unique<Inside>()) {
  inside_->file = data_dir + "/" + file_name;
  inside_->vfs = options.vfs;
  if (options.vfs.empty()) inside_->folder = data_dir;
  if (options.use == Use::serve) {
    if (options.vfs.empty()) {
      sqlite::make_folder(data_dir);
      inside_->lock.emplace(data_dir);
    }
    inside_->writer.emplace(inside_->file, options.vfs,
                            sqlite::Writer::Options{options.sync, options.log_pages});
    inside_->beside_writer.emplace(inside_->writer->connection());
    inside_->last = inside_->writer->last_sequence();
    if (options.vfs.empty()) sqlite::sync_folder(data_dir);
  } else {
    inside_->reading([](sqlite::Reader& reader) { sqlite::check_schema(reader.connection()); });
  }
  if (options.check == Check::tail) must_be_sound(inside_->file, verify_tail(*this, tail));
  if (options.check == Check::whole) {
    must_be_sound(inside_->file, verify(*this, std::nullopt));
    for (auto const& found : damage()) damaged(inside_->file, found, found);
  }
}

SqliteStore::~SqliteStore() {
  inside_->idle.clear();
  inside_->beside_writer.reset();
  inside_->writer.reset();
}

void SqliteStore::append(Append const& what) {
  std::lock_guard const guard(inside_->write_mutex);
  auto& writer = inside_->writing();
  inside_->appends = std::this_thread::get_id();
  writer.append(what);
  inside_->last = writer.last_sequence();
}

Sequence SqliteStore::last_sequence() const {
  if (inside_->writer) return inside_->last;
  return inside_->reading([](sqlite::Reader& reader) { return reader.last_sequence(); });
}

void SqliteStore::read(Sequence after, Sequence until, std::function<bool(StoredEvent&&)> const& take) const {
  inside_->reading([&](sqlite::Reader& reader) { reader.read(after, until, take); });
}

void SqliteStore::read_stream(std::string_view stream, Version after,
                              std::function<bool(StoredEvent&&)> const& take) const {
  inside_->deciding([&](sqlite::Reader& reader) { reader.read_stream(stream, after, take); });
}

void SqliteStore::read_by_happened(Instant after, Instant up_to, Sequence until,
                                   std::function<bool(StoredEvent&&)> const& take) const {
  inside_->reading([&](sqlite::Reader& reader) { reader.read_by_happened(after, up_to, until, take); });
}

Store::Head SqliteStore::head(std::string_view stream) const {
  return inside_->deciding([&](sqlite::Reader& reader) { return reader.head(stream); });
}

Sequence SqliteStore::sequence_at(Instant recorded) const {
  return inside_->reading([&](sqlite::Reader& reader) { return reader.sequence_at(recorded); });
}

std::optional<StoredCommand> SqliteStore::command(CommandId const& id) const {
  return inside_->deciding([&](sqlite::Reader& reader) { return reader.command(id); });
}

std::vector<Checkpoint> SqliteStore::checkpoints() const {
  return inside_->reading([](sqlite::Reader& reader) { return reader.checkpoints(); });
}

std::optional<Checkpoint> SqliteStore::last_checkpoint() const {
  return inside_->reading([](sqlite::Reader& reader) { return reader.last_checkpoint(); });
}

void SqliteStore::put_snapshot(StoredSnapshot const& snapshot) {
  std::lock_guard const guard(inside_->write_mutex);
  inside_->writing().put_snapshot(snapshot);
}

std::optional<StoredSnapshot> SqliteStore::snapshot(std::string_view view, std::string_view shape,
                                                    bool by_happened, Sequence until, Instant up_to) const {
  return inside_->reading(
      [&](sqlite::Reader& reader) { return reader.snapshot(view, shape, by_happened, until, up_to); });
}

void SqliteStore::drop_snapshots_by_happened(Instant happened) {
  std::lock_guard const guard(inside_->write_mutex);
  inside_->writing().drop_snapshots_by_happened(happened);
}

std::vector<SnapshotPlace> SqliteStore::snapshots() const {
  return inside_->reading([](sqlite::Reader& reader) { return reader.snapshots(); });
}

bool SqliteStore::drop_snapshots(std::span<SnapshotPlace const> places) {
  sqlite::BackupLock const lock(inside_->folder, sqlite::BackupLock::Who::tidier);
  if (!lock.held()) return false;
  std::lock_guard const guard(inside_->write_mutex);
  inside_->writing().drop_snapshots(places);
  return true;
}

void SqliteStore::backup(std::string const& file) const {
  sqlite::BackupLock const lock(inside_->folder, sqlite::BackupLock::Who::backup);
  inside_->reading([&](sqlite::Reader& reader) { sqlite::copy_journal(reader, file); });
}

std::vector<std::string> SqliteStore::damage() const {
  return inside_->reading([](sqlite::Reader& reader) { return reader.damage(); });
}

}  // namespace landport
