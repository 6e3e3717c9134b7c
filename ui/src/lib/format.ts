// SPDX-License-Identifier: Apache-2.0
// Values as people read them. Pure: language and zones are given.

export type Lang = 'zh' | 'en';

export interface Face {
  type: string;
  format?: string;
  unit?: string;
  labels?: Record<string, [string, string]>;
}

export const none = '—';

export const group = (n: number, digits = 0): string =>
  n.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const parts_of = new Map<string, Intl.DateTimeFormat>();
function formatter(zone: string): Intl.DateTimeFormat {
  let f = parts_of.get(zone);
  if (!f) {
    f = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    parts_of.set(zone, f);
  }
  return f;
}

export interface WallClock {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

export function wallClock(instant: string | number | Date, zone: string): WallClock | null {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return null;
  const out: Record<string, string> = {};
  for (const part of formatter(zone).formatToParts(date)) out[part.type] = part.value;
  return out as unknown as WallClock;
}

// Minutes that `zone` is ahead of UTC at that moment.
export function offsetOf(zone: string, instant: string | number | Date): number {
  const date = new Date(instant);
  const w = wallClock(date, zone);
  if (!w) return 0;
  const local = Date.UTC(+w.year, +w.month - 1, +w.day, +w.hour, +w.minute, +w.second);
  return Math.round((local - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
}

// "UTC+8", "UTC+5:30".
export function zoneName(zone: string, instant: string | number | Date): string {
  const minutes = offsetOf(zone, instant);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

export interface TimeStyle {
  zone: string;
  home: string;
  seconds?: boolean;
  year?: 'always' | 'other' | 'never'; // "other": only when it is not this year
  date?: boolean;
  now?: number;
}

// A time in the zone of its place; the zone stands behind it when it is not the home zone.
export function formatTime(instant: string | number | undefined | null, style: TimeStyle): string {
  if (instant === undefined || instant === null || instant === '') return none;
  // The beginning of 1970 is what a time that was never set looks like.
  if (new Date(instant).getTime() === 0) return none;
  const w = wallClock(instant, style.zone);
  if (!w) return String(instant);
  const clock = `${w.hour}:${w.minute}${style.seconds ? `:${w.second}` : ''}`;
  const this_year = wallClock(style.now ?? Date.now(), style.zone)?.year;
  const year = style.year === 'always' || (style.year !== 'never' && w.year !== this_year) ? `${w.year}-` : '';
  const date = style.date === false ? '' : `${year}${w.month}-${w.day} `;
  const foreign = style.zone !== style.home && offsetOf(style.zone, instant) !== offsetOf(style.home, instant);
  return `${date}${clock}${foreign ? ` ${zoneName(style.zone, instant)}` : ''}`;
}

// The instant of a local time ("2026-12-01T08:00") in a zone. Of a time that a change of clocks makes ambiguous, the first.
export function instantOf(local: string, zone: string): string | null {
  const m = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?/.exec(local);
  if (!m) return null;
  const utc = Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!, +m[4]!, +m[5]!, +(m[6] ?? 0));
  let guess = utc - offsetOf(zone, utc) * 60_000;
  guess = utc - offsetOf(zone, guess) * 60_000;
  return new Date(guess).toISOString().replace('.000Z', 'Z');
}

export function localOf(instant: string | number, zone: string): string {
  const w = wallClock(instant, zone);
  return w ? `${w.year}-${w.month}-${w.day}T${w.hour}:${w.minute}` : '';
}

export function formatSpan(ms: number, lang: Lang): string {
  const sign = ms < 0 ? '−' : '';
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const d = Math.floor(minutes / 1440);
  const h = Math.floor((minutes % 1440) / 60);
  const m = minutes % 60;
  const words = lang === 'zh' ? [' 天', ' 小时', ' 分'] : [' d', ' h', ' min'];
  if (d > 0) return `${sign}${d}${words[0]}${h ? ` ${h}${words[1]}` : ''}`;
  if (h > 0) return `${sign}${h}${words[1]}${m ? ` ${m}${words[2]}` : ''}`;
  if (minutes > 0) return `${sign}${m}${words[2]}`;
  return `${sign}${Math.floor(Math.abs(ms) / 1000)}${lang === 'zh' ? ' 秒' : ' s'}`;
}

export interface Money {
  minor: number;
  currency: string;
}
export const isMoney = (v: unknown): v is Money =>
  typeof v === 'object' && v !== null && 'minor' in v && 'currency' in v && Object.keys(v).length === 2;
const without_cents = new Set(['JPY', 'KRW', 'VND']);
export const formatMoney = (m: Money): string =>
  `${m.currency} ${without_cents.has(m.currency) ? group(m.minor) : group(m.minor / 100, m.minor % 100 === 0 ? 0 : 2)}`;

// Units of the wire, and what people read.
const scales: Record<string, { by: number; digits: number; unit: string }> = {
  mm: { by: 1000, digits: 2, unit: 'm' },
  '0.1 °C': { by: 10, digits: 1, unit: '°C' },
  '0.01 TEU': { by: 100, digits: 2, unit: 'TEU' },
};

export function shownUnit(unit: string | undefined): string {
  return unit ? (scales[unit]?.unit ?? unit) : '';
}

export function formatNumber(value: number, unit: string | undefined): string {
  const scale = unit ? scales[unit] : undefined;
  if (!scale) return Number.isInteger(value) ? group(value) : value.toFixed(2);
  const shown = value / scale.by;
  return Number.isInteger(shown) && scale.unit === 'TEU' ? group(shown) : group(shown, scale.digits);
}

export function label(face: Face, value: unknown, lang: Lang): string {
  const words = face.labels?.[String(value)];
  return words ? words[lang === 'zh' ? 0 : 1] : String(value);
}

export interface Style {
  lang: Lang;
  zone: string;
  home: string;
}

// A field of a row as text, without its unit (the heading has it).
export function formatField(face: Face, value: unknown, style: Style): string {
  if (value === undefined || value === null || value === '') return none;
  if (isMoney(value)) return formatMoney(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return none;
    if (typeof value[0] !== 'object') return value.map((v) => label(face, v, style.lang)).join(style.lang === 'zh' ? '、' : ', ');
    return style.lang === 'zh' ? `${value.length} 项` : `${value.length} items`;
  }
  if (typeof value === 'boolean') return value ? (style.lang === 'zh' ? '是' : 'yes') : style.lang === 'zh' ? '否' : 'no';
  if (face.labels) return label(face, value, style.lang);
  if (typeof value === 'number') return formatNumber(value, face.unit);
  if (face.format === 'date-time') return formatTime(String(value), { zone: style.zone, home: style.home });
  if (typeof value === 'object') {
    return Object.values(value as Record<string, unknown>)
      .filter((v) => typeof v !== 'object')
      .map((v) => label(face, v, style.lang))
      .join(' ');
  }
  return String(value);
}
