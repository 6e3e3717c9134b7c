// SPDX-License-Identifier: Apache-2.0
// Trains at hubs on their way, and the loading list of the terminal there.
import { judgeUnit, tidyUnit } from './iso6346';

interface Leg {
  from?: string;
  to?: string;
}
export interface HubRun {
  stage?: string;
  node?: string;
  position_to?: string;
  next_node?: string;
  legs?: Leg[];
}

// Where the train may stop between two of its legs; at home the yard loads and unloads.
export const hubsOf = (run: HubRun, home?: string): string[] => (run.legs ?? []).slice(1).map((l) => l.from ?? '').filter((node) => node && node !== home);

// The hub where it stands now: it arrived there and has not gone on.
export function standsAt(run: HubRun, home?: string): string {
  const node = run.node ?? '';
  return run.stage === 'departed' && run.position_to === node && hubsOf(run, home).includes(node) ? node : '';
}

export interface ListedUnit {
  unit: string;
  gross_kg: number;
  seal?: string;
  size_type?: string;
}
export interface LoadingList {
  units: ListedUnit[];
  unread: number[]; // lines, from 1
}

// One unit a line: its number, its gross mass in kg, then its seal and its size and type in any order, as pasted from a
// spreadsheet or typed. A size and type is four signs of ISO 6346, "22G1".
export function loadingList(text: string): LoadingList {
  const out: LoadingList = { units: [], unread: [] };
  text.split('\n').forEach((line, i) => {
    const cells = line.trim().split(/[\s,，;；]+/).filter(Boolean);
    if (!cells.length) return;
    const [unit = '', mass = '', ...rest] = cells;
    const gross_kg = Number(mass);
    if (judgeUnit(unit) === 'not-a-number' || !Number.isInteger(gross_kg) || gross_kg <= 0 || rest.length > 2) {
      out.unread.push(i + 1);
      return;
    }
    const size_type = rest.find((c) => /^[1-4LM][0-9A-Z][A-Z][0-9]$/.test(c));
    const seal = rest.find((c) => c !== size_type);
    out.units.push({ unit: tidyUnit(unit), gross_kg, ...(seal ? { seal } : {}), ...(size_type ? { size_type } : {}) });
  });
  return out;
}

export const lineOf = (u: { unit: string; gross_kg?: number; size_type?: string }): string => [u.unit, u.gross_kg ?? '', u.size_type ?? ''].filter((c) => c !== '').join(' ');

// "UNIT RUN/WAGON/PLACE": where each unit would stand.
export function placesOf(made: Record<string, unknown> | undefined): { unit: string; wagon: string; place: string }[] {
  const told = made?.place;
  const list = Array.isArray(told) ? told.map(String) : told === undefined ? [] : [String(told)];
  return list.map((text) => {
    const [unit = '', ref = ''] = text.split(' ');
    const [, wagon = '', place = ''] = ref.split('/');
    return { unit, wagon, place };
  });
}
