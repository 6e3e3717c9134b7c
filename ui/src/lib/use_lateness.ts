// SPDX-License-Identifier: Apache-2.0
// How late trains are at the moment that the page looks at, and that in words.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useQuery } from '../api/query';
import { useMoment } from '../state/as_at';
import { useSession } from '../state/session';
import { latenessOf, type Moving } from './train_position';
import { useFormat } from './use_format';
import { useFresh } from './use_fresh';

export function useLateness() {
  const { t } = useI18n();
  const { span } = useFormat();
  const session = useSession();
  const moment = useMoment();
  const exceptions = useQuery('tracking.exceptions', () => (session.has('shipper', 'carrier', 'terminal', 'duty', 'admin') ? {} : null));
  useFresh(exceptions, [], 60_000);
  const told = computed(() => {
    const list = exceptions.answer.value?.exceptions;
    return list && new Set(list.filter((e) => e.trouble === 'stopped' && !e.unit).map((e) => e.run ?? ''));
  });
  const latenessIn = (run: Moving) => latenessOf(run, moment.value, told.value);
  const delayWords = (minutes: number) => (minutes < 0 ? t('train.earlyBy', { span: span(-minutes * 60_000) }) : t('train.lateBy', { span: span(minutes * 60_000) }));
  const overdueWords = (minutes: number) => t('train.overdue', { span: span(minutes * 60_000) });
  return { latenessIn, delayWords, overdueWords };
}
