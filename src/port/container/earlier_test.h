// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "journal/given.h"

// For trials only: commands that tell of an earlier time than they are given.
namespace landport {

class EarlierDesk final : public Desk {
 public:
  EarlierDesk(Given const& port, Pack const& pack, Context context)
      : Desk(std::move(context)), port_(port), pack_(pack) {}

 protected:
  void const* state(StateKind const& kind, StreamName const& stream) override {
    std::shared_ptr<void> made(kind.make(), kind.destroy);
    for (auto const& fact : port_.journal()) {
      if (fact.stream == stream) kind.evolve(made.get(), fact);
    }
    states_.push_back(made);
    return made.get();
  }
  Pack const& context_pack() const override { return pack_; }

 private:
  Given const& port_;
  Pack const& pack_;
  std::vector<std::shared_ptr<void>> states_;
};

// The command is given at the port's present time and says that it happened then.
template <class C>
Result<Facts> told_of(std::string_view happened, Given const& port, Pack const& pack, Actor actor, C const& command) {
  EarlierDesk desk(port, pack, {port.now(), *parse_instant(happened), std::move(actor), {}});
  return decide(command, desk);
}
template <class C>
std::string refusal_of(std::string_view happened, Given const& port, Pack const& pack, Actor actor, C const& command) {
  auto const facts = told_of(happened, port, pack, std::move(actor), command);
  return facts ? std::string{} : facts.error().code;
}

}  // namespace landport
