// SPDX-License-Identifier: Apache-2.0
#include "app/world.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/http_port.h"
#include "app/log.h"
#include "sim/world.h"

namespace landport::app {

namespace {

std::atomic<bool> told_to_stop{false};

struct PartyOf {
  std::string_view name;
  std::vector<Actor> people;
  std::string_view watcher;  // with whose rights its tables are seen
};

std::vector<PartyOf> const& party_list() {
  using namespace sim::who;
  static std::vector<PartyOf> const list{{"port", {duty, night, carrier, terminal, gate, huaxia, shudao}, "duty"},
                                         {"railways", {carrier, partner, bureau}, "carrier"},
                                         {"customs", {customs}, "customs"}};
  return list;
}

bool plays(std::string_view as, std::string_view party) {
  return ("," + std::string(as) + ",").find("," + std::string(party) + ",") != std::string::npos;
}

// "account token" a line.
std::map<std::string, std::string> read_tokens(std::string const& file) {
  std::map<std::string, std::string> tokens;
  std::ifstream in(file);
  for (std::string account, token; in >> account >> token;) tokens[account] = token;
  return tokens;
}

void live_on(HttpPort& port, LiveOptions const& options) {
  auto settings = options.world;
  settings.port = plays(options.as, "port");
  settings.railways = plays(options.as, "railways");
  settings.customs = plays(options.as, "customs");
  sim::World world(port, settings);
  world.wake(options.clock.now());
  std::size_t told = 0;
  while (!told_to_stop) {
    world.step(options.clock.now());
    for (; told < world.refusals().size(); ++told) log("info", "world", {{"refused", world.refusals()[told]}});
    port.wait(std::chrono::milliseconds(options.clock.pace > 1 ? 20 : 500));
  }
}

}  // namespace

int live(LiveOptions const& options) {
  auto const stop = [](int) { told_to_stop = true; };
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  signal(SIGPIPE, SIG_IGN);
  std::string watcher;
  for (auto const& party : party_list()) {
    if (watcher.empty() && plays(options.as, party.name)) watcher = party.watcher;
  }
  if (watcher.empty()) {
    fmt::print(stderr, "landport: 没有“{0}”这样的角色：port、railways、customs\n          Nobody is called “{0}”: port, railways, customs\n", options.as);
    return 2;
  }
  try {
    auto port = HttpPort::at(options.url, read_tokens(options.tokens), watcher, sim::watched_tables());
    if (!port) {
      fmt::print(stderr, "landport: {} 不是港口的地址 / is no address of a port\n", options.url);
      return 2;
    }
    live_on(*port, options);
  } catch (std::system_error const& fault) {
    if (told_to_stop) return 0;
    log("warning", "world", {{"as", options.as}, {"why", fault.what()}});
    return 1;
  }
  return 0;
}

// One process, and the thread that waits for it.
struct LivingDemo::Party {
  Party(std::string token_file, std::vector<std::string> words) : file(std::move(token_file)), arguments(std::move(words)) {
    thread = std::thread([this] { keep_alive(); });
  }
  ~Party() {
    stopping = true;
    if (auto const id = child.load(); id > 0) ::kill(id, SIGTERM);
    thread.join();
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }

  void keep_alive() {
    std::vector<char*> words;
    for (auto& word : arguments) words.push_back(word.data());
    words.push_back(nullptr);
    auto const parent = ::getpid();
    while (!stopping) {
      auto const id = ::fork();
      if (id == 0) become(words.data(), parent);
      child = id;
      if (stopping && id > 0) ::kill(id, SIGTERM);  // told while it was born
      if (id < 0 || ::waitpid(id, nullptr, 0) < 0) return;
      child = 0;
      for (int i = 0; i < 20 && !stopping; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }

  // Between fork and exec only what is safe there.
  [[noreturn]] static void become(char** words, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // Ctrl-C is for the port alone, which then ends its parties.
    ::setpgid(0, 0);
    ::execv("/proc/self/exe", words);
    ::_exit(127);
  }

  std::string file;
  std::vector<std::string> arguments;
  std::atomic<pid_t> child{0};
  std::atomic<bool> stopping{false};
  std::thread thread;
};

LivingDemo::LivingDemo(http::Directory& directory, std::string const& data, int port, sim::WorldOptions const& world, PacedClock const& clock)
    : directory_(directory) {
  auto const now = clock.now();
  for (auto const& party : party_list()) {
    auto const file = fmt::format("{}/world-{}.tokens", data, party.name);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    auto const mask = ::umask(0077);
    std::ofstream out(file);
    ::umask(mask);
    for (auto const& who : party.people) {
      auto const made = directory.make_token(who.person, who.org, who.roles, "living demo", now, days(30));
      if (!made) continue;
      out << who.person << ' ' << made->second << '\n';
      tokens_.push_back(made->first.id);
    }
    out.close();
    std::vector<std::string> words{"landport", "world", "--as", std::string(party.name), "--url", fmt::format("http://127.0.0.1:{}", port), "--tokens", file, "--home", world.home,
                                   "--seed", std::to_string(world.seed), "--clock", fmt::format("{}:{}:{}", clock.begun.ms, clock.from.ms, clock.pace)};
    auto const& bad = world.outside;
    words.insert(words.end(), {"--misbehave", fmt::format("{}:{}:{}:{}:{}", bad.late, bad.duplicate, bad.out_of_order, bad.wrong, bad.silent)});
    parties_.push_back(std::make_unique<Party>(file, std::move(words)));
  }
}

LivingDemo::~LivingDemo() {
  parties_.clear();
  for (auto const& id : tokens_) directory_.drop_token(id);
}

}  // namespace landport::app
