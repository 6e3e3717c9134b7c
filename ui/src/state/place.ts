// SPDX-License-Identifier: Apache-2.0
// What place this is: asked once, before the first page is shown, so that no time stands in a wrong zone even for a moment.
import { ask } from '../api/client';
import { home } from './settings';

interface Place {
  name_zh: string;
  name_en: string;
  time_zone: string;
  currency: string;
  home_node: string;
  bounds: { west: number; south: number; east: number; north: number };
}
const shelf = 'landport.place';

function take(place: Place): void {
  const b = place.bounds;
  Object.assign(home, {
    zone: place.time_zone, name_zh: place.name_zh, name_en: place.name_en, node: place.home_node, currency: place.currency,
    bounds: [[b.west, b.south], [b.east, b.north]],
  });
}

// Without an answer the page shows what it last knew, and the port's own pages say that it cannot be reached.
export async function loadPlace(): Promise<void> {
  try {
    const place = await ask<Place>('network/place');
    take(place);
    localStorage.setItem(shelf, JSON.stringify(place));
  } catch {
    const kept = localStorage.getItem(shelf);
    if (kept) take(JSON.parse(kept) as Place);
  }
}
