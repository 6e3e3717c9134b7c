// SPDX-License-Identifier: Apache-2.0
// The depots of the pool, as choices for the fields that ask for one: this port's yard first, then by code.
import { computed } from 'vue';
import { useQuery } from '../api/query';
import type { Choice } from '../components/FieldInput.vue';
import { useFormat } from './use_format';

export function useDepots() {
  const { answer } = useQuery('pool.places');
  const { pick } = useFormat();
  return computed<Record<string, Choice[]>>(() => {
    const all = (answer.value?.depots ?? []).slice().sort((a, b) => Number(b.home) - Number(a.home) || a.code.localeCompare(b.code));
    const depots = all.map((d) => ({ value: d.code, label: pick(d.name_zh, d.name_en), note: d.code }));
    return { depot: depots, from: depots, to: depots };
  });
}
