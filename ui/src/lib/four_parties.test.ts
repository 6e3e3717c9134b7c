// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { delayOf, hoursOf, silenceOf, type Hour } from './four_parties';

const at = (text: string) => Date.parse(text);
const row = (hour: string, facts: number, sum: number, worst: number, recorded: string): Hour => ({ _key: `x/${hour}`, hour, facts, delay_sum_ms: sum, delay_worst_ms: worst, recorded_last: recorded });
const rows = [row('2026-12-01T09:00:00Z', 2, 60_000, 60_000, '2026-12-01T09:40:00Z'), row('2026-12-01T07:00:00Z', 1, 300_000, 300_000, '2026-12-01T09:50:00Z'), row('2026-11-20T07:00:00Z', 9, 9_000_000, 8_000_000, '2026-11-20T07:59:00Z')];

describe('the four parties', () => {
  it('are late by the mean of their last day, and name the hour of the worst', () => {
    expect(delayOf(rows, at('2026-12-01T10:00:00Z'))).toEqual({ mean: 120_000, worst: 300_000, key: 'x/2026-12-01T07:00:00Z' });
  });
  it('are judged by their last hour when they have been silent for days', () => {
    expect(delayOf(rows.slice(2), at('2026-12-01T10:00:00Z'))?.mean).toBe(1_000_000);
    expect(delayOf([], 0)).toBeNull();
  });
  it('are silent since the last fact that was recorded, not the last that happened', () => {
    expect(silenceOf(rows, at('2026-12-01T10:00:00Z'))).toBe(600_000);
    expect(silenceOf([], 0)).toBeNull();
  });
  it('show the hours without a word as well', () => {
    expect(hoursOf(rows, at('2026-12-01T09:59:00Z'), 4).map((b) => b.facts)).toEqual([0, 1, 0, 2]);
  });
});
