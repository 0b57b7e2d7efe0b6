import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail, type Result } from '../../shared/result.ts';

/**
 * Other systems, kept outside the project: each takes a gigabyte and minutes. They are made with `--fetch` alone;
 * CHUNFENG_LANES_CACHE names another folder.
 */

export interface Missing {
  readonly kind: 'missing';
  /** What this machine would need. */
  readonly needs: string;
}

export const missing = (needs: string): Result<never, Missing> => fail({ kind: 'missing', needs });

export function keptFolder(...names: readonly string[]): string {
  const caches = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(process.env.CHUNFENG_LANES_CACHE ?? join(caches, 'chunfeng-lanes'), ...names);
}

/** Makes something in its folder once for each `recipe`; a run that is broken off begins again. */
export function madeOnce(folder: string, recipe: unknown, make: () => void): void {
  const note = `${folder}.made`;
  const wanted = JSON.stringify(recipe);
  if (isMade(folder, recipe)) return;
  mkdirSync(folder, { recursive: true });
  make();
  writeFileSync(note, wanted);
}

export function isMade(folder: string, recipe: unknown): boolean {
  const note = `${folder}.made`;
  return existsSync(note) && readFileSync(note, 'utf8') === JSON.stringify(recipe);
}
