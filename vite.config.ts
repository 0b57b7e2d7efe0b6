import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // The page's policy lets no data: fonts in; a font is a file.
    assetsInlineLimit: 0,
    target: 'chrome140',
  },
});
