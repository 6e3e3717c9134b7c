// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { lateTone, latenessOf } from './train_position';

const now = Date.parse('2026-11-30T04:00:00Z');
const train = { run: 'HAN-CD-20261111', stage: 'departed', delay_minutes: 40, next_expected: '2026-11-30T06:00:00Z' };

describe('how late a train is', () => {
  it('is what was reported while its next report is not due', () => {
    expect(latenessOf(train, now)).toEqual({ minutes: 40, overdue: 0, silent: false });
  });
  it('grows with the time since its next report was due', () => {
    expect(latenessOf({ ...train, next_expected: '2026-11-30T03:30:00Z' }, now)).toEqual({ minutes: 70, overdue: 30, silent: false });
    expect(latenessOf({ ...train, next_expected: '2026-11-29T22:30:00Z' }, now)).toEqual({ minutes: 370, overdue: 330, silent: false });
  });
  it('is silence after six hours, or as soon as the port says so', () => {
    const quiet = { ...train, next_expected: '2026-11-29T22:00:00Z' };
    expect(latenessOf(quiet, now).silent).toBe(true);
    expect(latenessOf(quiet, now, new Set()).silent).toBe(true);
    expect(latenessOf({ ...train, next_expected: '2026-11-30T02:00:00Z' }, now, new Set([train.run])).silent).toBe(true);
    expect(latenessOf(train, now, new Set([train.run])).silent, 'nothing is due').toBe(false);
  });
  it('counts from where its line ends when nobody told when it is expected', () => {
    expect(latenessOf({ ...train, next_expected: undefined, position_until: '2026-11-30T02:00:00Z' }, now).overdue).toBe(120);
  });
  it('is not early where it ends and nobody has said that it arrived', () => {
    const end = { run: 'HAN-CD-20261111', stage: 'departed', delay_minutes: -3335, arrives_planned: '2026-11-14T11:00:00Z' };
    expect(latenessOf(end, now)).toEqual({ minutes: 22_620, overdue: 22_620, silent: true });
  });
  it('is what was reported for a train that waits at a border or is there', () => {
    expect(latenessOf({ ...train, stage: 'at_border', next_expected: undefined, arrives_planned: '2026-11-20T00:00:00Z' }, now).overdue).toBe(0);
    expect(latenessOf({ ...train, stage: 'arrived', delay_minutes: -5, next_expected: '2026-11-20T00:00:00Z' }, now)).toEqual({ minutes: -5, overdue: 0, silent: false });
  });
  it('has a tone from two hours, and another from half a day', () => expect([120, 121, 721].map(lateTone)).toEqual(['', 'yellow', 'orange']));
});
