// SPDX-License-Identifier: Apache-2.0
// One event stream for the whole page: every table that is on the screen, resumed by the browser after a break.
import { reactive } from 'vue';

export interface RowChange {
  table: string;
  key: string;
  row: Record<string, unknown> | null;
}

export interface Follower {
  table: string;
  sequence(): number; // what it has loaded stands at this
  change(change: RowChange, sequence: number): void;
  position(sequence: number, at: string): void;
  reset(): void;
}

export const link = reactive({ state: 'idle' as 'idle' | 'connecting' | 'live' | 'broken', sequence: 0, at: '', heard: 0 });

const followers = new Set<Follower>();
let source: EventSource | undefined;
let tables = '';
let rewire: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;

function close(): void {
  source?.close();
  source = undefined;
  clearTimeout(retry);
}

function open(): void {
  const wanted = [...new Set([...followers].map((f) => f.table))].sort().join(',');
  if (wanted === tables && source && source.readyState !== EventSource.CLOSED) return;
  close();
  tables = wanted;
  if (!wanted) {
    link.state = 'idle';
    return;
  }
  link.state = 'connecting';
  // Tables load what stands now before they follow, so only what comes after the oldest of them is asked for.
  const from = Math.min(...[...followers].map((f) => f.sequence()));
  const after = from > 0 ? `&after=${from}` : '';
  const mine = new EventSource(`/api/v1/stream?tables=${encodeURIComponent(wanted)}${after}`);
  source = mine;
  const hear = () => {
    link.state = 'live';
    link.heard = Date.now();
  };
  mine.onopen = hear;
  mine.addEventListener('row', (event) => {
    hear();
    const change = JSON.parse((event as MessageEvent<string>).data) as RowChange;
    const sequence = Number((event as MessageEvent<string>).lastEventId) || 0;
    for (const f of followers) if (f.table === change.table) f.change(change, sequence);
  });
  mine.addEventListener('position', (event) => {
    hear();
    const now = JSON.parse((event as MessageEvent<string>).data) as { sequence: number; at: string };
    link.sequence = now.sequence;
    link.at = now.at;
    for (const f of followers) f.position(now.sequence, now.at);
  });
  mine.addEventListener('reset', () => {
    hear();
    for (const f of followers) f.reset();
  });
  mine.onerror = () => {
    link.state = 'broken';
    // The browser retries a dropped line itself; a refused one it gives up.
    if (mine.readyState === EventSource.CLOSED && source === mine) {
      retry = setTimeout(() => {
        tables = '';
        for (const f of followers) f.reset();
        open();
      }, 3000);
    }
  };
}

export function follow(follower: Follower): () => void {
  followers.add(follower);
  clearTimeout(rewire);
  rewire = setTimeout(open, 30);
  return () => {
    followers.delete(follower);
    clearTimeout(rewire);
    // A page that is left for another often shows the same tables.
    rewire = setTimeout(open, 300);
  };
}

export function noteLoaded(sequence: number, at: string): void {
  if (sequence >= link.sequence) {
    link.sequence = sequence;
    link.at = at;
  }
}

export function hangUp(): void {
  followers.clear();
  tables = '';
  close();
  link.state = 'idle';
  link.sequence = 0;
}
