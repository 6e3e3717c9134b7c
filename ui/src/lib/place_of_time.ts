// SPDX-License-Identifier: Apache-2.0
// Which field of a row says where a time of it belongs, and which fields name a place of the network. Pure.

const at: Record<string, string> = {
  departs: 'from', departs_planned: 'from', departed: 'from', booking_cutoff: 'from', documents_cutoff: 'from', gate_in_cutoff: 'from', vgm_cutoff: 'from',
  arrives: 'to', arrives_planned: 'to', arrived: 'to', node_at: 'node', next_expected: 'next_node',
};
// What such a field holds is a place of the network only when the network knows its code: "from" may as well be a position.
const places = /(^|_)(node|from|to|destination|place)$/;

export const isPlaced = (field: string): boolean => field in at;

// The code of the place that a time of this row is told in, if the row has one.
export function placeOfTime(row: Record<string, unknown>, field: string): string | undefined {
  const place = at[field] ? row[at[field]] : undefined;
  return typeof place === 'string' && place ? place : undefined;
}

export const namesPlace = (field: string): boolean => places.test(field);
