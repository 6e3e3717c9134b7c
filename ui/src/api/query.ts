// SPDX-License-Identifier: Apache-2.0
import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { asAt, asAtParams, isPast, waiting } from '../state/as_at';
import { ask, lastDone, pathOf, type Params } from './client';
import type { AnswerOf } from './names';

export const runQuery = <N extends string>(name: N, params: Params = {}, signal?: AbortSignal): Promise<AnswerOf<N>> =>
  ask(pathOf(name), { params: { ...params, ...asAtParams(), after: isPast.value ? undefined : lastDone() || undefined }, signal });

// Asks a query whenever its parameters or the moment that is looked at change. Null parameters: ask nothing.
export function useQuery<N extends string>(name: N, params: MaybeRefOrGetter<Params | null> = {}) {
  const answer = shallowRef<AnswerOf<N> | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let current: AbortController | undefined;
  async function reload(): Promise<void> {
    current?.abort();
    const wanted = toValue(params);
    if (wanted === null) {
      answer.value = null;
      return;
    }
    const mine = (current = new AbortController());
    loading.value = true;
    waiting.count++;
    try {
      const got = await runQuery(name, wanted, mine.signal);
      if (mine === current) {
        answer.value = got;
        error.value = null;
      }
    } catch (problem) {
      if (mine === current && !mine.signal.aborted) error.value = problem;
    } finally {
      waiting.count--;
      if (mine === current) loading.value = false;
    }
  }
  watch([() => JSON.stringify(toValue(params)), () => asAt.at, () => asAt.clock], () => void reload(), { immediate: true });
  onScopeDispose(() => current?.abort());
  return { answer, error, loading, reload };
}
