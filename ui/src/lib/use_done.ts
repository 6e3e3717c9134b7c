// SPDX-License-Identifier: Apache-2.0
import { ElNotification } from 'element-plus';
import 'element-plus/es/components/notification/style/css';
import { useI18n } from 'vue-i18n';
import type { Answer } from '../api/client';

// Says that something was done, with the numbers that it made.
export function useDone() {
  const { t } = useI18n();
  return (answer: Answer | null, title?: string): void => {
    if (!answer) return;
    const made = Object.values(answer.made ?? {});
    ElNotification({
      title: title ?? t('form.done'),
      message: [made.length ? `${t('form.made')} ${made.join(', ')}` : '', `${t('link.sequence')} ${answer.sequence.toLocaleString('en-US')}`].filter(Boolean).join(' · '),
      duration: 4000,
      position: 'bottom-right',
      customClass: 'done-note',
    });
  };
}
