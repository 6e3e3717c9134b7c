// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { judgeUnit, spacedUnit, tidyUnit } from './iso6346';

describe('unit numbers', () => {
  it('with a right check digit are good', () => {
    for (const unit of ['CSQU3054383', 'FCIU9908030', 'TRHU4307252', 'MAGU5591240', 'TCNU1234565', 'CBHU0000002']) expect(judgeUnit(unit)).toBe('good');
  });
  it('with a wrong one are told apart from what is no number', () => {
    expect(judgeUnit('MSTI6415664')).toBe('bad-digit');
    expect(judgeUnit('CSQU305438')).toBe('not-a-number');
    expect(judgeUnit('12345678901')).toBe('not-a-number');
  });
  it('are read as people write them', () => {
    expect(tidyUnit('csqu 305438-3')).toBe('CSQU3054383');
    expect(spacedUnit('CSQU3054383')).toBe('CSQU 305438 3');
  });
});
