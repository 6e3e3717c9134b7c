// SPDX-License-Identifier: Apache-2.0
// Units in the order in which their trains leave. `leaving` has the departures that are still to leave, with their times. Pure.

type Unit = Record<string, unknown>;

export function byDeparture(a: Unit, b: Unit, leaving: ReadonlyMap<string | undefined, string>): number {
  // Times of this century sort as texts; "3" is behind all of them, "4" behind that.
  const rank = (u: Unit) => (u.departure ? (leaving.get(String(u.departure)) ?? `3 ${String(u.departure)}`) : '4');
  const [x, y] = [rank(a), rank(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
