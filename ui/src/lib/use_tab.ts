// SPDX-License-Identifier: Apache-2.0
import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

// The tab of a screen stands in its address ("/trains?tab=plans"): it can be pointed at from anywhere and is there again
// after a reload; the way back leads to the screen before. The first of `tabs` unless another one is to be it.
export function useTab<T extends string>(tabs: () => readonly T[], first?: T): WritableComputedRef<T> {
  const route = useRoute();
  const router = useRouter();
  const screen = route.name;
  return computed({
    get: () => {
      const wanted = route.name === screen ? tabs().find((k) => k === route.query.tab) : undefined;
      return wanted ?? first ?? tabs()[0]!;
    },
    set: (tab) => void router.replace({ query: { ...route.query, tab } }),
  });
}
