// SPDX-License-Identifier: Apache-2.0
import { computed, onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref, type ShallowRef } from 'vue';
import { asAt, asAtParams, isPast, waiting } from '../state/as_at';
import { ask, lastDone, pathOf, type Params } from './client';
import type { AnyRow, RowOf } from './names';
import { follow, noteLoaded, type RowChange } from './stream';

export interface Page<R> {
  sequence: number;
  at: string;
  total: number;
  rows: R[];
  next: string | null;
}

export interface TableState<R> {
  rows: ShallowRef<R[]>;
  byKey: Ref<Map<string, R>>;
  total: Ref<number>;
  sequence: Ref<number>;
  at: Ref<string>;
  loading: Ref<boolean>;
  loaded: Ref<boolean>;
  error: ShallowRef<unknown>;
  next: Ref<string | null>;
  changed: ShallowRef<Set<string>>;
  reload(): Promise<void>;
  more(): Promise<void>;
}

const page_size = 500;

// Whether a changed row still answers what the table asks for: true, false, or undefined when only the server knows.
export function answers(row: Record<string, unknown>, params: Params): boolean | undefined {
  let known = true;
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null || ['limit', 'sort', 'cursor', 'after', 'format'].includes(name)) continue;
    if (name === 'q' || name.endsWith('.has')) {
      known = false;
      continue;
    }
    const dot = name.lastIndexOf('.');
    const bound = dot > 0 ? name.slice(dot + 1) : '';
    const field = bound === 'min' || bound === 'max' ? name.slice(0, dot) : name;
    const held = row[field];
    if (bound === 'min' || bound === 'max') {
      if (held === undefined) return false;
      const order = typeof held === 'number' ? held - Number(value) : String(held) < String(value) ? -1 : String(held) > String(value) ? 1 : 0;
      if (bound === 'min' ? order < 0 : order > 0) return false;
    } else if (String(held ?? '') !== String(value)) {
      return false;
    }
  }
  return known ? true : undefined;
}

