// SPDX-License-Identifier: Apache-2.0
#include "trials/tidy/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace landport::tidy {
namespace {

constexpr std::array left_out{std::string_view{".git"}, std::string_view{"build"},
                              std::string_view{"node_modules"}, std::string_view{"dist"}};

constexpr std::array read_endings{
    std::string_view{".h"},     std::string_view{".cpp"}, std::string_view{".txt"},
    std::string_view{".cmake"}, std::string_view{".ts"},  std::string_view{".vue"},
    std::string_view{".mjs"},   std::string_view{".js"},  std::string_view{".css"},
    std::string_view{".html"},  std::string_view{".md"},  std::string_view{".json"},
    std::string_view{".toml"},  std::string_view{".sh"},  std::string_view{""}};

// Data of real places can be large and holds nothing that these rules are about.
constexpr std::uintmax_t bytes_max = 2'000'000;

bool is_text(std::filesystem::directory_entry const& entry) {
  if (entry.file_size() > bytes_max) return false;
  return std::ranges::find(read_endings, entry.path().extension().string()) != read_endings.end();
}

std::string read_file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

// Walks over C++ and writes what is asked for; everything else becomes a blank.
class Blanker {
 public:
  Blanker(std::string_view text, bool keep_strings) : text_(text), keep_strings_(keep_strings), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (starts("//")) {
        blank_until(text_.find('\n', at_), false);
      } else if (starts("/*")) {
        blank_until(end_after("*/", at_ + 2), false);
      } else if (starts("R\"") && !follows_word()) {
        raw_string();
      } else if (text_[at_] == '"' || (text_[at_] == '\'' && !follows_word())) {
        quoted(text_[at_]);
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool follows_word() const {
    return at_ > 0 &&
           (std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0 || text_[at_ - 1] == '_');
  }
  std::size_t end_after(std::string_view what, std::size_t from) const {
    auto const found = text_.find(what, from);
    return found == std::string_view::npos ? found : found + what.size();
  }
  void blank_until(std::size_t end, bool keep) {
    end = std::min(end, text_.size());
    for (; at_ < end; ++at_) {
      if (!keep && out_[at_] != '\n') out_[at_] = ' ';
    }
  }
  void raw_string() {
    auto const open = text_.find('(', at_);
    if (open == std::string_view::npos) {
      ++at_;
      return;
    }
    auto const close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    at_ = open + 1;
    auto const end = text_.find(close, at_);
    blank_until(end, keep_strings_);
    at_ = std::min(text_.size(), at_ + close.size());
  }
  void quoted(char quote) {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    ++at_;
    blank_until(end, keep_strings_);
    at_ = std::min(text_.size(), end + 1);
  }

  std::string_view text_;
  bool keep_strings_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

SourceTree read_tree(std::filesystem::path const& root) {
  SourceTree tree;
  auto walk = std::filesystem::recursive_directory_iterator(root);
  for (auto it = begin(walk); it != end(walk); ++it) {
    auto const name = it->path().filename().string();
    bool const journal = name == "data" && it.depth() == 0;
    if (journal || std::ranges::find(left_out, name) != left_out.end()) {
      if (it->is_directory()) it.disable_recursion_pending();
    } else if (it->is_regular_file()) {
      auto text = is_text(*it) ? read_file(it->path()) : std::string{};
      if (text.starts_with("// Generated")) continue;
      tree.push_back({it->path().lexically_relative(root).generic_string(), std::move(text)});
    }
  }
  std::ranges::sort(tree, {}, &SourceFile::path);
  return tree;
}

std::string code_of(std::string_view text, bool keep_strings) {
  return Blanker(text, keep_strings).run();
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

int line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<int>(std::ranges::count(text.substr(0, offset), '\n'));
}

bool is_cpp(std::string_view path) {
  return path.ends_with(".h") || path.ends_with(".cpp");
}

bool is_script(std::string_view path) {
  return path.ends_with(".ts") || path.ends_with(".vue") || path.ends_with(".mjs") || path.ends_with(".js") ||
         path.ends_with(".css");
}

bool is_test(std::string_view path) {
  return path.starts_with("trials/") || path.ends_with("_test.cpp") || path.ends_with("_test.h") ||
         path.ends_with("_fuzz.cpp");
}

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    auto const slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

std::string printed(Complaints const& complaints) {
  std::string out;
  for (auto const& c : complaints) {
    out += "\n" + c.path + (c.line > 0 ? ":" + std::to_string(c.line) : "") + ": " + c.what;
  }
  return out;
}

}  // namespace landport::tidy
