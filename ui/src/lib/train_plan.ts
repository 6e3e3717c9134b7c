// SPDX-License-Identifier: Apache-2.0
// From the rows of the train department to what is drawn.
import { Problem } from '../api/problem';
import type { DrawFinding, DrawPattern } from '../components/TrainDrawing.vue';

export interface WagonPlace {
  pattern: string;
  place: string;
  feet: number;
  platform: number;
  x_mm: number;
}
export interface WagonType {
  code: string;
  platforms: number;
  length_mm: number;
  payload_max_kg: number;
  places: WagonPlace[];
}

// Places stand at x from the middle of their platform; a wagon of several platforms has them one behind the other.
export function patternsOf(type: WagonType | undefined): DrawPattern[] {
  if (!type) return [];
  const out = new Map<string, DrawPattern>();
  for (const p of type.places) {
    const platform = ((p.platform - 0.5) / Math.max(1, type.platforms) - 0.5) * type.length_mm;
    const pattern = out.get(p.pattern) ?? { pattern: p.pattern, places: [] };
    pattern.places.push({ place: p.place, feet: p.feet, x_mm: p.x_mm + platform });
    out.set(p.pattern, pattern);
  }
  return [...out.values()];
}

export interface TrainFinding {
  rule: string;
  severity: string;
  wagon?: string;
  unit?: string;
  place?: string;
  section?: string;
  zh: string;
  en: string;
}
export const drawFindings = (list: readonly TrainFinding[], zh: boolean): DrawFinding[] => list.map((f) => ({ severity: f.severity, wagon: f.wagon, unit: f.unit, text: zh ? f.zh : f.en }));

// Lists that a refusal carries as JSON in a detail: what the rules found, what a train waits for.
export function listIn<T>(problem: unknown, detail: string): T[] {
  if (!(problem instanceof Problem)) return [];
  const held = (problem.body.details as Record<string, unknown> | undefined)?.[detail];
  if (Array.isArray(held)) return held as T[];
  if (typeof held !== 'string') return [];
  try {
    const list = JSON.parse(held) as unknown;
    return Array.isArray(list) ? (list as T[]) : [];
  } catch {
    return [];
  }
}

export interface DepartureCheck {
  check: string;
  about: string;
  zh: string;
  en: string;
}

// Wagon numbers as people paste them: one in a line or separated by anything.
export const wagonNumbers = (text: string): string[] => [...new Set(text.toUpperCase().split(/[\s,，;；、]+/).filter(Boolean))];

// "LOD-CD-20261118-3/1019241/A": a place of a wagon of a train. Nothing when it is no such place.
export function wagonSpot(text: string): { run: string; wagon: string; place: string } | null {
  const [run, wagon, place, more] = text.split('/');
  return run && wagon && place && more === undefined ? { run, wagon, place } : null;
}
