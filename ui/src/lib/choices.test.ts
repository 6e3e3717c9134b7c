// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { namedChoices, wayChoices } from './choices';

const a = { code: 'AAA', name_zh: '甲站', name_en: 'Alpha' };
const b = { code: 'BBB', name_zh: '乙站', name_en: 'Beta' };

describe('places to choose from', () => {
  it('show their name and are found by the other one too', () => {
    expect(namedChoices([b, a], false)).toEqual([
      { value: 'AAA', label: 'Alpha', note: 'AAA', seek: '甲站 Alpha' },
      { value: 'BBB', label: 'Beta', note: 'BBB', seek: '乙站 Beta' },
    ]);
  });
  it('are ways by the names of their ends, by the code of an end that has none', () => {
    const nodes = new Map([['AAA', a]]);
    expect(wayChoices([{ code: 'AAA-CCC', from: 'AAA', to: 'CCC' }], nodes, true)).toEqual([{ value: 'AAA-CCC', label: '甲站 → CCC', note: 'AAA-CCC', seek: '甲站 Alpha ' }]);
  });
});
