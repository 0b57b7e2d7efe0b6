import { createBuilder } from 'vite';

/** Builds page, main and preload in about a second, so that the app always matches the source. */
export async function buildApp(root: string): Promise<void> {
  const builder = await createBuilder({ configFile: `${root}/vite.config.ts`, logLevel: 'warn' });
  await builder.buildApp();
}
