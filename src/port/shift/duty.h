// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "port/shift/events.h"

// The states that the rules of this department look at.
namespace landport::shift {

enum class Stage : std::uint8_t { none, open, handing_over, handed_over, taken_over, skipped };
constexpr auto choices(Type<Stage>) {
  return std::array{Choice<Stage>{Stage::none, "none", "未开班", "Not opened"},
                    Choice<Stage>{Stage::open, "open", "在班", "Open"},
                    Choice<Stage>{Stage::handing_over, "handing_over", "交班中", "Being handed over"},
                    Choice<Stage>{Stage::handed_over, "handed_over", "待接班", "Waits to be taken over"},
                    Choice<Stage>{Stage::taken_over, "taken_over", "已接班", "Taken over"},
                    Choice<Stage>{Stage::skipped, "skipped", "未交班", "Not handed over"}};
}

// Who runs the port: desk.look<Duty>(duty_stream()). Only the last shift matters to the rules.
struct Duty {
  using Folds = Types<ShiftOpened, HandOverAsked, HandedOver, HandOverWithdrawn, TakenOver>;
  Stage stage = Stage::none;
  ShiftOpened opened;
  std::string hands_over;  // who asked for the hand-over
};
inline void evolve(Duty& s, ShiftOpened const& e) {
  s.stage = Stage::open;
  s.opened = e;
  s.hands_over.clear();
}
inline void evolve(Duty& s, HandOverAsked const&, Recorded const& r) {
  s.stage = Stage::handing_over;
  s.hands_over = r.person;
}
inline void evolve(Duty& s, HandedOver const&) {
  s.stage = Stage::handed_over;
}
inline void evolve(Duty& s, HandOverWithdrawn const&) {
  s.stage = Stage::open;
  s.hands_over.clear();
}
inline void evolve(Duty& s, TakenOver const&) {
  s.stage = Stage::taken_over;
}

struct Note {
  using Folds = Types<NoteWritten, NoteClosed>;
  bool exists = false, closed = false;
};
inline void evolve(Note& s, NoteWritten const&) {
  s.exists = true;
}
inline void evolve(Note& s, NoteClosed const&) {
  s.closed = true;
}

}  // namespace landport::shift
