// SPDX-License-Identifier: Apache-2.0
#include "journal/pack.h"

#include "journal/department.h"

namespace landport {

void PackFiles::add(PackTable table) {
  auto name = table.file;
  tables_.insert_or_assign(std::move(name), std::move(table));
}
void PackFiles::add_bytes(std::string file, std::string bytes) { bytes_.insert_or_assign(std::move(file), std::move(bytes)); }

Result<PackTable const*> PackFiles::table(std::string_view file) const {
  auto const found = tables_.find(file);
  if (found == tables_.end()) return no(refuse("pack.file_missing").at(file).with("file", file));
  return &found->second;
}

std::string_view PackFiles::bytes(std::string_view file) const {
  auto const found = bytes_.find(file);
  return found == bytes_.end() ? std::string_view{} : std::string_view(found->second);
}

std::string pack_line(std::string_view file, int line, std::string_view column) {
  auto place = std::string(file) + ", line " + std::to_string(line);
  if (!column.empty()) place.append(", column ").append(column);
  return place;
}
Refusal pack_fault(std::string_view code, std::string_view file, int line, std::string_view column) {
  return refuse(code).at(pack_line(file, line, column));
}

constexpr auto fields(Type<PackKey>) {
  return field_list(field("key", &PackKey::key, "项", "Key"), may("value", &PackKey::value, "值", "Value"));
}
Result<PackKeys> PackKeys::load(PackFiles const& files) {
  auto rows = files.rows<PackKey>("pack.csv");
  if (!rows) return no(std::move(rows.error()));
  return PackKeys{std::move(*rows)};
}
Dated<PackKey> const* PackKeys::find(std::string_view key, Day day) const {
  for (auto const& dated : rows) {
    if (dated.row.key == key && dated.valid.contains(day)) return &dated;
  }
  return nullptr;
}
Dated<PackKey> const* PackKeys::find(std::string_view key) const {
  Dated<PackKey> const* last = nullptr;
  for (auto const& dated : rows) {
    if (dated.row.key == key) last = &dated;
  }
  return last;
}
std::string_view PackKeys::value(std::string_view key) const {
  auto const* const row = find(key);
  return row ? std::string_view(row->row.value) : std::string_view{};
}

namespace detail {

std::vector<FieldFace> faces(FieldRows const& rows) {
  std::vector<FieldFace> out;
  for (auto const& row : rows) {
    auto const& kind = *row.ops->kind;
    out.push_back({row.name, row.zh, row.en, kind.json_type, kind.format, kind.unit, row.required, row.seen_by});
  }
  return out;
}

Result<void> check_measures(FieldRows const& rows, void const* order, std::string_view slash) {
  for (auto const& row : rows) {
    auto const& ops = *row.ops;
    if (!ops.to_text || (ops.kind->unit != "kg" && ops.kind->unit != "mm")) continue;
    auto const text = ops.to_text(row.in(order));
    if (!text.starts_with('-')) continue;
    return no(refuse("malformed.range").at(std::string(slash) + std::string(row.name)).with("got", text).with("min", "0").with("max", "1000000000"));
  }
  return {};
}

bool all_celled(FieldRows const& rows) {
  return std::all_of(rows.begin(), rows.end(), [](FieldRow const& row) { return row.ops->from_text != nullptr; });
}

std::string AnyTable::text(Slot s, std::size_t field) const {
  auto const& f = rows_[field];
  if (f.ops->to_text) return f.ops->to_text(f.in(row(s)));
  std::string out;
  JsonWriter writer(out);
  f.ops->write(writer, f.in(row(s)));
  return out;
}

int AnyTable::compare(Slot a, Slot b, std::size_t field) const {
  auto const& f = rows_[field];
  return f.ops->compare ? f.ops->compare(f.in(row(a)), f.in(row(b))) : 0;
}

Result<std::function<bool(TableFace::Slot)>> AnyTable::test(std::size_t field, Is is, std::string_view text) const {
  if (is == Is::contains) {
    return std::function<bool(Slot)>([this, field, needle = std::string(text)](Slot s) {
      return this->text(s, field).find(needle) != std::string::npos;
    });
  }
  auto const& f = rows_[field];
  if (!f.ops->from_text || !f.ops->compare) return no("query.no_such_test");
  auto const value = f.ops->make();
  Refusal refusal;
  if (!f.ops->from_text(text, value.get(), refusal)) return no(std::move(refusal));
  return std::function<bool(Slot)>([this, &f, is, value](Slot s) {
    int const order = f.ops->compare(f.in(row(s)), value.get());
    return is == Is::equal ? order == 0 : is == Is::at_least ? order >= 0 : order <= 0;
  });
}

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (unsigned char const b : bytes) {
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

std::string from_hex(std::string_view hex) {
  auto const value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(value(hex[i]) << 4 | value(hex[i + 1]));
  return out;
}

}  // namespace detail
}  // namespace landport
