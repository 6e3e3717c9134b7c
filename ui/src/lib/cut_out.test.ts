// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { loadedOn, plannedOn, rowsOf } from './cut_out';

describe('a wagon that is cut out', () => {
  const placements = [{ unit: 'A', wagon: 'W1', loaded: true }, { unit: 'B', wagon: 'W1', loaded: false }, { unit: 'C', wagon: 'W2', loaded: true }];
  it('has what is loaded on it and what is planned on it', () => {
    expect(loadedOn(placements, 'W1')).toEqual(['A']);
    expect(plannedOn(placements, 'W1')).toEqual(['B']);
  });
  it('sets each unit down in a stack of its own', () => {
    const proposed = new Map([['A', ['A1-50-03-1', 'A1-52-03-1']], ['B', ['A1-50-03-2', 'A1-52-03-1']]]);
    expect(rowsOf(['A', 'B'], proposed)).toEqual([{ unit: 'A', position: 'A1-50-03-1' }, { unit: 'B', position: 'A1-52-03-1' }]);
  });
  it('leaves the position open where none is left', () => {
    expect(rowsOf(['A', 'B'], new Map([['A', ['A1-50-03-1']], ['B', ['A1-50-03-2']]]))[1]).toEqual({ unit: 'B' });
  });
});
