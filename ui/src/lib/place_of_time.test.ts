// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { namesPlace, placeOfTime } from './place_of_time';

describe('the place that a time belongs to', () => {
  const row = { from: 'VTE', to: 'CD', departs: 'x', node: '' };
  it('is where the train leaves for a departure and a cut-off, where it arrives for an arrival', () => {
    expect(placeOfTime(row, 'departs')).toBe('VTE');
    expect(placeOfTime(row, 'gate_in_cutoff')).toBe('VTE');
    expect(placeOfTime(row, 'arrives')).toBe('CD');
  });
  it('is none for a time of the port, and for a train that was not seen yet', () => {
    expect(placeOfTime(row, 'since')).toBeUndefined();
    expect(placeOfTime(row, 'node_at')).toBeUndefined();
  });
  it('is named by a field of its own', () => {
    expect(['from', 'next_node', 'last_node', 'position_to', 'destination', 'place', 'home_node'].filter((f) => !namesPlace(f))).toEqual([]);
    expect(['block', 'placed_at', 'departs', 'fromage', 'to_track'].filter(namesPlace)).toEqual([]);
  });
});
