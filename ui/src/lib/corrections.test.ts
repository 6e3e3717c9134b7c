// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { correctionsOf } from './corrections';

const opened = { type: 'gate.visit_opened.v1', sequence: 7, data: { visit: 'VS1', plate: '川A1', direction: 'deliver' } };

it('an arrival is corrected by its sequence, from what was told', () => {
  const found = correctionsOf([opened]).get(7);
  expect(found?.command).toBe('gate.correct_visit');
  expect(found?.preset).toEqual({ visit: 'VS1', corrects: 7, plate: '川A1', direction: 'deliver' });
});

it('what was put right is not offered again, the correction is', () => {
  const found = correctionsOf([opened, { type: 'gate.visit_corrected.v1', sequence: 9, data: { visit: 'VS1', corrects: 7, plate: '川A2', direction: 'deliver' } }]);
  expect([...found.keys()]).toEqual([9]);
});

it('a train that turned out not to have arrived has no arrival to correct', () => {
  const arrived = { type: 'train.train_arrived.v1', sequence: 3, data: { run: 'R' } };
  expect(correctionsOf([arrived]).get(3)?.preset).toEqual({ run: 'R', corrects: 3, arrived: true });
  expect(correctionsOf([arrived, { type: 'train.arrival_corrected.v1', sequence: 4, data: { run: 'R', corrects: 3 } }]).size).toBe(0);
});

it('only a place on a truck is corrected by container.correct_fact', () => {
  expect(correctionsOf([{ type: 'container.unit_placed.v1', sequence: 1, data: { unit: 'U', to: { kind: 'yard' } } }]).size).toBe(0);
  expect(correctionsOf([{ type: 'container.unit_placed.v1', sequence: 1, data: { unit: 'U', to: { kind: 'truck' } } }]).get(1)?.preset.what).toBe('place');
});
