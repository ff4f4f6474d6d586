import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Every process of the product in one build: main, its threads, the headless host and the command line; preload; renderer. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      // In the build with the rest: a thread that has to find hundreds of small files starts half a second later.
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron', 'better-sqlite3'],
        input: {
          main: 'src/main/main.ts',
          cli: 'src/cli/cli.ts',
          'engine-thread': 'src/engine/thread/engine-thread.ts',
          'reader-worker': 'src/engine/reads/reader-worker.ts',
          'checkpoint-worker': 'src/engine/site-database/checkpoint-worker.ts',
          'microsoft-update-thread': 'src/engine/thread/microsoft-update-thread.ts',
          'wsus-server-thread': 'src/engine/thread/wsus-server-thread.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: { input: { preload: 'src/preload/preload.ts' }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome140',
      rollupOptions: { input: 'src/renderer/index.html' },
    },
  },
});
