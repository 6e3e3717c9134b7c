// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { listIn, patternsOf, wagonNumbers, wagonSpot } from './train_plan';

describe('places of a wagon', () => {
  it('of one platform stand from its middle', () => {
    const type = { code: 'NX70A', platforms: 1, length_mm: 13_966, payload_max_kg: 70_000, places: [{ pattern: '2x20', place: 'A', feet: 20, platform: 1, x_mm: -3050 }] };
    expect(patternsOf(type)).toEqual([{ pattern: '2x20', places: [{ place: 'A', feet: 20, x_mm: -3050 }] }]);
  });
  it('of two platforms stand on both halves', () => {
    const type = { code: 'S', platforms: 2, length_mm: 27_000, payload_max_kg: 90_000, places: [{ pattern: '2x40', place: 'A', feet: 40, platform: 1, x_mm: 0 }, { pattern: '2x40', place: 'B', feet: 40, platform: 2, x_mm: 0 }] };
    expect(patternsOf(type)[0]!.places.map((p) => p.x_mm)).toEqual([-6750, 6750]);
  });
  it('of a type that is not known are none', () => expect(patternsOf(undefined)).toEqual([]));
});

describe('a list in a refusal', () => {
  it('is read from its detail, and is empty when there is none or it is no list', () => {
    const problem = new Problem({ status: 409, details: { checks: '[{"check":"sealed","about":"CSQU3054383","zh":"未施封","en":"not sealed"}]', bad: '{' } });
    expect(listIn(problem, 'checks')).toHaveLength(1);
    expect(listIn(problem, 'bad')).toEqual([]);
    expect(listIn(problem, 'other')).toEqual([]);
    expect(listIn(new Error('x'), 'checks')).toEqual([]);
  });
});

it('wagon numbers are read as they are pasted, each once', () => expect(wagonNumbers('5261234, 5261235\n5261234；5261236')).toEqual(['5261234', '5261235', '5261236']));

describe('a place on a train', () => {
  it('is read from what the port calls it', () => expect(wagonSpot('LOD-CD-20261118-3/1019241/A')).toEqual({ run: 'LOD-CD-20261118-3', wagon: '1019241', place: 'A' }));
  it('is none of a position of the yard or a door', () => expect(['A1-03-02-1', 'CFS1-03', '', 'a/b', 'a/b/c/d'].map(wagonSpot).filter(Boolean)).toEqual([]));
});
