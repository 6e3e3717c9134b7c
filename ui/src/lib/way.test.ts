// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { wayOf, type WayRun } from './way';

const legs = [
  { from: 'HAN', to: 'DDG', departs: '2026-11-11T11:00:00Z', arrives: '2026-11-11T18:00:00Z' },
  { from: 'DDG', to: 'PIN', departs: '2026-11-12T02:00:00Z', arrives: '2026-11-12T04:00:00Z' },
  { from: 'PIN', to: 'CD', departs: '2026-11-12T12:00:00Z', arrives: '2026-11-14T12:00:00Z' },
];
const now = Date.parse('2026-11-12T05:00:00Z');
const run: WayRun = { from: 'HAN', to: 'CD', stage: 'departed', departed: '2026-11-11T11:30:00Z', node: 'DDG', node_at: '2026-11-12T02:40:00Z', position_to: 'PIN', next_node: 'PIN', next_expected: '2026-11-12T04:40:00Z' };
const reports = [
  { node: 'DDG', what: 'departed', at: '2026-11-12T02:40:00Z' },
  { node: 'DDG', what: 'arrived', at: '2026-11-11T18:10:00Z' },
] as const;

describe('the way of a departure', () => {
  it('has nothing behind it before the train leaves', () => {
    const stops = wayOf(legs, [{ from: 'HAN', to: 'CD', stage: 'composed', node: 'HAN' }], [], 0, now);
    expect(stops.map((s) => [s.node, s.state])).toEqual([['HAN', 'ahead'], ['DDG', 'ahead'], ['PIN', 'ahead'], ['CD', 'ahead']]);
    expect(stops[1]).toMatchObject({ arrives: { planned: '2026-11-11T18:00:00Z' }, departs: { planned: '2026-11-12T02:00:00Z' } });
    expect(stops.some((s) => s.arrives.expected || s.departs.expected)).toBe(false);
  });
  it('tells what was reported of the stops behind it', () => {
    const stops = wayOf(legs, [run], reports, 40, now);
    expect(stops.map((s) => s.state)).toEqual(['past', 'past', 'ahead', 'ahead']);
    expect(stops[0]!.departs.actual).toBe('2026-11-11T11:30:00Z');
    expect([stops[1]!.arrives.actual, stops[1]!.departs.actual]).toEqual(['2026-11-11T18:10:00Z', '2026-11-12T02:40:00Z']);
  });
  it('shifts what is to come by the delay, and expects nothing for a time that is over', () => {
    const stops = wayOf(legs, [run], reports, 40, now);
    expect(stops[2]!.arrives.expected, 'due at 4:40, and it is 5').toBe('2026-11-12T05:00:00.000Z');
    expect(stops[2]!.departs.expected).toBe('2026-11-12T12:40:00.000Z');
    expect(stops[3]!.arrives).toEqual({ planned: '2026-11-14T12:00:00Z', expected: '2026-11-14T12:40:00.000Z' });
  });
  it('stands where it was seen last and has not gone on', () => {
    const stops = wayOf(legs, [{ ...run, node_at: '2026-11-11T18:10:00Z', position_to: 'DDG' }], reports.slice(1), 10, now);
    expect(stops.map((s) => s.state)).toEqual(['past', 'here', 'ahead', 'ahead']);
    expect(stops[1]!.departs.expected, 'it was to leave at 2:10').toBe('2026-11-12T05:00:00.000Z');
  });
  it('knows where it was seen from its row when there is no report', () => {
    expect(wayOf(legs, [run], [], 40, now)[1]).toMatchObject({ state: 'past', seen: '2026-11-12T02:40:00Z' });
  });
  it('goes on with the next train behind a border', () => {
    const first: WayRun = { from: 'HAN', to: 'PIN', stage: 'transferred', departed: '2026-11-11T11:30:00Z', arrived: '2026-11-12T04:00:00Z', node: 'PIN', node_at: '2026-11-12T04:00:00Z' };
    const second: WayRun = { from: 'PIN', to: 'CD', stage: 'departed', departed: '2026-11-12T12:00:00Z', node: 'PIN', position_to: 'CD', next_node: 'CD', next_expected: '2026-11-14T12:00:00Z' };
    const stops = wayOf(legs, [first, second], [], 0, now);
    expect(stops[2]).toMatchObject({ state: 'past', arrives: { actual: '2026-11-12T04:00:00Z' }, departs: { actual: '2026-11-12T12:00:00Z' } });
    expect(stops[3]!.arrives.expected).toBe('2026-11-14T12:00:00.000Z');
  });
});
