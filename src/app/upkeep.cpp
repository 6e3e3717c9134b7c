// SPDX-License-Identifier: Apache-2.0
#include "app/upkeep.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>

#include "app/accounts.h"
#include "app/clock.h"
#include "app/departments.h"
#include "app/pack_folder.h"
#include "app/port_on_disk.h"
#include "app/version.h"
#include "http/window.h"
#include "journal/verify.h"

namespace landport::app {

namespace fs = std::filesystem;

namespace {

void need_folder(std::string const& data) {
  if (!fs::exists(fs::path(data) / SqliteStore::file_name)) {
    throw StoreFault(fmt::format("{0} 中没有账本 / there is no journal in {0}", data));
  }
}

// Accounts and the signing key are small files beside the journal; a copy is readable by its owner only.
void copy_private(fs::path const& from, fs::path const& to) {
  if (!fs::exists(from)) return;
  fs::copy_file(from, to);
  ::chmod(to.c_str(), 0600);
}

}  // namespace

int print_token(std::string const& data, std::string const& role, std::string const& org, int days_good) {
  std::error_code error;
  fs::create_directories(data, error);
  http::Directory directory(data + "/accounts.db");
  auto const secret = token_for(directory, role, org, machine_clock(), days_good);
  if (!secret) throw PackFault{secret.error()};
  fmt::print("{}\n", *secret);
  return 0;
}

int print_openapi() {
  fmt::print("{}\n", http::openapi_of(Catalogue(departments()), {}, version));
  return 0;
}

int verify(std::string const& data, std::string const& public_key_hex, bool quiet) {
  need_folder(data);
  SqliteStore::Options options;
  options.use = SqliteStore::Use::read;
  options.check = SqliteStore::Check::none;
  SqliteStore const store(data, options);
  std::array<unsigned char, 32> key{};
  if (public_key_hex.empty()) {
    if (!fs::exists(data + "/signing.key")) {
      fmt::print(stderr, "landport: 没有签名密钥，请用 --key 给出公钥 / no signing key here: give the public key with --key\n");
      return 2;
    }
    key = SigningKey::load_or_make(data + "/signing.key").public_key();
  } else if (!from_hex(public_key_hex, key)) {
    fmt::print(stderr, "landport: --key 应为 64 位十六进制数 / --key takes 64 hexadecimal digits\n");
    return 2;
  }
  auto const report = landport::verify(store, key, [&](Sequence done, Sequence all) {
    if (!quiet) fmt::print(stderr, "\r{} / {}", done, all);
  });
  if (!quiet) fmt::print(stderr, "\n");
  fmt::print("事件 / events: {}\n流 / streams: {}\n签名检查点 / signed checkpoints: {}\n公钥 / public key: {}\n", report.events,
             report.streams, report.checkpoints, to_hex(key));
  for (auto const& problem : report.problems) fmt::print("第 {0} 条 / event {0}: {1}\n", problem.sequence, problem.zh + " / " + problem.en);
  fmt::print("{}\n", report.problems.empty() ? "完好：没有事件被改动，也没有缺失。/ sound: no event was altered and none is missing."
                                             : "账本有问题。/ the journal is not sound.");
  return report.problems.empty() ? 0 : 1;
}

int backup(std::string const& data, std::string const& to) {
  need_folder(data);
  if (fs::exists(to)) throw StoreFault(fmt::format("{0} 已存在，备份需要新目录 / {0} exists: a backup takes a new folder", to));
  fs::create_directories(to);
  ::chmod(to.c_str(), 0700);
  SqliteStore::Options options;
  options.use = SqliteStore::Use::read;
  options.check = SqliteStore::Check::none;
  SqliteStore(data, options).backup(to + "/" + SqliteStore::file_name);
  http::copy_accounts(data + "/accounts.db", to + "/accounts.db");
  copy_private(data + "/signing.key", to + "/signing.key");
  fmt::print("已备份到 {0}（含账号与签名密钥，请妥善保管）/ backed up to {0} (with accounts and the signing key: keep it safe)\n", to);
  return 0;
}

int restore(std::string const& from, std::string const& data) {
  need_folder(from);
  restore_backup(from + "/" + SqliteStore::file_name, data);
  copy_private(from + "/accounts.db", data + "/accounts.db");
  copy_private(from + "/signing.key", data + "/signing.key");
  fmt::print("已恢复到 {0} / restored into {0}\n", data);
  return verify(data, "", true);
}

int check_pack(std::string const& folder) {
  auto const files = read_pack(folder);
  if (!files) throw PackFault{files.error()};
  auto const pack = Catalogue(departments()).load(*files);
  if (!pack) throw PackFault{pack.error()};
  fmt::print("{0}：完好 / {0}: sound\n", folder);
  return 0;
}

}  // namespace landport::app
