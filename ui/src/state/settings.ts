// SPDX-License-Identifier: Apache-2.0
import { reactive, watch } from 'vue';

export type Language = 'zh' | 'en';
export type Theme = 'light' | 'dark' | 'system';

interface Settings {
  language: Language;
  theme: Theme;
  wall: boolean;
  wallTurns: boolean; // the wall goes round its screens
  navigation: 'wide' | 'narrow';
}

const shelf = 'landport.settings';

function kept(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(shelf) ?? '{}') as Partial<Settings>;
  } catch {
    return {};
  }
}

export const settings = reactive<Settings>({ language: 'zh', theme: 'system', wall: false, wallTurns: false, navigation: 'wide', ...kept() });

const dark = window.matchMedia('(prefers-color-scheme: dark)');
export const look = reactive({ dark: false });

function apply(): void {
  look.dark = settings.theme === 'dark' || (settings.theme === 'system' && dark.matches);
  const root = document.documentElement;
  root.classList.toggle('dark', look.dark);
  root.classList.toggle('wall', settings.wall);
  root.lang = settings.language === 'zh' ? 'zh-CN' : 'en';
}

export function startSettings(): void {
  apply();
  dark.addEventListener('change', apply);
  watch(settings, () => {
    localStorage.setItem(shelf, JSON.stringify(settings));
    apply();
  });
}

// The port itself, as its pack says (see place.ts). Its zone is the one that times are shown in when a place has none of its
// own; bounds are south-west and north-east, longitude first.
export const home = reactive({
  zone: 'UTC', name_zh: '', name_en: '', node: '', currency: '',
  bounds: [[-180, -60], [180, 75]] as [[number, number], [number, number]],
});
