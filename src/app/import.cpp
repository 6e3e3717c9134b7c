// SPDX-License-Identifier: Apache-2.0
#include "app/import.h"

#include <fmt/format.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "app/clock.h"
#include "app/connections.h"
#include "app/import_report.h"
#include "app/port_on_disk.h"
#include "app/serve.h"
#include "app/version.h"
#include "http/client.h"
#include "http/window.h"

namespace landport::app {

namespace fs = std::filesystem;

namespace {

constexpr char const* path = "/api/v1/import";
constexpr int unreachable = 1, wrong_use = 2;

int say(int code, std::string const& zh, std::string const& en) {
  fmt::print(stderr, "landport: {}\n          {}\n", zh, en);
  return code;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> question_of(ImportOptions const& options) {
  std::vector<std::pair<std::string, std::string>> question;
  if (!options.kind.empty()) question.emplace_back("kind", options.kind);
  if (options.dry_run) question.emplace_back("dry_run", "true");
  if (options.confirm_bad_check_digit) question.emplace_back("confirm_bad_check_digit", "true");
  return question;
}

http::Reply send(std::string const& url, std::string const& secret, std::string bytes, ImportOptions const& options) {
  std::string target = path;
  for (auto const& [name, value] : question_of(options)) target += (target == path ? "?" : "&") + name + "=" + escaped(value);
  auto reply = http::post(url, target, {{"Authorization", "Bearer " + secret}, {"Content-Type", "application/octet-stream"}}, std::move(bytes));
  if (!reply) throw PackFault{reply.error()};
  return std::move(*reply);
}

// The same request to the same window, without a socket.
http::Reply give(PortOnDisk& port, std::string const& secret, std::string bytes, ImportOptions const& options) {
  http::Window::Options window_options;
  window_options.version = version;
  window_options.pack_name = port.pack_name;
  http::Window window(*port.book, *port.directory, std::move(window_options));
  for (auto& route : link_routes(*port.book)) window.add(std::move(route));
  Request request;
  request.method = "POST";
  request.path = path;
  request.query = question_of(options);
  request.authorization = "Bearer " + secret;
  request.body = std::move(bytes);
  request.peer = "command line";
  std::promise<Response> answer;
  window.handle(std::move(request), [&](Response response) { answer.set_value(std::move(response)); });
  auto const response = answer.get_future().get();
  port.book->stop();  // the window's callbacks are over before it goes
  return {response.status, response.body};
}

// Who sends the file: the token that was given, or for an account of the data folder a token of its own roles that is
// good for this one call. Whoever may write in the folder could make such a token anyway (`landport token`).
class Sender {
 public:
  Sender(http::Directory& directory, ImportOptions const& options, Instant now) : directory_(directory), secret_(options.token) {
    if (!secret_.empty()) return;
    for (auto const& person : directory.people()) {
      if (person.account == options.person && person.active) {
        auto made = directory.make_token(person.account, person.org, person.roles, "landport import", now, minutes(10));
        if (!made) throw PackFault{made.error()};
        secret_ = made->second;
        id_ = made->first.id;
      }
      known_ += (known_.empty() ? "" : ", ") + person.account;
    }
  }
  ~Sender() {
    try {
      if (!id_.empty()) directory_.drop_token(id_);
    } catch (StoreFault const&) {
      // It ends by itself in ten minutes.
    }
  }
  Sender(Sender const&) = delete;
  std::string const& secret() const { return secret_; }
  std::string const& known() const { return known_; }

 private:
  http::Directory& directory_;
  std::string secret_, id_, known_;
};

int no_such_account(ImportOptions const& options, Sender const& sender) {
  return say(wrong_use, fmt::format("{} 中没有可用的账号“{}”。现有：{}", options.data, options.person, sender.known()),
             fmt::format("There is no active account “{1}” in {0}. There are: {2}", options.data, options.person, sender.known()));
}

int tell(http::Reply const& reply, ImportOptions const& options) {
  return print_report(reply.status, reply.body, fs::path(options.file).filename().string());
}

int through_folder(std::string const& bytes, ImportOptions const& options) {
  std::optional<PortOnDisk> port;
  try {
    auto const pack = options.pack.empty() ? pack_of(options.data) : options.pack;
    port.emplace(options.data, installed(pack, "packs/qingbaijiang"), true);
  } catch (FolderHeld const&) {
    auto const url = served_at(options.data);
    if (url.empty()) throw;
    http::Directory directory(options.data + "/accounts.db");
    Sender const sender(directory, options, machine_clock());
    if (sender.secret().empty()) return no_such_account(options, sender);
    return tell(send(url, sender.secret(), bytes, options), options);
  }
  Sender const sender(*port->directory, options, port->now());
  if (sender.secret().empty()) return no_such_account(options, sender);
  return tell(give(*port, sender.secret(), bytes, options), options);
}

}  // namespace

int import_file(ImportOptions const& options) {
  signal(SIGPIPE, SIG_IGN);
  std::error_code error;
  if (!fs::is_regular_file(options.file, error)) {
    return say(wrong_use, fmt::format("没有文件 {}", options.file), fmt::format("There is no file {}", options.file));
  }
  auto const max = http::Window::body_max(path);
  if (fs::file_size(options.file, error) > max) {
    return say(wrong_use, fmt::format("{} 超过 {} 字节，请拆成几个文件", options.file, max),
               fmt::format("{} is larger than {} bytes: split it", options.file, max));
  }
  std::ostringstream bytes;
  std::ifstream in(options.file, std::ios::binary);
  if (in.peek() != std::ifstream::traits_type::eof()) bytes << in.rdbuf();
  if (in.bad() || !in.is_open()) {
    return say(wrong_use, fmt::format("无法读取 {}", options.file), fmt::format("{} cannot be read", options.file));
  }
  if (!options.url.empty() && options.token.empty()) {
    return say(wrong_use, "用 --url 时需要令牌：在港口的机器上执行 landport token --data 目录 --role 角色。",
               "With --url a token is needed: run landport token --data DIR --role ROLE on the port's machine.");
  }
  if (options.token.empty() && options.person.empty()) {
    return say(wrong_use, "请说明由谁导入：--as 账号，或 --token 令牌（也可放在环境变量 LANDPORT_TOKEN 中）。",
               "Say who imports: --as ACCOUNT, or --token TOKEN (or the environment's LANDPORT_TOKEN).");
  }
  try {
    if (!options.url.empty()) return tell(send(options.url, options.token, std::move(bytes).str(), options), options);
    if (!fs::exists(fs::path(options.data) / SqliteStore::file_name)) {
      return say(wrong_use, fmt::format("{} 中没有账本；请用 --data 给出数据目录，或用 --url 给出港口地址。", options.data),
                 fmt::format("There is no journal in {}: give the data folder with --data, or the port's address with --url.", options.data));
    }
    return through_folder(std::move(bytes).str(), options);
  } catch (std::system_error const& fault) {
    auto const where = options.url.empty() ? served_at(options.data) : options.url;
    return say(unreachable, fmt::format("无法与港口 {} 通话：{}。文件是否已导入不能确定；再次导入同一文件不会重复执行。", where, fault.what()),
               fmt::format("The port at {} cannot be talked to: {}. Whether the file was imported is not certain; importing it again does nothing twice.",
                           where, fault.what()));
  }
}

}  // namespace landport::app
