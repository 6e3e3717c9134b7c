// SPDX-License-Identifier: Apache-2.0
#include "journal/book.h"

namespace landport {

namespace {

class PresentRoom final : public Room {
 public:
  PresentRoom(Board& board, Pack const& pack, Actor actor, Instant now)
      : reading_(board.read()), pack_(pack), actor_(std::move(actor)), now_(now) {}
  Instant at() const override { return now_; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return pack_; }

 protected:
  void const* find_view(std::type_index type) const override { return reading_.view(type); }

 private:
  Board::Reading reading_;
  Pack const& pack_;
  Actor actor_;
  Instant now_;
};

class PastRoom final : public Room {
 public:
  PastRoom(Catalogue const& catalogue, History& history, Pack const& pack, Actor actor, Moment moment, Sequence known)
      : catalogue_(catalogue), history_(history), pack_(pack), actor_(std::move(actor)), moment_(moment), known_(known) {}
  Instant at() const override { return moment_.at; }
  Actor const& actor() const override { return actor_; }
  Pack const& whole_pack() const override { return pack_; }

 protected:
  void const* find_view(std::type_index type) const override {
    views_.push_back(history_.view(catalogue_.view(type), moment_, known_));
    return views_.back()->object();
  }

 private:
  Catalogue const& catalogue_;
  History& history_;
  Pack const& pack_;
  Actor actor_;
  Moment moment_;
  Sequence known_;
  mutable std::vector<std::shared_ptr<View const>> views_;
};

}  // namespace

std::unique_ptr<Room> Book::room(Actor const& actor, std::optional<Moment> moment) {
  if (!moment) return std::make_unique<PresentRoom>(board_, pack_, actor, options_.clock());
  return std::make_unique<PastRoom>(catalogue_, history_, pack_, actor, *moment, board_.position());
}

}  // namespace landport
