import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The service that `npm run dev` passes data requests on to. */
const service = process.env.CAIRN_URL ?? 'http://127.0.0.1:8080';

const dataPaths = [
  '/session', '/accounts', '/audit', '/gazetteer', '/boundaries', '/facilities', '/areas',
  '/coverage', '/indicators', '/locate', '/tiles', '/collections', '/attachments', '/webhooks',
];

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    target: 'es2022',
    manifest: true,
    // MapLibre alone is about 1.1 MB before compression; `npm run size` watches what counts.
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      output: {
        // Few files and long-lived ones: what changes rarely stands apart from our own code.
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /node_modules\/(maplibre-gl|@maplibre|@mapbox)\// },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)\// },
            { name: 'icons', test: /node_modules\/@ant-design\/icons/ },
            { name: 'common', test: /\/src\/(api|lib|shell|map\/palette|pages\/map\/(params|bus|useSuggestions))/ },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: Object.fromEntries(dataPaths.map((path) => [path, { target: service }])),
  },
});
