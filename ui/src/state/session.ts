// SPDX-License-Identifier: Apache-2.0
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { onSignedOut, signIn, signOut, whoAmI, type Session } from '../api/client';
import { hangUp } from '../api/stream';
import { settings } from './settings';

// Only a browser that has signed in asks who it is: a newcomer's first page needs no refusal.
const shelf = 'landport.signed-in';
const remember = (on: boolean): void => (on ? localStorage.setItem(shelf, '1') : localStorage.removeItem(shelf));

export const useSession = defineStore('session', () => {
  const who = ref<Session | null>(null);
  const known = ref(false);

  async function recall(): Promise<void> {
    if (known.value) return;
    who.value = localStorage.getItem(shelf) ? await whoAmI() : null;
    if (!who.value) remember(false);
    known.value = true;
  }
  async function enter(person: string, password: string): Promise<void> {
    who.value = await signIn(person, password);
    known.value = true;
    remember(true);
    if (who.value.language === 'en' || who.value.language === 'zh') settings.language = who.value.language;
  }
  async function leave(): Promise<void> {
    await signOut();
    remember(false);
    hangUp();
    who.value = null;
  }
  onSignedOut(() => {
    remember(false);
    hangUp();
    who.value = null;
  });

  const has = (...roles: string[]): boolean => roles.length === 0 || roles.some((r) => who.value?.roles.includes(r));
  const org = computed(() => (settings.language === 'zh' ? who.value?.org_name_zh : who.value?.org_name_en) || who.value?.org || '');
  return { who, known, recall, enter, leave, has, org };
});
