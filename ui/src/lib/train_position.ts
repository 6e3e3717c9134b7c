// SPDX-License-Identifier: Apache-2.0
// The line that a train is on and from when to when, or the node where it was last seen. Where it is at a moment is
// for `moving.ts`.
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
  delay_minutes?: number;
  departed?: string;
  units?: number;
}

export function trainAt(run: Moving, network: ReturnType<typeof useNetwork>): MapTrain[] {
  if (!['departed', 'at_border', 'settled', 'composed'].includes(run.stage ?? '')) return [];
  const name = run.run ?? '';
  const late = run.delay_minutes ?? 0;
  const tone = late > 720 ? 'orange' : late > 120 ? 'yellow' : '';
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
