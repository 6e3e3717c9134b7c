// SPDX-License-Identifier: Apache-2.0
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { useSession } from './state/session';

export interface ScreenMeta {
  title: string; // key of the catalogue
  open?: boolean; // without an account
  roles?: string[]; // whose work it is; none: everybody's
}

declare module 'vue-router' {
  interface RouteMeta extends Partial<ScreenMeta> {}
}

const screens: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./screens/SignIn.vue'), meta: { title: 'nav.signIn', open: true } },
  { path: '/follow', name: 'follow', component: () => import('./screens/Follow.vue'), meta: { title: 'nav.follow', open: true } },
  { path: '/', name: 'overview', component: () => import('./screens/Overview.vue'), meta: { title: 'nav.overview' } },
  { path: '/booking/:id?', name: 'booking', component: () => import('./screens/Booking.vue'), meta: { title: 'nav.booking', roles: ['shipper', 'carrier', 'duty'] } },
  { path: '/trains/:id?', name: 'trains', component: () => import('./screens/Trains.vue'), meta: { title: 'nav.trains', roles: ['carrier', 'terminal', 'duty', 'partner'] } },
  { path: '/yard', name: 'yard', component: () => import('./screens/Yard.vue'), meta: { title: 'nav.yard', roles: ['terminal', 'duty', 'gate'] } },
  { path: '/shift', name: 'shift', component: () => import('./screens/Shift.vue'), meta: { title: 'nav.shift', roles: ['terminal', 'duty'] } },
  { path: '/gate', name: 'gate', component: () => import('./screens/Gate.vue'), meta: { title: 'nav.gate', roles: ['gate', 'terminal', 'duty', 'shipper'] } },
  { path: '/customs', name: 'customs', component: () => import('./screens/Customs.vue'), meta: { title: 'nav.customs', roles: ['customs', 'duty'] } },
  { path: '/indicators', name: 'indicators', component: () => import('./screens/Indicators.vue'), meta: { title: 'nav.indicators', roles: ['terminal', 'duty', 'admin'] } },
  { path: '/track/:number?', name: 'track', component: () => import('./screens/Track.vue'), meta: { title: 'nav.track' } },
  { path: '/data/:department?/:what?', name: 'data', component: () => import('./screens/Data.vue'), meta: { title: 'nav.data' } },
  { path: '/admin', name: 'admin', component: () => import('./screens/Admin.vue'), meta: { title: 'nav.admin', roles: ['admin', 'duty'] } },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./screens/Missing.vue'), meta: { title: 'nav.missing' } },
];

export const router = createRouter({ history: createWebHistory(), routes: screens, scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }) });

router.beforeEach(async (to) => {
  const session = useSession();
  try {
    await session.recall();
  } catch {
    // The port cannot be reached: the page that was asked for says so itself.
  }
  if (!to.meta.open && !session.who) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  if (to.name === 'sign-in' && session.who) return { path: '/' };
  return true;
});
