// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "journal/book.h"
#include "sim/port.h"

namespace landport::sim {

// A port in the same process. What is given is queued at once and decided while the world goes on speaking; the
// answers wait for settle().
class BookPort final : public Port {
 public:
  // Commands get ids made of `seed` and a counter, so the same commands in the same order give the same names.
  BookPort(Book& book, std::vector<std::string> const& tables, std::uint64_t seed);
  ~BookPort() override;

  void give(Actor const& who, std::vector<Words> all, Then then) override;
  void settle() override;
  void changes(Saw const& saw) override;
  Result<std::string> ask(Actor const& who, std::string_view query,
                          std::vector<std::pair<std::string, std::string>> const& parameters) override;

  std::size_t commands() const { return commands_; }

 private:
  struct Asked {
    Then then;
    bool answered = false;
    Result<Made> answer = Made{};
  };
  void answered(Asked& asked, Answer const& answer);

  Book& book_;
  std::vector<bool> tables_;
  std::uint64_t seed_, counter_ = 0;
  std::size_t commands_ = 0;
  Sequence seen_ = 0;
  bool begun_ = false;
  JsonParser parser_, row_parser_, answer_parser_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t open_ = 0;
  std::deque<Asked> asked_;  // a deque: the book's thread holds on to its members
};

}  // namespace landport::sim
