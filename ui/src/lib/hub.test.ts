// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { hubsOf, lineOf, loadingList, placesOf, standsAt } from './hub';

const legs = [{ from: 'PLLOD', to: 'PLMAA' }, { from: 'PLMAA', to: 'BYBQT' }];

describe('a train at a hub', () => {
  it('stands there once it arrived, and not when it passed or has gone on', () => {
    expect(standsAt({ stage: 'departed', node: 'PLMAA', position_to: 'PLMAA', legs })).toBe('PLMAA');
    expect(standsAt({ stage: 'departed', node: 'PLMAA', position_to: 'BYBQT', legs })).toBe('');
    expect(standsAt({ stage: 'departed', node: 'PLLOD', position_to: 'PLMAA', legs })).toBe('');
  });
  it('does not stand at a hub where it begins, where it ends, or at this port', () => {
    expect(standsAt({ stage: 'composed', node: 'PLLOD', position_to: 'PLLOD', legs })).toBe('');
    expect(standsAt({ stage: 'departed', node: 'BYBQT', position_to: 'BYBQT', legs })).toBe('');
    expect(standsAt({ stage: 'departed', node: 'PLMAA', position_to: 'PLMAA', legs }, 'PLMAA')).toBe('');
    expect(hubsOf({ legs })).toEqual(['PLMAA']);
  });
});

describe('a loading list', () => {
  it('is one unit a line, with its seal and its size and type in any order', () => {
    expect(loadingList('CSQU3054383 21000 S1 45G1\n\nTCNU 1\nTCNU1234565, 18000\tL5G1').units).toEqual([
      { unit: 'CSQU3054383', gross_kg: 21000, seal: 'S1', size_type: '45G1' },
      { unit: 'TCNU1234565', gross_kg: 18000, size_type: 'L5G1' },
    ]);
  });
  it('names the lines that cannot be read', () => {
    expect(loadingList('CSQU3054383\nCSQU3054383 heavy\nBOX 21000\nCSQU3054383 21000.5\nCSQU3054383 1 a b c').unread).toEqual([1, 2, 3, 4, 5]);
  });
  it('reads back what it writes', () => {
    expect(loadingList(lineOf({ unit: 'CSQU3054383', gross_kg: 21000, size_type: '45G1' })).units).toEqual([{ unit: 'CSQU3054383', gross_kg: 21000, size_type: '45G1' }]);
  });
});

it('places are named once or several times', () => {
  expect(placesOf({ place: 'CSQU3054383 RUN/5100101/A' })).toEqual([{ unit: 'CSQU3054383', wagon: '5100101', place: 'A' }]);
  expect(placesOf({ place: ['A R/1/B', 'C R/2/D'] })).toHaveLength(2);
  expect(placesOf({})).toEqual([]);
});
