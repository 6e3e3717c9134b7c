// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { aheadOf, concerns, meetingsOf } from './embargoes';

const met = (departure: string, embargo: string, hour: number) => ({ departure, embargo, leg: 'A-B', whole: false, departs: `2026-12-01T${hour}:00:00Z`, arrives: `2026-12-01T${hour + 2}:00:00Z` });
const now = Date.parse('2026-12-01T14:00:00Z');

describe('whom embargoes meet', () => {
  const meetings = [met('D4', 'E1', 18), met('D1', 'E1', 10), met('D3', 'E1', 13), met('D2', 'E1', 12), met('D4', 'E2', 18)];
  it('stands with each embargo, what is ahead by time, what has passed behind it', () => {
    expect(meetingsOf(meetings, ['E2', 'E1', 'E3'], now).map((g) => [g.embargo, g.ahead.map((m) => m.departure), g.over.map((m) => m.departure)])).toEqual([
      ['E2', ['D4'], []],
      ['E1', ['D3', 'D4'], ['D2', 'D1']],
    ]);
  });
  it('counts for a train as long as the leg is ahead of it', () => expect(aheadOf(meetings, now).map((m) => m.departure)).toEqual(['D3', 'D4', 'D4']));
});

describe('an embargo', () => {
  it('of everything concerns every unit', () => expect(concerns({}, {})).toBe(true));
  it('of dangerous goods concerns those alone', () => {
    expect(concerns({ dangerous_only: true }, { danger: [] })).toBe(false);
    expect(concerns({ dangerous_only: true }, { danger: [{}] })).toBe(true);
  });
  it('of sizes concerns those alone', () => {
    expect(concerns({ size_types: ['22G1'] }, { size_type: '45G1' })).toBe(false);
    expect(concerns({ size_types: ['22G1'] }, { size_type: '22G1' })).toBe(true);
  });
});
