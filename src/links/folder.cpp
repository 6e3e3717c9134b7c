// SPDX-License-Identifier: Apache-2.0
#include "links/folder.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "links/edifact_link.h"
#include "links/sheet_import.h"

namespace landport::links {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t file_max = 64u << 20;

void put_away(fs::path const& file, fs::path const& folder, std::string const& report) {
  fs::create_directories(folder);
  fs::path target = folder / file.filename();
  for (int i = 1; fs::exists(target); ++i) target = folder / (file.stem().string() + "-" + std::to_string(i) + file.extension().string());
  std::ofstream(target.string() + ".json") << report << '\n';
  fs::rename(file, target);
}

}  // namespace

std::size_t take_folder(Book& book, std::string const& folder, Actor const& actor) {
  fs::create_directories(folder);
  std::vector<fs::path> files;
  auto const quiet = fs::file_time_type::clock::now() - std::chrono::seconds(2);
  for (auto const& entry : fs::directory_iterator(folder)) {
    bool const ready = entry.is_regular_file() && entry.last_write_time() < quiet && entry.path().filename().string()[0] != '.';
    if (ready) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (auto const& file : files) {
    if (fs::file_size(file) > file_max) {
      put_away(file, fs::path(folder) / "refused", problem_of_file(book, refuse("malformed.text_too_long").with("max", std::to_string(file_max))).body);
      continue;
    }
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    auto made = order_of(bytes.str(), book, actor, false);
    if (!made) {
      put_away(file, fs::path(folder) / "refused", problem_of_file(book, made.error()).body);
      continue;
    }
    Answer answer = Done{book.board().position(), false, {}};
    if (!made->order.items.empty()) answer = once(book, book.perform(made->order));
    auto const report = answer_of(book, *made, answer).body;
    if (answer && !made->flagged.empty()) {
      fs::create_directories(fs::path(folder) / "to-confirm");
      fs::copy_file(file, fs::path(folder) / "to-confirm" / file.filename(), fs::copy_options::overwrite_existing);
    }
    put_away(file, fs::path(folder) / (answer ? "done" : "refused"), report);
  }
  return files.size();
}

}  // namespace landport::links
