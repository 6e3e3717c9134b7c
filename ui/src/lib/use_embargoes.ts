// SPDX-License-Identifier: Apache-2.0
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { useQuery } from '../api/query';
import type { RowOf } from '../api/names';
import { useTable } from '../api/table';
import { useMoment } from '../state/as_at';
import { useNetwork } from './network';

export type EmbargoRow = RowOf<'network.embargoes'>;

// What is in force or will be: what ran out stands in the table of embargoes.
export function useEmbargoes() {
  const table = useTable('network.embargoes', { sort: '-from', limit: 200 });
  const moment = useMoment();
  const inForce = computed(() => table.rows.value.filter((e) => !e.lifted_at && (!e.until || Date.parse(e.until) > moment.value)));
  return { table, inForce };
}

// Those that a departure meets on its way, each once with its legs. No departure: none.
export function useEmbargoesMet(departure: MaybeRefOrGetter<string | undefined>) {
  const { table, inForce } = useEmbargoes();
  const effect = useQuery('network.embargo_effect', () => {
    const asked = toValue(departure);
    return asked ? { departure: asked } : null;
  });
  // Asked again whenever an embargo comes or goes.
  watch(() => inForce.value.map((e) => e.embargo).join(), () => void effect.reload());
  const met = computed(() =>
    inForce.value.flatMap((embargo) => {
      const meetings = (effect.answer.value?.meetings ?? []).filter((m) => m.embargo === embargo.embargo);
      return meetings.length ? [{ embargo, meetings, whole: meetings.some((m) => m.whole) }] : [];
    }),
  );
  return { met, error: computed(() => effect.error.value || table.error.value) };
}

// "Stop: Khorgos", in the language of the reader.
export function useEmbargoWords() {
  const { t } = useI18n();
  const network = useNetwork();
  const where = (e: EmbargoRow): string => (e.at === 'node' ? network.name(e.place) : e.at === 'leg' ? network.legName(e.place) : (e.place ?? ''));
  return { where, short: (e: EmbargoRow): string => `${t(`plans.kind.${e.kind}`)} ${where(e)}` };
}
