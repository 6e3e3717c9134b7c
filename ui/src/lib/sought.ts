// SPDX-License-Identifier: Apache-2.0
// Where what somebody typed may stand, so that no table is asked for what it cannot hold. Pure.
import { tidyUnit } from './iso6346';

export interface Place {
  table: string;
  field: string;
  value: string;
}

const numbered: [table: string, field: string][] = [
  ['booking.bookings', 'booking'], ['train.trains', 'run'], ['network.departures', 'departure'], ['gate.visits', 'visit'],
];

export function placesOf(words: string): Place[] {
  const text = words.trim();
  const tidy = tidyUnit(text);
  // Every number of the port has a letter or a digit of ASCII, a Chinese plate too.
  if (!/[A-Za-z0-9]/.test(text)) return [];
  const out = numbered.map(([table, field]) => ({ table, field, value: text }));
  out.push({ table: 'gate.visits', field: 'plate', value: tidy });
  if (/^[A-Z]{3,4}\d{6,7}$/.test(tidy)) out.push({ table: 'container.units', field: 'unit', value: tidy });
  if (/^\d{7,12}$/.test(tidy)) out.push({ table: 'train.wagons', field: 'wagon', value: tidy });
  return out;
}
