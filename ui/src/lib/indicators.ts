// SPDX-License-Identifier: Apache-2.0
// What the screen of the indicators works out from the port's answers; no figure is computed here.
export type Grain = 'day' | 'month' | 'year';

export interface Figure {
  indicator: string;
  version: number;
  period: string;
  corridor: string;
  numerator: number;
  denominator?: number | null;
  value?: number | null;
  parts: number;
}

// "2026-12-01" as the name of its period.
export const periodLabel = (first: string, grain: Grain): string => (grain === 'day' ? first : grain === 'month' ? first.slice(0, 7) : first.slice(0, 4));

// The last day of a period: the day before the next one begins, or the last day of all.
export function lastDayOf(periods: string[], first: string, last: string): string {
  const next = periods[periods.indexOf(first) + 1];
  if (!next || !periods.includes(first)) return last;
  return new Date(Date.parse(`${next}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

// The version of a formula that holds on a day; the newest one when none does. Dates end with the day that `valid_to` names.
export function versionFor<F extends { code: string; version: number; valid_from: string; valid_to: string }>(formulas: F[], code: string, day: string): F | null {
  const all = formulas.filter((f) => f.code === code);
  return all.find((f) => f.valid_from <= day && day < f.valid_to) ?? all[all.length - 1] ?? null;
}

// The figure of a period; without a version the newest that holds in it.
export function figureFor(figures: Figure[], code: string, period: string, version: number | undefined): Figure | null {
  const all = figures.filter((f) => f.indicator === code && f.period === period && (version === undefined || f.version === version));
  return all[all.length - 1] ?? null;
}

// Small figures need their decimals, large ones do not.
export const digitsOf = (n: number): number => (Number.isInteger(n) ? 0 : Math.abs(n) >= 1000 ? 0 : Math.abs(n) >= 100 ? 1 : 2);

export function csvOf(figures: Figure[]): string {
  const rows = figures.map((f) => [f.indicator, f.version, f.period, f.corridor, f.numerator, f.denominator ?? '', f.value ?? '', f.parts].join(','));
  return `${['indicator,version,period,corridor,numerator,denominator,value,parts', ...rows].join('\n')}\n`;
}
