// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "app/departments.h"
#include "formats/text_encoding.h"
#include "journal/catalogue.h"

// What stands after the name of a command (a line of its own; without one, the first byte chooses): JSON goes through the
// command's field table as the body of a request, anything else as a row of a sheet, headings in its first line. What is
// taken is written, read again and written as the same.
namespace {

using namespace landport;

std::vector<CommandKind const*> commands_of(Catalogue const& catalogue) {
  std::vector<CommandKind const*> all;
  for (auto const& d : catalogue.departments()) {
    for (auto const& c : d.commands) all.push_back(&c);
  }
  return all;
}

std::string written(CommandKind const& kind, Command const& command) {
  std::string text;
  JsonWriter out(text);
  kind.write(command, out);
  return text;
}

void comes_back(CommandKind const& kind, Result<Command> const& command) {
  if (!command) {
    LP_ASSERT(!command.error().code.empty(), "a refusal says which it is");
    return;
  }
  static JsonParser parser;
  auto const text = written(kind, *command);
  auto const value = parser.parse(text);
  LP_ASSERT(value.has_value(), "what is written is JSON");
  auto const again = kind.read(*value);
  LP_ASSERT(again.has_value(), "what is written is read");
  LP_ASSERT(written(kind, *again) == text, "and written as the same");
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (;;) {
    auto const comma = line.find(',');
    cells.emplace_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  static Catalogue const catalogue(app::departments());
  static auto const commands = commands_of(catalogue);
  std::string_view text(reinterpret_cast<char const*>(data), size);
  auto const line = text.find('\n');
  auto const* kind = line == std::string_view::npos ? nullptr : catalogue.command(text.substr(0, line));
  if (kind) {
    text.remove_prefix(line + 1);
  } else {
    if (text.empty()) return 0;
    kind = commands[static_cast<unsigned char>(text[0]) % commands.size()];
    text.remove_prefix(1);
  }
  static JsonParser parser;
  auto const value = parser.parse(text);
  if (value) {
    comes_back(*kind, kind->read(*value));
  } else {
    LP_ASSERT(value.error().code != "malformed.json" || value.error().place.starts_with("line "), "what is no JSON is refused at its place");
  }
  auto const row = text.find('\n');
  if (!kind->read_cells || row == std::string_view::npos) return 0;
  if (formats::first_bad_utf8(text)) return 0;  // cells are UTF-8: the readers of sheets refuse all else
  auto const headings = cells_of(text.substr(0, row));
  // "-field" is how the reader of sheets itself says that it knows of a wrong cell; no heading of a sheet becomes one.
  if (std::any_of(headings.begin(), headings.end(), [](auto const& h) { return h.starts_with('-'); })) return 0;
  comes_back(*kind, kind->read_cells(headings, cells_of(text.substr(row + 1))));
  return 0;
}
