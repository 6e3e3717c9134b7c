// SPDX-License-Identifier: Apache-2.0
import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { settings } from '../state/settings';
import en from './en';
import zh from './zh';

export const i18n = createI18n({ legacy: false, locale: settings.language, fallbackLocale: 'zh', messages: { zh, en }, missingWarn: false, fallbackWarn: false });
watch(
  () => settings.language,
  (language) => (i18n.global.locale.value = language),
);
