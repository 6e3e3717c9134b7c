// SPDX-License-Identifier: Apache-2.0
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const server = process.env.LANDPORT_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [vue()],
  build: {
    target: 'es2022',
    // Nothing may be inlined as data: the content security policy allows scripts and styles from the server alone.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rollupOptions: { output: { manualChunks: { map: ['maplibre-gl'], vue: ['vue', 'vue-router', 'pinia', 'vue-i18n'] } } },
  },
  define: { __VUE_I18N_LEGACY_API__: false, __VUE_I18N_FULL_INSTALL__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  server: { proxy: { '/api': server, '/map': server, '/health': server } },
  test: { environment: 'node', include: ['src/**/*.test.ts'], setupFiles: ['tools/test_setup.mjs'] },
} as Parameters<typeof defineConfig>[0]);
