// SPDX-License-Identifier: Apache-2.0
// The moment that the whole page looks at: now, or the port as it was known (recorded) or as it truly was (happened).
import { computed, reactive } from 'vue';
import type { Params } from '../api/client';
import { clock, portNow } from '../lib/port_clock';

export type Clock = 'recorded' | 'happened';

// `play` is how many seconds of the port pass in one of ours; 0 stands still. `since` is when `at` was set, so that what
// moves can be shown between two moments that are asked for.
export const asAt = reactive({ at: null as string | null, clock: 'happened' as Clock, open: false, play: 0, since: 0 });

// How many tables and queries of the page are being asked: what is shown may still be of the moment before.
export const waiting = reactive({ count: 0 });

export const isPast = computed(() => asAt.at !== null);

export function asAtParams(): Params {
  if (asAt.at === null) return {};
  return asAt.clock === 'recorded' ? { recorded_at: asAt.at } : { happened_at: asAt.at };
}

export function backToNow(): void {
  asAt.at = null;
  asAt.play = 0;
  asAt.open = false;
}

// To the second, for texts and for what is asked.
export const useMoment = () => computed(() => (asAt.at ? Date.parse(asAt.at) : clock.now));

// To the frame, for what moves.
export function momentNow(): number {
  if (!asAt.at) return portNow();
  return Date.parse(asAt.at) + (asAt.play ? Math.min(2000, performance.now() - asAt.since) * asAt.play : 0);
}
