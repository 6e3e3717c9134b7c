// SPDX-License-Identifier: Apache-2.0
// Holds by names that people know; a hold of any other name is shown as it was named.
import { useI18n } from 'vue-i18n';

export function useHolds() {
  const { t, te } = useI18n();
  const name = (hold: string): string => (te(`hold.${hold}`) ? t(`hold.${hold}`) : hold);
  return { name };
}
