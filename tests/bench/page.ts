import { join } from 'node:path';
import { createBuilder } from 'vite';
import { ROOT } from './gate.ts';

/** Builds the page from the working tree outside `dist/`, which another process may be serving. */
export const buildPage = (folder: string): Promise<void> => build('client', folder);

/** Builds the station's process likewise, and returns its file. It needs this project's packages. */
export async function buildStation(): Promise<string> {
  const folder = join(ROOT, '.cache', 'bench-station');
  await build('station', folder);
  return join(folder, 'station.js');
}

async function build(part: 'client' | 'station', folder: string): Promise<void> {
  const builder = await createBuilder({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    environments: { [part]: { build: { outDir: folder, emptyOutDir: true } } },
  });
  const environment = builder.environments[part];
  if (!environment) throw new Error(`vite.config.ts builds no ${part}`);
  await builder.build(environment);
}
