import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type BuildEnvironmentOptions, defineConfig } from 'vite';

/** One config, three builds: the page, the station's process, and the bridge between them. */

const root = import.meta.dirname;
/** Stay outside the bundle: Electron brings itself, the other two bring native code. */
const external = ['electron', 'better-sqlite3', 'node-hid'];

function built(entry: string, format: 'es' | 'cjs', file: string): BuildEnvironmentOptions {
  return {
    outDir: join(root, 'dist', entry),
    emptyOutDir: true,
    copyPublicDir: false,
    minify: false,
    target: 'node24',
    rolldownOptions: {
      input: join(root, 'electron', `${entry}.ts`),
      output: { format, entryFileNames: file, chunkFileNames: '[name].js' },
    },
  };
}

/** See `renderer/ui/typefaces.ts`. */
function pageCharacters(): string {
  const sources = globSync(['renderer/**/*.{ts,tsx}', 'shared/codes.ts', 'shared/report/*.ts'], {
    cwd: root,
    // What tests write is not what the page says.
    exclude: ['**/*.test.{ts,tsx}'],
  });
  const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('');
  return [...new Set(text.match(/[\p{Script=Han}，。；：！？、（）“”‘’《》·]/gu))]
    .toSorted()
    .join('');
}

export default defineConfig({
  root: join(root, 'renderer'),
  define: { PAGE_CHARACTERS: JSON.stringify(pageCharacters()) },
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: join(root, 'dist', 'renderer'),
        emptyOutDir: true,
        // The page's policy lets no data: fonts in; a font is a file.
        assetsInlineLimit: 0,
        // Charts are in a piece of their own, which attendees never load.
        chunkSizeWarningLimit: 800,
        target: 'chrome140',
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: built('main', 'es', 'main.js'),
    },
    // A sandboxed preload must be one CommonJS file.
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: built('preload', 'cjs', 'preload.cjs'),
    },
  },
});
