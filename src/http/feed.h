// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "journal/route.h"
#include "journal/board.h"

namespace landport::http {

// The rows that change, as Server-Sent Events (WHATWG HTML §9.2), for one reader with that reader's rights. Each message
// carries the journal's sequence as its id, so a browser that was away resumes exactly; what changed several times
// meanwhile is sent once, as it is now.
class RowFeed final : public Feed {
 public:
  RowFeed(Board const& board, Actor actor, std::vector<bool> tables, Sequence after);
  std::string next() override;

 private:
  Board const& board_;
  Actor actor_;
  std::vector<bool> tables_;
  Sequence after_;
  bool first_ = true;
};

}  // namespace landport::http
