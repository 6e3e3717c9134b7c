// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "journal/event.h"
#include "journal/pack.h"
#include "words/sight.h"

// What a rule sees and what it gives. `decide(command, desk)` is pure: the state of every stream, the time, who asks and
// the names for new things all come from the desk, so the same desk always gives the same facts.
namespace landport {

// How to make and fold a state of some type, without knowing the type.
struct StateKind {
  void* (*make)();
  void (*destroy)(void*);
  void (*evolve)(void* state, Recorded const& fact);
};

namespace detail {

template <class S, class E>
bool evolve_one(S& state, Recorded const& fact) {
  auto const* e = fact.event.get<E>();
  if (!e) return false;
  if constexpr (requires { evolve(state, *e, fact); }) {
    evolve(state, *e, fact);
  } else {
    evolve(state, *e);  // does not compile when a fact named in Folds has no evolve
  }
  return true;
}
template <class S, class... E>
void evolve_any(S& state, Recorded const& fact, Types<E...>) {
  (evolve_one<S, E>(state, fact) || ...);
}

template <class S>
inline constexpr StateKind state_kind{
    []() -> void* { return new S{}; }, [](void* s) { delete static_cast<S*>(s); },
    [](void* s, Recorded const& fact) { evolve_any(*static_cast<S*>(s), fact, typename S::Folds{}); }};

}  // namespace detail

// What the desk is told from outside. Instants are never read from a clock by a rule.
struct Context {
  Instant at;        // now: when the facts will be recorded
  Instant happened;  // when what is reported happened; not after `at`
  Actor actor;
  CommandId command;
};

class Desk {
 public:
  virtual ~Desk() = default;

  // The state of a stream, folded from its facts; a stream without facts gives S{}. S names the facts it folds in
  // `using Folds = Types<...>` and has an `evolve(S&, Fact const&)` (or with the Recorded as third) for each. Whatever
  // is looked at here must be unchanged when the facts are appended, in whatever department the stream is kept. The
  // reference lives until decide returns. Two S of the same stream may be looked at.
  template <class S>
  S const& look(StreamName const& stream) {
    return *static_cast<S const*>(state(detail::state_kind<S>, stream));
  }

  // The configuration of the place, as P loaded it from the pack.
  template <class P>
  P const& pack() const {
    return context_pack().template get<P>();
  }

  Context const& context() const { return context_; }
  Instant at() const { return context_.at; }
  Instant happened() const { return context_.happened; }
  Actor const& actor() const { return context_.actor; }

  // True when the actor acts for `org` itself, or runs the port (terminal, duty, admin, clock).
  bool may_act_for(std::string_view org) const {
    return context_.actor.org == org ||
           context_.actor.roles.any(Role::terminal | Role::duty | Role::admin | Role::clock);
  }

  // A new name like "BK7Q2M4XKTP": the prefix and ten signs made from the command's id and a counter, so that a
  // repeated command makes the same name.
  std::string fresh_name(std::string_view prefix);

 protected:
  explicit Desk(Context context) : context_(std::move(context)) {}
  virtual void const* state(StateKind const& kind, StreamName const& stream) = 0;
  virtual Pack const& context_pack() const = 0;

 private:
  Context context_;
  int names_ = 0;
};

// A fact that a decision gives, for a stream.
struct Fact {
  StreamName stream;
  Event event;
};

// What a decision gives: facts in order, and the names of what it made, which the answer carries back.
struct Facts {
  std::vector<Fact> list;
  std::vector<std::pair<std::string, std::string>> made;

  Facts& add(StreamName stream, Event event) {
    list.push_back({std::move(stream), std::move(event)});
    return *this;
  }
  Facts& name(std::string_view what, std::string_view value) {
    made.emplace_back(what, value);
    return *this;
  }
};

}  // namespace landport
