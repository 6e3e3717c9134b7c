// SPDX-License-Identifier: Apache-2.0
#include "app/world.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/accounts.h"
#include "app/http_port.h"
#include "app/log.h"
#include "app/serve.h"
#include "journal/store.h"
#include "sim/world.h"

namespace landport::app {

namespace {

std::atomic<bool> told_to_stop{false};

struct PartyOf {
  std::string_view name;
  std::vector<Actor> people;
  std::string watcher;  // with whose rights its tables are seen
};

std::vector<PartyOf> party_list(sim::Cast const& cast) {
  std::vector<Actor> port{cast.actor("duty"), cast.actor("night"), cast.actor("carrier"), cast.actor("terminal"), cast.actor("gate")};
  for (auto& shipper : cast.actors("shipper")) port.push_back(std::move(shipper));
  return {{"port", std::move(port), cast.actor("duty").person},
          {"railways", {cast.actor("carrier"), cast.actor("partner"), cast.actor("bureau")}, cast.actor("carrier").person},
          {"customs", {cast.actor("customs")}, cast.actor("customs").person}};
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
  settings.cast = cast_of(installed(options.pack, "packs/qingbaijiang"));
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
  for (auto const& party : party_list(cast_of(installed(options.pack, "packs/qingbaijiang")))) {
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

// One process, and the thread that waits for it and begins it again.
struct LivingDemo::Party {
  Party(http::Directory& the_directory, PartyOf const& who, std::string token_file, std::vector<std::string> words, PacedClock const& the_clock)
      : directory(the_directory), people(who.people), file(std::move(token_file)), arguments(std::move(words)), clock(the_clock) {
    thread = std::thread([this] { keep_alive(); });
  }
  void tell_to_stop() {
    stopping = true;
    if (auto const id = child.load(); id > 0) ::kill(id, SIGTERM);
  }
  ~Party() {
    tell_to_stop();
    for (int i = 0; i < 50 && !ended; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    if (auto const id = child.load(); !ended && id > 0) ::kill(id, SIGKILL);
    thread.join();
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    drop_tokens();
  }

  void keep_alive() {
    std::vector<char*> words;
    for (auto& word : arguments) words.push_back(word.data());
    words.push_back(nullptr);
    auto const parent = ::getpid();
    while (!stopping) {
      if (make_tokens()) {
        auto const id = ::fork();
        if (id == 0) become(words.data(), parent);
        if (id > 0) wait_for(id);
      }
      for (int i = 0; i < 20 && !stopping; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    ended = true;
  }

  void wait_for(pid_t id) {
    child = id;
    if (stopping) ::kill(id, SIGTERM);  // told while it was born
    int status = 0;
    ::waitpid(id, &status, 0);
    child = 0;
    if (!stopping) log("warning", "world", {{"ended", arguments[3]}, {"status", std::to_string(status)}});
  }

  // Between fork and exec only what is safe there.
  [[noreturn]] static void become(char** words, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(0);
    // Nothing of the port's: not its sockets, not the conversations of others.
    ::close_range(3, ~0U, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // Ctrl-C is for the port alone, which then ends its parties.
    ::setpgid(0, 0);
    ::execv("/proc/self/exe", words);
    ::_exit(127);
  }

  // Each life of the process has tokens of its own.
  bool make_tokens() {
    try {
      drop_tokens();
      std::string text;
      for (auto const& who : people) {
        auto const made = directory.make_token(who.person, who.org, who.roles, "living demo", clock.now(), days(30) * clock.pace);
        if (!made) continue;
        text += who.person + " " + made->second + "\n";
        tokens.push_back(made->first.id);
      }
      return write_secretly(text);
    } catch (StoreFault const& fault) {
      log("error", "world", {{"why", fault.what()}});
      return false;
    }
  }
  bool write_secretly(std::string const& text) const {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    int const out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0) return false;
    bool const whole = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    return ::close(out) == 0 && whole;
  }
  void drop_tokens() {
    try {
      for (auto const& id : tokens) directory.drop_token(id);
      tokens.clear();
    } catch (StoreFault const& fault) {
      log("error", "world", {{"why", fault.what()}});  // they end by themselves
    }
  }

  http::Directory& directory;
  std::vector<Actor> people;
  std::string file;
  std::vector<std::string> arguments, tokens;  // tokens: their ids
  PacedClock clock;
  std::atomic<pid_t> child{0};
  std::atomic<bool> stopping{false}, ended{false};
  std::thread thread;
};

LivingDemo::LivingDemo(http::Directory& directory, std::string const& data, std::string const& url, std::string const& pack, sim::WorldOptions const& world, PacedClock const& clock) {
  for (auto const& party : party_list(world.cast)) {
    auto const file = fmt::format("{}/world-{}.tokens", data, party.name);
    auto const& bad = world.outside;
    std::vector<std::string> words{"landport", "world", "--as", std::string(party.name), "--url", url, "--tokens", file, "--pack", pack, "--home", world.home, "--seed", std::to_string(world.seed),
                                   "--clock", fmt::format("{}:{}:{}", clock.begun.ms, clock.from.ms, clock.pace),
                                   "--misbehave", fmt::format("{}:{}:{}:{}:{}", bad.late, bad.duplicate, bad.out_of_order, bad.wrong, bad.silent)};
    parties_.push_back(std::make_unique<Party>(directory, party, file, std::move(words), clock));
  }
}

LivingDemo::~LivingDemo() {
  for (auto const& party : parties_) party->tell_to_stop();
}

}  // namespace landport::app
