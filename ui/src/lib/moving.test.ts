// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { mercator, Movers, type Mover } from './moving';

const line: [number, number][] = [[100, 0], [110, 0], [120, 0]];
const train = (id: string, since: number, until: number, points = line): Mover => ({ id, points, since, until, tone: 0 });
const lon = (m: Movers, i = 0) => (m.at[2 * i]! - 0.5) * 360;

describe('things that move', () => {
  it('are along their line by the share of their time, and stand at a single point', () => {
    const m = new Movers();
    m.set([train('a', 0, 1000), train('b', 0, 0, [[5, 50]])], 250, 0, true);
    expect(lon(m)).toBeCloseTo(105, 6);
    expect([m.at[2], m.at[3]]).toEqual(mercator(5, 50));
    m.place(750, 0);
    expect(lon(m)).toBeCloseTo(115, 6);
    m.place(250, 0);
    expect(lon(m), 'time may go back').toBeCloseTo(105, 6);
  });
  it('wait short of a node where nobody has seen them', () => {
    const m = new Movers();
    m.set([train('a', 0, 1000)], 50_000, 0, true);
    expect(lon(m)).toBeCloseTo(119.7, 6);
  });
  it('glide to where a new answer puts them, without a jump', () => {
    const m = new Movers();
    m.set([train('a', 0, 1000)], 500, 0, false);
    expect(lon(m)).toBeCloseTo(110, 6);
    m.set([train('new', 0, 1000), train('a', 0, 2000)], 500, 0, false);
    expect(lon(m, 1), 'shown where it was').toBeCloseTo(110, 6);
    expect(lon(m, 0), 'what is new is at its place at once').toBeCloseTo(110, 6);
    let before = lon(m, 1);
    for (let t = 50; t <= 3000; t += 50) {
      m.place(500, t);
      expect(Math.abs(lon(m, 1) - before)).toBeLessThan(0.8);
      before = lon(m, 1);
    }
    expect(before).toBeCloseTo(105, 2);
  });
  it('go there at once when a person wants no motion', () => {
    const m = new Movers();
    m.set([train('a', 0, 1000)], 500, 0, true);
    m.set([train('a', 0, 2000)], 500, 0, true);
    expect(lon(m)).toBeCloseTo(105, 6);
  });
  it('are found by the nearest, not from far away', () => {
    const m = new Movers();
    m.set([train('a', 0, 1000), train('b', 0, 4000)], 500, 0, true);
    const [x, y] = mercator(109.9, 0);
    expect(m.ids[m.nearest(x, y, 0.01)]).toBe('a');
    expect(m.nearest(0, 0, 0.01)).toBe(-1);
  });
});
