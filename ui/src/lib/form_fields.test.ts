// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { FieldMeta } from '../api/meta';
import { errorAt, missingIn, partsOf, touches } from './form_fields';

const field = (name: string, more: Partial<FieldMeta> = {}): FieldMeta => ({ name, zh: '', en: name, type: 'string', format: '', unit: '', required: false, ...more });
const units = field('units', { type: 'array', fields: [field('unit', { required: true }), field('position', { required: true })] });

describe('a refusal', () => {
  it('stands at its own field', () => expect(errorAt({ '/wagon': 'no' }, '/wagon')).toBe('no'));
  it('of a part stands at that part as far as it is shown', () => {
    const errors = { '/units/0/position': 'no position' };
    expect(errorAt(errors, '/units', partsOf(units, '/units', 1))).toBeUndefined();
    expect(errorAt(errors, '/units/0/position')).toBe('no position');
  });
  it('of a part that is not shown stands at what it is a part of', () => {
    expect(errorAt({ '/units/0/position': 'no position' }, '/units', partsOf(units, '/units', 0))).toBe('no position');
    expect(errorAt({ '/units/0': 'which' }, '/units', partsOf(units, '/units', 1))).toBe('which');
    expect(errorAt({ '/fee/minor': 'too much' }, '/fee')).toBe('too much');
  });
  it('of another field with a longer name is not its own', () => expect(errorAt({ '/unit_list': 'no' }, '/unit')).toBeUndefined());
  it('opens the fields that it speaks of', () => {
    expect(touches({ '/units/0/position': 'no' }, [units])).toBe(true);
    expect(touches({ '/reason': 'no' }, [units])).toBe(false);
  });
});

describe('what is missing', () => {
  const fields = [field('run', { required: true }), field('reason', { required: true }), field('note'), field('full', { required: true, type: 'boolean' }), units];
  it('is named all at once', () => expect(missingIn(fields, { run: '' })).toEqual(['/run', '/reason']));
  it('is named inside what was begun', () => expect(missingIn(fields, { run: 'R', reason: 'r', units: [{ unit: 'CSQU3054383' }] })).toEqual(['/units/0/position']));
  it('is nothing when all is given', () => expect(missingIn(fields, { run: 'R', reason: 'r' })).toEqual([]));
});
