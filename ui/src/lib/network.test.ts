// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
const { along } = await import('./network');

describe('a train on its line', () => {
  const line: [number, number][] = [[0, 0], [1, 0], [4, 0]];
  it('is at the beginning, the end and in between by length, not by points', () => {
    expect(along(line, 0)).toEqual([0, 0]);
    expect(along(line, 1)).toEqual([4, 0]);
    expect(along(line, 0.5)[0]).toBeCloseTo(2);
  });
  it('never leaves the line', () => {
    expect(along(line, -3)).toEqual([0, 0]);
    expect(along(line, 9)).toEqual([4, 0]);
    expect(along([[7, 8]], 0.5)).toEqual([7, 8]);
  });
});
