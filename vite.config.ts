import { join, parse } from 'node:path';
import react from '@vitejs/plugin-react';
import { type BuildEnvironmentOptions, defineConfig } from 'vite';
import { buildOnce } from './electron/commands/start/build-stamp.ts';
import { awayType, pageCharacters, pageType } from './vite.page-type.ts';

/** One config, five builds: the page, the window's process, the station's, the hub's, and the preload bridge. */

const root = import.meta.dirname;
const typeFolder = join(root, '.cache', 'page-type');
/** Raises Vite's own limit, whose warning would appear at every `npm start`; a test limits the page's size. */
const LARGEST_CHUNK_KB = 5_000;
/** The licences of all packages in a build, beside it. */
const license = { fileName: 'third-party.txt' };
/** Kept out of the bundle: Electron provides itself, and the other two load native code. */
const external = ['electron', 'better-sqlite3', 'node-hid'];

/** Loaded only where the server describes its calls, and for PostgreSQL's own client library. */
const notOfAHub = ['@fastify/swagger', '@fastify/swagger-ui', 'pg-native'];

function built(
  entry: string,
  format: 'es' | 'cjs',
  file: string,
  beside: Readonly<Record<string, string>> = {},
): BuildEnvironmentOptions {
  const { name } = parse(entry);
  return {
    outDir: join(root, 'dist', name),
    emptyOutDir: true,
    copyPublicDir: false,
    license,
    minify: false,
    target: 'node24',
    chunkSizeWarningLimit: LARGEST_CHUNK_KB,
    rolldownOptions: {
      input: { [name]: join(root, `${entry}.ts`), ...beside },
      output: { format, entryFileNames: file, chunkFileNames: '[name].js' },
    },
  };
}

export default defineConfig({
  root: join(root, 'renderer'),
  define: { PAGE_CHARACTERS: JSON.stringify(pageCharacters(root)) },
  plugins: [react(), pageType(root, typeFolder), awayType(typeFolder)],
  builder: {
    async buildApp(builder) {
      const all = Object.values(builder.environments);
      await buildOnce(root, async () => {
        for (const each of all) await builder.build(each);
      });
      // Where none of them had to be built, Vite would build them all.
      for (const each of all) each.isBuilt = true;
    },
  },
  environments: {
    client: {
      build: {
        outDir: join(root, 'dist', 'renderer'),
        emptyOutDir: true,
        license,
        // The page's policy forbids data: fonts, so fonts must stay files.
        assetsInlineLimit: 0,
        // One style sheet for all roles: its order is the cascade's, and no role's screen appears unstyled.
        cssCodeSplit: false,
        target: 'chrome140',
        chunkSizeWarningLimit: LARGEST_CHUNK_KB,
        rolldownOptions: {
          output: {
            codeSplitting: {
              // Loads before every chunk that contains a schema.
              groups: [
                { name: 'schemas', test: /node_modules[\\/]zod[\\/]|plain-parsing\.ts$/ },
                // What modules read while they load must be there before them. Nothing in shared/ imports a
                // screen, so a chunk of it can never wait for a chunk that waits for it.
                // The readings of all characters stay apart, for pages where somebody searches.
                { name: 'shared', test: /[\\/]shared[\\/](?!names[\\/]spelled).*\.ts$/ },
                // One chunk for all sheets keeps the cascade in the order of the imports.
                { name: 'style', test: /\.css$/ },
                // One chunk for all that two pages share: two of them would import each other, and then one of
                // them runs before what it needs.
                { name: 'common', minShareCount: 2 },
              ],
            },
          },
        },
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: built('electron/main', 'es', 'main.js'),
    },
    station: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: built('electron/station/process/station', 'es', 'station.js'),
    },
    // The server, which an organiser's station runs as the hall's hub.
    hub: {
      consumer: 'server',
      resolve: { noExternal: true, external: [...external, ...notOfAHub] },
      build: built('server/hub/hub', 'es', '[name].js', {
        // A thread of its own, by the name that it has beside its source.
        'checking-worker': join(root, 'server', 'storage', 'checking-worker.ts'),
      }),
    },
    // A sandboxed preload must be one CommonJS file.
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: built('electron/preload', 'cjs', 'preload.cjs'),
    },
  },
});
