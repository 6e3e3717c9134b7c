// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "trials/tidy/rules.h"

namespace landport::tidy {
namespace {

constexpr int file_lines_max = 700;

bool is_word_sign(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Where `word` stands in `text` as a word of its own.
std::vector<std::size_t> places_of_word(std::string_view text, std::string_view word) {
  std::vector<std::size_t> places;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    bool const before = at > 0 && is_word_sign(text[at - 1]);
    auto const end = at + word.size();
    bool const after = end < text.size() && is_word_sign(text[end]);
    if (!before && !after) places.push_back(at);
  }
  return places;
}

// The words are put together here so that this file does not contain them.
std::vector<std::string> unfinished_words() {
  std::string const blank = " ";
  return {"TO" + std::string("DO"), "FIX" + std::string("ME"), "HA" + std::string("CK"),
          "X" + std::string("XX"), "not" + blank + "implemented"};
}

void complain_of_words(SourceFile const& file, Complaints& complaints) {
  auto words = unfinished_words();
  if (is_cpp(file.path)) {
    words.push_back("place" + std::string("holder"));
    words.push_back("using namespace" + std::string(" std"));
  }
  auto const code = is_cpp(file.path) ? code_of(file.text, true) : std::string{};
  for (auto const& word : words) {
    for (auto const at : places_of_word(file.text, word)) {
      // Three letters may be somebody's data; in a comment they are a mark.
      if (word.size() == 3 && !code.empty() && code[at] != ' ') continue;
      complaints.push_back({file.path, line_at(file.text, at), "says “" + word + "”"});
    }
  }
}

// An empty handler is fine only for a named exception and with a sentence that says why nothing is to be
// done.
void complain_of_silent_catch(SourceFile const& file, Complaints& complaints) {
  auto const code = code_of(file.text);
  for (auto const at : places_of_word(code, "catch")) {
    auto const close = code.find(')', at);
    if (close == std::string::npos) continue;
    auto const open = code.find_first_not_of(" \t\n", close + 1);
    if (open == std::string::npos || code[open] != '{') continue;
    auto const inside = code.find_first_not_of(" \t\n", open + 1);
    if (inside == std::string::npos || code[inside] != '}') continue;
    bool const anything = code.substr(at, close - at).find("...") != std::string::npos;
    bool const reason = file.text.substr(open, inside - open).find("//") != std::string::npos;
    if (anything || !reason) {
      complaints.push_back({file.path, line_at(code, at), "catches an exception and forgets it"});
    }
  }
}

// Keys of a catalogue, JSON or the object literal of a TypeScript module: "gate.title" → its text's length.
class CatalogueReader {
 public:
  CatalogueReader(SourceFile const& file, Complaints& complaints) : file_(file), complaints_(complaints) {}

  std::map<std::string, std::size_t> run() {
    auto const open = file_.text.find(
        '{', std::min(file_.text.find("export default"), file_.text.size()) == file_.text.size()
                 ? 0
                 : file_.text.find("export default"));
    if (open == std::string::npos) return {};
    at_ = open + 1;
    object("");
    return std::move(keys_);
  }

 private:
  void skip_blank() {
    auto const& t = file_.text;
    while (at_ < t.size()) {
      if (t.compare(at_, 2, "//") == 0) {
        at_ = std::min(t.find('\n', at_), t.size());
      } else if (t.compare(at_, 2, "/*") == 0) {
        at_ = std::min(t.find("*/", at_), t.size() - 2) + 2;
      } else if (std::isspace(static_cast<unsigned char>(t[at_])) != 0 || t[at_] == ',') {
        ++at_;
      } else {
        return;
      }
    }
  }

  std::string quoted() {
    auto const& t = file_.text;
    char const quote = t[at_++];
    std::string out;
    while (at_ < t.size() && t[at_] != quote) {
      if (t[at_] == '\\') ++at_;
      if (at_ < t.size()) out += t[at_++];
    }
    ++at_;
    return out;
  }

  static bool opens_text(char c) { return c == '"' || c == '\'' || c == '`'; }

  std::string key() {
    if (opens_text(file_.text[at_])) return quoted();
    std::string out;
    while (at_ < file_.text.size() &&
           (is_word_sign(file_.text[at_]) || file_.text[at_] == '-' || file_.text[at_] == '$')) {
      out += file_.text[at_++];
    }
    return out;
  }

  // Texts joined with `+` are one text.
  void value(std::string const& name) {
    std::size_t size = 0;
    bool text = false;
    for (skip_blank(); at_ < file_.text.size() && opens_text(file_.text[at_]); skip_joint()) {
      size += quoted().size();
      text = true;
    }
    if (!text) {
      at_ = std::min(file_.text.find_first_of(",\n}", at_), file_.text.size());
      size = 1;
    }
    auto const line = line_at(file_.text, std::min(at_, file_.text.size()));
    if (!keys_.emplace(name, size).second)
      complaints_.push_back({file_.path, line, "has the key " + name + " twice"});
    if (size == 0) complaints_.push_back({file_.path, line, "has an empty text for " + name});
  }

  void skip_joint() {
    auto const next = file_.text.find_first_not_of(" \t\n", at_);
    if (next == std::string::npos || file_.text[next] != '+') return;
    at_ = std::min(file_.text.find_first_not_of(" \t\n", next + 1), file_.text.size());
  }

