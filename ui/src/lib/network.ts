// SPDX-License-Identifier: Apache-2.0
// The network of the pack: places, lines and services, loaded once for all screens.
import { computed, shallowRef } from 'vue';
import { ask } from '../api/client';
import type { AnswerOf } from '../api/names';
import { runQuery } from '../api/query';
import type { MapLine, MapNode } from '../components/PortMap.vue';
import { settings } from '../state/settings';

type MapAnswer = AnswerOf<'network.map'>;
export type NetworkNode = MapAnswer['nodes'][number];
export type NetworkService = MapAnswer['services'][number];

const answer = shallowRef<MapAnswer | null>(null);
const shapes = shallowRef<MapLine[]>([]);
let asked = false;

async function load(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const [map, legs] = await Promise.all([runQuery('network.map'), ask<GeoJSON.FeatureCollection<GeoJSON.LineString>>('/map/legs.geojson')]);
    shapes.value = legs.features.map((f) => ({ id: String(f.properties?.leg), mode: String(f.properties?.mode), points: f.geometry.coordinates as [number, number][] }));
    answer.value = map;
  } catch {
    asked = false; // the page that needs it shows codes instead of names, and asks again when it is opened again
  }
}

const nodes = computed(() => new Map<string, NetworkNode>((answer.value?.nodes ?? []).map((n) => [n.code, n])));
const legs = computed(() => new Map((answer.value?.legs ?? []).map((l) => [l.code, l])));
const weights: Record<string, number> = { port: 3, border: 2, hub: 2 };
// Where trains end counts for more than where they pass.
const ends = computed(() => new Set((answer.value?.services ?? []).flatMap((s) => [s.from, s.to])));
const mapNodes = computed<MapNode[]>(() =>
  (answer.value?.nodes ?? []).map((n) => ({ code: n.code, name: settings.language === 'zh' ? n.name_zh : n.name_en, lat: n.lat, lon: n.lon, weight: weights[n.kind] === 3 ? 3 : ends.value.has(n.code) ? 2.2 : (weights[n.kind] ?? 1) })),
);
const lines = computed<MapLine[]>(() => {
  const drawn = new Set(shapes.value.map((s) => s.id));
  const straight = (answer.value?.legs ?? []).flatMap((l) => {
    const a = nodes.value.get(l.from);
    const b = nodes.value.get(l.to);
    return drawn.has(l.code) || !a || !b ? [] : [{ id: l.code, mode: l.mode, points: [[a.lon, a.lat], [b.lon, b.lat]] as [number, number][] }];
  });
  return [...shapes.value, ...straight];
});
const lineOf = computed(() => new Map(lines.value.map((l) => [l.id, l])));

// Where a train is that has done this share of a leg: along the line, by length.
export function along(points: [number, number][], share: number): [number, number] {
  const first = points[0] ?? [0, 0];
  if (points.length < 2) return first;
  const lengths: number[] = [];
  let whole = 0;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const d = Math.hypot((b[0] - a[0]) * Math.cos(((a[1] + b[1]) / 2) * (Math.PI / 180)), b[1] - a[1]);
    lengths.push(d);
    whole += d;
  }
  let left = Math.max(0, Math.min(1, share)) * whole;
  for (let i = 0; i < lengths.length; i++) {
    const d = lengths[i]!;
    if (left <= d) {
      const [a, b] = [points[i]!, points[i + 1]!];
      const t = d === 0 ? 0 : left / d;
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    }
    left -= d;
  }
  return points[points.length - 1]!;
}

export function useNetwork() {
  void load();
  const name = (code: string | undefined): string => {
    if (!code) return '';
    const n = nodes.value.get(code);
    return n ? (settings.language === 'zh' ? n.name_zh : n.name_en) : code;
  };
  const zone = (code: string | undefined): string | undefined => (code ? nodes.value.get(code)?.time_zone : undefined);
  const services = computed<NetworkService[]>(() => answer.value?.services ?? []);
  return { nodes, legs, lines, lineOf, mapNodes, services, name, zone };
}
