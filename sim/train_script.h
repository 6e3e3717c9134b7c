// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "sim/days.h"

namespace landport::sim {

struct Leg {
  std::string from, to, mode;
  std::int64_t gauge_mm = 0;
  Instant departs, arrives;
};
struct Departure {
  std::string id, service;
  Instant departs, arrives, booking_cutoff, gate_in_cutoff;
  std::vector<Leg> legs;
};

struct Goods {
  char const *zh, *hs;
  std::int64_t value_minor;  // of one 40-foot box, in CNY fen
};

// One booking and its boxes.
struct Wanted {
  Actor shipper;
  std::string size_type;
  int quantity = 1;
  Goods goods;
  bool reefer = false;
  std::string un_number, danger_class;
};

// How a train of the demo is to come about. Times in hours before its departure, later ones smaller.
struct TrainPlan {
  Departure departure;
  std::vector<Wanted> wanted;
  Instant booked, gate_begins, gate_ends;
  std::optional<Instant> composed, loaded_from;  // none: it does not come to that
  std::int64_t late_minutes = 0;                 // of its leaving
};

// Writes the whole life of that train into the diary.
void script(Days& days, TrainPlan plan);

// Books, confirms; `then` is told the booking.
void book(Days& days, Wanted const& wanted, Departure const& departure, bool confirm,
          std::function<void(std::string const&)> then = {});

// A box comes by truck at that time and is stacked.
void bring(Days& days, BoxPtr box, std::string const& departure, Instant when);

}  // namespace landport::sim
