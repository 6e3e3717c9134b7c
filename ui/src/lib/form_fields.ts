// SPDX-License-Identifier: Apache-2.0
// What a form says at its fields. Pure.
import type { FieldMeta } from '../api/meta';

type Errors = Record<string, string>;
const under = (place: string, at: string): boolean => place === at || place.startsWith(`${at}/`);

// What stands at a field: what is said of it, or of a part of it that has no field of its own on the screen.
export function errorAt(errors: Errors, at: string, parts: readonly string[] = []): string | undefined {
  return errors[at] ?? Object.entries(errors).find(([place]) => under(place, at) && !parts.some((part) => under(place, part)))?.[1];
}

// The pointers of a list's fields as far as it has items, and of a group's fields.
export const partsOf = (field: FieldMeta, at: string, items: number): string[] => {
  const heads = field.type === 'array' ? Array.from({ length: items }, (_, i) => `${at}/${i}`) : [at];
  return heads.flatMap((head) => (field.fields ?? []).map((f) => `${head}/${f.name}`));
};

export const touches = (errors: Errors, fields: readonly FieldMeta[]): boolean => fields.some((f) => Object.keys(errors).some((place) => under(place, `/${f.name}`)));

// What must be given and is not, also inside what is given in part. A switch that nobody touched says no.
export function missingIn(fields: readonly FieldMeta[], given: Record<string, unknown>, at = ''): string[] {
  return fields.flatMap((f) => {
    const place = `${at}/${f.name}`;
    const value = given[f.name];
    if (value === undefined || value === null || value === '') return f.required && f.type !== 'boolean' ? [place] : [];
    if (!f.fields) return [];
    if (Array.isArray(value)) return value.flatMap((item, i) => missingIn(f.fields!, (item ?? {}) as Record<string, unknown>, `${place}/${i}`));
    return typeof value === 'object' ? missingIn(f.fields, value as Record<string, unknown>, place) : [];
  });
}
