// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace landport {

// A whole number with a meaning. The tag is the deriving type itself, so two kinds never mix:
//   struct Tier : Whole<Tier> { using Whole::Whole; };
// It orders and compares; arithmetic is added only where it means something (see Quantity).
template <class Self>
struct Whole {
  std::int64_t value = 0;
  constexpr Whole() = default;
  constexpr explicit Whole(std::int64_t v) : value(v) {}
  friend constexpr auto operator<=>(Self const& a, Self const& b) { return a.value <=> b.value; }
  friend constexpr bool operator==(Self const& a, Self const& b) { return a.value == b.value; }
};

// A whole number of a unit that can be added up and scaled: kilograms, millimetres, cents. Two quantities are never
// multiplied with each other: the product has another unit.
template <class Self>
struct Quantity : Whole<Self> {
  using Whole<Self>::Whole;
  friend constexpr Self operator+(Self a, Self b) { return Self{a.value + b.value}; }
  friend constexpr Self operator-(Self a, Self b) { return Self{a.value - b.value}; }
  friend constexpr Self operator*(Self a, std::int64_t n) { return Self{a.value * n}; }
  friend constexpr Self operator-(Self a) { return Self{-a.value}; }
  constexpr Self& operator+=(Self other) {
    this->value += other.value;
    return static_cast<Self&>(*this);
  }
  constexpr Self& operator-=(Self other) {
    this->value -= other.value;
    return static_cast<Self&>(*this);
  }
};

// The name of something the port gave a name to: a booking, a departure, a visit. Letters, digits and . _ - only
// (checked where text comes in: see Codec), at most 64 bytes.
template <class Self>
struct Name {
  std::string text;
  Name() = default;
  explicit Name(std::string t) : text(std::move(t)) {}
  explicit Name(std::string_view t) : text(t) {}
  explicit Name(char const* t) : text(t) {}
  bool empty() const { return text.empty(); }
  friend auto operator<=>(Self const& a, Self const& b) { return a.text <=> b.text; }
  friend bool operator==(Self const& a, Self const& b) { return a.text == b.text; }
};

// True when `text` can be a Name: 1 to 64 bytes of letters, digits, '.', '_' and '-'.
bool is_name(std::string_view text);

}  // namespace landport

template <class T>
  requires requires(T const& t) { std::hash<std::string>{}(t.text); }
struct std::hash<T> {
  std::size_t operator()(T const& name) const noexcept { return std::hash<std::string>{}(name.text); }
};
