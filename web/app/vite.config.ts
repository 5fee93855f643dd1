import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { ariaVietnamese } from './build/ariaVietnamese.ts';
import { precompress } from './build/precompress.ts';
import * as words from './ui/ariaWords.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const vietnamese = (counted: boolean) => ariaVietnamese(here('./ui/ariaWords.ts'), new Set(Object.keys(words)), counted);

// A development server may speak to a server elsewhere: GIAOBAN_DEV_API=http://127.0.0.1:9090 npm run dev
const api = process.env['GIAOBAN_DEV_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig(({ command }) => ({
  plugins: [vietnamese(command === 'build'), react(), precompress()],
  // Named here, so that the room's chunk does not reload the page (and lose the link's secret) when it is first met in development.
  optimizeDeps: {
    include: ['@internationalized/date', 'idb', 'lucide-react', 'react-aria-components', 'zustand', 'zustand/shallow', 'zustand/vanilla'],
    rolldownOptions: { plugins: [vietnamese(false)] },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '^/api/': { target: api, ws: true, changeOrigin: true } } },
  preview: { host: '127.0.0.1', port: 4173, proxy: { '^/api/': { target: api, ws: true, changeOrigin: true } } },
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Every byte is a file of its own: the content policy has no data: and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    reportCompressedSize: false,
  },
  test: { environment: 'node', include: ['**/*.test.ts', '**/*.test.tsx'], exclude: ['node_modules/**', 'e2e/**'] },
}));
