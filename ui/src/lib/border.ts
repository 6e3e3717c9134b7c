// SPDX-License-Identifier: Apache-2.0
// What the port says it would make of trains at a border, and where the runs of a lineage are drawn.
export interface LineageRun {
  run: string;
  note: string; // gauge, and where to
  units: number;
  left: number;
}
export interface LineageLink {
  from: string;
  to: string;
  units: number;
}
export interface PreviewTrain {
  run: string;
  departure: string;
  units: number;
  wagons: number;
  places: { unit: string; parent: string; wagon: string; place: string; destination: string }[];
}
export interface Preview {
  trains: PreviewTrain[];
  stays: { unit: string; run: string; rule: string }[];
}

// A name that was made once is a text, one that was made several times a list.
const list = (made: unknown): string[] => (Array.isArray(made) ? made.map(String) : made === undefined || made === null ? [] : [String(made)]);

export function previewOf(made: Record<string, unknown>): Preview {
  const trains = list(made.train).map((text): PreviewTrain => {
    const [run = '', units = '0', wagons = '0', departure = ''] = text.split(' ');
    return { run, departure, units: Number(units), wagons: Number(wagons), places: [] };
  });
  const byRun = new Map(trains.map((t) => [t.run, t]));
  for (const text of list(made.place)) {
    const [unit = '', parent = '', ref = '', destination = ''] = text.split(' ');
    const [run = '', wagon = '', place = ''] = ref.split('/');
    byRun.get(run)?.places.push({ unit, parent, wagon, place, destination });
  }
  const stays = list(made.why).map((text) => {
    const [unit = '', run = '', rule = ''] = text.split(' ');
    return { unit, run, rule };
  });
  return { trains, stays };
}

export function linksOf(preview: Preview): LineageLink[] {
  const links = new Map<string, LineageLink>();
  for (const train of preview.trains) {
    for (const p of train.places) {
      const key = `${p.parent}>${train.run}`;
      const link = links.get(key) ?? { from: p.parent, to: train.run, units: 0 };
      link.units++;
      links.set(key, link);
    }
  }
  return [...links.values()];
}

// Wagon numbers, train by train where an empty line stands between them.
export function trainsOf(text: string, numbers: (text: string) => string[]): string[][] {
  return text.split(/\n\s*\n/).map(numbers).filter((t) => t.length > 0);
}

// Columns from left to right: a run stands right of all runs whose units it took.
export function columnsOf(runs: LineageRun[], links: LineageLink[]): LineageRun[][] {
  const depth = new Map<string, number>();
  const of = (run: string, seen: Set<string>): number => {
    const known = depth.get(run);
    if (known !== undefined || seen.has(run)) return known ?? 0;
    const parents = links.filter((l) => l.to === run);
    const d = parents.length ? Math.max(...parents.map((l) => of(l.from, new Set([...seen, run])))) + 1 : 0;
    depth.set(run, d);
    return d;
  };
  const columns: LineageRun[][] = [];
  for (const run of runs) (columns[of(run.run, new Set())] ??= []).push(run);
  return columns.filter(Boolean);
}
