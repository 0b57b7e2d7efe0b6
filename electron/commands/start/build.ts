import { createBuilder } from 'vite';

/** Page, main and preload, in about a second: what starts is always what stands in the tree. */
export async function buildApp(root: string): Promise<void> {
  const builder = await createBuilder({ configFile: `${root}/vite.config.ts`, logLevel: 'warn' });
  await builder.buildApp();
}
