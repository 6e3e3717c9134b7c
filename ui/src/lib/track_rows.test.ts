// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { placeBars, standing, wordsWidth } from './track_rows';

describe('bars of a track', () => {
  it('that do not meet share a row', () => {
    expect(placeBars([{ left: 60, width: 30, text: 'CD-HAM-20261201' }, { left: 10, width: 30, text: 'CD-LOD-20261201' }])).toEqual([{ row: 0, words: 'in' }, { row: 0, words: 'in' }]);
  });
  it('that meet stand below each other, the earlier one above', () => {
    expect(placeBars([{ left: 30, width: 10, text: '技检' }, { left: 20, width: 60, text: 'CD-HAM-20261201' }]).map((p) => p.row)).toEqual([1, 0]);
  });
  it('that are too short have their words beside them, inside the window', () => {
    expect(placeBars([{ left: 25, width: 0.1, text: 'CD-HAM-20261201' }])).toEqual([{ row: 0, words: 'right' }]);
    expect(placeBars([{ left: 95, width: 5, text: 'CD-HAM-20261201' }])).toEqual([{ row: 0, words: 'left' }]);
  });
  it('keep clear of the words of their neighbours', () => {
    const placed = placeBars([{ left: 20, width: 0.1, text: 'CD-HAM-20261201' }, { left: 25, width: 30, text: 'CD-LOD-20261201' }]);
    expect(placed.map((p) => p.row)).toEqual([0, 1]);
  });
  it('never cover each other, whatever they are', () => {
    // A small generator of its own, so that a failure can be seen again.
    let seed = 7;
    const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    for (let round = 0; round < 200; round++) {
      const bars = Array.from({ length: 1 + next(8) }, () => {
        const left = next(1000) / 10;
        return { left, width: Math.min(100 - left, 0.1 + next(400) / 10), text: ['技检', '调车', 'CD-HAM-20261201'][next(3)]! };
      });
      const placed = placeBars(bars);
      const spans = bars.map((b, i) => {
        const words = wordsWidth(b.text);
        const { words: side } = placed[i]!;
        return [side === 'left' ? b.left - words : b.left, b.left + b.width + (side === 'right' ? words : 0)] as const;
      });
      spans.forEach((a, i) => spans.forEach((b, k) => {
        if (i < k && placed[i]!.row === placed[k]!.row) expect(a[1] <= b[0] || b[1] <= a[0], `${JSON.stringify(bars)} round ${round}`).toBe(true);
      }));
    }
  });
});

describe('who stands on a track', () => {
  const now = Date.parse('2026-11-30T04:00:00Z');
  const stay = { track: 'L1', run: 'A', kind: 'stay', actual_from: '2026-11-30T01:00:00Z' };
  it('is who came and has not gone', () => {
    expect([...standing([stay, { ...stay, track: 'L2', run: 'B', actual_until: '2026-11-30T03:00:00Z' }], now)]).toEqual([['L1', 'A']]);
    expect([...standing([{ ...stay, actual_until: '2026-11-30T05:00:00Z' }], now)], 'it goes later').toEqual([['L1', 'A']]);
  });
  it('is nobody who is planned to come, comes later, or is only shunted', () => {
    expect(standing([{ ...stay, actual_from: undefined }, { ...stay, actual_from: '2026-11-30T05:00:00Z' }, { ...stay, kind: 'shunting' }], now).size).toBe(0);
  });
  it('is the one that came last', () => {
    expect(standing([{ ...stay, run: 'B', actual_from: '2026-11-30T02:00:00Z' }, stay], now).get('L1')).toBe('B');
  });
});
