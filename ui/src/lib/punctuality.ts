// SPDX-License-Identifier: Apache-2.0
// Whether a train of a shift's plan has left or come, and how late or early it did or will. Pure.

interface Line {
  planned: string;
  expected?: string | null; // of a departure when it left; of an arrival when it came, or is to come
  stage?: string;
  delay_minutes: number;
}
export interface Punctuality {
  over: boolean;
  minutes: number; // below zero: early; 0: nothing worth a word
}

const there = ['arrived', 'stripped', 'transferred'];
const worth_a_word = 10;

export function punctualityOf(line: Line, side: 'departures' | 'arrivals', now: number): Punctuality {
  const since = (at: string) => Math.floor((Date.parse(at) - Date.parse(line.planned)) / 60_000);
  const over = side === 'departures' ? Boolean(line.expected) : there.includes(line.stage ?? '');
  const waited = Math.floor((now - Date.parse(line.planned)) / 60_000);
  // Of one that ought to be over and is not, the report of a while ago tells less than the clock.
  const told = over && line.expected ? since(line.expected) : side === 'arrivals' ? line.delay_minutes : 0;
  const minutes = !over && waited > 0 ? Math.max(told, waited) : told;
  return { over, minutes: Math.abs(minutes) < worth_a_word ? 0 : minutes };
}
