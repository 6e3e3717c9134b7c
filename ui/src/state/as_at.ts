// SPDX-License-Identifier: Apache-2.0
// The moment that the whole page looks at: now, or the port as it was known (recorded) or as it truly was (happened).
import { computed, reactive } from 'vue';
import type { Params } from '../api/client';

export type Clock = 'recorded' | 'happened';

export const asAt = reactive({ at: null as string | null, clock: 'happened' as Clock, open: false });

export const isPast = computed(() => asAt.at !== null);

export function asAtParams(): Params {
  if (asAt.at === null) return {};
  return asAt.clock === 'recorded' ? { recorded_at: asAt.at } : { happened_at: asAt.at };
}

export function backToNow(): void {
  asAt.at = null;
  asAt.open = false;
}
