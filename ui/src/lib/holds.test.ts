// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { EventBehind } from '../api/table';
import { placedHolds } from './holds';

const event = (sequence: number, hold: string, person: string, type = 'container.hold_placed.v1') => ({ sequence, type, person, org: 'CUSTOMS', happened: `2026-12-01T0${sequence}:00:00Z`, recorded: '', data: { hold } }) as unknown as EventBehind;

describe('the holds of a unit', () => {
  it('say who placed them and when, the last time', () => {
    const events = [event(3, 'inspection', 'b'), event(1, 'inspection', 'a'), event(4, 'inspection', 'c', 'container.hold_released.v1'), event(2, 'unfit', 'gate')];
    expect(placedHolds([{ name: 'inspection' }], events)).toEqual([{ name: 'inspection', since: '2026-12-01T03:00:00Z', by: 'b · CUSTOMS' }]);
  });
  it('stand without that where the events do not tell', () => expect(placedHolds([{ name: 'unfit' }], [])).toEqual([{ name: 'unfit' }]));
});
