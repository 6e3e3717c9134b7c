// SPDX-License-Identifier: Apache-2.0
// Where the bars of a track's day stand, so that neither bars nor their words cover each other, and who stands on a track. Pure.

export interface Span {
  left: number; // per cent of the window
  width: number;
  text: string;
}
export interface Placed {
  row: number; // from 0, from above
  words: 'in' | 'right' | 'left'; // where the words of the bar stand: a bar that is too short has them beside it
}

// What a letter takes of the window, in per cent, where the chart is as narrow as it gets; a Chinese one is twice as wide.
const letter = 1.25;
const margin = 1.5;
const wide = /[\u2e80-\uffff]/;
export const wordsWidth = (text: string): number => [...text].reduce((sum, c) => sum + (wide.test(c) ? 2 : 1) * letter, margin);

// Each bar gets the first row in which it and its words are free, the earlier bars first.
export function placeBars(bars: Span[]): Placed[] {
  const placed: Placed[] = bars.map(() => ({ row: 0, words: 'in' }));
  const rows: [number, number][][] = [];
  const order = bars.map((_, i) => i).sort((a, b) => bars[a]!.left - bars[b]!.left || bars[b]!.width - bars[a]!.width);
  for (const i of order) {
    const bar = bars[i]!;
    const needed = wordsWidth(bar.text);
    const right = bar.left + bar.width;
    const words = needed <= bar.width ? 'in' : right + needed <= 100 ? 'right' : 'left';
    const from = words === 'left' ? bar.left - needed : bar.left;
    const to = Math.max(right, bar.left + 1) + (words === 'right' ? needed : 0);
    let row = rows.findIndex((taken) => taken.every(([a, b]) => to <= a || b <= from));
    if (row < 0) row = rows.push([]) - 1;
    rows[row]!.push([from, to]);
    placed[i] = { row, words };
  }
  return placed;
}

export interface TrackUse {
  track?: string;
  to_track?: string;
  run?: string;
  kind?: string;
  actual_from?: string;
  actual_until?: string;
}

// The run that stands on each track at that moment: the last that came there and has not gone. What is planned stands nowhere.
export function standing(uses: readonly TrackUse[], now: number): Map<string, string> {
  const came = (u: TrackUse) => Date.parse(u.actual_from ?? '');
  const there = uses.filter((u) => u.kind === 'stay' && u.track && u.run && came(u) <= now && !(u.actual_until && Date.parse(u.actual_until) <= now));
  return new Map([...there].sort((a, b) => came(a) - came(b)).map((u) => [u.track!, u.run!]));
}
