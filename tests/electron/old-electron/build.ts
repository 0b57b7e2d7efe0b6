import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import { root } from '../../report/outcome.ts';

/**
 * The app as an Electron of 2023 takes it: main as CommonJS, and a page that Chromium 114 understands. Built
 * into the project's cache, from where the station finds the project's modules.
 */

const home = join(root, '.cache', 'old-electron', 'app');
const CHROMIUM = 'chrome114';
const NODE = 'node18';

export async function buildForOldElectron(): Promise<string> {
  await rm(home, { recursive: true, force: true });
  const output = (name: string): { outDir: string } => ({ outDir: join(home, 'dist', name) });
  const app = await createBuilder({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    environments: {
      client: { build: { ...output('renderer'), target: CHROMIUM } },
      main: {
        build: { ...output('main'), target: NODE, rolldownOptions: { output: { format: 'cjs' } } },
      },
      station: { build: output('station') },
      hub: { build: output('hub') },
      preload: { build: { ...output('preload'), target: CHROMIUM } },
    },
  });
  // Each by itself: all together they build only what has changed since the app’s own build.
  for (const each of Object.values(app.environments)) await app.build(each);
  await buildPart('start', 'cjs', home);
  await buildPart('newer-javascript', 'iife', join(home, 'dist', 'renderer', 'assets'));
  const page = join(home, 'dist', 'renderer', 'index.html');
  const script = '<head><script src="/assets/newer-javascript.js"></script>';
  // Last, and in no layer: it wins.
  const style = '<link rel="stylesheet" href="/assets/without-subgrid.css"></head>';
  const written = await readFile(page, 'utf8');
  await writeFile(page, written.replace('<head>', script).replace('</head>', style));
  const ownFile = (file: string): string => join(import.meta.dirname, file);
  await cp(ownFile('without-subgrid.css'), join(home, 'dist/renderer/assets/without-subgrid.css'));
  await cp(join(root, 'resources'), join(home, 'resources'), { recursive: true });
  const about = { name: 'chunfeng', version: '0.0.0', main: 'start.js' };
  await writeFile(join(home, 'package.json'), JSON.stringify(about));
  for (const own of ['station', 'hub']) {
    await writeFile(join(home, 'dist', own, 'package.json'), '{ "type": "module" }');
  }
  return home;
}

async function buildPart(name: string, format: 'cjs' | 'iife', outDir: string): Promise<void> {
  const part = await createBuilder({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      outDir,
      emptyOutDir: false,
      target: NODE,
      minify: false,
      ssr: format === 'cjs',
      rolldownOptions: {
        input: join(import.meta.dirname, `${name}.ts`),
        output: { format, entryFileNames: `${name}.js` },
      },
    },
  });
  await part.buildApp();
}
