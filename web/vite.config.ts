import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Relative asset paths, so that the sandbox may serve the page from any prefix. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The Markdown renderer is a chunk of its own, fetched when a message needs it.
    chunkSizeWarningLimit: 1200,
  },
});
