// SPDX-License-Identifier: Apache-2.0
#include "sim/town.h"

// Customs: releases what stands in the port, and takes some of it for inspection first.
namespace landport::sim {

namespace {

class Customs final : public Trade {
 public:
  using Trade::Trade;

  void saw(UnitSeen const& u) override {
    if (u.place_kind != "yard" || !u.full || u.booking.empty()) return;
    auto const about = u.id + " " + u.booking;
    bool const out = !u.by_rail;
    if (out ? u.export_released : u.import_released) return;
    if (town_.chance.one_in("inspect " + about, 45)) inspect(u, about);
    auto const waits = out ? minutes(town_.chance.pick("out " + about, 90, 400)) : minutes(town_.chance.pick("in " + about, 180, 1'500));
    town_.diary.at(u.since + waits, "release " + about, [this, id = u.id, about, out] { release(id, about, out); });
  }

 private:
  void release(std::string const& id, std::string const& about, bool out) {
    auto const* u = town_.ledger.unit(id);
    if (!u || u->place_kind != "yard" || (out ? u->export_released : u->import_released)) return;
    town_.order(town_.who.customs, "customs.record_release",
                Told()
                    .text("unit", id)
                    .text("purpose", out ? "export" : "import")
                    .text("reference", fmt::format("7901{}{:09}", out ? "E" : "I", town_.chance.pick("paper " + about, 0, 999'999'999)))
                    .json(),
                {}, [this, id, about, out](Refusal const&) {
                  town_.diary.at(town_.now() + hours(2), fmt::format("release {} {}", about, to_text(town_.now())), [this, id, about, out] { release(id, about, out); });
                });
  }

  void inspect(UnitSeen const& u, std::string const& about) {
    town_.diary.at(u.since + minutes(70), "inspect " + about, [this, id = u.id, about] {
      auto const* seen = town_.ledger.unit(id);
      if (!seen || seen->place_kind != "yard" || seen->held) return;
      town_.order(town_.who.customs, "container.place_hold",
                  Told()
                      .text("unit", id)
                      .text("hold", "customs-inspection")
                      .list("forbids", {"load", "gate_out", "depart"})
                      .text("reason", "海关布控查验")
                      .text("keeper", "customs")
                      .json());
      auto const done = town_.now() + hours(town_.chance.pick("inspected " + about, 4, 16));
      town_.diary.at(done, "inspected " + about, [this, id] {
        town_.order(town_.who.customs, "container.release_hold", Told().text("unit", id).text("hold", "customs-inspection").text("reason", "查验无误").json());
      });
    });
  }
};

}  // namespace

std::unique_ptr<Trade> make_customs(Town& town) {
  return std::make_unique<Customs>(town);
}

}  // namespace landport::sim