  void object(std::string const& prefix) {
    for (skip_blank(); at_ < file_.text.size() && file_.text[at_] != '}'; skip_blank()) {
      auto const name = key();
      auto const colon = file_.text.find_first_not_of(" \t\n", at_);
      if (name.empty() || colon == std::string::npos || file_.text[colon] != ':') {
        complaints_.push_back(
            {file_.path, line_at(file_.text, at_), "is not a plain catalogue of keys and texts here"});
        at_ = file_.text.size();
        return;
      }
      at_ = colon + 1;
      skip_blank();
      auto const path = prefix.empty() ? name : prefix + "." + name;
      if (at_ < file_.text.size() && file_.text[at_] == '{') {
        ++at_;
        object(path);
      } else {
        value(path);
      }
    }
    if (at_ < file_.text.size()) ++at_;
  }

  SourceFile const& file_;
  Complaints& complaints_;
  std::size_t at_ = 0;
  std::map<std::string, std::size_t> keys_;
};

// The path of the same catalogue in the other language, or empty: ".../zh.ts" or ".../zh/gate.ts".
std::string in_other_language(std::string_view path, std::string_view from, std::string_view to) {
  auto parts = path_parts(path);
  bool changed = false;
  std::string out;
  for (auto const part : parts) {
    auto const stem = part.substr(0, part.find('.'));
    if (!out.empty()) out += '/';
    if (!changed && (stem == from || stem == std::string(from) + (from == "zh" ? "-CN" : "-US"))) {
      out += std::string(to) + std::string(stem.substr(from.size()).empty() ? ""
                                           : to == "en"                     ? "-US"
                                                                            : "-CN");
      out += part.substr(stem.size());
      changed = true;
    } else {
      out += part;
    }
  }
  return changed ? out : std::string{};
}

}  // namespace

Complaints check_file_length(SourceTree const& tree) {
  Complaints complaints;
  for (auto const& file : tree) {
    if (!is_cpp(file.path) && !is_script(file.path)) continue;
    auto const lines = static_cast<int>(lines_of(file.text).size());
    if (lines > file_lines_max)
      complaints.push_back({file.path, 0, std::to_string(lines) + " lines, more than 700"});
  }
  return complaints;
}

Complaints check_banned_words(SourceTree const& tree) {
  Complaints complaints;
  for (auto const& file : tree) {
    if (!is_cpp(file.path) && !is_script(file.path)) continue;
    complain_of_words(file, complaints);
    if (is_cpp(file.path)) complain_of_silent_catch(file, complaints);
  }
  return complaints;
}

Complaints check_licence_line(SourceTree const& tree) {
  Complaints complaints;
  for (auto const& file : tree) {
    bool const shell = file.text.starts_with("#!");
    if (!is_cpp(file.path) && !is_script(file.path) && !shell) continue;
    auto const lines = lines_of(file.text);
    auto const at = shell ? 1U : 0U;
    if (lines.size() <= at ||
        lines[at].find("SPDX-License-Identifier: Apache-2.0") == std::string_view::npos) {
      complaints.push_back({file.path, static_cast<int>(at) + 1, "does not say its licence in this line"});
    }
  }
  return complaints;
}

Complaints check_foreign_places(SourceTree const& tree) {
  static std::array const places{
      "/wo" + std::string("rk/"),         "/ho" + std::string("me/"),
      "/fa" + std::string("rm/"),         "registry." + std::string("npmjs"),
      "deb." + std::string("debian.org"), "\"resolved\": \"" + std::string("http")};
  Complaints complaints;
  for (auto const& file : tree) {
    for (auto const& place : places) {
      for (auto at = file.text.find(place); at != std::string::npos; at = file.text.find(place, at + 1)) {
        // "/api/v1/yard/wo" + "rk/A1" is an address of ours: a path of a machine begins where a word does not
        // end.
        if (place.starts_with('/') && at > 0 && is_word_sign(file.text[at - 1])) continue;
        complaints.push_back(
            {file.path, line_at(file.text, at), "names a place of some machine or registry: " + place});
      }
    }
  }
  return complaints;
}

Complaints check_catalogues(SourceTree const& tree) {
  Complaints complaints;
  std::map<std::string, std::map<std::string, std::size_t>> catalogues;
  for (auto const& file : tree) {
    if (!file.path.starts_with("ui/src/i18n/")) continue;
    if (in_other_language(file.path, "zh", "en").empty() && in_other_language(file.path, "en", "zh").empty())
      continue;
    catalogues.emplace(file.path, CatalogueReader(file, complaints).run());
  }
  for (auto const& [path, keys] : catalogues) {
    auto const chinese = !in_other_language(path, "zh", "en").empty();
    auto const other = chinese ? in_other_language(path, "zh", "en") : in_other_language(path, "en", "zh");
    auto const found = catalogues.find(other);
    if (found == catalogues.end()) {
      complaints.push_back({path, 0, "has no " + other + " beside it"});
      continue;
    }
    if (keys.empty()) complaints.push_back({path, 0, "has no keys"});
    for (auto const& [key, size] : keys) {
      if (!found->second.contains(key)) complaints.push_back({path, 0, key + " is missing in " + other});
    }
  }
  return complaints;
}

Complaints check_links(SourceTree const& tree) {
  Complaints complaints;
  for (auto const& file : tree) {
    if (!file.path.ends_with(".md")) continue;
    for (auto at = file.text.find("]("); at != std::string::npos; at = file.text.find("](", at + 1)) {
      auto target = file.text.substr(at + 2, file.text.find_first_of(")#\n", at) - at - 2);
      if (target.empty() || target.find(':') != std::string::npos) continue;
      auto const path =
          (std::filesystem::path(file.path).parent_path() / target).lexically_normal().generic_string();
      bool const leads = std::ranges::any_of(tree, [&](SourceFile const& other) {
        return other.path == path || other.path.starts_with(path.ends_with('/') ? path : path + "/");
      });
      if (!leads)
        complaints.push_back(
            {file.path, line_at(file.text, at), "links to " + target + ", which is not there"});
    }
  }
  return complaints;
}

}  // namespace landport::tidy
