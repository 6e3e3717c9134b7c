// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { punctualityOf } from './punctuality';

const now = Date.parse('2026-11-30T04:00:00Z');

describe('a train of the plan', () => {
  it('that left or came is over, by its own time', () => {
    expect(punctualityOf({ planned: '2026-11-30T01:00:00Z', expected: '2026-11-30T01:45:00Z', stage: 'departed', delay_minutes: 12 }, 'departures', now)).toEqual({ over: true, minutes: 45 });
    expect(punctualityOf({ planned: '2026-11-30T03:00:00Z', expected: '2026-11-30T01:30:00Z', stage: 'arrived', delay_minutes: -90 }, 'arrivals', now)).toEqual({ over: true, minutes: -90 });
  });
  it('that ought to be over and is not is late by the clock, whatever was reported', () => {
    expect(punctualityOf({ planned: '2026-11-30T02:00:00Z', stage: 'settled', delay_minutes: 0 }, 'departures', now)).toEqual({ over: false, minutes: 120 });
    expect(punctualityOf({ planned: '2026-11-30T02:00:00Z', expected: '2026-11-30T04:00:00Z', stage: 'departed', delay_minutes: -3335 }, 'arrivals', now)).toEqual({ over: false, minutes: 120 });
  });
  it('that is to come is as late or as early as was reported', () => {
    const coming = { planned: '2026-11-30T09:00:00Z', expected: '2026-11-30T08:00:00Z', stage: 'departed' };
    expect(punctualityOf({ ...coming, delay_minutes: -60 }, 'arrivals', now)).toEqual({ over: false, minutes: -60 });
    expect(punctualityOf({ ...coming, delay_minutes: 75 }, 'arrivals', now)).toEqual({ over: false, minutes: 75 });
    expect(punctualityOf({ ...coming, expected: undefined, stage: 'composed', delay_minutes: 0 }, 'departures', now)).toEqual({ over: false, minutes: 0 });
  });
  it('is not spoken of for a few minutes', () => {
    expect(punctualityOf({ planned: '2026-11-30T01:00:00Z', expected: '2026-11-30T01:06:00Z', stage: 'departed', delay_minutes: 6 }, 'departures', now).minutes).toBe(0);
  });
});
