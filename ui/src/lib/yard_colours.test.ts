// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { colouring, other, type Boxed } from './yard_colours';

const box = (unit: string, more: Partial<Boxed> = {}): Boxed => ({ unit, held: false, danger: false, reefer: false, full: true, days: 1, to: '', ...more });

describe('the colour of a box', () => {
  it('is what matters most of what it is', () => {
    const { of, legend } = colouring('kind', [box('a', { held: true, danger: true }), box('b', { danger: true }), box('c', { full: false }), box('d')]);
    expect(of.get('a')).toBe('--warn-red');
    expect(of.get('b')).not.toBe(of.get('d'));
    expect(legend.map((l) => [l.key, l.count])).toEqual([['held', 1], ['danger', 1], ['full', 1], ['empty', 1]]);
  });
  it('is a warning level by dwell, and none below the first', () => {
    const { of } = colouring('dwell', [box('a', { days: 11 }), box('b', { days: 3.1 }), box('c', { days: 3 })]);
    expect([of.get('a'), of.get('b')]).toEqual(['--warn-red', '--warn-blue']);
    expect(of.get('c')).toMatch(/^#/);
  });
  it('is one for each of the most frequent destinations, and grey for the rest; every box is counted', () => {
    const boxes = Array.from({ length: 40 }, (_, i) => box(String(i), { to: i < 30 ? `T${i % 10}` : '' }));
    const { of, legend } = colouring('to', boxes);
    expect(of.get('35')).toBe(other);
    expect(new Set(legend.map((l) => l.colour)).size).toBe(legend.length);
    expect(legend.reduce((n, l) => n + l.count, 0)).toBe(40);
  });
});
