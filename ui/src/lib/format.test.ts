// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { formatField, formatMoney, formatNumber, formatSpan, formatTime, instantOf, localOf, offsetOf, shownUnit } from './format';

const home = 'Asia/Shanghai';
const now = Date.parse('2026-12-01T00:00:00Z');

describe('times', () => {
  it('are shown in the zone of their place, and the zone when it differs from the port’s', () => {
    expect(formatTime('2026-12-01T08:00:00Z', { zone: home, home, now })).toBe('12-01 16:00');
    expect(formatTime('2026-12-01T08:00:00Z', { zone: 'Europe/Warsaw', home, now })).toBe('12-01 09:00 UTC+1');
    expect(formatTime('2026-07-01T08:00:00Z', { zone: 'Europe/Warsaw', home, now })).toBe('07-01 10:00 UTC+2');
  });
  it('of a zone with the same clock need no zone', () => expect(formatTime('2026-12-01T08:00:00Z', { zone: 'Asia/Singapore', home, now })).toBe('12-01 16:00'));
  it('name the year when it is another', () => expect(formatTime('2025-12-01T08:00:00Z', { zone: home, home, now })).toBe('2025-12-01 16:00'));
  it('that are missing or were never set are a dash', () => {
    expect(formatTime(undefined, { zone: home, home })).toBe('—');
    expect(formatTime('1970-01-01T00:00:00Z', { zone: home, home })).toBe('—');
  });
  it('typed at a place become instants, across changes of clocks', () => {
    expect(instantOf('2026-12-01T16:00', home)).toBe('2026-12-01T08:00:00Z');
    expect(instantOf('2026-03-29T03:30', 'Europe/Warsaw')).toBe('2026-03-29T01:30:00Z');
    expect(instantOf('2026-10-25T12:00', 'Europe/Warsaw')).toBe('2026-10-25T11:00:00Z');
    expect(instantOf('tomorrow', home)).toBeNull();
  });
  it('go there and back', () => {
    for (const zone of [home, 'Europe/Warsaw', 'Asia/Almaty', 'Asia/Kolkata']) {
      for (const at of ['2026-01-15T23:45:00Z', '2026-06-30T12:00:00Z']) expect(instantOf(localOf(at, zone), zone)).toBe(at);
    }
  });
  it('know half-hour zones', () => expect(offsetOf('Asia/Kolkata', now)).toBe(330));
});

describe('spans', () => {
  it('are said in two steps at most', () => {
    expect(formatSpan(45_000, 'zh')).toBe('45 秒');
    expect(formatSpan(3_600_000 + 300_000, 'zh')).toBe('1 小时 5 分');
    expect(formatSpan(2 * 86_400_000 + 3_600_000, 'en')).toBe('2 d 1 h');
    expect(formatSpan(-600_000, 'en')).toBe('−10 min');
  });
});

describe('numbers', () => {
  it('are turned from the units of the wire into those of people', () => {
    expect(formatNumber(24_300, 'kg')).toBe('24,300');
    expect(formatNumber(12_192, 'mm')).toBe('12.19');
    expect(shownUnit('mm')).toBe('m');
    expect(formatNumber(-185, '0.1 °C')).toBe('-18.5');
    expect(formatNumber(200, '0.01 TEU')).toBe('2');
    expect(formatNumber(225, '0.01 TEU')).toBe('2.25');
  });
  it('of money have the digits of their currency', () => {
    expect(formatMoney({ minor: 1_234_500, currency: 'CNY' })).toBe('CNY 12,345');
    expect(formatMoney({ minor: 1_234_550, currency: 'CNY' })).toBe('CNY 12,345.50');
    expect(formatMoney({ minor: 5_000, currency: 'JPY' })).toBe('JPY 5,000');
  });
});

describe('a field', () => {
  const style = { lang: 'zh' as const, zone: home, home };
  it('is a dash when it is missing', () => expect(formatField({ type: 'string' }, undefined, style)).toBe('—'));
  it('of a list of choices is their labels', () => expect(formatField({ type: 'array', labels: { load: ['装车', 'Load'], move: ['移动', 'Move'] } }, ['load', 'move'], style)).toBe('装车、移动'));
  it('that is yes or no is said so', () => expect(formatField({ type: 'boolean' }, true, { ...style, lang: 'en' })).toBe('yes'));
  it('of money is shown as money', () => expect(formatField({ type: 'object' }, { minor: 100, currency: 'USD' }, style)).toBe('USD 1'));
});
