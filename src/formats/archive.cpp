// SPDX-License-Identifier: Apache-2.0
#include "formats/archive.h"

#include <zip.h>

#include <limits>

namespace landport::formats {
namespace {

Refusal too_big(std::string_view what, std::uint64_t max, std::string_view name) {
  return refuse("sheet.too_big").with("what", what).with("max", std::to_string(max)).at(name);
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void Archive::Close::operator()(zip* archive) const {
  zip_discard(archive);
}

Result<Archive> Archive::open(std::string_view bytes, ArchiveLimits const& limits) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return no("xlsx.not_xlsx");
  Archive archive;
  archive.limits_ = limits;
  archive.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  zip_error_fini(&error);
  if (!archive.archive_) {
    zip_source_free(source);
    return no("xlsx.not_xlsx");
  }
  auto const entries = zip_get_num_entries(archive.archive_.get(), 0);
  if (entries < 0 || static_cast<std::uint64_t>(entries) > limits.entries) {
    return no(too_big("entries", limits.entries, {}));
  }
  return archive;
}

bool Archive::has(std::string const& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> Archive::read(std::string const& name) {
  auto broken = [&] { return no(refuse("xlsx.broken").at(name)); };
  auto const index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return broken();
  zip_stat_t stat;
  if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0) return broken();
  if ((stat.valid & ZIP_STAT_SIZE) == 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0) return broken();
  if (stat.size > limits_.entry_bytes) return no(too_big("entry_bytes", limits_.entry_bytes, name));
  if (stat.size > (1u << 20) && stat.size / (stat.comp_size + 1) > limits_.ratio) {
    return no(too_big("ratio", limits_.ratio, name));
  }
  unpacked_ += stat.size;
  if (unpacked_ > limits_.unpacked_bytes) return no(too_big("unpacked_bytes", limits_.unpacked_bytes, name));
  std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
  if (!file) return broken();
  std::string content(stat.size, '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    auto const got = zip_fread(file.get(), content.data() + done, content.size() - done);
    if (got <= 0) return broken();
    done += static_cast<std::size_t>(got);
  }
  // Reading on to the end is what makes the library compare the checksum; more than was declared is a lie.
  char more = 0;
  if (zip_fread(file.get(), &more, 1) != 0) return broken();
  return content;
}

std::string write_archive(std::vector<std::pair<std::string, std::string>> const& files) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  LP_ASSERT(source != nullptr, "memory for an archive");
  zip_source_keep(source);
  auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  LP_ASSERT(archive != nullptr, "an archive opens in memory");
  for (auto const& [name, content] : files) {
    auto* const entry = zip_source_buffer(archive, content.data(), content.size(), 0);
    auto const index = zip_file_add(archive, name.c_str(), entry, ZIP_FL_ENC_UTF_8);
    LP_ASSERT(index >= 0, "names in an archive are distinct");
    constexpr zip_uint16_t first_of_1980 = (1 << 5) | 1;
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, first_of_1980, 0);
  }
  auto const closed = zip_close(archive);
  LP_ASSERT(closed == 0, "an archive is written to memory");
  std::string bytes;
  zip_stat_t stat;
  auto const readable = zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0;
  LP_ASSERT(readable, "a written archive is read back");
  bytes.resize(stat.size);
  auto const got = zip_source_read(source, bytes.data(), bytes.size());
  LP_ASSERT(got == static_cast<zip_int64_t>(bytes.size()), "a written archive is read back whole");
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

}  // namespace landport::formats
