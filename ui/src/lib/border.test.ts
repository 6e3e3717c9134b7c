// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { columnsOf, linksOf, previewOf, trainsOf } from './border';

const made = {
  train: ['D2-2 2 1 D2', 'D2-2B 1 1 D2'],
  place: ['LPTU1 D1 D2-2/5000001/A PLLOD', 'LPTU2 D2 D2-2/5000001/B PLLOD', 'LPTU3 D2 D2-2B/5000002/A PLLOD'],
  why: 'LPTU4 D1 held',
};

describe('what would be made at a border', () => {
  it('is read from the names of the answer', () => {
    const p = previewOf(made);
    expect(p.trains.map((t) => [t.run, t.units, t.wagons, t.places.length])).toEqual([['D2-2', 2, 1, 2], ['D2-2B', 1, 1, 1]]);
    expect(p.stays).toEqual([{ unit: 'LPTU4', run: 'D1', rule: 'held' }]);
    expect(linksOf(p)).toEqual([{ from: 'D1', to: 'D2-2', units: 1 }, { from: 'D2', to: 'D2-2', units: 1 }, { from: 'D2', to: 'D2-2B', units: 1 }]);
  });
  it('is drawn with children right of all their parents', () => {
    const run = (name: string) => ({ run: name, note: '', units: 1, left: 0 });
    const links = [{ from: 'a', to: 'b', units: 1 }, { from: 'b', to: 'c', units: 1 }, { from: 'a', to: 'c', units: 1 }];
    expect(columnsOf([run('c'), run('a'), run('b')], links).map((c) => c.map((r) => r.run))).toEqual([['a'], ['b'], ['c']]);
  });
  it('takes an empty line between the wagons of two trains', () => {
    expect(trainsOf('1\n2\n\n3\n', (t) => t.split('\n').filter(Boolean))).toEqual([['1', '2'], ['3']]);
  });
});
