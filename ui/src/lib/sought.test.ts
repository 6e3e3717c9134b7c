// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { placesOf } from './sought';

const asked = (text: string) => placesOf(text).map((p) => `${p.table}.${p.field}=${p.value}`);
const numbers = ['booking.bookings.booking', 'train.trains.run', 'network.departures.departure', 'gate.visits.visit'];

describe('what is looked for', () => {
  it('as a unit is no wagon', () => expect(asked('csqu 305438 3')).toEqual([...numbers.map((n) => `${n}=csqu 305438 3`), 'gate.visits.plate=CSQU3054383', 'container.units.unit=CSQU3054383']));
  it('as digits alone may be a wagon', () => {
    expect(asked('5190001')).toContain('train.wagons.wagon=5190001');
    expect(asked('519')).not.toContain('train.wagons.wagon=519');
  });
  it('as a name is no number', () => expect(asked('霍尔果斯')).toEqual([]));
  it('as a plate has letters beside its sign', () => expect(asked('川A8T501')).toContain('gate.visits.plate=川A8T501'));
});
