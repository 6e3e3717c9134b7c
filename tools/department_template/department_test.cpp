// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "journal/given.h"
#include "port/@name@/case.h"
#include "port/@name@/case_board.h"
#include "port/@name@/module.h"

namespace landport::@name@ {
namespace {

TEST(@Name@, OpensOneCaseForASubject) {
  Pack const pack;
  Given port(pack);
  port.done(OpenCase{"CSQU3054383", "plug is loose"});
  EXPECT_EQ(port.refusal(OpenCase{"CSQU3054383", ""}), "@name@.already_open");
  EXPECT_EQ(port.refusal(OpenCase{"FCIU9908030", ""}), "");
}

// The first failing test: the rule is described in commands.h and has its row in module.cpp, but `decide` in case.cpp
// does not know it. Write the rule, see this pass, and go on with your own words.
TEST(@Name@, ClosesOnlyWhatIsOpen) {
  Pack const pack;
  Given port(pack);
  EXPECT_EQ(port.refusal(CloseCase{"CSQU3054383"}), "@name@.not_open");
  port.done(OpenCase{"CSQU3054383", ""});
  EXPECT_EQ(port.refusal(CloseCase{"CSQU3054383"}), "");
}

TEST(@Name@, TheBoardFollows) {
  Pack const pack;
  Given port(pack);
  port.done(OpenCase{"CSQU3054383", "plug is loose"});
  EXPECT_TRUE(port.view<CaseBoard>()->cases.find("CSQU3054383")->open);
  port.done(CloseCase{"CSQU3054383"});
  EXPECT_FALSE(port.view<CaseBoard>()->cases.find("CSQU3054383")->open);
}

TEST(@Name@, EveryRefusalHasBothLanguages) {
  for (auto const& row : describe().refusals) {
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.remedy_zh.empty() || row.remedy_en.empty()) << row.code;
  }
}

}  // namespace
}  // namespace landport::@name@
