import { join } from 'node:path';
import { createBuilder } from 'vite';
import { ROOT } from './gate.ts';

/** Builds the page from the working tree outside `dist/`, which another process may be serving. */
export async function buildPage(folder: string): Promise<void> {
  const builder = await createBuilder({
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    environments: { client: { build: { outDir: folder, emptyOutDir: true } } },
  });
  const { client } = builder.environments;
  if (!client) throw new Error('vite.config.ts builds no page');
  await builder.build(client);
}
