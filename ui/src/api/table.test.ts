// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
const { answers } = await import('./table');

describe('a row that the port changed', () => {
  const row = { unit: 'CSQU3054383', block: 'A1', tier: 2, since: '2026-12-01T08:00:00Z' };
  it('stays in a table that asks for nothing', () => expect(answers(row, {})).toBe(true));
  it('stays when it has the value asked for, leaves when not', () => {
    expect(answers(row, { block: 'A1' })).toBe(true);
    expect(answers(row, { block: 'A2' })).toBe(false);
    expect(answers({}, { block: 'A2' })).toBe(false);
  });
  it('is held to bounds of numbers and times', () => {
    expect(answers(row, { 'tier.min': 2, 'tier.max': 2 })).toBe(true);
    expect(answers(row, { 'tier.min': 3 })).toBe(false);
    expect(answers(row, { 'since.max': '2026-12-01T07:59:59Z' })).toBe(false);
    expect(answers({}, { 'tier.min': 0 })).toBe(false);
  });
  it('is left to the port to judge when words are sought', () => expect(answers(row, { q: 'csqu' })).toBeUndefined());
  it('ignores how the page is cut and sorted', () => expect(answers(row, { limit: 10, sort: '-since', cursor: '3' })).toBe(true));
});
