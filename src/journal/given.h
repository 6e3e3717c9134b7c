// SPDX-License-Identifier: Apache-2.0
#pragma once

// Given facts, when a command, then facts or a refusal: the shortest way to test a rule. No store, no clock, no thread.
//
//   Given port(pack);
//   port.as(gate_clerk).at("2026-12-01T08:00:00Z").happened_before(unit_stream(u), UnitRegistered{u});
//   auto facts = port.when(AdmitUnit{u});          // decides, changes nothing
//   port.done(AdmitUnit{u});                       // decides and takes the facts; fails loudly when refused
#include <cstdio>
#include <map>
#include <memory>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"

namespace landport {

class Given {
 public:
  explicit Given(Pack const& pack) : pack_(pack) { clock_ = *parse_instant("2026-12-01T00:00:00Z"); }

  Given& as(Actor actor) {
    actor_ = std::move(actor);
    return *this;
  }
  Given& at(Instant now) {
    clock_ = now;
    return *this;
  }
  Given& at(std::string_view iso) { return at(*parse_instant(iso)); }
  Given& later(Duration d) { return at(clock_ + d); }
  Instant now() const { return clock_; }

  // A fact that is already in the journal.
  Given& happened_before(StreamName stream, Event event) {
    Recorded r;
    r.sequence = static_cast<Sequence>(journal_.size()) + 1;
    r.version = ++versions_[stream.text];
    r.stream = std::move(stream);
    r.recorded = r.happened = clock_;
    r.person = actor_.person;
    r.org = actor_.org;
    r.event = std::move(event);
    journal_.push_back(std::move(r));
    return *this;
  }

  template <class C>
  Result<Facts> when(C const& command) {
    TrialDesk desk(*this, {clock_, clock_, actor_, next_id()});
    return decide(command, desk);
  }

  // The made names, so that a trial can go on with them. Ends the test program when the command is refused.
  template <class C>
  Facts done(C const& command) {
    auto facts = when(command);
    if (!facts) {
      std::fprintf(stderr, "refused: %s at \"%s\"\n", facts.error().code.c_str(), facts.error().place.c_str());
      for (auto const& [k, v] : facts.error().details) std::fprintf(stderr, "  %s = %s\n", k.c_str(), v.c_str());
    }
    LP_ASSERT(facts.has_value(), "a command that the trial needs was refused");
    for (auto const& fact : facts->list) happened_before(fact.stream, fact.event);
    return *facts;
  }

  // The code of the refusal, or "" when the command would be carried out.
  template <class C>
  std::string refusal(C const& command) {
    auto facts = when(command);
    return facts ? std::string{} : facts.error().code;
  }

  template <class S>
  S state(StreamName const& stream) {
    TrialDesk desk(*this, {clock_, clock_, actor_, {}});
    return desk.look<S>(stream);
  }

  // All facts so far, folded into a fresh view.
  template <class V>
  std::unique_ptr<V> view() const {
    auto v = std::make_unique<V>();
    for (auto const& fact : journal_) {
      std::apply([&](auto&... table) { (table.now(fact.sequence), ...); }, v->tables());
      apply_any(*v, fact, typename V::Folds{});
    }
    return v;
  }

  std::vector<Recorded> const& journal() const { return journal_; }

 private:
  class TrialDesk final : public Desk {
   public:
    TrialDesk(Given const& given, Context context) : Desk(std::move(context)), given_(given) {}

   protected:
    void const* state(StateKind const& kind, StreamName const& stream) override {
      std::shared_ptr<void> made(kind.make(), kind.destroy);
      for (auto const& fact : given_.journal_) {
        if (fact.stream == stream) kind.evolve(made.get(), fact);
      }
      states_.push_back(made);
      return made.get();
    }
    Pack const& context_pack() const override { return given_.pack_; }

   private:
    Given const& given_;
    std::vector<std::shared_ptr<void>> states_;
  };

  template <class V, class... E>
  static void apply_any(V& v, Recorded const& fact, Types<E...>) {
    ([&] {
      auto const* e = fact.event.get<E>();
      if (e) v.apply(*e, fact);
      return e != nullptr;
    }() || ...);
  }

  CommandId next_id() {
    CommandId id;
    ++ids_;
    for (std::size_t i = 0; i < 8; ++i) id.bytes[i] = static_cast<unsigned char>(ids_ >> (8 * i));
    return id;
  }

  Pack const& pack_;
  Actor actor_{"tester", "PORT", Role::duty};
  Instant clock_;
  std::vector<Recorded> journal_;
  std::map<std::string, Version> versions_;
  std::uint64_t ids_ = 0;
};

}  // namespace landport