// Loads a table and keeps it as it stands: rows change in place when the port says so, and the order that a person is
// reading is not disturbed. `params` may be null while it is not known what to ask for.
export function useTable<N extends string>(name: N, params: MaybeRefOrGetter<Params | null> = {}): TableState<RowOf<N> extends never ? AnyRow : RowOf<N>> {
  type R = RowOf<N> extends never ? AnyRow : RowOf<N>;
  const rows = shallowRef<R[]>([]);
  const total = ref(0);
  const sequence = ref(0);
  const at = ref('');
  const loading = ref(false);
  const loaded = ref(false);
  const error = shallowRef<unknown>(null);
  const next = ref<string | null>(null);
  const changed = shallowRef(new Set<string>());
  const byKey = computed(() => new Map(rows.value.map((r) => [(r as unknown as AnyRow)._key, r])));
  let places = new Map<string, number>();
  let unfollow: (() => void) | undefined;
  let current: AbortController | undefined;
  let pending: Map<string, { row: R | null; sequence: number }> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let fade: ReturnType<typeof setTimeout> | undefined;

  const index = () => {
    places = new Map(rows.value.map((r, i) => [(r as unknown as AnyRow)._key, i]));
  };

  async function fetchPage(cursor?: string): Promise<Page<R>> {
    const wanted = toValue(params) ?? {};
    return ask<Page<R>>(pathOf(name), {
      params: { limit: page_size, ...wanted, ...asAtParams(), cursor, after: isPast.value ? undefined : lastDone() || undefined },
      signal: current?.signal,
    });
  }

  async function reload(): Promise<void> {
    clearTimeout(later);
    if (toValue(params) === null) {
      rows.value = [];
      loaded.value = false;
      return;
    }
    current?.abort();
    const mine = (current = new AbortController());
    loading.value = true;
    waiting.count++;
    try {
      const page = await fetchPage();
      if (mine !== current) return;
      rows.value = page.rows;
      index();
      total.value = page.total;
      next.value = page.next;
      sequence.value = page.sequence;
      at.value = page.at;
      error.value = null;
      loaded.value = true;
      if (!isPast.value) {
        noteLoaded(page.sequence, page.at);
        unfollow ??= follow(follower);
      }
    } catch (problem) {
      if (mine !== current || mine.signal.aborted) return;
      error.value = problem;
    } finally {
      waiting.count--;
      if (mine === current) loading.value = false;
    }
  }

  async function more(): Promise<void> {
    if (!next.value || loading.value) return;
    const mine = current;
    loading.value = true;
    try {
      const page = await fetchPage(next.value);
      if (mine !== current) return;
      const fresh = page.rows.filter((r) => !places.has((r as unknown as AnyRow)._key));
      rows.value = rows.value.concat(fresh);
      index();
      next.value = page.next;
    } catch (problem) {
      if (mine === current) error.value = problem;
    } finally {
      if (mine === current) loading.value = false;
    }
  }

  function flush(): void {
    if (!pending) return;
    const batch = pending;
    pending = undefined;
    const list = rows.value.slice();
    const touched = new Set<string>();
    let asks = false;
    let removed = false;
    for (const [key, { row }] of batch) {
      const place = places.get(key);
      const fits = row === null ? false : answers(row as Record<string, unknown>, toValue(params) ?? {});
      if (fits === undefined) asks = true;
      if (place !== undefined) {
        if (fits === false) {
          list[place] = undefined as unknown as R;
          removed = true;
          total.value--;
        } else {
          list[place] = row as R;
          touched.add(key);
        }
      } else if (fits === true) {
        places.set(key, list.push(row as R) - 1);
        total.value++;
        touched.add(key);
      }
    }
    rows.value = removed ? list.filter((r) => r !== undefined) : list;
    if (removed) index();
    changed.value = touched;
    clearTimeout(fade);
    fade = setTimeout(() => (changed.value = new Set()), 1600);
    if (asks) {
      clearTimeout(later);
      later = setTimeout(() => void reload(), 600);
    }
  }

  const follower = {
    table: name,
    sequence: () => sequence.value,
    change(change: RowChange, seen: number) {
      if (isPast.value) return;
      const row = change.row ? ({ _key: change.key, _sequence: seen, ...change.row } as unknown as R) : null;
      if (!pending) {
        pending = new Map();
        requestAnimationFrame(flush);
      }
      pending.set(change.key, { row, sequence: seen });
    },
    position(now: number, moment: string) {
      if (isPast.value) return;
      sequence.value = now;
      at.value = moment;
    },
    reset: () => void reload(),
  };

  watch([() => JSON.stringify(toValue(params)), () => asAt.at, () => asAt.clock], () => void reload(), { immediate: true });
  onScopeDispose(() => {
    current?.abort();
    unfollow?.();
    clearTimeout(later);
    clearTimeout(fade);
  });
  return { rows, byKey, total, sequence, at, loading, loaded, error, next, changed, reload, more } as TableState<R>;
}

export interface EventBehind {
  sequence: number;
  type: string;
  title_zh?: string;
  title_en?: string;
  recorded: string;
  happened: string;
  person?: string;
  org?: string;
  stream?: string;
  data: Record<string, unknown>;
}

export const eventsBehind = (table: string, key: string): Promise<{ events: EventBehind[] }> =>
  ask(`${pathOf(table)}/${encodeURIComponent(key)}/events`, { params: { ...asAtParams(), after: isPast.value ? undefined : lastDone() || undefined } });

export const oneRow = (table: string, key: string): Promise<AnyRow> =>
  ask<{ row: AnyRow }>(`${pathOf(table)}/${encodeURIComponent(key)}`, { params: { ...asAtParams(), after: isPast.value ? undefined : lastDone() || undefined } }).then((answer) => answer.row);
