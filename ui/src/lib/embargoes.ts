// SPDX-License-Identifier: Apache-2.0
// Whom embargoes meet, in the order in which it matters. Pure.

export interface Meeting {
  departure: string;
  embargo: string;
  leg: string;
  departs: string;
  arrives: string;
  whole: boolean;
}
export interface Embargo {
  dangerous_only?: boolean;
  size_types?: string[];
}
export interface MeetingsOf<M> {
  embargo: string;
  ahead: M[];
  over: M[];
}

const isOver = (m: Meeting, now: number) => Date.parse(m.arrives) <= now;
const byTime = (a: Meeting, b: Meeting) => Date.parse(a.departs) - Date.parse(b.departs) || a.departure.localeCompare(b.departure);

// Of each embargo by itself: the legs that are still to be run, the next one first, and those whose time has passed, the
// last one first.
export function meetingsOf<M extends Meeting>(meetings: readonly M[], embargoes: readonly (string | undefined)[], now: number): MeetingsOf<M>[] {
  return embargoes.flatMap((embargo) => {
    const mine = meetings.filter((m) => m.embargo === embargo).sort(byTime);
    return mine.length ? [{ embargo: embargo!, ahead: mine.filter((m) => !isOver(m, now)), over: mine.filter((m) => isOver(m, now)).reverse() }] : [];
  });
}

export const aheadOf = <M extends Meeting>(meetings: readonly M[], now: number): M[] => meetings.filter((m) => !isOver(m, now)).sort(byTime);

// Whether an embargo speaks of such a unit at all.
export const concerns = (embargo: Embargo, unit: { size_type?: string; danger?: readonly unknown[] }): boolean =>
  (!embargo.dangerous_only || Boolean(unit.danger?.length)) && (!embargo.size_types?.length || embargo.size_types.includes(unit.size_type ?? ''));
