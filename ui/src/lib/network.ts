// SPDX-License-Identifier: Apache-2.0
// The network of the pack: places, lines and services, loaded once for all screens.
import { computed, shallowRef } from 'vue';
import { ask } from '../api/client';
import type { AnswerOf } from '../api/names';
import { runQuery } from '../api/query';
import type { Choice } from '../components/FieldInput.vue';
import type { MapLine, MapNode } from '../components/PortMap.vue';
import { home as port, settings } from '../state/settings';
import { namedChoices, wayChoices } from './choices';

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
// By "FROM>TO".
const lineBetween = computed(() => new Map([...legs.value.values()].flatMap((l) => { const line = lineOf.value.get(l.code); return line ? [[`${l.from}>${l.to}`, line] as const] : []; })));
const lineOf = computed(() => new Map(lines.value.map((l) => [l.id, l])));

// By what a place is. What the map does not list has none: its code is written.
const choices = computed((): Record<string, Choice[]> => {
  const zh = settings.language === 'zh';
  if (!answer.value) return {};
  return { node: namedChoices(nodes.value.values(), zh), leg: wayChoices(legs.value.values(), nodes.value, zh), service: namedChoices(services.value, zh) };
});
const services = computed<NetworkService[]>(() => answer.value?.services ?? []);

export function useNetwork() {
  void load();
  const name = (code: string | undefined): string => {
    if (!code) return '';
    const n = nodes.value.get(code);
    return n ? (settings.language === 'zh' ? n.name_zh : n.name_en) : code;
  };
  // The codes of the places whose name in either language contains these words, at most twenty.
  const called = (words: string): string[] => {
    const sought = words.toLowerCase();
    return [...nodes.value.values()].filter((n) => n.name_zh.includes(words) || n.name_en.toLowerCase().includes(sought)).slice(0, 20).map((n) => n.code);
  };
  const zone = (code: string | undefined): string | undefined => (code ? nodes.value.get(code)?.time_zone : undefined);
  // This port itself.
  const home = computed(() => port.node || undefined);
  const legName = (code: string | undefined): string => {
    const leg = code ? legs.value.get(code) : undefined;
    return leg ? `${name(leg.from)} → ${name(leg.to)}` : (code ?? '');
  };
  return { choices, legName, nodes, legs, lines, lineOf, lineBetween, mapNodes, services, home, name, called, zone };
}
