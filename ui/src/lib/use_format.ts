// SPDX-License-Identifier: Apache-2.0
import { computed } from 'vue';
import { home, settings } from '../state/settings';
import * as f from './format';
import { clock, portNow } from './port_clock';

export function useFormat() {
  const lang = computed(() => settings.language);
  const style = computed(() => ({ lang: settings.language, zone: home.zone, home: home.zone }));
  const time = (instant: string | number | undefined | null, zone?: string, more: Partial<f.TimeStyle> = {}) =>
    f.formatTime(instant, { zone: zone || home.zone, home: home.zone, now: portNow(), ...more });
  return {
    lang,
    time,
    timeOnly: (instant: string | number | undefined | null, zone?: string) => time(instant, zone, { date: false }),
    span: (ms: number) => (Number.isNaN(ms) ? f.none : f.formatSpan(ms, settings.language)),
    // Since then: an answer may tell of a moment that the page's clock has not shown yet.
    since: (instant: string | undefined, now = clock.now) => (instant && Date.parse(instant) > 0 ? f.formatSpan(Math.max(0, now - Date.parse(instant)), settings.language) : f.none),
    ago: (instant: string | undefined) => (instant ? f.formatSpan(Math.max(0, clock.now - Date.parse(instant)), settings.language) : f.none),
    field: (face: f.Face, value: unknown) => f.formatField(face, value, style.value),
    money: (m: f.Money | undefined) => (m ? f.formatMoney(m) : f.none),
    kg: (n: number | undefined) => (n === undefined ? f.none : `${f.group(n)} kg`),
    tonnes: (n: number | undefined) => (n === undefined ? f.none : `${f.group(n / 1000, 1)} t`),
    metres: (mm: number | undefined, digits = 1) => (mm === undefined ? f.none : `${f.group(mm / 1000, digits)} m`),
    number: (n: number | undefined, digits = 0) => (n === undefined ? f.none : f.group(n, digits)),
    pick: (zh: string | undefined, en: string | undefined) => (settings.language === 'zh' ? zh || en : en || zh) ?? '',
  };
}
