// SPDX-License-Identifier: Apache-2.0
// The holds of a unit with who placed each and when, which stands in the events behind its row. Pure.
import type { EventBehind } from '../api/table';

export interface Hold {
  name: string;
  reason?: string;
  keeper?: string;
  forbids?: string[];
}
export interface PlacedHold extends Hold {
  since?: string;
  by?: string;
}

export function placedHolds(holds: readonly Hold[], events: readonly EventBehind[]): PlacedHold[] {
  return holds.map((hold) => {
    const placed = events.filter((e) => e.type.startsWith('container.hold_placed.') && e.data.hold === hold.name).sort((a, b) => a.sequence - b.sequence).at(-1);
    return placed ? { ...hold, since: placed.happened, by: [placed.person, placed.org].filter(Boolean).join(' · ') } : { ...hold };
  });
}
