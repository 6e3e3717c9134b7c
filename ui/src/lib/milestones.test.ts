// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { inOrder, isOver } from './milestones';

it('shows milestones by when they were, or are expected', () => {
  const told = [{ code: 'DEPA', expected: '2026-12-05T00:00:00Z' }, { code: 'GTIN', actual: '2026-12-03T00:00:00Z', expected: '2026-12-09T00:00:00Z' }];
  expect(told.sort(inOrder).map((m) => m.code)).toEqual(['GTIN', 'DEPA']);
});

it('shows those of one moment in the order in which they are done', () => {
  const actual = '2026-12-05T00:00:00Z';
  const told = ['DEPA', 'LOAD', 'INSP', 'DISC', 'ARRI'].map((code) => ({ code, actual }));
  expect(told.sort(inOrder).map((m) => m.code)).toEqual(['ARRI', 'INSP', 'DISC', 'LOAD', 'DEPA']);
});

it('knows when a journey is over', () => {
  expect(['booked', 'under_way', 'arrived', 'delivered', undefined].map(isOver)).toEqual([false, false, true, true, false]);
});
