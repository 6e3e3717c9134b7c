// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "sim/hands.h"
#include "sim/stacks.h"

namespace landport::sim {

// The days that the demo lives through: a clock, a diary of what is to be done when, and the people who do
// it.
class Days {
 public:
  Days(Book& book, std::function<void(Instant)> set_clock, Instant now, std::uint64_t seed)
      : hands(book, seed), end(now), set_clock_(std::move(set_clock)), random_(seed) {}

  // Does `what` at that time, or not at all when the past ends before; a time that has passed is now.
  void at(Instant when, std::function<void()> what) { diary_.emplace(std::max(when, time), std::move(what)); }
  void live() {
    while (!diary_.empty() && diary_.begin()->first <= end) {
      auto step = diary_.extract(diary_.begin());
      move_to(step.key());
      step.mapped()();
    }
    move_to(end);
  }
  void move_to(Instant when) {
    time = when;
    set_clock_(when);
  }

  // Gives a command; a refusal is noted and gives nothing.
  Made order(Actor const& who, std::string_view wire, std::string const& json) {
    return all(who, {{wire, json, {}}});
  }
  Made all(Actor const& who, std::vector<Hands::Words> const& words) {
    auto made = hands.give_all(who, words);
    if (made) return std::move(*made);
    std::string why = to_text(time) + " " + std::string(words.front().wire) + " " + words.front().json +
                      ": " + made.error().code + " " + made.error().place;
    for (auto const& [name, value] : made.error().details) why += " " + name + "=" + value.substr(0, 400);
    refusals.push_back(std::move(why));
    return {};
  }

  // From `least` up to `most`, both included.
  std::int64_t pick(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most - least + 1));
  }
  std::string unit_number();
  std::string wagon_number(int digits);  // 7 China, 8 broad gauge, 12 Europe
  std::string plate();

  Hands hands;
  Stacks stacks;
  Instant time, end;
  std::vector<std::string> refusals;
  std::size_t boxes = 0, trains = 0;

 private:
  std::function<void(Instant)> set_clock_;
  std::multimap<Instant, std::function<void()>> diary_;
  std::mt19937_64 random_;
  int units_ = 0, wagons_ = 0, plates_ = 0;
};

// The people of the demo, as app/accounts.cpp has them.
namespace who {
inline Actor const carrier{"carrier", "CDIRS", Role::carrier}, terminal{"terminal", "PORT", Role::terminal},
    gate{"gate", "PORT", Role::gate}, customs{"customs", "CUSTOMS", Role::customs},
    duty{"duty", "PORT", Role::duty | Role::terminal}, partner{"partner", "EURAIL", Role::partner},
    huaxia{"shipper", "HUAXIA", Role::shipper}, shudao{"shipper2", "SHUDAO", Role::shipper};
}

}  // namespace landport::sim
