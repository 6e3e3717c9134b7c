// SPDX-License-Identifier: Apache-2.0
// Where a train is now: between two nodes by the time that it has been under way, or at the node where it was last seen.
import type { MapTrain } from '../components/PortMap.vue';
import { along, type useNetwork } from './network';

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
  delay_minutes?: number;
  departed?: string;
  units?: number;
}

export function shareOf(since: string | undefined, until: string | undefined, now: number): number {
  if (!since || !until) return 0;
  const [a, b] = [Date.parse(since), Date.parse(until)];
  // A late train stands short of its node until it is seen there.
  return b > a ? Math.max(0, Math.min(0.985, (now - a) / (b - a))) : 0;
}

export function trainAt(run: Moving, network: ReturnType<typeof useNetwork>, now: number): MapTrain[] {
  if (!['departed', 'at_border', 'settled', 'composed'].includes(run.stage ?? '')) return [];
  const name = run.run ?? '';
  const late = run.delay_minutes ?? 0;
  const tone = late > 720 ? 'orange' : late > 120 ? 'yellow' : '';
  const note = `${network.name(run.from)} → ${network.name(run.to)}`;
  if (run.stage === 'departed' && run.position_from && run.position_to) {
    const leg = [...network.legs.value.values()].find((l) => l.from === run.position_from && l.to === run.position_to);
    const line = leg && network.lineOf.value.get(leg.code);
    const ends = [run.position_from, run.position_to].map((c) => network.nodes.value.get(c)).flatMap((n) => (n ? [[n.lon, n.lat] as [number, number]] : []));
    const points = line?.points ?? ends;
    if (points.length) {
      const [lon, lat] = along(points, shareOf(run.position_since, run.position_until, now));
      return [{ id: name, name, note, lon, lat, tone }];
    }
  }
  const at = network.nodes.value.get(run.node || run.from || '');
  return at ? [{ id: name, name, note, lon: at.lon, lat: at.lat, tone }] : [];
}
