// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "words/result.h"

struct zip;

namespace landport::formats {

struct ArchiveLimits {
  std::size_t entries, entry_bytes, unpacked_bytes, ratio;
};

// A ZIP archive in memory that somebody else made. What it says of its sizes is believed only as far as the
// limits.
class Archive {
 public:
  // `bytes` must outlive it. Refuses "xlsx.not_xlsx" and "sheet.too_big".
  static Result<Archive> open(std::string_view bytes, ArchiveLimits const& limits);

  bool has(std::string const& name) const;
  // Refuses "xlsx.broken" (there is none, or it cannot be unpacked) and "sheet.too_big"; `place` is the name.
  Result<std::string> read(std::string const& name);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> archive_;
  ArchiveLimits limits_{};
  std::uint64_t unpacked_ = 0;
};

// An archive of these files (name, content). The same files give the same bytes.
std::string write_archive(std::vector<std::pair<std::string, std::string>> const& files);

}  // namespace landport::formats
