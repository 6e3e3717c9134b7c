// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>

#include "app/accounts.h"
#include "app/connections.h"
#include "app/demo_past.h"
#include "app/log.h"
#include "app/pack_folder.h"
#include "app/port_on_disk.h"
#include "app/version.h"
#include "app/world.h"
#include "http/server.h"
#include "http/window.h"
#include "journal/verify.h"

namespace landport::app {

namespace fs = std::filesystem;

std::string installed(std::string const& given, std::string const& relative) {
  if (!given.empty()) return given;
  std::error_code error;
  if (fs::exists(relative, error)) return relative;
  auto const program = fs::read_symlink("/proc/self/exe", error);
  // build/release/landport stands two folders below the sources.
  auto const beside = program.parent_path().parent_path().parent_path() / relative;
  return fs::exists(beside, error) ? beside.string() : relative;
}

namespace {

// What to tell a person who gave an address or a port that cannot be listened on.
[[noreturn]] void tell(http::ListenFault const& fault, ServeOptions const& options) {
  using Why = http::ListenFault::Why;
  auto const say = [](std::string const& zh, std::string const& en) { throw StoreFault(zh + "\n          " + en); };
  switch (fault.why) {
    case Why::taken:
      say(fmt::format("端口 {} 已被占用：也许港口已在运行。请先停止占用它的程序，或用 --port 换一个。", options.port),
          fmt::format("Port {} is taken, perhaps by a port that runs already. Stop that program, or choose another with --port.", options.port));
      break;
    case Why::not_ours:
      say(fmt::format("{} 不是本机的地址。请用 --address 给出本机地址，如 127.0.0.1 或 0.0.0.0。", options.address),
          fmt::format("{} is not an address of this machine. Give one that is with --address: 127.0.0.1, or 0.0.0.0 for all.", options.address));
      break;
    case Why::no_address:
      say(fmt::format("“{}”不是 IP 地址。请用 --address 给出本机地址，如 127.0.0.1 或 0.0.0.0。", options.address),
          fmt::format("“{}” is no IP address. Give one with --address: 127.0.0.1, or 0.0.0.0 for all of this machine.", options.address));
      break;
    case Why::not_allowed:
      say(fmt::format("当前用户无权监听端口 {}。请用 --port 选择 1024 以上的端口。", options.port),
          fmt::format("This user may not listen on port {}. Choose one above 1024 with --port.", options.port));
      break;
    case Why::other: break;
  }
  say(fmt::format("无法监听 {}:{}（{}）。", options.address, options.port, fault.what()),
      fmt::format("Cannot listen on {}:{} ({}).", options.address, options.port, fault.what()));
  std::abort();
}

// Gives the port's clock a second hand, and looks into the partners' folder.
class Ticking {
 public:
  Ticking(Book& book, std::string const& drop_folder) : thread_([this, &book, drop_folder] {
    std::unique_lock lock(mutex_);
    while (!stop_) {
      changed_.wait_for(lock, std::chrono::seconds(1));
      if (stop_) break;
      lock.unlock();
      book.tick();
      look_into(book, drop_folder);
      lock.lock();
    }
  }) {}
  ~Ticking() {
    {
      std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_;
};

void greet(ServeOptions const& options, int port, std::string const& how_to_sign_in) {
  fmt::print("\n  Landport · {} · http://{}:{}\n\n{}\n  Ctrl-C 停止，数据保存在 {} / stops it; everything is kept in {}\n\n", version,
             options.address == "127.0.0.1" ? "localhost" : options.address, port, how_to_sign_in, options.data, options.data);
  std::fflush(stdout);
}

// Says in the data folder where the port answers, for commands of the same machine, as long as it runs, and on which pack.
class Note {
 public:
  Note(std::string const& data, std::string address, int port, std::string const& pack) : file_(data + "/serving") {
    // This one stays: who opens the journal later without saying more means the same place.
    std::ofstream(data + "/pack") << fs::absolute(pack).lexically_normal().string() << '\n';
    if (address == "0.0.0.0") address = "127.0.0.1";
    if (address == "::") address = "::1";
    if (address.find(':') != std::string::npos) address = "[" + address + "]";
    std::ofstream(file_) << "http://" << address << ':' << port << '\n';
  }
  ~Note() {
    std::error_code ignored;
    fs::remove(file_, ignored);
  }
  Note(Note const&) = delete;

 private:
  std::string file_;
};

// Proves the whole journal once after the start, beside what the port does: an opening looks at its last events only.
// What is wrong is logged and told on the screen; the port goes on, because its views and states were read all the same.
class Proof {
 public:
  explicit Proof(PortOnDisk& port) : thread_([this, &port] {
    ::setpriority(PRIO_PROCESS, 0, 19);  // of this thread
    struct Stopped {};
    try {
      auto const report = landport::verify(*port.store, port.key.public_key(), [this](Sequence, Sequence) {
        if (stop_) throw Stopped{};
      });
      tell(report);
    } catch (Stopped const&) {
      // The port ends; the next start proves it.
    } catch (StoreFault const& fault) {
      log("error", "proof", {{"why", fault.what()}});
    }
  }) {}
  ~Proof() {
    stop_ = true;
    thread_.join();
  }
  Proof(Proof const&) = delete;

 private:
  static void tell(VerifyReport const& report) {
    if (report.sound()) return log("info", "proved", {{"events", std::to_string(report.events)}});
    auto const& first = report.problems.front();
    auto const sequence = std::to_string(first.sequence);
    log("error", "damaged", {{"sequence", sequence}, {"problems", std::to_string(report.found)}, {"why_zh", first.zh}, {"why_en", first.en}});
    fmt::print("\n  账本已损坏，事件 {0}：{1}。请保留原文件，运行 landport verify 查看全部问题，再恢复最近的备份。\n"
               "  The journal is damaged at event {0}: {2}. Keep the file as it is, run landport verify for all that is wrong, then restore the "
               "last backup.\n\n", sequence, first.zh, first.en);
    std::fflush(stdout);
  }
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace

namespace {

std::string first_line(std::string const& file) {
  std::string line;
  std::getline(std::ifstream(file), line);
  return line;
}

}  // namespace

std::string served_at(std::string const& data) { return first_line(data + "/serving"); }
std::string pack_of(std::string const& data) { return first_line(data + "/pack"); }

int serve(ServeOptions const& options) {
  auto const pack = installed(options.pack, "packs/qingbaijiang");
  auto const cast = options.demo ? cast_of(pack) : sim::Cast{};
  // Before the signals are taken: Ctrl-C ends it, and nothing of it is left.
  if (options.demo) make_past(options.data, pack, options.past_days, options.outside);

  // Signals are taken by this thread alone, so that none of the others is interrupted in the middle of something.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is met as a disk that is full, not by dying

  PortOnDisk port(options.data, pack);
  auto const how_to_sign_in = prepare_accounts(*port.directory, cast, port.pack.get<network::Network>().place);
  if (options.demo) {
    // A journal that a faster clock wrote is ahead of the machine's: its time goes on from there.
    auto const real = machine_clock();
    port.clock = {real, std::max(real, port.book->last_recorded()), options.pace};
  }

  http::Window::Options window_options;
  window_options.version = version;
  window_options.pack_name = port.pack_name;
  window_options.pace = options.demo ? options.pace : 1;
  window_options.files = read_files(installed(options.ui, "ui/dist"), "");
  window_options.files.merge(read_files(port.pack_folder + "/map", "/map"));
  window_options.xlsx = workbook_of;
  http::Window window(*port.book, *port.directory, std::move(window_options));
  for (auto& route : link_routes(*port.book)) window.add(std::move(route));
  std::optional<http::Server> listening;
  try {
    listening.emplace(window, port.book->board(), http::Server::Options{options.address, static_cast<unsigned short>(options.port)});
  } catch (http::ListenFault const& fault) {
    tell(fault, options);
  }
  http::Server& server = *listening;
  server.start();
  log("info", "serving", {{"address", options.address}, {"port", std::to_string(server.port())}});
  greet(options, server.port(), how_to_sign_in);
  {
    Note const note(options.data, options.address, server.port(), port.pack_folder);
    Proof const proof(port);
    Ticking const ticking(*port.book, options.data + "/in");
    std::optional<LivingDemo> demo;
    if (options.demo && options.live) demo.emplace(*port.directory, options.data, served_at(options.data), pack, world_of(port, options.outside), port.clock);
    int signal_number = 0;
    sigwait(&signals, &signal_number);
  }
  log("info", "stopping");
  server.stop();
  port.book->stop();
  log("info", "stopped", {{"sequence", std::to_string(port.store->last_sequence())}});
  return 0;
}

}  // namespace landport::app
