// SPDX-License-Identifier: Apache-2.0
// ISO 6346: letters are worth 10 upwards without the multiples of 11; each place weighs twice the one before.
const worth = new Map<string, number>();
for (let i = 0, n = 10; i < 26; i++, n++) {
  if (n % 11 === 0) n++;
  worth.set(String.fromCharCode(65 + i), n);
}

export function checkDigit(first_ten: string): number {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const c = first_ten[i] ?? '0';
    sum += (worth.get(c) ?? Number(c)) * 2 ** i;
  }
  return (sum % 11) % 10;
}

export const tidyUnit = (text: string): string => text.toUpperCase().replace(/[\s.\-/]/g, '');

// "good", "bad-digit" (a form that exists but whose last digit is wrong), "not-a-number".
export function judgeUnit(text: string): 'good' | 'bad-digit' | 'not-a-number' {
  const unit = tidyUnit(text);
  if (!/^[A-Z]{4}\d{7}$/.test(unit)) return 'not-a-number';
  return checkDigit(unit.slice(0, 10)) === Number(unit[10]) ? 'good' : 'bad-digit';
}

// "CSQU 305438 3", as it is painted on the door.
export const spacedUnit = (text: string): string => (/^[A-Z]{4}\d{7}$/.test(text) ? `${text.slice(0, 4)} ${text.slice(4, 10)} ${text[10]}` : text);
