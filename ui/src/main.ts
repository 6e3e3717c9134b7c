// SPDX-License-Identifier: Apache-2.0
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { installElements } from './elements';
import { i18n } from './i18n';
import { router } from './router';
import { loadPlace } from './state/place';
import { startSettings } from './state/settings';
import './style/theme.css';
import './style/base.css';

startSettings();
const app = createApp(App);
installElements(app);
void loadPlace().finally(() => app.use(createPinia()).use(i18n).use(router).mount('#app'));
