// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { csvOf, digitsOf, figureFor, lastDayOf, periodLabel, versionFor } from './indicators';

const figure = (version: number, period: string) => ({ indicator: 'teu', version, period, corridor: '', numerator: 5, denominator: null, value: 5, parts: 2 });

it('names periods and knows their last day', () => {
  expect(periodLabel('2026-12-01', 'month')).toBe('2026-12');
  expect(lastDayOf(['2026-11-01', '2026-12-01'], '2026-11-01', '2026-12-20')).toBe('2026-11-30');
  expect(lastDayOf(['2026-11-01', '2026-12-01'], '2026-12-01', '2026-12-20')).toBe('2026-12-20');
});

it('takes the version of the day, and that of the period', () => {
  const versions = [{ code: 'a', version: 1, valid_from: '2020-01-01', valid_to: '2023-01-01' }, { code: 'a', version: 2, valid_from: '2023-01-01', valid_to: '9999-12-31' }];
  expect(versionFor(versions, 'a', '2022-12-31')?.version).toBe(1);
  expect(versionFor(versions, 'a', '2023-01-01')?.version).toBe(2);
  expect(versionFor(versions, 'b', '2023-01-01')).toBeNull();
  const figures = [figure(1, '2026-12-01'), figure(2, '2026-12-01')];
  expect(figureFor(figures, 'teu', '2026-12-01', 1)?.version).toBe(1);
  expect(figureFor(figures, 'teu', '2026-12-01', undefined)?.version).toBe(2);
});

it('writes figures and digits', () => {
  expect(digitsOf(12.345)).toBe(2);
  expect(digitsOf(12345.6)).toBe(0);
  expect(csvOf([figure(1, '2026-12-01')])).toBe('indicator,version,period,corridor,numerator,denominator,value,parts\nteu,1,2026-12-01,,5,,5,2\n');
});
