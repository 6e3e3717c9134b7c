// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string_view>

#include "trials/crash/options.h"

namespace landport::trials {

CrashOptions options;

namespace {

bool read_options(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::string_view const name = argv[i];
    if (i + 1 == argc) return false;
    auto const value = std::strtoull(argv[++i], nullptr, 10);
    if (name == "--crashes") {
      options.crashes = static_cast<int>(value);
    } else if (name == "--kills") {
      options.kills = static_cast<int>(value);
    } else if (name == "--seed") {
      options.seed = value;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace landport::trials

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (!landport::trials::read_options(argc, argv)) {
    std::fputs("crash_test [--crashes N] [--kills N] [--seed N]\n", stderr);
    return 2;
  }
  return RUN_ALL_TESTS();
}
