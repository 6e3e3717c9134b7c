// SPDX-License-Identifier: Apache-2.0
// What colour a box of the yard has, by what a person asks of it, and the legend that says so. Pure. Names of the theme
// ("--warn-red") or colours. Warning colours are for warnings: a held unit, and dwell; destinations have their own.

export type Colouring = 'kind' | 'dwell' | 'to';
export interface Boxed {
  unit: string;
  held: boolean;
  danger: boolean;
  reefer: boolean;
  full: boolean;
  days: number;
  to: string;
}
export interface Legend {
  key: string;
  colour: string;
  count: number;
}

const kinds: Record<string, string> = { held: '--warn-red', danger: '#7b4bb0', reefer: '#3d93ad', full: '--accent', empty: '#98a4a5' };
const dwells: Record<string, string> = { d10: '--warn-red', d7: '--warn-orange', d5: '--warn-yellow', d3: '--warn-blue', d0: '#9fb3b0' };
const ways = ['#0c7d72', '#5f6bb3', '#9a5b8d', '#5d7f3a', '#2f8fb0', '#8a6d52', '#74808f'];
export const other = '#a7b0b1';

const kindOf = (b: Boxed) => (b.held ? 'held' : b.danger ? 'danger' : b.reefer ? 'reefer' : b.full ? 'full' : 'empty');
const dwellOf = (b: Boxed) => (b.days > 10 ? 'd10' : b.days > 7 ? 'd7' : b.days > 5 ? 'd5' : b.days > 3 ? 'd3' : 'd0');

export function colouring(by: Colouring, boxes: Boxed[]): { of: Map<string, string>; legend: Legend[] } {
  const keyOf = by === 'kind' ? kindOf : by === 'dwell' ? dwellOf : (b: Boxed) => b.to;
  const counts = new Map<string, number>();
  for (const b of boxes) counts.set(keyOf(b), (counts.get(keyOf(b)) ?? 0) + 1);
  let colours: Map<string, string>;
  if (by === 'to') {
    // The more boxes go there, the earlier its colour; what has none yet, and those beyond the palette, are grey.
    const named = [...counts].filter(([to]) => to).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
    colours = new Map(named.slice(0, ways.length).map(([to], i) => [to, ways[i]!]));
  } else colours = new Map(Object.entries(by === 'kind' ? kinds : dwells));
  const of = new Map(boxes.map((b) => [b.unit, colours.get(keyOf(b)) ?? other]));
  const legend = [...colours].filter(([key]) => counts.has(key)).map(([key, colour]) => ({ key, colour, count: counts.get(key) ?? 0 }));
  const rest = [...counts].filter(([key]) => !colours.has(key)).reduce((n, [, count]) => n + count, 0);
  if (rest) legend.push({ key: '', colour: other, count: rest });
  return { of, legend };
}
