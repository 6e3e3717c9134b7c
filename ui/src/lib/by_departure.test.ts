// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { byDeparture } from './by_departure';

const leaving = new Map([['CD-WAW-20261201', '2026-12-01T02:00:00Z'], ['CD-HAM-20261202', '2026-12-02T02:00:00Z']]);

describe('units by their trains', () => {
  it('are those that leave first, then those of trains that have left, then those of none', () => {
    const units = [{}, { departure: 'CD-HAM-20261202' }, { departure: 'LOD-CD-20261118' }, { departure: '' }, { departure: 'CD-WAW-20261201' }];
    expect(units.sort((a, b) => byDeparture(a, b, leaving)).map((u) => u.departure)).toEqual(['CD-WAW-20261201', 'CD-HAM-20261202', 'LOD-CD-20261118', undefined, '']);
  });
});
