// SPDX-License-Identifier: Apache-2.0
import { onScopeDispose, watch, type WatchSource } from 'vue';
import { isPast } from '../state/as_at';

// Asks a query again soon after what it is made of changed, and now and then because time itself changes it (a reading
// falls due, a truck waits longer).
export function useFresh(query: { reload(): Promise<void> }, sources: WatchSource[] = [], every_ms = 20_000): void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    if (!isPast.value) void query.reload();
  };
  watch(sources, () => {
    clearTimeout(soon);
    soon = setTimeout(again, 250);
  });
  const timer = setInterval(again, every_ms);
  onScopeDispose(() => {
    clearInterval(timer);
    clearTimeout(soon);
  });
}
