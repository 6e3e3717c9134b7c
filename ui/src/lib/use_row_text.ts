// SPDX-License-Identifier: Apache-2.0
// A field of a row as people read it: places by their names, times in the zone of their place, numbers of units spaced.
import type { FieldMeta } from '../api/meta';
import { spacedUnit } from './iso6346';
import { useNetwork } from './network';
import { namesPlace, placeOfTime } from './place_of_time';
import { useFormat } from './use_format';

export function useRowText() {
  const { field, time } = useFormat();
  const network = useNetwork();
  return (row: Record<string, unknown>, f: FieldMeta): string => {
    const value = row[f.name];
    if (typeof value === 'string' && value) {
      if (f.format === 'unit-number') return spacedUnit(value);
      if (f.format === 'date-time') return time(value, network.zone(placeOfTime(row, f.name)));
      if (!f.labels && namesPlace(f.name) && network.nodes.value.has(value)) return network.name(value);
    }
    return field(f, value);
  };
}
