// SPDX-License-Identifier: Apache-2.0
// Things that move on lines, ten thousand of them in a frame: where each is at a moment, in the square of Web Mercator
// (0 to 1, north up is 0). Numbers only, in flat arrays; it knows no map and no page.

export interface Mover {
  id: string;
  points: [number, number][]; // longitude, latitude; one point: it stands there
  since: number; // ms; at the first point
  until: number; // at the last one
  tone: number; // index of a colour
}

export const mercator = (lon: number, lat: number): [number, number] => {
  const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)];
};

// A late train stands short of its node until it is seen there.
const nearly = 0.985;
// How fast the difference between what was shown and what a new answer says fades away.
const settle_ms = 350;

interface Way {
  x: Float64Array;
  y: Float64Array;
  far: Float64Array; // from the first point, as a share of the whole
}

export class Movers {
  ids: string[] = [];
  at = new Float64Array(0); // x, y of each
  tones = new Uint8Array(0);
  private ways: Way[] = [];
  private since = new Float64Array(0);
  private until = new Float64Array(0);
  private offset = new Float64Array(0);
  private segment = new Uint32Array(0);
  private settled = true;
  private shifted = 0;
  private known = new WeakMap<[number, number][], Way>();

  get size(): number {
    return this.ids.length;
  }

  // Takes a new answer. What is known already glides from where it was shown to where it is, unless `calm`.
  set(list: Mover[], moment: number, clock: number, calm: boolean): void {
    const before = new Map(this.ids.map((id, i) => [id, i]));
    const shown = this.at;
    const n = list.length;
    this.ids = list.map((m) => m.id);
    this.ways = list.map((m) => this.way(m.points));
    this.since = Float64Array.from(list, (m) => m.since);
    this.until = Float64Array.from(list, (m) => m.until);
    this.tones = Uint8Array.from(list, (m) => m.tone);
    this.at = new Float64Array(2 * n);
    this.offset = new Float64Array(2 * n);
    this.segment = new Uint32Array(n);
    this.settled = true;
    this.place(moment, clock);
    if (calm) return;
    for (let i = 0; i < n; i++) {
      const old = before.get(this.ids[i]!);
      if (old === undefined) continue;
      const [dx, dy] = [shown[2 * old]! - this.at[2 * i]!, shown[2 * old + 1]! - this.at[2 * i + 1]!];
      if (dx === 0 && dy === 0) continue;
      this.offset[2 * i] = dx;
      this.offset[2 * i + 1] = dy;
      this.at[2 * i] = this.at[2 * i]! + dx;
      this.at[2 * i + 1] = this.at[2 * i + 1]! + dy;
      this.settled = false;
    }
    this.shifted = clock;
  }

  // Puts everything where it is at `moment` (ms since 1970); `clock` is the browser's own, for what glides.
  // Returns the longest way that anything went, in the square's unit.
  place(moment: number, clock: number): number {
    const { at, since, until, segment, offset } = this;
    const left = this.settled ? 0 : Math.exp((this.shifted - clock) / settle_ms);
    if (left < 0.002) this.settled = true;
    let most = 0;
    for (let i = 0; i < this.ways.length; i++) {
      const way = this.ways[i]!;
      let x = way.x[0]!;
      let y = way.y[0]!;
      const last = way.x.length - 1;
      if (last > 0) {
        const [a, b] = [since[i]!, until[i]!];
        const share = b > a ? Math.max(0, Math.min(nearly, (moment - a) / (b - a))) : 0;
        const far = way.far;
        let s = segment[i]!;
        while (s > 0 && far[s]! > share) s--;
        while (s < last - 1 && far[s + 1]! < share) s++;
        segment[i] = s;
        const length = far[s + 1]! - far[s]!;
        const t = length > 0 ? (share - far[s]!) / length : 0;
        x = way.x[s]! + (way.x[s + 1]! - way.x[s]!) * t;
        y = way.y[s]! + (way.y[s + 1]! - way.y[s]!) * t;
      }
      if (!this.settled) {
        x += offset[2 * i]! * left;
        y += offset[2 * i + 1]! * left;
      }
      const gone = Math.abs(x - at[2 * i]!) + Math.abs(y - at[2 * i + 1]!);
      if (gone > most) most = gone;
      at[2 * i] = x;
      at[2 * i + 1] = y;
    }
    return most;
  }

  // The one nearest to a point, no further than `within`; -1 when there is none.
  nearest(x: number, y: number, within: number): number {
    let best = -1;
    let least = within * within;
    for (let i = 0; i < this.size; i++) {
      const d = (this.at[2 * i]! - x) ** 2 + (this.at[2 * i + 1]! - y) ** 2;
      if (d <= least) [best, least] = [i, d];
    }
    return best;
  }

  private way(points: [number, number][]): Way {
    const known = this.known.get(points);
    if (known) return known;
    const n = Math.max(1, points.length);
    const way: Way = { x: new Float64Array(n), y: new Float64Array(n), far: new Float64Array(n) };
    let whole = 0;
    points.forEach(([lon, lat], i) => {
      [way.x[i], way.y[i]] = mercator(lon, lat) as [number, number];
      if (i > 0) {
        // By length on the ground, which the square stretches away from the equator.
        const before = points[i - 1]!;
        whole += Math.hypot((lon - before[0]) * Math.cos(((lat + before[1]) / 2) * (Math.PI / 180)), lat - before[1]);
        way.far[i] = whole;
      }
    });
    if (whole > 0) for (let i = 1; i < n; i++) way.far[i] = way.far[i]! / whole;
    this.known.set(points, way);
    return way;
  }
}
