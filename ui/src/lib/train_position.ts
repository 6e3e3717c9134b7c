// SPDX-License-Identifier: Apache-2.0
// The line that a train is on and from when to when, or the node where it was last seen, and how late it is. Where it is
// at a moment is for `moving.ts`.
import type { MapTrain } from '../components/PortMap.vue';
import type { useNetwork } from './network';

export interface Moving {
  run?: string;
  stage?: string;
  from?: string;
  to?: string;
  node?: string;
  position_from?: string;
  position_to?: string;
  position_since?: string;
  position_until?: string;
  next_expected?: string;
  arrives_planned?: string;
  delay_minutes?: number;
  departed?: string;
  units?: number;
}

export interface Lateness {
  minutes: number; // below zero: early
  overdue: number; // minutes since the next report was due; 0: none is
  silent: boolean; // overdue for so long that somebody has to ask
}
const under_way = ['departed', 'at_border'];
const silent_after_minutes = 360;

// What was last reported tells less and less: a train that ought to have been heard of is late by that time at least.
// `told` are the runs that the port itself calls silent; six hours without the report are enough as well.
export function latenessOf(run: Moving, now: number, told?: ReadonlySet<string>): Lateness {
  const reported = run.delay_minutes ?? 0;
  if (!under_way.includes(run.stage ?? '')) return { minutes: reported, overdue: 0, silent: false };
  // What is expected next is so with the delay that was reported. Where it ends nothing is expected but the word that it
  // arrived, by the timetable.
  const expected = run.next_expected ?? run.position_until;
  const due = expected ?? (run.stage === 'departed' ? run.arrives_planned : undefined);
  const overdue = due ? Math.max(0, Math.floor((now - Date.parse(due)) / 60_000)) : 0;
  const silent = overdue > 0 && (overdue >= silent_after_minutes || Boolean(told?.has(run.run ?? '')));
  return { minutes: !overdue ? reported : expected ? Math.max(0, reported) + overdue : Math.max(reported, overdue), overdue, silent };
}

export const lateTone = (minutes: number): '' | 'yellow' | 'orange' => (minutes > 720 ? 'orange' : minutes > 120 ? 'yellow' : '');

export function trainAt(run: Moving, network: ReturnType<typeof useNetwork>, late = run.delay_minutes ?? 0): MapTrain[] {
  if (!['departed', 'at_border', 'settled', 'composed'].includes(run.stage ?? '')) return [];
  const name = run.run ?? '';
  const tone = lateTone(late);
  const note = `${network.name(run.from)} → ${network.name(run.to)}`;
  if (run.stage === 'departed' && run.position_from && run.position_to) {
    const line = network.lineBetween.value.get(`${run.position_from}>${run.position_to}`);
    const ends = [run.position_from, run.position_to].map((c) => network.nodes.value.get(c)).flatMap((n) => (n ? [[n.lon, n.lat] as [number, number]] : []));
    const points = line?.points ?? ends;
    if (points.length) return [{ id: name, name, note, points, since: Date.parse(run.position_since ?? ''), until: Date.parse(run.position_until ?? ''), tone }];
  }
  const at = network.nodes.value.get(run.node || run.from || '');
  return at ? [{ id: name, name, note, points: [[at.lon, at.lat]], tone }] : [];
}
