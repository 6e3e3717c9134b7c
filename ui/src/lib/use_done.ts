// SPDX-License-Identifier: Apache-2.0
import { reactive } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Answer } from '../api/client';

// What was done last, said for a few seconds at the foot of the page.
export const note = reactive({ title: '', text: '', count: 0 });
let timer: ReturnType<typeof setTimeout> | undefined;

export function useDone() {
  const { t } = useI18n();
  return (answer: Answer | null, title?: string): void => {
    if (!answer) return;
    const made = Object.values(answer.made ?? {});
    note.title = title ?? t('form.done');
    note.text = [...made, `${t('link.sequence')} ${answer.sequence.toLocaleString('en-US')}`].join(' · ');
    note.count++;
    clearTimeout(timer);
    timer = setTimeout(() => (note.title = ''), 4000);
  };
}
