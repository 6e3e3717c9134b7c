// SPDX-License-Identifier: Apache-2.0
// How late a party's facts reach us and how long it has been silent, from its hours (newest first). Pure.

export interface Hour {
  _key: string;
  hour: string;
  facts: number;
  delay_sum_ms: number;
  delay_worst_ms: number;
  recorded_last: string;
}

const hour = 3_600_000;

// The mean and the worst delay of the facts that happened in the last 24 hours; of the last hour that had any when
// the party has been silent for longer. `key` is the hour of the worst. Nothing when it never told anything.
export function delayOf(rows: Hour[], now: number): { mean: number; worst: number; key: string } | null {
  const day = rows.filter((r) => Date.parse(r.hour) > now - 24 * hour);
  const told = day.length ? day : rows.slice(0, 1);
  const facts = told.reduce((n, r) => n + r.facts, 0);
  if (!facts) return null;
  const worst = told.reduce((a, r) => (r.delay_worst_ms > a.delay_worst_ms ? r : a));
  return { mean: told.reduce((n, r) => n + r.delay_sum_ms, 0) / facts, worst: worst.delay_worst_ms, key: worst._key };
}

// Since the journal took its last fact, in ms; nothing when it never told anything.
export function silenceOf(rows: Hour[], now: number): number | null {
  const last = rows.reduce((a, r) => Math.max(a, Date.parse(r.recorded_last)), 0);
  return last > 0 ? Math.max(0, now - last) : null;
}

// The number of facts in each of the last `count` hours, the oldest first, those without any included.
export function hoursOf(rows: Hour[], now: number, count: number): { at: number; facts: number }[] {
  const told = new Map(rows.map((r) => [Date.parse(r.hour), r.facts]));
  const last = Math.floor(now / hour) * hour;
  return Array.from({ length: count }, (_, i) => {
    const at = last - (count - 1 - i) * hour;
    return { at, facts: told.get(at) ?? 0 };
  });
}
