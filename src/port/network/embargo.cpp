// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/network/commands.h"
#include "port/network/network.h"

// Embargoes: what the railway does not take for some place and time, and whom that meets.
namespace landport::network {

namespace {

bool holds_at(EmbargoImposed const& e, Instant at) {
  return e.from <= at && (!e.until || at < *e.until);
}
bool overlaps(EmbargoImposed const& e, Instant first, Instant last) {
  return e.from <= last && (!e.until || first < *e.until);
}

template <class T>
Choice<T> choice_of(T value) {
  Choice<T> found{};
  for (auto const& c : choices(Type<T>{})) {
    if (c.value == value) found = c;
  }
  return found;
}

}  // namespace

bool meets(EmbargoImposed const& e, Passage const& p) {
  switch (e.at) {
    case EmbargoAt::node:
      return (p.from.text == e.place && holds_at(e, p.departs)) || (p.to.text == e.place && holds_at(e, p.arrives));
    case EmbargoAt::leg:
      return p.leg.text == e.place && overlaps(e, p.departs, p.arrives);
    case EmbargoAt::section:
      return std::find(p.sections.begin(), p.sections.end(), e.place) != p.sections.end() &&
             overlaps(e, p.departs, p.arrives);
  }
  return false;
}

bool about_all(EmbargoImposed const& e) {
  return e.size_types.empty() && !e.dangerous_only;
}
bool is_about(EmbargoImposed const& e, SizeType size_type, bool dangerous) {
  bool const listed = std::find(e.size_types.begin(), e.size_types.end(), size_type) != e.size_types.end();
  return (e.size_types.empty() || listed) && (!e.dangerous_only || dangerous);
}

Refusal refuse_embargo(EmbargoImposed const& e) {
  auto const kind = choice_of(e.kind);
  auto const at = choice_of(e.at);
  return refuse("network.embargoed")
      .with("embargo", e.embargo.text)
      .with("kind_zh", kind.zh)
      .with("kind", kind.en)
      .with("place_zh", at.zh)
      .with("place_en", at.en)
      .with("place", e.place)
      .with("from", to_text(e.from))
      .with("until", e.until ? to_text(*e.until) : "until lifted")
      .with("until_zh", e.until ? to_text(*e.until) : "解除为止")
      .with("reason", e.reason)
      .with("source", e.source);
}

EmbargoWords words_of(EmbargoImposed const& e) {
  auto const kind = choice_of(e.kind);
  auto const at = choice_of(e.at);
  auto const words = [&](std::string_view open) { return to_text(e.from) + " – " + (e.until ? to_text(*e.until) : std::string(open)); };
  return {std::string(kind.zh) + "：" + std::string(at.zh) + " " + e.place + "，" + words("解除为止") + "（" + e.reason + "）",
          std::string(kind.en) + ": " + std::string(at.en) + " " + e.place + ", " + words("until lifted") + " (" + e.reason + ")"};
}

Result<Facts> decide(ImposeEmbargo const& order, Desk& desk) {
  auto const& network = desk.pack<Network>();
  bool const known = order.at == EmbargoAt::node  ? network.nodes.has(order.place)
                     : order.at == EmbargoAt::leg ? network.legs.has(order.place)
                                                  : network.sections.has(order.place);
  if (!known) {
    auto const kind = choice_of(order.at).name;
    return no(refuse("network.no_such_" + std::string(kind)).at("/place").with(kind, order.place));
  }
  if (order.until && *order.until <= order.from) return no(refuse("network.embargo_times").at("/until"));
  bool const limit = order.kind == EmbargoKind::limit;
  if (limit != order.teu_max.has_value()) return no(refuse("network.embargo_limit").at("/teu_max_hundredths"));
  EmbargoId const id{desk.fresh_name("EM")};
  return Facts{}
      .add(embargo_stream(),
           EmbargoImposed{id, order.at, order.place, order.kind, order.from, order.until, order.size_types,
                          order.dangerous_only, order.teu_max, order.reason, order.source})
      .name("embargo", id.text);
}

Result<Facts> decide(LiftEmbargo const& order, Desk& desk) {
  auto const& list = desk.look<Embargoes>(embargo_stream()).list;
  bool const known = std::any_of(list.begin(), list.end(),
                                 [&](EmbargoImposed const& e) { return e.embargo == order.embargo; });
  if (!known) return no(refuse("network.no_such_embargo").at("/embargo").with("embargo", order.embargo.text));
  return Facts{}.add(embargo_stream(), EmbargoLifted{order.embargo, order.reason});
}

}  // namespace landport::network
