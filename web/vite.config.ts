import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** "Nothing leaves it", held by the browser: the page may talk to its own server and to nobody else. */
const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Relative asset paths, so that the sandbox may serve the page from any prefix. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The Markdown renderer is a chunk of its own, fetched when a message needs it.
    chunkSizeWarningLimit: 1200,
  },
});
