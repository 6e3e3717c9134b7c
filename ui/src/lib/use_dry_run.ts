// SPDX-License-Identifier: Apache-2.0
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { order, type Answer } from '../api/client';

// What the port would say to a command while it is being written: asked again a moment after each change of the body,
// nothing while there is none. Nothing is done.
export function useDryRun(command: string, body: () => Record<string, unknown> | null) {
  const answer = shallowRef<Answer | null>(null);
  const problem = shallowRef<unknown>(null);
  const busy = ref(false);
  let asking: AbortController | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  async function look(wanted: Record<string, unknown>): Promise<void> {
    const mine = (asking = new AbortController());
    try {
      const got = await order(command, wanted, { dryRun: true, signal: mine.signal });
      if (!mine.signal.aborted) answer.value = got;
    } catch (error) {
      if (!mine.signal.aborted) problem.value = error;
    } finally {
      if (!mine.signal.aborted) busy.value = false;
    }
  }
  watch(() => JSON.stringify(body()), () => {
    asking?.abort();
    clearTimeout(soon);
    answer.value = problem.value = null;
    const wanted = body();
    busy.value = Boolean(wanted);
    if (wanted) soon = setTimeout(() => void look(wanted), 200);
  }, { immediate: true });
  onScopeDispose(() => (asking?.abort(), clearTimeout(soon)));
  return { answer, problem, busy };
}
