// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <system_error>

#include "app/accounts.h"
#include "app/departments.h"
#include "app/import.h"
#include "app/port_on_disk.h"
#include "app/serve.h"
#include "app/upkeep.h"
#include "app/version.h"
#include "app/world.h"
#include "http/window.h"

namespace {

using namespace landport;

// What to tell a person at the command line about a refusal: what, where, what to do, in both languages.
void tell(Catalogue const& catalogue, Refusal const& refusal) {
  auto const& row = catalogue.refusal(refusal.code);
  Refusal full = refusal;
  full.details.emplace_back("code", refusal.code);
  fmt::print(stderr, "landport: {}{}{}\n          {}\n          {}\n          {}\n", refusal.place, refusal.place.empty() ? "" : ": ",
             fill(row.zh, full), fill(row.remedy_zh, full), fill(row.en, full), fill(row.remedy_en, full));
}

int carefully(std::function<int()> const& work) {
  try {
    return work();
  } catch (app::PackFault const& fault) {
    tell(Catalogue(app::departments()), fault.refusal);
    return 2;
  } catch (StoreFault const& fault) {
    fmt::print(stderr, "landport: {}\n", fault.what());
    return 1;
  } catch (std::system_error const& fault) {
    fmt::print(stderr, "landport: {}\n", fault.what());
    return 1;
  }
}

// "1:2:3" into as many numbers; nothing is read from an empty text.
bool read_numbers(std::string const& text, std::int64_t most, std::vector<std::int64_t*> const& into) {
  if (text.empty()) return true;
  std::size_t at = 0;
  for (auto* number : into) {
    auto const end = std::min(text.find(':', at), text.size());
    auto const [stopped, error] = std::from_chars(text.data() + std::min(at, text.size()), text.data() + end, *number);
    if (error != std::errc{} || stopped != text.data() + end || *number < 0 || *number > most) return false;
    at = end + 1;
  }
  return at == text.size() + 1;
}

CLI::App* add_import(CLI::App& cli, app::ImportOptions& options) {
  auto* command = cli.add_subcommand("import",
                                    "导入订舱、箱清单（CSV、XLSX）或 UN/EDIFACT 文件；全部导入或全部不导入\n"
                                    "import bookings, container lists (CSV, XLSX) or UN/EDIFACT files: all of a file, or nothing");
  command->add_option("file", options.file, "文件 / file")->required();
  command->add_option("--as", options.person, "由谁导入：数据目录中的账号 / who imports: an account of the data folder");
  command->add_option("--token", options.token, "由谁导入：API 令牌 / who imports: an API token")->envname("LANDPORT_TOKEN");
  command->add_option("--data", options.data, "数据目录，港口运行与否均可 / data folder, whether its port runs or not")->capture_default_str();
  command->add_option("--url", options.url, "正在运行的港口，如 http://localhost:8080 / a port that runs");
  command->add_option("--kind", options.kind,
                     "bookings、containers、edifact 或命令名；缺省按内容识别\nor a command such as gate.admit_unit; otherwise told by the content");
  command->add_option("--pack", options.pack, "配置包目录，缺省为港口上次所用 / folder of the pack; otherwise the one that the port ran on last");
  command->add_flag("--dry-run", options.dry_run, "只检查，不写入 / check only, write nothing");
  command->add_flag("--confirm-bad-check-digit", options.confirm_bad_check_digit, "确认校验码不符的箱号 / confirm units whose check digit is wrong");
  command->footer("退出码 / exit code: 0 已导入、此前已导入或可以导入 / imported, imported before, or it could be; 1 港口或磁盘不可用 / the port or the disk "
                 "cannot be reached; 2 用法、账号或权限有误 / wrong use, account or rights; 3 文件被拒绝 / the file was refused");
  return command;
}

constexpr char const* how_bad =
    "外部单位的差错，每百条：迟报:重报:乱序:错报:不报 / of a hundred words of other railways: late:twice:disordered:wrong:silent";

CLI::App* add_serve(CLI::App& cli, app::ServeOptions& options, std::string& misbehave) {
  auto* command = cli.add_subcommand("serve", "运行港口 / run the port");
  command->add_option("--data", options.data, "数据目录 / data folder")->capture_default_str();
  command->add_option("--port", options.port, "端口 / port")->check(CLI::Range(0, 65535))->capture_default_str();
  command->add_option("--address", options.address, "监听地址 / address to listen on")->capture_default_str();
  command->add_option("--pack", options.pack, "配置包目录 / folder of the pack");
  command->add_option("--ui", options.ui, "页面目录 / folder of the pages");
  command->add_flag("--demo", options.demo, "演示数据与账号 / demo data and accounts");
  command->add_option("--past", options.past_days, "首次启动时生成的历史天数 / days of the demo's past, made at the first start")->check(CLI::Range(1, 800))->capture_default_str();
  command->add_flag("--live", options.live, "演示世界继续运转（另起三个进程）/ the demo's world lives on, in three processes of its own");
  command->add_option("--pace", options.pace, "演示时钟快几倍 / so many times as fast as the clock on the wall")->check(CLI::Range(1, 3600))->needs("--demo")->capture_default_str();
  command->add_option("--misbehave", misbehave, how_bad);
  return command;
}

CLI::App* add_world(CLI::App& cli, app::LiveOptions& options, std::string& clock, std::string& misbehave) {
  auto* command = cli.add_subcommand("world", "演示世界：经接口使用港口的人和单位 / people of the demo who use a port over HTTP");
  command->add_option("--url", options.url, "港口地址 / the port")->capture_default_str();
  command->add_option("--tokens", options.tokens, "令牌文件，每行：账号 令牌 / file of tokens, a line each: ACCOUNT TOKEN")->required();
  command->add_option("--as", options.as, "扮演谁 / who is played: port, railways, customs")->capture_default_str();
  command->add_option("--pack", options.pack, "配置包目录 / folder of the pack");
  command->add_option("--home", options.world.home, "本港节点 / the node of this port")->required();
  command->add_option("--seed", options.world.seed, "随机种子 / seed")->capture_default_str();
  command->add_option("--clock", clock, "港口时钟 / the port's clock: BEGUN_MS:FROM_MS:PACE");
  command->add_option("--misbehave", misbehave, how_bad);
  return command;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App cli{"Landport: 国际铁路港的一本账 / an inland rail port on one journal"};
  cli.set_version_flag("--version", app::version);
  cli.require_subcommand(1);

  app::ServeOptions serving;
  std::string misbehave, data = "data", pack, role, org, file, key, command;
  auto* serve = add_serve(cli, serving, misbehave);
  int token_days = 90;
  bool quiet = false;
  auto* token = cli.add_subcommand("token", "生成 API 令牌 / make an API token");
  token->add_option("--data", data, "数据目录 / data folder")->capture_default_str();
  token->add_option("--role", role, "角色 / role")->required();
  token->add_option("--org", org, "单位代码 / organisation");
  token->add_option("--days", token_days, "有效天数 / days")->check(CLI::Range(1, 366))->capture_default_str();

  app::ImportOptions importing;
  auto* importer = add_import(cli, importing);

  app::LiveOptions living;
  std::string clock;
  auto* world = add_world(cli, living, clock, misbehave);

  auto* openapi = cli.add_subcommand("openapi", "打印接口文档 / print the API document");

  auto* verify = cli.add_subcommand("verify", "核对整本账 / prove that no event was altered and none is missing");
  verify->add_option("--data", data, "数据目录 / data folder")->capture_default_str();
  verify->add_option("--key", key, "签名公钥（十六进制）/ public key, hexadecimal; otherwise that of the data folder");
  verify->add_flag("--quiet", quiet, "不显示进度 / no progress");

  auto* backup = cli.add_subcommand("backup", "备份（可在运行时）/ back up, also while it runs");
  backup->add_option("--data", data, "数据目录 / data folder")->capture_default_str();
  backup->add_option("--to", file, "新目录 / a new folder")->required();

  auto* restore = cli.add_subcommand("restore", "从备份恢复到空目录 / restore into an empty folder");
  restore->add_option("--from", file, "备份目录 / folder of the backup")->required();
  restore->add_option("--data", data, "数据目录 / data folder")->capture_default_str();

  auto* check = cli.add_subcommand("check-pack", "检查配置包 / check a pack");
  check->add_option("pack", pack, "配置包目录 / folder of the pack")->required();

  try {
    cli.parse(argc, argv);
  } catch (CLI::ParseError const& wrong) {
    return cli.exit(wrong) == 0 ? 0 : 2;
  }

  if (!read_numbers(misbehave, 100, {&serving.outside.late, &serving.outside.duplicate, &serving.outside.out_of_order, &serving.outside.wrong, &serving.outside.silent})) {
    fmt::print(stderr, "landport: --misbehave 应为五个 0 至 100 的数，如 5:5:5:2:2 / takes five numbers from 0 to 100, such as 5:5:5:2:2\n");
    return 2;
  }
  living.world.outside = serving.outside;
  std::int64_t pace = 1;
  if (!read_numbers(clock, std::numeric_limits<std::int64_t>::max(), {&living.clock.begun.ms, &living.clock.from.ms, &pace})) return 2;
  living.clock.pace = static_cast<int>(pace);

  return carefully([&]() -> int {
    if (*world) return app::live(living);
    if (*serve) return app::serve(serving);
    if (*token) return app::print_token(data, role, org, token_days);
    if (*importer) return app::import_file(importing);
    if (*openapi) return app::print_openapi();
    if (*verify) return app::verify(data, key, quiet);
    if (*backup) return app::backup(data, file);
    if (*restore) return app::restore(file, data);
    if (*check) return app::check_pack(pack);
    return 2;
  });
}
