// SPDX-License-Identifier: Apache-2.0
import { ref, shallowRef } from 'vue';
import { newKey, order, type Answer } from './client';
import type { BodyOf } from './names';
import { Problem } from './problem';

type Given<N extends string> = [BodyOf<N>] extends [never] ? Record<string, unknown> : BodyOf<N>;

// One command of a page. The key lives as long as the intent: a second press after a lost answer is the same order.
export function useCommand<N extends string>(name: N) {
  const busy = ref(false);
  const problem = shallowRef<unknown>(null);
  const answer = shallowRef<Answer | null>(null);
  let key = newKey();
  let said = '';
  async function run(body: Given<N>, happenedAt?: string): Promise<Answer | null> {
    if (busy.value) return null;
    const text = JSON.stringify([body, happenedAt]);
    if (text !== said) key = newKey();
    said = text;
    busy.value = true;
    problem.value = null;
    try {
      answer.value = await order(name, body, { key, happenedAt });
      key = newKey();
      said = '';
      return answer.value;
    } catch (error) {
      problem.value = error;
      if (error instanceof Problem) said = '';
      return null;
    } finally {
      busy.value = false;
    }
  }
  // What the port would say; nothing is written. Null means it would accept.
  async function tryOut(body: Given<N>, signal?: AbortSignal): Promise<Problem | null> {
    try {
      await order(name, body, { dryRun: true, signal });
      return null;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }
  return { busy, problem, answer, run, tryOut, clear: () => (problem.value = null) };
}
